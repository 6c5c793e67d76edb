import { describe, expect, it } from 'vitest';
import { NO_PREFERENCES } from '../../../src/domain/speech/preferences.ts';
import { resolveWish } from '../../../src/domain/speech/resolve-wish.ts';
import type { Wish } from '../../../src/domain/speech/resolve-wish.ts';

// Thursday, August 13th 2026, 10:00 in Berlin.
const context = { now: new Date('2026-08-13T10:00:00+02:00'), zone: 'Europe/Berlin', locale: 'de-DE' };
const FRIDAY = { first: '2026-08-14', last: '2026-08-14' };
const TUESDAY = { first: '2026-08-18', last: '2026-08-18' };
const NEXT_WEEK = { first: '2026-08-17', last: '2026-08-23' };

/** A wish as a whole: what is not named was not said. */
function wish(options: Wish['options'], change: Partial<Wish> = {}): Wish {
  const [option] = options;
  const hasTime = option?.time ?? option?.earliest ?? option?.latest;
  return {
    options,
    anyWillDo: false,
    date: option?.first === undefined ? 'missing' : 'given',
    time: hasTime === undefined ? 'missing' : 'given',
    preferences: NO_PREFERENCES,
    ...change,
  };
}

describe('resolveWish', () => {
  it.each<[string, { date?: string; time?: string }, Wish]>([
    ['nothing said', {}, wish([{}])],
    ['empty words', { date: '', time: 'None' }, wish([{}])],
    [
      'machine forms',
      { date: '2026-09-03', time: '14:30' },
      wish([{ first: '2026-09-03', last: '2026-09-03', time: '14:30' }]),
    ],
    ['both in the date', { date: 'Dienstag um 10', time: '' }, wish([{ ...TUESDAY, time: '10:00' }])],
    ['both in the time', { time: 'morgen um 11' }, wish([{ ...FRIDAY, time: '11:00' }])],
    ['words for both', { date: 'morgen', time: 'halb neun' }, wish([{ ...FRIDAY, time: '08:30' }])],
    ['a lone number as time', { date: 'morgen', time: '10' }, wish([{ ...FRIDAY, time: '10:00' }])],
    ['a lone number word as time', { date: 'morgen', time: 'elf' }, wish([{ ...FRIDAY, time: '11:00' }])],
    ['both in each', { date: 'morgen um 10', time: '10:00' }, wish([{ ...FRIDAY, time: '10:00' }])],
    [
      'the time argument over the date argument',
      { date: 'morgen um 10', time: '11 Uhr' },
      wish([{ ...FRIDAY, time: '11:00' }]),
    ],
    ['only a day', { date: 'übermorgen' }, wish([{ first: '2026-08-15', last: '2026-08-15' }])],
    ['only a time', { time: '15 Uhr' }, wish([{ time: '15:00' }])],
    ['only a time, as the day', { date: '15 Uhr' }, wish([{ time: '15:00' }])],
    ['digits that are a time, as the day', { date: '1830' }, wish([{ time: '18:30' }])],
    [
      'a day that does not exist',
      { date: '31.02.', time: '10:00' },
      wish([{ time: '10:00' }], { date: 'impossible' }),
    ],
    ['a time that no clock shows', { date: '25 Uhr' }, wish([{}], { time: 'impossible' })],
    ['a day nobody understands', { date: 'xyzzy' }, wish([{}], { date: 'unclear' })],
    ['a time nobody understands', { date: 'morgen', time: 'irgendwie' }, wish([FRIDAY], { time: 'unclear' })],
    [
      'today settling the half of the day',
      { date: 'heute', time: 'um 3' },
      wish([{ first: '2026-08-13', last: '2026-08-13', time: '15:00' }]),
    ],
    [
      'a time that is over settling the day',
      { date: 'Donnerstag', time: '9 Uhr' },
      wish([{ first: '2026-08-20', last: '2026-08-20', time: '09:00' }]),
    ],
    [
      'two days that both will do',
      { date: 'Freitag oder Samstag', time: '10 Uhr' },
      wish(
        [
          { ...FRIDAY, time: '10:00' },
          { first: '2026-08-15', last: '2026-08-15', time: '10:00' },
        ],
        { anyWillDo: true },
      ),
    ],
    [
      'two times that both will do',
      { date: 'morgen', time: 'elf oder zwölf' },
      wish(
        [
          { ...FRIDAY, time: '11:00' },
          { ...FRIDAY, time: '12:00' },
        ],
        { anyWillDo: true },
      ),
    ],
    [
      'a part of the day',
      { date: 'morgen', time: 'nachmittags' },
      wish([{ ...FRIDAY, earliest: '12:00', latest: '18:00' }]),
    ],
    ['an earliest time', { date: 'morgen ab 15 Uhr' }, wish([{ ...FRIDAY, earliest: '15:00' }])],
    ['a latest time', { date: 'morgen', time: 'bis 11 Uhr' }, wish([{ ...FRIDAY, latest: '11:00' }])],
    [
      'a part of the day settling the hour',
      { date: 'morgen Nachmittag', time: 'um drei' },
      wish([{ ...FRIDAY, time: '15:00' }]),
    ],
    [
      'no preference',
      { date: 'morgen', time: 'ist mir egal' },
      wish([FRIDAY], { preferences: { ...NO_PREFERENCES, anyDay: true } }),
    ],
    ['days up to one', { date: 'bis Samstag' }, wish([{ first: '2026-08-13', last: '2026-08-15' }])],
    [
      'days up to one that may be today: the wider stretch',
      { date: 'bis Donnerstag' },
      wish([{ first: '2026-08-13', last: '2026-08-20' }]),
    ],
    ['days from one on', { date: 'ab dem 5.' }, wish([{ first: '2026-09-05' }])],
    [
      'a day in the past',
      { date: '13.08.2020', time: '10 Uhr' },
      wish([{ first: '2020-08-13', last: '2020-08-13', time: '10:00' }]),
    ],
    ['a stretch of days', { date: 'nächste Woche' }, wish([NEXT_WEEK])],
    [
      'a day and another one for want of it',
      { date: 'Dienstag, wenn nicht, dann Mittwoch' },
      wish([TUESDAY, { first: '2026-08-19', last: '2026-08-19' }], { anyWillDo: true }),
    ],
    [
      'a refusal behind small talk',
      { date: 'Dienstag passt mir leider nicht so gut', time: 'vormittags' },
      wish([{ earliest: '09:00', latest: '12:00' }], {
        preferences: { ...NO_PREFERENCES, refused: [{ weekdays: [2] }] },
      }),
    ],
    [
      'a bound with a refusal in its words',
      { date: 'morgen', time: 'ich kann nicht vor 16 Uhr' },
      wish([{ ...FRIDAY, earliest: '16:00' }]),
    ],
    [
      'a stretch with a part of the day and a refused day',
      { date: 'nächste Woche vormittags, aber nicht Mittwoch' },
      wish([{ ...NEXT_WEEK, earliest: '09:00', latest: '12:00' }], {
        preferences: { ...NO_PREFERENCES, refused: [{ weekdays: [3] }] },
      }),
    ],
    [
      'a time named roughly, and a bound beside it',
      { date: 'nächste Woche', time: 'so gegen elf, aber nicht vor zehn' },
      wish([{ ...NEXT_WEEK, time: '11:00' }], {
        preferences: { ...NO_PREFERENCES, about: true, earliest: '10:00' },
      }),
    ],
  ])('merges %s (ASK-05, ASK-16)', (_what, said, expected) => {
    expect(resolveWish(said, context)).toEqual(expected);
  });

  it('asks which day is meant where both arguments name another one, and takes the day within a stretch', () => {
    const options = (date: string, time: string) => resolveWish({ date, time }, context).options;
    expect(options('Dienstag', 'Freitag um elf')).toEqual([
      { ...TUESDAY, time: '11:00' },
      { ...FRIDAY, time: '11:00' },
    ]);
    expect(options('nächste Woche', 'Dienstag um elf')).toEqual([{ ...TUESDAY, time: '11:00' }]);
    expect(options('Dienstag', 'Dienstag um elf')).toEqual([{ ...TUESDAY, time: '11:00' }]);
  });

  it('keeps both windows where either will do', () => {
    expect(resolveWish({ date: 'Dienstag', time: 'vor zehn oder nach vier' }, context)).toMatchObject({
      options: [
        { ...TUESDAY, latest: '10:00' },
        { ...TUESDAY, earliest: '16:00' },
      ],
      anyWillDo: true,
    });
  });

  it('reads a habit as the next such day where one moment is to be booked (ASK-16)', () => {
    const said = { date: 'dienstags um zehn' };
    expect(resolveWish(said, context).preferences.weekdays).toEqual([2]);
    expect(resolveWish(said, context, 'moment').options).toEqual([{ ...TUESDAY, time: '10:00' }]);
  });
});
