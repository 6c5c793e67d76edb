import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bookByPhone } from '../support/book-by-phone.ts';
import { openOwnerDoor } from '../support/owner-door.ts';
import type { OwnerDoor } from '../support/owner-door.ts';
import { ownerRows } from '../support/owner-rows.ts';
import { plantAlert, plantUnmatched } from '../support/planted-tasks.ts';
import { MAX } from '../support/tenant-under-test.ts';
import type { TenantUnderTest } from '../support/tenant-under-test.ts';
import { unhurried } from '../support/unhurried.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const WISH = { date: '2026-11-24', time: '14:30', service: 'Herrenhaarschnitt' };

let world: World;
let door: OwnerDoor;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
});
afterAll(() => world.close());

async function openFresh(): Promise<void> {
  door = await openOwnerDoor(world);
}

describe('the list of callbacks', () => {
  beforeEach(openFresh);

  it('shows open ones first, the oldest of them first, with what the best time means (ASK-34)', async () => {
    await door.salon.ask('request_callback', { reason: 'Erstes', best_time: 'morgen um zehn' });
    world.clock.advance({ minutes: 5 });
    await door.salon.ask('request_callback', { reason: 'Zweites' });
    const { json } = await door.as('reader', 'GET', '/callbacks');
    const [customer] = await door.salon.store.customers.findByPhone(MAX);
    expect(json).toMatchObject({ callbacks: [{ reason: 'Erstes' }, { reason: 'Zweites' }] });
    const [first] = await door.salon.store.callbacks.list('open');
    expect(Object(json['callbacks'])[0]).toEqual({
      id: first?.id,
      kind: 'caller',
      status: 'open',
      name: 'Max Mustermann',
      phone: MAX,
      reason: 'Erstes',
      best_time: 'morgen um zehn',
      best_time_read: { kind: 'at', date: '2026-11-21', time: '10:00' },
      call_id: door.salon.callId,
      customer_id: customer?.id,
      requested_at: '2026-11-20T09:00:00.000Z',
    });
  });

  it('takes what was done out of the open ones, and doing it twice is doing it once (ASK-34)', async () => {
    await door.salon.ask('request_callback', { reason: 'Erstes' });
    const [entry] = await door.salon.store.callbacks.list('open');
    const first = await door.as('staff', 'POST', `/callbacks/${entry?.id}/done`);
    expect(first).toMatchObject({ status: 200, json: { id: entry?.id, status: 'done' } });
    world.clock.advance({ minutes: 5 });
    expect(await door.as('staff', 'POST', `/callbacks/${entry?.id}/done`)).toEqual(first);
    await door.salon.ask('request_callback', { reason: 'Zweites' });
    const reasons = async (path: string): Promise<unknown[]> => {
      const list: unknown[] = Object((await door.as('reader', 'GET', path)).json['callbacks']);
      return list.map((one) => Object(one)['reason']);
    };
    expect(await reasons('/callbacks')).toEqual(['Zweites', 'Erstes']);
    expect(await reasons('/callbacks?status=open')).toEqual(['Zweites']);
    expect(await reasons('/callbacks?status=done')).toEqual(['Erstes']);
  });
});

describe('alerts and unmatched webhooks', () => {
  beforeEach(openFresh);

  it('wait until somebody has seen them, once', async () => {
    const id = await plantAlert(world, door.salon);
    expect((await door.as('reader', 'GET', '/alerts')).json).toEqual({
      alerts: [{ id, kind: 'drift', facts: { count: 1 }, raised_at: world.clock.now().toISOString() }],
    });
    const first = await door.as('staff', 'POST', `/alerts/${id}/seen`);
    expect(first).toEqual({ status: 200, json: { id, seen_at: world.clock.now().toISOString() } });
    world.clock.advance({ minutes: 1 });
    expect(await door.as('staff', 'POST', `/alerts/${id}/seen`)).toEqual(first);
    expect((await door.as('reader', 'GET', '/alerts')).json).toEqual({ alerts: [] });
  });

  it('and callbacks of our own tell their particulars with the keys of the wire, what they name included', async () => {
    const { store } = door.salon;
    const requestedAt = world.clock.now();
    const details = { deed: 'book', wasDone: false };
    await store.callbacks.add({ id: 'cbk_wire', kind: 'never_heard', details, requestedAt });
    const facts = { serviceId: 'srv_1', eventTypeId: 7 };
    await store.alerts.add({
      id: 'alr_wire',
      kind: 'event_type_gone',
      dedupeKey: 'wire',
      facts,
      raisedAt: requestedAt,
    });
    expect((await door.as('reader', 'GET', '/alerts')).json).toMatchObject({
      alerts: [{ facts: { service_id: 'srv_1', event_type_id: 7 } }],
    });
    expect((await door.as('reader', 'GET', '/callbacks')).json).toMatchObject({
      callbacks: [{ details: { deed: 'book', was_done: false } }],
    });
  });

  it('tell what they are about and no uid, and wait until somebody has dealt with them, once (ASK-57)', async () => {
    const { id, uid } = await plantUnmatched(world, door.salon);
    const { json } = await door.as('reader', 'GET', '/unmatched');
    expect(json).toEqual({
      unmatched: [
        {
          id,
          source: 'calcom',
          event: 'BOOKING_CREATED',
          result: 'unmatched',
          received_at: world.clock.now().toISOString(),
          about: { title: 'Haircut', starts_at: '2026-11-24T13:30:00Z', attendee: 'Erika Muster' },
        },
      ],
    });
    expect(JSON.stringify(json)).not.toContain(uid);
    const first = await door.as('staff', 'POST', `/unmatched/${id}/resolved`);
    expect(first).toEqual({ status: 200, json: { id, resolved_at: world.clock.now().toISOString() } });
    world.clock.advance({ minutes: 1 });
    expect(await door.as('staff', 'POST', `/unmatched/${id}/resolved`)).toEqual(first);
    expect((await door.as('reader', 'GET', '/unmatched')).json).toEqual({ unmatched: [] });
  });

  it('list what could not be worked off too, and never what was (ASK-57)', async () => {
    const { id } = await plantUnmatched(world, door.salon);
    await door.salon.store.inbox.finish(id, 'failed', world.clock.now());
    expect((await door.as('reader', 'GET', '/unmatched')).json).toMatchObject({
      unmatched: [{ result: 'failed' }],
    });
    await door.salon.store.inbox.finish(id, 'done', world.clock.now());
    expect((await door.as('reader', 'GET', '/unmatched')).json).toEqual({ unmatched: [] });
    expect((await door.as('staff', 'POST', `/unmatched/${id}/resolved`)).status).toBe(404);
  });
});

describe('what an owner does', () => {
  beforeEach(openFresh);

  const audited = (salon: TenantUnderTest) =>
    ownerRows(
      world.databaseUrl,
      `select deed, doer, after->>'task' as task, role from audit_log a
        left join access_keys k on k.tenant_id = a.tenant_id and k.id = a.access_key_id
        where a.tenant_id = '${salon.id}' and doer = 'owner' order by a.at, a.id`,
    );

  it('is audited with the key it was done with, once however often it is asked', async () => {
    await door.salon.ask('request_callback', { reason: 'Erstes' });
    const [callback] = await door.salon.store.callbacks.list('open');
    const alertId = await plantAlert(world, door.salon);
    const { id: eventId } = await plantUnmatched(world, door.salon);
    const other = await openOwnerDoor(world);
    for (const path of [
      `/callbacks/${callback?.id}/done`,
      `/alerts/${alertId}/seen`,
      `/unmatched/${eventId}/resolved`,
    ]) {
      world.clock.advance({ minutes: 1 });
      expect(await other.as('owner', 'POST', path)).toMatchObject({ status: 404 });
      for (const role of ['staff', 'owner'] as const) {
        expect(await door.as(role, 'POST', path)).toMatchObject({ status: 200 });
      }
    }
    expect(await audited(door.salon)).toEqual([
      { deed: 'finish_callback', doer: 'owner', task: callback?.id, role: 'staff' },
      { deed: 'see_alert', doer: 'owner', task: alertId, role: 'staff' },
      { deed: 'resolve_webhook', doer: 'owner', task: eventId, role: 'staff' },
    ]);
    expect(await audited(other.salon)).toEqual([]);
  });

  it('to a customer is audited with the key too, and nothing that was refused is', async () => {
    const [customer] = await door.salon.store.customers.findByPhone(MAX);
    const path = `/customers/${customer?.id}`;
    for (const role of ['reader', 'staff'] as const) {
      expect(await door.as(role, 'GET', `${path}/export`)).toMatchObject({ status: 403 });
      expect(await door.as(role, 'DELETE', path)).toMatchObject({ status: 403 });
    }
    await door.as('owner', 'GET', `${path}/export`);
    world.clock.advance({ minutes: 1 });
    for (const status of [200, 404]) expect(await door.as('owner', 'DELETE', path)).toMatchObject({ status });
    expect(await audited(door.salon)).toMatchObject([
      { deed: 'export_customer', role: 'owner' },
      { deed: 'erase_customer', role: 'owner' },
    ]);
  });
});

describe('an appointment and a customer', () => {
  beforeEach(openFresh);

  it('show who did what, on which proof, and what it was before and after', async () => {
    const { appointmentId } = await bookByPhone(door.salon, WISH);
    await door.salon.ask('cancel_appointment', {});
    const { status, json } = await door.as('reader', 'GET', `/appointments/${appointmentId}/audit`);
    expect(status).toBe(200);
    const audit: unknown[] = Object(json['audit']);
    expect(audit[0]).toMatchObject({
      doer: 'caller',
      deed: 'book',
      call_id: door.salon.callId,
      after: { status: 'scheduled', starts_at: '2026-11-24T13:30:00.000Z' },
    });
    expect(audit.at(-1)).toMatchObject({ deed: 'cancel', after: { status: 'cancelled' } });
    const uid = door.salon.calcom.bookings()[0]?.uid ?? 'none';
    expect(JSON.stringify(json)).not.toContain(uid);
  });

  it('are found by number however it is written, and by a part of the name (ASK-76)', async () => {
    const [customer] = await door.salon.store.customers.findByPhone(MAX);
    const max = { id: customer?.id, name: 'Max Mustermann', phone: MAX, email: 'max@example.com' };
    for (const query of ['phone=0171%20123%2045%2067', `phone=${encodeURIComponent(MAX)}`, 'name=mUSTER']) {
      expect((await door.as('reader', 'GET', `/customers?${query}`)).json).toEqual({ customers: [max] });
    }
    for (const query of ['name=%25%25', 'name=Erika', 'phone=%2B4917199999']) {
      const { status, json } = await door.as('reader', 'GET', `/customers?${query}`);
      expect(status === 400 || JSON.stringify(json) === '{"customers":[]}').toBe(true);
    }
  });

  it('are given out whole and removed for an owner, who is told of appointments that still stand', async () => {
    const { appointmentId } = await bookByPhone(door.salon, WISH);
    await world.settle();
    const [customer] = await door.salon.store.customers.findByPhone(MAX);
    const path = `/customers/${customer?.id}`;
    const { status, json } = await door.as('owner', 'GET', `${path}/export`);
    expect(status).toBe(200);
    expect(json).toMatchObject({
      customer: { id: customer?.id, name: 'Max Mustermann', phone: MAX },
      appointments: [{ id: appointmentId, starts_at: '2026-11-24T13:30:00.000Z' }],
      calls: [{ id: door.salon.callId, from_number: MAX }],
    });
    const text = JSON.stringify(json);
    expect(text).not.toContain(door.salon.calcom.bookings()[0]?.uid ?? 'none');
    expect(text).not.toMatch(/"[a-z]+[A-Z]\w*":/);
    expect(await door.as('owner', 'DELETE', path)).toEqual({
      status: 409,
      json: { error: 'has_standing_appointments', field: 'id', count: 1 },
    });
    await door.salon.ask('cancel_appointment', {});
    await world.settle();
    expect(await door.as('owner', 'DELETE', path)).toEqual({ status: 200, json: { erased: true } });
    expect(await door.as('owner', 'DELETE', path)).toMatchObject({ status: 404 });
    expect((await door.as('reader', 'GET', '/customers?name=Max')).json).toEqual({ customers: [] });
  });
});

describe('a reconcile', () => {
  beforeEach(openFresh);

  it('is asked for and its runs are listed with the drift they found', async () => {
    expect(await door.as('owner', 'POST', '/reconcile')).toEqual({ status: 202, json: { requested: true } });
    expect(await world.jobs.boss.findJobs('reconcile', {})).not.toEqual([]);
    const now = world.clock.now();
    const { reconciles } = door.salon.store;
    await reconciles.begin({ id: 'rec_1', source: 'calcom', cause: 'on_demand', since: now, startedAt: now });
    await reconciles.note('rec_1', {
      looked: 3,
      drift: [{ what: 'moved', appointmentId: 'apt_1', repaired: true }],
      finishedAt: now,
    });
    const at = now.toISOString();
    expect((await door.as('reader', 'GET', '/reconciles')).json).toEqual({
      reconciles: [
        {
          id: 'rec_1',
          source: 'calcom',
          cause: 'on_demand',
          since: at,
          started_at: at,
          finished_at: at,
          looked: 3,
          drift: [{ what: 'moved', appointment_id: 'apt_1', repaired: true }],
        },
      ],
    });
  });
});
