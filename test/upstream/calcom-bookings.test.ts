import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { enveloped, success, wireBooking } from '../support/calcom-bodies.ts';
import type { ScriptedCalcom } from '../support/scripted-calcom.ts';
import { startScriptedCalcom } from '../support/scripted-calcom.ts';

let calcom: ScriptedCalcom;
beforeEach(async () => {
  calcom = await startScriptedCalcom();
});
afterEach(() => calcom.server.close());

const EVENT_TYPE = 2563193;
const DRAFT = {
  eventTypeId: EVENT_TYPE,
  startsAt: new Date('2026-12-08T09:00:00+01:00'),
  attendee: {
    name: 'Max Mustermann',
    email: 'max@example.com',
    phone: '+491711234567',
    timeZone: 'Europe/Berlin',
    language: 'de' as const,
  },
  metadata: { call_id: 'call_1' },
};

describe('a new booking (ASK-54, ASK-26)', () => {
  it('sends UTC, contact, language and metadata, and reads the answer', async () => {
    calcom.server.script({ status: 201, json: success(wireBooking()) });
    const answer = await calcom.calendar.createBooking({ ...DRAFT, notes: 'Erster Besuch' }, {});
    expect(calcom.server.requests[0]).toMatchObject({
      method: 'POST',
      path: '/v2/bookings',
      headers: { 'cal-api-version': '2024-08-13', 'content-type': 'application/json' },
    });
    expect(calcom.server.requests[0]?.body).toEqual({
      start: '2026-12-08T08:00:00.000Z',
      eventTypeId: EVENT_TYPE,
      attendee: {
        name: 'Max Mustermann',
        email: 'max@example.com',
        phoneNumber: '+491711234567',
        timeZone: 'Europe/Berlin',
        language: 'de',
      },
      bookingFieldsResponses: { notes: 'Erster Besuch' },
      metadata: { call_id: 'call_1' },
    });
    expect(answer).toEqual({
      kind: 'done',
      data: {
        id: 700_001,
        uid: 'bk1Uid000000000000001A',
        status: 'accepted',
        startsAt: new Date('2026-12-08T08:00:00Z'),
        endsAt: new Date('2026-12-08T08:45:00Z'),
        eventTypeId: EVENT_TYPE,
        hosts: [{ name: 'Anna Beispiel', email: 'anna@example.com' }],
        attendees: [
          {
            name: 'Max Mustermann',
            email: 'max@example.com',
            phone: '+491711234567',
            timeZone: 'Europe/Berlin',
          },
        ],
        metadata: { call_id: 'call_1' },
        updatedAt: new Date('2026-11-20T10:00:01Z'),
      },
    });
  });

  it('sends neither notes nor a contact that is not known', async () => {
    calcom.server.script({ status: 201, json: success(wireBooking()) });
    const { email: _, ...attendee } = DRAFT.attendee;
    await calcom.calendar.createBooking({ ...DRAFT, attendee }, {});
    expect(calcom.server.requests[0]?.body).toEqual({
      start: '2026-12-08T08:00:00.000Z',
      eventTypeId: EVENT_TYPE,
      attendee: {
        name: 'Max Mustermann',
        phoneNumber: '+491711234567',
        timeZone: 'Europe/Berlin',
        language: 'de',
      },
      metadata: { call_id: 'call_1' },
    });
  });

  it('tells a booking that waits for confirmation from one that is made', async () => {
    calcom.server.script({ status: 201, json: success(wireBooking({ status: 'pending' })) });
    const answer = await calcom.calendar.createBooking(DRAFT, {});
    expect(answer).toMatchObject({ kind: 'done', data: { status: 'pending' } });
  });

  it('takes the first occurrence of a recurring type', async () => {
    const occurrences = [wireBooking({ uid: 'first' }), wireBooking({ uid: 'second' })];
    calcom.server.script({ status: 201, json: success(occurrences) });
    const answer = await calcom.calendar.createBooking(DRAFT, {});
    expect(answer).toMatchObject({ kind: 'done', data: { uid: 'first' } });
  });

  it('answers a taken time as a refusal the caller can be told', async () => {
    const message = 'User either already has booking at this time or is not available';
    calcom.server.script({ status: 400, json: enveloped(400, 'BadRequestException', message) });
    expect(await calcom.calendar.createBooking(DRAFT, {})).toEqual({
      kind: 'rejected',
      why: 'slot_unavailable',
    });
  });
});

describe('a known booking', () => {
  it('is read by its uid, with what Cal.com leaves empty left out', async () => {
    calcom.server.script({
      json: success(
        wireBooking({
          hosts: [{ name: 'Anna Beispiel', email: null }],
          attendees: null,
          metadata: null,
          eventType: null,
          eventTypeId: null,
          updatedAt: null,
          rescheduledToUid: 'bk2',
          status: 'cancelled',
          someNewField: { any: 'thing' },
        }),
      ),
    });
    expect(await calcom.calendar.getBooking('bk 1', {})).toEqual({
      kind: 'done',
      data: {
        id: 700_001,
        uid: 'bk1Uid000000000000001A',
        status: 'cancelled',
        startsAt: new Date('2026-12-08T08:00:00Z'),
        endsAt: new Date('2026-12-08T08:45:00Z'),
        hosts: [{ name: 'Anna Beispiel' }],
        attendees: [],
        metadata: {},
        rescheduledToUid: 'bk2',
      },
    });
    expect(calcom.server.requests[0]).toMatchObject({ method: 'GET', path: '/v2/bookings/bk%201' });
  });

  it('takes the first of a recurring uid', async () => {
    calcom.server.script({ json: success([wireBooking({ uid: 'first' }), wireBooking({ uid: 'second' })]) });
    expect(await calcom.calendar.getBooking('series', {})).toMatchObject({ data: { uid: 'first' } });
  });

  it('shows somebody who gave only a number without the address Cal.com makes up', async () => {
    const attendees = [
      { name: 'Max Mustermann', email: '491711234567@sms.cal.com', timeZone: 'Europe/Berlin' },
    ];
    calcom.server.script({ json: success(wireBooking({ attendees })) });
    expect(await calcom.calendar.getBooking('bk1', {})).toHaveProperty('data.attendees', [
      { name: 'Max Mustermann', phone: '+491711234567', timeZone: 'Europe/Berlin' },
    ]);
  });

  it('is not found under a wrong uid', async () => {
    const message = 'Booking with uid=nope was not found in the database';
    calcom.server.script({ status: 404, json: enveloped(404, 'NotFoundException', message) });
    expect(await calcom.calendar.getBooking('nope', {})).toEqual({ kind: 'rejected', why: 'not_found' });
  });

  it('is cancelled with a reason (ASK-55)', async () => {
    calcom.server.script({
      json: success(wireBooking({ status: 'cancelled', cancellationReason: 'Krank' })),
    });
    const answer = await calcom.calendar.cancelBooking('bk1', 'Krank', {});
    expect(answer).toMatchObject({
      kind: 'done',
      data: { status: 'cancelled', cancellationReason: 'Krank' },
    });
    expect(calcom.server.requests[0]).toMatchObject({
      method: 'POST',
      path: '/v2/bookings/bk1/cancel',
      headers: { 'cal-api-version': '2024-08-13' },
      body: { cancellationReason: 'Krank' },
    });
  });

  it('is cancelled as a series too (ASK-55)', async () => {
    calcom.server.script({ json: success([wireBooking({ uid: 'first', status: 'cancelled' })]) });
    expect(await calcom.calendar.cancelBooking('series', 'Krank', {})).toMatchObject({
      data: { uid: 'first' },
    });
  });

  it('moves, and answers the new booking with the way back to the old (ASK-56)', async () => {
    const moved = wireBooking({ id: 700_002, uid: 'bk2', rescheduledFromUid: 'bk1' });
    calcom.server.script({ status: 201, json: success(moved) });
    const startsAt = new Date('2026-12-09T11:30:00+01:00');
    const answer = await calcom.calendar.rescheduleBooking(
      'bk1',
      { startsAt, reason: 'Termin verschoben' },
      {},
    );
    expect(answer).toMatchObject({
      kind: 'done',
      data: { id: 700_002, uid: 'bk2', rescheduledFromUid: 'bk1' },
    });
    expect(calcom.server.requests[0]).toMatchObject({
      method: 'POST',
      path: '/v2/bookings/bk1/reschedule',
      headers: { 'cal-api-version': '2024-08-13' },
      body: { start: '2026-12-09T10:30:00.000Z', reschedulingReason: 'Termin verschoben' },
    });
  });
});
