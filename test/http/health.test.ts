import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import type { Deps } from '../../src/operations/context.ts';
import { createTenantDirectory } from '../../src/operations/tenant-directory.ts';
import { Fault } from '../../src/platform/fault.ts';
import { createMemorySlotCache } from '../../src/store/memory-slot-cache.ts';
import { MAX } from '../support/tenant-under-test.ts';
import type { TenantUnderTest } from '../support/tenant-under-test.ts';
import { createWorld, START } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
let salon: TenantUnderTest;
beforeAll(async () => {
  world = await createWorld();
  salon = await world.tenant();
});
beforeEach(() => salon.calcom.faults.clear());
afterAll(() => world.close());

const UP = { up: true, ms: expect.any(Number) };
const DOWN = { up: false, ms: expect.any(Number) };
const NO_DATABASE = { ping: () => Promise.reject(new Fault('store_unavailable', 'gone')) };
const NO_REDIS = { ping: () => Promise.reject(new Error('gone')) };

/** The gateway with other parts; an app of its own, since health answers are shared for a while. */
async function look(path: string, change: Partial<Deps> = {}): Promise<{ status: number; body: unknown }> {
  const response = await createApp({ ...world.deps, ...change }).request(path);
  return { status: response.status, body: await response.json() };
}

function withSystem(change: Partial<Deps['system']>): Partial<Deps> {
  return { system: { ...world.deps.system, ...change } };
}

function withCache(change: Partial<Deps['cache']>): Partial<Deps> {
  return { cache: { ...world.deps.cache, ...change } };
}

describe('healthz', () => {
  it('says that the process is up, whatever else is not', async () => {
    const parts = { ...withSystem(NO_DATABASE), ...withCache(NO_REDIS) };
    expect(await look('/healthz', parts)).toEqual({ status: 200, body: { status: 'ok' } });
  });
});

describe('readyz', () => {
  it('says that everything can be served', async () => {
    expect(await look('/readyz')).toEqual({
      status: 200,
      body: { status: 'ok', checks: { database: UP, redis: UP } },
    });
  });

  it('says that nothing can be served without the database', async () => {
    expect(await look('/readyz', withSystem(NO_DATABASE))).toEqual({
      status: 503,
      body: { status: 'unavailable', checks: { database: DOWN, redis: UP } },
    });
  });

  it('says that it goes on without Redis', async () => {
    expect(await look('/readyz', withCache(NO_REDIS))).toEqual({
      status: 200,
      body: { status: 'degraded', checks: { database: UP, redis: DOWN } },
    });
  });

  it('says that there is no Redis where the cache is in the process', async () => {
    const inside = { cache: createMemorySlotCache(world.deps.machine.elapsedMs) };
    expect(await look('/readyz', inside)).toEqual({
      status: 200,
      body: { status: 'ok', checks: { database: UP, redis: null } },
    });
    expect(await look('/api/health/calcom', inside)).toMatchObject({
      body: { status: 'ok', checks: { redis: null } },
    });
  });

  it('answers though the database hangs', async () => {
    const hang = withSystem({ ping: () => new Promise<never>(() => undefined) });
    expect(await look('/readyz', hang)).toMatchObject({ status: 503, body: { status: 'unavailable' } });
  });
});

describe('the health of calendars', () => {
  it('is told with latency, circuits, parts and time, and names no tenant (ASK-88)', async () => {
    const { status, body } = await look('/api/health/calcom');
    expect(status).toBe(200);
    expect(body).toEqual({
      status: 'ok',
      checks: {
        calcom: {
          up: true,
          latency_ms: expect.any(Number),
          circuit: 'closed',
          circuits: { closed: 1, open: 0, half_open: 0 },
          average_ms_of_last_100: expect.any(Number),
        },
        database: UP,
        redis: UP,
      },
      timestamp: new Date(START).toISOString(),
    });
    expect(JSON.stringify(body)).not.toContain(salon.definition.slug);
  });

  it('is degraded where the calendar does not answer (ASK-88)', async () => {
    salon.calcom.faults.add({ fault: { kind: 'reset' } });
    expect((await look('/api/health/calcom')).body).toMatchObject({
      status: 'degraded',
      checks: { calcom: { up: false }, database: UP },
    });
  });

  it.each([
    { part: 'the database', change: () => withSystem(NO_DATABASE), checks: { database: DOWN, redis: UP } },
    { part: 'Redis', change: () => withCache(NO_REDIS), checks: { database: UP, redis: DOWN } },
  ])('is degraded without $part, and says so (ASK-88)', async ({ change, checks }) => {
    const { status, body } = await look('/api/health/calcom', change());
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'degraded', checks: { ...checks, calcom: { up: true } } });
  });

  it('asks the calendar once for many who look at the same time (ASK-88)', async () => {
    const before = salon.calcom.requests().length;
    await Promise.all(Array.from({ length: 10 }, async () => world.app.request('/api/health/calcom')));
    expect(salon.calcom.requests()).toHaveLength(before + 1);
  });

  it('knows of no calendar where no tenant has one (ASK-88)', async () => {
    const { openStore, background, machine } = world.deps;
    const system = { ...world.deps.system, listDoors: () => Promise.resolve([]) };
    const directory = createTenantDirectory({ system, openStore, background, elapsedMs: machine.elapsedMs });
    expect((await look('/api/health/calcom', { system, directory })).body).toMatchObject({
      checks: { calcom: null, database: UP },
    });
  });
});

describe('metrics', () => {
  it('count what was asked and how it went, in the text format, and name nobody', async () => {
    await salon.ask('get_available_services');
    await salon.ask('check_availability', { date: 'blabla' });
    await salon.postRetell('/api/webhooks/retell', '[]');
    await world.app.request('/api/webhooks/retell', { method: 'POST', body: '{}' });
    await world.app.request('/api/webhooks/calcom/x', { method: 'POST', body: '{}' });
    await world.settle();
    const response = await world.app.request('/metrics');
    expect(response.headers.get('content-type')).toContain('text/plain');
    const lines = (await response.text()).split('\n');
    for (const line of [
      'slotline_function_calls_total{function="get_available_services",result="done"} 1',
      'slotline_function_calls_total{function="check_availability",result="refused"} 1',
      'slotline_function_seconds_count{function="check_availability"} 1',
      'slotline_webhooks_total{source="retell",result="unreadable"} 1',
      'slotline_rejected_requests_total{door="retell"} 1',
      'slotline_rejected_requests_total{door="calcom"} 1',
      'slotline_call_log_waiting 0',
    ]) {
      expect(lines).toContain(line);
    }
    for (const line of lines)
      expect(line).toMatch(/^$|^# (?:HELP|TYPE) slotline_|^slotline_\w+(?:\{[^}]*\})? [\d.e+-]+$/);
    const text = lines.join('\n');
    expect(text).not.toContain(salon.definition.slug);
    expect(text).not.toContain(salon.id);
    for (const number of [MAX, ...salon.definition.phoneNumbers]) expect(text).not.toContain(number.slice(1));
  });
});

describe('an address that leads nowhere', () => {
  it.each(['/', '/api', '/api/webhooks/retell/function', '/api/webhooks/calcom/x', '/etc/passwd'])(
    'says so at %s',
    async (path) => {
      expect(await look(path)).toEqual({ status: 404, body: { error: 'not_found' } });
    },
  );
});
