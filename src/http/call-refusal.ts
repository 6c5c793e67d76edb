import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { DialVerdict } from '../domain/reminders/dial-verdict.ts';
import { explainVerdict } from '../domain/reminders/explain-task.ts';
import type { CalledNow } from '../operations/reminders/dialling/call-now.ts';
import type { OwnerEnv } from './owner-gate.ts';

type Refused = Extract<CalledNow, { kind: 'refused' }>;

/** What each refusal of the dial gate is on the wire; 422: another try will meet the same, until something is changed. */
const ANSWERS: Record<Exclude<DialVerdict, 'allowed'>, [ContentfulStatusCode, string]> = {
  switched_off: [422, 'not_configured'],
  not_configured: [422, 'not_configured'],
  no_customer: [404, 'not_found'],
  no_number: [422, 'not_callable'],
  do_not_call: [422, 'not_callable'],
  globally_do_not_call: [422, 'not_callable'],
  no_common_hours: [422, 'not_callable'],
  appointment_gone: [409, 'appointment_changed'],
  too_close_to_appointment: [422, 'too_close_to_appointment'],
  outside_hours: [422, 'outside_hours'],
  weekend: [422, 'outside_hours'],
  holiday: [422, 'outside_hours'],
  paused: [409, 'paused'],
  quarter_hour_limit: [429, 'rate_limit'],
  day_limit: [429, 'rate_limit'],
  at_once_limit: [429, 'rate_limit'],
  number_called_lately: [429, 'number_called_lately'],
  standing_unknown: [503, 'calendar_unavailable'],
  no_line: [503, 'no_line'],
};

/** What the refusal is about: a setting, the customer, or the appointment. */
const FIELDS: Partial<Record<DialVerdict, string>> = {
  switched_off: 'enabled',
  no_customer: 'contact_id',
  no_number: 'contact_id',
  do_not_call: 'contact_id',
  globally_do_not_call: 'contact_id',
  no_common_hours: 'calling_hours',
  appointment_gone: 'appointment_id',
  too_close_to_appointment: 'appointment_id',
  outside_hours: 'calling_hours',
  weekend: 'calling_hours.weekdays',
  holiday: 'calling_hours.holidays',
  paused: 'paused',
  quarter_hour_limit: 'limits.per_quarter_hour',
  day_limit: 'limits.per_day',
  at_once_limit: 'limits.at_once',
  number_called_lately: 'limits.same_number_minutes',
};

/** Why nobody is rung now, with what belongs to it: the called party's time (VIO-06), the limits and their use (VIO-07). */
export function callRefusal(c: Context<OwnerEnv>, { answer, place, missing }: Refused): Response {
  const [status, error] = ANSWERS[answer.verdict];
  // A pause ends when somebody ends it.
  const retryAt = answer.kind === 'later' && answer.verdict !== 'paused' ? answer.retryAt : undefined;
  const field = FIELDS[answer.verdict] ?? (error === 'not_configured' ? missing[0]?.field : undefined);
  if (retryAt !== undefined && (status === 429 || status === 503)) {
    const seconds = Math.ceil((retryAt.getTime() - c.var.ctx.clock.now().getTime()) / 1_000);
    c.header('retry-after', String(Math.max(1, seconds)));
  }
  return c.json(
    {
      success: false,
      error,
      field,
      reason: answer.verdict,
      message: messageOf(error, answer.verdict, place),
      retry_at: retryAt,
      ...(error === 'outside_hours'
        ? {
            local_time: `${place.local.date} ${place.local.time}`,
            timezone: place.zone,
            calling_hours: place.hours,
          }
        : {}),
      ...(error === 'not_configured' ? { errors: missing } : {}),
      ...(status === 429 ? usageJson(answer.facts) : {}),
    },
    status,
  );
}

function messageOf(error: string, verdict: DialVerdict, { zone, local, hours }: Refused['place']): string {
  if (error !== 'outside_hours') return explainVerdict(verdict);
  return `It is ${local.time} on ${local.date} in ${zone}, and calls are made from ${hours.from} to ${hours.until}. ${explainVerdict(verdict)}`;
}

function usageJson({
  quarterHour,
  quarterHourLimit,
  day,
  dayLimit,
  atOnce,
  atOnceLimit,
}: Record<string, number>): object {
  return {
    usage: { last_15_minutes: quarterHour, last_24_hours: day, at_once: atOnce },
    limits: { last_15_minutes: quarterHourLimit, last_24_hours: dayLimit, at_once: atOnceLimit },
  };
}
