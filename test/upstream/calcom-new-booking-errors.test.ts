import { describe, expect, it } from 'vitest';
import { Fault } from '../../src/platform/fault.ts';
import { judgeRefusal } from '../../src/upstream/calcom-errors.ts';
import { badRequest, bare, enveloped } from '../support/calcom-bodies.ts';

const USER_TAKEN = 'User either already has booking at this time or is not available';
const HOSTS_TAKEN = 'One of the hosts either already has booking at this time or is not available';

/** What was judged: the rejection, or the fault's code and what it says for the log. */
function judged(status: number, body: unknown): string {
  const verdict = judgeRefusal('create', status, body);
  return verdict instanceof Fault ? `${verdict.code}, ${verdict.message}` : verdict.why;
}

interface Row {
  title: string;
  answer: [number, unknown];
  means: string;
}

const ROWS: Row[] = [
  {
    title: 'a taken time of one host',
    answer: badRequest(USER_TAKEN),
    means: 'slot_unavailable',
  },
  {
    title: 'a taken time of a team',
    answer: badRequest(HOSTS_TAKEN),
    means: 'slot_unavailable',
  },
  {
    title: 'a start outside notice or window',
    answer: badRequest(
      'The event type can\'t be booked at the "start" time provided. This could be too soon.',
    ),
    means: 'slot_out_of_bounds',
  },
  {
    title: 'a start in the past',
    answer: badRequest('Attempting to book a meeting in the past.'),
    means: 'slot_out_of_bounds',
  },
  {
    title: 'an attendee with too many bookings',
    answer: badRequest(
      "Attendee with this email can't book because the maximum number of active bookings has been reached. " +
        'You can reschedule your existing booking (abcUid0000000000000001)',
    ),
    means: 'booker_limit',
  },
  {
    title: 'no contact at all',
    answer: badRequest('Please provide at least one contact method'),
    means: 'upstream_rejected, calendar refused with 400: no contact sent',
  },
  {
    title: 'a missing phone number',
    answer: badRequest('Missing attendee phone number'),
    means: 'needs_field',
  },
  {
    title: 'a missing answer',
    answer: badRequest('Missing required booking field response: favourite-colour'),
    means: 'needs_field',
  },
  {
    title: 'an answer of the wrong type',
    answer: badRequest('Invalid type for booking field size: expected number'),
    means: 'needs_field',
  },
  {
    title: 'an unknown option',
    answer: badRequest('Invalid option for size'),
    means: 'needs_field',
  },
  {
    title: 'a field it does not know',
    answer: badRequest('teamId property is wrong,property teamId should not exist '),
    means: 'upstream_rejected, calendar refused with 400: malformed request',
  },
  {
    title: 'input errors listed in an array',
    answer: [
      400,
      {
        status: 'error',
        error: { code: 'BadRequestException', message: ['start property is wrong'], details: {} },
      },
    ],
    means: 'upstream_rejected, calendar refused with 400: malformed request',
  },
  {
    title: 'a managed parent',
    answer: badRequest('This is a parent managed event type'),
    means: 'upstream_rejected, calendar refused with 400: configuration',
  },
  {
    title: 'an instant booking of a person',
    answer: badRequest('Instant bookings are only for teams'),
    means: 'upstream_rejected, calendar refused with 400: configuration',
  },
  {
    title: 'a field the core schema wants',
    answer: [400, enveloped(400, 'BAD_REQUEST', 'responses - {email}email_validation_error, ')],
    means: 'needs_field',
  },
  {
    title: 'a broken foreign key',
    answer: [400, enveloped(400, 'BAD_REQUEST', 'Foreign key constraint failed')],
    means: 'upstream_rejected, calendar refused with 400: configuration',
  },
  {
    title: 'an unverified e-mail address',
    answer: [400, bare(400, 'email_verification_required')],
    means: 'needs_field',
  },
  {
    title: 'a wrong verification code',
    answer: [400, bare(400, 'invalid_verification_code')],
    means: 'needs_field',
  },
  {
    title: 'a wrong length',
    answer: [400, bare(400, 'Invalid event length')],
    means: 'upstream_rejected, calendar refused with 400',
  },
  {
    title: 'a full period, which is no matter of the key',
    answer: [401, bare(401, 'booking_limit_reached')],
    means: 'limit_reached',
  },
  {
    title: 'a bad key',
    answer: [401, enveloped(401, 'UnauthorizedException', 'CustomThrottlerGuard - Invalid API Key')],
    means: 'upstream_rejected, calendar refused with 401: key or permission',
  },
  {
    title: 'a type closed to anonymous callers',
    answer: [401, enveloped(401, 'UnauthorizedException', 'checkBookingRequiresAuthentication - log in')],
    means: 'upstream_rejected, calendar refused with 401: closed event type',
  },
  {
    title: 'a type closed to this key',
    answer: [403, enveloped(403, 'ForbiddenException', 'checkBookingRequiresAuthentication - not a host')],
    means: 'upstream_rejected, calendar refused with 403: closed event type',
  },
  {
    title: 'a blocked address',
    answer: [403, bare(403, 'Cannot use this email')],
    means: 'refused',
  },
  {
    title: 'an unknown event type',
    answer: [404, enveloped(404, 'NotFoundException', 'Event type with id 999999999 not found.')],
    means: 'upstream_rejected, calendar refused with 404: configuration',
  },
  {
    title: 'a full table',
    answer: [409, enveloped(409, 'ConflictException', 'No more seats left at this time')],
    means: 'slot_unavailable',
  },
  {
    title: 'a lost race',
    answer: [409, bare(409, 'booking_conflict_error')],
    means: 'slot_unavailable',
  },
  {
    title: 'a unique key that is taken',
    answer: [409, enveloped(409, 'CONFLICT', 'Unique')],
    means: 'slot_unavailable',
  },
  {
    title: 'a team without hosts',
    answer: [422, enveloped(422, 'UnprocessableEntityException', 'Event type has no hosts')],
    means: 'upstream_rejected, calendar refused with 422',
  },
  {
    title: 'an error it has no word for',
    answer: [500, bare(500, 'Internal server error')],
    means: 'upstream_failed, calendar failed with 500',
  },
  { title: "a proxy's timeout", answer: [408, {}], means: 'upstream_unavailable, calendar failed with 408' },
  {
    title: 'too many requests',
    answer: [429, enveloped(429, 'ThrottlerException', 'CustomThrottlerGuard - Too many requests.')],
    means: 'upstream_unsent, calendar turned the request away: rate limit',
  },
  {
    title: 'a refusal of no known form',
    answer: [418, 'teapot'],
    means: 'upstream_rejected, calendar refused with 418',
  },
  {
    title: 'an unknown 400 on a new booking',
    answer: badRequest('Something new'),
    means: 'upstream_rejected, calendar refused with 400',
  },
];

describe('what a refused new booking means (ASK-54)', () => {
  it.each(ROWS)('takes $title as $means', ({ answer: [status, body], means }) => {
    expect(judged(status, body)).toBe(means);
  });
});
