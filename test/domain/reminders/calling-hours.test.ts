import { describe, expect, it } from 'vitest';
import {
  isInCallingHours,
  lastCallingWindow,
  nextCallingTime,
  outsideBecause,
} from '../../../src/domain/reminders/calling-hours.ts';
import type { CallingHours } from '../../../src/domain/reminders/reminder-settings.ts';

const WEEK = [1, 2, 3, 4, 5];
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const standard: CallingHours = { from: '08:00', until: '20:00', weekdays: WEEK, holidays: ['GB'] };
const london = ['Europe/London'];

const next = (at: string, zones: readonly string[] = london, hours: CallingHours = standard) => {
  const found = nextCallingTime(new Date(at), zones, hours);
  return found === undefined ? 'never' : [found.at.toISOString(), found.movedBecause].join(' ').trim();
};

describe('calling hours', () => {
  it.each([
    ['2026-11-25T07:59:59.999Z', 'before_hours'],
    ['2026-11-25T08:00:00Z', undefined],
    ['2026-11-25T19:59:59.999Z', undefined],
    ['2026-11-25T20:00:00Z', 'after_hours'],
    ['2026-11-28T12:00:00Z', 'weekend'],
    ['2026-12-25T12:00:00Z', 'holiday'],
    ['2026-12-28T12:00:00Z', 'holiday'],
    ['2026-07-01T07:00:00Z', undefined],
    ['2026-07-01T19:00:00Z', 'after_hours'],
  ])('tell of %s why nobody is rung then (VIO-01, VIO-34)', (at, because) => {
    expect(outsideBecause(new Date(at), london, standard)).toBe(because);
    expect(isInCallingHours(new Date(at), london, standard)).toBe(because === undefined);
  });

  it.each([
    ['inside them at once', '2026-11-25T12:34:56.789Z', '2026-11-25T12:34:56.789Z'],
    ['before them on the same day', '2026-11-25T03:00:00Z', '2026-11-25T08:00:00.000Z before_hours'],
    ['at their end on the next day', '2026-11-25T20:00:00Z', '2026-11-26T08:00:00.000Z after_hours'],
    ['on Friday evening on Monday', '2026-11-27T21:00:00Z', '2026-11-30T08:00:00.000Z after_hours'],
    ['on Saturday on Monday', '2026-11-28T12:00:00Z', '2026-11-30T08:00:00.000Z weekend'],
    [
      'on Christmas Eve at night after the substitute day',
      '2026-12-24T20:30:00Z',
      '2026-12-29T08:00:00.000Z after_hours',
    ],
    ['on Good Friday after Easter Monday', '2026-04-03T09:00:00Z', '2026-04-07T07:00:00.000Z holiday'],
    ['over the change to summer time', '2026-03-27T20:00:00Z', '2026-03-30T07:00:00.000Z after_hours'],
    ['over the change to winter time', '2026-10-23T19:00:00Z', '2026-10-26T08:00:00.000Z after_hours'],
  ])('come next, %s (VIO-26, VIO-33, VIO-34)', (_, at, expected) => {
    expect(next(at)).toBe(expected);
  });

  it.each([
    [
      'Auckland is a day ahead',
      'Pacific/Auckland',
      '2026-11-26T18:00:00Z',
      '2026-11-26T19:00:00.000Z before_hours',
    ],
    [
      'and begins its weekend before London',
      'Pacific/Auckland',
      '2026-11-27T12:00:00Z',
      '2026-11-29T19:00:00.000Z weekend',
    ],
    [
      'Kiritimati is ahead of all',
      'Pacific/Kiritimati',
      '2026-11-29T17:59:00Z',
      '2026-11-29T18:00:00.000Z before_hours',
    ],
    [
      'Honolulu is still calling on Friday',
      'Pacific/Honolulu',
      '2026-11-28T05:59:00Z',
      '2026-11-28T05:59:00.000Z',
    ],
    ['and is back last', 'Pacific/Honolulu', '2026-11-28T06:00:00Z', '2026-11-30T18:00:00.000Z after_hours'],
    [
      'Kathmandu has its quarter of an hour',
      'Asia/Kathmandu',
      '2026-11-25T00:00:00Z',
      '2026-11-25T02:15:00.000Z before_hours',
    ],
  ])("are of the called party's own clock and calendar: %s (VIO-34)", (_, zone, at, expected) => {
    expect(next(at, [zone], { ...standard, holidays: [] })).toBe(expected);
  });

  it("go by the holidays on the called party's date (VIO-34)", () => {
    // In Auckland Christmas is over while London still has it.
    const hours = { ...standard, weekdays: EVERY_DAY, holidays: ['GB'] };
    const at = new Date('2028-12-26T19:30:00Z');
    expect(isInCallingHours(at, london, hours)).toBe(false);
    expect(isInCallingHours(at, ['Pacific/Auckland'], hours)).toBe(true);
  });

  it('of several zones are those which all have in common (VIO-26)', () => {
    const coasts = ['America/New_York', 'Pacific/Honolulu'];
    const hours = { ...standard, holidays: [] };
    expect(next('2026-11-25T14:00:00Z', coasts, hours)).toBe('2026-11-25T18:00:00.000Z before_hours');
    expect(next('2026-11-26T01:00:00Z', coasts, hours)).toBe('2026-11-26T18:00:00.000Z after_hours');
    // Their walls show one time and two dates: Honolulu begins its Monday on the Tuesday of Kiritimati.
    expect(next('2026-11-28T12:00:00Z', ['Pacific/Kiritimati', 'Pacific/Honolulu'], hours)).toBe(
      '2026-11-30T18:00:00.000Z weekend',
    );
  });

  it.each([
    [
      'zones without an hour in common',
      ['Europe/London', 'Pacific/Auckland'],
      { ...standard, until: '09:00' },
    ],
    ['no weekday', london, { ...standard, weekdays: [] }],
    ['an end before the beginning', london, { ...standard, from: '20:00', until: '08:00' }],
    ['an end at the beginning', london, { ...standard, from: '08:00', until: '08:00' }],
    ['no zone at all', [], standard],
    ['an unknown zone', ['Europe/London', 'Europe/Nowhere'], standard],
  ])('never come with %s (VIO-65)', (_, zones, hours) => {
    const at = new Date('2026-11-25T12:00:00Z');
    expect(nextCallingTime(at, zones, hours)).toBeUndefined();
    expect(lastCallingWindow(at, zones, hours)).toBeUndefined();
    expect(isInCallingHours(new Date('2026-11-25T08:30:00Z'), zones, hours)).toBe(false);
  });

  it('never come at an impossible instant (VIO-65)', () => {
    const never = new Date(Number.NaN);
    expect(isInCallingHours(never, london, standard)).toBe(false);
    expect(nextCallingTime(never, london, standard)).toBeUndefined();
    expect(lastCallingWindow(never, london, standard)).toBeUndefined();
  });

  it('may last all day, until midnight (VIO-01)', () => {
    const allDay = { from: '00:00', until: '24:00', weekdays: WEEK, holidays: [] };
    expect(next('2026-11-26T23:59:59.999Z', london, allDay)).toBe('2026-11-26T23:59:59.999Z');
    expect(next('2026-11-28T00:00:00Z', london, allDay)).toBe('2026-11-30T00:00:00.000Z weekend');
  });
});

describe('on nights when the clocks change', () => {
  const berlin = ['Europe/Berlin'];
  const night = (from: string, until: string): CallingHours => ({
    from,
    until,
    weekdays: EVERY_DAY,
    holidays: [],
  });

  it('hours that begin in the missing hour begin after it (VIO-18, VIO-26)', () => {
    expect(next('2026-03-29T00:00:00Z', berlin, night('02:30', '20:00'))).toBe(
      '2026-03-29T01:00:00.000Z before_hours',
    );
  });

  it('hours that lie in the missing hour come on the next day (VIO-18, VIO-26)', () => {
    expect(next('2026-03-29T00:30:00Z', berlin, night('02:15', '02:45'))).toBe(
      '2026-03-30T00:15:00.000Z before_hours',
    );
  });

  it('hours within the hour that comes twice come twice (VIO-18, VIO-26)', () => {
    const hours = night('02:15', '02:45');
    expect(next('2026-10-24T23:30:00Z', berlin, hours)).toBe('2026-10-25T00:15:00.000Z before_hours');
    expect(next('2026-10-25T00:45:00Z', berlin, hours)).toBe('2026-10-25T01:15:00.000Z after_hours');
    expect(next('2026-10-25T01:45:00Z', berlin, hours)).toBe('2026-10-26T01:15:00.000Z after_hours');
  });

  it('hours over the hour that comes twice are an hour longer (VIO-18, VIO-26)', () => {
    const hours = night('01:00', '04:00');
    expect(isInCallingHours(new Date('2026-10-25T02:59:00Z'), berlin, hours)).toBe(true);
    expect(isInCallingHours(new Date('2026-10-25T03:00:00Z'), berlin, hours)).toBe(false);
  });

  it('a day that begins at one in the morning has the hours it has left (VIO-18, VIO-26)', () => {
    // Santiago goes from 23:59:59 on September 5th to 01:00 on the 6th.
    expect(next('2026-09-06T03:59:00Z', ['America/Santiago'], night('00:15', '06:00'))).toBe(
      '2026-09-06T04:00:00.000Z after_hours',
    );
  });
});

describe('the last calling hours', () => {
  const last = (before: string, zones: readonly string[] = london) => {
    const window = lastCallingWindow(new Date(before), zones, standard);
    return window === undefined ? [] : [window.from.toISOString(), window.until.toISOString()];
  };

  it.each([
    [
      'this morning are cut',
      '2026-11-25T10:00:00Z',
      ['2026-11-25T08:00:00.000Z', '2026-11-25T10:00:00.000Z'],
    ],
    [
      'before dawn are of yesterday',
      '2026-11-25T07:00:00Z',
      ['2026-11-24T08:00:00.000Z', '2026-11-24T20:00:00.000Z'],
    ],
    [
      'at their beginning are of yesterday',
      '2026-11-25T08:00:00Z',
      ['2026-11-24T08:00:00.000Z', '2026-11-24T20:00:00.000Z'],
    ],
    [
      'on Monday are of Friday',
      '2026-11-30T06:00:00Z',
      ['2026-11-27T08:00:00.000Z', '2026-11-27T20:00:00.000Z'],
    ],
    [
      'after Christmas are of Christmas Eve',
      '2026-12-29T07:30:00Z',
      ['2026-12-24T08:00:00.000Z', '2026-12-24T20:00:00.000Z'],
    ],
    [
      'after the night of summer time are of the time before',
      '2026-03-30T06:00:00Z',
      ['2026-03-27T08:00:00.000Z', '2026-03-27T20:00:00.000Z'],
    ],
    [
      'on a Saturday evening are whole',
      '2026-11-28T19:30:00Z',
      ['2026-11-27T08:00:00.000Z', '2026-11-27T20:00:00.000Z'],
    ],
  ])('%s (VIO-33, VIO-36)', (_, before, expected) => {
    expect(last(before)).toEqual(expected);
  });

  it('of several zones are those which all had in common (VIO-33)', () => {
    expect(last('2026-11-26T04:00:00Z', ['America/New_York', 'Europe/London'])).toEqual([
      '2026-11-25T13:00:00.000Z',
      '2026-11-25T20:00:00.000Z',
    ]);
  });
});
