import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bare, enveloped, success } from '../support/calcom-bodies.ts';
import type { ScriptedCalcom } from '../support/scripted-calcom.ts';
import { CALCOM_KEY, startScriptedCalcom } from '../support/scripted-calcom.ts';

let calcom: ScriptedCalcom;
beforeEach(async () => {
  calcom = await startScriptedCalcom();
});
afterEach(() => calcom.server.close());

const EVENT_TYPE = 2563193;

function slot(start: string, end: string): { start: string; end: string } {
  return { start, end };
}

describe('free slots (ASK-53)', () => {
  const question = {
    eventTypeId: EVENT_TYPE,
    from: new Date('2026-12-07T23:00:00Z'),
    until: new Date('2026-12-09T00:00:00Z'),
    timeZone: 'Europe/Berlin',
  };

  it('asks with UTC bounds, the zone, ranges and the version of the slots', async () => {
    calcom.server.script({ json: success({}) });
    expect(await calcom.calendar.findSlots(question, {})).toEqual([]);
    const [request] = calcom.server.requests;
    expect(request?.method).toBe('GET');
    expect(request?.path.split('?')[0]).toBe('/v2/slots');
    expect(Object.fromEntries(request?.query ?? [])).toEqual({
      eventTypeId: '2563193',
      start: '2026-12-07T23:00:00.000Z',
      end: '2026-12-09T00:00:00.000Z',
      timeZone: 'Europe/Berlin',
      format: 'range',
    });
    expect(request?.headers).toMatchObject({
      authorization: `Bearer ${CALCOM_KEY}`,
      'cal-api-version': '2024-09-04',
    });
  });

  it('offers the own time of a booking that is to be moved (ASK-56)', async () => {
    calcom.server.script({ json: success({}) });
    await calcom.calendar.findSlots({ ...question, ownBookingUid: 'bk1' }, {});
    expect(calcom.server.requests[0]?.query.get('bookingUidToReschedule')).toBe('bk1');
  });

  it('leaves out what lies outside the question, sorts, and names each start once', async () => {
    calcom.server.script({
      json: success({
        '2026-12-09': [
          // The service takes an end at midnight UTC to the end of that day.
          slot('2026-12-09T01:00:00.000+01:00', '2026-12-09T01:45:00.000+01:00'),
          slot('2026-12-09T00:59:00.000+01:00', '2026-12-09T01:44:00.000+01:00'),
        ],
        '2026-12-08': [
          slot('2026-12-08T14:00:00.000+01:00', '2026-12-08T14:45:00.000+01:00'),
          slot('2026-12-08T00:00:00.000+01:00', '2026-12-08T00:45:00.000+01:00'),
          slot('2026-12-08T13:00:00.000Z', '2026-12-08T13:45:00.000Z'),
          slot('2026-12-07T23:59:00.000+01:00', '2026-12-08T00:44:00.000+01:00'),
        ],
      }),
    });
    expect(await calcom.calendar.findSlots(question, {})).toEqual([
      { startsAt: new Date('2026-12-07T23:00:00Z'), endsAt: new Date('2026-12-07T23:45:00Z') },
      { startsAt: new Date('2026-12-08T13:00:00Z'), endsAt: new Date('2026-12-08T13:45:00Z') },
      { startsAt: new Date('2026-12-08T23:59:00Z'), endsAt: new Date('2026-12-09T00:44:00Z') },
    ]);
  });

  it('reads offsets of other zones and the fields of seated types', async () => {
    calcom.server.script({
      json: success({
        '2026-12-08': [
          {
            ...slot('2026-12-08T21:00:00.000+13:00', '2026-12-08T21:30:00.000+13:00'),
            seatsBooked: 0,
            seatsRemaining: 6,
            seatsTotal: 6,
          },
        ],
      }),
    });
    const [found] = await calcom.calendar.findSlots({ ...question, timeZone: 'Pacific/Auckland' }, {});
    expect(found?.startsAt).toEqual(new Date('2026-12-08T08:00:00Z'));
  });

  it('does not guess the zone of a time that names none', async () => {
    calcom.server.script({
      json: success({ '2026-12-08': [slot('2026-12-08T09:00:00', '2026-12-08T09:45:00')] }),
    });
    await expect(calcom.calendar.findSlots(question, {})).rejects.toMatchObject({
      code: 'upstream_unavailable',
    });
  });

  it('faults where the event type is unknown', async () => {
    calcom.server.script({ status: 404, json: enveloped(404, 'NotFoundException', 'Event Type not found') });
    await expect(calcom.calendar.findSlots(question, {})).rejects.toMatchObject({
      code: 'upstream_rejected',
    });
  });
});

describe('slot reservations', () => {
  const wanted = { eventTypeId: EVENT_TYPE, startsAt: new Date('2026-12-08T08:00:00Z') };

  it('hides a slot and says until when', async () => {
    calcom.server.script({
      status: 201,
      json: success({
        eventTypeId: EVENT_TYPE,
        slotStart: '2026-12-08T08:00:00.000Z',
        reservationUid: 'res-1',
        reservationUntil: '2026-11-20T10:05:00.000Z',
      }),
    });
    expect(await calcom.calendar.reserveSlot(wanted, {})).toEqual({
      kind: 'done',
      data: { uid: 'res-1', until: new Date('2026-11-20T10:05:00Z') },
    });
    expect(calcom.server.requests[0]).toMatchObject({
      method: 'POST',
      path: '/v2/slots/reservations',
      body: { eventTypeId: EVENT_TYPE, slotStart: '2026-12-08T08:00:00.000Z' },
      headers: { 'cal-api-version': '2024-09-04' },
    });
  });

  it('is refused where somebody else hides it', async () => {
    const message = 'This time slot is already reserved by another user. Please choose a different time.';
    calcom.server.script({ status: 422, json: enveloped(422, 'UnprocessableEntityException', message) });
    expect(await calcom.calendar.reserveSlot(wanted, {})).toEqual({ kind: 'rejected', why: 'refused' });
  });

  it('ends a reservation, and is content with an unknown one', async () => {
    calcom.server.script(
      { json: { status: 'success' } },
      { status: 404, json: enveloped(404, 'NotFoundException', 'Not found') },
    );
    await calcom.calendar.releaseSlot('res/1', {});
    await calcom.calendar.releaseSlot('res-2', {});
    expect(calcom.server.requests[0]).toMatchObject({
      method: 'DELETE',
      path: '/v2/slots/reservations/res%2F1',
      headers: { 'cal-api-version': '2024-09-04' },
    });
  });

  it('faults where the release itself fails', async () => {
    calcom.server.script({ status: 500, json: bare(500, 'Internal server error') });
    await expect(calcom.calendar.releaseSlot('res-1', {})).rejects.toMatchObject({
      code: 'upstream_failed',
    });
  });
});
