import { describe, expect, it } from 'vitest';
import { bookableFrom, checkNotice, dropTooSoon, wallTimesOf } from '../../src/domain/offer-times.ts';
import { mayCancel, mayReschedule } from '../../src/domain/policy.ts';

const zone = 'Europe/Berlin';
const slot = (start: string) => ({
  startsAt: new Date(start),
  endsAt: new Date(new Date(start).getTime() + 45 * 60_000),
});
const walls = (offers: { date: string; time: string }[]) => offers.map(({ date, time }) => `${date} ${time}`);
const slots = [
  slot('2026-08-18T10:00:00+02:00'),
  slot('2026-08-17T16:00:00+02:00'),
  slot('2026-08-17T09:00:00+02:00'),
  slot('2026-08-17T13:00:00+02:00'),
  slot('2026-08-19T14:00:00+02:00'),
  slot('2026-08-18T14:00:00+02:00'),
  slot('2026-08-16T11:00:00+02:00'),
  slot('2026-08-17T13:00:00+02:00'),
];

describe('free times on the wall', () => {
  it('rise, each start once, by the clock of the zone (ASK-09)', () => {
    expect(walls(wallTimesOf(slots, zone)).slice(0, 4)).toEqual([
      '2026-08-16 11:00',
      '2026-08-17 09:00',
      '2026-08-17 13:00',
      '2026-08-17 16:00',
    ]);
    expect(walls(wallTimesOf([slot('2026-08-17T23:30:00Z')], zone))).toEqual(['2026-08-18 01:30']);
    expect(wallTimesOf([], zone)).toEqual([]);
  });

  it('name an hour that comes twice once', () => {
    const twice = [slot('2026-10-25T00:30:00Z'), slot('2026-10-25T01:30:00Z')];
    expect(walls(wallTimesOf(twice, zone))).toEqual(['2026-10-25 02:30']);
  });
});

describe('notice', () => {
  const now = new Date('2026-08-17T10:00:00Z');

  it('is kept to the exact minute (ASK-58)', () => {
    expect(bookableFrom(now, 15)).toEqual(new Date('2026-08-17T10:15:00Z'));
    expect(checkNotice(new Date('2026-08-17T10:15:00Z'), now, 15)).toBe('ok');
    expect(checkNotice(new Date('2026-08-17T10:14:59Z'), now, 15)).toBe('too_short');
    expect(checkNotice(now, now, 0)).toBe('past');
    expect(checkNotice(new Date('2026-08-17T09:00:00Z'), now, 15)).toBe('past');
  });

  it('takes slots away that are too soon (ASK-58)', () => {
    const near = [slot('2026-08-17T09:00:00Z'), slot('2026-08-17T10:10:00Z'), slot('2026-08-17T10:15:00Z')];
    expect(dropTooSoon(near, now, 15)).toEqual([near[2]]);
  });
});

describe('deadlines', () => {
  const startsAt = new Date('2026-08-18T10:00:00Z');

  it.each([mayCancel, mayReschedule])('allow the exact hour and no later (ASK-31)', (may) => {
    expect(may(startsAt, new Date('2026-08-17T10:00:00Z'), 24)).toBe(true);
    expect(may(startsAt, new Date('2026-08-17T10:00:00.001Z'), 24)).toBe(false);
    expect(may(startsAt, new Date('2026-08-18T09:59:59Z'), 0)).toBe(true);
    expect(may(startsAt, startsAt, 0)).toBe(false);
  });
});
