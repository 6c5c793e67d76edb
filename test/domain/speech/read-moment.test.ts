import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ENGLISH } from '../../../src/domain/languages/en/words.ts';
import { GERMAN } from '../../../src/domain/languages/de/words.ts';
import { readMoment } from '../../../src/domain/speech/read-moment.ts';
import type { MomentReading, Reading } from '../../../src/domain/speech/reading.ts';
import { isDate } from '../../../src/domain/wall-clock.ts';
import { canBeDoneWithin } from '../../support/can-be-done-within.ts';

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

function readings(answer: MomentReading): Reading[] {
  if (answer.status === 'none') return [];
  return answer.status === 'resolved' ? [answer.reading] : answer.candidates;
}

function inWords({ kind, date, time, untilDate, untilTime }: Reading): string {
  return [kind, date, time, untilDate, untilTime].join(' ');
}

/** What is wrong with a reading that should name existing days and times, in the fields of its kind, and not end before it begins. */
function faultsOf({ kind, date, time, untilDate, untilTime }: Reading): string[] {
  const begins = date ?? time;
  const ends = untilDate ?? untilTime;
  const lastDay = untilDate ?? date;
  const isMissing =
    kind === 'until'
      ? ends === undefined
      : begins === undefined || (kind === 'between' && ends === undefined);
  const isTooMuch =
    (kind === 'at' && ends !== undefined) ||
    (kind === 'from' && untilTime !== undefined) ||
    (kind === 'until' && time !== undefined);
  const faults = {
    'no such day': [date, untilDate].some((day) => day !== undefined && !isDate(day)),
    'no such time': [time, untilTime].some((clock) => clock !== undefined && !CLOCK.test(clock)),
    'says too little': isMissing,
    'says what its kind has not': isTooMuch,
    'ends before it begins':
      date !== undefined &&
      lastDay !== undefined &&
      (lastDay < date || (lastDay === date && (untilTime ?? '23:59') < (time ?? '00:00'))),
  };
  return Object.entries(faults).flatMap(([fault, isFound]) => (isFound ? [fault] : []));
}

function isReadAtOnce(text: string): boolean {
  return canBeDoneWithin(20, () => german('2026-08-13T10:00:00+02:00', text));
}

describe('any input', () => {
  const known = [GERMAN, ENGLISH].map(({ words }) => [...words.keys()]);
  const common =
    'am um bis von ab vor nach halb viertel montag freitag nächsten woche heute nacht auf zwischen und oder nicht geht arbeite lieber spät ' +
    'at on next to past pm from until into tomorrow tonight midnight weekend late upcoming but can’t 2 10 14 22 hours days weeks uhr';
  const noise =
    '3 24. 31.02. 14:30 25:00 12/3 9-11 14-16 2026 2026-11-24 22:00 . , ; - / ? ! ½ $5 xx @ a@b.test +4917100000';
  const words = fc.oneof(
    ...known.map((list) => fc.constantFrom(...list)),
    fc.constantFrom(...common.split(' ')),
    fc.constantFrom(...noise.split(' ')),
  );
  const joined = (word: fc.Arbitrary<string>, maxLength: number) =>
    fc.array(word, { maxLength }).map((list) => list.join(' '));
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 700 }),
    joined(words, 60),
    joined(words, 8),
    joined(fc.constantFrom(...common.split(' '), ...noise.split(' ')), 8),
  );

  it.each(['de-DE', 'de-AT', 'en-US', 'en-GB', 'xx', ''])(
    'is answered with readings that hold together or none, in locale "%s"',
    (locale) => {
      fc.assert(
        fc.property(texts, (text) => {
          const answer = readMoment(text, { now: new Date('2026-08-13T08:00:00Z'), zone, locale });
          const found = readings(answer);
          expect(found.length).toBeGreaterThanOrEqual({ none: 0, resolved: 1, ambiguous: 2 }[answer.status]);
          expect(found.length).toBeLessThanOrEqual(4);
          expect(new Set(found.map(inWords)).size).toBe(found.length);
          expect(found.flatMap(faultsOf)).toEqual([]);
        }),
        { numRuns: 400, seed: 1 },
      );
    },
  );

  it('takes less than 20 milliseconds', () => {
    const repeated = words.map((word) => `${word} `.repeat(500).slice(0, 500));
    const samples = fc.sample(fc.oneof(joined(words, 90), repeated), { numRuns: 300, seed: 2 });
    expect(samples.filter((text) => !isReadAtOnce(text))).toEqual([]);
  });

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
