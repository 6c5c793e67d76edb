import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sampleAccounts } from './calcom/sample-accounts.ts';
import { createCalcomSimulator } from './calcom/calcom-simulator.ts';
import { CONFIRMED, CONSULTATION, JONAS, LONG, startHarness, startReceiver } from './calcom-harness.ts';
import type { Hook } from './calcom-harness.ts';

const START = '2026-12-08T08:00:00Z';
const SECRET = 'hook secret';

async function startHooked(hook: Hook, triggers?: string[]) {
  const webhook = { url: hook.url, secret: SECRET, ...(triggers === undefined ? {} : { triggers }) };
  return startHarness({ webhooks: [webhook] });
}

function triggersOf(hook: Hook): unknown[] {
  return hook.received.map((post) => post.body['triggerEvent']);
}

describe('webhooks', () => {
  it('signs the raw body and tells of a new booking (ASK-57)', async () => {
    const hook = await startReceiver();
    const { book, sim } = await startHooked(hook);
    const made = await book(START, {
      bookingFieldsResponses: { notes: 'By phone' },
      metadata: { call_id: 'call_1' },
    });
    await sim.flushWebhooks();
    const uid = String(made.body['data']?.['uid']);
    const [post] = hook.received;
    expect(post?.headers['x-cal-signature-256']).toBe(
      createHmac('sha256', SECRET)
        .update(post?.raw ?? '')
        .digest('hex'),
    );
    expect(post?.headers['x-cal-webhook-version']).toBe('2021-10-20');
    expect(post?.headers['content-type']).toBe('application/json');
    expect(post?.body).toMatchObject({
      triggerEvent: 'BOOKING_CREATED',
      createdAt: '2026-11-20T10:00:00.000Z',
      payload: {
        uid,
        bookingId: 9482210,
        status: 'ACCEPTED',
        type: 'consultation-30',
        eventTypeId: CONSULTATION,
        length: 30,
        startTime: '2026-12-08T08:00:00Z',
        endTime: '2026-12-08T08:30:00Z',
        organizer: { id: 31877, name: 'Ava Lindqvist', utcOffset: 60 },
        attendees: [
          { email: JONAS.email, firstName: 'Jonas', lastName: 'Weber', phoneNumber: JONAS.phoneNumber },
        ],
        responses: { notes: { label: 'additional_notes', value: 'By phone', isHidden: false } },
        metadata: { videoCallUrl: `https://app.cal.com/video/${uid}`, call_id: 'call_1' },
        iCalUID: `${uid}@Cal.com`,
        iCalSequence: 0,
      },
    });
    expect(sim.deliveries()).toMatchObject([
      { triggerEvent: 'BOOKING_CREATED', state: 'delivered', status: 200 },
    ]);
  });

  it('tells of a move with the old booking and of a cancellation without metadata', async () => {
    const hook = await startReceiver();
    const { book, call, sim } = await startHooked(hook);
    const old = (await book(START, { metadata: { call_id: 'call_1' } })).body['data'];
    const body = { start: '2026-12-08T09:00:00Z', reschedulingReason: 'later' };
    const moved = (await call('POST', `/bookings/${String(old?.['uid'])}/reschedule`, { body })).body['data'];
    const reason = { cancellationReason: 'ill' };
    await call('POST', `/bookings/${String(moved?.['uid'])}/cancel`, { body: reason });
    await sim.flushWebhooks();
    expect(triggersOf(hook)).toEqual(['BOOKING_CREATED', 'BOOKING_RESCHEDULED', 'BOOKING_CANCELLED']);
    expect(hook.received[1]?.body['payload']).toMatchObject({
      uid: moved?.['uid'],
      bookingId: moved?.['id'],
      startTime: '2026-12-08T09:00:00Z',
      rescheduleUid: old?.['uid'],
      rescheduleId: old?.['id'],
      rescheduleStartTime: '2026-12-08T08:00:00Z',
      metadata: { call_id: 'call_1' },
      status: 'ACCEPTED',
      iCalSequence: 1,
    });
    const cancelled = hook.received[2]?.body['payload'];
    expect(cancelled).toMatchObject({
      uid: moved?.['uid'],
      status: 'CANCELLED',
      startTime: '2026-12-08T09:00:00+00:00',
      cancellationReason: 'ill',
      requestReschedule: false,
      responses: { name: { label: 'name', value: 'Jonas Weber' } },
    });
    expect(cancelled).not.toHaveProperty('metadata');
    expect(cancelled).not.toHaveProperty('cancelledBy');
  });

  it('tells of a request, then of the booking without our metadata once confirmed', async () => {
    const hook = await startReceiver();
    const { book, call, sim } = await startHooked(hook);
    const asked = await book(START, { eventTypeId: CONFIRMED, metadata: { call_id: 'call_1' } });
    await call('POST', `/bookings/${String(asked.body['data']?.['uid'])}/confirm`);
    await sim.flushWebhooks();
    expect(triggersOf(hook)).toEqual(['BOOKING_REQUESTED', 'BOOKING_CREATED']);
    expect(hook.received[0]?.body['payload']).toMatchObject({
      status: 'PENDING',
      metadata: { call_id: 'call_1' },
    });
    expect(Object.keys(hook.received[1]?.body['payload']?.['metadata'] ?? {})).toEqual(['videoCallUrl']);
  });

  it('tells of what is done elsewhere, and only of the triggers a hook wants', async () => {
    const hook = await startReceiver();
    const { sim } = await startHooked(hook, ['BOOKING_RESCHEDULED', 'BOOKING_CANCELLED']);
    const made = sim.addBooking({ eventTypeId: LONG, start: new Date(START) });
    const moved = sim.rescheduleElsewhere(made.uid, new Date('2026-12-08T09:00:00Z'));
    sim.cancelElsewhere(moved.uid, 'closed');
    sim.ping();
    await sim.flushWebhooks();
    expect(triggersOf(hook)).toEqual(['BOOKING_RESCHEDULED', 'BOOKING_CANCELLED', 'PING']);
    expect(hook.received[1]?.body['payload']).toMatchObject({ cancelledBy: 'ava@clinic.example.test' });
    expect(hook.received[2]?.body['payload']).not.toHaveProperty('uid');
    expect(sim.bookings().map((booking) => booking.status)).toEqual(['cancelled', 'cancelled']);
  });

  it('says so when a hook has no secret', async () => {
    const hook = await startReceiver();
    const { sim } = await startHarness({ webhooks: [{ url: hook.url, secret: '' }] });
    sim.ping();
    await sim.flushWebhooks();
    expect(hook.received[0]?.headers['x-cal-signature-256']).toBe('no-secret-provided');
  });

  it.each([
    [500, { state: 'delivered', status: 500 }],
    [0, { state: 'failed' }],
  ])('tries once and goes on when the receiver answers %i', async (status, expected) => {
    const hook = await startReceiver(status);
    const { book, sim } = await startHooked(hook);
    expect((await book(START)).status).toBe(201);
    await sim.flushWebhooks();
    expect(hook.received).toHaveLength(1);
    expect(sim.deliveries()).toMatchObject([expected]);
  });

  it('duplicates, drops, swaps and delays on demand', async () => {
    const hook = await startReceiver();
    const { sim } = await startHooked(hook);
    const wish = { eventTypeId: LONG, start: new Date(START) };
    sim.faults.webhooks.duplicate = 1;
    const first = sim.addBooking(wish);
    await sim.flushWebhooks();
    expect(hook.received.map((post) => post.raw)).toEqual([hook.received[0]?.raw, hook.received[0]?.raw]);
    Object.assign(sim.faults.webhooks, { duplicate: 0, drop: 1 });
    sim.cancelElsewhere(first.uid);
    await sim.flushWebhooks();
    expect(hook.received).toHaveLength(2);
    expect(sim.deliveries().at(-1)?.state).toBe('dropped');
    Object.assign(sim.faults.webhooks, { drop: 0, reorder: 1, delayMs: 60_000 });
    const second = sim.addBooking(wish);
    sim.faults.webhooks.reorder = 0;
    sim.cancelElsewhere(second.uid);
    await sim.flushWebhooks();
    expect(triggersOf(hook).slice(2)).toEqual(['BOOKING_CANCELLED', 'BOOKING_CREATED']);
  });

  it('can be delivered before the answer, and otherwise comes after it', async () => {
    const answered: unknown[] = [];
    const hook = await startReceiver(200, () => answered.push(sim.requests().at(-1)?.status));
    const { book, sim } = await startHooked(hook);
    sim.faults.webhooks.beforeAnswer = true;
    await book(START);
    expect(answered).toEqual([undefined]);
    sim.faults.webhooks.beforeAnswer = false;
    await book('2026-12-08T09:00:00Z');
    await sim.flushWebhooks();
    expect(answered).toEqual([undefined, 201]);
  });
});

describe('faults', () => {
  const QUERY = `eventTypeId=${CONSULTATION}&start=2026-12-08&end=2026-12-08`;

  it('hits the requests a rule matches, as often as it says', async () => {
    const { slots, call, sim } = await startHarness();
    sim.faults.add({
      method: 'GET',
      path: '/v2/slots*',
      times: 1,
      skip: 2,
      fault: { kind: 'status', status: 500 },
    });
    expect((await call('GET', '/me')).status).toBe(200);
    expect((await slots(QUERY)).status).toBe(200);
    expect((await slots(QUERY)).status).toBe(200);
    const broken = await slots(QUERY);
    expect([broken.status, broken.body]).toEqual([
      500,
      { statusCode: 500, message: 'Internal server error' },
    ]);
    expect((await slots(QUERY)).status).toBe(200);
    expect(sim.requests().map(({ status, fault }) => [status, fault])).toEqual([
      [200, undefined],
      [200, undefined],
      [200, undefined],
      [500, 'status'],
      [200, undefined],
    ]);
  });

  it('answers 429, garbage and pages', async () => {
    const { sim, slots } = await startHarness();
    const read = () => fetch(`${sim.url}/slots?${QUERY}`, { headers: { 'cal-api-version': '2024-09-04' } });
    const rule = sim.faults.add({ fault: { kind: '429', resetSeconds: 17 } });
    const limited = await slots(QUERY);
    expect([limited.status, limited.headers.get('x-ratelimit-reset-default')]).toEqual([429, '17']);
    sim.faults.remove(rule);
    sim.faults.add({ times: 1, fault: { kind: 'garbage' } });
    const garbage = await read();
    expect(garbage.status).toBe(200);
    await expect(garbage.json()).rejects.toThrow(SyntaxError);
    sim.faults.add({ times: 1, fault: { kind: 'html', status: 502 } });
    const page = await read();
    expect([page.status, page.headers.get('content-type')]).toEqual([502, 'text/html']);
    expect((await read()).status).toBe(200);
  });

  it('destroys the socket before the work or after it', async () => {
    const { book, sim } = await startHarness();
    sim.faults.add({ times: 1, fault: { kind: 'reset' } });
    await expect(book(START)).rejects.toThrow('fetch failed');
    expect(sim.bookings()).toEqual([]);
    sim.faults.add({ times: 1, fault: { kind: 'lose_answer' } });
    await expect(book(START)).rejects.toThrow('fetch failed');
    expect(sim.bookings()).toHaveLength(1);
    expect(sim.requests().map(({ fault, status }) => [fault, status])).toEqual([
      ['reset', undefined],
      ['lose_answer', undefined],
    ]);
  });

  it('does the work of a late request although its client has left', async () => {
    const hook = await startReceiver();
    const { sim } = await startHooked(hook);
    sim.faults.add({ fault: { kind: 'delay', ms: 200 } });
    const body = JSON.stringify({ start: START, eventTypeId: CONSULTATION, attendee: JONAS });
    const headers = { 'cal-api-version': '2024-08-13' };
    const leaving = new AbortController();
    const asked = fetch(`${sim.url}/bookings`, { method: 'POST', headers, body, signal: leaving.signal });
    await expect.poll(() => sim.requests().length, { interval: 2 }).toBe(1);
    expect(sim.bookings()).toEqual([]);
    leaving.abort();
    await expect(asked).rejects.toThrow('aborted');
    await expect.poll(() => sim.bookings().length, { interval: 5 }).toBe(1);
    await expect.poll(() => hook.received.length, { interval: 5 }).toBe(1);
  });

  it('does the work before a late answer', async () => {
    const { book, sim } = await startHarness();
    sim.faults.add({ fault: { kind: 'delay', ms: 60_000, when: 'after' } });
    const asked = book(START).then(
      () => 'answered',
      () => 'ended',
    );
    await expect.poll(() => sim.bookings().length, { interval: 5 }).toBe(1);
    await sim.close();
    expect(await asked).toBe('ended');
  });

  it('sends a slow body whole', async () => {
    const { book, sim } = await startHarness();
    sim.faults.add({ fault: { kind: 'slow_body', ms: 10 } });
    const reply = await book(START);
    expect([reply.status, reply.body['data']?.['status']]).toEqual([201, 'accepted']);
  });

  it('ends hanging connections when it closes', async () => {
    const { slots, sim } = await startHarness();
    sim.faults.add({ fault: { kind: 'hang' } });
    const asked = slots(QUERY).then(
      () => 'answered',
      () => 'ended',
    );
    await expect.poll(() => sim.requests().length, { interval: 2 }).toBe(1);
    await sim.close();
    expect(await asked).toBe('ended');
  });

  it('is controlled over HTTP from another process', async () => {
    const { sim, slots } = await startHarness();
    const control = `${new URL(sim.url).origin}/__control`;
    const post = (path: string, body: unknown) =>
      fetch(control + path, { method: 'POST', body: JSON.stringify(body) });
    expect(
      (await post('/faults', { path: '/v2/slots', fault: { kind: 'status', status: 503 } })).status,
    ).toBe(201);
    expect((await post('/faults', { fault: { kind: 'explode' } })).status).toBe(400);
    expect((await slots(QUERY)).body).toEqual({ statusCode: 503, message: 'Service Unavailable' });
    await fetch(`${control}/faults`, { method: 'DELETE' });
    expect((await slots(QUERY)).status).toBe(200);
    expect((await post('/webhook-faults', { drop: 1 })).status).toBe(200);
    expect(sim.faults.webhooks.drop).toBe(1);
    expect((await post('/bookings', { eventTypeId: LONG, start: START })).status).toBe(201);
    const answer = await fetch(`${control}/bookings`);
    expect(await answer.json()).toMatchObject({ bookings: [{ eventTypeId: LONG, source: 'elsewhere' }] });
  });
});

describe('sample accounts', () => {
  it('offers something on a weekday for each of two businesses', async () => {
    const sim = await createCalcomSimulator({
      now: () => new Date('2026-11-20T10:00:00Z'),
      accounts: sampleAccounts,
    });
    for (const { eventTypes } of sampleAccounts) {
      for (const { id } of eventTypes) {
        const url = `${sim.url}/slots?eventTypeId=${id}&start=2026-11-23&end=2026-11-23`;
        const answer = await fetch(url, { headers: { 'cal-api-version': '2024-09-04' } });
        expect(await answer.json()).toMatchObject({ data: { '2026-11-23': expect.anything() } });
      }
    }
    await sim.close();
  });
});
