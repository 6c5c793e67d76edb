/** How many of something lie between two bounds, the first included; the last stretch has no end. */
export interface Stretch {
  from: number;
  until?: number;
  count: number;
}

/** `counts[n]` lie at or above the n-th bound counted from 1, and below the next one; what is below all is `counts[0]`. */
export function spreadOver(bounds: readonly number[], counts: ReadonlyMap<number, number>): Stretch[] {
  return [0, ...bounds].map((from, n) => {
    const until = bounds[n];
    return { from, ...(until === undefined ? {} : { until }), count: counts.get(n) ?? 0 };
  });
}

/** Bounds of a conversation's length in seconds (VIO-71). */
export const DURATION_BOUNDS: readonly number[] = [10, 30, 60, 120, 180, 300];
/** Bounds of the time from a call's end to its event, in seconds (VIO-105). */
export const DELAY_BOUNDS: readonly number[] = [1, 5, 15, 30, 60, 120];
