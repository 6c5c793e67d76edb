import type { CallOutcome } from './call-outcome.ts';
import type { SessionState } from './call-session.ts';

/**
 * What may come after what (VIO-41). Our own steps come in order; the provider's news may overtake each other and the
 * answer to our request, so that from `initiating` on every later state can be the next one heard of.
 */
const NEXT: Record<SessionState, readonly SessionState[]> = {
  queued: ['processing', 'failed'],
  processing: ['initiating', 'failed'],
  initiating: ['ringing', 'answered', 'completed', 'no_answer', 'busy', 'failed', 'voicemail'],
  ringing: ['answered', 'completed', 'no_answer', 'busy', 'failed', 'voicemail'],
  answered: ['completed', 'failed', 'voicemail'],
  completed: [],
  no_answer: [],
  busy: [],
  failed: [],
  voicemail: [],
};

const STATES: readonly SessionState[] = [
  'queued',
  'processing',
  'initiating',
  'ringing',
  'answered',
  'completed',
  'no_answer',
  'busy',
  'failed',
  'voicemail',
];

const EXPECTED: Partial<Record<SessionState, { least: number; most: number }>> = {
  processing: { least: 5, most: 15 },
  initiating: { least: 10, most: 30 },
  ringing: { least: 30, most: 60 },
  answered: { least: 45, most: 180 },
};

const STATE_OF: Record<CallOutcome, SessionState> = {
  confirmed: 'completed',
  cancelled: 'completed',
  rescheduled: 'completed',
  wants_reschedule: 'completed',
  opted_out: 'completed',
  unclear: 'completed',
  handed_over: 'completed',
  stopped: 'failed',
  no_answer: 'no_answer',
  voicemail: 'voicemail',
  busy: 'busy',
  declined: 'no_answer',
  failed: 'failed',
  bad_number: 'failed',
  no_line: 'failed',
  account: 'failed',
};

/** Whether `to` may come next. The same state once more is no next one. */
export function mayFollow(from: SessionState, to: SessionState): boolean {
  return NEXT[from].includes(to);
}

/** The states after which this one may come. */
export function statesBefore(to: SessionState): SessionState[] {
  return STATES.filter((from) => mayFollow(from, to));
}

/** Whether the call is over. */
export function isTerminal(state: SessionState): boolean {
  return NEXT[state].length === 0;
}

/** The states of a call that goes on or is about to. */
export const RUNNING_STATES: readonly SessionState[] = STATES.filter((state) => !isTerminal(state));

/** How many seconds a call stays in a state (VIO-42); longer is overdue. Not told for the queue and where it is over. */
export function expectedSeconds(state: SessionState): { least: number; most: number } | undefined {
  return EXPECTED[state];
}

/** The state in which a call ends that came to this. */
export function stateOfOutcome(outcome: CallOutcome): SessionState {
  return STATE_OF[outcome];
}
