import type { CallSession } from './call-session.ts';

/** Of requests that were given up; of every other error it is known that no call came of it. */
const GIVEN_UP: readonly string[] = ['never_made', 'outcome_missing'];

/** Whether a phone may have rung, for all that is known of why no call came of the request. */
export function mayHaveRung({ placementError }: Pick<CallSession, 'placementError'>): boolean {
  return placementError === undefined || GIVEN_UP.includes(placementError);
}
