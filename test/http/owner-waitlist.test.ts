import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReminderWishes } from '../../src/domain/reminders/reminder-settings.ts';
import { openOwnerDoor } from '../support/owner-door.ts';
import type { OwnerDoor } from '../support/owner-door.ts';
import { bookByPhone } from '../support/book-by-phone.ts';
import { MAX } from '../support/tenant-under-test.ts';
import { unhurried } from '../support/unhurried.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
let door: OwnerDoor;
let other: OwnerDoor;
let customerId: string;
let serviceId: string;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
  other = await openOwnerDoor(world);
  door = await openOwnerDoor(world);
  for (const one of [other, door]) await set(one, { waitlist: true });
  customerId = (await door.salon.store.customers.findByPhone(MAX))[0]?.id ?? '';
  const { services } = await world.deps.directory.profile(door.salon.id);
  serviceId = services.find(({ name }) => name === 'Herrenhaarschnitt')?.id ?? '';
});
afterAll(() => world.close());

/** The salon rings its customers, with these wishes. */
async function set({ salon }: OwnerDoor, wishes: ReminderWishes): Promise<void> {
  const [agentId = '', fromNumber = ''] = [salon.definition.agents[0], salon.definition.phoneNumbers[0]];
  const now = world.clock.now();
  await salon.store.tenant.saveReminders({ enabled: true, agentId, fromNumber, ...wishes }, now);
  await world.deps.directory.refresh();
}

function post(body: unknown, as: OwnerDoor = door) {
  return as.request('POST', '/waitlist', `Bearer ${as.keyOf('staff')}`, JSON.stringify(body));
}

describe('the waitlist of an owner', () => {
  it('takes a customer, shows them, and lets them go (VIO-94)', async () => {
    const { appointmentId } = await bookByPhone(door.salon, { date: '2026-11-26', time: '14:30' });
    const added = await post({
      customer_id: customerId,
      service_id: serviceId,
      latest: '2026-12-24T00:00:00+01:00',
    });
    expect(added).toMatchObject({
      status: 201,
      json: {
        customer_id: customerId,
        service_id: serviceId,
        appointment_id: appointmentId,
        earliest: '2026-11-20T09:15:00.000Z',
        latest: '2026-11-26T13:30:00.000Z',
        state: 'waiting',
      },
    });
    const { id } = added.json;
    const again = await post({
      customer_id: customerId,
      service_id: serviceId,
      latest: '2026-11-25T00:00:00Z',
    });
    expect(again.json).toMatchObject({ id, latest: '2026-11-25T00:00:00.000Z' });
    const listed = await door.as('reader', 'GET', '/waitlist');
    expect(listed).toEqual({ status: 200, json: { waitlist: [again.json] } });

    expect(await other.as('owner', 'GET', '/waitlist')).toEqual({ status: 200, json: { waitlist: [] } });
    expect((await other.as('owner', 'DELETE', `/waitlist/${String(id)}`)).status).toBe(404);
    expect((await door.as('reader', 'DELETE', `/waitlist/${String(id)}`)).status).toBe(403);
    expect(await door.as('staff', 'DELETE', `/waitlist/${String(id)}`)).toEqual({
      status: 200,
      json: { id, state: 'ended' },
    });
    expect((await door.as('staff', 'DELETE', `/waitlist/${String(id)}`)).status).toBe(404);
    expect((await door.as('reader', 'GET', '/waitlist')).json).toEqual({ waitlist: [] });
  });

  it('finds the service it is for among those of the tenant (VIO-94)', async () => {
    const { services } = (await door.as('reader', 'GET', '/services')).json;
    expect(services).toContainEqual({
      id: serviceId,
      name: 'Herrenhaarschnitt',
      minutes: expect.any(Number),
      active: true,
      event_type_id: expect.any(Number),
      reminder_hours: null,
    });
    const others = (await other.as('reader', 'GET', '/services')).json['services'];
    expect(JSON.stringify(others)).not.toContain(serviceId);
  });

  it('says what is missing in words (VIO-94)', async () => {
    const { json } = await post({ service_id: 7 });
    expect(json['problems']).toEqual([
      { field: 'customer_id', problem: 'is missing' },
      { field: 'service_id', problem: expect.not.stringContaining('missing') },
    ]);
  });

  it('names what it cannot use (VIO-94)', async () => {
    const good = { customer_id: customerId, service_id: serviceId };
    const fieldOf = async (body: unknown) => {
      const { status, json } = await post(body);
      expect(status).toBe(400);
      return json['field'];
    };
    expect(await fieldOf({ service_id: serviceId })).toBe('customer_id');
    expect(await fieldOf({ ...good, customer_id: 'cus_unknown' })).toBe('customer_id');
    expect(await fieldOf({ ...good, service_id: 'svc_unknown' })).toBe('service_id');
    expect(await fieldOf({ ...good, staff_id: 'stf_unknown' })).toBe('staff_id');
    expect(await fieldOf({ ...good, appointment_id: 'apt_unknown' })).toBe('appointment_id');
    expect(await fieldOf({ ...good, latest: '2026-11-20T09:00:00Z' })).toBe('latest');
    expect(await fieldOf({ ...good, earliest: '2026-11-26T15:00:00+01:00' })).toBe('earliest');
    const [from, until] = ['2026-11-24T00:00:00+01:00', '2026-11-23T00:00:00+01:00'];
    expect(await fieldOf({ ...good, earliest: from, latest: until })).toBe('earliest');
    expect(await fieldOf({ ...good, latest: 'soon' })).toBe('latest');
    expect(await fieldOf({ ...good, colour: 'red' })).toBe('colour');
    expect((await post(good, other)).status).toBe(400);
    expect((await door.request('POST', '/waitlist', `Bearer ${door.keyOf('reader')}`, '{}')).status).toBe(
      403,
    );
  });

  it('takes nobody whom no freed time would be offered, and says why (VIO-35, VIO-94)', async () => {
    const wish = { customer_id: customerId, service_id: serviceId };
    const { store } = door.salon;
    await set(door, { waitlist: false });
    expect(await post(wish)).toEqual({ status: 409, json: { error: 'waitlist_closed', field: 'waitlist' } });
    await set(door, { waitlist: true, enabled: false });
    expect(await post(wish)).toEqual({ status: 409, json: { error: 'waitlist_closed', field: 'enabled' } });
    await set(door, { waitlist: true });
    await store.doNotCall.add({ number: MAX, source: 'owner', addedAt: world.clock.now() });
    expect(await post(wish)).toEqual({
      status: 409,
      json: { error: 'number_not_called', field: 'customer_id' },
    });
    await store.doNotCall.remove(MAX);
    const nobody = { id: 'cus_numberless', name: 'Ohne Nummer', now: world.clock.now() };
    const numberless = await store.customers.save(nobody);
    expect(await post({ ...wish, customer_id: numberless })).toEqual({
      status: 409,
      json: { error: 'no_number', field: 'customer_id' },
    });
    expect(await store.waitlist.list()).toEqual([]);
    expect((await post(wish)).status).toBe(201);
  });

  it('takes nobody whose appointment is too near for an earlier time (VIO-94)', async () => {
    world.clock.set('2026-11-26T13:20:00.000Z');
    const late = await post({ customer_id: customerId, service_id: serviceId });
    expect(late).toMatchObject({ status: 400, json: { error: 'invalid', field: 'appointment_id' } });
  });
});
