import { join } from 'node:path';
import postgres from 'postgres';
import { createShiftedClock, systemMachineClock } from '../../src/platform/clock.ts';
import type { Clock } from '../../src/platform/clock.ts';
import { findFreePort } from '../../src/store/embedded-postgres/free-port.ts';
import { createCalcomSimulator } from '../../test/simulators/calcom/calcom-simulator.ts';
import type { CalcomSimulator } from '../../test/simulators/calcom/calcom-simulator.ts';
import { postSigned } from '../../test/simulators/retell/post-signed.ts';
import { openDemoDatabase } from '../demo/demo-database.ts';
import { seedTenants } from '../demo/demo-tenants.ts';
import { gatewayEnvironment } from '../demo/gateway-environment.ts';
import { startGateway } from '../demo/start-gateway.ts';
import type { Gateway } from '../demo/start-gateway.ts';
import { waitFor } from '../demo/wait-for.ts';
import type { Starting } from '../on-stage.ts';
import { unclaimed } from './judge-books.ts';
import type { Door } from './phone-line.ts';
import { isSettled, readLedger } from './read-ledger.ts';
import { startRedisServer } from './redis-server.ts';
import type { RedisServer } from './redis-server.ts';
import { accountOfStorm, seedOfStorm, STORM_CLOCK_START, stormTenant } from './storm-tenant.ts';
import type { StormTenant } from './storm-tenant.ts';

const SETTLE_EVERY_MS = 1_000;

/** A gateway process that may be killed and started again at the same address. */
export interface StageGateway {
  url: string;
  kill(): Promise<void>;
  start(): Promise<void>;
}

/** Everything a storm blows through: one PostgreSQL, one Redis, one Cal.com, several gateways. */
export interface Stage {
  tenants: StormTenant[];
  gateways: StageGateway[];
  calendar: CalcomSimulator;
  redis: RedisServer;
  /** As the database's owner. */
  sql: postgres.Sql;
  clock: Clock;
  /** The doors of all gateways for one tenant, each signing with its key. */
  doorsFor(tenant: StormTenant): [Door, ...Door[]];
  /** Waits until nothing is under way any more; answers false where that took longer than `limitMs`. */
  settle(limitMs: number): Promise<boolean>;
}

export interface StageOptions extends Starting {
  dataDir: string;
  tenants: number;
  gateways: number;
  seed: number;
  onProgress: (line: string) => void;
}

export async function openStage(options: StageOptions): Promise<Stage> {
  const { dataDir, signal, onStarted, onProgress } = options;
  onProgress('Starting PostgreSQL, Redis and the Cal.com simulator ...');
  const database = await openDemoDatabase(dataDir);
  onStarted({ name: 'PostgreSQL', stop: () => database.remove() });
  const sql = postgres(database.settings.DATABASE_URL, { max: 6, onnotice: () => undefined });
  onStarted({ name: 'connections', stop: () => sql.end({ timeout: 5 }) });
  signal.throwIfAborted();
  const redis = await startRedisServer();
  onStarted({ name: 'Redis', stop: () => redis.stop() });

  const { clock, tenants, ports, calendar } = await openCalendar(options);
  onStarted({ name: 'Cal.com simulator', stop: () => calendar.close() });
  signal.throwIfAborted();
  const env = gatewayEnvironment({
    ...database.settings,
    REDIS_URL: redis.url,
    DATA_DIR: dataDir,
    LOG_LEVEL: 'warn',
  });
  await seedTenants(tenants.map(seedOfStorm), { calendarUrl: calendar.url, env, dataDir });
  signal.throwIfAborted();
  onProgress(`Starting ${ports.length} gateways ...`);
  const gateways = ports.map((port, place) => {
    const logOf = (start: number) => join(dataDir, `gateway-${place + 1}-${start}.log`);
    return stageGateway(port, env, clock, logOf);
  });
  onStarted({
    name: 'gateways',
    stop: async () => void (await Promise.all(gateways.map((gateway) => gateway.stop()))),
  });
  await Promise.all(gateways.map((gateway) => gateway.start()));
  signal.throwIfAborted();
  return {
    tenants,
    gateways,
    calendar,
    redis,
    sql,
    clock,
    doorsFor: (tenant) => doorsOf(gateways, tenant),
    settle: (limitMs) => settle({ sql, calendar, tenants, clock }, limitMs, signal),
  };
}

async function openCalendar({ tenants: count, gateways, seed }: StageOptions) {
  const tenants = Array.from({ length: count }, (_, place) => stormTenant(place));
  const ports = await Promise.all(Array.from({ length: gateways }, () => findFreePort()));
  const clock = createShiftedClock(new Date(STORM_CLOCK_START), systemMachineClock);
  const urls = ports.map(addressOf);
  const calendar = await createCalcomSimulator({
    now: () => clock.now(),
    accounts: tenants.map((tenant) => accountOfStorm(tenant, urls)),
    seed,
  });
  return { clock, tenants, ports, calendar };
}

function addressOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}

function stageGateway(
  port: number,
  env: NodeJS.ProcessEnv,
  clock: Clock,
  logOf: (start: number) => string,
): StageGateway & { stop(): Promise<void> } {
  let running: Promise<Gateway> | undefined;
  let starts = 0;
  return {
    url: addressOf(port),
    async start() {
      starts += 1;
      running = startGateway({
        port,
        env: { ...env, CLOCK_START: clock.now().toISOString() },
        logFile: logOf(starts),
      });
      await running;
    },
    async kill() {
      await (await running)?.kill();
    },
    async stop() {
      // One that did not start has ended already.
      const gateway = await running?.catch(() => undefined);
      await gateway?.stop();
    },
  };
}

function doorsOf(gateways: StageGateway[], tenant: StormTenant): [Door, ...Door[]] {
  const [first, ...others] = gateways.map(({ url }): Door => {
    return (path, payload) => postSigned(url + path, tenant.retellKey, payload);
  });
  if (first === undefined) throw new Error('a stage needs a gateway');
  return [first, ...others];
}

async function settle(
  { sql, calendar, tenants, clock }: Pick<Stage, 'sql' | 'calendar' | 'tenants' | 'clock'>,
  limitMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  const began = performance.now();
  await calendar.flushWebhooks();
  const isOver = await waitFor(
    async () => {
      if (signal.aborted) return true;
      const ledgers = await Promise.all(tenants.map(({ slug }) => readLedger(sql, slug)));
      const now = clock.now();
      // A claim that had no room at first is taken by a later sweep.
      return ledgers.every((ledger) => isSettled(ledger, now) && unclaimed(ledger).length === 0);
    },
    limitMs - (performance.now() - began),
    SETTLE_EVERY_MS,
  );
  signal.throwIfAborted();
  return isOver;
}
