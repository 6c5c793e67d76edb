import { serve } from '@hono/node-server';
import type { ServerType } from '@hono/node-server';
import { mkdir } from 'node:fs/promises';
import { createApp } from './app.ts';
import { loadConfig } from './config.ts';
import type { Config } from './config.ts';
import { liveSocketOptions } from './http/live-socket-options.ts';
import type { Deps } from './operations/context.ts';
import { requestOverdueReconciles } from './operations/reconcile/request-overdue-reconciles.ts';
import { systemMachineClock } from './platform/clock.ts';
import { createLog } from './platform/log.ts';
import type { Log } from './platform/log.ts';
import { createMetrics } from './platform/metrics.ts';
import type { Metrics } from './platform/metrics.ts';
import { dialOverdue } from './scheduler/dial-overdue.ts';
import { startWorkers } from './scheduler/start-workers.ts';
import { openDatabase } from './store/database.ts';
import { startEmbeddedPostgres } from './store/embedded-postgres/start-embedded-postgres.ts';
import { startJobQueue } from './store/job-queue.ts';
import { createLiveFeed } from './store/live-feed.ts';
import { createMemorySlotCache } from './store/memory-slot-cache.ts';
import { migrate } from './store/migrate.ts';
import { openRedisLink } from './store/redis-link.ts';
import { createRedisRateWindow } from './store/redis-rate-window.ts';
import { createRedisSlotCache } from './store/redis-slot-cache.ts';
import { createSecretBox } from './store/secret-box.ts';
import { keepSecretKey } from './store/secret-key-file.ts';
import { buildDeps } from './build-deps.ts';
import type { OpenedStores } from './build-deps.ts';

const CONNECTIONS = 20;
const SYSTEM_CONNECTIONS = 3;
const JOB_CONNECTIONS = 4;
const REDIS_TIMEOUT_MS = 60;
const START_TRIES = 10;
const START_PAUSE_MS = 1_000;
const DRAIN_MS = 35_000;
/** No answer takes longer than its budget; who has not sent a whole request by then is cut off. */
const ANSWERS_MS = 5_000;
const IDLE_CHECK_MS = 50;

const loaded = loadConfig(process.env);
if (loaded.kind === 'wrong') {
  process.stderr.write(
    `Slotline cannot start, these settings are wrong:\n  ${loaded.problems.join('\n  ')}\n`,
  );
  process.exit(1);
}
await start(loaded.config).catch((error: unknown) => {
  process.stderr.write(
    `Slotline cannot start: ${error instanceof Error ? error.message : 'unknown error'}\n`,
  );
  process.exit(1);
});

async function start(config: Config): Promise<void> {
  const log = createLog(config.LOG_LEVEL);
  const metrics = createMetrics();
  const stores = await openStores(config, log, metrics);
  const deps = buildDeps(config, log, metrics, stores);
  await deps.directory.refresh();
  await deps.directory.loadProfiles();
  const workers = await startWorkers(deps, stores.jobs.boss);
  deps.background.add('overdue reconciles', requestOverdueReconciles(deps));
  const ending = new AbortController();
  deps.background.add('overdue reminders', dialOverdue(deps, ending.signal));
  const server = listen(config, deps);

  async function stop(signal: string): Promise<void> {
    log.info({ signal }, 'gateway stops');
    ending.abort();
    // Who watches is sent away. No new connections; what runs is answered, what outlives its answer is ended, then the
    // stores close.
    await stores.live.close();
    await closeServer(server, log);
    await workers.stop();
    const left = await deps.background.drain(DRAIN_MS);
    const unwritten = await deps.callLog.drain();
    if (left > 0 || unwritten > 0) log.warn({ left, unwritten }, 'work was left behind');
    await stores.close();
    log.info('gateway has stopped');
    process.exit(0);
  }
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      stop(signal).catch((error: unknown) => {
        log.fatal({ err: error }, 'gateway could not stop in order');
        process.exit(1);
      });
    });
  }
}

interface Stores extends OpenedStores {
  close(): Promise<void>;
}

/** Finds or starts the database, brings it to this version, and opens everything that keeps something. */
async function openStores(config: Config, log: Log, metrics: Metrics): Promise<Stores> {
  // A gateway with a database and a key of its own keeps nothing in a folder.
  if (config.SECRET_KEY === undefined || config.DATABASE_URL === undefined) {
    await mkdir(config.DATA_DIR, { recursive: true });
  }
  const secrets = createSecretBox(config.SECRET_KEY ?? (await keepSecretKey(config.DATA_DIR)));
  const embedded =
    config.DATABASE_URL === undefined
      ? await startEmbeddedPostgres({ dataDir: config.DATA_DIR, log })
      : undefined;
  const url = config.DATABASE_URL ?? embedded?.url ?? '';
  await untilItAnswers(log, 'PostgreSQL', url, () => migrate(url, log));
  const app = openDatabase(url, { role: 'slotline_app', connections: CONNECTIONS });
  const across = openDatabase(url, { role: 'slotline_system', connections: SYSTEM_CONNECTIONS });
  const jobs = await startJobQueue(url, { log, connections: JOB_CONNECTIONS });
  const { cache, rateWindow } = await openCache(config, log, () => metrics.cacheFailures.inc());
  return {
    secrets,
    app,
    across,
    jobs,
    live: createLiveFeed(url, log),
    cache,
    rateWindow,
    close: async () => {
      await jobs.stop();
      await Promise.all([cache.close(), app.close(), across.close()]);
      await embedded?.stop();
    },
  };
}

function listen(config: Config, deps: Deps): ServerType {
  const { log, directory } = deps;
  const { HOST: host, PORT } = config;
  const { fetch } = createApp(deps);
  const server = serve({ fetch, ...liveSocketOptions(), hostname: host, port: PORT }, ({ port }) => {
    log.info({ host, port, tenants: directory.allDoors().length }, 'gateway is up');
  });
  server.on('error', (error) => {
    log.fatal({ err: error, host, port: PORT }, 'the gateway cannot listen');
    process.stderr.write(`Slotline cannot start: it cannot listen on ${host}:${PORT}.\n`);
    process.exit(1);
  });
  return server;
}

/** Resolves when every request that has come in is answered, or cut off. */
function closeServer(server: ServerType, log: Log): Promise<void> {
  return new Promise((resolve) => {
    // What is answered from now on would keep its connection open for the client's next question.
    const idle = setInterval(() => {
      if ('closeIdleConnections' in server) server.closeIdleConnections();
    }, IDLE_CHECK_MS);
    const timer = setTimeout(() => {
      log.warn('requests that were not over are cut off');
      clearInterval(idle);
      if ('closeAllConnections' in server) server.closeAllConnections();
      resolve();
    }, ANSWERS_MS);
    server.close(() => {
      clearTimeout(timer);
      clearInterval(idle);
      resolve();
    });
  });
}

async function openCache(
  config: Config,
  log: Log,
  onFailure: () => void,
): Promise<Pick<Stores, 'cache' | 'rateWindow'>> {
  const { elapsedMs } = systemMachineClock;
  if (config.REDIS_URL === undefined) {
    log.warn('no REDIS_URL: the cache is in this process, so run only one of them');
    return { cache: createMemorySlotCache(elapsedMs), rateWindow: undefined };
  }
  const link = openRedisLink(config.REDIS_URL, {
    log,
    elapsedMs,
    commandTimeoutMs: REDIS_TIMEOUT_MS,
    onFailure,
  });
  await untilItAnswers(log, 'Redis', config.REDIS_URL, () => link.ping());
  return { cache: createRedisSlotCache(link), rateWindow: createRedisRateWindow(link) };
}

/** Tries a few times, says which part it waits for and where, and ends the process when it stays away. */
async function untilItAnswers(log: Log, part: string, url: string, work: () => Promise<void>): Promise<void> {
  const { host } = new URL(url);
  for (let tries = 1; ; tries += 1) {
    try {
      await work();
      return;
    } catch (error) {
      if (tries >= START_TRIES) {
        log.fatal({ err: error, part, host }, 'a part cannot be used, the gateway cannot start');
        process.stderr.write(
          `Slotline cannot start: ${part} at ${host} cannot be used: ${originOf(error)}\n`,
        );
        process.exit(1);
      }
      log.warn({ why: originOf(error), part, host, tries }, 'a part cannot be used yet, trying again');
      await new Promise((resolve) => {
        setTimeout(resolve, START_PAUSE_MS);
      });
    }
  }
}

/** What the part itself said, for the operator who starts the process; no caller's data exists yet. */
function originOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  if (error.cause instanceof Error) return originOf(error.cause);
  return error.message === '' && 'code' in error ? String(error.code) : error.message;
}
