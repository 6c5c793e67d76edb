import { isValidPhoneNumber } from 'libphonenumber-js';
import { badRequest } from './calcom-errors.ts';
import type { SimAttendee } from './calendar-book.ts';
import { createFieldCheck } from './field-check.ts';
import type { FieldCheck, Fields } from './field-check.ts';

const LANGUAGES = (
  'ar az bg bn ca cs da de el en es es-419 et eu fi fr he hr hu id it iw ja km ko lv nl no pl pt pt-BR ro ru ' +
  'sk sr sv ta th tr uk vi zh-CN zh-TW'
).split(' ');
const LOCATIONS = [
  'address',
  'attendeeAddress',
  'attendeeDefined',
  'attendeePhone',
  'integration',
  'link',
  'phone',
  'organizersDefaultApp',
];
const CREATE_FIELDS = [
  'start',
  'attendee',
  'bookingFieldsResponses',
  'eventTypeId',
  'eventTypeSlug',
  'username',
  'teamSlug',
  'organizationSlug',
  'guests',
  'meetingUrl',
  'location',
  'metadata',
  'lengthInMinutes',
  'routing',
  'emailVerificationCode',
  'recurrenceCount',
  'instant',
  'allowConflicts',
];
const OVERRIDE_FIELDS = ['allowBookingOutOfBounds', 'skipBookingLimits'];
const NO_CONTACT = 'Please provide at least one contact method for the attendee: email or phoneNumber.';

/** Checks the host may have switched off; honoured only for the event type's own key. */
export interface Overrides {
  allowConflicts: boolean;
  allowBookingOutOfBounds: boolean;
  skipBookingLimits: boolean;
}

/** A checked POST /v2/bookings. The attendee's address is absent when only a phone number was given. */
export interface CreateInput {
  start: Date;
  eventTypeId?: number | undefined;
  attendee: Omit<SimAttendee, 'email'> & { email?: string };
  guests: string[];
  metadata: Fields;
  responses: Fields;
  location?: string | undefined;
  overrides: Overrides;
}

export interface RescheduleInput {
  start: Date;
  reason?: string | undefined;
  rescheduledBy?: string | undefined;
  overrides: Overrides;
}

/** Throws the service's 400 for anything outside the schema of the version. */
export function readCreateInput(body: Fields, version: string): CreateInput {
  const check = createFieldCheck(body);
  check.only(version === '2026-02-25' ? [...CREATE_FIELDS, ...OVERRIDE_FIELDS] : CREATE_FIELDS);
  const start = readStart(check);
  const eventTypeId = check.integer('eventTypeId');
  if (eventTypeId === undefined && body['eventTypeSlug'] === undefined) {
    check.wrong('eventTypeId', 'eventTypeId, or eventTypeSlug with username or teamSlug, is needed');
  }
  const problems: string[] = [];
  const attendee = readAttendee(check, problems);
  const metadata = readMetadata(check);
  const responses = check.object('bookingFieldsResponses') ?? {};
  const guests = check.texts('guests');
  const location = readLocation(check);
  const overrides = readOverrides(check);
  if (check.integer('lengthInMinutes') !== undefined) {
    check.wrong('lengthInMinutes', 'event type does not have multiple possible lengths');
  }
  if (check.integer('recurrenceCount') !== undefined) {
    check.wrong('recurrenceCount', 'event type is not recurring');
  }
  if (check.flag('instant')) throw badRequest('Instant bookings are only supported for team event types.');
  check.finish();
  if (problems.length > 0) throw badRequest(problems.join(', '));
  if (attendee.email === undefined && attendee.phoneNumber === undefined) throw badRequest(NO_CONTACT);
  return { start, eventTypeId, attendee, guests, metadata, responses, location, overrides };
}

export function readRescheduleInput(body: Fields, version: string): RescheduleInput {
  const check = createFieldCheck(body);
  const fields = ['start', 'reschedulingReason', 'rescheduledBy', 'emailVerificationCode', 'seatUid'];
  const overrides = ['allowConflicts', ...OVERRIDE_FIELDS];
  check.only(version === '2026-02-25' ? [...fields, ...overrides] : fields);
  const input = {
    start: readStart(check),
    reason: check.text('reschedulingReason'),
    rescheduledBy: check.text('rescheduledBy'),
    overrides: readOverrides(check),
  };
  check.finish();
  return input;
}

function readStart(check: FieldCheck): Date {
  check.requiredText('start');
  return check.instant('start') ?? new Date(0);
}

function readOverrides(check: FieldCheck): Overrides {
  return {
    allowConflicts: check.flag('allowConflicts'),
    allowBookingOutOfBounds: check.flag('allowBookingOutOfBounds'),
    skipBookingLimits: check.flag('skipBookingLimits'),
  };
}

function readAttendee(outer: FieldCheck, problems: string[]): CreateInput['attendee'] {
  const fields = outer.object('attendee');
  if (fields === undefined) outer.wrong('attendee', 'attendee should not be null or undefined');
  const check = createFieldCheck(fields ?? {}, 'attendee.', problems);
  check.only(['name', 'email', 'timeZone', 'phoneNumber', 'language']);
  const name = check.requiredText('name');
  check.requiredText('timeZone');
  const timeZone = check.zone('timeZone') ?? 'UTC';
  const language = check.oneOf('language', LANGUAGES) ?? 'en';
  const email = check.text('email');
  if (email && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) check.wrong('email', 'email must be an email');
  const phoneNumber = check.text('phoneNumber');
  if (phoneNumber && !(phoneNumber.startsWith('+') && isValidPhoneNumber(phoneNumber))) {
    check.wrong('phoneNumber', 'phoneNumber must be a valid phone number');
  }
  return { name, timeZone, language, ...(email ? { email } : {}), ...(phoneNumber ? { phoneNumber } : {}) };
}

function readMetadata(check: FieldCheck): Fields {
  const metadata = check.object('metadata') ?? {};
  const entries = Object.entries(metadata);
  const fits = ([key, value]: [string, unknown]): boolean =>
    key.length <= 40 &&
    (typeof value === 'string'
      ? value.length <= 500
      : typeof value === 'number' || typeof value === 'boolean');
  if (entries.length > 50 || !entries.every(fits)) {
    check.wrong(
      'metadata',
      'Metadata must have at most 50 keys, each key up to 40 characters, and string values up to 500 characters.',
    );
  }
  return metadata;
}

function readLocation(check: FieldCheck): string | undefined {
  const location = check.object('location');
  if (location === undefined) return undefined;
  if (!LOCATIONS.includes(String(location['type']))) {
    check.wrong('location', `location type must be one of ${LOCATIONS.join(', ')}`);
  }
  const value = location['address'] ?? location['phone'] ?? location['link'] ?? location['location'];
  return typeof value === 'string' ? value : undefined;
}
