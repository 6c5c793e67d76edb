import { mkdir } from 'node:fs/promises';
import type { Config } from '../../src/config.ts';
import type { Deps } from '../../src/operations/context.ts';
import { systemMachineClock } from '../../src/platform/clock.ts';
import { createLog } from '../../src/platform/log.ts';
import { createMetrics } from '../../src/platform/metrics.ts';
import { openDatabase } from '../../src/store/database.ts';
import { startEmbeddedPostgres } from '../../src/store/embedded-postgres/start-embedded-postgres.ts';
import { startJobQueue } from '../../src/store/job-queue.ts';
import { createLiveFeed } from '../../src/store/live-feed.ts';
import { createMemorySlotCache } from '../../src/store/memory-slot-cache.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openRedisLink } from '../../src/store/redis-link.ts';
import type { RedisLink } from '../../src/store/redis-link.ts';
import { createRedisRateWindow } from '../../src/store/redis-rate-window.ts';
import { createRedisSlotCache } from '../../src/store/redis-slot-cache.ts';
import { createSecretBox } from '../../src/store/secret-box.ts';
import { keepSecretKey } from '../../src/store/secret-key-file.ts';
import { waitFor } from '../demo/wait-for.ts';
import { buildDeps } from '../../src/build-deps.ts';

export interface GatewayParts {
  deps: Deps;
  /** Lets what runs in the background end, then closes everything. */
  close(): Promise<void>;
}

const REDIS_LIMIT_MS = 5_000;
/** Nobody waits on the line for it. */
const REDIS_TIMEOUT_MS = 2_000;
const DRAIN_MS = 30_000;

/** The parts of a gateway without its doors and workers, beside a gateway that may be running. */
export async function openGatewayParts(config: Config): Promise<GatewayParts> {
  const log = createLog(config.LOG_LEVEL === 'info' ? 'warn' : config.LOG_LEVEL, {
    write: (line) => void process.stderr.write(line),
  });
  const machine = systemMachineClock;
  await mkdir(config.DATA_DIR, { recursive: true });
  const secrets = createSecretBox(config.SECRET_KEY ?? (await keepSecretKey(config.DATA_DIR)));
  const embedded =
    config.DATABASE_URL === undefined
      ? await startEmbeddedPostgres({ dataDir: config.DATA_DIR, log })
      : undefined;
  const url = config.DATABASE_URL ?? embedded?.url ?? '';
  await migrate(url, log);
  const app = openDatabase(url, { role: 'slotline_app', connections: 4 });
  const across = openDatabase(url, { role: 'slotline_system', connections: 1 });
  const jobs = await startJobQueue(url, { log, connections: 2 });
  const link = await openRedis(config, log);
  const cache = link === undefined ? createMemorySlotCache(machine.elapsedMs) : createRedisSlotCache(link);
  const rateWindow = link === undefined ? undefined : createRedisRateWindow(link);
  const live = createLiveFeed(url, log);
  const stores = { secrets, app, across, jobs, live, cache, rateWindow };
  const deps = buildDeps(config, log, createMetrics(), stores);
  await deps.directory.refresh();
  return {
    deps,
    async close() {
      await deps.background.drain(DRAIN_MS);
      await jobs.stop();
      await live.close();
      await Promise.all([cache.close(), app.close(), across.close()]);
      await embedded?.stop();
    },
  };
}

async function openRedis(config: Config, log: Deps['log']): Promise<RedisLink | undefined> {
  if (config.REDIS_URL === undefined) return undefined;
  const { elapsedMs } = systemMachineClock;
  const link = openRedisLink(config.REDIS_URL, {
    log,
    elapsedMs,
    commandTimeoutMs: REDIS_TIMEOUT_MS,
    onFailure: () => undefined,
  });
  const isThere = await waitFor(
    () =>
      link.ping().then(
        () => true,
        () => false,
      ),
    REDIS_LIMIT_MS,
  );
  if (!isThere)
    log.warn('Redis does not answer: free times that are cached stay as they are for up to five minutes');
  return link;
}
