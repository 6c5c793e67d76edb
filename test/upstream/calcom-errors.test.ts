import { describe, expect, it } from 'vitest';
import { Fault } from '../../src/platform/fault.ts';
import type { CalcomDeed } from '../../src/upstream/calcom-errors.ts';
import { judgeRefusal } from '../../src/upstream/calcom-errors.ts';
import { badRequest, bare, enveloped } from '../support/calcom-bodies.ts';

const USER_TAKEN = 'User either already has booking at this time or is not available';
const EXISTING = "Can't reschedule booking with uid=oldUid0000000000000001 because it has been cancelled";

/** What was judged: the rejection, or the fault's code and what it says for the log. */
function judged(deed: CalcomDeed, status: number, body: unknown): string {
  const verdict = judgeRefusal(deed, status, body);
  return verdict instanceof Fault ? `${verdict.code}, ${verdict.message}` : verdict.why;
}

interface Row {
  title: string;
  deed: CalcomDeed;
  answer: [number, unknown];
  means: string;
}

const ROWS: Row[] = [
  {
    title: 'a taken target of a move',
    deed: 'reschedule',
    answer: badRequest(USER_TAKEN),
    means: 'slot_unavailable',
  },
  {
    title: 'the same of a slot question',
    deed: 'other',
    answer: badRequest('start property is wrong,start must be a valid ISO 8601 date string '),
    means: 'upstream_rejected, calendar refused with 400: malformed request',
  },
  {
    title: 'a full period by duration',
    deed: 'reschedule',
    answer: [401, bare(401, 'duration_limit_reached')],
    means: 'limit_reached',
  },
  {
    title: 'an expired token',
    deed: 'get',
    answer: [498, enveloped(498, 'TokenExpiredException', 'ACCESS_TOKEN_IS_EXPIRED')],
    means: 'upstream_rejected, calendar refused with 498: key or permission',
  },
  {
    title: 'a move at too short notice',
    deed: 'reschedule',
    answer: [403, bare(403, 'Rescheduling is not allowed within 60 minutes')],
    means: 'refused',
  },
  {
    title: 'an unknown event type of a slot question',
    deed: 'other',
    answer: [404, enveloped(404, 'NotFoundException', 'Event Type not found')],
    means: 'upstream_rejected, calendar refused with 404: configuration',
  },
  {
    title: 'a move whose event type is gone',
    deed: 'reschedule',
    answer: [404, enveloped(404, 'NotFoundException', 'Event type with id 1 not found.')],
    means: 'upstream_rejected, calendar refused with 404: configuration',
  },
  {
    title: 'a path that is no path there',
    deed: 'get',
    answer: [404, enveloped(404, 'NotFoundException', 'Cannot GET /v1/bookings/x')],
    means: 'upstream_rejected, calendar refused with 404: unknown address',
  },
  ...(['get', 'cancel', 'reschedule'] as const).map((deed) => ({
    title: `an unknown booking (${deed})`,
    deed,
    answer: [
      404,
      enveloped(404, 'NotFoundException', 'Booking with uid=unknown was not found in the database'),
    ] satisfies [number, unknown],
    means: 'not_found',
  })),
  {
    title: 'a row the database does not have',
    deed: 'get',
    answer: [404, enveloped(404, 'NOT_FOUND', 'No record')],
    means: 'not_found',
  },
  {
    title: 'a time somebody else hides',
    deed: 'reserve',
    answer: [422, enveloped(422, 'UnprocessableEntityException', 'This time slot is already reserved')],
    means: 'refused',
  },
  {
    title: "a proxy's error page",
    deed: 'get',
    answer: [502, '<html>Bad gateway</html>'],
    means: 'upstream_unavailable, calendar failed with 502',
  },
  {
    title: 'a second cancellation',
    deed: 'cancel',
    answer: badRequest(
      "Can't cancel booking with uid=oldUid0000000000000001 because it has been cancelled already. " +
        'Please provide uid of a booking that is not cancelled.',
    ),
    means: 'already_cancelled',
  },
  {
    title: 'a move of a cancelled booking',
    deed: 'reschedule',
    answer: badRequest(`${EXISTING}.`),
    means: 'already_cancelled',
  },
  {
    title: 'a cancellation without the reason a host must give',
    deed: 'cancel',
    answer: [400, bare(400, 'Cancellation reason is required when you are the host')],
    means: 'upstream_rejected, calendar refused with 400: missing reason',
  },
  {
    title: 'cancelling switched off',
    deed: 'cancel',
    answer: [400, bare(400, 'This event type does not allow cancellations')],
    means: 'refused',
  },
  {
    title: 'a cancellation of something over',
    deed: 'cancel',
    answer: [400, bare(400, 'Cannot cancel a booking that has already ended')],
    means: 'refused',
  },
  {
    title: 'a seat that is not ours to cancel',
    deed: 'cancel',
    answer: [401, bare(401, 'User not a host of this event')],
    means: 'refused',
  },
  {
    title: 'a move of a rejected booking',
    deed: 'reschedule',
    answer: badRequest("Can't reschedule booking with uid=x because it has been rejected."),
    means: 'refused',
  },
  {
    title: 'a move of a rejected booking in older words',
    deed: 'reschedule',
    answer: [404, bare(404, 'Could not find original booking')],
    means: 'refused',
  },
];

describe('what a refusal means outside new bookings (ASK-55, ASK-56)', () => {
  it.each(ROWS)('takes $title as $means', ({ deed, answer: [status, body], means }) => {
    expect(judged(deed, status, body)).toBe(means);
  });

  it('names the booking that took the place of a moved one (ASK-56)', () => {
    const message =
      `${EXISTING} and rescheduled already to booking with uid=newUid_00000000-00001. ` +
      'You probably want to reschedule newUid_00000000-00001 instead by passing it within the request URL.';
    expect(judgeRefusal('reschedule', ...badRequest(message))).toEqual({
      kind: 'rejected',
      why: 'superseded',
      newerUid: 'newUid_00000000-00001',
    });
  });

  it('leaves the newer booking out where the service does not know it either (ASK-56)', () => {
    const message = `${EXISTING} and rescheduled already to booking with uid=undefined. You probably want`;
    expect(judgeRefusal('reschedule', ...badRequest(message))).toEqual({
      kind: 'rejected',
      why: 'superseded',
    });
  });

  it('keeps every word of the body out of the fault', () => {
    const body = enveloped(401, 'max@example.com', 'Max Mustermann max@example.com uid=secretUid00000000001');
    const fault = judgeRefusal('create', 401, body);
    expect(fault instanceof Fault ? [fault.message, fault.cause] : fault).toEqual([
      'calendar refused with 401: key or permission',
      undefined,
    ]);
  });
});
