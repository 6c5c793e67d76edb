/** What became of a write to the calendar. `unknown`: it was sent, and no answer told its end. */
export type WriteState = 'sent' | 'unknown' | 'done' | 'rejected' | 'not_done';

/** Of writes that may still be carried out. */
export const OPEN_STATES: readonly WriteState[] = ['sent', 'unknown'];

export function isOpen({ state }: { state: WriteState }): boolean {
  return OPEN_STATES.includes(state);
}
