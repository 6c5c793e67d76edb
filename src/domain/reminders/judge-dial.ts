import type { Appointment } from '../appointment.ts';
import { isStanding } from '../appointment.ts';
import { nextCallingTime, outsideBecause } from './calling-hours.ts';
import type { CallPurpose } from './call-session.ts';
import type { DialDelay, DialEnd } from './dial-verdict.ts';
import type { MovedBecause } from './moved-because.ts';
import { leavesBuffer } from './plan-reminder.ts';
import type { ReminderSettings } from './reminder-settings.ts';
import { DAY_MS } from '../../platform/day-ms.ts';

/** Everything that decides whether a customer is rung now. */
export interface DialQuestion {
  now: Date;
  purpose: CallPurpose;
  /** As they are right now; absent: the tenant has never set any up. */
  settings: ReminderSettings | undefined;
  /** Whether the process has a key to dial with. */
  hasKey: boolean;
  isPaused: boolean;
  customer: { phone?: string } | undefined;
  /** IANA; a call must be inside the hours of all of them. */
  zones: readonly string[];
  /** What the call is about; absent where it is about none. */
  appointment?: Appointment | undefined;
  /** The start for which the call was planned, where it was planned for one. */
  plannedFor?: Date | undefined;
  /** Whether a change of the appointment is under way whose end is not known. */
  isBeingChanged: boolean;
  forbiddenBy: 'tenant' | 'global' | undefined;
  lastDialAt: Date | undefined;
  usage: {
    quarterHour: number;
    quarterHourSince?: Date;
    day: number;
    daySince?: Date;
    /** Calls that are not over. */
    atOnce: number;
  };
}

export type DialJudgement =
  | { kind: 'allowed'; facts: Record<string, number> }
  | { kind: 'never'; verdict: DialEnd; facts: Record<string, number> }
  | {
      kind: 'later';
      verdict: DialDelay;
      retryAt: Date;
      /** Where it is the called party that keeps from ringing now. */
      movedBecause?: MovedBecause;
      facts: Record<string, number>;
    };

const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;
const PAUSED_MS = 15 * MINUTE_MS;
const CHANGING_MS = 5 * MINUTE_MS;
const BUSY_MS = MINUTE_MS / 2;

/**
 * Whether a customer may be rung at this very moment (VIO-34 to VIO-38): what can never become right ends it, then what
 * a later time makes right. The hours are the called party's, the limits the tenant's.
 */
export function judgeDial(question: DialQuestion): DialJudgement {
  const facts = { ...usageFacts(question) };
  const end = endOf(question);
  if (end !== undefined) return { kind: 'never', verdict: end, facts };
  const delay = delayOf(question);
  if (delay !== undefined) return { kind: 'later', ...delay, facts };
  return { kind: 'allowed', facts };
}

function endOf(question: DialQuestion): DialEnd | undefined {
  const { settings, customer, appointment, plannedFor, forbiddenBy, now } = question;
  // What the owner asks for by hand is done also where nothing is planned by itself.
  if (settings === undefined || (!settings.enabled && question.purpose !== 'call_now')) return 'switched_off';
  if (customer === undefined) return 'no_customer';
  if (customer.phone === undefined) return 'no_number';
  if (forbiddenBy !== undefined) return forbiddenBy === 'global' ? 'globally_do_not_call' : 'do_not_call';
  if (plannedFor !== undefined && !isStillPlanned(appointment, plannedFor)) return 'appointment_gone';
  if (appointment !== undefined && !isStanding(appointment)) return 'appointment_gone';
  if (settings.agentId === undefined || settings.fromNumber === undefined || !question.hasKey) {
    return 'not_configured';
  }
  if (appointment !== undefined && !leavesBuffer(now, appointment.startsAt))
    return 'too_close_to_appointment';
  if (nextCallingTime(now, question.zones, settings.callingHours) === undefined) return 'no_common_hours';
  return undefined;
}

function isStillPlanned(appointment: Appointment | undefined, plannedFor: Date): boolean {
  return appointment !== undefined && appointment.startsAt.getTime() === plannedFor.getTime();
}

function delayOf(
  question: DialQuestion,
): { verdict: DialDelay; retryAt: Date; movedBecause?: MovedBecause } | undefined {
  const { now, settings, zones, usage, lastDialAt } = question;
  if (settings === undefined) return undefined;
  const { callingHours: hours, limits } = settings;
  const later = (ms: number, from: Date = now) =>
    new Date(Math.max(from.getTime() + ms, now.getTime() + 1_000));
  const because = outsideBecause(now, zones, hours);
  if (because !== undefined) {
    const verdict = because === 'weekend' || because === 'holiday' ? because : 'outside_hours';
    const retryAt = nextCallingTime(now, zones, hours)?.at ?? later(DAY_MS);
    return { verdict, retryAt, movedBecause: because };
  }
  if (question.isPaused) return { verdict: 'paused', retryAt: later(PAUSED_MS) };
  if (question.isBeingChanged) return { verdict: 'standing_unknown', retryAt: later(CHANGING_MS) };
  const sameNumberMs = limits.sameNumberMinutes * MINUTE_MS;
  if (lastDialAt !== undefined && now.getTime() - lastDialAt.getTime() < sameNumberMs) {
    const verdict = 'number_called_lately';
    return { verdict, retryAt: later(sameNumberMs, lastDialAt), movedBecause: verdict };
  }
  if (usage.quarterHour >= limits.perQuarterHour) {
    return { verdict: 'quarter_hour_limit', retryAt: later(QUARTER_MS, usage.quarterHourSince) };
  }
  if (usage.day >= limits.perDay) return { verdict: 'day_limit', retryAt: later(DAY_MS, usage.daySince) };
  if (usage.atOnce >= limits.atOnce) return { verdict: 'at_once_limit', retryAt: later(BUSY_MS) };
  return undefined;
}

function usageFacts({ usage, settings }: DialQuestion): Record<string, number> {
  return {
    quarterHour: usage.quarterHour,
    day: usage.day,
    atOnce: usage.atOnce,
    ...(settings === undefined
      ? {}
      : {
          quarterHourLimit: settings.limits.perQuarterHour,
          dayLimit: settings.limits.perDay,
          atOnceLimit: settings.limits.atOnce,
        }),
  };
}
