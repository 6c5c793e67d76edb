import type { ReviewReason } from './call-outcome.ts';

/** What is done about a call that the provider did not take. `seconds`: until it is asked again. */
export type PlacementStep =
  | { kind: 'technical_review'; why: ReviewReason; pausesTenant: boolean }
  | { kind: 'manual_review'; why: ReviewReason; pausesTenant: false }
  | { kind: 'wait'; seconds: number; pausesTenant: false };

const TURNED_AWAY_SECONDS = 300;
const OTHER_SECONDS = 600;
const MOST_SECONDS = 86_400;
const MOST_REFUSALS = 3;

/** What is known beside the status. */
export interface PlacementFacts {
  retryAfterSeconds?: number;
  /** How often the same call has been refused, this time included, without anything else between. */
  refusedInARow?: number;
}

/**
 * What follows from the provider's answer to a call's placement (VIO-62, retell.md 5.1). Key or payment refused (401,
 * 402): every other call would be refused too, so the tenant pauses. Something it does not know, an agent or our
 * number (422): the set-up is looked at. A bad request (400): most likely this customer's number, so a person rings.
 * Another refusal is asked again, and looked at where it stays.
 *
 * After a 5xx, a time-out and anything else the call may have been placed all the same: before the next request the
 * caller looks for it at the provider.
 */
export function afterPlacementError(status: number | 'timeout', facts: PlacementFacts = {}): PlacementStep {
  const { retryAfterSeconds, refusedInARow = 0 } = facts;
  if (status === 401 || status === 402)
    return { kind: 'technical_review', why: 'account', pausesTenant: true };
  if (status === 400) return { kind: 'manual_review', why: 'refused_by_provider', pausesTenant: false };
  if (status === 422 || (status !== 429 && refusedInARow >= MOST_REFUSALS))
    return { kind: 'technical_review', why: 'refused_by_provider', pausesTenant: false };
  return { kind: 'wait', seconds: waitSeconds(status, retryAfterSeconds), pausesTenant: false };
}

function waitSeconds(status: number | 'timeout', retryAfterSeconds: number | undefined): number {
  const isToldToWait = status === 429 || (status !== 'timeout' && status >= 500 && status <= 599);
  if (!isToldToWait) return OTHER_SECONDS;
  const told = retryAfterSeconds ?? 0;
  return told > 0 ? Math.min(Math.ceil(told), MOST_SECONDS) : TURNED_AWAY_SECONDS;
}
