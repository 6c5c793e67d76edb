import { describe, expect, it } from 'vitest';
import { nameImpossibleDay } from '../../../src/domain/speech/impossible-day.ts';
import { resolveWish } from '../../../src/domain/speech/resolve-wish.ts';

// Thursday, August 13th 2026, 10:00 in Berlin.
const context = { now: new Date('2026-08-13T10:00:00+02:00'), zone: 'Europe/Berlin', locale: 'de-DE' };
const english = { ...context, locale: 'en-GB' };

describe('a day that is asked for in words of a refusal', () => {
  it.each([
    ['Kann ich nicht am Montag kommen?', '2026-08-17'],
    ['warum nicht Dienstag', '2026-08-18'],
    ["can't we do Friday?", '2026-08-14'],
    ['Dienstag ohne Wartezeit um zehn', '2026-08-18'],
    ['ohne Anna am Montag', '2026-08-17'],
    ['Tuesday without waiting at ten', '2026-08-18'],
  ])('is wished for in "%s" (ASK-05)', (date, first) => {
    const wish = resolveWish({ date }, context);
    expect(wish.preferences.refused).toEqual([]);
    expect(wish.options.map((option) => option.first)).toEqual([first]);
  });

  it('is refused where it stands directly behind "without" (ASK-05)', () => {
    const said = { date: 'nächste Woche ohne Montag' };
    expect(resolveWish(said, context).preferences.refused).toEqual([{ weekdays: [1] }]);
  });
});

describe('a day that no calendar has', () => {
  it.each([
    ['31. Juni', english],
    ['31/6/2026', english],
    ['31/6/2026', { ...english, locale: 'en-US' }],
    ['June 31st', context],
  ])('is named from "%s" whatever the language of the call (ASK-11)', (text, call) => {
    expect(nameImpossibleDay(text, call)).toEqual({ day: 31, month: 6 });
  });
});
