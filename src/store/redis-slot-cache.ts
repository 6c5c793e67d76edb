import { Redis } from 'ioredis';
import type { TenantId } from '../domain/tenant.ts';
import type { Log } from '../platform/log.ts';
import { cacheKeys, CALL_NOTE_SECONDS, MOST_QUESTIONS, questionKey, STALE_SECONDS } from './slot-cache.ts';
import type { CachedDay, CallNote, SlotCache, TenantCache } from './slot-cache.ts';

const COMMAND_TIMEOUT_MS = 60;
const CONNECT_TIMEOUT_MS = 2_000;
const MOST_RECONNECT_MS = 1_000;
/** After a failure the cache counts as empty for this long, so that a frozen Redis costs a call one wait, not five. */
const PAUSE_MS = 1_000;
const EPOCH_SECONDS = 2 * STALE_SECONDS;

/** Writes days only where the epoch is still the one the reader saw. KEYS: epoch, days...; ARGV: epoch, ttl, days... */
const WRITE_DAYS = `
if (redis.call('GET', KEYS[1]) or '0') ~= ARGV[1] then return 0 end
for i = 2, #KEYS do redis.call('SET', KEYS[i], ARGV[i + 1], 'EX', ARGV[2]) end
return 1`;

/** Who asked a question first, if anybody; else whoever asks it now is kept. ARGV: question, tool call, most, ttl. */
const NOTE_ASKED = `
local first = redis.call('HGET', KEYS[1], ARGV[1])
if not first and redis.call('HLEN', KEYS[1]) < tonumber(ARGV[3]) then
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
end
redis.call('EXPIRE', KEYS[1], ARGV[4])
return first`;

export interface RedisCacheOptions {
  log: Log;
  elapsedMs: () => number;
  /** Told of every failed command; for the metric. */
  onFailure: () => void;
}

/** The cache that all gateway processes share. Connects in the background; until then it is empty. */
export function createRedisSlotCache(url: string, options: RedisCacheOptions): SlotCache {
  const redis = new Redis(url, {
    commandTimeout: COMMAND_TIMEOUT_MS,
    connectTimeout: CONNECT_TIMEOUT_MS,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    retryStrategy: (attempt) => Math.min(attempt * 100, MOST_RECONNECT_MS),
  });
  const owed: OwedDrops = new Map();
  let healthy = true;
  let pausedUntil = 0;
  redis.on('error', () => noteFailure());

  function noteFailure(): void {
    pausedUntil = options.elapsedMs() + PAUSE_MS;
    options.onFailure();
    if (healthy) options.log.warn({ part: 'redis' }, 'cache does not answer, going on without it');
    healthy = false;
  }

  async function attempt<T>(fallback: T, work: () => Promise<T>): Promise<T> {
    if (options.elapsedMs() < pausedUntil) return fallback;
    try {
      const result = await work();
      if (!healthy) options.log.info({ part: 'redis' }, 'cache answers again');
      healthy = true;
      return result;
    } catch {
      // A cache that does not answer is an empty one; `noteFailure` keeps count.
      noteFailure();
      return fallback;
    }
  }

  return {
    open: (tenantId) => openTenantCache(redis, tenantId, attempt, owed),
    ping: async () => {
      await connected(redis);
      await redis.ping();
    },
    close: async () => {
      redis.disconnect();
    },
  };
}

type Attempt = <T>(fallback: T, work: () => Promise<T>) => Promise<T>;
/** Per tenant the keys that could not be dropped when they had to be: nothing is read before they are gone. */
type OwedDrops = Map<TenantId, Set<string>>;

function openTenantCache(redis: Redis, tenantId: TenantId, attempt: Attempt, owed: OwedDrops): TenantCache {
  async function settleDrops(): Promise<void> {
    const keys = owed.get(tenantId);
    if (keys === undefined) return;
    owed.delete(tenantId);
    try {
      const epoch = cacheKeys.epoch(tenantId);
      const batch = redis.multi().incr(epoch).expire(epoch, EPOCH_SECONDS);
      await (keys.size === 0 ? batch : batch.del(...keys)).exec();
    } catch (error) {
      owe(keys);
      throw error;
    }
  }

  function owe(keys: Iterable<string>): void {
    owed.set(tenantId, new Set([...(owed.get(tenantId) ?? []), ...keys]));
  }

  return {
    readDays: (source, dates) =>
      // Without an answer the epoch is one that no write can match.
      attempt({ days: dates.map(() => undefined), epoch: 'unknown' }, async () => {
        await settleDrops();
        const keys = dates.map((date) => cacheKeys.day(tenantId, source, date));
        const found = await redis.mget(cacheKeys.epoch(tenantId), ...keys);
        return {
          epoch: found[0] ?? '0',
          days: dates.map((_, place) => readJson<CachedDay>(found[place + 1])),
        };
      }),
    writeDays: (source, days, epoch) =>
      attempt(undefined, async () => {
        const keys = days.map((day) => cacheKeys.day(tenantId, source, day.date));
        const values = days.map((day) => JSON.stringify(day));
        await redis.eval(
          WRITE_DAYS,
          keys.length + 1,
          cacheKeys.epoch(tenantId),
          ...keys,
          epoch,
          STALE_SECONDS,
          ...values,
        );
      }),
    dropDays: (sources, dates) => {
      owe(sources.flatMap((source) => dates.map((date) => cacheKeys.day(tenantId, source, date))));
      return attempt(undefined, settleDrops);
    },
    readCall: (callId) =>
      attempt(undefined, async () => readJson<CallNote>(await redis.get(cacheKeys.call(tenantId, callId)))),
    writeCall: (callId, note) =>
      attempt(undefined, async () => {
        await redis.set(cacheKeys.call(tenantId, callId), JSON.stringify(note), 'EX', CALL_NOTE_SECONDS);
      }),
    noteAsked: (callId, question, toolCallId) =>
      attempt(false, async () => {
        const key = cacheKeys.asked(tenantId, callId);
        const asked = [questionKey(question), toolCallId ?? ''];
        const first = await redis.eval(NOTE_ASKED, 1, key, ...asked, MOST_QUESTIONS, CALL_NOTE_SECONDS);
        return first !== null && (toolCallId === undefined || first !== toolCallId);
      }),
  };
}

/** Reads back what this file has written under the same key; unreadable text counts as absent. */
function readJson<T>(text: string | null | undefined): T | undefined {
  if (text === null || text === undefined) return undefined;
  try {
    // Only this file writes these keys, always from a T.
    return JSON.parse(text) as T;
  } catch {
    return undefined;
  }
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
