import type { Lane, Room, SaidOfWindow, SharedRateWindow } from '../domain/rate-window.ts';
import { createOwnRateWindow } from './own-rate-window.ts';

const MINUTE_MS = 60_000;

export interface RateBudget {
  /** Takes room for one request if the lane has some left. */
  take(lane: Lane, perMinute: number): Promise<Room>;
  /** Takes in what an answer says about the budget; `left`: what was thought to be left when its room was taken. */
  learn(status: number, headers: Headers, left: number): Promise<void>;
  /** As the service last said for the running window; undefined when it said nothing or that window is over. */
  requestsLeft(): number | undefined;
}

/**
 * Keeps one key within its requests per minute, since one too many blocks the key for a whole minute: counts what is
 * sent, here and, where there is a `shared` window, by all processes; goes by what the service says is left; and
 * keeps quiet after a 429. While the shared window does not answer, it goes by what this process knows.
 * `elapsedMs` is monotonic machine time.
 */
export function createRateBudget(
  key: string,
  shared: SharedRateWindow | undefined,
  elapsedMs: () => number,
): RateBudget {
  const own = createOwnRateWindow(elapsedMs);
  let told: { left: number; untilMs: number } | undefined;

  return {
    async take(lane, perMinute) {
      const waitMs = own.waitMs(lane, perMinute);
      if (waitMs !== undefined) return { taken: false, waitMs };
      const room = await shared?.take(key, lane, perMinute);
      if (room === undefined) return own.take(lane, perMinute);
      if (room.taken) own.spend(room.left, perMinute);
      return room;
    },

    async learn(status, headers, left) {
      const remaining = numbersOf(headers, 'x-ratelimit-remaining-');
      const forMs = pauseMs(headers);
      if (remaining.length > 0) told = { left: Math.min(...remaining), untilMs: elapsedMs() + forMs };
      const said = saidOf(status, headers, remaining, forMs);
      if (said === undefined) return;
      own.learn(said);
      // What the others know already is not told again: it would cost each request a second way.
      if (said.blocked || said.left < left) await shared?.learn(key, said);
    },

    requestsLeft() {
      return told !== undefined && elapsedMs() < told.untilMs ? told.left : undefined;
    },
  };
}

/** A key with several limits is refused only when all of them are used up, and the first to end frees it. */
function saidOf(
  status: number,
  headers: Headers,
  remaining: number[],
  forMs: number,
): SaidOfWindow | undefined {
  if (status === 429) return { left: 0, limit: 0, forMs, blocked: true };
  if (remaining.length === 0) return undefined;
  const limit = Math.max(0, ...numbersOf(headers, 'x-ratelimit-limit-'));
  return { left: Math.max(0, ...remaining), limit, forMs, blocked: false };
}

/** Milliseconds to the end of the window or block; at most a minute, so a misread header cannot shut a tenant out. */
function pauseMs(headers: Headers): number {
  const seconds = numbersOf(headers, 'x-ratelimit-reset-');
  const retryAfter = Number(headers.get('retry-after') ?? Number.NaN);
  if (seconds.length === 0 && Number.isFinite(retryAfter)) seconds.push(retryAfter);
  if (seconds.length === 0) return MINUTE_MS;
  return Math.min(Math.max(Math.min(...seconds), 0) * 1_000, MINUTE_MS);
}

/** All values of the headers whose name starts so; the rest of the name is the limit's own (`default`, `short`, ...). */
function numbersOf(headers: Headers, prefix: string): number[] {
  const numbers: number[] = [];
  for (const [name, value] of headers) {
    const number = Number(value);
    if (name.startsWith(prefix) && value.trim() !== '' && Number.isFinite(number)) numbers.push(number);
  }
  return numbers;
}
