import { describe, expect, it } from 'vitest';
import { NO_PREFERENCES } from '../../../../src/domain/speech/preferences.ts';
import type { Preferences } from '../../../../src/domain/speech/preferences.ts';
import { readPreferences } from '../../../../src/domain/speech/read-preferences.ts';

// Friday, November 20th 2026, 10:00 in New York.
const context = { now: new Date('2026-11-20T15:00:00Z'), zone: 'America/New_York', locale: 'en-US' };
const WORKDAYS = [1, 2, 3, 4, 5];

describe('English preferences', () => {
  it.each<[string, Partial<Preferences>, string]>([
    ['only Mondays', { weekdays: [1] }, ''],
    ['Mondays only', { weekdays: [1] }, ''],
    ['Monday or Tuesday only', { weekdays: [1, 2] }, ''],
    ['Mondays or Thursdays after four', { weekdays: [1, 4] }, 'after four'],
    ['every Wednesday', { weekdays: [3] }, ''],
    ['weekdays only', { weekdays: WORKDAYS }, ''],
    ['weekends', { weekdays: [6, 7] }, ''],
    [
      'in the morning but not Wednesday and not before ten',
      { refused: [{ weekdays: [3] }] },
      'in the morning but and not before ten',
    ],
    ['next week but not Wednesday', { refused: [{ weekdays: [3] }] }, 'next week'],
    ['next week except Wednesday and Friday', { refused: [{ weekdays: [3, 5] }] }, 'next week'],
    ['not on Mondays, Tuesdays or Wednesdays', { refused: [{ weekdays: [1, 2, 3] }] }, ''],
    ['no Mondays please', { refused: [{ weekdays: [1] }] }, ''],
    ["Wednesday doesn't work", { refused: [{ weekdays: [3] }] }, ''],
    ["I can't do Wednesdays", { refused: [{ weekdays: [3] }] }, ''],
    ['not in the morning', { refused: [{ earliest: '06:00', latest: '12:00' }] }, ''],
    [
      'next week except Wednesday afternoon',
      { refused: [{ weekdays: [3], earliest: '12:00', latest: '18:00' }] },
      'next week',
    ],
    ['any day but Friday', { anyDay: true, refused: [{ weekdays: [5] }] }, ''],
    ['Tuesday but not at 10', { refused: [{ earliest: '10:00', latest: '10:01' }] }, 'tuesday'],
    ['every day except Friday', { anyDay: true, refused: [{ weekdays: [5] }] }, ''],
    ['any day next week', { anyDay: true }, 'next week'],
    ['around eleven but not before ten', { about: true, earliest: '10:00' }, 'around eleven'],
    ['as early as possible', { soonest: true }, ''],
    ['next available', { soonest: true }, ''],
    ['first thing in the morning', { soonest: true }, 'in the morning'],
    ['first thing on Monday', { soonest: true }, 'on monday'],
    ['whenever', { anyDay: true }, ''],
  ])('are taken out of "%s" (ASK-05, ASK-13)', (text, preferences, rest) => {
    expect(readPreferences(text, context)).toEqual({
      preferences: { ...NO_PREFERENCES, ...preferences },
      rest,
    });
  });

  it.each([
    'Tuesday at half past two',
    'this weekend',
    'either Tuesday or Thursday',
    'not before noon',
    'not too early',
    'by Friday',
    'two Sundays from now',
    'Tuesday at ten, no later',
    'the day after tomorrow',
    'next Monday',
  ])('leave "%s" to the reading of the moment (ASK-32)', (text) => {
    const { preferences, rest } = readPreferences(text, context);
    expect(preferences).toEqual(NO_PREFERENCES);
    expect(rest).not.toBe('');
  });

  it('do not take a weekday as the only one where it is said not to be', () => {
    expect(readPreferences('not only Mondays', context).preferences.weekdays).toBeUndefined();
  });
});
