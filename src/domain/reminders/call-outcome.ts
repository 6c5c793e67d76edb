/**
 * What the end of a call tells, by Retell's `disconnection_reason` alone (retell.md 3.6). `talked`: there was a
 * conversation, and what came of it is not told by that.
 */
export type EndClass =
  | 'talked'
  /** A person took over, or the call went on to one. */
  | 'handed_over'
  | 'stopped'
  | 'voicemail'
  | 'no_answer'
  | 'busy'
  | 'declined'
  /** The network, this once. */
  | 'failed'
  /** The provider's own fault, before or in the middle of a talk. */
  | 'platform_fault'
  /** The number cannot be reached by anybody. */
  | 'bad_number'
  /** Our own number has been marked as spam. */
  | 'reputation'
  /** The provider turned us away for want of free lines; nobody was rung. */
  | 'no_line'
  /** The provider lets this account make no calls. */
  | 'account'
  /** A reason that no table of ours has. */
  | 'unknown';

/** What a reminder call came to. Never concluded from "answered" alone. */
export type CallOutcome =
  | 'confirmed'
  | 'cancelled'
  | 'rescheduled'
  /** Wants another time and has none yet. */
  | 'wants_reschedule'
  | 'opted_out'
  /** Talked, and it stayed open what they want. */
  | 'unclear'
  | 'handed_over'
  | 'stopped'
  | 'no_answer'
  | 'voicemail'
  | 'busy'
  | 'declined'
  | 'failed'
  | 'bad_number'
  | 'no_line'
  | 'account';

export type Urgency = 'low' | 'normal' | 'high';

/** What is done next (VIO-50, VIO-96). */
export type NextStep =
  | { kind: 'none' }
  | { kind: 'retry'; at: Date; why: CallOutcome }
  /** Nobody was rung: the same call once more, which is no retry and is not counted as one. */
  | { kind: 'dial_again'; at: Date }
  /** Rung again to hear what was left open (VIO-92). */
  | { kind: 'clarity_call'; at: Date }
  /** Waits for a new time, then a person looks (VIO-91). */
  | { kind: 'wait_for_reschedule'; until: Date; reviewAt: Date }
  | { kind: 'manual_review'; urgency: Urgency; why: ReviewReason }
  /** Nobody rings any more until somebody has looked at the line or the account. */
  | { kind: 'technical_review'; why: ReviewReason; pausesTenant: boolean };

export type ReviewReason =
  | 'bad_number'
  | 'attempts_used_up'
  | 'too_close_to_appointment'
  | 'no_answer_to_reschedule'
  | 'declined'
  | 'unclear'
  | 'escalated'
  | 'handed_over'
  | 'stopped'
  | 'callback_requested'
  | 'follow_up_needed'
  | 'systemic_failure'
  | 'account'
  | 'reputation'
  | 'refused_by_provider'
  | 'unknown_reason'
  | 'no_common_hours'
  | 'not_configured'
  | 'outcome_missing';
