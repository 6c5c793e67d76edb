import type { CalendarBook, SimBooking } from './calendar-book.ts';
import { cancelBooking, enterBooking, moveBooking } from './booking-changes.ts';
import type { Announce } from './booking-changes.ts';
import type { Fields } from './field-check.ts';
import { minutesAfter } from './slot-grid.ts';

/** A booking made on a page or by the staff: no rule is applied to it. */
export interface ElsewhereBooking {
  eventTypeId: number;
  start: Date;
  /** Whose calendar; default the first host who is free, else the first. */
  host?: string;
  attendee?: { name?: string; email?: string; phoneNumber?: string; timeZone?: string; language?: string };
  metadata?: Fields;
  notes?: string;
}

export function addElsewhere(book: CalendarBook, wish: ElsewhereBooking, announce: Announce): SimBooking {
  const eventType = book.eventType(wish.eventTypeId);
  if (eventType === undefined) throw new Error('no such event type');
  const stretch = { from: wish.start, until: minutesAfter(wish.start, eventType.minutes) };
  const host =
    wish.host === undefined
      ? (book.freeHosts(eventType, stretch)[0] ?? eventType.hosts[0])
      : eventType.hosts.find((known) => known.name === wish.host);
  if (host === undefined) throw new Error('no such host');
  const attendee = {
    name: 'Walk In',
    email: 'walk.in@example.test',
    timeZone: eventType.account.user.timeZone,
    language: 'en',
    ...wish.attendee,
    ...(eventType.seats === undefined ? {} : { seatUid: book.chance.uuid() }),
  };
  return enterBooking(
    book,
    {
      eventType,
      host,
      attendee,
      start: wish.start,
      guests: [],
      metadata: wish.metadata ?? {},
      responses: wish.notes === undefined ? {} : { notes: wish.notes },
      source: 'elsewhere',
    },
    announce,
  );
}

/** On a page the host is named as the one who cancelled. */
export function cancelElsewhere(
  book: CalendarBook,
  uid: string,
  reason: string,
  announce: Announce,
): SimBooking {
  const booking = find(book, uid);
  return cancelBooking(book, booking, { reason, by: book.hostOf(booking).email }, announce);
}

export function rescheduleElsewhere(
  book: CalendarBook,
  uid: string,
  start: Date,
  announce: Announce,
): SimBooking {
  const old = find(book, uid);
  const host = book.hostOf(old);
  return moveBooking(book, old, { start, host, status: 'accepted', by: host.email }, announce);
}

function find(book: CalendarBook, uid: string): SimBooking {
  const booking = book.find(uid);
  if (booking === undefined) throw new Error('no such booking');
  if (booking.status === 'cancelled') throw new Error('the booking is cancelled already');
  return booking;
}
