import type { VoiceFunction } from '../../src/runtime/define-function.ts';

/** Budgets for tests about what is done, on however busy a machine. */
export function unhurried(fn: VoiceFunction): number {
  return fn.budgetMs * 5;
}

/** The same for all but the writes to the calendar, whose lateness is what the test is about. */
export function unhurriedOffers(fn: VoiceFunction): number {
  return fn.budgetMs < 1_500 ? unhurried(fn) : fn.budgetMs;
}
