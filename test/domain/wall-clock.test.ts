import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  dayBounds,
  daysBetween,
  isDate,
  minutesOf,
  toInstant,
  toWallTime,
  weekdayOf,
} from '../../src/domain/wall-clock.ts';

const berlin = 'Europe/Berlin';

describe('wall clock', () => {
  it('shows an instant as the wall in the zone does (ASK-09)', () => {
    expect(toWallTime(new Date('2026-11-24T13:30:00Z'), berlin)).toEqual({
      date: '2026-11-24',
      time: '14:30',
    });
    expect(toWallTime(new Date('2026-12-31T23:30:00Z'), berlin)).toEqual({
      date: '2027-01-01',
      time: '00:30',
    });
    expect(toWallTime(new Date('2026-07-01T03:30:00Z'), 'America/New_York')).toEqual({
      date: '2026-06-30',
      time: '23:30',
    });
  });

  it('finds the instant of a wall time', () => {
    expect(toInstant({ date: '2026-07-01', time: '14:30' }, berlin)).toEqual({
      kind: 'one',
      at: new Date('2026-07-01T12:30:00Z'),
    });
    expect(toInstant({ date: '2026-12-01', time: '14:30' }, berlin)).toEqual({
      kind: 'one',
      at: new Date('2026-12-01T13:30:00Z'),
    });
    expect(toInstant({ date: '2026-03-29', time: '01:59' }, berlin)).toEqual({
      kind: 'one',
      at: new Date('2026-03-29T00:59:00Z'),
    });
    expect(toInstant({ date: '2026-03-29', time: '03:00' }, berlin)).toEqual({
      kind: 'one',
      at: new Date('2026-03-29T01:00:00Z'),
    });
  });

  it('knows the hour that is missing in March', () => {
    expect(toInstant({ date: '2026-03-29', time: '02:00' }, berlin)).toEqual({ kind: 'gap' });
    expect(toInstant({ date: '2026-03-29', time: '02:30' }, berlin)).toEqual({ kind: 'gap' });
  });

  it('knows the hour that comes twice in October', () => {
    expect(toInstant({ date: '2026-10-25', time: '02:30' }, berlin)).toEqual({
      kind: 'twice',
      first: new Date('2026-10-25T00:30:00Z'),
      second: new Date('2026-10-25T01:30:00Z'),
    });
    expect(toInstant({ date: '2026-10-25', time: '03:00' }, berlin)).toEqual({
      kind: 'one',
      at: new Date('2026-10-25T02:00:00Z'),
    });
  });

  it('bounds days of 23, 24 and 25 hours', () => {
    const hours = (date: string) => {
      const { from, until } = dayBounds(date, berlin);
      return (until.getTime() - from.getTime()) / 3_600_000;
    };
    expect([hours('2026-03-29'), hours('2026-06-01'), hours('2026-10-25')]).toEqual([23, 24, 25]);
    expect(dayBounds('2026-11-24', berlin).from).toEqual(new Date('2026-11-23T23:00:00Z'));
  });

  it('starts a day without midnight at its first moment', () => {
    // Santiago goes from 23:59:59 on September 5th to 01:00 on the 6th.
    expect(dayBounds('2026-09-06', 'America/Santiago').from).toEqual(new Date('2026-09-06T04:00:00Z'));
  });

  it('comes back to the same instant from any wall time', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2_000_000 }),
        fc.constantFrom(berlin, 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'),
        (minutes, zone) => {
          const instant = new Date(Date.UTC(2026, 0, 1) + minutes * 60_000);
          const back = toInstant(toWallTime(instant, zone), zone);
          const instants =
            back.kind === 'one' ? [back.at] : back.kind === 'twice' ? [back.first, back.second] : [];
          expect(instants).toContainEqual(instant);
        },
      ),
      { numRuns: 300, seed: 1 },
    );
  });
});

describe('calendar days', () => {
  it('adds days and months over leap days and year ends', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2026-03-29', -29)).toBe('2026-02-28');
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2026-12-15', 1)).toBe('2027-01-15');
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysBetween('2027-01-01', '2026-12-31')).toBe(-1);
  });

  it('counts weekdays from Monday, also before 1970', () => {
    expect([weekdayOf('2026-11-23'), weekdayOf('2026-11-24'), weekdayOf('2026-11-29')]).toEqual([1, 2, 7]);
    expect(weekdayOf('1969-12-31')).toBe(3);
    expect(minutesOf('14:30')).toBe(870);
  });

  it.each([
    '2026-02-29',
    '2026-02-30',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '0999-01-01',
    '24.11.2026',
    '2026-11-24T10:00',
    '',
  ])('does not take "%s" for a date', (text) => expect(isDate(text)).toBe(false));

  it('takes existing dates and times', () => {
    expect([isDate('2028-02-29'), isDate('2026-12-31')]).toEqual([true, true]);
  });
});
