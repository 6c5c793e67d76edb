import { join } from 'node:path';
import type { PgBoss } from 'pg-boss';
import postgres from 'postgres';
import { provenTenantId } from '../../../src/domain/tenant.ts';
import { createLog } from '../../../src/platform/log.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { findFreePort } from '../../../src/store/embedded-postgres/free-port.ts';
import { startJobQueue } from '../../../src/store/job-queue.ts';
import { JOB_SCHEMA } from '../../../src/store/job-queues.ts';
import { createSecretBox } from '../../../src/store/secret-box.ts';
import { openTenantStore } from '../../../src/store/tenant-store.ts';
import type { TenantStore } from '../../../src/store/tenant-store.ts';
import { createCalcomSimulator } from '../../../test/simulators/calcom/calcom-simulator.ts';
import type { CalcomSimulator } from '../../../test/simulators/calcom/calcom-simulator.ts';
import { createRetellApiSimulator } from '../../../test/simulators/retell-api/retell-api-simulator.ts';
import type { RetellApiSimulator } from '../../../test/simulators/retell-api/retell-api-simulator.ts';
import { openDemoDatabase } from '../../demo/demo-database.ts';
import { seedTenants } from '../../demo/demo-tenants.ts';
import { gatewayEnvironment } from '../../demo/gateway-environment.ts';
import { startGateway } from '../../demo/start-gateway.ts';
import type { Gateway } from '../../demo/start-gateway.ts';
import type { Starting } from '../../on-stage.ts';
import { startRedisServer } from '../../storm/redis-server.ts';
import { accountOfBench, benchTenant, seedOfBench, zoneWithCallingHours } from './bench-tenant.ts';
import type { BenchTenant } from './bench-tenant.ts';
import type { Ground } from './plant-reminders.ts';

/** A gateway process that may be killed and started again at the same address. */
export interface BenchGateway {
  url: string;
  start(): Promise<void>;
  kill(): Promise<void>;
}

/** Two gateways, not started, over one PostgreSQL and one Redis, between a Retell and a Cal.com of this process. */
export interface Bench {
  tenants: BenchTenant[];
  gateways: [BenchGateway, BenchGateway];
  retell: RetellApiSimulator;
  calendar: CalcomSimulator;
  ground: Ground;
  boss: PgBoss;
  storeOf(tenantId: string): TenantStore;
}

export interface BenchOptions extends Starting {
  dataDir: string;
  tenants: number;
  onProgress: (line: string) => void;
}

const NO_LIMIT = 1_000_000;

/** Business time is the machine's: two processes, one of them new, then mean the same second by "due". */
export async function openBench(options: BenchOptions): Promise<Bench> {
  const { dataDir, signal, onStarted, onProgress } = options;
  const now = new Date();
  const zone = zoneWithCallingHours(now);
  onProgress('Starting PostgreSQL, Redis and the simulators of Retell and Cal.com ...');
  const database = await openDemoDatabase(dataDir);
  onStarted({ name: 'PostgreSQL', stop: () => database.remove() });
  const { DATABASE_URL: url, SECRET_KEY: secretKey } = database.settings;
  signal.throwIfAborted();
  const redis = await startRedisServer();
  onStarted({ name: 'Redis', stop: () => redis.stop() });

  const tenants = Array.from({ length: options.tenants }, (_, place) => benchTenant(place));
  const calendar = await createCalcomSimulator({
    now: () => new Date(),
    accounts: tenants.map((tenant) => accountOfBench(tenant, zone)),
  });
  onStarted({ name: 'Cal.com simulator', stop: () => calendar.close() });
  const retell = await openRetell(tenants);
  onStarted({ name: 'Retell simulator', stop: () => retell.close() });
  const env = gatewayEnvironment({
    DATABASE_URL: url,
    SECRET_KEY: secretKey,
    REDIS_URL: redis.url,
    RETELL_BASE_URL: retell.url,
    DATA_DIR: dataDir,
    LOG_LEVEL: 'warn',
  });
  await seedTenants(
    tenants.map((tenant) => seedOfBench(tenant, zone)),
    { calendarUrl: calendar.url, env, dataDir },
  );
  signal.throwIfAborted();

  const sql = postgres(url, { max: 4, onnotice: () => undefined });
  onStarted({ name: 'connections', stop: () => sql.end({ timeout: 5 }) });
  // The tenants' wishes are new, and there is nothing yet to plan by them: a gateway would have found so at once.
  await sql`delete from ${sql(JOB_SCHEMA)}.job where name = 'plan'`;
  const app = openDatabase(url, { role: 'slotline_app', connections: 2 });
  onStarted({ name: 'connections of the application', stop: () => app.close() });
  const jobs = await startJobQueue(url, { log: createLog('silent'), connections: 2 });
  onStarted({ name: 'job queue', stop: () => jobs.stop() });
  const secrets = createSecretBox(secretKey);
  const ports = [await findFreePort(), await findFreePort()] as const;
  const gateways = ports.map((port, place) => benchGateway(port, place, { env, dataDir }));
  const [first, second] = gateways;
  if (first === undefined || second === undefined) throw new Error('a bench needs two gateways');
  onStarted({
    name: 'gateways',
    stop: async () => void (await Promise.all(gateways.map((gateway) => gateway.stop()))),
  });
  return {
    tenants,
    gateways: [first, second],
    retell,
    calendar,
    ground: { sql, app: app.db, jobs, zone, now: () => new Date() },
    boss: jobs.boss,
    // The ids are those of the rows that were seeded here.
    storeOf: (id) => openTenantStore({ db: app.db, secrets, jobs }, provenTenantId(id)),
  };
}

async function openRetell(tenants: BenchTenant[]): Promise<RetellApiSimulator> {
  const retell = await createRetellApiSimulator({
    apiKeys: tenants.map(({ retellKey }) => retellKey),
    keepsRequests: false,
  });
  for (const { retellKey, agent } of tenants) {
    retell.addAgent(retellKey, { agent_id: agent });
    retell.setConcurrency(retellKey, { limit: NO_LIMIT });
  }
  return retell;
}

function benchGateway(
  port: number,
  place: number,
  { env, dataDir }: { env: NodeJS.ProcessEnv; dataDir: string },
): BenchGateway & { stop(): Promise<void> } {
  let running: Promise<Gateway> | undefined;
  let starts = 0;
  return {
    url: `http://127.0.0.1:${port}`,
    async start() {
      starts += 1;
      running = startGateway({ port, env, logFile: join(dataDir, `gateway-${place + 1}-${starts}.log`) });
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
