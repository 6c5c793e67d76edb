import { join } from 'node:path';
import { systemMachineClock } from '../../src/platform/clock.ts';
import type { Clock } from '../../src/platform/clock.ts';
import { findFreePort } from '../../src/store/embedded-postgres/free-port.ts';
import type { TenantStore } from '../../src/store/tenant-store.ts';
import type { CalcomSimulator } from '../../test/simulators/calcom/calcom-simulator.ts';
import { createRetellApiSimulator } from '../../test/simulators/retell-api/retell-api-simulator.ts';
import type { RetellApiSimulator } from '../../test/simulators/retell-api/retell-api-simulator.ts';
import { bookElsewhere, startDemoCalendar } from './demo-calendar.ts';
import { openDemoDatabase } from './demo-database.ts';
import { readDemoTenants, seedTenants } from './demo-tenants.ts';
import type { DemoTenant } from './demo-tenants.ts';
import { gatewayEnvironment } from './gateway-environment.ts';
import { createMovableClock } from './movable-clock.ts';
import { startGateway } from './start-gateway.ts';
import { waitFor } from './wait-for.ts';

/** The business clock of the recorded calls: Monday, three in the afternoon in Berlin and nine in New York. */
export const DEMO_CLOCK_START = '2026-11-23T14:00:00Z';

export interface Demo {
  gatewayUrl: string;
  clock: Clock;
  calendar: CalcomSimulator;
  /** Where the gateway dials. */
  retell: RetellApiSimulator;
  tenants: DemoTenant[];
  /** By slug. */
  stores: Map<string, TenantStore>;
  /** Resolves when the gateway that runs now has ended by itself or was stopped. */
  gatewayEnded(): Promise<void>;
  /** Lets the business clock jump forward: the gateway is stopped and starts again then. */
  moveTo(at: Date): Promise<void>;
  /** Waits until every webhook of the calendar is worked off; answers false when that took too long. */
  settle(): Promise<boolean>;
}

export interface StartOptions {
  /** A folder of the demo's own. */
  dataDir: string;
  /** Aborted, nothing more is started: what is just starting comes up, is handed to `onStarted`, and it throws. */
  signal: AbortSignal;
  /** Told what is being started. */
  onProgress: (line: string) => void;
  /** Takes what has to be stopped, the last one first. */
  onStarted: (part: { name: string; stop: () => Promise<void> }) => void;
}

const SETTLE_LIMIT_MS = 25_000;

/** Starts database, calendar and gateway, sets the tenants up and enters the bookings made elsewhere. */
export async function startDemo(options: StartOptions): Promise<Demo> {
  const { dataDir, signal, onStarted } = options;
  const onProgress = (line: string): void => {
    signal.throwIfAborted();
    options.onProgress(line);
  };
  onProgress('Starting PostgreSQL ...');
  const database = await openDemoDatabase(dataDir);
  onStarted({ name: 'PostgreSQL', stop: () => database.remove() });

  onProgress('Starting the Cal.com simulator ...');
  const tenants = await readDemoTenants();
  const port = await findFreePort();
  const gatewayUrl = `http://127.0.0.1:${port}`;
  const clock = createMovableClock(new Date(DEMO_CLOCK_START), systemMachineClock);
  const calendar = await startDemoCalendar(tenants, { gatewayUrl, clock });
  onStarted({ name: 'Cal.com simulator', stop: () => calendar.close() });

  onProgress('Starting the Retell simulator ...');
  const retell = await createRetellApiSimulator({
    apiKeys: tenants.map((tenant) => tenant.retell.api_key),
    now: () => clock.now(),
  });
  onStarted({ name: 'Retell simulator', stop: () => retell.close() });

  onProgress(`Setting up ${tenants.length} tenants ...`);
  const env = gatewayEnvironment({
    ...database.settings,
    DATA_DIR: dataDir,
    LOG_LEVEL: 'warn',
    RETELL_BASE_URL: retell.url,
  });
  await seedTenants(tenants, { calendarUrl: calendar.url, env, dataDir });

  onProgress('Starting the gateway ...');
  const start = () =>
    startGateway({
      port,
      env: { ...env, CLOCK_START: clock.now().toISOString() },
      logFile: join(dataDir, 'gateway.log'),
    });
  let gateway = await start();
  onStarted({ name: 'gateway', stop: () => gateway.stop() });

  const stores = await database.openStores();
  const demo: Demo = {
    gatewayUrl,
    clock,
    calendar,
    retell,
    tenants,
    stores,
    gatewayEnded: () => gateway.ended,
    async moveTo(at) {
      signal.throwIfAborted();
      await gateway.stop();
      clock.moveTo(at);
      gateway = await start();
    },
    async settle() {
      await calendar.flushWebhooks();
      return waitFor(async () => {
        const waiting = await Promise.all([...stores.values()].map((store) => store.inbox.listWaiting()));
        return waiting.flat().length === 0;
      }, SETTLE_LIMIT_MS);
    },
  };
  await bookElsewhere(calendar);
  if (!(await demo.settle())) throw new Error('the gateway did not take in the bookings made elsewhere');
  return demo;
}
