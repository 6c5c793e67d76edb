import { randomBytes } from 'node:crypto';
import { inject, vi } from 'vitest';
import { Hono } from 'hono';
import { functions } from '../../functions/index.ts';
import { createApp } from '../../src/app.ts';
import type { TenantDefinition } from '../../src/domain/tenant.ts';
import { retellFunctionRoutes } from '../../src/http/retell-functions.ts';
import type { Deps } from '../../src/operations/context.ts';
import { setUpTenant } from '../../src/operations/set-up-tenant.ts';
import { createSingleFlight } from '../../src/operations/single-flight.ts';
import { createTenantDirectory } from '../../src/operations/tenant-directory.ts';
import { createBackground } from '../../src/platform/background.ts';
import { systemMachineClock } from '../../src/platform/clock.ts';
import { createRandomIds } from '../../src/platform/ids.ts';
import { createLog } from '../../src/platform/log.ts';
import type { Log } from '../../src/platform/log.ts';
import { createMetrics } from '../../src/platform/metrics.ts';
import type { VoiceFunction } from '../../src/runtime/define-function.ts';
import { createCallLog } from '../../src/store/call-log.ts';
import { openDatabase } from '../../src/store/database.ts';
import { startJobQueue } from '../../src/store/job-queue.ts';
import type { RunningJobQueue } from '../../src/store/job-queue.ts';
import { createLiveFeed } from '../../src/store/live-feed.ts';
import type { LiveFeed } from '../../src/store/live-feed.ts';
import { openRedisLink } from '../../src/store/redis-link.ts';
import { createRedisRateWindow } from '../../src/store/redis-rate-window.ts';
import { createRedisSlotCache } from '../../src/store/redis-slot-cache.ts';
import { createSecretBox } from '../../src/store/secret-box.ts';
import { createSystemStore } from '../../src/store/system-store.ts';
import { openTenantStore } from '../../src/store/tenant-store.ts';
import type { SlotCache } from '../../src/store/slot-cache.ts';
import { createCalcomCalendars } from '../../src/upstream/calcom.ts';
import { createRetellTelephonies } from '../../src/upstream/retell.ts';
import type { Calendars } from '../../src/upstream/calendar.ts';
import { createCalcomSimulator } from '../simulators/calcom/calcom-simulator.ts';
import { createRetellApiSimulator } from '../simulators/retell-api/retell-api-simulator.ts';
import type { RetellApiSimulator } from '../simulators/retell-api/retell-api-simulator.ts';
import type { CalcomAccount } from '../simulators/calcom/calcom-accounts.ts';
import { createTestDatabase } from './database.ts';
import { salonAccount, salonDefinition } from './salon.ts';
import { openTenant } from './tenant-under-test.ts';
import type { TenantUnderTest } from './tenant-under-test.ts';
import { createTestClock } from './test-clock.ts';
import type { TestClock } from './test-clock.ts';
import { inspectTenantStatement } from './tenant-guard.ts';

/** A gateway in this process on a real PostgreSQL and a real Redis; one per test file. */
export interface World {
  deps: Deps;
  app: Hono;
  clock: TestClock;
  /** The owner's URL of this world's database. */
  databaseUrl: string;
  jobs: RunningJobQueue;
  /** Retell as all tenants have it; each one's key has a workspace of its own. */
  retellApi: RetellApiSimulator;
  /** Every line the gateway has logged. */
  logLines(): string[];
  /** A fresh tenant with a calendar server of its own; the clock is set back to `START`. */
  tenant(change?: TenantChange): Promise<TenantUnderTest>;
  /** Another gateway like this one, on other parts. */
  openApp(deps: Deps): Hono;
  /** News of calls as another process hears them; closed with the world. */
  openLiveFeed(): LiveFeed;
  /** Calendars as another process has them: on the same Redis, with nothing in memory. */
  openCalendars(): Calendars;
  /** Waits for all work that outlives answers, and writes the call log. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export interface TenantChange {
  definition?: Partial<TenantDefinition>;
  account?: Partial<CalcomAccount>;
  /** What Cal.com itself does wrong from the start. */
  seed?: number;
}

export interface WorldOptions {
  cache?: SlotCache;
  redisUrl?: string;
  /** For tests about what Redis keeps: a busy machine must not turn it into one that is away. */
  redisTimeoutMs?: number;
  databaseUrl?: string;
  calendarTimeoutMs?: number;
  /** How long the circuit of a calendar that fails stays open. */
  breakerOpenMs?: number;
  /** Told of a calendar that answers again after its circuit was open. */
  onRecovered?: (tenantId: string) => void;
  log?: Log;
  /** For tests about what is done, not how fast: a busy machine must not turn an answer into "later". */
  budgetMs?: (fn: VoiceFunction) => number;
}

/** Friday, 20 November 2026, 10:00 in Berlin. */
export const START = '2026-11-20T09:00:00Z';

export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const lines: string[] = [];
  const log = options.log ?? createLog('debug', { write: (line) => void lines.push(line) });
  const clock = createTestClock(START);
  const machine = systemMachineClock;
  const ids = createRandomIds(machine.epochMs);
  const metrics = createMetrics();
  const background = createBackground(log);
  const database = await createTestDatabase();
  const url = options.databaseUrl ?? database.url;
  const secrets = createSecretBox(randomBytes(32).toString('hex'));
  const app = openDatabase(url, { role: 'slotline_app', connections: 8, inspect: inspectTenantStatement });
  const across = openDatabase(url, { role: 'slotline_system', connections: 2 });
  const jobs = await startJobQueue(database.url, { log, connections: 2 });
  const link = openRedisLink(options.redisUrl ?? inject('redisUrl'), {
    log,
    elapsedMs: machine.elapsedMs,
    commandTimeoutMs: options.redisTimeoutMs ?? 60,
    onFailure: () => metrics.cacheFailures.inc(),
  });
  const cache = options.cache ?? createRedisSlotCache(link);
  if (options.cache === undefined && options.redisUrl === undefined) await untilConnected(cache);
  const system = createSystemStore(across.db, secrets);
  const openStore: Deps['openStore'] = (tenantId) => openTenantStore({ db: app.db, secrets, jobs }, tenantId);
  const timeoutMs = options.calendarTimeoutMs ?? 10_000;
  const openCalendars = (): Calendars =>
    createCalcomCalendars({
      readTimeoutMs: timeoutMs,
      writeTimeoutMs: timeoutMs,
      breaker: { failures: 5, openMs: options.breakerOpenMs ?? 60_000, successesToClose: 2 },
      elapsedMs: machine.elapsedMs,
      log,
      rateWindow: createRedisRateWindow(link),
      onRecovered: (tenantId) => options.onRecovered?.(tenantId),
    });
  const feeds: LiveFeed[] = [];
  const openLiveFeed = (): LiveFeed => {
    const feed = createLiveFeed(url, log);
    feeds.push(feed);
    return feed;
  };
  const retellApi = await createRetellApiSimulator({ now: () => clock.now() });
  const deps: Deps = {
    clock,
    machine,
    ids,
    log,
    metrics,
    background,
    cache,
    live: openLiveFeed(),
    browserSeal: secrets,
    system,
    openStore,
    directory: createTenantDirectory({ system, openStore, background, elapsedMs: machine.elapsedMs }),
    calendars: openCalendars(),
    telephonies: createRetellTelephonies({ baseUrl: retellApi.url, timeoutMs, dialTimeoutMs: timeoutMs }),
    callLog: createCallLog({
      openStore,
      log,
      mostWaiting: 5_000,
      onDropped: () => metrics.callLogDropped.inc(),
      onWaiting: (count) => metrics.callLogWaiting.set(count),
    }),
    slotQuestions: createSingleFlight(),
    reservations: createSingleFlight(),
    defaultCalendarUrl: 'http://127.0.0.1:9/v2',
    debugWebhooks: false,
  };
  const tenants: TenantUnderTest[] = [];
  const openApp = (parts: Deps): Hono => openGateway(parts, options.budgetMs);
  const honoApp = openApp(deps);
  const settle = async (): Promise<void> => {
    await background.drain();
    await deps.callLog.drain();
  };

  return {
    deps,
    app: honoApp,
    openApp,
    openLiveFeed,
    openCalendars,
    clock,
    databaseUrl: database.url,
    jobs,
    retellApi,
    logLines: () => lines,
    settle,
    tenant: async (change = {}) => {
      clock.set(START);
      const mark = randomBytes(6).toString('hex');
      const calcom = await createCalcomSimulator({
        now: () => clock.now(),
        accounts: [{ ...salonAccount(mark), ...change.account }],
        ...(change.seed === undefined ? {} : { seed: change.seed }),
      });
      const definition = { ...salonDefinition(mark, calcom.url), ...change.definition };
      const result = await setUpTenant({ system, openStore, clock, ids }, definition);
      if (result.kind === 'refused') throw new Error(result.problems.join('; '));
      if (definition.retell !== undefined) {
        const { apiKey } = definition.retell;
        retellApi.addKey(apiKey);
        const agents = [...definition.agents, definition.reminders?.agentId ?? []].flat();
        for (const agentId of agents) retellApi.addAgent(apiKey, { agent_id: agentId });
      }
      await deps.directory.refresh();
      const tenant = openTenant({ deps, app: honoApp, settle, id: result.tenantId, definition, calcom });
      tenants.push(tenant);
      return tenant;
    },
    close: async () => {
      for (const tenant of tenants) await tenant.calcom.close();
      await retellApi.close();
      for (const feed of feeds) await feed.close();
      await background.drain(5_000);
      await deps.callLog.drain();
      await jobs.stop();
      await Promise.all([cache.close(), link.close(), app.close(), across.close()]);
      await database.drop();
    },
  };
}

/** The whole app; with other budgets, function calls meet their own door in front of it. */
function openGateway(deps: Deps, budgetMs: WorldOptions['budgetMs']): Hono {
  if (budgetMs === undefined) return createApp(deps);
  const unhurried = functions.map((fn) => ({ ...fn, budgetMs: budgetMs(fn) }));
  return new Hono().route('/', retellFunctionRoutes(deps, unhurried)).route('/', createApp(deps));
}

/** The cache connects behind its making; a test wants it there from its first line on. */
async function untilConnected(cache: SlotCache): Promise<void> {
  await vi.waitFor(() => cache.ping());
}
