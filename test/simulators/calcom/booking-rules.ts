import type { SimAccount, SimEventType, SimHost } from './calcom-accounts.ts';
import {
  badRequest,
  bare,
  conflict,
  coreSchema,
  forbidden,
  hiddenText,
  inThePast,
  notFound,
  notFree,
  outOfBounds,
} from './calcom-errors.ts';
import { readCreateInput, readRescheduleInput } from './booking-input.ts';
import type { CreateInput, Overrides } from './booking-input.ts';
import { bookableHosts, isActive } from './calendar-book.ts';
import type { CalendarBook, SimAttendee, SimBooking } from './calendar-book.ts';
import { createFieldCheck } from './field-check.ts';
import type { Fields } from './field-check.ts';
import { cancelBooking, enterBooking, moveBooking } from './booking-changes.ts';
import type { Announce } from './booking-changes.ts';
import { findBySlug } from './slot-answers.ts';
import { isInBounds, minutesAfter } from './slot-grid.ts';

/** What a request brings along. `caller` is absent for an anonymous one. */
export interface Visit {
  book: CalendarBook;
  caller: SimAccount | undefined;
  version: string;
  announce: Announce;
}

/** POST /v2/bookings. `seatUid` is set for seated event types. */
export function createBooking(visit: Visit, body: Fields): { booking: SimBooking; seatUid?: string } {
  const { book, caller } = visit;
  const input = readCreateInput(body, visit.version);
  const eventType =
    input.eventTypeId === undefined ? findBySlug(book, body) : book.eventType(input.eventTypeId);
  if (eventType === undefined) throw notFound(`Event type with id ${input.eventTypeId} not found.`);
  const attendee = contactOf(eventType, input);
  const overrides = caller === eventType.account ? input.overrides : NO_OVERRIDES;
  if (eventType.seats !== undefined) return takeSeat(visit, eventType, input, attendee, overrides);
  const earlier = repeatOf(book, eventType, input, attendee);
  if (earlier !== undefined) return { booking: earlier };
  const host = findHost(book, eventType, input.start, overrides);
  return { booking: enterBooking(book, { eventType, host, attendee, ...draftOf(input) }, visit.announce) };
}

const NO_OVERRIDES: Overrides = {
  allowConflicts: false,
  allowBookingOutOfBounds: false,
  skipBookingLimits: false,
};

function draftOf(
  input: CreateInput,
): Pick<CreateInput, 'start' | 'guests' | 'metadata' | 'responses' | 'location'> {
  const { start, guests, metadata, responses, location } = input;
  return { start, guests, metadata, responses, location };
}

function contactOf(eventType: SimEventType, input: CreateInput): SimAttendee {
  const { email, phoneNumber } = input.attendee;
  if (email !== undefined) return { ...input.attendee, email };
  if (eventType.emailRequired) throw coreSchema('responses - {email}error_required_field, ');
  return { ...input.attendee, email: `${(phoneNumber ?? '').replace(/\D/g, '')}@sms.cal.com` };
}

/** Round robin and confirmed types answer a repeat with the booking they have; ordinary ones find it taken. */
function repeatOf(
  book: CalendarBook,
  eventType: SimEventType,
  input: CreateInput,
  attendee: SimAttendee,
): SimBooking | undefined {
  if (eventType.hosts.length < 2 && !eventType.requiresConfirmation) return undefined;
  return book.bookings.find(
    (booking) =>
      booking.eventTypeId === eventType.id &&
      isActive(booking) &&
      booking.start.getTime() === input.start.getTime() &&
      booking.attendees.some((known) => known.email === attendee.email),
  );
}

function findHost(
  book: CalendarBook,
  eventType: SimEventType,
  start: Date,
  overrides: Overrides,
  moving?: SimBooking,
): SimHost {
  if (start <= book.now()) throw inThePast();
  if (!overrides.allowBookingOutOfBounds && !isInBounds(eventType, start, book.now())) throw outOfBounds();
  if (!overrides.skipBookingLimits && book.dayIsFull(eventType, start, moving?.uid)) {
    throw bare(401, 'booking_limit_reached');
  }
  const stretch = { from: start, until: minutesAfter(start, eventType.minutes) };
  const free = bookableHosts(book, eventType, stretch, moving?.uid);
  const same = free.find((host) => host.id === moving?.hostId);
  const host = same ?? free[0] ?? (overrides.allowConflicts ? eventType.hosts[0] : undefined);
  if (host !== undefined) return host;
  throw notFree(eventType.hosts.length > 1 && moving === undefined ? 'team' : 'person');
}

function takeSeat(
  visit: Visit,
  eventType: SimEventType,
  input: CreateInput,
  attendee: SimAttendee,
  overrides: Overrides,
): { booking: SimBooking; seatUid: string } {
  const { book } = visit;
  const seatUid = book.chance.uuid();
  const seated = { ...attendee, seatUid };
  const booking = book.seatedBooking(eventType, input.start);
  if (booking === undefined) {
    const host = findHost(book, eventType, input.start, overrides);
    const draft = { eventType, host, attendee: seated, ...draftOf(input), guests: [] };
    return { booking: enterBooking(book, draft, visit.announce), seatUid };
  }
  if (input.start <= book.now()) throw inThePast();
  if (booking.attendees.length >= (eventType.seats ?? 0)) {
    throw conflict('No more seats left at this seated booking.');
  }
  if (booking.attendees.some((known) => known.email === attendee.email)) {
    throw bare(409, 'already_signed_up_for_this_booking_error');
  }
  booking.attendees.push(seated);
  booking.updatedAt = book.now();
  visit.announce({ trigger: 'BOOKING_CREATED', booking, attendees: [seated] });
  return { booking, seatUid };
}

/** GET /v2/bookings/{uid}; the uid alone is enough. */
export function readBooking(book: CalendarBook, uid: string): SimBooking {
  const booking = book.find(uid);
  if (booking === undefined) throw notFound(`Booking with uid=${uid} was not found in the database`);
  return booking;
}

/** POST .../reschedule: answers the new booking. */
export function rescheduleBooking(visit: Visit, uid: string, body: Fields): SimBooking {
  const { book } = visit;
  const input = readRescheduleInput(body, visit.version);
  const old = readBooking(book, uid);
  refuseMove(old);
  const eventType = book.eventTypeOf(old);
  if (eventType.disableRescheduling) throw bare(400, 'This event type does not allow rescheduling');
  const overrides = visit.caller === eventType.account ? input.overrides : NO_OVERRIDES;
  const host = findHost(book, eventType, input.start, overrides, old);
  const byOwner = input.rescheduledBy === eventType.account.user.email;
  const status = eventType.requiresConfirmation && !byOwner ? 'pending' : 'accepted';
  const change = { start: input.start, host, reason: input.reason, by: input.rescheduledBy };
  return moveBooking(
    book,
    old,
    { ...change, status: old.status === 'pending' ? 'pending' : status },
    visit.announce,
  );
}

function refuseMove(old: SimBooking): void {
  const { uid, rescheduledToUid: newer } = old;
  if (newer !== undefined) {
    throw badRequest(
      `Can't reschedule booking with uid=${uid} because it has been cancelled and rescheduled already to booking ` +
        `with uid=${newer}. You probably want to reschedule ${newer} instead by passing it within the request URL.`,
    );
  }
  if (!isActive(old)) {
    throw badRequest(
      `Can't reschedule booking with uid=${uid} because it has been ${old.status}. ` +
        `Please provide uid of a booking that is not ${old.status}.`,
    );
  }
}

/** POST .../cancel. */
export function cancelByRequest(visit: Visit, uid: string, body: Fields): SimBooking {
  const { book, caller } = visit;
  const check = createFieldCheck(body);
  check.only(['cancellationReason', 'cancelSubsequentBookings', 'seatUid']);
  const reason = check.text('cancellationReason')?.trim() ?? '';
  const seatUid = check.text('seatUid');
  check.finish();
  const booking = book.find(uid);
  if (booking === undefined) throw notFound(`Booking with uid=${uid} not found`);
  if (booking.status === 'cancelled') {
    throw badRequest(
      `Can't cancel booking with uid=${uid} because it has been cancelled already. ` +
        'Please provide uid of a booking that is not cancelled.',
    );
  }
  const eventType = book.eventTypeOf(booking);
  if (eventType.disableCancelling) throw bare(400, 'This event type does not allow cancellations');
  const isHost = caller === eventType.account;
  if (isHost && reason === '') throw bare(400, 'Cancellation reason is required when you are the host');
  if (booking.end < book.now()) throw bare(400, 'Cannot cancel a booking that has already ended');
  if (eventType.seats !== undefined && seatUid === undefined && !isHost) {
    throw bare(401, 'User not a host of this event');
  }
  if (seatUid === undefined) return cancelBooking(book, booking, { reason }, visit.announce);
  return leaveSeat(visit, booking, seatUid, reason);
}

function leaveSeat(visit: Visit, booking: SimBooking, seatUid: string, reason: string): SimBooking {
  const leaving = booking.attendees.find((attendee) => attendee.seatUid === seatUid);
  if (leaving === undefined) throw badRequest(`Seat with uid=${seatUid} is not part of this booking`);
  if (booking.attendees.length === 1) return cancelBooking(visit.book, booking, { reason }, visit.announce);
  booking.attendees = booking.attendees.filter((attendee) => attendee !== leaving);
  booking.updatedAt = visit.book.now();
  visit.announce({ trigger: 'BOOKING_CANCELLED', booking, attendees: [leaving], reason });
  return booking;
}

/** POST .../confirm and .../decline by the host. */
export function settlePending(
  visit: Visit,
  uid: string,
  verdict: 'accepted' | 'rejected',
  body: Fields,
): SimBooking {
  const { book } = visit;
  const booking = readBooking(book, uid);
  if (visit.caller !== book.eventTypeOf(booking).account)
    throw forbidden('User is not the host of this booking');
  if (booking.status !== 'pending') throw hiddenText();
  booking.status = verdict;
  booking.updatedAt = book.now();
  const reason = typeof body['reason'] === 'string' ? body['reason'] : undefined;
  visit.announce(
    verdict === 'accepted'
      ? { trigger: 'BOOKING_CREATED', booking, afterConfirm: true }
      : { trigger: 'BOOKING_REJECTED', booking, reason },
  );
  return booking;
}
