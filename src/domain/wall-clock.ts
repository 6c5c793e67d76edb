import { DateTime, IANAZone } from 'luxon';
import { DAY_MS } from '../platform/day-ms.ts';
import type { WallTime } from '../platform/outcome.ts';

/** What a wall time means in a zone: on clock-change nights one hour is missing and one comes twice. */
export type WallInstant =
  | { kind: 'one'; at: Date }
  | { kind: 'gap' }
  | { kind: 'twice'; first: Date; second: Date };

const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;
const DATE_SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** True for an existing calendar day written YYYY-MM-DD, years 1000 to 9999. */
export function isDate(text: string): boolean {
  const parts = DATE_SHAPE.exec(text);
  if (parts === null) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  return year >= 1000 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** `month` 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** The date and time a clock on the wall shows at an instant; ASK-09. `zone` is an IANA name. */
export function toWallTime(instant: Date, zone: string): WallTime {
  return wallClockOf(zone)(instant);
}

/** The wall clock of a zone for many instants: looks its offset up once per quarter of an hour, where it can change. */
export function wallClockOf(zone: string): (instant: Date) => WallTime {
  const rules = IANAZone.create(zone);
  const offsets = new Map<number, number>();
  return (instant) => {
    const ms = instant.getTime();
    const quarter = Math.floor(ms / QUARTER_MS);
    const offset = offsets.get(quarter) ?? rules.offset(ms);
    offsets.set(quarter, offset);
    const shown = new Date(ms + offset * MINUTE_MS);
    // An unknown zone or an impossible instant has no wall time; empty texts are no date and no time anywhere.
    if (Number.isNaN(shown.getTime())) return { date: '', time: '' };
    const iso = shown.toISOString();
    return { date: iso.slice(0, 10), time: iso.slice(11, 16) };
  };
}

/** The instant, or the two, or none, at which a clock on the wall in `zone` shows `wall`. */
export function toInstant(wall: WallTime, zone: string): WallInstant {
  const asUtc = Date.parse(`${wall.date}T${wall.time}:00Z`);
  const rules = IANAZone.create(zone);
  // Both offsets that can apply: the one in force a day earlier and the one in force a day later.
  const found = [rules.offset(asUtc - DAY_MS), rules.offset(asUtc + DAY_MS)]
    .map((offsetMinutes) => ({ offsetMinutes, ms: asUtc - offsetMinutes * 60_000 }))
    .filter(({ offsetMinutes, ms }) => rules.offset(ms) === offsetMinutes)
    .map(({ ms }) => ms)
    .toSorted((a, b) => a - b);
  const [first, second] = found;
  if (first === undefined) return { kind: 'gap' };
  if (second === undefined || second === first) return { kind: 'one', at: new Date(first) };
  return { kind: 'twice', first: new Date(first), second: new Date(second) };
}

/** Whether the clocks are put back over this wall time, so that it comes twice that night. */
export function comesTwice(wall: WallTime, zone: string): boolean {
  return toInstant(wall, zone).kind === 'twice';
}

/** The instants from the first moment of `date` in `zone` until the first moment of the next day (23 to 25 hours). */
export function dayBounds(date: string, zone: string): { from: Date; until: Date } {
  const start = DateTime.fromISO(date, { zone }).startOf('day');
  return { from: start.toJSDate(), until: start.plus({ days: 1 }).startOf('day').toJSDate() };
}

/** `n` calendar days later, or earlier when negative. */
export function addDays(date: string, n: number): string {
  return new Date(dayNumber(date) * DAY_MS + n * DAY_MS).toISOString().slice(0, 10);
}

/** `n` calendar months later; the day is cut to the month's last (January 31st and one month is February 28th). */
export function addMonths(date: string, n: number): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const months = year * 12 + month - 1 + n;
  const [toYear, toMonth] = [Math.floor(months / 12), (((months % 12) + 12) % 12) + 1];
  const toDay = Math.min(day, daysInMonth(toYear, toMonth));
  return [
    String(toYear).padStart(4, '0'),
    ...[toMonth, toDay].map((part) => String(part).padStart(2, '0')),
  ].join('-');
}

/** 1 Monday to 7 Sunday. */
export function weekdayOf(date: string): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
}

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

/** HH:MM of minutes since midnight, 0 to 1440. */
export function clockTimeOf(minutes: number): string {
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

/** HH:MM as minutes since midnight. */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}
