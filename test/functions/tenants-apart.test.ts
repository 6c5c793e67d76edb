import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { HAIRCUT } from '../support/salon.ts';
import { startOwnRedis } from '../support/own-redis.ts';
import type { OwnRedis } from '../support/own-redis.ts';
import { readyQuestion } from '../support/ready-question.ts';
import { MAX } from '../support/tenant-under-test.ts';
import type { TenantUnderTest } from '../support/tenant-under-test.ts';
import { warmUp } from '../support/warm-up.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const TUESDAY = '2026-11-24';
/** The same call id, caller, service names and slot times in both. */
const CALL = { callId: 'call_0000000000000000000000000a' };

let redis: OwnRedis;
let world: World;
let north: TenantUnderTest;
let south: TenantUnderTest;

beforeAll(async () => {
  redis = await startOwnRedis();
  world = await createWorld({ redisUrl: redis.url });
  await vi.waitFor(() => world.deps.cache.ping());
  await warmUp(world);
});
afterAll(async () => {
  await world.close();
  await redis.stop();
});
beforeEach(async () => {
  const customers = (email: string) => ({ customers: [{ name: 'Max Mustermann', phone: MAX, email }] });
  north = await world.tenant({ definition: { name: 'Salon Nord', ...customers('nord@example.com') } });
  south = await world.tenant({ definition: { name: 'Salon Süd', ...customers('sued@example.com') } });
});

const statuses = (tenant: TenantUnderTest) => tenant.calcom.bookings().map(({ status }) => status);

describe('two tenants with the same services, caller and times (ASK-74)', () => {
  it("see their own customer only, under the same caller's number", async () => {
    expect(await north.ask('initialize_call', {}, CALL)).toMatchObject({
      tenant: 'Salon Nord',
      customer: { email: 'nord@example.com' },
    });
    expect(await south.ask('initialize_call', {}, CALL)).toMatchObject({
      tenant: 'Salon Süd',
      customer: { email: 'sued@example.com' },
    });
    expect(await south.ask('check_customer', {}, CALL)).toMatchObject({
      customer: { email: 'sued@example.com' },
    });
  });

  it('see the free times of their own calendar only, from the calendar and from the cache (ASK-65)', async () => {
    south.calcom.addBooking({ eventTypeId: HAIRCUT, start: new Date('2026-11-24T13:30:00Z') });
    for (let round = 0; round < 2; round += 1) {
      const ask = (tenant: TenantUnderTest) =>
        tenant.ask('check_availability', { date: TUESDAY, time: '14:30' }, CALL);
      expect(await ask(north)).toMatchObject({ available: true });
      expect(await ask(south)).toMatchObject({ available: false });
    }
    expect(north.calcom.requests()).toHaveLength(1);
    expect(south.calcom.requests()).toHaveLength(1);
  });

  it('hold and book the same time at the same moment, each in its own calendar', async () => {
    const both = [north, south];
    const wish = { date: TUESDAY, time: '14:30' };
    const offers = await Promise.all(both.map((tenant) => tenant.ask('start_booking', wish, CALL)));
    expect(offers.map((offer) => offer.success)).toEqual([true, true]);
    const booked = await Promise.all(
      both.map((tenant, at) =>
        tenant.ask('confirm_booking', { booking_id: offers[at]?.['booking_id'], confirmed: true }, CALL),
      ),
    );
    expect(booked.map((answer) => answer.success)).toEqual([true, true]);
    expect(both.map(statuses)).toEqual([['accepted'], ['accepted']]);
    const keys = both.map((tenant) => [...new Set(tenant.calcom.requests().map(({ apiKey }) => apiKey))]);
    expect(keys).toEqual(both.map((tenant) => [tenant.definition.calcom?.apiKey]));
  });

  it('cannot confirm what the other offered on a call of the same id', async () => {
    const offer = await north.ask('start_booking', { date: TUESDAY, time: '14:30' }, CALL);
    for (const args of [{ booking_id: offer['booking_id'], confirmed: true }, { confirmed: true }]) {
      expect(await south.ask('confirm_booking', args, CALL)).toMatchObject({
        success: false,
        reason: 'nothing_offered',
      });
    }
    expect(await south.ask('confirm_booking', { confirmed: false }, CALL)).toMatchObject({
      status: 'dropped',
    });
    expect([statuses(north), statuses(south)]).toEqual([[], []]);
    expect(await north.ask('confirm_booking', { confirmed: true }, CALL)).toMatchObject({ success: true });
  });

  it('cannot see, cancel or move the appointment of the other by its id or its booking code', async () => {
    const offer = await north.ask('start_booking', { date: TUESDAY, time: '14:30' }, CALL);
    const booked = await north.ask(
      'confirm_booking',
      { booking_id: offer['booking_id'], confirmed: true },
      CALL,
    );
    const named = [
      { appointment_id: booked['appointment_id'] },
      { booking_code: booked['booking_code'] },
      { name: 'Max Mustermann', date: TUESDAY },
    ];
    for (const args of named) {
      const to = { new_date: '2026-11-25', new_time: '09:00' };
      const refused = { success: false, reason: 'appointment_not_found' };
      const cancelled = await south.ask('cancel_appointment', args, CALL);
      expect({ args, ...cancelled }).toMatchObject({ args, ...refused });
      const moved = await south.ask('reschedule_appointment', { ...args, ...to }, CALL);
      expect({ args, ...moved }).toMatchObject({ args, ...refused });
      expect((await south.ask('get_customer_appointments', args, CALL))['appointments'] ?? []).toEqual([]);
    }
    await world.settle();
    expect(statuses(north)).toEqual(['accepted']);
    expect(south.calcom.bookings()).toEqual([]);
  });

  it('keep records of calls with the same id apart (ASK-79)', async () => {
    await north.ask('check_availability', { date: TUESDAY }, CALL);
    await south.ask('get_available_services', {}, CALL);
    await world.settle();
    const recorded = async (tenant: TenantUnderTest) =>
      (await tenant.store.functionCalls.ofCall(CALL.callId)).map((record) => record.function);
    expect(await recorded(north)).toEqual(['check_availability']);
    expect(await recorded(south)).toEqual(['get_available_services']);
    expect(await north.store.calls.find(CALL.callId)).toMatchObject({ agentId: north.definition.agents[0] });
    expect(await south.store.calls.find(CALL.callId)).toMatchObject({ agentId: south.definition.agents[0] });
  });

  it('share no key in the cache: each holds the id of its tenant (ASK-65, ASK-66)', async () => {
    for (const tenant of [north, south]) {
      await readyQuestion(tenant, 'reschedule_appointment');
      await tenant.ask('start_booking', { date: TUESDAY, time: '14:30' }, CALL);
      await tenant.ask('check_availability', { date: TUESDAY, service: 'Färben' }, { callId: 'call_b' });
    }
    await world.settle();
    const client = new Redis(redis.url);
    const all = await client.keys('*');
    client.disconnect();
    // What is counted per key of a calendar is no cache: it stands under a hash of the key, whoever has it.
    const keys = all.filter((key) => !/^calendar-key:\{[\w-]{43}\}:/.test(key));
    for (const { definition } of [north, south]) {
      expect(all.join(' ')).not.toContain(definition.calcom?.apiKey);
    }
    expect(keys.filter((key) => !/^company:ten_[0-9a-z]{26}:/.test(key))).toEqual([]);
    const shapes = (tenant: TenantUnderTest) =>
      keys
        .filter((key) => key.includes(tenant.id))
        .map((key) =>
          key
            .replace(tenant.id, '')
            .replace(/svc_\w+/, 'SERVICE')
            .replace(/call_\w+/, 'CALL'),
        );
    expect(shapes(north).toSorted()).toEqual(shapes(south).toSorted());
    expect(shapes(north)).toContain(`company::service:SERVICE:availability:${TUESDAY}`);
    expect(shapes(north)).toContain('company::call:CALL:context');
  });
});

describe("a request signed with another tenant's key (ASK-72, ASK-74)", () => {
  const FUNCTION_DOOR = '/api/webhooks/retell/function';

  function request(name: string, args: Record<string, unknown>, call: Record<string, unknown>) {
    return {
      name,
      args,
      call: { ...CALL, call_id: CALL.callId, direction: 'inbound', from_number: MAX, ...call },
    };
  }

  it('does nothing for the tenant it names, and is turned away', async () => {
    const [agent] = north.definition.agents;
    const [number] = north.definition.phoneNumbers;
    for (const call of [{ agent_id: agent, to_number: number }, { agent_id: agent }, { to_number: number }]) {
      for (const name of ['initialize_call', 'book_appointment']) {
        const response = await south.postRetell(
          FUNCTION_DOOR,
          request(name, { date: TUESDAY, time: '14:30', name: 'Max Mustermann' }, call),
        );
        expect(response.status).toBe(401);
        expect(await response.text()).toBe('');
      }
    }
    await world.settle();
    expect(north.calcom.requests()).toEqual([]);
    expect(south.calcom.requests()).toEqual([]);
    for (const tenant of [north, south]) {
      expect(await tenant.store.functionCalls.ofCall(CALL.callId)).toEqual([]);
      expect(await tenant.store.calls.find(CALL.callId)).toBeUndefined();
    }
  });

  it('reaches its own tenant only when it mixes its number with an agent of the other', async () => {
    const call = { agent_id: north.definition.agents[0], to_number: south.definition.phoneNumbers[0] };
    const response = await south.postRetell(FUNCTION_DOOR, request('initialize_call', {}, call));
    expect(await response.json()).not.toMatchObject({ tenant: 'Salon Nord' });
  });
});
