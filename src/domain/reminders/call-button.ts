import type { CallOutcome } from './call-outcome.ts';
import type { SessionState } from './call-session.ts';
import { isTerminal } from './session-states.ts';

/** What a Call Now button shows (VIO-72). */
export type CallButton =
  | 'idle'
  | 'validating'
  | 'initiating'
  | 'ringing'
  | 'answered'
  | 'completed'
  | 'failed';

/** How many seconds a telephone rings at most, as far as a bar shows it (VIO-73). */
export const RING_BAR_SECONDS = 60;

const BUTTON_OF: Record<SessionState, CallButton> = {
  queued: 'validating',
  processing: 'validating',
  initiating: 'initiating',
  ringing: 'ringing',
  answered: 'answered',
  completed: 'completed',
  no_answer: 'completed',
  busy: 'completed',
  voicemail: 'completed',
  failed: 'failed',
};

/** Without a call it is idle. A call that reached nobody is completed all the same: it is over, and was made. */
export function callButton(call: { state: SessionState; outcome?: CallOutcome } | undefined): CallButton {
  return call === undefined ? 'idle' : BUTTON_OF[call.state];
}

/** Whether whoever watches a call has to look again. */
export function goesOn(state: SessionState): boolean {
  return !isTerminal(state);
}
