import { DateTime } from 'luxon';
import type { SimHost } from './calcom-accounts.ts';
import type { BookingEvent } from './booking-changes.ts';
import { textOf } from './booking-answers.ts';
import type { CalendarBook, SimAttendee, SimBooking } from './calendar-book.ts';
import type { Fields } from './field-check.ts';

/** The body of a classic delivery (version 2021-10-20), before it is made text. */
export function webhookBody(book: CalendarBook, event: BookingEvent): Fields {
  const asCancelled = event.trigger === 'BOOKING_CANCELLED' || event.trigger === 'BOOKING_REJECTED';
  return {
    triggerEvent: event.trigger,
    createdAt: book.now().toISOString(),
    payload: asCancelled ? endedPayload(book, event) : madePayload(book, event),
  };
}

/** What the settings page sends to try a hook. */
export function pingBody(now: Date): Fields {
  const at = now.toISOString();
  const london = {
    timeZone: 'Europe/London',
    language: { locale: 'en' },
    utcOffset: offsetOf('Europe/London', now),
  };
  return {
    triggerEvent: 'PING',
    createdAt: at,
    payload: {
      type: 'Test',
      title: 'Test trigger event',
      startTime: at,
      endTime: at,
      attendees: [{ email: 'jdoe@example.com', name: 'John Doe', ...london }],
      organizer: { name: 'Cal', email: 'no-reply@cal.com', ...london },
    },
  };
}

const STATUS = { accepted: 'ACCEPTED', pending: 'PENDING', cancelled: 'CANCELLED', rejected: 'REJECTED' };

function madePayload(book: CalendarBook, event: BookingEvent): Fields {
  const { booking, previous } = event;
  const ours = event.afterConfirm ? {} : booking.metadata;
  return {
    bookerUrl: 'https://app.cal.com',
    ...sharedPayload(book, event),
    startTime: inZulu(booking.start),
    endTime: inZulu(booking.end),
    hideCalendarNotes: false,
    hideCalendarEventDetails: false,
    attendees: concerned(event).map((attendee) => ({
      ...namesOf(attendee.name),
      ...attendeeOf(attendee, booking),
      ...(attendee.phoneNumber === undefined ? {} : { phoneNumber: attendee.phoneNumber }),
    })),
    responses: labelledResponses(booking, concerned(event)[0]),
    userFieldsResponses: {},
    destinationCalendar: null,
    ...(previous === undefined ? { iCalUID: booking.icsUid } : previousOf(previous)),
    eventDescription: '',
    metadata: { ...(booking.status === 'accepted' ? { videoCallUrl: booking.location } : {}), ...ours },
    ...(booking.rescheduledBy === undefined ? {} : { rescheduledBy: booking.rescheduledBy }),
  };
}

/** Cancelled and rejected: offset-style times, no metadata, labels that are field names. */
function endedPayload(book: CalendarBook, event: BookingEvent): Fields {
  const { booking } = event;
  const reason = event.reason ?? '';
  return {
    ...sharedPayload(book, event),
    status: event.trigger === 'BOOKING_CANCELLED' ? 'CANCELLED' : 'REJECTED',
    startTime: withOffset(booking.start),
    endTime: withOffset(booking.end),
    attendees: concerned(event).map((attendee) => ({
      ...attendeeOf(attendee, booking),
      phoneNumber: attendee.phoneNumber ?? null,
    })),
    responses: plainResponses(booking, concerned(event)[0]),
    userFieldsResponses: {},
    destinationCalendar: [],
    iCalUID: booking.icsUid,
    eventDescription: null,
    ...(event.trigger === 'BOOKING_CANCELLED'
      ? { cancellationReason: reason, requestReschedule: false }
      : { rejectionReason: reason }),
    ...(booking.cancelledBy === undefined ? {} : { cancelledBy: booking.cancelledBy }),
  };
}

function sharedPayload(book: CalendarBook, { booking }: BookingEvent): Fields {
  const eventType = book.eventTypeOf(booking);
  const notes = textOf(booking.responses['notes']);
  return {
    uid: booking.uid,
    bookingId: booking.id,
    status: STATUS[booking.status],
    type: eventType.slug,
    title: booking.title,
    eventTitle: eventType.title,
    eventTypeId: eventType.id,
    length: (booking.end.getTime() - booking.start.getTime()) / 60_000,
    additionalNotes: notes,
    description: notes,
    customInputs: {},
    organizer: organizerOf(book.hostOf(booking), booking),
    location: booking.location.startsWith('https://app.cal.com/video/')
      ? 'integrations:daily'
      : booking.location,
    iCalSequence: booking.sequence,
    seatsPerTimeSlot: eventType.seats ?? null,
    schedulingType: eventType.hosts.length > 1 ? 'ROUND_ROBIN' : null,
    hideOrganizerEmail: false,
    customReplyToEmail: null,
    organizationId: null,
    requiresConfirmation: eventType.requiresConfirmation ?? false,
    price: 0,
    currency: 'eur',
  };
}

function previousOf(previous: SimBooking): Fields {
  return {
    rescheduleId: previous.id,
    rescheduleUid: previous.uid,
    rescheduleStartTime: inZulu(previous.start),
    rescheduleEndTime: inZulu(previous.end),
  };
}

function concerned(event: BookingEvent): SimAttendee[] {
  return event.attendees ?? event.booking.attendees;
}

function organizerOf(host: SimHost, booking: SimBooking): Fields {
  const { id, name, email, username, timeZone } = host;
  return {
    id,
    name,
    email,
    username,
    usernameInOrg: username,
    timeZone,
    language: { locale: 'en' },
    timeFormat: 'HH:mm',
    utcOffset: offsetOf(timeZone, booking.start),
  };
}

function attendeeOf(attendee: SimAttendee, booking: SimBooking): Fields {
  const { email, name, timeZone, language } = attendee;
  return {
    email,
    name,
    timeZone,
    language: { locale: language },
    utcOffset: offsetOf(timeZone, booking.start),
  };
}

function namesOf(name: string): Fields {
  const [firstName = '', ...rest] = name.split(' ');
  return { firstName, lastName: rest.join(' ') };
}

const LABELS: Record<string, string> = {
  name: 'your_name',
  email: 'email_address',
  attendeePhoneNumber: 'phone_number',
  notes: 'additional_notes',
  guests: 'additional_guests',
};

function labelledResponses(booking: SimBooking, attendee: SimAttendee | undefined): Fields {
  const entries = Object.entries(answersOf(booking, attendee)).map(([field, value]) => [
    field,
    { label: LABELS[field] ?? field, value, isHidden: false },
  ]);
  return {
    ...Object.fromEntries(entries),
    rescheduleReason: { label: 'reason_for_reschedule', isHidden: false },
  };
}

function plainResponses(booking: SimBooking, attendee: SimAttendee | undefined): Fields {
  const moved = booking.reschedulingReason;
  const answers = {
    ...answersOf(booking, attendee),
    ...(moved === undefined ? {} : { rescheduledReason: moved }),
  };
  return Object.fromEntries(
    Object.entries(answers).map(([field, value]) => [field, { label: field, value }]),
  );
}

function answersOf(booking: SimBooking, attendee: SimAttendee | undefined): Fields {
  const { name, email, phoneNumber } = attendee ?? {};
  const phone = phoneNumber === undefined ? {} : { attendeePhoneNumber: phoneNumber };
  return { name, email, ...phone, ...booking.responses, guests: booking.guests };
}

function inZulu(at: Date): string {
  return at.toISOString().replace('.000Z', 'Z');
}

function withOffset(at: Date): string {
  return at.toISOString().replace(/\.\d{3}Z$/, '+00:00');
}

function offsetOf(zone: string, at: Date): number {
  return DateTime.fromJSDate(at, { zone }).offset;
}
