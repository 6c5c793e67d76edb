import type { CallOutcome, ReviewReason, Urgency } from './call-outcome.ts';
import type { CallPurpose } from './call-session.ts';
import type { MovedBecause } from './moved-because.ts';

/** Calls are made by themselves; the others wait for the customer or a person. */
export type TaskKind = 'call' | 'wait_for_reschedule' | 'manual_review' | 'technical_review';

export type TaskStatus =
  | 'pending'
  | 'processing'
  | 'completed'
  | 'failed'
  /** The appointment was changed, cancelled, or its customer wants no calls. */
  | 'cancelled'
  | 'superseded_by_retry';

/** Something to be done about an appointment or a customer at a time: mostly a call. Instants are UTC. */
export interface FollowUpTask {
  id: string;
  kind: TaskKind;
  purpose: CallPurpose;
  status: TaskStatus;
  customerId?: string;
  appointmentId?: string;
  /** The start of the appointment this was planned for; a task of another start is out of date. */
  appointmentAt?: Date;
  scheduledAt: Date;
  /** When it would have been without calling hours. */
  wantedAt: Date;
  hoursBefore?: number;
  /** Hours between `scheduledAt` and the appointment, one decimal (VIO-33). */
  hoursBeforeActual?: number;
  movedBecause?: MovedBecause;
  /** Retries made before this one. */
  retryCount: number;
  /** The first of a row of retries. */
  originalTaskId?: string;
  /** What the call before came to. */
  retryOf?: CallOutcome;
  urgency?: Urgency;
  why?: ReviewReason;
  /** The entry of the waitlist whose offer is to be told. */
  waitlistId?: string;
  /** Until when it is whose who has claimed it; tells one claim from the next. */
  claimedUntil?: Date;
  outcome?: CallOutcome;
  /** The next step that was chosen, or why it was given up, in a word (VIO-51). */
  action?: string;
  closedAt?: Date;
}
