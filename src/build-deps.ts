import type { Config } from './config.ts';
import type { SharedRateWindow } from './domain/rate-window.ts';
import { provenTenantId } from './domain/tenant.ts';
import type { Deps } from './operations/context.ts';
import { requestReconcile } from './operations/reconcile/request-reconcile.ts';
import { REQUEST_MS } from './operations/reminders/dialling/dial-lease.ts';
import { createSingleFlight } from './operations/single-flight.ts';
import { createTenantDirectory } from './operations/tenant-directory.ts';
import { createBackground } from './platform/background.ts';
import { createShiftedClock, systemClock, systemMachineClock } from './platform/clock.ts';
import { createRandomIds } from './platform/ids.ts';
import type { Log } from './platform/log.ts';
import type { Metrics } from './platform/metrics.ts';
import { createCallLog } from './store/call-log.ts';
import type { Database } from './store/database.ts';
import type { RunningJobQueue } from './store/job-queue.ts';
import type { LiveFeed } from './store/live-feed.ts';
import type { SecretBox } from './store/secret-box.ts';
import type { SlotCache } from './store/slot-cache.ts';
import { createSystemStore } from './store/system-store.ts';
import { openTenantStore } from './store/tenant-store.ts';
import { createCalcomCalendars } from './upstream/calcom.ts';
import { createRetellTelephonies } from './upstream/retell.ts';

const MOST_RECORDS_WAITING = 5_000;
/** What a question to the telephony provider and a call to be placed (VIO-10) may take. */
export const TELEPHONY_TIMES = { timeoutMs: 20_000, dialTimeoutMs: REQUEST_MS };

/** What keeps something, opened: the databases, the queue and the cache of one process. */
export interface OpenedStores {
  secrets: SecretBox;
  app: Database;
  across: Database;
  jobs: RunningJobQueue;
  live: LiveFeed;
  cache: SlotCache;
  /** Where processes share what they send to calendars; a single one counts for itself. */
  rateWindow: SharedRateWindow | undefined;
}

/** The parts of a process over its opened stores, from the settings. */
export function buildDeps(config: Config, log: Log, metrics: Metrics, stores: OpenedStores): Deps {
  const machine = systemMachineClock;
  const background = createBackground(log);
  const { secrets, jobs, cache } = stores;
  const system = createSystemStore(stores.across.db, secrets, log);
  const openStore: Deps['openStore'] = (tenantId) =>
    openTenantStore({ db: stores.app.db, secrets, jobs }, tenantId);
  return {
    clock: config.CLOCK_START === undefined ? systemClock : createShiftedClock(config.CLOCK_START, machine),
    machine,
    ids: createRandomIds(machine.epochMs),
    log,
    metrics,
    background,
    cache,
    live: stores.live,
    browserSeal: secrets,
    system,
    openStore,
    directory: createTenantDirectory({
      system,
      openStore,
      background,
      elapsedMs: machine.elapsedMs,
      ...(config.RETELL_API_KEY === undefined ? {} : { sharedRetellKey: config.RETELL_API_KEY }),
    }),
    calendars: createCalcomCalendars({
      readTimeoutMs: 10_000,
      writeTimeoutMs: 30_000,
      breaker: { failures: 5, openMs: 60_000, successesToClose: 2 },
      elapsedMs: machine.elapsedMs,
      log,
      rateWindow: stores.rateWindow,
      onRecovered: (tenantId) => {
        // The line was opened for this tenant, so its id is proven.
        const store = openStore(provenTenantId(tenantId));
        background.add('reconcile after an outage', requestReconcile({ store }, 'outage'));
      },
    }),
    telephonies: createRetellTelephonies({ baseUrl: config.RETELL_BASE_URL, ...TELEPHONY_TIMES }),
    callLog: createCallLog({
      openStore,
      log,
      mostWaiting: MOST_RECORDS_WAITING,
      onDropped: () => metrics.callLogDropped.inc(),
      onWaiting: (count) => metrics.callLogWaiting.set(count),
    }),
    slotQuestions: createSingleFlight(),
    reservations: createSingleFlight(),
    defaultCalendarUrl: config.CALCOM_BASE_URL,
    debugWebhooks: config.DEBUG_WEBHOOKS,
  };
}
