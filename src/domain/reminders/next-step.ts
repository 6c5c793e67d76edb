import { addDays, toInstant, toWallTime, clockTimeOf } from '../wall-clock.ts';
import type { BestHour } from './best-hour.ts';
import type { CallOutcome, EndClass, NextStep, ReviewReason, Urgency } from './call-outcome.ts';
import { BUFFER_MINUTES } from './reminder-settings.ts';
import type { RetriedOutcome, RetryRules } from './reminder-settings.ts';

/** A call that is over, and how it stands with the appointment and the customer. */
export interface JudgedCall {
  outcome: CallOutcome;
  end: EndClass;
  /** Retries made so far: 0 after the first call. */
  retryCount: number;
  /** Calls about this appointment that reached nobody, this one counted. */
  failedAttempts: number;
  /** Whether this call was made to hear what another left open. */
  wasClarityCall: boolean;
  callbackRequested: boolean;
  /** Whether other calls of the tenant fail as well. */
  isSystemic: boolean;
  now: Date;
  /** Absent: an appointment without a time. */
  startsAt?: Date | undefined;
  settings: RetryRules;
  bestHour?: BestHour | undefined;
  /** IANA name of the zone whose wall clock `bestHour` is read from. */
  zone: string;
}

const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;
const DAY_MINUTES = 24 * HOUR_MINUTES;
const HIGH_UNTIL_MINUTES = DAY_MINUTES;
const NORMAL_UNTIL_MINUTES = 3 * DAY_MINUTES;
/** So much of a step is an error of the reckoning, not a step begun. */
const ROUNDING = 1e-9;
/** VIO-91. */
const RESCHEDULE_WAIT_MINUTES = DAY_MINUTES;
const RESCHEDULE_REVIEW_MINUTES = 2 * DAY_MINUTES;
const NO_LINE_MINUTES = 5;
/** VIO-29. */
const SURE_OF_HOUR = 0.7;
const SECOND_NO_ANSWER_MINUTES = 8 * HOUR_MINUTES;
/** VIO-30. */
const SECOND_VOICEMAIL_MINUTES = DAY_MINUTES;
/** VIO-31. */
const FAILED_EXPONENT = 1.5;
const FAILED_MOST_MINUTES = 12 * HOUR_MINUTES;

/**
 * What is done after a call (VIO-50, VIO-96). Its times are the wanted ones: the caller moves them into the called
 * party's hours, and gives the call to a person where that brings it too close to the appointment.
 *
 * The first retry waits the plain delay, each further one `factor` times longer (VIO-22, VIO-25). A tenant whose steps
 * are hours also has the rules that reckon in hours: from the second no answer on the customer's best hour, else 8 hours
 * or the backoff if that is longer (VIO-29); from the second voicemail on a day (VIO-30); failures at delay x
 * attempt^1.5, at most 12 hours (VIO-31). One whose steps are minutes has the plain backoff throughout.
 */
export function nextStep(call: JudgedCall): NextStep {
  if (call.outcome === 'opted_out') return { kind: 'none' };
  if (call.callbackRequested) return { kind: 'manual_review', urgency: 'high', why: 'callback_requested' };
  switch (call.outcome) {
    case 'confirmed':
    case 'cancelled':
    case 'rescheduled':
      return { kind: 'none' };
    case 'wants_reschedule':
      return waitForReschedule(call);
    case 'unclear':
      return clarityCall(call);
    case 'handed_over':
      return { kind: 'manual_review', urgency: 'low', why: 'handed_over' };
    case 'stopped':
    case 'bad_number':
      return review(call, call.outcome);
    case 'no_line':
      return unlessTooClose(call, minutesLater(call.now, NO_LINE_MINUTES), (at) => ({
        kind: 'dial_again',
        at,
      }));
    case 'account':
      return { kind: 'technical_review', why: 'account', pausesTenant: true };
    case 'failed':
      return afterFailure(call);
    case 'no_answer':
    case 'voicemail':
    case 'busy':
    case 'declined':
      return retry(call, call.outcome);
  }
}

/** How soon a person has to look at it: within a day high, within three normal, without a time normal. */
export function urgencyOf(now: Date, startsAt: Date | undefined): Urgency {
  if (startsAt === undefined) return 'normal';
  const minutes = (startsAt.getTime() - now.getTime()) / MINUTE_MS;
  if (minutes < HIGH_UNTIL_MINUTES) return 'high';
  return minutes < NORMAL_UNTIL_MINUTES ? 'normal' : 'low';
}

/** Waits a day for a new time; a person looks after two, or while there still is an hour before the old time. */
function waitForReschedule(call: JudgedCall): NextStep {
  const until = minutesLater(call.now, RESCHEDULE_WAIT_MINUTES);
  const twoDays = minutesLater(call.now, RESCHEDULE_REVIEW_MINUTES);
  return unlessTooClose(call, until, () => {
    const last = lastDial(call);
    return {
      kind: 'wait_for_reschedule',
      until,
      reviewAt: last !== undefined && last < twoDays ? last : twoDays,
    };
  });
}

function clarityCall(call: JudgedCall): NextStep {
  const delay = call.settings.delayMinutes.unclear;
  if (call.wasClarityCall || delay === 0) return review(call, 'unclear');
  if (call.retryCount >= call.settings.mostRetries) return review(call, 'attempts_used_up');
  return unlessTooClose(call, minutesLater(call.now, delay), (at) => ({ kind: 'clarity_call', at }));
}

/** Where nobody was reached because of the line, the platform, or for a reason we do not know. */
function afterFailure(call: JudgedCall): NextStep {
  if (call.end === 'reputation') return { kind: 'technical_review', why: 'reputation', pausesTenant: true };
  if (call.end === 'unknown') return review(call, 'unknown_reason');
  if (call.isSystemic) return { kind: 'technical_review', why: 'systemic_failure', pausesTenant: false };
  return retry(call, 'failed');
}

function retry(call: JudgedCall, outcome: RetriedOutcome): NextStep {
  const { mostRetries, delayMinutes } = call.settings;
  const most = Math.min(mostRetries, isRetriedOnce(call) ? 1 : mostRetries);
  if (call.retryCount >= most || delayMinutes[outcome] === 0) return withoutRetry(call);
  if (isEscalated(call)) return review(call, 'escalated');
  const best = outcome === 'no_answer' ? atBestHour(call) : undefined;
  const last = lastDial(call);
  if (best !== undefined && (last === undefined || best < last))
    return { kind: 'retry', at: best, why: outcome };
  return unlessTooClose(call, minutesLater(call.now, waitMinutes(call, outcome)), (at) => ({
    kind: 'retry',
    at,
    why: outcome,
  }));
}

/** Who declined is asked once more at most, and so is a provider that broke down (retell.md 3.6). */
function isRetriedOnce({ outcome, end }: JudgedCall): boolean {
  return outcome === 'declined' || end === 'platform_fault';
}

/** A line that failed every time is a matter for who runs it (VIO-50); anything else for who knows the customer. */
function withoutRetry(call: JudgedCall): NextStep {
  if (call.outcome === 'failed')
    return { kind: 'technical_review', why: 'attempts_used_up', pausesTenant: false };
  if (isEscalated(call)) return review(call, 'escalated');
  return review(call, call.outcome === 'declined' ? 'declined' : 'attempts_used_up');
}

/** VIO-52. */
function isEscalated({ failedAttempts, settings: { escalateAfter } }: JudgedCall): boolean {
  return escalateAfter > 0 && failedAttempts > escalateAfter;
}

function waitMinutes({ retryCount, settings }: JudgedCall, outcome: RetriedOutcome): number {
  const delay = settings.delayMinutes[outcome];
  const { factor, stepMinutes, mostMinutes } = settings.backoff;
  const inSteps = (minutes: number): number => Math.ceil(minutes / stepMinutes - ROUNDING) * stepMinutes;
  if (retryCount === 0) return Math.min(delay, mostMinutes);
  const plain = Math.min(inSteps(delay * factor ** retryCount), mostMinutes);
  if (!reckonsInHours(settings)) return plain;
  if (outcome === 'no_answer') return Math.min(Math.max(SECOND_NO_ANSWER_MINUTES, plain), mostMinutes);
  if (outcome === 'voicemail') return Math.min(SECOND_VOICEMAIL_MINUTES, mostMinutes);
  if (outcome !== 'failed') return plain;
  return Math.min(inSteps(delay * (retryCount + 1) ** FAILED_EXPONENT), FAILED_MOST_MINUTES, mostMinutes);
}

/** From the second no answer on: the first time it is the customer's best hour and the plain delay is over. */
function atBestHour({ bestHour, retryCount, settings, now, zone }: JudgedCall): Date | undefined {
  if (retryCount === 0 || !reckonsInHours(settings)) return undefined;
  if (bestHour === undefined || bestHour.confidence <= SURE_OF_HOUR) return undefined;
  const earliest = minutesLater(now, settings.delayMinutes.no_answer);
  const { date } = toWallTime(earliest, zone);
  return [0, 1, 2]
    .map((days) =>
      toInstant({ date: addDays(date, days), time: clockTimeOf(bestHour.hour * HOUR_MINUTES) }, zone),
    )
    .flatMap((at) => (at.kind === 'one' ? [at.at] : at.kind === 'twice' ? [at.first, at.second] : []))
    .find((at) => at >= earliest);
}

function reckonsInHours({ backoff }: RetryRules): boolean {
  return backoff.stepMinutes >= HOUR_MINUTES;
}

function unlessTooClose(call: JudgedCall, at: Date, step: (at: Date) => NextStep): NextStep {
  const last = lastDial(call);
  return last !== undefined && at >= last ? review(call, 'too_close_to_appointment') : step(at);
}

/** From here on nobody is rung about the appointment any more (VIO-36). */
function lastDial({ startsAt }: JudgedCall): Date | undefined {
  return startsAt === undefined ? undefined : minutesLater(startsAt, -BUFFER_MINUTES);
}

function review({ now, startsAt }: JudgedCall, why: ReviewReason): NextStep {
  return { kind: 'manual_review', urgency: urgencyOf(now, startsAt), why };
}

function minutesLater(from: Date, minutes: number): Date {
  return new Date(from.getTime() + minutes * MINUTE_MS);
}
