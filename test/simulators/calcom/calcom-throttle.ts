/** What the rate limit says about one request. */
export interface Allowance {
  allowed: boolean;
  headers: Record<string, string>;
}

/** Counts requests per key in windows of 60 s of business time; an overrun blocks the key for 60 s. */
export interface Throttle {
  count(key: string, limit: number): Allowance;
}

const WINDOW_MS = 60_000;

export function createThrottle(now: () => Date): Throttle {
  const windows = new Map<string, { endsAt: number; used: number; blocked: boolean }>();
  return {
    count(key, limit) {
      const at = now().getTime();
      const known = windows.get(key);
      const running = known !== undefined && known.endsAt > at;
      const window = running ? known : { endsAt: at + WINDOW_MS, used: 0, blocked: false };
      windows.set(key, window);
      window.used += 1;
      if (!window.blocked && window.used > limit) {
        window.blocked = true;
        window.endsAt = at + WINDOW_MS;
      }
      const left = window.blocked ? 0 : limit - window.used;
      return { allowed: !window.blocked, headers: rateHeaders(limit, left, (window.endsAt - at) / 1000) };
    },
  };
}

/** Seconds to go, not a Unix time. */
export function rateHeaders(limit: number, left: number, seconds: number): Record<string, string> {
  return {
    'X-RateLimit-Limit-Default': String(limit),
    'X-RateLimit-Remaining-Default': String(left),
    'X-RateLimit-Reset-Default': String(Math.ceil(seconds)),
  };
}
