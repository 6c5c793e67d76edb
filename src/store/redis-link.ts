import { Redis } from 'ioredis';
import type { Log } from '../platform/log.ts';

const CONNECT_TIMEOUT_MS = 2_000;
const MOST_RECONNECT_MS = 1_000;
/** After a failure nothing is asked for this long, so that a frozen Redis costs a call one wait, not five. */
const PAUSE_MS = 1_000;

export interface RedisLinkOptions {
  log: Log;
  elapsedMs: () => number;
  /** How long a caller may wait for one answer of Redis. */
  commandTimeoutMs: number;
  /** Told of every failed command; for the metric. */
  onFailure: () => void;
}

/** The way to the Redis that all gateway processes share. Connects in the background. */
export interface RedisLink {
  redis: Redis;
  /** What `work` gives, or `fallback` where Redis does not answer: at once, or after one short wait in a second. */
  attempt<T>(fallback: T, work: () => Promise<T>): Promise<T>;
  /** Rejects when Redis does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export function openRedisLink(url: string, options: RedisLinkOptions): RedisLink {
  const redis = new Redis(url, {
    commandTimeout: options.commandTimeoutMs,
    connectTimeout: CONNECT_TIMEOUT_MS,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    retryStrategy: (attempt) => Math.min(attempt * 100, MOST_RECONNECT_MS),
  });
  let healthy = true;
  let pausedUntil = 0;
  redis.on('error', () => noteFailure());

  function noteFailure(): void {
    pausedUntil = options.elapsedMs() + PAUSE_MS;
    options.onFailure();
    if (healthy) options.log.warn({ part: 'redis' }, 'cache does not answer, going on without it');
    healthy = false;
  }

  return {
    redis,
    async attempt(fallback, work) {
      if (options.elapsedMs() < pausedUntil) return fallback;
      try {
        const result = await work();
        if (!healthy) options.log.info({ part: 'redis' }, 'cache answers again');
        healthy = true;
        return result;
      } catch {
        // A Redis that does not answer is an empty one; `noteFailure` keeps count.
        noteFailure();
        return fallback;
      }
    },
    ping: async () => {
      await connected(redis);
      await redis.ping();
    },
    close: async () => {
      redis.disconnect();
    },
  };
}

/** Waits while a connection is being made; resolves at once where there is one, or none is under way. */
function connected(redis: Redis): Promise<void> {
  if (redis.status !== 'connecting' && redis.status !== 'connect') return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      redis.off('ready', done);
      redis.off('close', done);
      resolve();
    };
    redis.once('ready', done);
    redis.once('close', done);
  });
}
