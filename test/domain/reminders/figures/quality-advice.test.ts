import { describe, expect, it } from 'vitest';
import { figuresOf } from '../../../../src/domain/reminders/figures/call-figures.ts';
import type { OutcomeSum } from '../../../../src/domain/reminders/figures/call-figures.ts';
import { judgeCallQuality } from '../../../../src/domain/reminders/figures/call-quality.ts';
import { inBothLanguages } from '../../../../src/domain/reminders/figures/in-both-languages.ts';
import { qualityAdvice } from '../../../../src/domain/reminders/figures/quality-advice.ts';
import type { QualityRules } from '../../../../src/domain/reminders/reminder-settings.ts';
import { trendOf } from '../../../../src/domain/reminders/figures/trend.ts';

const RULES: QualityRules = {
  autoPause: true,
  shortSeconds: 10,
  longSeconds: 300,
  failureShare: 0.4,
  shortShare: 0.6,
  leastCalls: 10,
};
const NO_RETRIES = { calls: 0, successful: 0 };

/** So many confirmed calls of the same length among so many that nobody took. */
const calls = (confirmed: number, missed: number, seconds = 60, more: Partial<OutcomeSum> = {}) =>
  figuresOf([
    {
      outcome: 'confirmed',
      calls: confirmed,
      timed: confirmed,
      durationMs: confirmed * seconds * 1_000,
      ...more,
    },
    { outcome: 'no_answer', calls: missed },
  ]);

describe('advice about calls', () => {
  it.each<[string, Parameters<typeof qualityAdvice>, string[]]>([
    ['69 of 100 succeed', [calls(69, 31), NO_RETRIES, 10], ['low_success']],
    ['70 of 100 succeed', [calls(70, 30), NO_RETRIES, 10], []],
    ['they take 29.9 seconds', [calls(10, 0, 29.9), NO_RETRIES, 10], ['short_calls']],
    ['they take 30 seconds', [calls(10, 0, 30), NO_RETRIES, 10], []],
    ['they take 120 seconds', [calls(10, 0, 120), NO_RETRIES, 10], []],
    ['they take 120.1 seconds', [calls(10, 0, 120.1), NO_RETRIES, 10], ['long_calls']],
    ['29 of 100 retries succeed', [calls(10, 0), { calls: 100, successful: 29 }, 10], ['weak_retries']],
    ['30 of 100 retries succeed', [calls(10, 0), { calls: 100, successful: 30 }, 10], []],
    ['2 of 10 are annoyed', [calls(10, 0, 60, { positive: 8, negative: 2 }), NO_RETRIES, 10], []],
    [
      '3 of 10 are annoyed',
      [calls(10, 0, 60, { neutral: 7, negative: 3 }), NO_RETRIES, 10],
      ['negative_mood'],
    ],
    ['there were too few', [calls(1, 8, 5, { negative: 1 }), { calls: 9, successful: 0 }, 10], []],
    ['there were none', [calls(0, 0), NO_RETRIES, 0], []],
  ])('is given at its threshold: %s (VIO-71)', (_what, asked, codes) => {
    expect(qualityAdvice(...asked).map(({ code }) => code)).toEqual(codes);
  });

  it('says what was seen and what to do, in both languages (VIO-71)', () => {
    const [advice] = qualityAdvice(calls(10, 0, 12.5), NO_RETRIES, 10);
    expect(advice).toEqual({
      code: 'short_calls',
      measured: 12.5,
      threshold: 30,
      unit: 'seconds',
      calls: 10,
    });
    const said = inBothLanguages((words) => (advice === undefined ? '' : words.advice[advice.code](advice)));
    expect(said.en).toContain('12.5 seconds on average, less than 30 seconds');
    expect(said.de).toContain('12,5 Sekunden, weniger als 30 Sekunden');
  });
});

describe('the quality of calls', () => {
  const failing = (failed: number, good: number) =>
    figuresOf([
      { outcome: 'bad_number', calls: failed },
      { outcome: 'no_answer', calls: good },
    ]);
  const short = (count: number, of: number) =>
    figuresOf([{ outcome: 'unclear', calls: of, timed: of, short: count }]);

  it.each([
    ['4 of 10 failed', failing(4, 6), []],
    ['41 of 100 failed', failing(41, 59), ['failures']],
    ['9 of 9 failed', failing(9, 0), []],
    ['6 of 10 talks were short', short(6, 10), []],
    ['7 of 10 talks were short', short(7, 10), ['short_calls']],
    ['9 of 9 talks were short', short(9, 9), []],
    [
      'short voicemails are no talks',
      figuresOf([{ outcome: 'voicemail', calls: 20, timed: 20, short: 20 }]),
      [],
    ],
    ['nobody was rung', figuresOf([{ outcome: 'no_line', calls: 20 }]), []],
  ])('is judged by shares above the thresholds: %s (VIO-39)', (_what, figures, exceeded) => {
    expect(judgeCallQuality(figures, RULES).exceeded).toEqual(exceeded);
  });
});

describe('a trend', () => {
  const of = (total: number, successful: number) => ({ total, successful });
  it.each([
    [of(100, 50), of(100, 55), 'rising'],
    [of(100, 50), of(100, 54), 'steady'],
    [of(100, 50), of(100, 46), 'steady'],
    [of(10, 8), of(20, 15), 'falling'],
    [of(0, 0), of(20, 15), 'no_data'],
    [of(20, 15), of(0, 0), 'no_data'],
  ])('from %o to %o is %s (VIO-68)', (before, after, word) => {
    expect(trendOf(before, after)).toBe(word);
  });
});
