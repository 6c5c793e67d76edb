/** What a rate did from one stretch of time to the next. */
export type Trend = 'rising' | 'falling' | 'steady' | 'no_data';

/** So many months are shown, each compared with the one before it (VIO-68). */
export const TREND_MONTHS = 3;
/** Less than so much is chance. */
const NOTEWORTHY = 0.05;

/** How a share (0 to 1) of some calls compares with that of the calls before them (VIO-68). */
export function trendOf(
  before: { total: number; successful: number },
  after: { total: number; successful: number },
): Trend {
  if (before.total === 0 || after.total === 0) return 'no_data';
  const change = after.successful / after.total - before.successful / before.total;
  // A hair's breadth for what a division loses.
  if (Math.abs(change) < NOTEWORTHY - 1e-9) return 'steady';
  return change > 0 ? 'rising' : 'falling';
}
