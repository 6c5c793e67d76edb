/** When the called party may be rung, in their own wall time. */
export interface CallingHours {
  /** `HH:MM`, before `until`. A call may begin at `from`, and no longer at `until`. */
  from: string;
  until: string;
  /** ISO weekdays, 1 Monday to 7 Sunday, on which calls are made. */
  weekdays: number[];
  /** Whose public holidays are free of calls: `GB`, `DE-BY` (ISO 3166-1 and -2). Empty: no holiday is. */
  holidays: string[];
}

/** What is retried after how long. A delay of 0: never. */
export interface RetryRules {
  /** Retries after the first call, 0 to 5 (VIO-24). */
  mostRetries: number;
  /** Minutes before the first retry, by what the call came to (VIO-22). */
  delayMinutes: Record<RetriedOutcome, number>;
  /**
   * Each further one waits so many times longer, in whole steps begun, up to the cap (VIO-25). Steps of an hour or more
   * also bring the rules that reckon in hours (VIO-29 to VIO-31, see next-step.ts).
   */
  backoff: { factor: number; stepMinutes: number; mostMinutes: number };
  /**
   * After so many calls in vain behind the first, also of other reminders of the appointment, a person looks at it
   * (VIO-52); 0: never for that reason alone.
   */
  escalateAfter: number;
}

export type RetriedOutcome = 'no_answer' | 'voicemail' | 'busy' | 'declined' | 'failed' | 'unclear';

/** How much a tenant dials at most (VIO-38). */
export interface DialLimits {
  perQuarterHour: number;
  /** Within 24 hours. */
  perDay: number;
  atOnce: number;
  /** Between two calls to one number. */
  sameNumberMinutes: number;
}

/** When calls are too short, too long or fail too often, and whether that pauses the tenant by itself (VIO-39, VIO-40). */
export interface QualityRules {
  autoPause: boolean;
  shortSeconds: number;
  longSeconds: number;
  /** Shares of the last 24 hours' calls, 0 to 1. */
  failureShare: number;
  shortShare: number;
  /** With fewer calls no share is judged. */
  leastCalls: number;
}

/** What a call may say of somebody's health (VIO-56 to VIO-59). */
export interface PrivacyRules {
  enabled: boolean;
  firstNameOnly: boolean;
  genericWording: boolean;
  avoidMedicalTerms: boolean;
  screenInstructions: boolean;
}

/** What a call is made of (VIO-02, VIO-60, VIO-61). */
export interface CallContent {
  personality: 'professional' | 'friendly' | 'medical';
  script: 'generic' | 'medical';
  /** Whether the agent asks for a confirmation. */
  confirmation: boolean;
  rescheduling: boolean;
  cancelling: boolean;
  /** Whether the owner's special instructions are read to the customer, and which. */
  specialInstructions: boolean;
  instructions?: string;
  /** Where the appointment takes place. */
  location?: string;
  /** Said as the number to call back; the caller id where there is none. */
  callbackNumber?: string;
}

/** How the call itself behaves (VIO-64). */
export interface CallBehaviour {
  maxSeconds: number;
  ringSeconds: number;
  silenceSeconds: number;
  recording: boolean;
  transcription: boolean;
}

/** A tenant's reminder calls, complete: what the owner has not said is as in the preset. */
export interface ReminderSettings {
  enabled: boolean;
  preset: ReminderPreset;
  /** Hours before the appointment, whole, 1 to 168 (VIO-13), the most first; each is a reminder of its own. */
  hoursBefore: number[];
  /** Retell's id of the agent that calls. Absent: nobody can be called. */
  agentId?: string;
  /** Our number, E.164. Absent: nobody can be called. */
  fromNumber?: string;
  callingHours: CallingHours;
  retries: RetryRules;
  limits: DialLimits;
  quality: QualityRules;
  privacy: PrivacyRules;
  content: CallContent;
  behaviour: CallBehaviour;
  /** Whether a slot that becomes free is offered to who asked for an earlier time. */
  waitlist: boolean;
  /** Whether calls may be watched as they change (VIO-107). */
  liveUpdates: boolean;
}

/** The two rule sets that ship: hours-long delays between 8 and 20, or minutes between 9 and 17. */
export type ReminderPreset = 'standard' | 'office';

/** What the owner has said; what is missing is the preset's. */
export type ReminderWishes = Partial<
  Omit<
    ReminderSettings,
    'callingHours' | 'retries' | 'limits' | 'quality' | 'privacy' | 'content' | 'behaviour'
  >
> & {
  callingHours?: Partial<CallingHours>;
  retries?: Partial<Omit<RetryRules, 'delayMinutes' | 'backoff'>> & {
    delayMinutes?: Partial<RetryRules['delayMinutes']>;
    backoff?: Partial<RetryRules['backoff']>;
  };
  limits?: Partial<DialLimits>;
  quality?: Partial<QualityRules>;
  privacy?: Partial<PrivacyRules>;
  content?: Partial<CallContent>;
  behaviour?: Partial<CallBehaviour>;
};

/** No call begins closer to its appointment than this (VIO-36). */
export const BUFFER_MINUTES = 60;
/** Least and most hours before an appointment (VIO-13). */
export const LEAST_HOURS_BEFORE = 1;
export const MOST_HOURS_BEFORE = 168;
/** More retries than this are never made, whatever was wished for (VIO-24). */
export const MOST_RETRIES = 5;
/** The most that anything counted in calls, waited in minutes or measured in seconds of a call comes to. */
export const MOST_CALLS = 1_000_000;
export const MOST_MINUTES = 7 * 24 * 60;
/** No call lasts longer (retell.md 5.1). */
export const MOST_SECONDS = 7_200;
