import { createHmac, randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { TenantDefinition } from '../src/domain/tenant.ts';
import { setUpTenant } from '../src/operations/set-up-tenant.ts';
import { systemClock, systemMachineClock } from '../src/platform/clock.ts';
import { createRandomIds } from '../src/platform/ids.ts';
import { createLog } from '../src/platform/log.ts';
import { openDatabase } from '../src/store/database.ts';
import { createSecretBox } from '../src/store/secret-box.ts';
import { createSystemStore } from '../src/store/system-store.ts';
import { startJobQueue } from '../src/store/job-queue.ts';
import { openTenantStore } from '../src/store/tenant-store.ts';
import { createCalcomSimulator } from './simulators/calcom/calcom-simulator.ts';
import type { CalcomSimulator } from './simulators/calcom/calcom-simulator.ts';
import { createBlankDatabase, createTestDatabase } from './support/database.ts';
import type { TestDatabase } from './support/database.ts';
import { startGateway, startProcess } from './support/gateway-process.ts';
import type { RunningProcess } from './support/gateway-process.ts';
import { salonAccount, salonDefinition } from './support/salon.ts';
import { createTcpGate } from './support/tcp-gate.ts';

const SECRET_KEY = '7c'.repeat(32);
const MARK = randomBytes(6).toString('hex');
const PATIENCE = 60_000;
const FUNCTION_PATH = '/api/webhooks/retell/function';

let database: TestDatabase;
let calcom: CalcomSimulator;
let salon: TenantDefinition;
const running: RunningProcess[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  calcom = await createCalcomSimulator({ now: () => systemClock.now(), accounts: [salonAccount(MARK)] });
  salon = salonDefinition(MARK, calcom.url);
  await setUp(salon);
});
afterAll(async () => {
  for (const { signal, ended } of running) {
    signal('SIGKILL');
    await ended;
  }
  await calcom.close();
  await database.drop();
});

async function setUp(definition: TenantDefinition): Promise<void> {
  const log = createLog('silent');
  const app = openDatabase(database.url, { role: 'slotline_app', connections: 1 });
  const across = openDatabase(database.url, { role: 'slotline_system', connections: 1 });
  const jobs = await startJobQueue(database.url, { log, connections: 1 });
  const secrets = createSecretBox(SECRET_KEY);
  await setUpTenant(
    {
      system: createSystemStore(across.db, secrets),
      openStore: (id) => openTenantStore({ db: app.db, secrets, jobs }, id),
      clock: systemClock,
      ids: createRandomIds(systemMachineClock.epochMs),
    },
    definition,
  );
  await jobs.stop();
  await Promise.all([app.close(), across.close()]);
}

function settings(change: Record<string, string> = {}): Record<string, string> {
  // With a database and a key nothing is kept in a folder, so one that cannot be made does no harm.
  const DATA_DIR = '/proc/no-folder-can-be-made-here';
  return { DATABASE_URL: database.url, REDIS_URL: inject('redisUrl'), SECRET_KEY, DATA_DIR, ...change };
}

async function start(change?: Record<string, string>) {
  const gateway = await startGateway(settings(change));
  running.push(gateway);
  return gateway;
}

function fail(change: Record<string, string>): RunningProcess {
  const gateway = startProcess('src/main.ts', [], { PORT: '0', ...settings(change) });
  running.push(gateway);
  return gateway;
}

interface SignedQuestion {
  body: string;
  headers: Record<string, string>;
}

function signed(name: string, args: Record<string, unknown>): SignedQuestion {
  const body = JSON.stringify({
    name,
    args,
    call: {
      call_id: `call_${randomBytes(13).toString('hex')}a`,
      agent_id: salon.agents[0],
      to_number: salon.phoneNumbers[0],
      from_number: '+491711234567',
    },
  });
  const at = systemMachineClock.epochMs();
  const digest = createHmac('sha256', salon.retell?.apiKey ?? '')
    .update(`${body}${at}`)
    .digest('hex');
  return {
    body,
    headers: { 'content-type': 'application/json', 'x-retell-signature': `v=${at},d=${digest}` },
  };
}

function ask(url: string, name: string, args: Record<string, unknown> = {}): Promise<Response> {
  return fetch(`${url}${FUNCTION_PATH}`, { method: 'POST', ...signed(name, args) });
}

/** Asks on a connection that this side never ends; answers what was heard on it when it is over. */
function askAndStay(url: string, name: string, args: Record<string, unknown>): Promise<string> {
  const { hostname, port } = new URL(url);
  const { body, headers } = signed(name, args);
  const lines = Object.entries({ host: 'x', 'content-length': String(Buffer.byteLength(body)), ...headers });
  const head = lines.map(([key, value]) => `${key}: ${value}\r\n`).join('');
  return new Promise((resolve) => {
    let heard = '';
    const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
    socket.on('data', (bytes) => (heard += bytes.toString()));
    socket.on('error', () => undefined);
    socket.on('end', () => socket.destroy());
    socket.on('close', () => resolve(heard));
    socket.write(`POST ${FUNCTION_PATH} HTTP/1.1\r\n${head}\r\n${body}`);
  });
}

describe('the gateway as a process', () => {
  it(
    'serves, answers what was asked before it is told to stop, and ends in order',
    async () => {
      const gateway = await start();
      const ready = await fetch(`${gateway.url}/readyz`);
      expect(ready.status).toBe(200);
      expect(await ready.json()).toMatchObject({ status: 'ok' });
      const services = await ask(gateway.url, 'get_available_services');
      expect(services.status).toBe(200);
      expect(await services.json()).toMatchObject({ success: true, services: [{}, {}, {}] });

      calcom.faults.add({ fault: { kind: 'delay', ms: 250 }, path: '/v2/slots' });
      const questions = () => calcom.requests().filter(({ path }) => path === '/v2/slots').length;
      const before = questions();
      const underWay = askAndStay(gateway.url, 'find_next_available', { service: 'Herrenschnitt' });
      await expect.poll(questions, { interval: 10, timeout: 10_000 }).toBeGreaterThan(before);
      gateway.signal('SIGTERM');
      gateway.signal('SIGTERM');
      const answer = await underWay;
      expect(answer).toMatch(/^HTTP\/1\.1 200 /);
      expect(answer).toContain('"success":true');
      expect(await gateway.ended).toBe(0);
      calcom.faults.clear();

      const said = gateway.log().map(({ msg }) => msg);
      expect(said).toEqual(expect.arrayContaining(['gateway is up', 'gateway stops', 'gateway has stopped']));
      expect(said).not.toContain('requests that were not over are cut off');
      const everything = gateway.output() + gateway.errors();
      for (const secret of [SECRET_KEY, salon.retell?.apiKey, salon.calcom?.apiKey]) {
        expect(everything).not.toContain(secret);
      }
      expect(everything).not.toContain(database.url);
    },
    PATIENCE,
  );

  it(
    'lets go of who watches calls, whatever they do, and waits for none of them (VIO-43, VIO-99)',
    async () => {
      const key = 'key-of-who-watches-01';
      await setUp({ ...salon, accessKeys: [{ role: 'reader', key }] });
      const gateway = await start();
      const { hostname, port } = new URL(gateway.url);
      const head = `GET /api/v1/reminders/live HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${key}\r\n`;
      const upgrade =
        'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n';
      const heard = ['', ''];
      for (const [place, more] of [upgrade, 'Accept: text/event-stream\r\n'].entries()) {
        // Neither says goodbye, nor hangs up by itself.
        const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
        socket.on('data', (bytes) => (heard[place] += bytes.toString()));
        socket.on('error', () => undefined);
        socket.write(`${head}${more}\r\n`);
      }
      await expect
        .poll(() => heard.filter((text) => text.includes('call_outcome_watching')).length, {
          timeout: 10_000,
        })
        .toBe(2);
      gateway.signal('SIGTERM');
      expect(await gateway.ended).toBe(0);
      const said = gateway.log().map(({ msg }) => msg);
      expect(said).toContain('gateway has stopped');
      expect(said).not.toContain('requests that were not over are cut off');
    },
    PATIENCE,
  );

  it(
    'answers though Redis goes away and when it comes back',
    async () => {
      const gate = await createTcpGate(inject('redisUrl'));
      const gateway = await start({ REDIS_URL: gate.url });
      for (const trouble of [gate.cut, gate.freeze]) {
        trouble();
        const search = async (): Promise<unknown> => {
          const found = await ask(gateway.url, 'check_availability', { date: 'morgen' });
          expect(found.status).toBe(200);
          return found.json();
        };
        // A busy machine may need a second attempt to be in time.
        await expect.poll(search, { timeout: 10_000 }).toMatchObject({ success: true });
        const ready = await fetch(`${gateway.url}/readyz`);
        expect(ready.status).toBe(200);
        expect(await ready.json()).toMatchObject({ status: 'degraded', checks: { redis: { up: false } } });
        gate.open();
        await expect
          .poll(async () => (await fetch(`${gateway.url}/readyz`)).json(), { timeout: 10_000 })
          .toMatchObject({ status: 'ok' });
      }
      gateway.signal('SIGINT');
      expect(await gateway.ended).toBe(0);
      await gate.close();
    },
    PATIENCE,
  );
});

describe.concurrent('several starts', () => {
  it(
    'come up, both of them, on one empty database',
    async () => {
      const blank = await createBlankDatabase();
      const both = await Promise.all([
        start({ DATABASE_URL: blank.url }),
        start({ DATABASE_URL: blank.url }),
      ]);
      for (const { url } of both) expect((await fetch(`${url}/readyz`)).status).toBe(200);
      for (const gateway of both) gateway.signal('SIGTERM');
      expect(await Promise.all(both.map((gateway) => gateway.ended))).toEqual([0, 0]);
      await blank.drop();
    },
    PATIENCE,
  );

  it(
    'end at once where settings are wrong, and name every one',
    async () => {
      const gateway = fail({ PORT: 'http', SECRET_KEY: 'short-secret', LOG_LEVEL: 'loud', REDIS_URL: 'x' });
      expect(await gateway.ended).toBe(1);
      expect(gateway.output()).toBe('');
      for (const name of ['PORT', 'SECRET_KEY', 'LOG_LEVEL', 'REDIS_URL']) {
        expect(gateway.errors()).toMatch(new RegExp(`^  ${name}: `, 'm'));
      }
      expect(gateway.errors()).not.toContain('short-secret');
    },
    PATIENCE,
  );

  it(
    'say which part cannot be used, where and why, and give up after some tries',
    async () => {
      const gate = await createTcpGate(database.url);
      gate.cut();
      const [noDatabase, noRedis] = [
        fail({ DATABASE_URL: gate.url }),
        fail({ REDIS_URL: 'redis://:secret-r@127.0.0.1:9' }),
      ];
      expect(await noDatabase.ended).toBe(1);
      expect(await noRedis.ended).toBe(1);
      const { host } = new URL(gate.url);
      expect(noDatabase.errors()).toMatch(
        new RegExp(`^Slotline cannot start: PostgreSQL at ${host} cannot be used: .+\\n$`),
      );
      expect(noRedis.errors()).toMatch(
        /^Slotline cannot start: Redis at 127\.0\.0\.1:9 cannot be used: .+\n$/,
      );
      expect(noRedis.output() + noRedis.errors()).not.toContain('secret-r');
      const waits = noDatabase.log().filter(({ msg }) => msg === 'a part cannot be used yet, trying again');
      expect(waits.length).toBeGreaterThan(3);
      expect(waits[0]).toMatchObject({ part: 'PostgreSQL', host });
      await gate.close();
    },
    PATIENCE,
  );

  it(
    'say that an address is taken',
    async () => {
      const gate = await createTcpGate('http://127.0.0.1:1');
      const { port } = new URL(gate.url);
      const gateway = fail({ PORT: port });
      expect(await gateway.ended).toBe(1);
      expect(gateway.errors()).toBe(`Slotline cannot start: it cannot listen on 127.0.0.1:${port}.\n`);
      await gate.close();
    },
    PATIENCE,
  );
});
