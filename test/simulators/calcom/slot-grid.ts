import { DateTime } from 'luxon';
import type { SimEventType } from './calcom-accounts.ts';

const MINUTE_MS = 60_000;

/** A stretch of time, `until` not included. */
export interface Stretch {
  from: Date;
  until: Date;
}

export function overlap(one: Stretch, other: Stretch): boolean {
  return one.from.getTime() < other.until.getTime() && other.from.getTime() < one.until.getTime();
}

export function minutesAfter(start: Date, minutes: number): Date {
  return new Date(start.getTime() + minutes * MINUTE_MS);
}

/** Calendar day `YYYY-MM-DD` of an instant in a zone. */
export function dayIn(zone: string, at: Date): string {
  return DateTime.fromJSDate(at, { zone }).toFormat('yyyy-MM-dd');
}

/** Starts on the event type's grid in [from, until), rising; opening hours only, nobody's bookings. */
export function gridStarts(eventType: SimEventType, { from, until }: Stretch): Date[] {
  const starts: Date[] = [];
  for (const open of openRanges(eventType, { from, until })) {
    let start = open.from;
    while (minutesAfter(start, eventType.minutes) <= open.until) {
      if (start >= from && start < until) starts.push(start);
      start = minutesAfter(start, eventType.slotIntervalMinutes);
    }
  }
  return starts.toSorted((one, other) => one.getTime() - other.getTime());
}

/** Whether the whole stretch lies inside one open range; being on the grid is not asked for. */
export function isOpen(eventType: SimEventType, stretch: Stretch): boolean {
  return openRanges(eventType, stretch).some(
    (open) => open.from <= stretch.from && stretch.until <= open.until,
  );
}

/** Whether notice period and booking window allow this start. */
export function isInBounds(eventType: SimEventType, start: Date, now: Date): boolean {
  if (start < minutesAfter(now, eventType.minimumBookingNotice)) return false;
  if (eventType.bookingWindowDays === undefined) return true;
  const zone = eventType.account.user.timeZone;
  const lastDay = DateTime.fromJSDate(now, { zone }).plus({ days: eventType.bookingWindowDays });
  return start <= lastDay.endOf('day').toJSDate();
}

function openRanges(eventType: SimEventType, { from, until }: Stretch): Stretch[] {
  const zone = eventType.account.user.timeZone;
  const ranges: Stretch[] = [];
  let day = DateTime.fromJSDate(from, { zone }).startOf('day');
  while (day.toJSDate() <= until) {
    for (const [opens, closes] of eventType.openingHours[day.weekday] ?? []) {
      ranges.push({ from: wallTime(day, opens), until: wallTime(day, closes) });
    }
    day = day.plus({ days: 1 });
  }
  return ranges;
}

function wallTime(day: DateTime, clock: string): Date {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  return hour === 24 ? day.plus({ days: 1 }).toJSDate() : day.set({ hour, minute }).toJSDate();
}
