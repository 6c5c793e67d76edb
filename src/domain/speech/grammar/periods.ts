import { addDays, addMonths, daysBetween, weekdayOf } from '../../wall-clock.ts';
import type { DaySpan, Groups } from './scene.ts';
import { dateOf, mondayOf, monthSpan, weekdayAfter } from './yearly.ts';

/** A week, month, quarter or year: always with both ends. */
export interface Period {
  date: string;
  untilDate: string;
}

// New Year's Day and Christmas Day are free wherever we are.
const FREE_DAYS = /-(?:01-01|12-25)$/;
const AHEAD: Record<string, number> = { last: -1, this: 0, next: 1, coming: 1, afternext: 2 };

/** How many periods ahead "this", "next" and so on are; without such a word 0. */
export function ahead(which: string | undefined): number {
  return which === undefined ? 0 : (AHEAD[which] ?? 0);
}

/** The week, month, quarter or year `count` after the one that `date` is in. */
export function periodAt(unit: string | undefined, date: string, count: number): Period {
  if (unit === 'week') {
    const monday = addDays(mondayOf(date), 7 * count);
    return { date: monday, untilDate: addDays(monday, 6) };
  }
  const months = unit === 'year' ? 12 : unit === 'quarter' ? 3 : 1;
  const month = Number(date.slice(5, 7));
  const first = `${date.slice(0, 8)}01`;
  const start = addMonths(first, count * months - ((month - 1) % months));
  return { date: start, untilDate: addDays(addMonths(start, months), -1) };
}

/**
 * The periods that words can mean, soonest first: `month` with `year`; `month` with `which` ("next May"); `period` with
 * `which` ("next month"), or without ("of the month": this one, and the next once what is asked of it is over); a
 * `year` alone.
 */
export function periodsOf({ month, year, which, period }: Groups, today: string): Period[] {
  if (month !== undefined) return monthsNamed(Number(month), year, which, today);
  if (period === undefined || (year !== undefined && period === 'year')) {
    const start = dateOf(Number(year), 1, 1);
    return start === undefined ? [] : [periodAt('year', start, 0)];
  }
  if (which === undefined) return [periodAt(period, today, 0), periodAt(period, today, 1)];
  return [periodAt(period, today, ahead(which))];
}

function monthsNamed(
  month: number,
  year: string | undefined,
  which: string | undefined,
  today: string,
): Period[] {
  const thisYear = Number(today.slice(0, 4));
  const years = year === undefined ? [thisYear - 1, thisYear, thisYear + 1] : [Number(year)];
  const months = years.flatMap((of) => {
    const start = dateOf(of, month, 1);
    return start === undefined ? [] : [monthSpan(start)];
  });
  if (year !== undefined) return months;
  if (which === 'last') return months.filter(({ untilDate }) => untilDate < today).slice(-1);
  // The month that runs is not the next one.
  const isAhead = which === 'next' || which === 'coming';
  return months.filter(({ date, untilDate }) => (isAhead ? date > today : untilDate >= today));
}

/** What `pick` makes of the first period in which that is not over; of the last period where it always is. */
export function firstAhead(
  periods: Period[],
  today: string,
  pick: (period: Period) => DaySpan | undefined,
): DaySpan | undefined {
  const picked = periods.map(pick).filter((found) => found !== undefined);
  return picked.find(({ date, untilDate }) => (untilDate ?? date) >= today) ?? picked.at(-1);
}

/** The beginning, middle or end of a week, month, quarter or year. */
export function partOfPeriod(part: string | undefined, { date, untilDate }: Period): Period {
  const days = daysBetween(date, untilDate) + 1;
  if (days <= 7) {
    if (part === 'start') return { date, untilDate: addDays(date, 1) };
    return part === 'middle'
      ? { date: addDays(date, 1), untilDate: addDays(date, 3) }
      : { date: addDays(date, 4), untilDate };
  }
  if (days <= 31) {
    if (part === 'start') return { date, untilDate: addDays(date, 9) };
    return part === 'middle'
      ? { date: addDays(date, 10), untilDate: addDays(date, 19) }
      : { date: addDays(date, 20), untilDate };
  }
  if (part === 'start') return monthSpan(date);
  return part === 'end' ? monthSpan(untilDate) : monthSpan(addDays(date, Math.floor(days / 2)));
}

/** The first or second half of a week (from Thursday), month (from the 16th), quarter or year. */
export function halfOfPeriod(nth: number, { date, untilDate }: Period): Period | undefined {
  if (nth < 1 || nth > 2) return undefined;
  const days = daysBetween(date, untilDate) + 1;
  const second =
    days <= 7
      ? addDays(date, 3)
      : days <= 31
        ? addDays(date, 15)
        : days < 100
          ? addDays(date, 46)
          : addMonths(date, 6);
  return nth === 1 ? { date, untilDate: addDays(second, -1) } : { date: second, untilDate };
}

/** The `nth` (from 1; negative from the end) day, bizday, weekend or weekday (`W3`) inside a period. */
export function nthInPeriod(nth: number, unit: string, period: Period): DaySpan | undefined {
  const starts = startsInPeriod(unit, period);
  const date = starts.at(nth > 0 ? nth - 1 : nth);
  if (date === undefined || nth === 0) return undefined;
  return unit === 'weekend' ? { date, untilDate: addDays(date, 1) } : { date };
}

/**
 * The `nth` week (from 1; negative from the end) of a period, as far as it is inside. A week over the edge counts where
 * most of its working days are inside; where it is a near thing, it counts only when `isGenerous`.
 */
export function nthWeek(nth: number, { date, untilDate }: Period, isGenerous: boolean): Period | undefined {
  if (nth === 0) return undefined;
  const daysInFirst = 6 - weekdayOf(date);
  const daysInLast = Math.min(weekdayOf(untilDate), 5);
  const firstCounts = daysInFirst >= 4 || (daysInFirst >= 2 && isGenerous);
  const lastCounts = daysInLast >= 4 || (daysInLast === 3 && isGenerous);
  const first = addDays(mondayOf(date), firstCounts ? 0 : 7);
  const last = addDays(mondayOf(untilDate), lastCounts ? 0 : -7);
  const monday = nth > 0 ? addDays(first, 7 * (nth - 1)) : addDays(last, 7 * (nth + 1));
  const sunday = addDays(monday, 6);
  if (monday < first || monday > last) return undefined;
  return { date: monday < date ? date : monday, untilDate: sunday > untilDate ? untilDate : sunday };
}

/** The first (`isLast`: the last) `count` days, bizdays, weeks or months of a period; undefined where it has fewer. */
export function edgeOfPeriod(
  count: number,
  unit: string,
  isLast: boolean,
  { date, untilDate }: Period,
): Period | undefined {
  if (count < 1) return undefined;
  if (unit === 'bizday') {
    const days = startsInPeriod(unit, { date, untilDate });
    const picked = days.length < count ? [] : isLast ? days.slice(-count) : days.slice(0, count);
    const [first, end] = [picked[0], picked.at(-1)];
    return first === undefined || end === undefined ? undefined : { date: first, untilDate: end };
  }
  const days = unit === 'week' ? 7 * count : count;
  const edge =
    unit === 'month'
      ? addMonths(isLast ? addDays(untilDate, 1) : date, isLast ? -count : count)
      : addDays(isLast ? addDays(untilDate, 1) : date, isLast ? -days : days);
  if (isLast) return edge < date ? undefined : { date: edge, untilDate };
  const end = addDays(edge, -1);
  return end > untilDate ? undefined : { date, untilDate: end };
}

function startsInPeriod(unit: string, { date, untilDate }: Period): string[] {
  const length = unit === 'weekend' ? 2 : 1;
  const weekday = unit === 'weekend' ? 6 : Number(unit.slice(1));
  const last = addDays(untilDate, 1 - length);
  const starts: string[] = [];
  if (unit === 'day' || unit === 'bizday') {
    for (let day = date; day <= last; day = addDays(day, 1)) {
      if (unit === 'day' || (weekdayOf(day) <= 5 && !FREE_DAYS.test(day))) starts.push(day);
    }
    return starts;
  }
  for (let day = weekdayAfter(addDays(date, -1), weekday); day <= last; day = addDays(day, 7))
    starts.push(day);
  return starts;
}

/** Calendar week `week` (ISO 8601) of the year that has it next, or of `year`; undefined where the year has none. */
export function calendarWeek(week: number, year: string | undefined, today: string): Period | undefined {
  const thisYear = Number(today.slice(0, 4));
  const years = year === undefined ? [thisYear, thisYear + 1] : [Number(year)];
  return years
    .map((of) => isoWeek(week, of))
    .find((found) => found !== undefined && (year !== undefined || found.untilDate >= today));
}

function isoWeek(week: number, year: number): Period | undefined {
  const inFirst = dateOf(year, 1, 4);
  if (inFirst === undefined || week < 1) return undefined;
  const monday = addDays(mondayOf(inFirst), 7 * (week - 1));
  return addDays(monday, 3).startsWith(`${year}-`)
    ? { date: monday, untilDate: addDays(monday, 6) }
    : undefined;
}
