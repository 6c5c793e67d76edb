import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACCESS_KEY } from '../../src/domain/access-key.ts';
import { setUpTenant } from '../../src/operations/set-up-tenant.ts';
import { bookByPhone } from '../support/book-by-phone.ts';
import { openOwnerDoor, OWNER_ROLES } from '../support/owner-door.ts';
import type { OwnerDoor, OwnerRole } from '../support/owner-door.ts';
import { plantAlert, plantUnmatched } from '../support/planted-tasks.ts';
import { MAX } from '../support/tenant-under-test.ts';
import { unhurried } from '../support/unhurried.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const WISH = { date: '2026-11-24', time: '14:30', service: 'Herrenhaarschnitt' };

let world: World;
let door: OwnerDoor;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
  door = await openOwnerDoor(world);
});
afterAll(() => world.close());

describe('who brings no valid access key', () => {
  it.each([
    ['nothing', () => null],
    ['an empty header', () => ''],
    ['another scheme', () => `Basic ${door.keyOf('owner')}`],
    ['the key alone', () => door.keyOf('owner')],
    ['a wrong key', () => 'Bearer key-of-the-owner-00'],
    ['a part of a key', () => `Bearer ${door.keyOf('owner').slice(0, -1)}`],
    ['its hash', () => `Bearer ${'0'.repeat(64)}`],
    ['a huge key', () => `Bearer ${'k'.repeat(5_000)}`],
    ['text in the place of SQL', () => "Bearer ' or '1'='1' or 'aaaa'='aaaa"],
  ])('hears the same whatever is wrong: %s', async (_what, header) => {
    for (const path of ['/callbacks', '/customers/cus_1/export', '/nothing', '']) {
      const answer = await door.request('GET', path, header());
      expect(answer).toEqual({ status: 401, json: { error: 'unauthorized' } });
    }
  });
});

describe('a key that is no longer named', () => {
  it('opens nothing any more, and the ones that are still named do; no other tenant loses one', async () => {
    const one = await openOwnerDoor(world);
    const staffKey = one.keyOf('staff');
    const definition = { ...one.salon.definition, accessKeys: [{ role: 'reader' as const, key: staffKey }] };
    for (const _again of [1, 2])
      expect(await setUpTenant(world.deps, definition)).toMatchObject({ kind: 'done' });
    expect((await one.as('owner', 'GET', '/alerts')).status).toBe(401);
    expect((await one.as('staff', 'GET', '/alerts')).status).toBe(200);
    expect((await one.as('staff', 'POST', '/alerts/alr_none/seen')).status).toBe(403);
    expect((await door.as('owner', 'GET', '/alerts')).status).toBe(200);
    await setUpTenant(world.deps, { ...definition, accessKeys: [] });
    expect((await one.as('staff', 'GET', '/alerts')).status).toBe(401);
  });
});

describe('a flood of keys', () => {
  it('is looked up one after the other, few wait, and the rest is turned away unseen', async () => {
    const gate = Promise.withResolvers<void>();
    let running = 0;
    let most = 0;
    const app = world.openApp({
      ...world.deps,
      system: {
        ...world.deps.system,
        findAccessKeyOwner: async (key) => {
          running += 1;
          most = Math.max(most, running);
          await gate.promise;
          running -= 1;
          return world.deps.system.findAccessKeyOwner(key);
        },
      },
    });
    const ask = (key: string) =>
      Promise.resolve(app.request('/api/v1/alerts', { headers: { authorization: `Bearer ${key}` } }));
    const flood = Array.from({ length: 130 }, (_, place) => ask(`guess-${place}-0123456789`));
    const [late, ...others] = await Promise.all(flood.slice(100));
    expect([late?.headers.get('retry-after'), await late?.json()]).toEqual(['1', { error: 'unavailable' }]);
    expect(others.filter(({ status }) => status === 503)).toHaveLength(29);
    gate.resolve();
    const looked = await Promise.all(flood.slice(0, 100));
    expect(looked.filter(({ status }) => status === 401)).toHaveLength(100);
    expect(most).toBe(1);
    expect((await ask(door.keyOf('reader'))).status).toBe(200);
  });
});

describe('what a key allows', () => {
  it.each<[method: string, path: string, least: OwnerRole]>([
    ['GET', '/callbacks', 'reader'],
    ['GET', '/alerts', 'reader'],
    ['GET', '/unmatched', 'reader'],
    ['GET', '/appointments/apt_none/audit', 'reader'],
    ['GET', '/reconciles', 'reader'],
    ['GET', '/customers?name=Max', 'reader'],
    ['GET', '/customers/cus_none/appointments', 'reader'],
    ['POST', '/callbacks/cbk_none/done', 'staff'],
    ['POST', '/alerts/alr_none/seen', 'staff'],
    ['POST', '/unmatched/evt_none/resolved', 'staff'],
    ['POST', '/reconcile', 'owner'],
    ['GET', '/customers/cus_none/export', 'owner'],
    ['DELETE', '/customers/cus_none', 'owner'],
  ])('is told by its role: %s %s needs %s', async (method, path, least) => {
    const mayNot = OWNER_ROLES.slice(OWNER_ROLES.indexOf(least) + 1);
    const forbidden: OwnerRole[] = [];
    for (const role of OWNER_ROLES) {
      const { status, json } = await door.as(role, method, path);
      expect([200, 202, 403, 404]).toContain(status);
      if (json['error'] === 'forbidden') forbidden.push(role);
    }
    expect(forbidden).toEqual(mayNot);
  });

  it('is told with the door that stayed shut', async () => {
    expect(await door.as('reader', 'POST', '/reconcile')).toEqual({
      status: 403,
      json: { error: 'forbidden', field: 'authorization', needs: 'owner' },
    });
  });

  it('is nothing at all at another tenant: its rows are not there', async () => {
    const { salon } = door;
    await salon.ask('request_callback', {});
    const { appointmentId } = await bookByPhone(salon, WISH);
    const [callback] = await salon.store.callbacks.list('open');
    const [customer] = await salon.store.customers.findByPhone(MAX);
    const alertId = await plantAlert(world, salon);
    const { id: eventId } = await plantUnmatched(world, salon);
    const other = await openOwnerDoor(world);
    for (const [method, path] of [
      ['POST', `/callbacks/${callback?.id}/done`],
      ['POST', `/alerts/${alertId}/seen`],
      ['POST', `/unmatched/${eventId}/resolved`],
      ['GET', `/appointments/${appointmentId}/audit`],
      ['GET', `/customers/${customer?.id}/appointments`],
      ['GET', `/customers/${customer?.id}/export`],
      ['DELETE', `/customers/${customer?.id}`],
    ] as const) {
      expect(await other.as('owner', method, path)).toEqual({
        status: 404,
        json: { error: 'not_found', field: 'id' },
      });
    }
    for (const list of ['callbacks', 'alerts', 'unmatched', 'reconciles']) {
      expect((await other.as('owner', 'GET', `/${list}`)).json).toEqual({ [list]: [] });
    }
    for (const list of ['callbacks', 'alerts', 'unmatched']) {
      expect((await door.as('owner', 'GET', `/${list}`)).json[list]).toHaveLength(1);
    }
  });
});

describe('a request that cannot be read', () => {
  it.each([
    ['/callbacks?status=lost', 'status'],
    ['/callbacks?state=open', 'state'],
    ['/alerts?limit=5', 'limit'],
    ['/unmatched?a=1', 'a'],
    ['/reconciles?since=1', 'since'],
    ['/customers', 'phone'],
    ['/customers?name=Max&phone=1', 'phone'],
    ['/customers?name=x', 'name'],
    [`/customers?name=${'x'.repeat(101)}`, 'name'],
    ['/customers?phone=keine%20Ahnung', 'phone'],
    ['/customers?name=Max%00', 'name'],
    ['/customers/cus_none/appointments?from=1', 'from'],
    ['/customers?name=Max%07Mustermann', 'name'],
    ['/customers?phone=%2B4917100000%0001', 'phone'],
  ])('hears which field is wrong: %s', async (path, field) => {
    expect(await door.as('owner', 'GET', path)).toEqual({ status: 400, json: { error: 'invalid', field } });
  });

  it.each([
    ['POST', '/callbacks/cbk%00/done'],
    ['POST', '/alerts/alr%00/seen'],
    ['POST', '/unmatched/evt%00/resolved'],
    ['GET', '/appointments/apt%00/audit'],
    ['GET', '/customers/cus%00/appointments'],
    ['GET', '/customers/cus%00/export'],
    ['DELETE', '/customers/cus%00'],
    ['DELETE', '/customers/cus%C2%85'],
  ])('hears that an id no row can have is not there: %s %s', async (method, path) => {
    expect(await door.as('owner', method, path)).toEqual({
      status: 404,
      json: { error: 'not_found', field: 'id' },
    });
  });

  it('hears that there is no such door, and that a body is too large', async () => {
    expect(await door.as('owner', 'GET', '/nothing')).toEqual({
      status: 404,
      json: { error: 'not_found', field: 'path' },
    });
    const large = await door.request(
      'POST',
      '/reconcile',
      `Bearer ${door.keyOf('owner')}`,
      'x'.repeat(70_000),
    );
    expect(large).toEqual({ status: 413, json: { error: 'too_large', field: 'body' } });
  });
});

describe('a key of all characters that a seed takes', () => {
  it('opens each door: in a header, in a subprotocol and in a form', async () => {
    const key = "AZaz09!#$%&'*+-.^_`|~";
    expect(key).toMatch(ACCESS_KEY);
    await world.tenant({ definition: { accessKeys: [{ role: 'owner', key }] } });
    expect((await door.request('GET', '/alerts', `Bearer ${key}`)).status).toBe(200);
    const socket = { upgrade: 'other', 'sec-websocket-protocol': `slotline, key.${key}` };
    const live = await world.app.request('/api/v1/reminders/live', { headers: socket });
    // Whose key it is was found: only what is asked for is not there.
    expect(live.status).toBe(406);
    const page = await world.app.request('/sign-in', {
      method: 'POST',
      headers: { origin: 'http://localhost', 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ key }).toString(),
    });
    expect(page.status).toBe(303);
  });
});
