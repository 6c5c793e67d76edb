import type { SimEventType, SimHost } from './calcom-accounts.ts';
import type { CalendarBook, SimAttendee, SimBooking } from './calendar-book.ts';
import type { Fields } from './field-check.ts';
import { minutesAfter } from './slot-grid.ts';

/** Something webhooks are told about. */
export interface BookingEvent {
  trigger:
    | 'BOOKING_CREATED'
    | 'BOOKING_REQUESTED'
    | 'BOOKING_RESCHEDULED'
    | 'BOOKING_CANCELLED'
    | 'BOOKING_REJECTED';
  booking: SimBooking;
  /** The booking it replaces. */
  previous?: SimBooking;
  /** The seat concerned, when not everybody. */
  attendees?: SimAttendee[];
  reason?: string | undefined;
  /** Our own metadata is lost in the event that follows a confirmation. */
  afterConfirm?: boolean;
}

export type Announce = (event: BookingEvent) => void;

export interface NewBooking {
  eventType: SimEventType;
  host: SimHost;
  attendee: SimAttendee;
  start: Date;
  guests: string[];
  metadata: Fields;
  responses: Fields;
  location?: string | undefined;
  source?: 'api' | 'elsewhere';
}

/** Writes a booking whose rules were checked before. */
export function enterBooking(book: CalendarBook, draft: NewBooking, announce: Announce): SimBooking {
  const { eventType, host, attendee } = draft;
  const uid = book.chance.uid();
  const booking: SimBooking = {
    id: book.nextBookingId(),
    uid,
    eventTypeId: eventType.id,
    host: host.name,
    hostId: host.id,
    status: eventType.requiresConfirmation ? 'pending' : 'accepted',
    start: draft.start,
    end: minutesAfter(draft.start, eventType.minutes),
    title: `${eventType.title} between ${host.name} and ${attendee.name}`,
    attendees: [attendee],
    guests: draft.guests,
    metadata: draft.metadata,
    responses: draft.responses,
    location: draft.location ?? videoLink(uid),
    cancellationReason: '',
    icsUid: `${uid}@Cal.com`,
    sequence: 0,
    createdAt: book.now(),
    updatedAt: book.now(),
    source: draft.source ?? 'api',
  };
  book.bookings.push(booking);
  announce({
    trigger: booking.status === 'pending' ? 'BOOKING_REQUESTED' : 'BOOKING_CREATED',
    booking,
    attendees: [attendee],
  });
  return booking;
}

export interface Move {
  start: Date;
  host: SimHost;
  status: 'accepted' | 'pending';
  reason?: string | undefined;
  by?: string | undefined;
}

/** Ends the old booking and writes a new one with its own uid and id; the two name each other. */
export function moveBooking(book: CalendarBook, old: SimBooking, move: Move, announce: Announce): SimBooking {
  const eventType = book.eventTypeOf(old);
  const uid = book.chance.uid();
  const by = move.by === undefined ? {} : { rescheduledBy: move.by };
  const reason = move.reason === undefined ? {} : { reschedulingReason: move.reason };
  const { reschedulingReason: _reason, rescheduledBy: _by, ...carried } = structuredClone(old);
  const moved: SimBooking = {
    ...carried,
    ...by,
    ...reason,
    id: book.nextBookingId(),
    uid,
    host: move.host.name,
    hostId: move.host.id,
    status: move.status,
    start: move.start,
    end: minutesAfter(move.start, eventType.minutes),
    location: old.location === videoLink(old.uid) ? videoLink(uid) : old.location,
    rescheduledFromUid: old.uid,
    sequence: old.sequence + 1,
    createdAt: book.now(),
    updatedAt: book.now(),
  };
  Object.assign(old, by, { status: 'cancelled', rescheduledToUid: uid, updatedAt: book.now() });
  book.bookings.push(moved);
  announce({
    trigger: moved.status === 'pending' ? 'BOOKING_REQUESTED' : 'BOOKING_RESCHEDULED',
    booking: moved,
    previous: structuredClone(old),
  });
  return moved;
}

/** `by` is the e-mail of who cancelled on a page; the API leaves it out. */
export function cancelBooking(
  book: CalendarBook,
  booking: SimBooking,
  ending: { reason: string; by?: string },
  announce: Announce,
): SimBooking {
  booking.status = 'cancelled';
  booking.cancellationReason = ending.reason;
  if (ending.by !== undefined) booking.cancelledBy = ending.by;
  booking.sequence += 1;
  booking.updatedAt = book.now();
  announce({ trigger: 'BOOKING_CANCELLED', booking, reason: ending.reason });
  return booking;
}

export function videoLink(uid: string): string {
  return `https://app.cal.com/video/${uid}`;
}
