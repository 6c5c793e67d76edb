import { Fault } from '../platform/fault.ts';
import type { CalcomLine } from './calcom-call.ts';
import type { CalcomDeed } from './calcom-errors.ts';
import { judgeRefusal } from './calcom-errors.ts';
import type { CalcomRequest } from './calcom-http.ts';
import {
  readAccount,
  readBooking,
  readBookingPage,
  readEventType,
  readEventTypes,
  readNothing,
  readReservation,
  readSlots,
  writeBookingDraft,
} from './calcom-wire.ts';
import type { Answer, BookingFilter, Calendar, CalendarBooking, CallOptions } from './calendar.ts';

const LARGEST_PAGE = 250;
const LONGEST_BOOKING_MS = 24 * 60 * 60 * 1_000;

/** A tenant's Cal.com calendar over its line (ASK-53 to ASK-56, ASK-59). */
export function openCalcomCalendar(line: CalcomLine): Calendar {
  async function ask<T>(
    deed: CalcomDeed,
    request: CalcomRequest<T>,
    options: CallOptions,
  ): Promise<Answer<T>> {
    const answer = await line.call(request, options);
    if (answer.kind === 'done') return { kind: 'done', data: answer.data };
    const judged = judgeRefusal(deed, answer.status, answer.body);
    if (judged instanceof Fault) throw judged;
    return judged;
  }

  /** For questions that have no ordinary refusal. */
  async function get<T>(
    group: CalcomRequest<T>['group'],
    path: string,
    read: CalcomRequest<T>['read'],
    options: CallOptions,
  ): Promise<T> {
    const answer = await ask('other', { group, method: 'GET', path, read }, options);
    if (answer.kind === 'rejected') throw new Fault('upstream_rejected', `calendar refused: ${answer.why}`);
    return answer.data;
  }

  function postBooking(
    deed: CalcomDeed,
    path: string,
    body: Record<string, unknown>,
    options: CallOptions,
  ): Promise<Answer<CalendarBooking>> {
    return ask(deed, { group: 'bookings', method: 'POST', path, body, read: readBooking }, options);
  }

  return {
    async findSlots(question, options) {
      const { eventTypeId, from, until, timeZone, ownBookingUid } = question;
      const query = new URLSearchParams({
        eventTypeId: String(eventTypeId),
        start: from.toISOString(),
        end: until.toISOString(),
        timeZone,
        format: 'range',
        ...(ownBookingUid === undefined ? {} : { bookingUidToReschedule: ownBookingUid }),
      });
      const slots = await get('slots', `/slots?${query.toString()}`, readSlots, options);
      // An end at midnight UTC is taken to the end of that day, and slots outside the question were seen in the wild.
      return slots.filter(({ startsAt }) => startsAt >= from && startsAt < until);
    },

    reserveSlot({ eventTypeId, startsAt }, options) {
      const request: Omit<CalcomRequest<unknown>, 'read'> = {
        group: 'slots',
        method: 'POST',
        path: '/slots/reservations',
        body: { eventTypeId, slotStart: startsAt.toISOString() },
      };
      return ask('reserve', { ...request, read: readReservation }, { ...options, lane: 'courtesy' });
    },

    async releaseSlot(reservationUid, options) {
      const path = `/slots/reservations/${encodeURIComponent(reservationUid)}`;
      const answer = await line.call(
        { group: 'slots', method: 'DELETE', path, read: readNothing },
        // More than a courtesy: until it is ended it hides a free time from everybody.
        { ...options, lane: 'read' },
      );
      if (answer.kind === 'done' || answer.status === 404) return;
      const judged = judgeRefusal('other', answer.status, answer.body);
      throw judged instanceof Fault
        ? judged
        : new Fault('upstream_rejected', `calendar refused: ${judged.why}`);
    },

    createBooking: (draft, options) => postBooking('create', '/bookings', writeBookingDraft(draft), options),

    getBooking: (uid, options) =>
      ask('get', { group: 'bookings', method: 'GET', path: bookingPath(uid), read: readBooking }, options),

    async listBookings(filter, options) {
      const limit = filter.limit ?? LARGEST_PAGE;
      const take = Math.min(limit, LARGEST_PAGE);
      const seen = new Set<string>();
      const found: CalendarBooking[] = [];
      let skip = 0;
      let more = limit > 0;
      while (more && found.length < limit) {
        const path = `/bookings?${bookingQuery(filter, take, skip).toString()}`;
        const page = await get('bookings', path, readBookingPage, options);
        const fresh = page.bookings.filter(({ uid }) => !seen.has(uid));
        for (const { uid } of fresh) seen.add(uid);
        found.push(...fresh.filter((booking) => startsWithin(filter, booking)));
        skip += page.bookings.length;
        // A page without anything new would be followed by others like it.
        more = fresh.length > 0 && (page.hasNextPage ?? page.bookings.length === take);
      }
      return found.slice(0, limit);
    },

    cancelBooking: (uid, reason, options) =>
      postBooking('cancel', `${bookingPath(uid)}/cancel`, { cancellationReason: reason }, options),

    rescheduleBooking: (uid, { startsAt, reason }, options) =>
      postBooking(
        'reschedule',
        `${bookingPath(uid)}/reschedule`,
        { start: startsAt.toISOString(), reschedulingReason: reason },
        options,
      ),

    listEventTypes: (options) => get('eventTypes', '/event-types', readEventTypes, options),

    async getEventType(id, options) {
      const path = `/event-types/${id}`;
      const answer = await line.call(
        { group: 'eventTypes', method: 'GET', path, read: readEventType },
        options,
      );
      if (answer.kind === 'done') return { kind: 'done', data: answer.data };
      if (answer.status === 404) return { kind: 'rejected', why: 'not_found' };
      const judged = judgeRefusal('other', answer.status, answer.body);
      if (judged instanceof Fault) throw judged;
      return judged;
    },

    async ping(options) {
      await get('account', '/me', readAccount, options);
    },
  };
}

function bookingPath(uid: string): string {
  return `/bookings/${encodeURIComponent(uid)}`;
}

/**
 * Sorted by start, so that pages keep their order while bookings change; only those that changed since some time are
 * sorted by when they did. The service filters by the end of a booking
 * where we ask by its start, so the bounds are widened here and made exact afterwards.
 */
function bookingQuery(filter: BookingFilter, take: number, skip: number): URLSearchParams {
  const { eventTypeId, startsFrom, startsUntil, updatedAfter, attendeeEmail, status } = filter;
  const query = new URLSearchParams();
  if (status !== undefined && status.length > 0) query.set('status', status.join(','));
  if (attendeeEmail !== undefined) query.set('attendeeEmail', attendeeEmail);
  if (eventTypeId !== undefined) query.set('eventTypeId', String(eventTypeId));
  if (startsFrom !== undefined) query.set('afterStart', shifted(startsFrom, -1));
  if (startsUntil !== undefined) query.set('beforeEnd', shifted(startsUntil, LONGEST_BOOKING_MS + 1));
  if (updatedAfter !== undefined) query.set('afterUpdatedAt', updatedAfter.toISOString());
  query.set(updatedAfter === undefined ? 'sortStart' : 'sortUpdatedAt', 'asc');
  query.set('take', String(take));
  query.set('skip', String(skip));
  return query;
}

function startsWithin({ startsFrom, startsUntil }: BookingFilter, { startsAt }: CalendarBooking): boolean {
  return (
    (startsFrom === undefined || startsAt >= startsFrom) &&
    (startsUntil === undefined || startsAt <= startsUntil)
  );
}

function shifted(instant: Date, byMs: number): string {
  return new Date(instant.getTime() + byMs).toISOString();
}
