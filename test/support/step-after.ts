import type { NextStep } from '../../src/domain/reminders/call-outcome.ts';
import { nextStep } from '../../src/domain/reminders/next-step.ts';
import type { JudgedCall } from '../../src/domain/reminders/next-step.ts';
import type { RetryRules } from '../../src/domain/reminders/reminder-settings.ts';

/** When the calls end: 11:00 in Berlin. */
export const NOW = new Date('2026-11-23T10:00:00Z');
const HOUR_MS = 3_600_000;

/** Delays of hours, longer each time; three retries. */
export const BY_THE_HOUR: RetryRules = {
  mostRetries: 3,
  delayMinutes: { no_answer: 120, voicemail: 480, busy: 60, declined: 240, failed: 240, unclear: 240 },
  backoff: { factor: 1.5, stepMinutes: 60, mostMinutes: 1440 },
  escalateAfter: 0,
};
/** Delays of 5, 10 and 20 minutes. */
export const BY_THE_MINUTE: RetryRules = {
  mostRetries: 3,
  delayMinutes: { no_answer: 5, voicemail: 5, busy: 5, declined: 5, failed: 5, unclear: 5 },
  backoff: { factor: 2, stepMinutes: 5, mostMinutes: 20 },
  escalateAfter: 0,
};

/** Shorter names of some reasons for a person to look. */
const SHORT: Record<string, string> = {
  too_close_to_appointment: 'close',
  attempts_used_up: 'used up',
  bad_number: 'number',
  handed_over: 'handed',
  unknown_reason: 'unknown',
  callback_requested: 'callback',
  systemic_failure: 'systemic',
};

function told(step: NextStep): string {
  switch (step.kind) {
    case 'none':
      return 'none';
    case 'retry':
      return `${step.why} ${after(step.at)}`;
    case 'dial_again':
      return `not counted ${after(step.at)}`;
    case 'clarity_call':
      return `clarity ${after(step.at)}`;
    case 'wait_for_reschedule':
      return `wait ${after(step.until)}, review ${after(step.reviewAt)}`;
    case 'manual_review':
      return `review ${step.urgency} ${SHORT[step.why] ?? step.why}`;
    case 'technical_review':
      return `${step.pausesTenant ? 'pause' : 'technical'} ${SHORT[step.why] ?? step.why}`;
  }
}

function after(at: Date): string {
  const minutes = (at.getTime() - NOW.getTime()) / 60_000;
  return minutes % 60 === 0 ? `+${minutes / 60}h` : `+${minutes}min`;
}

export function inHours(hours: number): Date {
  return new Date(NOW.getTime() + hours * HOUR_MS);
}

/**
 * The next step in a few words (`busy +2h`: a retry after two hours), by default after a first call that rang out a
 * hundred hours before its appointment.
 */
export function stepAfter(call: Partial<JudgedCall>): string {
  return told(
    nextStep({
      outcome: 'no_answer',
      end: 'no_answer',
      retryCount: 0,
      failedAttempts: 1,
      wasClarityCall: false,
      callbackRequested: false,
      isSystemic: false,
      now: NOW,
      startsAt: inHours(100),
      settings: BY_THE_HOUR,
      zone: 'Europe/Berlin',
      ...call,
    }),
  );
}
