import { describe, expect, it } from 'vitest';
import { fitsWish, hasDayWish, hasTimeWish, withoutTime } from '../../src/domain/search-wish.ts';
import type { SearchWish } from '../../src/domain/search-wish.ts';
import { NO_PREFERENCES } from '../../src/domain/speech/preferences.ts';
import type { Preferences } from '../../src/domain/speech/preferences.ts';

const WEEK = { first: '2026-11-23', last: '2026-11-29', earliest: '00:00', latest: '24:00' };
const FORENOON = { ...WEEK, earliest: '09:00', latest: '12:00' };

function wish(option: SearchWish['options'][number], preferences: Partial<Preferences> = {}): SearchWish {
  return { options: [option], anyWillDo: false, preferences: { ...NO_PREFERENCES, ...preferences } };
}

const at = (date: string, time: string) => ({ date: `2026-11-${date}`, time });

describe('a wish', () => {
  it('holds the days of its stretch, both ends included', () => {
    for (const date of ['23', '26', '29']) expect(fitsWish(wish(WEEK), at(date, '10:00'))).toBe(true);
    for (const date of ['22', '30']) expect(fitsWish(wish(WEEK), at(date, '10:00'))).toBe(false);
  });

  it('holds the starts of its part of the day: noon is no part of the morning', () => {
    expect(fitsWish(wish(FORENOON), at('24', '09:00'))).toBe(true);
    expect(fitsWish(wish(FORENOON), at('24', '08:45'))).toBe(false);
    expect(fitsWish(wish(FORENOON), at('24', '12:00'))).toBe(false);
  });

  it('holds one time where one was named, and those near it where it was named roughly', () => {
    const eleven = { ...WEEK, time: '11:00' };
    expect(fitsWish(wish(eleven), at('24', '11:00'))).toBe(true);
    expect(fitsWish(wish(eleven), at('24', '11:15'))).toBe(false);
    expect(fitsWish(wish(eleven, { about: true }), at('24', '11:45'))).toBe(true);
    expect(fitsWish(wish(eleven, { about: true }), at('24', '11:46'))).toBe(false);
    expect(fitsWish(wish(eleven, { about: true, earliest: '11:00' }), at('24', '10:45'))).toBe(false);
    expect(fitsWish(withoutTime(wish(eleven)), at('24', '16:00'))).toBe(true);
  });

  it('keeps to its weekdays and leaves out what is refused', () => {
    expect(fitsWish(wish(WEEK, { weekdays: [2] }), at('24', '10:00'))).toBe(true);
    expect(fitsWish(wish(WEEK, { weekdays: [2] }), at('25', '10:00'))).toBe(false);
    const notWednesdayAfternoon = { refused: [{ weekdays: [3], earliest: '12:00', latest: '18:00' }] };
    expect(fitsWish(wish(WEEK, notWednesdayAfternoon), at('25', '13:00'))).toBe(false);
    expect(fitsWish(wish(WEEK, notWednesdayAfternoon), at('25', '11:00'))).toBe(true);
    expect(fitsWish(wish(WEEK, notWednesdayAfternoon), at('26', '13:00'))).toBe(true);
    const notThe26th = { refused: [{ fromDate: '2026-11-26', untilDate: '2026-11-26' }] };
    expect(fitsWish(wish(WEEK, notThe26th), at('26', '10:00'))).toBe(false);
    const notAtNoon = { refused: [{ earliest: '12:00', latest: '13:00' }] };
    expect(fitsWish(wish(WEEK, notAtNoon), at('26', '12:30'))).toBe(false);
    expect(fitsWish(wish(WEEK, notAtNoon), at('26', '13:00'))).toBe(true);
  });

  it('gives up one thing at a time when it has to', () => {
    const strict = wish(FORENOON, { weekdays: [2] });
    expect(fitsWish(strict, at('24', '15:00'), 'time')).toBe(true);
    expect(fitsWish(strict, at('25', '15:00'), 'time')).toBe(false);
    expect(fitsWish(strict, at('25', '10:00'), 'weekday')).toBe(true);
    expect(fitsWish(strict, at('25', '15:00'), 'weekday')).toBe(false);
    expect(fitsWish(strict, { date: '2026-12-01', time: '10:00' }, 'days')).toBe(true);
    expect(fitsWish(strict, { date: '2026-12-02', time: '10:00' }, 'days')).toBe(false);
    expect(fitsWish(strict, { date: '2026-12-02', time: '15:00' }, 'anything')).toBe(true);
  });

  it('knows what it is about', () => {
    expect([hasTimeWish(wish(WEEK)), hasDayWish(wish(WEEK))]).toEqual([false, false]);
    expect(hasTimeWish(wish(FORENOON))).toBe(true);
    expect(hasTimeWish(wish(WEEK, { refused: [{ earliest: '12:00' }] }))).toBe(true);
    expect(hasDayWish(wish(WEEK, { refused: [{ weekdays: [3] }] }))).toBe(true);
  });
});
