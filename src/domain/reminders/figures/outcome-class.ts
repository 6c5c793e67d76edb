import type { CallOutcome } from '../call-outcome.ts';

/** The eight classes all figures are told in (VIO-69). */
export const OUTCOME_CLASSES = [
  'confirmed',
  'cancelled',
  /** Moved, or asked to be: the customer wants another time. */
  'rescheduled',
  /** Somebody talked, and the appointment stayed as it was. */
  'unclear',
  /** Nobody picked up, or turned the call away. */
  'no_answer',
  'voicemail',
  'busy',
  'failed',
] as const;

export type OutcomeClass = (typeof OUTCOME_CLASSES)[number];

/** Without a class: nobody was rung, so that it is no call for any figure. */
const CLASS_OF: Record<CallOutcome, OutcomeClass | undefined> = {
  confirmed: 'confirmed',
  cancelled: 'cancelled',
  rescheduled: 'rescheduled',
  wants_reschedule: 'rescheduled',
  opted_out: 'unclear',
  unclear: 'unclear',
  handed_over: 'unclear',
  stopped: 'failed',
  no_answer: 'no_answer',
  declined: 'no_answer',
  voicemail: 'voicemail',
  busy: 'busy',
  failed: 'failed',
  bad_number: 'failed',
  no_line: undefined,
  account: undefined,
};

const SUCCESSFUL: readonly OutcomeClass[] = ['confirmed', 'cancelled', 'rescheduled'];
const TALKED: readonly OutcomeClass[] = [...SUCCESSFUL, 'unclear'];

export function classOf(outcome: CallOutcome): OutcomeClass | undefined {
  return CLASS_OF[outcome];
}

/** Whether the customer told what is to become of the appointment: what "successful" means in every figure. */
export function isSuccessful(one: OutcomeClass): boolean {
  return SUCCESSFUL.includes(one);
}

/** Whether there was a conversation: what durations are told of. */
export function isTalk(one: OutcomeClass): boolean {
  return TALKED.includes(one);
}

/** The outcomes of calls that count, by what is asked of their class. */
export function outcomesThat(are: (one: OutcomeClass) => boolean = () => true): CallOutcome[] {
  return Object.keys(CLASS_OF)
    .filter(isOutcome)
    .filter((outcome) => {
      const one = CLASS_OF[outcome];
      return one !== undefined && are(one);
    });
}

function isOutcome(word: string): word is CallOutcome {
  return word in CLASS_OF;
}
