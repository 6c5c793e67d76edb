import { z } from 'zod';
import type { EventType } from '../domain/event-type.ts';
import type { BookingDraft, CalendarBooking, CalendarSlot, Reservation } from './calendar.ts';

// A time without a zone would be read in the zone of this machine, so it counts as unreadable.
const ISO_INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/;

const instantSchema = z
  .string()
  .regex(ISO_INSTANT)
  .transform((text) => new Date(text))
  .refine((instant) => !Number.isNaN(instant.getTime()));

/** A text; null and empty, which Cal.com sends for "none", become undefined. */
const textSchema = z
  .string()
  .nullish()
  .transform((text) => (text === null || text === '' ? undefined : text));

const slotSchema = z.object({ start: instantSchema, end: instantSchema });
const slotsSchema = z.object({ data: z.record(z.string(), z.array(slotSchema)) });

const reservationSchema = z.object({
  data: z.object({ reservationUid: z.string().min(1), reservationUntil: instantSchema }),
});

const bookingSchema = z.object({
  id: z.number(),
  uid: z.string().min(1),
  status: z.enum(['accepted', 'pending', 'cancelled', 'rejected', 'awaiting_host']),
  start: instantSchema,
  end: instantSchema,
  eventTypeId: z.number().nullish(),
  eventType: z.object({ id: z.number().nullish() }).nullish(),
  hosts: z.array(z.object({ name: textSchema, email: textSchema })).nullish(),
  attendees: z
    .array(z.object({ name: textSchema, email: textSchema, phoneNumber: textSchema, timeZone: textSchema }))
    .nullish(),
  metadata: z.record(z.string(), z.unknown()).nullish(),
  rescheduledFromUid: textSchema,
  rescheduledToUid: textSchema,
  cancellationReason: textSchema,
  updatedAt: instantSchema.nullish().catch(undefined),
});

/** One booking, or the occurrences of a recurring one, of which the first stands for all. */
const bookingAnswerSchema = z.object({
  data: z.union([
    bookingSchema,
    z
      .tuple([bookingSchema])
      .rest(z.unknown())
      .transform(([first]) => first),
  ]),
});

const bookingPageSchema = z.object({
  data: z.array(bookingSchema),
  pagination: z.object({ hasNextPage: z.boolean() }).nullish(),
});

const bookingFieldSchema = z.object({
  type: z.string().nullish(),
  slug: z.string().nullish(),
  required: z.boolean().nullish(),
  hidden: z.boolean().nullish(),
});

const peopleSchema = z.array(z.object({ name: textSchema }).catch({ name: undefined })).nullish();

const eventTypeSchema = z.object({
  id: z.number(),
  slug: z.string(),
  title: z.string(),
  lengthInMinutes: z.number(),
  hidden: z.boolean().nullish(),
  bookingFields: z.array(bookingFieldSchema).nullish(),
  hosts: peopleSchema,
  users: peopleSchema,
  seats: z.object({ seatsPerTimeSlot: z.number().nullish() }).nullish().catch(undefined),
  seatsPerTimeSlot: z.number().nullish().catch(undefined),
});

const eventTypesSchema = z.object({ data: z.array(eventTypeSchema) });

const accountSchema = z.object({ data: z.object({ id: z.number() }) });

export interface BookingPage {
  bookings: CalendarBooking[];
  hasNextPage: boolean | undefined;
}

/** Rising, each start once. */
export function readSlots(body: unknown): CalendarSlot[] | undefined {
  const parsed = slotsSchema.safeParse(body);
  if (!parsed.success) return undefined;
  const byStart = new Map<number, CalendarSlot>();
  for (const { start, end } of Object.values(parsed.data.data).flat()) {
    if (!byStart.has(start.getTime())) byStart.set(start.getTime(), { startsAt: start, endsAt: end });
  }
  return [...byStart.values()].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
}

export function readReservation(body: unknown): Reservation | undefined {
  const parsed = reservationSchema.safeParse(body);
  if (!parsed.success) return undefined;
  return { uid: parsed.data.data.reservationUid, until: parsed.data.data.reservationUntil };
}

export function readBooking(body: unknown): CalendarBooking | undefined {
  const parsed = bookingAnswerSchema.safeParse(body);
  return parsed.success ? toBooking(parsed.data.data) : undefined;
}

export function readBookingPage(body: unknown): BookingPage | undefined {
  const parsed = bookingPageSchema.safeParse(body);
  if (!parsed.success) return undefined;
  return { bookings: parsed.data.data.map(toBooking), hasNextPage: parsed.data.pagination?.hasNextPage };
}

export function readEventTypes(body: unknown): EventType[] | undefined {
  const parsed = eventTypesSchema.safeParse(body);
  return parsed.success ? parsed.data.data.map(toEventType) : undefined;
}

export function readEventType(body: unknown): EventType | undefined {
  const parsed = z.object({ data: eventTypeSchema }).safeParse(body);
  return parsed.success ? toEventType(parsed.data.data) : undefined;
}

/** True for an account's own description. */
export function readAccount(body: unknown): true | undefined {
  return accountSchema.safeParse(body).success ? true : undefined;
}

/** True whatever the body says, for answers whose status is the whole message. */
export function readNothing(): true {
  return true;
}

/** The body of a new booking: UTC start, and only the fields that are known. */
export function writeBookingDraft(draft: BookingDraft): Record<string, unknown> {
  const { name, email, phone, timeZone, language } = draft.attendee;
  return {
    start: draft.startsAt.toISOString(),
    eventTypeId: draft.eventTypeId,
    attendee: {
      name,
      ...(email === undefined ? {} : { email }),
      ...(phone === undefined ? {} : { phoneNumber: phone }),
      timeZone,
      language,
    },
    ...(draft.notes === undefined ? {} : { bookingFieldsResponses: { notes: draft.notes } }),
    metadata: draft.metadata,
  };
}

function toBooking(wire: z.output<typeof bookingSchema>): CalendarBooking {
  const eventTypeId = wire.eventType?.id ?? wire.eventTypeId ?? undefined;
  const updatedAt = wire.updatedAt ?? undefined;
  return {
    id: wire.id,
    uid: wire.uid,
    status: wire.status,
    startsAt: wire.start,
    endsAt: wire.end,
    ...(eventTypeId === undefined ? {} : { eventTypeId }),
    hosts: (wire.hosts ?? []).map(({ name, email }) => ({
      name: name ?? '',
      ...(email === undefined ? {} : { email }),
    })),
    attendees: (wire.attendees ?? []).map(toAttendee),
    metadata: wire.metadata ?? {},
    ...(wire.rescheduledFromUid === undefined ? {} : { rescheduledFromUid: wire.rescheduledFromUid }),
    ...(wire.rescheduledToUid === undefined ? {} : { rescheduledToUid: wire.rescheduledToUid }),
    ...(wire.cancellationReason === undefined ? {} : { cancellationReason: wire.cancellationReason }),
    ...(updatedAt === undefined ? {} : { updatedAt }),
  };
}

type WireAttendee = NonNullable<z.output<typeof bookingSchema>['attendees']>[number];

/** Cal.com keeps `<digits>@sms.cal.com` for somebody who gave a number only; nobody reads mail there. */
function toAttendee(wire: WireAttendee): CalendarBooking['attendees'][number] {
  const digits = /^(\d+)@sms\.cal\.com$/i.exec(wire.email ?? '')?.[1];
  const email = digits === undefined ? wire.email : undefined;
  const phone = wire.phoneNumber ?? (digits === undefined ? undefined : `+${digits}`);
  return {
    name: wire.name ?? '',
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone }),
    ...(wire.timeZone === undefined ? {} : { timeZone: wire.timeZone }),
  };
}

function toEventType(wire: z.output<typeof eventTypeSchema>): EventType {
  const seatsPerSlot = wire.seats?.seatsPerTimeSlot ?? wire.seatsPerTimeSlot ?? undefined;
  const people = wire.hosts ?? wire.users ?? [];
  return {
    id: wire.id,
    slug: wire.slug,
    title: wire.title,
    minutes: wire.lengthInMinutes,
    hidden: wire.hidden ?? false,
    phoneOnlyAllowed: allowsPhoneOnly(wire.bookingFields ?? []),
    hosts: people.flatMap(({ name }) => (name === undefined ? [] : [{ name }])),
    ...(seatsPerSlot === undefined ? {} : { seatsPerSlot }),
  };
}

/** Without a word to the contrary the e-mail field is required, as it is on a new event type. */
function allowsPhoneOnly(fields: z.output<typeof bookingFieldSchema>[]): boolean {
  const email = fields.find((field) => field.slug === 'email');
  const emailOptional = email !== undefined && (email.required === false || email.hidden === true);
  // Other fields of this type exist, such as the number for reminders; a booking's own number goes into this one.
  const phone = fields.find((field) => field.type === 'phone' && field.slug === 'attendeePhoneNumber');
  return emailOptional && phone !== undefined && phone.hidden !== true;
}
