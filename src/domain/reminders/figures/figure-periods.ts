import { addDays, addMonths, dayBounds, toWallTime, weekdayOf } from '../../wall-clock.ts';

/** From the first instant to the one at which it is over. */
export interface Period {
  from: Date;
  until: Date;
}

/** A local day, or a month by its first day. */
export interface DatedPeriod extends Period {
  /** YYYY-MM-DD in the tenant's zone. */
  date: string;
}

/** The last days of a zone, oldest first; the last one is today, until now. A day may have 23 or 25 hours. */
export function lastDays(now: Date, zone: string, days: number): DatedPeriod[] {
  const today = toWallTime(now, zone).date;
  return Array.from({ length: days }, (_, n) => {
    const date = addDays(today, n - days + 1);
    const { from, until } = dayBounds(date, zone);
    return { date, from, until: date === today ? now : until };
  });
}

/** The last months of a zone, oldest first; the last one is this one, until now. */
export function lastMonths(now: Date, zone: string, months: number): DatedPeriod[] {
  const first = `${toWallTime(now, zone).date.slice(0, 8)}01`;
  return Array.from({ length: months }, (_, n) => {
    const date = addMonths(first, n - months + 1);
    const until = n === months - 1 ? now : dayBounds(addMonths(date, 1), zone).from;
    return { date, from: dayBounds(date, zone).from, until };
  });
}

/** When last week began, when it was as far as this week is now, when this week began, and now. */
export function weekEdges(now: Date, zone: string): [Date, Date, Date, Date] {
  const today = toWallTime(now, zone).date;
  const monday = addDays(today, 1 - weekdayOf(today));
  const weekAgo = dayBounds(addDays(today, -7), zone);
  const intoToday = now.getTime() - dayBounds(today, zone).from.getTime();
  const byNow = Math.min(weekAgo.from.getTime() + intoToday, weekAgo.until.getTime());
  return [dayBounds(addDays(monday, -7), zone).from, new Date(byNow), dayBounds(monday, zone).from, now];
}

/** The last so many local days, today until now. */
export function periodOfDays(now: Date, zone: string, days: number): Period {
  return { from: lastDays(now, zone, days)[0]?.from ?? now, until: now };
}
