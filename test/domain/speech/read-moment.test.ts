import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMoment } from '../../../src/domain/speech/read-moment.ts';
import type { Reading } from '../../../src/domain/speech/reading.ts';
import { isDate } from '../../../src/domain/wall-clock.ts';

const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

const zone = 'Europe/Berlin';
const german = (now: string, text: string) => readMoment(text, { now: new Date(now), zone, locale: 'de-DE' });
const resolved = (reading: Reading) => ({ status: 'resolved', reading });

describe('today in the zone of the business', () => {
  it('takes the day from the wall clock, not from UTC, before and after midnight', () => {
    expect(german('2026-08-13T23:30:00+02:00', 'heute')).toEqual(
      resolved({ kind: 'at', date: '2026-08-13' }),
    );
    expect(german('2026-08-14T00:30:00+02:00', 'heute')).toEqual(
      resolved({ kind: 'at', date: '2026-08-14' }),
    );
    expect(german('2026-08-14T00:30:00+02:00', 'morgen')).toEqual(
      resolved({ kind: 'at', date: '2026-08-15' }),
    );
    expect(
      readMoment('today', {
        now: new Date('2026-08-14T02:00:00Z'),
        zone: 'America/New_York',
        locale: 'en-US',
      }),
    ).toEqual(resolved({ kind: 'at', date: '2026-08-13' }));
  });

  it('carries over the end of the year and over leap days (ASK-33)', () => {
    expect(german('2026-12-31T12:00:00+01:00', 'morgen')).toEqual(
      resolved({ kind: 'at', date: '2027-01-01' }),
    );
    expect(german('2026-12-30T12:00:00+01:00', '2.1.')).toEqual(resolved({ kind: 'at', date: '2027-01-02' }));
    expect(german('2026-12-31T12:00:00+01:00', '31.12.')).toEqual(
      resolved({ kind: 'at', date: '2026-12-31' }),
    );
    expect(german('2028-02-28T12:00:00+01:00', 'morgen')).toEqual(
      resolved({ kind: 'at', date: '2028-02-29' }),
    );
    expect(german('2028-02-29T12:00:00+01:00', '29. Februar')).toEqual(
      resolved({ kind: 'at', date: '2028-02-29' }),
    );
    expect(german('2027-01-31T12:00:00+01:00', 'in einem Monat')).toEqual(
      resolved({ kind: 'at', date: '2027-02-28' }),
    );
  });

  it('speaks of wall times on clock-change nights too, and counts hours as they pass', () => {
    expect(german('2026-03-28T12:00:00+01:00', 'morgen um 02:30')).toEqual(
      resolved({ kind: 'at', date: '2026-03-29', time: '02:30' }),
    );
    expect(german('2026-10-24T12:00:00+02:00', 'morgen um 02:30')).toEqual(
      resolved({ kind: 'at', date: '2026-10-25', time: '02:30' }),
    );
    expect(german('2026-03-29T01:30:00+01:00', 'in einer Stunde')).toEqual(
      resolved({ kind: 'at', date: '2026-03-29', time: '03:30' }),
    );
    expect(german('2026-10-25T02:30:00+02:00', 'in einer Stunde')).toEqual(
      resolved({ kind: 'at', date: '2026-10-25', time: '02:30' }),
    );
  });

  it('drops a time today that is over while another reading is ahead', () => {
    expect(german('2026-08-13T10:00:00+02:00', 'Donnerstag um 9')).toEqual(
      resolved({ kind: 'at', date: '2026-08-20', time: '09:00' }),
    );
    expect(german('2026-08-13T08:00:00+02:00', 'Donnerstag um 9').status).toBe('ambiguous');
    expect(german('2026-08-13T10:00:00+02:00', 'heute um 9')).toEqual(
      resolved({ kind: 'at', date: '2026-08-13', time: '09:00' }),
    );
  });
});

describe('the words of the other language', () => {
  it('understands an agent that translated what the caller said', () => {
    expect(german('2026-08-13T10:00:00+02:00', 'tomorrow at 10 am')).toEqual(
      resolved({ kind: 'at', date: '2026-08-14', time: '10:00' }),
    );
    expect(german('2026-08-13T10:00:00+02:00', 'um 10 am Montag')).toEqual(
      resolved({ kind: 'at', date: '2026-08-17', time: '10:00' }),
    );
    expect(
      readMoment('übermorgen um 11 Uhr', { now: new Date('2026-08-13T08:00:00Z'), zone, locale: 'en-GB' }),
    ).toEqual(resolved({ kind: 'at', date: '2026-08-15', time: '11:00' }));
  });
});

describe('any input', () => {
  const words = fc.constantFrom(
    ...'am um bis von ab vor nach halb viertel Montag nächsten Woche 3 24. 31.02. 14:30 Uhr November zwischen und oder nicht lieber at on next to past pm the of from . , - / 12 2026 15:00 $5 heute'.split(
      ' ',
    ),
  );
  const phrases = fc.array(words, { maxLength: 40 }).map((list) => list.join(' '));
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 700 }),
    fc.string({ maxLength: 700 }),
    phrases,
  );
  const readings = (answer: ReturnType<typeof readMoment>): Reading[] => {
    if (answer.status === 'none') return [];
    return answer.status === 'resolved' ? [answer.reading] : answer.candidates;
  };

  it.each(['de-DE', 'en-US', 'en-GB', 'xx', ''])(
    'is answered with real dates and times or none, in locale "%s"',
    (locale) => {
      fc.assert(
        fc.property(texts, (text) => {
          const answer = readMoment(text, { now: new Date('2026-08-13T08:00:00Z'), zone, locale });
          const found = readings(answer);
          expect(found.length).toBeGreaterThanOrEqual({ none: 0, resolved: 1, ambiguous: 2 }[answer.status]);
          expect(found.length).toBeLessThanOrEqual(4);
          for (const { date, untilDate, time, untilTime } of found) {
            expect([date, untilDate, time, untilTime].some((part) => part !== undefined)).toBe(true);
            for (const part of [date, untilDate]) expect(part === undefined || isDate(part)).toBe(true);
            for (const part of [time, untilTime]) expect(part === undefined || CLOCK.test(part)).toBe(true);
          }
        }),
        { numRuns: 400, seed: 1 },
      );
    },
  );

  it('asks with four candidates at most', () => {
    const days = german(
      '2026-08-13T10:00:00+02:00',
      'Montag, Dienstag, Mittwoch, Freitag, Samstag oder Sonntag',
    );
    expect(readings(days).map(({ date }) => date)).toEqual([
      '2026-08-17',
      '2026-08-18',
      '2026-08-19',
      '2026-08-14',
    ]);
  });

  it('reads 500 characters and no more', () => {
    expect(german('2026-08-13T10:00:00+02:00', `${'x'.repeat(490)} morgen`)).toEqual(
      resolved({ kind: 'at', date: '2026-08-14' }),
    );
    expect(german('2026-08-13T10:00:00+02:00', `${'x'.repeat(500)} morgen`)).toMatchObject({
      status: 'none',
    });
  });

  it('does not see control characters and emoji', () => {
    expect(german('2026-08-13T10:00:00+02:00', '\u0000mor\u200bgen 🎉 um\u0007 11 ⏰')).toEqual({
      status: 'resolved',
      reading: { kind: 'at', date: '2026-08-14', time: '11:00' },
    });
  });

  it('finds nothing when the zone or the clock is unusable', () => {
    expect(readMoment('morgen', { now: new Date(Number.NaN), zone, locale: 'de-DE' })).toMatchObject({
      status: 'none',
    });
    expect(
      readMoment('morgen', { now: new Date('2026-08-13T08:00:00Z'), zone: 'Nowhere/Land', locale: 'de-DE' }),
    ).toMatchObject({ status: 'none' });
  });
});
