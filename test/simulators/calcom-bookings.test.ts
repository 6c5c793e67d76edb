import { describe, expect, it } from 'vitest';
import {
  CONSULTATION,
  JONAS,
  LIMITED,
  LONG,
  OTHER_KEY,
  SEATED,
  TEAM,
  startHarness,
} from './calcom-harness.ts';
import type { Reply } from './calcom-harness.ts';

const START = '2026-12-08T08:00:00Z';
const TAKEN = 'User either already has booking at this time or is not available';

function messageOf(reply: Reply): string {
  return String(reply.body['error']?.['message'] ?? reply.body['message']);
}

function uidOf(reply: Reply): string {
  return String(reply.body['data']?.['uid']);
}

describe('creating a booking', () => {
  it.each(['2024-08-13', '2026-02-25'])(
    'answers 201 with the whole booking for version %s (ASK-54)',
    async (version) => {
      const { book } = await startHarness();
      const more = { bookingFieldsResponses: { notes: 'By phone' }, metadata: { call_id: 'call_1' } };
      const reply = await book(START, more, { version });
      expect(reply.status).toBe(201);
      const uid = uidOf(reply);
      expect(uid).toMatch(/^[1-9A-HJ-NP-Za-km-z]{22}$/);
      expect(reply.body).toEqual({
        status: 'success',
        data: {
          id: 9482210,
          uid,
          title: 'Consultation 30 min between Ava Lindqvist and Jonas Weber',
          description: 'By phone',
          hosts: [
            {
              id: 31877,
              name: 'Ava Lindqvist',
              email: 'ava@clinic.example.test',
              displayEmail: 'ava@clinic.example.test',
              username: 'ava-lindqvist',
              timeZone: 'Europe/Berlin',
            },
          ],
          status: 'accepted',
          cancellationReason: '',
          cancelledByEmail: '',
          rescheduledByEmail: null,
          start: '2026-12-08T08:00:00.000Z',
          end: '2026-12-08T08:30:00.000Z',
          duration: 30,
          eventTypeId: CONSULTATION,
          eventType: { id: CONSULTATION, slug: 'consultation-30' },
          meetingUrl: `https://app.cal.com/video/${uid}`,
          location: `https://app.cal.com/video/${uid}`,
          absentHost: false,
          createdAt: '2026-11-20T10:00:00.000Z',
          updatedAt: '2026-11-20T10:00:00.000Z',
          metadata: { call_id: 'call_1' },
          rating: null,
          icsUid: `${uid}@Cal.com`,
          attendees: [{ ...JONAS, displayEmail: JONAS.email, absent: false }],
          guests: [],
          bookingFieldsResponses: {
            name: JONAS.name,
            email: JONAS.email,
            displayEmail: JONAS.email,
            attendeePhoneNumber: JONAS.phoneNumber,
            notes: 'By phone',
            guests: [],
            displayGuests: [],
          },
        },
      });
    },
  );

  it('gives the same uids to the same requests', async () => {
    const [one, other] = [await startHarness(), await startHarness()];
    expect(uidOf(await one.book(START))).toBe(uidOf(await other.book(START)));
  });

  it.each([
    [{ end: '2026-12-08T09:00:00Z' }, 'end property is wrong,property end should not exist '],
    [
      { skipBookingLimits: true },
      'skipBookingLimits property is wrong,property skipBookingLimits should not exist ',
    ],
    [{ start: 'tomorrow' }, 'start property is wrong,start must be a valid ISO 8601 date string '],
    [{ attendee: { ...JONAS, language: 'de-DE' } }, 'attendee.language property is wrong,'],
    [{ attendee: { ...JONAS, timeZone: 'Berlin' } }, 'attendee.timeZone property is wrong,'],
    [{ attendee: { ...JONAS, phoneNumber: '0171 1234567' } }, 'attendee.phoneNumber property is wrong,'],
    [{ attendee: { ...JONAS, email: '', phoneNumber: null } }, 'at least one contact method'],
    [{ attendee: undefined }, 'attendee property is wrong,'],
    [{ metadata: { key: 'x'.repeat(501) } }, 'metadata property is wrong,'],
    [{ metadata: { ['k'.repeat(41)]: 'x' } }, 'metadata property is wrong,'],
    [
      { metadata: Object.fromEntries(Array.from({ length: 51 }, (_, key) => [`k${key}`, 'x'])) },
      'metadata property is wrong,',
    ],
    [{ eventTypeId: undefined }, 'eventTypeId'],
  ])('answers an enveloped 400 to %j', async (more, text) => {
    const { book, sim } = await startHarness();
    const reply = await book(START, more);
    expect(reply.status).toBe(400);
    expect(reply.body['error']?.['code']).toBe('BadRequestException');
    expect(messageOf(reply)).toContain(text);
    expect(sim.bookings()).toEqual([]);
  });

  it('names the e-mail in a 400 of the core where an event type needs one', async () => {
    const { book } = await startHarness();
    const reply = await book(START, { attendee: { ...JONAS, email: undefined } });
    expect(reply.status).toBe(400);
    expect(Object.keys(reply.body['error'] ?? {})).toEqual(['code', 'message']);
    expect(reply.body['error']?.['code']).toBe('BAD_REQUEST');
    expect(messageOf(reply)).toContain('email');
  });

  it('makes an address of the digits where a phone number is enough', async () => {
    const { book } = await startHarness();
    const reply = await book(START, { eventTypeId: LONG, attendee: { ...JONAS, email: undefined } });
    expect(reply.body['data']?.['attendees']?.[0]).toMatchObject({
      email: '491711234567@sms.cal.com',
      phoneNumber: '+491711234567',
    });
  });

  it('finds a repeat of the same request taken, as it does closed hours', async () => {
    const { book } = await startHarness();
    await book(START);
    for (const start of [START, '2026-12-08T08:15:00Z', '2026-12-08T11:00:00Z', '2026-12-13T09:00:00Z']) {
      const reply = await book(start);
      expect(reply.status).toBe(400);
      expect(messageOf(reply)).toBe(TAKEN);
      expect(reply.body['error']?.['details']).toEqual({
        message: TAKEN,
        error: 'Bad Request',
        statusCode: 400,
      });
    }
    expect(messageOf(await book(START, { eventTypeId: LONG }))).toBe(TAKEN);
  });

  it('takes a start without a zone as UTC, and one off the grid', async () => {
    const { book } = await startHarness();
    expect((await book('2026-12-08T08:10:00')).body['data']?.['start']).toBe('2026-12-08T08:10:00.000Z');
  });

  it('refuses the past, too short notice and the far future', async () => {
    const { book } = await startHarness();
    expect(messageOf(await book('2026-11-20T09:00:00Z'))).toBe('Attempting to book a meeting in the past.');
    for (const start of ['2026-11-20T10:59:00Z', '2027-01-12T09:00:00Z']) {
      expect(messageOf(await book(start))).toContain('can\'t be booked at the "start" time provided');
    }
  });

  it('books as many people at once as a round robin type has hosts, and answers a repeat with what it has', async () => {
    const { book } = await startHarness();
    const someone = (name: string) => ({
      eventTypeId: TEAM,
      attendee: { ...JONAS, name, email: `${name}@example.test` },
    });
    const first = await book(START, someone('a'));
    expect(first.body['data']?.['hosts']).toMatchObject([{ name: 'Ben Sommer' }]);
    const repeat = await book(START, someone('a'));
    expect([repeat.status, uidOf(repeat)]).toEqual([201, uidOf(first)]);
    expect((await book(START, someone('b'))).body['data']?.['hosts']).toMatchObject([{ name: 'Cleo Wirth' }]);
    expect(messageOf(await book(START, someone('c')))).toBe(
      'One of the hosts either already has booking at this time or is not available',
    );
  });

  it('answers a bare 401 when the limit of the day is reached', async () => {
    const { book } = await startHarness();
    await book(START, { eventTypeId: LIMITED });
    const reply = await book('2026-12-08T10:00:00Z', { eventTypeId: LIMITED });
    expect([reply.status, reply.body]).toEqual([401, { statusCode: 401, message: 'booking_limit_reached' }]);
    expect((await book('2026-12-09T10:00:00Z', { eventTypeId: LIMITED })).status).toBe(201);
    const skipping = { eventTypeId: LIMITED, skipBookingLimits: true };
    const version = '2026-02-25';
    expect((await book('2026-12-08T10:00:00Z', skipping, { version, key: OTHER_KEY })).status).toBe(401);
    expect((await book('2026-12-08T10:00:00Z', skipping, { version })).status).toBe(201);
  });

  it('fills the seats of a seated booking, then answers 409', async () => {
    const { book } = await startHarness();
    const guest = (name: string) => ({
      eventTypeId: SEATED,
      attendee: { ...JONAS, email: `${name}@example.test` },
    });
    const first = await book(START, guest('a'));
    const second = await book(START, guest('b'));
    expect(uidOf(second)).toBe(uidOf(first));
    expect(second.body['data']?.['seatUid']).not.toBe(first.body['data']?.['seatUid']);
    expect(second.body['data']?.['attendees']).toHaveLength(2);
    const third = await book(START, guest('c'));
    expect([third.status, messageOf(third)]).toEqual([409, 'No more seats left at this seated booking.']);
  });

  it('knows no event type of that id', async () => {
    const { book } = await startHarness();
    const reply = await book(START, { eventTypeId: 999999999 });
    expect([reply.status, messageOf(reply)]).toEqual([404, 'Event type with id 999999999 not found.']);
  });
});
