import { describe, expect, it } from 'vitest';
import { resolveMove } from '../../../src/domain/speech/resolve-move.ts';

const now = new Date('2026-11-20T10:00:00+01:00');
const german = { now, zone: 'Europe/Berlin', locale: 'de-DE' };
const english = { now, zone: 'Europe/London', locale: 'en-GB' };
const TUESDAY = { date: '2026-11-24', time: '14:30' };

describe('a new time that counts from the appointment', () => {
  it.each([
    ['eine Stunde später', '2026-11-24', '15:30'],
    ['um eine Stunde nach hinten', '2026-11-24', '15:30'],
    ['zwei Stunden früher', '2026-11-24', '12:30'],
    ['eine halbe Stunde später', '2026-11-24', '15:00'],
    ['eine Viertelstunde eher', '2026-11-24', '14:15'],
    ['anderthalb Stunden später', '2026-11-24', '16:00'],
    ['zehn Stunden später', '2026-11-25', '00:30'],
    ['15 Stunden früher', '2026-11-23', '23:30'],
    ['30 Minuten später', '2026-11-24', '15:00'],
    ['einen Tag später', '2026-11-25', '14:30'],
    ['zwei Tage früher', '2026-11-22', '14:30'],
    ['eine Woche später', '2026-12-01', '14:30'],
    ['einen Monat später', '2026-12-24', '14:30'],
  ])('is "%s" in German (ASK-30)', (said, date, time) => {
    expect(resolveMove({ time: said }, TUESDAY, german)).toEqual({ date, time });
    expect(resolveMove({ date: said }, TUESDAY, german)).toEqual({ date, time });
  });

  it.each([
    ['am Tag danach', 'gleiche Uhrzeit', german, '2026-11-25'],
    ['am Tag davor', 'um 14:30', german, '2026-11-23'],
    ['the day after', 'same time', english, '2026-11-25'],
    ['the following day', 'same time', english, '2026-11-25'],
  ])('takes "%s" from the day of the appointment (ASK-30)', (date, time, context, expected) => {
    expect(resolveMove({ date, time }, TUESDAY, context)).toMatchObject({ date: expected });
  });

  it.each([
    ['an hour later', '2026-11-24', '15:30'],
    ['one hour later than planned', '2026-11-24', '15:30'],
    ['half an hour earlier', '2026-11-24', '14:00'],
    ['two hours earlier', '2026-11-24', '12:30'],
    ['an hour and a half later', '2026-11-24', '16:00'],
    ['a day later', '2026-11-25', '14:30'],
    ['a week earlier', '2026-11-17', '14:30'],
  ])('is "%s" in English (ASK-30)', (said, date, time) => {
    expect(resolveMove({ time: said }, TUESDAY, english)).toEqual({ date, time });
  });

  it('keeps what was said beside it (ASK-30)', () => {
    expect(resolveMove({ date: 'einen Tag später', time: '10 Uhr' }, TUESDAY, german)).toEqual({
      date: '2026-11-25',
      time: '10 Uhr',
    });
    expect(resolveMove({ date: 'am selben Tag', time: 'eine Stunde später' }, TUESDAY, german)).toEqual({
      date: '2026-11-24',
      time: '15:30',
    });
    expect(resolveMove({ date: 'Donnerstag zur selben Zeit' }, TUESDAY, german)).toEqual({
      date: 'donnerstag',
      time: '14:30',
    });
    expect(resolveMove({ date: 'same time on Thursday' }, TUESDAY, english)).toEqual({
      date: 'on thursday',
      time: '14:30',
    });
    expect(resolveMove({ date: 'same day', time: '4 pm' }, TUESDAY, english)).toEqual({
      date: '2026-11-24',
      time: '4 pm',
    });
  });

  it.each<[string, { date: string; time: string }]>([
    ['an hour later', { date: '2026-11-24', time: '15:30' }],
    ['half an hour earlier', { date: '2026-11-24', time: '14:00' }],
    ['two weeks later', { date: '2026-12-08', time: '14:30' }],
    ['1 Stunde 30 Minuten später', { date: '2026-11-24', time: '16:00' }],
    ['eine Stunde später als jetzt', { date: '2026-11-24', time: '15:30' }],
    ['um eine Stunde nach vorne verschieben bitte', { date: '2026-11-24', time: '13:30' }],
    ['nach hinten um zwei Stunden', { date: '2026-11-24', time: '16:30' }],
    ['Mittwoch, einen Tag später', { date: '2026-11-25', time: '14:30' }],
  ])('is "%s" on a German call, in whatever language (ASK-30)', (said, expected) => {
    expect(resolveMove({ time: said }, TUESDAY, german)).toEqual(expected);
    expect(resolveMove({ date: said, time: said }, TUESDAY, german)).toEqual(expected);
  });

  it('shifts the time on a day that was named, and the day beside a time (ASK-30)', () => {
    expect(resolveMove({ time: 'Donnerstag zwei Stunden später' }, TUESDAY, german)).toEqual({
      date: 'donnerstag',
      time: '16:30',
    });
    expect(resolveMove({ date: 'Donnerstag', time: 'zwei Stunden später' }, TUESDAY, german)).toEqual({
      date: 'Donnerstag',
      time: '16:30',
    });
    expect(resolveMove({ date: 'a week later at 10 am' }, TUESDAY, english)).toEqual({
      date: '2026-12-01',
      time: 'at 10 am',
    });
  });

  it.each([
    { time: 'ein paar Stunden später' },
    { time: 'einige Tage früher' },
    { time: 'zwei bis drei Stunden später' },
    { time: 'eine Stunde und zwanzig später' },
    { time: 'Donnerstag zehn Stunden später' },
    { date: 'Freitag, einen Tag später' },
    { date: 'zwei Stunden später', time: '10 Uhr' },
  ])('is unclear in %j: the caller is asked, nothing is shifted (ASK-30)', (said) => {
    expect(resolveMove(said, TUESDAY, german)).toBe('unclear');
  });

  it.each([
    { date: 'lieber eher in zwei Wochen' },
    { date: 'in zwei Wochen vorher' },
    { date: 'Donnerstag', time: '10 Uhr' },
    { time: 'später' },
    { date: 'nicht früher als in zwei Wochen' },
    {},
  ])('is nothing of the kind in %j, which stays as it was said', (said) => {
    expect(resolveMove(said, TUESDAY, german)).toEqual(said);
  });
});
