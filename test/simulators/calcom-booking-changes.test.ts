import { describe, expect, it } from 'vitest';
import { CONFIRMED, FIXED, JONAS, OTHER_KEY, SEATED, TEAM, startHarness } from './calcom-harness.ts';
import type { Harness, Loose, Reply } from './calcom-harness.ts';

const START = '2026-12-08T08:00:00Z';
const TAKEN = 'User either already has booking at this time or is not available';

function messageOf(reply: Reply): string {
  return String(reply.body['error']?.['message'] ?? reply.body['message']);
}

function uidOf(reply: Reply): string {
  return String(reply.body['data']?.['uid']);
}

function cancel(
  harness: Harness,
  uid: string,
  body: unknown = { cancellationReason: 'ill' },
  key?: string | null,
) {
  return harness.call('POST', `/bookings/${uid}/cancel`, { body, ...(key === undefined ? {} : { key }) });
}

function move(harness: Harness, uid: string, start: string, more: Record<string, unknown> = {}) {
  return harness.call('POST', `/bookings/${uid}/reschedule`, { body: { start, ...more } });
}

describe('confirmation', () => {
  it('leaves a booking pending until the host confirms or declines it', async () => {
    const harness = await startHarness();
    const { book, call } = harness;
    const asked = await book(START, { eventTypeId: CONFIRMED });
    expect(asked.body['data']?.['status']).toBe('pending');
    expect(uidOf(await book(START, { eventTypeId: CONFIRMED }))).toBe(uidOf(asked));
    const path = `/bookings/${uidOf(asked)}/confirm`;
    expect((await call('POST', path, { key: null })).status).toBe(401);
    expect((await call('POST', path, { key: OTHER_KEY })).status).toBe(403);
    expect((await call('POST', path)).body['data']?.['status']).toBe('accepted');
    const again = await call('POST', path);
    expect([again.status, again.body['error']?.['code']]).toEqual([400, 'TRPCError']);
    const other = await book('2026-12-08T09:00:00Z', { eventTypeId: CONFIRMED });
    const declined = await call('POST', `/bookings/${uidOf(other)}/decline`, { body: { reason: 'no' } });
    expect(declined.body['data']?.['status']).toBe('rejected');
  });

  it('makes a moved booking pending again unless its owner moves it', async () => {
    const harness = await startHarness();
    const asked = await harness.book(START, { eventTypeId: CONFIRMED });
    await harness.call('POST', `/bookings/${uidOf(asked)}/confirm`);
    const moved = await move(harness, uidOf(asked), '2026-12-08T09:00:00Z');
    expect(moved.body['data']?.['status']).toBe('pending');
    await harness.call('POST', `/bookings/${uidOf(moved)}/confirm`);
    const rescheduledBy = 'ava@clinic.example.test';
    const again = await move(harness, uidOf(moved), '2026-12-08T10:00:00Z', { rescheduledBy });
    expect(again.body['data']).toMatchObject({ status: 'accepted', rescheduledByEmail: rescheduledBy });
  });
});

describe('reading bookings', () => {
  it('needs nothing but the uid, and says which it does not know', async () => {
    const { book, call } = await startHarness();
    const made = await book(START);
    const read = await call('GET', `/bookings/${uidOf(made)}`, { key: null });
    expect(read.body['data']).toEqual(made.body['data']);
    const missing = await call('GET', '/bookings/doesNotExist');
    expect(missing.status).toBe(404);
    expect(messageOf(missing)).toBe('Booking with uid=doesNotExist was not found in the database');
  });

  it('pages through what the key hosts', async () => {
    const { book, call } = await startHarness();
    for (const hour of ['08', '09', '10']) await book(`2026-12-08T${hour}:00:00Z`);
    const page = await call('GET', '/bookings?take=2&skip=2&sortStart=desc');
    expect(startsOf(page)).toEqual(['2026-12-08T08:00:00.000Z']);
    expect(page.body['pagination']).toEqual({
      totalItems: 3,
      remainingItems: 0,
      returnedItems: 1,
      itemsPerPage: 2,
      currentPage: 2,
      totalPages: 2,
      hasNextPage: false,
      hasPreviousPage: true,
    });
    expect((await call('GET', '/bookings', { key: OTHER_KEY })).body['data']).toEqual([]);
  });

  it('filters by attendee, event type, time and list category', async () => {
    const harness = await startHarness();
    const { book, call, advance } = harness;
    const early = await book('2026-11-23T08:00:00Z');
    advance(60);
    const gone = await book(START, { attendee: { ...JONAS, email: 'b@example.test' } });
    await cancel(harness, uidOf(gone));
    const asked = await book('2026-12-09T08:00:00Z', { eventTypeId: CONFIRMED });
    advance(5 * 86_400);
    const find = async (query: string): Promise<string[]> =>
      ((await call('GET', `/bookings?${query}`)).body['data'] ?? []).map((one: Loose) => String(one['uid']));
    expect(await find('status=past')).toEqual([uidOf(early)]);
    expect(await find('status=cancelled')).toEqual([uidOf(gone)]);
    expect(await find('status=upcoming')).toEqual([uidOf(asked)]);
    expect(await find('status=unconfirmed,cancelled')).toEqual([uidOf(gone), uidOf(asked)]);
    expect(await find('attendeeEmail=b@example.test')).toEqual([uidOf(gone)]);
    expect(await find(`eventTypeIds=${CONFIRMED},7`)).toEqual([uidOf(asked)]);
    expect(await find(`eventTypeId=${CONFIRMED}`)).toEqual([uidOf(asked)]);
    expect(await find(`bookingUid=${uidOf(early)}`)).toEqual([uidOf(early)]);
    expect(await find('afterStart=2026-12-08T08:00:00Z&beforeEnd=2026-12-08T08:30:00Z')).toEqual([
      uidOf(gone),
    ]);
    expect(await find('afterUpdatedAt=2026-11-20T10:00:30Z')).toEqual([uidOf(gone), uidOf(asked)]);
    expect(await find('beforeCreatedAt=2026-11-20T10:00:30Z')).toEqual([uidOf(early)]);
  });

  it.each(['take=0', 'take=251', 'status=accepted', 'attendeePhoneNumber=1', 'sortStart=up', 'afterStart=x'])(
    'answers 400 to a list with %s',
    async (query) => {
      const { call } = await startHarness();
      const reply = await call('GET', `/bookings?${query}`);
      expect([reply.status, messageOf(reply)]).toEqual([400, expect.stringContaining('property is wrong')]);
    },
  );

  function startsOf(reply: Reply): string[] {
    return (reply.body['data'] ?? []).map((one: Loose) => String(one['start']));
  }
});

describe('cancelling', () => {
  it('ends the booking, names nobody, and refuses the second time (ASK-55)', async () => {
    const harness = await startHarness();
    const uid = uidOf(await harness.book(START));
    const done = await cancel(harness, uid);
    expect(done.status).toBe(200);
    expect(done.body['data']).toMatchObject({
      uid,
      status: 'cancelled',
      cancellationReason: 'ill',
      cancelledByEmail: '',
    });
    const again = await cancel(harness, uid);
    expect(again.status).toBe(400);
    expect(messageOf(again)).toBe(
      `Can't cancel booking with uid=${uid} because it has been cancelled already. ` +
        'Please provide uid of a booking that is not cancelled.',
    );
    expect((await harness.book(START)).status).toBe(201);
    expect((await harness.call('DELETE', `/bookings/${uid}`)).status).toBe(404);
  });

  it('wants a reason from the host only', async () => {
    const harness = await startHarness();
    const uid = uidOf(await harness.book(START));
    const refused = await cancel(harness, uid, {});
    expect(refused.status).toBe(400);
    expect(refused.body).toEqual({
      statusCode: 400,
      message: 'Cancellation reason is required when you are the host',
    });
    expect((await cancel(harness, uid, {}, null)).status).toBe(200);
  });

  it('answers bare refusals for fixed types and ended bookings, 404 for unknown uids', async () => {
    const harness = await startHarness();
    const fixed = uidOf(await harness.book(START, { eventTypeId: FIXED }));
    expect((await cancel(harness, fixed)).body).toEqual({
      statusCode: 400,
      message: 'This event type does not allow cancellations',
    });
    expect((await move(harness, fixed, '2026-12-08T09:00:00Z')).status).toBe(400);
    const over = uidOf(await harness.book('2026-12-09T08:00:00Z'));
    harness.advance(30 * 86_400);
    expect((await cancel(harness, over)).body['statusCode']).toBe(400);
    expect((await cancel(harness, 'unknown')).status).toBe(404);
    expect((await cancel(harness, over, { reason: 'x' })).status).toBe(400);
  });

  it('frees one seat of a seated booking', async () => {
    const harness = await startHarness();
    const made = await harness.book(START, { eventTypeId: SEATED });
    const other = { eventTypeId: SEATED, attendee: { ...JONAS, email: 'b@example.test' } };
    const seatUid = (await harness.book(START, other)).body['data']?.['seatUid'];
    expect((await cancel(harness, uidOf(made), {}, null)).status).toBe(401);
    expect((await cancel(harness, uidOf(made), { seatUid: 'x' }, null)).status).toBe(400);
    const left = await cancel(harness, uidOf(made), { seatUid }, null);
    expect(left.body['data']?.['status']).toBe('accepted');
    expect(left.body['data']?.['attendees']).toHaveLength(1);
  });
});

describe('rescheduling', () => {
  it('makes a new booking and links the two (ASK-56)', async () => {
    const harness = await startHarness();
    const old = await harness.book(START, { metadata: { call_id: 'call_1' } });
    const moved = await move(harness, uidOf(old), '2026-12-08T08:15:00Z', { reschedulingReason: 'later' });
    expect(moved.status).toBe(201);
    expect(uidOf(moved)).not.toBe(uidOf(old));
    expect(moved.body['data']).toMatchObject({
      id: 9482211,
      status: 'accepted',
      start: '2026-12-08T08:15:00.000Z',
      rescheduledFromUid: uidOf(old),
      reschedulingReason: 'later',
      rescheduledByEmail: null,
      metadata: { call_id: 'call_1' },
      icsUid: `${uidOf(old)}@Cal.com`,
      bookingFieldsResponses: { rescheduledReason: 'later' },
    });
    const before = await harness.call('GET', `/bookings/${uidOf(old)}`);
    expect(before.body['data']).toMatchObject({ status: 'cancelled', rescheduledToUid: uidOf(moved) });
    const again = await move(harness, uidOf(old), '2026-12-08T10:00:00Z');
    expect(again.status).toBe(400);
    expect(messageOf(again)).toBe(
      `Can't reschedule booking with uid=${uidOf(old)} because it has been cancelled and rescheduled already to ` +
        `booking with uid=${uidOf(moved)}. You probably want to reschedule ${uidOf(moved)} instead by passing it ` +
        'within the request URL.',
    );
    expect(messageOf(await cancel(harness, uidOf(old)))).toContain('because it has been cancelled already');
  });

  it('speaks of one user when the target is taken, for teams as well', async () => {
    const harness = await startHarness();
    const uid = uidOf(await harness.book(START, { eventTypeId: TEAM }));
    for (let host = 0; host < 2; host += 1) {
      harness.sim.addBooking({ eventTypeId: TEAM, start: new Date('2026-12-08T09:00:00Z') });
    }
    const reply = await move(harness, uid, '2026-12-08T09:00:00Z');
    expect([reply.status, messageOf(reply)]).toEqual([400, TAKEN]);
    expect((await harness.call('GET', `/bookings/${uid}`)).body['data']?.['status']).toBe('accepted');
  });

  it('refuses cancelled bookings, unknown uids and unknown fields', async () => {
    const harness = await startHarness();
    const uid = uidOf(await harness.book(START));
    expect(messageOf(await move(harness, uid, START, { end: START }))).toContain('end property is wrong');
    await cancel(harness, uid);
    expect((await move(harness, uid, '2026-12-08T09:00:00Z')).status).toBe(400);
    expect((await move(harness, 'unknown', START)).status).toBe(404);
  });
});
