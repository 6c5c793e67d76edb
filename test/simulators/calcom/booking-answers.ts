import type { SimAccount } from './calcom-accounts.ts';
import type { CalendarBook, SimAttendee, SimBooking } from './calendar-book.ts';
import { createFieldCheck } from './field-check.ts';
import type { FieldCheck, Fields } from './field-check.ts';

/** A booking as versions 2024-08-13 and 2026-02-25 show it. */
export function renderBooking(book: CalendarBook, booking: SimBooking, seatUid?: string): Fields {
  const host = book.hostOf(booking);
  const eventType = book.eventTypeOf(booking);
  const seated = eventType.seats !== undefined;
  return {
    id: booking.id,
    uid: booking.uid,
    title: booking.title,
    description: textOf(booking.responses['notes']),
    hosts: [{ ...host, displayEmail: host.email }],
    status: booking.status,
    cancellationReason: booking.cancellationReason,
    cancelledByEmail: booking.cancelledBy ?? '',
    rescheduledByEmail: booking.rescheduledBy ?? null,
    start: booking.start.toISOString(),
    end: booking.end.toISOString(),
    duration: (booking.end.getTime() - booking.start.getTime()) / 60_000,
    eventTypeId: eventType.id,
    eventType: { id: eventType.id, slug: eventType.slug },
    meetingUrl: booking.location,
    location: booking.location,
    absentHost: false,
    createdAt: booking.createdAt.toISOString(),
    updatedAt: booking.updatedAt.toISOString(),
    metadata: booking.metadata,
    rating: null,
    icsUid: booking.icsUid,
    attendees: booking.attendees.map((attendee) => ({
      ...renderAttendee(attendee),
      ...(seated
        ? { seatUid: attendee.seatUid, bookingFieldsResponses: renderResponses(booking, attendee) }
        : {}),
    })),
    guests: booking.guests,
    ...(seated ? {} : { bookingFieldsResponses: renderResponses(booking, booking.attendees[0]) }),
    ...(booking.reschedulingReason === undefined ? {} : { reschedulingReason: booking.reschedulingReason }),
    ...(booking.rescheduledFromUid === undefined ? {} : { rescheduledFromUid: booking.rescheduledFromUid }),
    ...(booking.rescheduledToUid === undefined ? {} : { rescheduledToUid: booking.rescheduledToUid }),
    ...(seatUid === undefined ? {} : { seatUid }),
  };
}

function renderAttendee(attendee: SimAttendee): Fields {
  const { name, email, timeZone, language, phoneNumber } = attendee;
  const phone = phoneNumber === undefined ? {} : { phoneNumber };
  return { name, email, displayEmail: email, timeZone, language, absent: false, ...phone };
}

function renderResponses(booking: SimBooking, attendee: SimAttendee | undefined): Fields {
  const { name, email, phoneNumber } = attendee ?? {};
  return {
    name,
    email,
    displayEmail: email,
    ...(phoneNumber === undefined ? {} : { attendeePhoneNumber: phoneNumber }),
    ...booking.responses,
    guests: booking.guests,
    displayGuests: booking.guests,
    ...(booking.reschedulingReason === undefined ? {} : { rescheduledReason: booking.reschedulingReason }),
  };
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

const CATEGORIES = ['upcoming', 'recurring', 'past', 'cancelled', 'unconfirmed'];
const TIME_FILTERS: Record<string, (booking: SimBooking, at: Date) => boolean> = {
  afterStart: (booking, at) => booking.start >= at,
  beforeEnd: (booking, at) => booking.end <= at,
  afterCreatedAt: (booking, at) => booking.createdAt >= at,
  beforeCreatedAt: (booking, at) => booking.createdAt <= at,
  afterUpdatedAt: (booking, at) => booking.updatedAt >= at,
  beforeUpdatedAt: (booking, at) => booking.updatedAt <= at,
};
const TEXT_FILTERS: Record<string, (booking: SimBooking, text: string) => boolean> = {
  attendeeEmail: (booking, text) => booking.attendees.some((one) => one.email === text),
  attendeeName: (booking, text) => booking.attendees.some((one) => one.name === text),
  bookingUid: (booking, text) => booking.uid === text,
};
const SORTS: Record<string, (booking: SimBooking) => Date> = {
  sortStart: (booking) => booking.start,
  sortEnd: (booking) => booking.end,
  sortCreated: (booking) => booking.createdAt,
  sortUpdatedAt: (booking) => booking.updatedAt,
};
const TEAM_FILTERS = ['teamId', 'teamsIds'];

/** GET /v2/bookings with `take` and `skip`: what the key's account hosts. Answers `data` and `pagination`. */
export function listBookings(book: CalendarBook, caller: SimAccount, query: Fields): Fields {
  const check = createFieldCheck(query);
  check.only([
    'status',
    'eventTypeId',
    'eventTypeIds',
    'take',
    'skip',
    ...TEAM_FILTERS,
    ...Object.keys({ ...TIME_FILTERS, ...TEXT_FILTERS, ...SORTS }),
  ]);
  const keep = readFilters(check, book, caller);
  const sort = readSort(check);
  const take = check.integer('take', 1, 250) ?? 100;
  const skip = check.integer('skip', 0) ?? 0;
  check.finish();
  const found = book.bookings.filter((booking) => keep.every((rule) => rule(booking))).toSorted(sort);
  const page = found.slice(skip, skip + take);
  const totalPages = Math.ceil(found.length / take);
  const currentPage = Math.floor(skip / take) + 1;
  return {
    data: page.map((booking) => renderBooking(book, booking)),
    pagination: {
      totalItems: found.length,
      remainingItems: Math.max(0, found.length - skip - page.length),
      returnedItems: page.length,
      itemsPerPage: take,
      currentPage,
      totalPages,
      hasNextPage: currentPage < totalPages,
      hasPreviousPage: currentPage > 1,
    },
  };
}

function readFilters(
  check: FieldCheck,
  book: CalendarBook,
  caller: SimAccount,
): ((booking: SimBooking) => boolean)[] {
  const rules = [(booking: SimBooking): boolean => book.eventTypeOf(booking).account === caller];
  for (const [name, fits] of Object.entries(TIME_FILTERS)) {
    const at = check.instant(name);
    if (at !== undefined) rules.push((booking) => fits(booking, at));
  }
  for (const [name, fits] of Object.entries(TEXT_FILTERS)) {
    const text = check.text(name);
    if (text !== undefined) rules.push((booking) => fits(booking, text));
  }
  const only = check.integer('eventTypeId');
  if (only !== undefined) rules.push((booking) => booking.eventTypeId === only);
  const ids = check.text('eventTypeIds')?.split(',').map(Number);
  if (ids !== undefined) rules.push((booking) => ids.includes(booking.eventTypeId));
  if (TEAM_FILTERS.some((name) => check.text(name) !== undefined)) rules.push(() => false);
  const status = check.text('status')?.split(',');
  if (status?.some((category) => !CATEGORIES.includes(category))) {
    check.wrong(
      'status',
      `each value in status must be one of the following values: ${CATEGORIES.join(', ')}`,
    );
  }
  const now = book.now();
  if (status !== undefined) rules.push((booking) => status.some((one) => isIn(one, booking, now)));
  return rules;
}

/** List categories, which are not booking statuses: `upcoming` holds pending ones too. */
function isIn(category: string, booking: SimBooking, now: Date): boolean {
  const stands = booking.status === 'accepted' || booking.status === 'pending';
  if (category === 'cancelled') return !stands;
  if (category === 'unconfirmed') return booking.status === 'pending' && booking.end >= now;
  if (category === 'upcoming') return stands && booking.end >= now;
  return category === 'past' && stands && booking.end < now;
}

function readSort(check: FieldCheck): (one: SimBooking, other: SimBooking) => number {
  for (const [name, key] of Object.entries(SORTS)) {
    const direction = check.oneOf(name, ['asc', 'desc']);
    if (direction === undefined) continue;
    const sign = direction === 'asc' ? 1 : -1;
    return (one, other) => sign * (key(one).getTime() - key(other).getTime()) || one.id - other.id;
  }
  return (one, other) => one.start.getTime() - other.start.getTime() || one.id - other.id;
}
