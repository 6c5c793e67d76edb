import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDate } from '../../../src/domain/wall-clock.ts';
import { PREFERENCE_WORDS } from '../../../src/domain/speech/preference-patterns.ts';
import { resolveMove } from '../../../src/domain/speech/resolve-move.ts';
import { resolveWish } from '../../../src/domain/speech/resolve-wish.ts';
import { canBeDoneWithin } from '../../support/can-be-done-within.ts';

const context = { now: new Date('2026-11-20T10:00:00+01:00'), zone: 'Europe/Berlin', locale: 'de-DE' };
const WORDS =
  'nur nicht außer only not except montags mondays Dienstag Wednesday und or oder , . aber but ab bis vor nach before ' +
  'after nächste next Woche week am on the den 24. 5 um at 10 zehn Uhr halb vormittags morning jeden every Tag day so bald ' +
  'wie möglich asap egal any gegen around eine an Stunde hour später later earlier zur selben Zeit same time';
const speech = fc.oneof(
  fc.string({ maxLength: 600 }),
  fc.array(fc.constantFrom(...WORDS.split(' ')), { maxLength: 60 }).map((words) => words.join(' ')),
);

/** What a text repeated sixty times and then broken off can make of nested repetition. */
const REPEATED = [
  ...Object.values(PREFERENCE_WORDS).flatMap((words) =>
    Object.values(words).flatMap((source) =>
      typeof source === 'string'
        ? source.split('|').map((word) => word.replace(/\(\?[:=!<]*|[)?^$\\]/g, ''))
        : [],
    ),
  ),
  'so gut',
  'so good',
  'montags und',
  'so',
].flatMap((word) => ['', 'dienstag nicht ', 'nur montag '].map((lead) => sixtyTimes(lead, word)));

function sixtyTimes(lead: string, word: string): string {
  return `${lead}${`${word} `.repeat(60)}x`;
}

function isReadAtOnce(text: string): boolean {
  return canBeDoneWithin(20, () => {
    resolveWish({ date: text }, context);
    resolveMove({ time: text }, { date: '2026-11-24', time: '14:30' }, context);
  });
}

describe('whatever was said', () => {
  it('is read in no time, however often it repeats itself', () => {
    const signs = [',', '&', ', ', ' ,', '  '].map((sign) => `nur montag${sign.repeat(60)}x`);
    const texts = [...signs, ...REPEATED];
    expect(texts.length).toBeGreaterThan(120);
    expect(texts.filter((text) => !isReadAtOnce(text))).toEqual([]);
  });

  it('a wish has options with days and times that exist, or says what was not understood', () => {
    fc.assert(
      fc.property(speech, speech, fc.constantFrom('preferences', 'moment'), (date, time, keep) => {
        const wish = resolveWish({ date, time }, context, keep);
        expect(wish.options.length).toBeGreaterThan(0);
        for (const option of wish.options) {
          for (const day of [option.first, option.last]) expect(day === undefined || isDate(day)).toBe(true);
          for (const clock of [option.time, option.earliest, option.latest])
            expect(clock ?? '00:00').toMatch(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/);
        }
        const [hasDay, hasTime] = [
          wish.options.some(({ first, last }) => (first ?? last) !== undefined),
          wish.options.some(({ time, earliest, latest }) => (time ?? earliest ?? latest) !== undefined),
        ];
        expect(wish.date === 'given').toBe(hasDay);
        expect(hasTime && wish.time !== 'given').toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('a new time counts from the appointment to a day and a time that exist', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999 }),
        fc.constantFrom('Minuten', 'Stunden', 'Tage', 'Monate'),
        (count, unit) => {
          const said = { time: `${count} ${unit} früher` };
          const moved = resolveMove(said, { date: '2026-11-24', time: '14:30' }, context);
          const { date = '', time = '' } = moved === 'unclear' ? {} : moved;
          expect(isDate(date)).toBe(true);
          expect(time).toMatch(/^([01]\d|2[0-3]):[0-5]\d$/);
        },
      ),
      { numRuns: 100 },
    );
  });
});
