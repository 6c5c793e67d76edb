import { addDays, addMonths, daysInMonth, isDate, weekdayOf } from '../../wall-clock.ts';

const FIRST_OF_LAST_CENTURY = 70;

/** YYYY-MM-DD from numbers; undefined when there is no such day. */
export function dateOf(year: number, month: number, day: number): string | undefined {
  const date = `${year}-${two(month)}-${two(day)}`;
  return isDate(date) ? date : undefined;
}

/** The year that is written with its last two digits: "85" is 1985, "26" is 2026; any other is itself. */
export function fullYear(year: string): string {
  if (year.length !== 2) return year;
  return `${Number(year) >= FIRST_OF_LAST_CENTURY ? 19 : 20}${year}`;
}

/** The next such day, today included (ASK-33); February 29th waits for its leap year; undefined for June 31st. */
export function nextYearly(month: number, day: number, today: string): string | undefined {
  const year = Number(today.slice(0, 4));
  for (let ahead = 0; ahead <= 8; ahead += 1) {
    const date = dateOf(year + ahead, month, day);
    if (date !== undefined && date >= today) return date;
  }
  return undefined;
}

/** The day `offset` days after Easter Sunday of a year (Gregorian, Gauss and Lichtenberg). */
export function easterDay(year: number, offset: number): string {
  const century = Math.floor(year / 100);
  const moon = 15 + Math.floor((3 * century + 3) / 4) - Math.floor((8 * century + 13) / 25);
  const golden = year % 19;
  const seed = (19 * golden + moon) % 30;
  const correction = Math.floor((seed + Math.floor(golden / 11)) / 29);
  const fullMoon = 21 + seed - correction;
  const sun = 2 - Math.floor((3 * century + 3) / 4);
  const firstSunday = 7 - ((year + Math.floor(year / 4) + sun) % 7);
  const marchDay = fullMoon + 7 - ((fullMoon - firstSunday) % 7);
  return addDays(`${year}-03-01`, marchDay - 1 + offset);
}

/** The next day with this number, today included, skipping months that have none. */
export function nextMonthly(day: number, today: string): string | undefined {
  const first = `${today.slice(0, 8)}01`;
  for (let ahead = 0; ahead <= 3; ahead += 1) {
    const date = inMonth(addMonths(first, ahead), day);
    if (date !== undefined && date >= today) return date;
  }
  return undefined;
}

/** Day `day` of the month that `date` is in. */
export function inMonth(date: string, day: number): string | undefined {
  return dateOf(Number(date.slice(0, 4)), Number(date.slice(5, 7)), day);
}

/** The first of the five years after `date` in which that day of the year falls on this weekday. */
export function yearWithWeekday(date: string, weekday: number): string | undefined {
  for (let ahead = 1; ahead <= 5; ahead += 1) {
    const later = `${Number(date.slice(0, 4)) + ahead}${date.slice(4)}`;
    if (isDate(later) && weekdayOf(later) === weekday) return later;
  }
  return undefined;
}

/** The next day with this number that falls on this weekday, at most 14 months away. */
export function nextMonthlyOn(weekday: number, day: number, today: string): string | undefined {
  const first = `${today.slice(0, 8)}01`;
  for (let ahead = 0; ahead <= 14; ahead += 1) {
    const date = inMonth(addMonths(first, ahead), day);
    if (date !== undefined && date >= today && weekdayOf(date) === weekday) return date;
  }
  return undefined;
}

/** The first such weekday strictly after `date`. */
export function weekdayAfter(date: string, weekday: number): string {
  return addDays(date, ((weekday - weekdayOf(date) + 6) % 7) + 1);
}

/** The Monday of the week that `date` is in. */
export function mondayOf(date: string): string {
  return addDays(date, 1 - weekdayOf(date));
}

/** The `n`th such weekday of a month, the last for -1; undefined when the month has fewer. */
export function nthWeekday(year: number, month: number, weekday: number, n: number): string | undefined {
  const days = daysInMonth(year, month);
  const matching: string[] = [];
  for (let day = 1; day <= days; day += 1) {
    const date = `${year}-${two(month)}-${two(day)}`;
    if (weekdayOf(date) === weekday) matching.push(date);
  }
  return matching.at(n > 0 ? n - 1 : n);
}

/** First and last day of the month that `date` is in. */
export function monthSpan(date: string): { date: string; untilDate: string } {
  const first = `${date.slice(0, 8)}01`;
  return { date: first, untilDate: addDays(addMonths(first, 1), -1) };
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
