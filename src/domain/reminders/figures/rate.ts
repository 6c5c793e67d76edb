/** A part of a whole, 0 to 1, two decimals; of nothing it is 0 (VIO-97). */
export function rate(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 100) / 100;
}

/** The mean of so many milliseconds in seconds, one decimal; of nothing it is 0. */
export function meanSeconds(totalMs: number, count: number): number {
  return count === 0 ? 0 : Math.round(totalMs / count / 100) / 10;
}
