import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { USUAL_DAY_HOURS } from '../../../src/domain/speech/day-hours.ts';
import { readMoment } from '../../../src/domain/speech/read-moment.ts';
import {
  formattedDate,
  speakCode,
  speakDay,
  speakHours,
  speakList,
  speakMinutes,
  speakMoment,
  speakTime,
} from '../../../src/domain/speech/speak.ts';
import { addDays } from '../../../src/domain/wall-clock.ts';

describe('days and times as they are said', () => {
  it.each([
    ['2026-11-24', 'de', 'Dienstag, den 24. November'],
    ['2027-03-01', 'de', 'Montag, den 1. März'],
    ['2028-02-29', 'de', 'Dienstag, den 29. Februar'],
    ['2026-11-24', 'en', 'Tuesday, November 24th'],
    ['2026-11-01', 'en', 'Sunday, November 1st'],
    ['2026-11-02', 'en', 'Monday, November 2nd'],
    ['2026-11-03', 'en', 'Tuesday, November 3rd'],
    ['2026-11-11', 'en', 'Wednesday, November 11th'],
    ['2026-11-12', 'en', 'Thursday, November 12th'],
    ['2026-11-13', 'en', 'Friday, November 13th'],
    ['2026-11-22', 'en', 'Sunday, November 22nd'],
  ] as const)('says %s in %s as "%s"', (date, language, spoken) => {
    expect(speakDay(date, language)).toBe(spoken);
  });

  it('says the year only where it is another one', () => {
    expect(speakDay('2027-01-04', 'de', '2026-12-30')).toBe('Montag, den 4. Januar 2027');
    expect(speakDay('2027-01-04', 'en', '2026-12-30')).toBe('Monday, January 4th, 2027');
    expect(speakDay('2026-12-31', 'de', '2026-01-01')).toBe('Donnerstag, den 31. Dezember');
  });

  it.each([
    ['14:30', '14 Uhr 30', '2:30 p.m.'],
    ['14:00', '14 Uhr', '2 p.m.'],
    ['09:05', '9 Uhr 5', '9:05 a.m.'],
    ['12:00', '12 Uhr', 'noon'],
    ['12:30', '12 Uhr 30', '12:30 p.m.'],
    ['00:00', '0 Uhr', 'midnight'],
    ['00:15', '0 Uhr 15', '12:15 a.m.'],
    ['23:59', '23 Uhr 59', '11:59 p.m.'],
  ])('says %s as "%s" and "%s"', (time, german, english) => {
    expect(speakTime(time, 'de')).toBe(german);
    expect(speakTime(time, 'en')).toBe(english);
  });

  it('joins day and time, and says the half there is', () => {
    const moment = { date: '2026-11-24', time: '14:30' };
    expect(speakMoment(moment, 'de')).toBe('Dienstag, den 24. November, um 14 Uhr 30');
    expect(speakMoment(moment, 'en')).toBe('Tuesday, November 24th at 2:30 p.m.');
    expect(speakMoment({ date: '2026-11-24' }, 'de')).toBe('Dienstag, den 24. November');
    expect(speakMoment({ time: '14:30' }, 'en')).toBe('2:30 p.m.');
    expect(speakMoment({}, 'de')).toBe('');
  });

  it('is understood again by the reader in both languages', () => {
    const locales = { de: 'de-DE', en: 'en-US' } as const;
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 700 }),
        fc.integer({ min: 0, max: 95 }),
        fc.constantFrom('de' as const, 'en' as const),
        (days, quarter, language) => {
          const date = addDays('2026-08-14', days);
          const time = `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;
          const context = {
            now: new Date('2026-08-13T08:00:00Z'),
            zone: 'Europe/Berlin',
            locale: locales[language],
            // At night "1 Uhr" is what it says only to those who are open then.
            hours: { ...USUAL_DAY_HOURS, open: { from: '00:00', until: '23:59' } },
          };
          const answer = readMoment(speakMoment({ date, time }, language, '2000-01-01'), context);
          const readings =
            answer.status === 'ambiguous'
              ? answer.candidates
              : answer.status === 'resolved'
                ? [answer.reading]
                : [];
          expect(readings).toContainEqual({ kind: 'at', date, time });
        },
      ),
      { numRuns: 300, seed: 1 },
    );
  });
});

describe('lists, lengths and codes as they are said', () => {
  it('links the last of a list by a word', () => {
    expect(speakList(['14 Uhr', '14 Uhr 30', '15 Uhr'], 'de', 'or')).toBe('14 Uhr, 14 Uhr 30 oder 15 Uhr');
    expect(speakList(['Anna', 'Ben'], 'de', 'and')).toBe('Anna und Ben');
    expect(speakList(['2 p.m.', '3 p.m.'], 'en', 'or')).toBe('2 p.m. or 3 p.m.');
    expect(speakList(['a', 'b', 'c'], 'en', 'and')).toBe('a, b and c');
    expect(speakList(['Anna'], 'de', 'or')).toBe('Anna');
    expect(speakList([], 'de', 'or')).toBe('');
  });

  it('says lengths with their units', () => {
    expect(speakMinutes(45, 'de')).toBe('45 Minuten');
    expect(speakMinutes(1, 'de')).toBe('eine Minute');
    expect(speakMinutes(60, 'de')).toBe('eine Stunde');
    expect(speakMinutes(90, 'de')).toBe('eine Stunde und 30 Minuten');
    expect(speakMinutes(45, 'en')).toBe('45 minutes');
    expect(speakMinutes(150, 'en')).toBe('2 hours and 30 minutes');
    expect(speakHours(24, 'de')).toBe('24 Stunden');
    expect(speakHours(1, 'en')).toBe('one hour');
  });

  it('spells a booking code in groups of single digits', () => {
    expect(speakCode('47110815')).toBe('4 7 1 1, 0 8 1 5');
    expect(speakCode('4711-08')).toBe('4 7 1 1, 0 8');
    expect(speakCode('')).toBe('');
  });

  it('writes dates as the locale does (ASK-06)', () => {
    expect(formattedDate('2026-11-04', 'de-DE')).toBe('04.11.2026');
    expect(formattedDate('2026-11-04', 'en-US')).toBe('11/04/2026');
    expect(formattedDate('2026-11-04', 'en-GB')).toBe('04/11/2026');
  });
});
