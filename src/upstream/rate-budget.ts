const MINUTE_MS = 60_000;

export interface RateBudget {
  /** Whether one more request may go out now. */
  allows(requestsPerMinute: number): boolean;
  /** Notes that a request goes out. */
  spend(): void;
  /** Takes in what an answer says about the budget. */
  learn(status: number, headers: Headers): void;
  /** As the service last said for the running window; undefined when it said nothing or that window is over. */
  requestsLeft(): number | undefined;
}

/**
 * Keeps one key within its requests per minute: counts what this process sends, and stops when the service says the
 * budget is used up (429, or nothing remaining), since one request too many blocks the key for a whole minute.
 * `elapsedMs` is monotonic machine time.
 */
export function createRateBudget(elapsedMs: () => number): RateBudget {
  let sentAtMs: number[] = [];
  let pausedUntilMs = -Infinity;
  let told: { left: number; untilMs: number } | undefined;

  return {
    allows(requestsPerMinute) {
      const now = elapsedMs();
      sentAtMs = sentAtMs.filter((at) => now - at < MINUTE_MS);
      return now >= pausedUntilMs && sentAtMs.length < requestsPerMinute;
    },

    spend() {
      sentAtMs.push(elapsedMs());
    },

    learn(status, headers) {
      const now = elapsedMs();
      const remaining = numbersOf(headers, 'x-ratelimit-remaining-');
      // A key with several limits is refused only when all of them are used up, so the first to end frees it.
      const resetMs = pauseMs(headers);
      const usedUp = remaining.length > 0 && remaining.every((left) => left <= 0);
      if (status === 429 || usedUp) pausedUntilMs = Math.max(pausedUntilMs, now + resetMs);
      if (remaining.length > 0) told = { left: Math.min(...remaining), untilMs: now + resetMs };
    },

    requestsLeft() {
      return told !== undefined && elapsedMs() < told.untilMs ? told.left : undefined;
    },
  };
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
