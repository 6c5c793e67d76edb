import type { CallOutcome, EndClass } from './call-outcome.ts';

/** Where a call stands (VIO-41). */
export type SessionState =
  | 'queued'
  | 'processing'
  | 'initiating'
  | 'ringing'
  | 'answered'
  | 'completed'
  | 'no_answer'
  | 'busy'
  | 'failed'
  | 'voicemail';

export type CallPurpose = 'reminder' | 'retry' | 'clarity' | 'call_now' | 'waitlist';

/** One call that was dialled or is about to be. Instants are UTC. */
export interface CallSession {
  /** Our request id. */
  id: string;
  taskId: string;
  customerId?: string;
  appointmentId?: string;
  /** The start of the appointment the call is about, as it was when it was dialled. */
  appointmentAt?: Date;
  /** Retell's id, once it is known. */
  callId?: string;
  purpose: CallPurpose;
  state: SessionState;
  /** 1 for the first call of a reminder. */
  attempt: number;
  /** E.164. */
  fromNumber?: string;
  toNumber?: string;
  /** IANA zones of the called party; times are said in the first. */
  zones: string[];
  agentId: string;
  requestedAt: Date;
  placedAt?: Date;
  answeredAt?: Date;
  endedAt?: Date;
  durationMs?: number;
  disconnectionReason?: string;
  endClass?: EndClass;
  outcome?: CallOutcome;
  /** What our own voice functions did in it. */
  deeds: CallDeeds;
  /** What the analysis was read to say (VIO-83), by its names there; of a private call without words. */
  analysis?: Record<string, unknown>;
  sentiment?: string;
  /** 0 to 1. */
  qualityScore?: number;
  placementError?: string;
  /** Which of the updates behind its end are done. */
  updates?: Record<string, boolean>;
  nextStep?: string;
}

export interface CallDeeds {
  confirmed: boolean;
  cancelled: boolean;
  moved: boolean;
  optedOut: boolean;
  callbackRequested: boolean;
}
