import { describe, expect, it } from 'vitest';
import {
  averageSeconds,
  distributionOf,
  figuresOf,
  ratesOf,
} from '../../../../src/domain/reminders/figures/call-figures.ts';
import type { OutcomeSum } from '../../../../src/domain/reminders/figures/call-figures.ts';
import type { CallOutcome } from '../../../../src/domain/reminders/call-outcome.ts';
import {
  classOf,
  OUTCOME_CLASSES,
  outcomesThat,
} from '../../../../src/domain/reminders/figures/outcome-class.ts';

const sum = (outcome: CallOutcome, calls: number, more: Partial<OutcomeSum> = {}) => ({
  outcome,
  calls,
  ...more,
});

describe('the figures of calls', () => {
  it('know eight classes, and each outcome has one of them unless nobody was rung (VIO-69)', () => {
    expect(OUTCOME_CLASSES).toHaveLength(8);
    expect(new Set(outcomesThat().map(classOf))).toEqual(new Set(OUTCOME_CLASSES));
    expect([classOf('no_line'), classOf('account')]).toEqual([undefined, undefined]);
  });

  it.each<[CallOutcome, string]>([
    ['wants_reschedule', 'rescheduled'],
    ['opted_out', 'unclear'],
    ['handed_over', 'unclear'],
    ['declined', 'no_answer'],
    ['stopped', 'failed'],
    ['bad_number', 'failed'],
  ])('count %s among %s (VIO-69)', (outcome, one) => {
    expect(classOf(outcome)).toBe(one);
  });

  it('count an answer about the appointment as success, and give the three rates with two decimals (VIO-97)', () => {
    const figures = figuresOf([
      sum('confirmed', 4, { positive: 2, timed: 4, durationMs: 200_000 }),
      sum('cancelled', 1, { neutral: 1, timed: 1, durationMs: 50_000 }),
      sum('wants_reschedule', 1, { timed: 1, durationMs: 65_000 }),
      sum('unclear', 1, { negative: 1 }),
      sum('voicemail', 2, { timed: 2, durationMs: 900_000, long: 2 }),
      sum('no_line', 7, { positive: 7 }),
    ]);
    expect(figures).toMatchObject({ total: 9, successful: 6, talked: 7, timed: 6, long: 0, positive: 2 });
    // 6 of 9, 4 of 6, 2 of 9.
    expect(ratesOf(figures)).toEqual({ success: 0.67, confirmation: 0.67, satisfaction: 0.22 });
    // 315 seconds in six conversations; a voicemail is none.
    expect(averageSeconds(figures)).toBe(52.5);
  });

  it('are nothing, not wrong, without any call (VIO-69, VIO-97)', () => {
    const none = figuresOf([]);
    expect(ratesOf(none)).toEqual({ success: 0, confirmation: 0, satisfaction: 0 });
    expect(averageSeconds(none)).toBe(0);
    expect(distributionOf(none).map(({ percent }) => percent)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('are told in per cent of all calls (VIO-69)', () => {
    const shares = distributionOf(figuresOf([sum('confirmed', 1), sum('declined', 1), sum('no_answer', 1)]));
    expect(shares.filter(({ calls }) => calls > 0)).toEqual([
      { outcome: 'confirmed', calls: 1, percent: 33.33 },
      { outcome: 'no_answer', calls: 2, percent: 66.67 },
    ]);
  });
});
