import { z } from 'zod';
import { Fault } from '../platform/fault.ts';
import type { CalendarRejection } from './calendar.ts';

export type CalcomDeed = 'create' | 'reschedule' | 'cancel' | 'get' | 'reserve' | 'other';

export type Refusal = { kind: 'rejected'; why: CalendarRejection; newerUid?: string };

/** Bodies from the API layer are enveloped, those of the shared booking core are bare; other texts come from proxies. */
const envelopedSchema = z.object({
  error: z.object({ code: z.string().catch(''), message: z.unknown() }),
});
const bareSchema = z.object({ statusCode: z.number(), message: z.unknown() });

interface Complaint {
  family: 'enveloped' | 'bare' | 'foreign';
  code: string;
  message: string;
}

interface Rule {
  status: number[];
  family?: Complaint['family'];
  code?: string;
  text?: RegExp;
  on?: CalcomDeed[];
  /** A rejection, or a word for the log about what is wrong on our side. */
  means: CalendarRejection | { fault: string };
}

const BOOKING_DEEDS: CalcomDeed[] = ['create', 'reschedule', 'cancel', 'get'];
const EXISTING_BOOKING: CalcomDeed[] = ['reschedule', 'cancel', 'get'];
const NEW_TIME: CalcomDeed[] = ['create', 'reschedule'];

/** First match wins. A code is only a class name, so most cases can be told apart by their message alone. */
const RULES: Rule[] = [
  { status: [400], text: /property is wrong/, means: { fault: 'malformed request' } },
  {
    status: [400, 401, 403],
    family: 'bare',
    text: /^(booking|duration)_limit_reached/,
    means: 'limit_reached',
  },
  { status: [401, 403], text: /checkBookingRequiresAuthentication/, means: { fault: 'closed event type' } },

  { status: [400], on: EXISTING_BOOKING, text: /rescheduled already to booking/, means: 'superseded' },
  { status: [400], on: EXISTING_BOOKING, text: /because it has been cancelled/, means: 'already_cancelled' },
  {
    status: [400],
    on: ['cancel'],
    text: /^Cancellation reason is required/,
    means: { fault: 'missing reason' },
  },

  { status: [400], on: NEW_TIME, text: /either already has booking at this time/, means: 'slot_unavailable' },
  { status: [400], on: NEW_TIME, text: /can't be booked at the "?start"? time/, means: 'slot_out_of_bounds' },
  { status: [400], on: NEW_TIME, text: /book a meeting in the past/, means: 'slot_out_of_bounds' },
  { status: [400], on: NEW_TIME, text: /maximum number of active bookings/, means: 'booker_limit' },
  { status: [400], text: /at least one contact method/, means: { fault: 'no contact sent' } },
  {
    status: [400],
    text: /parent managed event type|Instant bookings are only/,
    means: { fault: 'configuration' },
  },
  {
    status: [400],
    on: NEW_TIME,
    text: /^Missing attendee phone number|Missing required booking field response|Invalid type for booking field|nvalid option/,
    means: 'needs_field',
  },
  {
    status: [400],
    family: 'bare',
    on: NEW_TIME,
    text: /^(email_verification_required|invalid_verification_code)/,
    means: 'needs_field',
  },
  // The same code also stands for a broken foreign key, which no answer of the caller can mend.
  { status: [400], code: 'BAD_REQUEST', text: /constraint|foreign key/i, means: { fault: 'configuration' } },
  { status: [400], code: 'BAD_REQUEST', on: NEW_TIME, means: 'needs_field' },

  { status: [409], on: NEW_TIME, means: 'slot_unavailable' },
  { status: [422], on: ['reserve'], means: 'refused' },

  // What a rejected booking answers, although it is there.
  { status: [404], on: ['reschedule'], text: /^Could not find original booking/, means: 'refused' },
  { status: [404], on: EXISTING_BOOKING, text: /^Cannot (GET|POST) /, means: { fault: 'unknown address' } },
  {
    status: [404],
    on: EXISTING_BOOKING,
    text: /^(event[ -]?type|user|team|organi[sz]ation)\b/i,
    means: { fault: 'configuration' },
  },
  { status: [404], on: EXISTING_BOOKING, means: 'not_found' },

  { status: [401, 403], family: 'bare', on: BOOKING_DEEDS, means: 'refused' },
  { status: [400], family: 'bare', on: ['cancel', 'reschedule'], means: 'refused' },
  {
    status: [400],
    on: ['cancel', 'reschedule'],
    text: /^Can't (cancel|reschedule) booking/,
    means: 'refused',
  },
  { status: [401, 403, 498], means: { fault: 'key or permission' } },
  { status: [404], means: { fault: 'configuration' } },
];

/**
 * What an answer outside 2xx means: an ordinary refusal, or a fault whose text holds nothing of the body. A server
 * error or a proxy's 408 may have done the deed; a 429 has not; every other refusal that is not known is ours.
 */
export function judgeRefusal(deed: CalcomDeed, status: number, body: unknown): Refusal | Fault {
  // A plain 500 is the service's own last word; other server errors may come from a proxy, behind which it goes on.
  if (status === 500) return new Fault('upstream_failed', 'calendar failed with 500');
  if (status > 500 || status === 408)
    return new Fault('upstream_unavailable', `calendar failed with ${status}`);
  if (status === 429) return new Fault('upstream_unsent', 'calendar turned the request away: rate limit');

  const complaint = complaintOf(body);
  const rule = RULES.find((candidate) => fits(candidate, deed, status, complaint));
  if (rule === undefined) return new Fault('upstream_rejected', `calendar refused with ${status}`);
  if (typeof rule.means === 'object') {
    return new Fault('upstream_rejected', `calendar refused with ${status}: ${rule.means.fault}`);
  }
  const newerUid = rule.means === 'superseded' ? newerUidIn(complaint.message) : undefined;
  return { kind: 'rejected', why: rule.means, ...(newerUid === undefined ? {} : { newerUid }) };
}

function fits(rule: Rule, deed: CalcomDeed, status: number, complaint: Complaint): boolean {
  return (
    rule.status.includes(status) &&
    (rule.on === undefined || rule.on.includes(deed)) &&
    (rule.family === undefined || rule.family === complaint.family) &&
    (rule.code === undefined || rule.code === complaint.code) &&
    (rule.text === undefined || rule.text.test(complaint.message))
  );
}

function complaintOf(body: unknown): Complaint {
  const enveloped = envelopedSchema.safeParse(body);
  if (enveloped.success) {
    const { code, message } = enveloped.data.error;
    return { family: 'enveloped', code, message: textOf(message) };
  }
  const bare = bareSchema.safeParse(body);
  if (bare.success) return { family: 'bare', code: '', message: textOf(bare.data.message) };
  return { family: 'foreign', code: '', message: '' };
}

function textOf(message: unknown): string {
  const text = Array.isArray(message)
    ? message.filter((part) => typeof part === 'string').join(', ')
    : message;
  return typeof text === 'string' ? text.replaceAll('’', "'") : '';
}

function newerUidIn(message: string): string | undefined {
  const uid = /rescheduled already to booking with uid=([\w-]+)/.exec(message)?.[1];
  return uid === undefined || uid === 'undefined' || uid === 'null' ? undefined : uid;
}
