import type { CallOutcome } from '../call-outcome.ts';
import { classOf, isSuccessful, isTalk, OUTCOME_CLASSES } from './outcome-class.ts';
import type { OutcomeClass } from './outcome-class.ts';
import { meanSeconds, rate } from './rate.ts';

/** The calls of one outcome in a stretch of time, added up. */
export interface OutcomeSum {
  outcome: CallOutcome;
  calls: number;
  /** Calls whose duration is known, and how long they took together. */
  timed: number;
  durationMs: number;
  /** Shorter and longer than the tenant's quality rules allow (VIO-39). */
  short: number;
  long: number;
  positive: number;
  neutral: number;
  negative: number;
}

/**
 * All calls of a stretch of time (VIO-97). A call counts from when its outcome is known, in the stretch in which it was
 * requested; one for which nobody was rung does not. Durations are those of conversations.
 */
export interface CallFigures {
  total: number;
  successful: number;
  byClass: Record<OutcomeClass, number>;
  talked: number;
  timed: number;
  durationMs: number;
  short: number;
  long: number;
  positive: number;
  neutral: number;
  negative: number;
}

/** Adds up what is told; what is not counts as nothing. */
export function figuresOf(
  sums: readonly (Pick<OutcomeSum, 'outcome' | 'calls'> & Partial<OutcomeSum>)[],
): CallFigures {
  const figures: CallFigures = {
    total: 0,
    successful: 0,
    byClass: { ...NO_CALLS },
    talked: 0,
    timed: 0,
    durationMs: 0,
    short: 0,
    long: 0,
    positive: 0,
    neutral: 0,
    negative: 0,
  };
  for (const sum of sums) {
    const one = classOf(sum.outcome);
    if (one === undefined) continue;
    figures.total += sum.calls;
    figures.byClass[one] += sum.calls;
    for (const mood of ['positive', 'neutral', 'negative'] as const) figures[mood] += sum[mood] ?? 0;
    if (isSuccessful(one)) figures.successful += sum.calls;
    if (!isTalk(one)) continue;
    figures.talked += sum.calls;
    for (const what of ['timed', 'durationMs', 'short', 'long'] as const) figures[what] += sum[what] ?? 0;
  }
  return figures;
}

const NO_CALLS: Record<OutcomeClass, number> = {
  confirmed: 0,
  cancelled: 0,
  rescheduled: 0,
  unclear: 0,
  no_answer: 0,
  voicemail: 0,
  busy: 0,
  failed: 0,
};

/** Successful calls of all, confirmed ones of the successful, friendly ones of all (VIO-97). */
export function ratesOf({ total, successful, byClass, positive }: CallFigures): {
  success: number;
  confirmation: number;
  satisfaction: number;
} {
  return {
    success: rate(successful, total),
    confirmation: rate(byClass.confirmed, successful),
    satisfaction: rate(positive, total),
  };
}

/** The mean length of a conversation in seconds, one decimal. */
export function averageSeconds({ durationMs, timed }: CallFigures): number {
  return meanSeconds(durationMs, timed);
}

/** How many calls came to what, and how much of all that is in per cent, two decimals (VIO-69). */
export function distributionOf({
  total,
  byClass,
}: CallFigures): { outcome: OutcomeClass; calls: number; percent: number }[] {
  return OUTCOME_CLASSES.map((outcome) => ({
    outcome,
    calls: byClass[outcome],
    percent: total === 0 ? 0 : Math.round((byClass[outcome] / total) * 10_000) / 100,
  }));
}
