import { describe, expect, it } from 'vitest';
import { resolveWish } from '../../../src/domain/speech/resolve-wish.ts';
import type { Wish } from '../../../src/domain/speech/resolve-wish.ts';

// Thursday, August 13th 2026, 10:00 in Berlin.
const context = { now: new Date('2026-08-13T10:00:00+02:00'), zone: 'Europe/Berlin', locale: 'de-DE' };
const given = (value: string) => ({ status: 'given', value }) as const;
const missing = { status: 'missing' } as const;
const unclear = { status: 'unclear' } as const;

describe('resolveWish', () => {
  it.each<[string, { date?: string; time?: string }, Wish]>([
    ['nothing said', {}, { date: missing, time: missing }],
    ['empty words', { date: '', time: 'None' }, { date: missing, time: missing }],
    [
      'machine forms',
      { date: '2026-09-03', time: '14:30' },
      { date: given('2026-09-03'), time: given('14:30') },
    ],
    [
      'both in the date',
      { date: 'Dienstag um 10', time: '' },
      { date: given('2026-08-18'), time: given('10:00') },
    ],
    ['both in the time', { time: 'morgen um 11' }, { date: given('2026-08-14'), time: given('11:00') }],
    [
      'a day and a time in words',
      { date: 'morgen', time: 'halb neun' },
      { date: given('2026-08-14'), time: given('08:30') },
    ],
    [
      'a lone number as time',
      { date: 'morgen', time: '10' },
      { date: given('2026-08-14'), time: given('10:00') },
    ],
    [
      'a lone number word as time',
      { date: 'morgen', time: 'elf' },
      { date: given('2026-08-14'), time: given('11:00') },
    ],
    [
      'both in each',
      { date: 'morgen um 10', time: '10:00' },
      { date: given('2026-08-14'), time: given('10:00') },
    ],
    [
      'the time argument over the date argument',
      { date: 'morgen um 10', time: '11 Uhr' },
      { date: given('2026-08-14'), time: given('11:00') },
    ],
    ['only a day', { date: 'übermorgen' }, { date: given('2026-08-15'), time: missing }],
    ['only a time', { time: '15 Uhr' }, { date: missing, time: given('15:00') }],
    ['a day that does not exist', { date: '31.02.', time: '10:00' }, { date: unclear, time: given('10:00') }],
    [
      'a time nobody understands',
      { date: 'morgen', time: 'irgendwie' },
      { date: given('2026-08-14'), time: unclear },
    ],
    [
      'today settling the half of the day',
      { date: 'heute', time: 'um 3' },
      { date: given('2026-08-13'), time: given('15:00') },
    ],
    [
      'a time that is over settling the day',
      { date: 'Donnerstag', time: '9 Uhr' },
      { date: given('2026-08-20'), time: given('09:00') },
    ],
    [
      'an open half of the day',
      { date: 'morgen', time: 'um 3' },
      { date: given('2026-08-14'), time: { status: 'ambiguous', candidates: ['15:00', '03:00'] } },
    ],
    [
      'two days',
      { date: 'Freitag oder Samstag', time: '10 Uhr' },
      { date: { status: 'ambiguous', candidates: ['2026-08-14', '2026-08-15'] }, time: given('10:00') },
    ],
    [
      'a part of the day',
      { date: 'morgen', time: 'nachmittags' },
      { date: given('2026-08-14'), time: missing, earliest: '12:00', latest: '18:00' },
    ],
    [
      'an earliest time',
      { date: 'morgen ab 15 Uhr' },
      { date: given('2026-08-14'), time: missing, earliest: '15:00' },
    ],
    [
      'a latest time',
      { date: 'morgen', time: 'bis 11 Uhr' },
      { date: given('2026-08-14'), time: missing, latest: '11:00' },
    ],
    [
      'a part of the day settling the hour',
      { date: 'morgen Nachmittag', time: 'um drei' },
      { date: given('2026-08-14'), time: given('15:00') },
    ],
    ['no preference', { date: 'morgen', time: 'ist mir egal' }, { date: given('2026-08-14'), time: missing }],
    [
      'days up to one',
      { date: 'bis Samstag' },
      { date: given('2026-08-13'), untilDate: '2026-08-15', time: missing },
    ],
    [
      'a day in the past',
      { date: '13.08.2020', time: '10 Uhr' },
      { date: given('2020-08-13'), time: given('10:00') },
    ],
    [
      'a stretch of days',
      { date: 'nächste Woche' },
      { date: given('2026-08-17'), untilDate: '2026-08-23', time: missing },
    ],
  ])('merges %s (ASK-05, ASK-16)', (_what, said, wish) => {
    expect(resolveWish(said, context)).toEqual(wish);
  });
});
