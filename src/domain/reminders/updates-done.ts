import type { CallSession } from './call-session.ts';

/** What follows from the end of every call (VIO-88). */
const UPDATES = ['call', 'appointment', 'customer', 'task', 'follow_up', 'figures'];

/** How many of the updates behind a call's end are done; `undefined` while what came of it is not known. */
export function updatesDone({
  outcome,
  updates = {},
}: Pick<CallSession, 'outcome' | 'updates'>): { done: number; of: number } | undefined {
  if (outcome === undefined) return undefined;
  return { done: UPDATES.filter((name) => updates[name] === true).length, of: UPDATES.length };
}
