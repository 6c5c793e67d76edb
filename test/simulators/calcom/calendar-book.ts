import type { SimAccount, SimEventType, SimHost } from './calcom-accounts.ts';
import type { Fields } from './field-check.ts';
import type { Chance } from './seeded-chance.ts';
import { dayIn, gridStarts, isInBounds, isOpen, minutesAfter, overlap } from './slot-grid.ts';
import type { Stretch } from './slot-grid.ts';

export interface SimAttendee {
  name: string;
  email: string;
  timeZone: string;
  language: string;
  phoneNumber?: string;
  /** Of seated bookings only. */
  seatUid?: string;
}

/** A booking as the simulator keeps it; every state a booking can be in stays in the book. */
export interface SimBooking {
  id: number;
  uid: string;
  eventTypeId: number;
  /** Name of the host whose calendar it fills. */
  host: string;
  hostId: number;
  status: 'accepted' | 'pending' | 'cancelled' | 'rejected';
  start: Date;
  end: Date;
  title: string;
  attendees: SimAttendee[];
  guests: string[];
  metadata: Fields;
  /** Answers to the event type's fields besides name, email, phone and guests, e.g. `notes`. */
  responses: Fields;
  location: string;
  cancellationReason: string;
  /** E-mail of who cancelled it on a page; the API names nobody. */
  cancelledBy?: string;
  reschedulingReason?: string;
  rescheduledBy?: string;
  rescheduledFromUid?: string;
  rescheduledToUid?: string;
  icsUid: string;
  sequence: number;
  createdAt: Date;
  updatedAt: Date;
  source: 'api' | 'elsewhere';
}

export interface SimReservation {
  uid: string;
  eventTypeId: number;
  hostId: number;
  start: Date;
  end: Date;
  until: Date;
}

/** The calendars of all accounts: what is in them and what is free, no rule about who may do what. */
export interface CalendarBook {
  accounts: SimAccount[];
  bookings: SimBooking[];
  reservations: SimReservation[];
  chance: Chance;
  now(): Date;
  nextBookingId(): number;
  find(uid: string): SimBooking | undefined;
  eventType(id: number): SimEventType | undefined;
  /** The booking's own event type, which always exists. */
  eventTypeOf(booking: SimBooking): SimEventType;
  hostOf(booking: SimBooking): SimHost;
  /** Active bookings of the event type that overlap, pending ones included. */
  overlapping(eventType: SimEventType, stretch: Stretch): SimBooking[];
  /** Unexpired reservations of the event type that overlap. */
  reserved(eventType: SimEventType, stretch: Stretch): SimReservation[];
  /** Hosts with nothing in their calendar then, in the order round robin takes them. */
  freeHosts(eventType: SimEventType, stretch: Stretch, options?: FreeOptions): SimHost[];
  /** The active booking whose empty seats a seated event type still offers at this start. */
  seatedBooking(eventType: SimEventType, start: Date): SimBooking | undefined;
  /** Whether the event type's limit for that local day is reached. */
  dayIsFull(eventType: SimEventType, start: Date, withoutUid?: string): boolean;
  /** Starts that can be offered, rising: everything is applied, reservations too. */
  offered(eventType: SimEventType, range: Stretch, withoutUid?: string): Date[];
}

export interface FreeOptions {
  /** This booking's own time counts as free. */
  withoutUid?: string | undefined;
  /** Hosts whose time is reserved are left out. Booking never looks at reservations, the list of slots does. */
  respectReservations?: boolean;
  /** Only these bookings are looked at: all that may overlap. */
  among?: SimBooking[];
}

const FIRST_BOOKING_ID = 9482210;

export function createCalendarBook(accounts: SimAccount[], chance: Chance, now: () => Date): CalendarBook {
  const bookings: SimBooking[] = [];
  const reservations: SimReservation[] = [];
  let lastId = FIRST_BOOKING_ID - 1;

  const book: CalendarBook = {
    accounts,
    bookings,
    reservations,
    chance,
    now,
    nextBookingId: () => (lastId += 1),
    find: (uid) => bookings.find((booking) => booking.uid === uid),
    eventType: (id) => accounts.flatMap((account) => account.eventTypes).find((known) => known.id === id),
    eventTypeOf(booking) {
      const eventType = book.eventType(booking.eventTypeId);
      if (eventType === undefined) throw new Error('booking without event type');
      return eventType;
    },
    hostOf(booking) {
      const host = book.eventTypeOf(booking).hosts.find((known) => known.id === booking.hostId);
      if (host === undefined) throw new Error('booking without host');
      return host;
    },
    overlapping: (eventType, stretch) =>
      bookings.filter(
        (booking) =>
          booking.eventTypeId === eventType.id && isActive(booking) && overlap(stretchOf(booking), stretch),
      ),
    reserved: (eventType, stretch) =>
      reservations.filter(
        (held) =>
          held.eventTypeId === eventType.id && held.until > now() && overlap(stretchOf(held), stretch),
      ),
    freeHosts(eventType, stretch, options = {}) {
      const busy = (options.among ?? bookings).filter(
        (booking) =>
          blocks(book, booking) && booking.uid !== options.withoutUid && overlap(stretchOf(booking), stretch),
      );
      const held = options.respectReservations
        ? reservations.filter((one) => overlap(stretchOf(one), stretch) && one.until > now())
        : [];
      const taken = new Set([...busy, ...held].map((one) => one.hostId));
      const load = (host: SimHost): number =>
        bookings.filter((booking) => isActive(booking) && booking.hostId === host.id).length;
      return eventType.hosts
        .filter((host) => !taken.has(host.id))
        .toSorted((one, other) => load(one) - load(other));
    },
    seatedBooking: (eventType, start) =>
      eventType.seats === undefined
        ? undefined
        : bookings.find(
            (booking) =>
              booking.eventTypeId === eventType.id &&
              isActive(booking) &&
              booking.start.getTime() === start.getTime(),
          ),
    dayIsFull(eventType, start, withoutUid) {
      if (eventType.bookingLimitPerDay === undefined) return false;
      const zone = eventType.account.user.timeZone;
      const day = dayIn(zone, start);
      const sameDay = bookings.filter(
        (booking) =>
          booking.eventTypeId === eventType.id &&
          isActive(booking) &&
          booking.uid !== withoutUid &&
          dayIn(zone, booking.start) === day,
      );
      return sameDay.length >= eventType.bookingLimitPerDay;
    },
    offered(eventType, range, withoutUid) {
      const reach = { from: range.from, until: minutesAfter(range.until, eventType.minutes) };
      const near = bookings.filter((booking) => overlap(stretchOf(booking), reach));
      return gridStarts(eventType, range).filter((start) =>
        isOffered(book, eventType, start, { withoutUid, among: near }),
      );
    },
  };
  return book;
}

export function stretchOf(entry: { start: Date; end: Date }): Stretch {
  return { from: entry.start, until: entry.end };
}

export function isActive(booking: SimBooking): boolean {
  return booking.status === 'accepted' || booking.status === 'pending';
}

/** Whether a stretch can be booked as far as hours and calendars go. */
export function bookableHosts(
  book: CalendarBook,
  eventType: SimEventType,
  stretch: Stretch,
  withoutUid?: string,
): SimHost[] {
  return isOpen(eventType, stretch) ? book.freeHosts(eventType, stretch, { withoutUid }) : [];
}

function blocks(book: CalendarBook, booking: SimBooking): boolean {
  if (booking.status === 'pending') return book.eventTypeOf(booking).blocksWhilePending ?? false;
  return booking.status === 'accepted';
}

function isOffered(
  book: CalendarBook,
  eventType: SimEventType,
  start: Date,
  options: Pick<FreeOptions, 'withoutUid' | 'among'>,
): boolean {
  const stretch = { from: start, until: minutesAfter(start, eventType.minutes) };
  if (!isInBounds(eventType, start, book.now())) return false;
  const seated = book.seatedBooking(eventType, start);
  if (seated !== undefined && eventType.seats !== undefined) {
    return seated.attendees.length + book.reserved(eventType, stretch).length < eventType.seats;
  }
  if (book.dayIsFull(eventType, start, options.withoutUid)) return false;
  return (
    book.freeHosts(eventType, stretch, { ...options, respectReservations: eventType.seats === undefined })
      .length > 0
  );
}
