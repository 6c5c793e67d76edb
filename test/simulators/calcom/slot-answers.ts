import { DateTime } from 'luxon';
import type { SimEventType } from './calcom-accounts.ts';
import { badRequest, notFound } from './calcom-errors.ts';
import type { CalendarBook } from './calendar-book.ts';
import { asInstant, createFieldCheck } from './field-check.ts';
import type { Fields } from './field-check.ts';
import { minutesAfter } from './slot-grid.ts';
import type { Stretch } from './slot-grid.ts';

const QUERY_FIELDS = [
  'eventTypeId',
  'eventTypeSlug',
  'username',
  'teamSlug',
  'organizationSlug',
  'usernames',
  'start',
  'end',
  'timeZone',
  'duration',
  'format',
  'bookingUidToReschedule',
];

/** `data` of GET /v2/slots (version 2024-09-04): per local day the free starts, days without any left out. */
export function answerSlots(book: CalendarBook, query: Fields): Fields {
  const check = createFieldCheck(query);
  check.only(QUERY_FIELDS);
  const eventTypeId = check.integer('eventTypeId');
  const zone = check.zone('timeZone');
  const format = check.text('format')?.toLowerCase() ?? 'time';
  if (format !== 'time' && format !== 'range') check.wrong('format', 'format must be either time or range');
  if (check.integer('duration') !== undefined) check.wrong('duration', 'event type has one fixed length');
  for (const name of ['start', 'end']) {
    check.requiredText(name);
    check.instant(name);
  }
  check.finish();

  const eventType = identify(book, eventTypeId, query);
  const range = readRange(query);
  const own =
    typeof query['bookingUidToReschedule'] === 'string' ? query['bookingUidToReschedule'] : undefined;
  const days: Record<string, Fields[]> = {};
  const local = localIsoOf(zone ?? 'utc');
  for (const start of book.offered(eventType, range, own)) {
    const day = (days[local(start).slice(0, 10)] ??= []);
    day.push({
      start: local(start),
      ...(format === 'range' ? { end: local(minutesAfter(start, eventType.minutes)) } : {}),
      ...seatFields(book, eventType, start),
    });
  }
  return days;
}

/** ISO texts with the offset of a zone, for many instants: each is written once. */
function localIsoOf(zone: string): (at: Date) => string {
  const written = new Map<number, string>();
  return (at) => {
    const known = written.get(at.getTime());
    if (known !== undefined) return known;
    const text = DateTime.fromJSDate(at, { zone }).toISO() ?? '';
    written.set(at.getTime(), text);
    return text;
  };
}

/** Date-only and UTC-midnight ends mean the whole of that UTC day; any other end is not included. */
function readRange(query: Fields): Stretch {
  const from = asInstant(query['start']);
  const end = asInstant(query['end']);
  const text = "Invalid time range given - check the 'start' and 'end' query parameters.";
  if (from === undefined || end === undefined) throw badRequest(text);
  const isMidnight = end.getTime() % 86_400_000 === 0;
  const until = isMidnight ? new Date(end.getTime() + 86_399_000) : end;
  if (until < from) throw badRequest(text);
  return { from, until };
}

function identify(book: CalendarBook, eventTypeId: number | undefined, query: Fields): SimEventType {
  const eventType = eventTypeId === undefined ? findBySlug(book, query) : book.eventType(eventTypeId);
  if (eventType === undefined) throw notFound('Event Type not found');
  return eventType;
}

/** By `eventTypeSlug` and `username`; undefined when that user has no such event type. */
export function findBySlug(book: CalendarBook, fields: Fields): SimEventType | undefined {
  const { eventTypeSlug, username, teamSlug } = fields;
  if (typeof eventTypeSlug !== 'string') {
    throw badRequest('eventTypeId, or eventTypeSlug with username or teamSlug, is needed');
  }
  if (typeof username !== 'string') throw notFound(`Team with slug ${String(teamSlug)} not found`);
  const owner = book.accounts.find((account) => account.user.username === username);
  if (owner === undefined) throw notFound(`User with username ${username} not found`);
  return owner.eventTypes.find((known) => known.slug === eventTypeSlug);
}

function seatFields(book: CalendarBook, eventType: SimEventType, start: Date): Fields {
  if (eventType.seats === undefined) return {};
  const booking = book.seatedBooking(eventType, start);
  const booked = booking?.attendees.length ?? 0;
  return {
    seatsBooked: booked,
    seatsRemaining: eventType.seats - booked,
    seatsTotal: eventType.seats,
    ...(booking === undefined ? {} : { bookingUid: booking.uid }),
  };
}
