import { keptFrom, SAME_WINDOW_MS, WINDOW_MS } from '../domain/rate-window.ts';
import type { Room, SharedRateWindow } from '../domain/rate-window.ts';
import type { RedisLink } from './redis-link.ts';

/** Redis' own time, so that machines whose clocks differ count the same minute. */
const NOW = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)`;

/**
 * KEYS: when requests were sent, what the service said; ARGV: window, requests a minute, how many of these are kept
 * for others, the percent of the service's limit that is. Answers 1 and what is left, or 0 and how long to wait.
 */
const TAKE = `${NOW}
local window, most, kept = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local oldest = redis.call('LINDEX', KEYS[1], 0)
while oldest and now - oldest >= window do
  redis.call('LPOP', KEYS[1])
  oldest = redis.call('LINDEX', KEYS[1], 0)
end
local said = redis.call('HMGET', KEYS[2], 'left', 'limit', 'until')
local told = said[3] and tonumber(said[3]) > now
if told and tonumber(said[1]) <= math.floor(said[2] * ARGV[4] / 100) then return {0, said[3] - now} end
local sent = redis.call('LLEN', KEYS[1])
if sent >= most - kept then
  return {0, redis.call('LINDEX', KEYS[1], sent - most + kept) + window - now}
end
redis.call('RPUSH', KEYS[1], now)
redis.call('PEXPIRE', KEYS[1], window)
local left = most - sent - 1
if told then left = math.min(left, redis.call('HINCRBY', KEYS[2], 'left', -1)) end
return {1, left}`;

/** KEYS: what the service said; ARGV: left, limit, for how long, whether it turned a request away, same window. */
const LEARN = `${NOW}
local left, ends = tonumber(ARGV[1]), now + ARGV[3]
local said = redis.call('HMGET', KEYS[1], 'left', 'until')
local known, knownEnds = tonumber(said[1] or 0), tonumber(said[2] or 0)
if knownEnds > now and ARGV[4] == '0' then
  if left < known and ends >= knownEnds - ARGV[5] then redis.call('HSET', KEYS[1], 'left', left) end
elseif knownEnds <= now or known > 0 or knownEnds < ends then
  redis.call('HSET', KEYS[1], 'left', left, 'limit', ARGV[2], 'until', ends)
  redis.call('PEXPIRE', KEYS[1], math.max(ARGV[3], 1))
end
return 1`;

/** The window that all gateway processes on one Redis share; holds no key in the clear, only what stands for it. */
export function createRedisRateWindow({ redis, attempt }: RedisLink): SharedRateWindow {
  return {
    take: (key, lane, perMinute) =>
      attempt<Room | undefined>(undefined, async () => {
        const kept = [keptFrom(lane, perMinute), keptFrom(lane, 100)];
        const room = await redis.eval(TAKE, 2, sentKey(key), saidKey(key), WINDOW_MS, perMinute, ...kept);
        return readRoom(room);
      }),
    learn: (key, { left, limit, forMs, blocked }) =>
      attempt(undefined, async () => {
        const said = [left, limit, Math.ceil(forMs), blocked ? 1 : 0];
        await redis.eval(LEARN, 1, saidKey(key), ...said, SAME_WINDOW_MS);
      }),
  };
}

function sentKey(key: string): string {
  return `calendar-key:{${key}}:sent`;
}

function saidKey(key: string): string {
  return `calendar-key:{${key}}:said`;
}

function readRoom(answer: unknown): Room | undefined {
  if (!Array.isArray(answer)) return undefined;
  const [taken, figure] = answer.map(Number);
  if (figure === undefined || Number.isNaN(figure)) return undefined;
  return taken === 1 ? { taken: true, left: figure } : { taken: false, waitMs: figure };
}
