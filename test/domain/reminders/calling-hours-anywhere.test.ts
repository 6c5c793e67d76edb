import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isInCallingHours,
  lastCallingWindow,
  nextCallingTime,
} from '../../../src/domain/reminders/calling-hours.ts';
import { isPublicHoliday } from '../../../src/domain/reminders/public-holidays.ts';
import type { CallingHours } from '../../../src/domain/reminders/reminder-settings.ts';
import { toWallTime, weekdayOf } from '../../../src/domain/wall-clock.ts';

const SEED = 20_261_120;
const WEEK = [1, 2, 3, 4, 5];
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const QUARTER_MS = 15 * 60_000;
const DAY_MS = 86_400_000;

/** Nights and days on which something is different, around which instants are drawn. */
const TURNS = [
  '2026-03-08T10:00:00Z',
  '2026-03-29T01:00:00Z',
  '2026-04-04T14:00:00Z',
  '2026-04-05T03:00:00Z',
  '2026-04-06T12:00:00Z',
  '2026-07-04T12:00:00Z',
  '2026-09-06T04:00:00Z',
  '2026-09-26T14:00:00Z',
  '2026-10-25T01:00:00Z',
  '2026-11-01T09:00:00Z',
  '2026-11-26T12:00:00Z',
  '2026-12-26T12:00:00Z',
  '2027-01-01T00:00:00Z',
];
const ZONES = [
  'Pacific/Auckland',
  'Pacific/Kiritimati',
  'Pacific/Chatham',
  'Australia/Sydney',
  'Australia/Lord_Howe',
  'Asia/Tokyo',
  'Asia/Kathmandu',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Europe/Berlin',
  'Europe/London',
  'Atlantic/Azores',
  'America/Santiago',
  'America/St_Johns',
  'America/New_York',
  'America/Los_Angeles',
  'Pacific/Honolulu',
];

const instants = fc
  .tuple(fc.constantFrom(...TURNS), fc.integer({ min: -3 * DAY_MS, max: 3 * DAY_MS }))
  .map(([turn, ms]) => new Date(Date.parse(turn) + ms));
const zoneLists = fc.oneof(
  { weight: 4, arbitrary: fc.uniqueArray(fc.constantFrom(...ZONES), { minLength: 1, maxLength: 1 }) },
  { weight: 1, arbitrary: fc.uniqueArray(fc.constantFrom(...ZONES), { minLength: 2, maxLength: 3 }) },
);
const clock = (quarter: number): string =>
  `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;
const hoursOfAllKinds: fc.Arbitrary<CallingHours> = fc
  .record({
    times: fc.oneof(
      fc.constant([32, 80]),
      fc.uniqueArray(fc.integer({ min: 0, max: 95 }), { minLength: 2, maxLength: 2 }),
    ),
    weekdays: fc.oneof(fc.constant(WEEK), fc.subarray(EVERY_DAY, { minLength: 1 })),
    holidays: fc.subarray(['GB', 'DE', 'US']),
  })
  .map(({ times, weekdays, holidays }) => {
    const [from = 0, until = 0] = times.toSorted((a, b) => a - b);
    return { from: clock(from), until: clock(until), weekdays, holidays };
  });

/** What the rules say, read off the walls of all zones. */
function isOpenOnEveryWall(at: Date, zones: readonly string[], hours: CallingHours): boolean {
  return zones.every((zone) => {
    const { date, time } = toWallTime(at, zone);
    return (
      time >= hours.from &&
      time < hours.until &&
      hours.weekdays.includes(weekdayOf(date)) &&
      !isPublicHoliday(date, hours.holidays)
    );
  });
}

/** The full quarters of an hour from one instant to before the other. */
function quarters(fromMs: number, untilMs: number): Date[] {
  const first = Math.ceil(fromMs / QUARTER_MS);
  const count = Math.max(0, Math.ceil(untilMs / QUARTER_MS) - first);
  return Array.from({ length: count }, (_, n) => new Date((first + n) * QUARTER_MS));
}

describe('whatever the zones, the night and the hours', () => {
  it('the next time for a call is never earlier, always open, stays where it is, and is the first (VIO-26, VIO-33, VIO-34)', () => {
    fc.assert(
      fc.property(instants, zoneLists, hoursOfAllKinds, (at, zones, hours) => {
        const found = nextCallingTime(at, zones, hours);
        for (const next of found === undefined ? [] : [found]) {
          expect(next.at.getTime()).toBeGreaterThanOrEqual(at.getTime());
          expect(isOpenOnEveryWall(next.at, zones, hours)).toBe(true);
          expect(isInCallingHours(next.at, zones, hours)).toBe(true);
          expect(nextCallingTime(next.at, zones, hours)).toEqual({ at: next.at });
          expect(next.movedBecause === undefined).toBe(next.at.getTime() === at.getTime());
        }
        const end = found?.at.getTime() ?? at.getTime() + 9 * DAY_MS;
        const earlier = quarters(at.getTime(), end).filter((one) => isOpenOnEveryWall(one, zones, hours));
        expect(earlier).toEqual([]);
      }),
      { numRuns: 200, seed: SEED },
    );
  });

  it('the last hours are open from their first minute to their last, and nothing is after them (VIO-33, VIO-34)', () => {
    fc.assert(
      fc.property(instants, zoneLists, hoursOfAllKinds, (before, zones, hours) => {
        const window = lastCallingWindow(before, zones, hours);
        if (window === undefined) return;
        const [from, until] = [window.from.getTime(), window.until.getTime()];
        expect(from).toBeLessThan(until);
        expect(until).toBeLessThanOrEqual(before.getTime());
        const open = (one: Date) => isOpenOnEveryWall(one, zones, hours);
        expect([window.from, ...quarters(from, until), new Date(until - 1)].every(open)).toBe(true);
        expect(quarters(until, before.getTime()).filter(open)).toEqual([]);
      }),
      { numRuns: 120, seed: SEED },
    );
  });
});
