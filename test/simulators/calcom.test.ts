import { describe, expect, it } from 'vitest';
import {
  CONSULTATION,
  FIXED,
  FOREIGN,
  LONG,
  OTHER_KEY,
  SEATED,
  TEAM,
  startHarness,
} from './calcom-harness.ts';
import type { Loose, Reply } from './calcom-harness.ts';

const TUESDAY = `eventTypeId=${CONSULTATION}&start=2026-12-08&end=2026-12-08`;

function startsOf(reply: Reply, day: string): string[] {
  return (reply.body['data']?.[day] ?? []).map((slot: Loose) => String(slot['start']));
}

function messageOf(reply: Reply): unknown {
  return reply.body['error']?.['message'];
}

describe('ground rules', () => {
  it.each([
    ['/slots?eventTypeId=1&start=2026-12-08&end=2026-12-08', null],
    ['/slots?eventTypeId=1&start=2026-12-08&end=2026-12-08', '2024-08-13'],
    ['/slots/available?eventTypeId=1', '2024-09-04'],
    ['/bookings', '2024-06-14'],
    ['/event-types', '2024-08-13'],
    ['/nothing', '2024-08-13'],
  ])('answers 404 to GET %s with version %s (ASK-53)', async (path, version) => {
    const { call } = await startHarness();
    const reply = await call('GET', path, { version });
    expect(reply.status).toBe(404);
    expect(reply.body).toEqual({
      status: 'error',
      timestamp: '2026-11-20T10:00:00.000Z',
      path: `/v2${path}`,
      error: {
        code: 'NotFoundException',
        message: `Cannot GET /v2${path}`,
        details: { message: `Cannot GET /v2${path}`, error: 'Not Found', statusCode: 404 },
      },
    });
  });

  it('refuses a wrong key even where none is needed', async () => {
    const { slots } = await startHarness();
    const reply = await slots(TUESDAY, { key: 'cal_live_wrong' });
    expect(reply.status).toBe(401);
    expect(messageOf(reply)).toBe('CustomThrottlerGuard - Invalid API Key');
    expect((await slots(TUESDAY, { key: null })).status).toBe(200);
  });

  it.each(['/bookings', '/me'])('wants a key for GET %s', async (path) => {
    const { call } = await startHarness();
    const reply = await call('GET', path, { key: null });
    expect(reply.status).toBe(401);
    expect(reply.body['error']?.['code']).toBe('UnauthorizedException');
  });

  it('counts requests per key and says the seconds to go', async () => {
    const { slots, advance } = await startHarness({ requestsPerMinute: 2 });
    const first = await slots(TUESDAY);
    expect(first.headers.get('x-ratelimit-limit-default')).toBe('2');
    expect(first.headers.get('x-ratelimit-remaining-default')).toBe('1');
    expect(first.headers.get('x-ratelimit-reset-default')).toBe('60');
    expect(first.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    advance(20);
    const second = await slots(TUESDAY);
    expect(second.headers.get('x-ratelimit-remaining-default')).toBe('0');
    expect(second.headers.get('x-ratelimit-reset-default')).toBe('40');
    expect((await slots(TUESDAY, { key: OTHER_KEY })).status).toBe(200);
  });

  it('blocks a key for 60 seconds from the overrun with an enveloped 429', async () => {
    const { slots, advance } = await startHarness({ requestsPerMinute: 1 });
    await slots(TUESDAY);
    advance(30);
    const over = await slots(TUESDAY);
    expect(over.status).toBe(429);
    expect(over.headers.get('x-ratelimit-reset-default')).toBe('60');
    expect(over.headers.has('retry-after')).toBe(false);
    expect(over.body['error']).toEqual({
      code: 'ThrottlerException',
      message: 'CustomThrottlerGuard - Too many requests. Please try again later.',
      details: 'CustomThrottlerGuard - Too many requests. Please try again later.',
    });
    advance(59);
    expect((await slots(TUESDAY)).status).toBe(429);
    advance(1);
    expect((await slots(TUESDAY)).status).toBe(200);
  });

  it('shows the key owner and their event types (ASK-59)', async () => {
    const { call } = await startHarness();
    const me = await call('GET', '/me', { version: null });
    expect(me.body['data']).toMatchObject({ username: 'ava-lindqvist', email: 'ava@clinic.example.test' });
    const own = await call('GET', '/event-types', { version: '2024-06-14' });
    expect(own.body['data']).toHaveLength(7);
    const [first, second, team] = own.body['data'] ?? [];
    expect(first).toMatchObject({
      id: CONSULTATION,
      slug: 'consultation-30',
      lengthInMinutes: 30,
      hidden: false,
      minimumBookingNotice: 60,
      users: [{ name: 'Ava Lindqvist' }],
    });
    expect(fieldOf(first, 'email')).toMatchObject({ type: 'email', required: true });
    expect(fieldOf(first, 'attendeePhoneNumber')).toMatchObject({ type: 'phone', hidden: true });
    expect(fieldOf(second, 'email')).toMatchObject({ required: false });
    expect(fieldOf(second, 'attendeePhoneNumber')).toMatchObject({ hidden: false });
    expect(team).toMatchObject({
      schedulingType: 'roundRobin',
      hosts: [{ name: 'Ben Sommer' }, { name: 'Cleo Wirth' }],
    });
    const one = await call('GET', `/event-types/${SEATED}`, { version: '2024-06-14' });
    expect(one.body['data']?.['seats']).toMatchObject({ seatsPerTimeSlot: 2 });
    expect((await call('GET', `/event-types/${FOREIGN}`, { version: '2024-06-14' })).status).toBe(404);
    const publicly = await call('GET', '/event-types?username=ava-lindqvist', {
      version: '2024-06-14',
      key: null,
    });
    expect(publicly.body['data']?.map((eventType: Loose) => eventType['id'])).not.toContain(FIXED);
  });

  function fieldOf(eventType: Loose | undefined, slug: string): Loose | undefined {
    return eventType?.['bookingFields']?.find((field: Loose) => String(field['slug']) === slug);
  }
});

describe('slots', () => {
  it('lists the opening hours as UTC instants under UTC days (ASK-53)', async () => {
    const { slots } = await startHarness();
    const reply = await slots(TUESDAY);
    expect(reply.status).toBe(200);
    expect(Object.keys(reply.body['data'] ?? {})).toEqual(['2026-12-08']);
    const starts = startsOf(reply, '2026-12-08');
    expect(starts).toHaveLength(16);
    expect(starts[0]).toBe('2026-12-08T08:00:00.000Z');
    expect(starts).toContain('2026-12-08T10:30:00.000Z');
    expect(starts).not.toContain('2026-12-08T11:00:00.000Z');
    expect(starts.at(-1)).toBe('2026-12-08T16:30:00.000Z');
    expect(Object.keys(reply.body['data']?.['2026-12-08']?.[0] ?? {})).toEqual(['start']);
  });

  it('writes instants and day keys in the asked zone, and ends in the range format', async () => {
    const { slots } = await startHarness();
    const berlin = await slots(`${TUESDAY}&timeZone=Europe/Berlin&format=RANGE`);
    expect(berlin.body['data']?.['2026-12-08']?.[0]).toEqual({
      start: '2026-12-08T09:00:00.000+01:00',
      end: '2026-12-08T09:30:00.000+01:00',
    });
    const auckland = await slots(`${TUESDAY}&timeZone=Pacific/Auckland`);
    expect(startsOf(auckland, '2026-12-08')[0]).toBe('2026-12-08T21:00:00.000+13:00');
    expect(startsOf(auckland, '2026-12-09')[0]).toBe('2026-12-09T01:00:00.000+13:00');
  });

  it('includes the whole day of an end at UTC midnight, and no start equal to any other end', async () => {
    const { slots } = await startHarness();
    const midnight = await slots(
      `eventTypeId=${CONSULTATION}&start=2026-12-08T00:00:00Z&end=2026-12-09T00:00:00Z`,
    );
    expect(startsOf(midnight, '2026-12-09')).toHaveLength(16);
    const inside = await slots(
      `eventTypeId=${CONSULTATION}&start=2026-12-08T08:30:00Z&end=2026-12-08T09:30:00Z`,
    );
    expect(startsOf(inside, '2026-12-08')).toEqual(['2026-12-08T08:30:00.000Z', '2026-12-08T09:00:00.000Z']);
  });

  it('leaves out notice, window, and days without slots (ASK-58)', async () => {
    const { slots } = await startHarness();
    const today = await slots(`eventTypeId=${CONSULTATION}&start=2026-11-20&end=2026-11-21`);
    expect(Object.keys(today.body['data'] ?? {})).toEqual(['2026-11-20']);
    expect(startsOf(today, '2026-11-20')[0]).toBe('2026-11-20T12:00:00.000Z');
    const edge = await slots(`eventTypeId=${CONSULTATION}&start=2026-12-18&end=2026-12-24`);
    expect(Object.keys(edge.body['data'] ?? {})).toEqual(['2026-12-18']);
    const weekend = await slots(`eventTypeId=${CONSULTATION}&start=2026-12-12&end=2026-12-13`);
    expect(weekend.body).toEqual({ status: 'success', data: {} });
  });

  it('keeps to local opening hours across the start of summer time', async () => {
    const { slots, advance } = await startHarness();
    advance(120 * 86_400);
    const query = `eventTypeId=${LONG}&timeZone=Europe/Berlin&start=2027-03-26&end=2027-03-29`;
    const reply = await slots(query);
    expect(startsOf(reply, '2027-03-26')[0]).toBe('2027-03-26T09:00:00.000+01:00');
    expect(startsOf(reply, '2027-03-29')[0]).toBe('2027-03-29T09:00:00.000+02:00');
  });

  it.each([
    [`${TUESDAY}&teamId=7`, 400, 'teamId property is wrong,property teamId should not exist '],
    [`${TUESDAY}&timeZone=Berlin`, 400, expect.stringContaining('timeZone property is wrong,')],
    [`${TUESDAY}&format=list`, 400, expect.stringContaining('format property is wrong,')],
    [`eventTypeId=${CONSULTATION}&start=2026-12-08`, 400, expect.stringContaining('end property is wrong,')],
    [
      `eventTypeId=${CONSULTATION}&start=2026-12-09&end=2026-12-07`,
      400,
      expect.stringContaining('Invalid time range'),
    ],
    ['eventTypeId=7&start=2026-12-08&end=2026-12-08', 404, 'Event Type not found'],
    [
      'eventTypeSlug=a&username=nobody&start=2026-12-08&end=2026-12-08',
      404,
      'User with username nobody not found',
    ],
    ['eventTypeSlug=a&teamSlug=red&start=2026-12-08&end=2026-12-08', 404, 'Team with slug red not found'],
  ])('answers %s with %i', async (query, status, message) => {
    const { slots } = await startHarness();
    const reply = await slots(query);
    expect(reply.status).toBe(status);
    expect(messageOf(reply)).toEqual(message);
  });

  it('finds an event type by slug and user name', async () => {
    const { slots } = await startHarness();
    const reply = await slots(
      'eventTypeSlug=consultation-30&username=ava-lindqvist&start=2026-12-08&end=2026-12-08',
    );
    expect(startsOf(reply, '2026-12-08')).toHaveLength(16);
  });

  it('hides what a host has booked on any event type, and gives a booking its own time back', async () => {
    const { slots, sim } = await startHarness();
    const booking = sim.addBooking({ eventTypeId: LONG, start: new Date('2026-12-08T09:00:00Z') });
    const taken = startsOf(await slots(TUESDAY), '2026-12-08');
    expect(taken).toHaveLength(14);
    expect(taken).not.toContain('2026-12-08T09:30:00.000Z');
    const own = await slots(`${TUESDAY}&bookingUidToReschedule=${booking.uid}`);
    expect(startsOf(own, '2026-12-08')).toHaveLength(16);
    expect(startsOf(await slots(`${TUESDAY}&bookingUidToReschedule=unknown`), '2026-12-08')).toHaveLength(14);
    sim.cancelElsewhere(booking.uid);
    expect(startsOf(await slots(TUESDAY), '2026-12-08')).toHaveLength(16);
  });

  it('offers a round robin time until every host is busy', async () => {
    const { slots, sim } = await startHarness();
    const query = `eventTypeId=${TEAM}&start=2026-12-08T08:00:00Z&end=2026-12-08T08:30:00Z`;
    const start = new Date('2026-12-08T08:00:00Z');
    sim.addBooking({ eventTypeId: TEAM, start });
    expect(startsOf(await slots(query), '2026-12-08')).toHaveLength(1);
    sim.addBooking({ eventTypeId: TEAM, start });
    expect((await slots(query)).body['data']).toEqual({});
    expect(sim.bookings().map((booking) => booking.host)).toEqual(['Ben Sommer', 'Cleo Wirth']);
  });

  it('counts seats of a seated event type', async () => {
    const { slots, sim } = await startHarness();
    const query = `eventTypeId=${SEATED}&start=2026-12-08T08:00:00Z&end=2026-12-08T09:30:00Z`;
    const booking = sim.addBooking({ eventTypeId: SEATED, start: new Date('2026-12-08T08:00:00Z') });
    expect((await slots(query)).body['data']?.['2026-12-08']).toEqual([
      {
        start: '2026-12-08T08:00:00.000Z',
        seatsBooked: 1,
        seatsRemaining: 1,
        seatsTotal: 2,
        bookingUid: booking.uid,
      },
      { start: '2026-12-08T09:00:00.000Z', seatsBooked: 0, seatsRemaining: 2, seatsTotal: 2 },
    ]);
  });
});
