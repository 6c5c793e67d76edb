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

describe('a list of bookings', () => {
  const page = (uids: string[], hasNextPage: boolean, changes: Record<string, unknown> = {}) => ({
    json: { ...success(uids.map((uid) => wireBooking({ uid, ...changes }))), pagination: { hasNextPage } },
  });

  it('sends every filter in the words of Cal.com', async () => {
    calcom.server.script(page([], false));
    await calcom.calendar.listBookings(
      {
        eventTypeId: EVENT_TYPE,
        startsFrom: new Date('2026-12-08T08:00:00Z'),
        startsUntil: new Date('2026-12-08T09:00:00Z'),
        updatedAfter: new Date('2026-12-01T00:00:00Z'),
        attendeeEmail: 'max@example.com',
        status: ['upcoming', 'unconfirmed'],
      },
      {},
    );
    const [request] = calcom.server.requests;
    expect(request?.headers['cal-api-version']).toBe('2024-08-13');
    expect(Object.fromEntries(request?.query ?? [])).toEqual({
      status: 'upcoming,unconfirmed',
      attendeeEmail: 'max@example.com',
      eventTypeId: '2563193',
      afterStart: '2026-12-08T07:59:59.999Z',
      beforeEnd: '2026-12-09T09:00:00.001Z',
      afterUpdatedAt: '2026-12-01T00:00:00.000Z',
      sortUpdatedAt: 'asc',
      take: '250',
      skip: '0',
    });
    calcom.server.script(page([], false));
    await calcom.calendar.listBookings({}, {});
    expect(Object.fromEntries(calcom.server.requests[1]?.query ?? [])).toEqual({
      sortStart: 'asc',
      take: '250',
      skip: '0',
    });
  });

  it('reads page after page and names a booking once that slid onto the next one', async () => {
    calcom.server.script(page(['a', 'b'], true), page(['b', 'c'], true), page(['d'], false));
    const found = await calcom.calendar.listBookings({}, {});
    expect(found.map(({ uid }) => uid)).toEqual(['a', 'b', 'c', 'd']);
    expect(calcom.server.requests.map(({ query }) => query.get('skip'))).toEqual(['0', '2', '4']);
  });

  it('stops at the limit', async () => {
    calcom.server.script(page(['a', 'b'], true), page(['c', 'd'], true));
    const found = await calcom.calendar.listBookings({ limit: 3 }, {});
    expect(found.map(({ uid }) => uid)).toEqual(['a', 'b', 'c']);
    expect(calcom.server.requests.map(({ query }) => query.get('take'))).toEqual(['3', '3']);
  });

  it('stops where the service repeats itself', async () => {
    calcom.server.script(page(['a'], true), page(['a'], true), page(['a'], true));
    expect(await calcom.calendar.listBookings({}, {})).toHaveLength(1);
    expect(calcom.server.requests).toHaveLength(2);
  });

  it('keeps to starts within the bounds, both included', async () => {
    const at = (uid: string, start: string) => wireBooking({ uid, start });
    calcom.server.script({
      json: success([
        at('before', '2026-12-08T07:59:59.999Z'),
        at('first', '2026-12-08T08:00:00.000Z'),
        at('last', '2026-12-08T09:00:00.000Z'),
        at('after', '2026-12-08T09:00:00.001Z'),
      ]),
    });
    const bounds = {
      startsFrom: new Date('2026-12-08T08:00:00Z'),
      startsUntil: new Date('2026-12-08T09:00:00Z'),
    };
    const found = await calcom.calendar.listBookings(bounds, {});
    expect(found.map(({ uid }) => uid)).toEqual(['first', 'last']);
  });
});

describe('event types and account (ASK-59, ASK-88)', () => {
  const field = (slug: string, changes: Record<string, unknown>) => ({
    slug,
    label: slug,
    isDefault: true,
    ...changes,
  });
  const email = (changes: Record<string, unknown>) =>
    field('email', { type: 'email', required: true, ...changes });
  const phone = (changes: Record<string, unknown>) =>
    field('attendeePhoneNumber', { type: 'phone', ...changes });
  const eventType = (changes: Record<string, unknown>) => ({
    id: 1,
    slug: 'schnitt',
    title: 'Schnitt',
    lengthInMinutes: 45,
    bookingFields: [],
    ...changes,
  });

  it('reads what a service needs to know', async () => {
    calcom.server.script({
      json: success([
        eventType({
          hidden: true,
          users: [{ id: 11, name: 'Anna Beispiel' }, 'someone'],
          seats: { seatsPerTimeSlot: 6 },
        }),
        eventType({
          id: 2,
          hosts: [{ userId: 12, name: 'Bea Beispiel' }],
          users: [],
          seatsPerTimeSlot: null,
        }),
      ]),
    });
    expect(await calcom.calendar.listEventTypes({})).toEqual([
      {
        id: 1,
        slug: 'schnitt',
        title: 'Schnitt',
        minutes: 45,
        hidden: true,
        phoneOnlyAllowed: false,
        hosts: [{ name: 'Anna Beispiel' }],
        seatsPerSlot: 6,
      },
      {
        id: 2,
        slug: 'schnitt',
        title: 'Schnitt',
        minutes: 45,
        hidden: false,
        phoneOnlyAllowed: false,
        hosts: [{ name: 'Bea Beispiel' }],
      },
    ]);
    expect(calcom.server.requests[0]).toMatchObject({
      method: 'GET',
      path: '/v2/event-types',
      headers: { 'cal-api-version': '2024-06-14' },
    });
  });

  it.each([
    {
      title: 'an optional e-mail field and a phone field',
      fields: [email({ required: false }), phone({})],
      allowed: true,
    },
    {
      title: 'a hidden e-mail field and a phone field',
      fields: [email({ hidden: true }), phone({})],
      allowed: true,
    },
    { title: 'a required e-mail field', fields: [email({}), phone({})], allowed: false },
    {
      title: 'an e-mail field that says nothing',
      fields: [email({ required: undefined }), phone({})],
      allowed: false,
    },
    { title: 'no phone field', fields: [email({ required: false })], allowed: false },
    {
      title: 'a hidden phone field',
      fields: [email({ hidden: true }), phone({ hidden: true })],
      allowed: false,
    },
    {
      title: 'a phone field for reminders only',
      fields: [email({ required: false }), field('smsReminderNumber', { type: 'phone' })],
      allowed: false,
    },
  ])('takes a number alone as $allowed with $title', async ({ fields, allowed }) => {
    calcom.server.script({ json: success([eventType({ bookingFields: fields })]) });
    const [found] = await calcom.calendar.listEventTypes({});
    expect(found?.phoneOnlyAllowed).toBe(allowed);
  });

  it('reads one event type, also of a team, and tells a missing one from a forbidden one', async () => {
    calcom.server.script(
      { json: success({ ...eventType({ id: 7 }), teamId: 3 }) },
      { status: 404, json: enveloped(404, 'NotFoundException', 'Event type with id 8 not found') },
      { status: 403, json: enveloped(403, 'ForbiddenException', 'not yours') },
    );
    expect(await calcom.calendar.getEventType(7, {})).toMatchObject({ kind: 'done', data: { id: 7 } });
    expect(await calcom.calendar.getEventType(8, {})).toEqual({ kind: 'rejected', why: 'not_found' });
    await expect(calcom.calendar.getEventType(9, {})).rejects.toMatchObject({ code: 'upstream_rejected' });
    expect(calcom.server.requests[0]).toMatchObject({
      method: 'GET',
      path: '/v2/event-types/7',
      headers: { 'cal-api-version': '2024-06-14' },
    });
  });

  it('pings the account of the key', async () => {
    calcom.server.script({ json: success({ id: 11, username: 'anna' }) });
    await calcom.calendar.ping({});
    expect(calcom.server.requests[0]).toMatchObject({ method: 'GET', path: '/v2/me' });
  });

  it('faults on a bad key', async () => {
    const message = 'CustomThrottlerGuard - Invalid API Key';
    calcom.server.script({ status: 401, json: enveloped(401, 'UnauthorizedException', message) });
    await expect(calcom.calendar.ping({})).rejects.toMatchObject({ code: 'upstream_rejected' });
  });
});
