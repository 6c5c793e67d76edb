import type { SimAccount, SimEventType } from './calcom-accounts.ts';
import { badRequest, forbidden, notFound, unauthorized, unprocessable } from './calcom-errors.ts';
import type { CalendarBook, SimReservation } from './calendar-book.ts';
import { createFieldCheck } from './field-check.ts';
import type { Fields } from './field-check.ts';
import { minutesAfter } from './slot-grid.ts';
import type { Stretch } from './slot-grid.ts';

const DEFAULT_MINUTES = 5;

/** POST: holds a slot, whatever the opening hours say; answers `data`. */
export function reserve(book: CalendarBook, caller: SimAccount | undefined, body: Fields): Fields {
  const { eventType, stretch, minutes } = readInput(book, caller, body);
  refuseOverlap(book, eventType, stretch);
  const [host = eventType.hosts[0]] = book.freeHosts(eventType, stretch, { respectReservations: true });
  if (host === undefined) throw badRequest('Cannot reserve a slot for a team event without any hosts');
  const held: SimReservation = {
    uid: book.chance.uuid(),
    eventTypeId: eventType.id,
    hostId: host.id,
    start: stretch.from,
    end: stretch.until,
    until: minutesAfter(book.now(), minutes),
  };
  book.reservations.push(held);
  return { ...render(held), reservationDuration: minutes };
}

/** PATCH: moves and renews; its own row counts as an overlap, so it cannot be extended in place. */
export function moveReservation(
  book: CalendarBook,
  caller: SimAccount | undefined,
  uid: string,
  body: Fields,
): Fields {
  const held = book.reservations.find((known) => known.uid === uid);
  if (held === undefined) throw notFound(`Slot with uid=${uid} not found`);
  const { eventType, stretch, minutes } = readInput(book, caller, body);
  refuseOverlap(book, eventType, stretch);
  held.eventTypeId = eventType.id;
  held.start = stretch.from;
  held.end = stretch.until;
  held.until = minutesAfter(book.now(), minutes);
  return { ...render(held), reservationDuration: minutes };
}

/** GET: an unknown uid is no error. */
export function readReservation(book: CalendarBook, uid: string): Fields | null {
  const held = book.reservations.find((known) => known.uid === uid);
  return held === undefined ? null : render(held);
}

/** DELETE: an unknown uid is no error. */
export function releaseReservation(book: CalendarBook, uid: string): void {
  const index = book.reservations.findIndex((known) => known.uid === uid);
  if (index >= 0) book.reservations.splice(index, 1);
}

function readInput(
  book: CalendarBook,
  caller: SimAccount | undefined,
  body: Fields,
): { eventType: SimEventType; stretch: Stretch; minutes: number } {
  const check = createFieldCheck(body);
  check.only(['eventTypeId', 'slotStart', 'slotDuration', 'reservationDuration']);
  const eventTypeId = check.integer('eventTypeId');
  if (eventTypeId === undefined) check.wrong('eventTypeId', 'eventTypeId must be an integer number');
  check.requiredText('slotStart');
  const start = check.instant('slotStart');
  const length = check.integer('slotDuration');
  const minutes = check.integer('reservationDuration');
  check.finish();
  if (minutes !== undefined && caller === undefined) {
    throw unauthorized('reservationDuration can only be used for authenticated requests');
  }
  const eventType = eventTypeId === undefined ? undefined : book.eventType(eventTypeId);
  if (eventType === undefined) throw notFound(`Event Type with ID=${eventTypeId} not found`);
  if (minutes !== undefined && caller !== eventType.account) {
    throw forbidden('authenticated user is not owner of event type and shares no team with its owner');
  }
  if (length !== undefined) {
    throw badRequest("You passed 'slotDuration' but this event type is not a variable length event type.");
  }
  if (start === undefined) throw badRequest('Invalid start date');
  const stretch = { from: start, until: minutesAfter(start, eventType.minutes) };
  return { eventType, stretch, minutes: minutes ?? DEFAULT_MINUTES };
}

/** Only bookings and reservations of the same event type count; closed hours and past times are fine. */
function refuseOverlap(book: CalendarBook, eventType: SimEventType, stretch: Stretch): void {
  const booked = book.overlapping(eventType, stretch);
  const held = book.reserved(eventType, stretch).length;
  if (eventType.seats !== undefined) {
    const seatsTaken = booked[0]?.attendees.length ?? 0;
    if (seatsTaken >= eventType.seats) {
      throw unprocessable(
        `Booking with id=${eventType.id} at ${stretch.from.toISOString()} has no more seats left.`,
      );
    }
  }
  if (eventType.hosts.length > 1) {
    const busyHosts = new Set(booked.map((booking) => booking.hostId)).size;
    if (busyHosts + held < eventType.hosts.length) return;
    throw unprocessable(
      "Can't reserve the slot because the round robin event type has no available hosts left at this time slot.",
    );
  }
  if (booked.length > 0 && eventType.seats === undefined) {
    throw unprocessable("Can't reserve a slot if the event is already booked.");
  }
  if (held > 0) {
    throw unprocessable(
      'This time slot is already reserved by another user. Please choose a different time.',
    );
  }
}

function render(held: SimReservation): Fields {
  return {
    eventTypeId: held.eventTypeId,
    slotStart: held.start.toISOString(),
    slotEnd: held.end.toISOString(),
    slotDuration: (held.end.getTime() - held.start.getTime()) / 60_000,
    reservationUid: held.uid,
    reservationUntil: held.until.toISOString(),
  };
}
