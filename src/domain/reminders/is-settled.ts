import type { CallOutcome } from './call-outcome.ts';

/** Outcomes of calls in which the customer said what they want, so that nothing is left to ask them. */
export const SETTLED: CallOutcome[] = ['confirmed', 'cancelled', 'rescheduled', 'opted_out'];

export function isSettled(outcome: CallOutcome): boolean {
  return SETTLED.includes(outcome);
}
