import { describe, expect, it } from 'vitest';
import { NO_PREFERENCES } from '../../../../src/domain/speech/preferences.ts';
import type { Preferences } from '../../../../src/domain/speech/preferences.ts';
import { readPreferences } from '../../../../src/domain/speech/read-preferences.ts';

// Friday, November 20th 2026, 10:00 in Berlin.
const context = { now: new Date('2026-11-20T10:00:00+01:00'), zone: 'Europe/Berlin', locale: 'de-DE' };
const WORKDAYS = [1, 2, 3, 4, 5];

describe('German preferences', () => {
  it.each<[string, Partial<Preferences>, string]>([
    ['nur montags', { weekdays: [1] }, ''],
    ['montags', { weekdays: [1] }, ''],
    ['nur montags oder donnerstags ab vier', { weekdays: [1, 4] }, 'ab vier'],
    ['mittwochs und freitags nachmittags', { weekdays: [3, 5] }, 'nachmittags'],
    ['nur Dienstag oder Donnerstag', { weekdays: [2, 4] }, ''],
    ['jeden Montag', { weekdays: [1] }, ''],
    ['unter der Woche', { weekdays: WORKDAYS }, ''],
    ['wochentags ab 17 Uhr', { weekdays: WORKDAYS }, 'ab 17 uhr'],
    ['nur am Wochenende', { weekdays: [6, 7] }, ''],
    ['nächste Woche, aber nicht Mittwoch', { refused: [{ weekdays: [3] }] }, 'naechste woche'],
    [
      'vormittags, aber nicht Mittwoch und nicht vor zehn',
      { refused: [{ weekdays: [3] }] },
      'vormittags, aber und nicht vor zehn',
    ],
    ['nächste Woche außer Mittwoch und Freitag', { refused: [{ weekdays: [3, 5] }] }, 'naechste woche'],
    ['nicht montags, dienstags oder mittwochs', { refused: [{ weekdays: [1, 2, 3] }] }, ''],
    ['nächste Woche, Dienstag kann ich nicht', { refused: [{ weekdays: [2] }] }, 'naechste woche'],
    ['Dienstag geht nicht', { refused: [{ weekdays: [2] }] }, ''],
    ['Dienstag passt nicht so gut', { refused: [{ weekdays: [2] }] }, ''],
    ['Dienstag aber nicht um 10', { refused: [{ earliest: '10:00', latest: '10:01' }] }, 'dienstag'],
    ['nur nicht vormittags', { refused: [{ earliest: '09:00', latest: '12:00' }] }, ''],
    [
      'diese Woche, aber nicht am Nachmittag',
      { refused: [{ earliest: '12:00', latest: '18:00' }] },
      'diese woche',
    ],
    [
      'nächste Woche, nur nicht Mittwoch nachmittag',
      { refused: [{ weekdays: [3], earliest: '12:00', latest: '18:00' }] },
      'naechste woche',
    ],
    ['heute geht nicht', { refused: [{ fromDate: '2026-11-20', untilDate: '2026-11-20' }] }, ''],
    ['nicht am 25. November', { refused: [{ fromDate: '2026-11-25', untilDate: '2026-11-25' }] }, ''],
    ['jeden Tag außer Freitag', { anyDay: true, refused: [{ weekdays: [5] }] }, ''],
    ['nicht am Montag, sondern am Dienstag', { refused: [{ weekdays: [1] }] }, 'sondern am dienstag'],
    ['so gegen elf, aber nicht vor zehn', { about: true, earliest: '10:00' }, 'so gegen elf'],
    ['so gegen elf, aber spätestens um zwölf', { about: true, latest: '12:00' }, 'so gegen elf'],
    ['so bald wie möglich', { soonest: true }, ''],
    ['Freitag gleich in der Früh', { soonest: true }, 'freitag in der frueh'],
    ['morgen früh als Erstes', { soonest: true }, 'morgen frueh'],
    ['der nächste freie Termin', { soonest: true }, ''],
    ['möglichst früh', { soonest: true }, ''],
    ['egal', { anyDay: true }, ''],
    ['irgendwann nächste Woche', { anyDay: true }, 'naechste woche'],
  ])('are taken out of "%s" (ASK-05, ASK-13)', (text, preferences, rest) => {
    expect(readPreferences(text, context)).toEqual({
      preferences: { ...NO_PREFERENCES, ...preferences },
      rest,
    });
  });

  it.each([
    'am Dienstag, den 24. November um halb drei',
    '2026-11-24',
    'nächsten Montag',
    'am Montag oder Dienstag',
    'am Wochenende',
    'nicht vor zehn',
    'nicht so früh',
    'nur am Dienstag, den 24.',
    'ab Montag',
    'am Dienstag ohne Waschen',
    'Dienstag um zehn, nicht später',
    'abends',
  ])('leave "%s" to the reading of the moment (ASK-32)', (text) => {
    const { preferences, rest } = readPreferences(text, context);
    expect(preferences).toEqual(NO_PREFERENCES);
    expect(rest).not.toBe('');
  });

  it('do not take a weekday as the only one where it is said not to be', () => {
    expect(readPreferences('nicht nur montags', context).preferences.weekdays).toBeUndefined();
  });
});
