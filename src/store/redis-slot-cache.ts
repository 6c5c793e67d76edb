import type { TenantId } from '../domain/tenant.ts';
import type { RedisLink } from './redis-link.ts';
import { cacheKeys, CALL_NOTE_SECONDS, MOST_QUESTIONS, questionKey, STALE_SECONDS } from './slot-cache.ts';
import type { CachedDay, CallNote, SlotCache, TenantCache } from './slot-cache.ts';

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

/** The cache that all gateway processes share; until its link is up it is empty. Closing it closes the link. */
export function createRedisSlotCache(link: RedisLink): SlotCache {
  const owed: OwedDrops = new Map();
  return {
    open: (tenantId) => openTenantCache(link, tenantId, owed),
    isRedis: true,
    ping: link.ping,
    close: link.close,
  };
}

/** Per tenant the keys that could not be dropped when they had to be: nothing is read before they are gone. */
type OwedDrops = Map<TenantId, Set<string>>;

function openTenantCache({ redis, attempt }: RedisLink, tenantId: TenantId, owed: OwedDrops): TenantCache {
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
