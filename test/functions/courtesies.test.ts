import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bookByPhone } from '../support/book-by-phone.ts';
import type { TenantUnderTest } from '../support/tenant-under-test.ts';
import { unhurriedOffers } from '../support/unhurried.ts';
import { warmUpWrites } from '../support/warm-up-writes.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurriedOffers });
  await warmUpWrites(world);
});
afterAll(() => world.close());

const HAIRCUT_WISH = { date: '2026-11-24', time: '14:30', service: 'Herrenhaarschnitt' };

/** An offer whose reservation the calendar will not end: it hangs where it is asked to. */
async function withStuckReservation(): Promise<TenantUnderTest> {
  const salon = await world.tenant();
  await salon.ask('start_booking', HAIRCUT_WISH);
  await world.settle();
  salon.calcom.faults.add({ method: 'DELETE', fault: { kind: 'hang' } });
  return salon;
}

describe('a reservation whose end hangs in the calendar', () => {
  it('does not keep a caller waiting who says no', async () => {
    const salon = await withStuckReservation();
    expect(await salon.ask('confirm_booking', { confirmed: false })).toMatchObject({
      success: true,
      status: 'dropped',
    });
    await salon.calcom.close();
  });

  it('does not keep a caller waiting who wants another time', async () => {
    const salon = await withStuckReservation();
    expect(await salon.ask('start_booking', { ...HAIRCUT_WISH, time: '16:00' })).toMatchObject({
      success: true,
      time: '16:00',
    });
    await salon.calcom.close();
  });

  it('does not keep a caller waiting who moves an appointment to another time', async () => {
    const salon = await world.tenant();
    await bookByPhone(salon, HAIRCUT_WISH);
    await salon.ask('start_booking', { ...HAIRCUT_WISH, time: '16:00' });
    await world.settle();
    salon.calcom.faults.add({ method: 'DELETE', fault: { kind: 'hang' } });
    expect(await salon.ask('reschedule_appointment', { new_time: '11:15' })).toMatchObject({
      success: true,
      time: '11:15',
    });
    await salon.calcom.close();
  });
});

describe('a reservation that ends slowly', () => {
  it('is awaited where its time is wished again, for an offer, a question and a move', async () => {
    for (const name of ['start_booking', 'check_availability', 'reschedule_appointment']) {
      const salon = await world.tenant();
      await bookByPhone(salon, HAIRCUT_WISH);
      await salon.ask('start_booking', { ...HAIRCUT_WISH, time: '16:00' });
      await world.settle();
      salon.calcom.faults.add({ method: 'DELETE', fault: { kind: 'delay', ms: 60 }, times: 1 });
      const wish = { ...HAIRCUT_WISH, time: '16:00', name: 'Paul Mustermann' };
      const args = name === 'reschedule_appointment' ? { new_time: '16:00' } : wish;
      const answer = await salon.ask(name, args);
      expect(answer).toMatchObject({ success: true });
      expect(answer['available']).not.toBe(false);
      await world.settle();
    }
  });

  it('hides its time from nobody after its end, also where somebody has asked meanwhile', async () => {
    const salon = await world.tenant();
    await salon.ask('start_booking', HAIRCUT_WISH);
    await world.settle();
    salon.calcom.faults.add({ method: 'DELETE', fault: { kind: 'delay', ms: 150 }, times: 1 });
    await salon.ask('confirm_booking', { confirmed: false });
    const isFree = () => salon.ask('check_availability', HAIRCUT_WISH, { callId: 'call_other' });
    expect(await isFree()).toMatchObject({ available: false });
    await world.settle();
    expect(await isFree()).toMatchObject({ available: true });
  });
});

describe('an offer whose note is lost', () => {
  it('hides its time from its own call no more than with the note, and is void as well', async () => {
    const salon = await world.tenant();
    const offer = await salon.ask('start_booking', HAIRCUT_WISH);
    await world.settle();
    const { cache } = world.deps;
    const readCall = () => Promise.resolve(undefined);
    world.deps.cache = { ...cache, open: (tenantId) => ({ ...cache.open(tenantId), readCall }) };
    expect(await salon.ask('check_availability', HAIRCUT_WISH)).toMatchObject({ available: true });
    world.deps.cache = cache;
    expect(
      await salon.ask('confirm_booking', { booking_id: offer['booking_id'], confirmed: true }),
    ).toMatchObject({ success: false, reason: 'offer_changed' });
  });
});

describe('an offer made from a stale copy', () => {
  it('is no surer when it is asked for again (ASK-68)', async () => {
    const salon = await world.tenant();
    await salon.ask('check_availability', HAIRCUT_WISH, { callId: 'call_other' });
    await world.settle();
    world.clock.advance({ minutes: 6 });
    salon.calcom.faults.add({
      method: 'GET',
      path: '/v2/slots*',
      fault: { kind: 'status', status: 500 },
      times: 1,
    });
    const first = await salon.ask('start_booking', HAIRCUT_WISH);
    expect(first).toMatchObject({ success: true, availability_confirmed: false });
    expect(await salon.ask('start_booking', HAIRCUT_WISH)).toEqual(first);
  });
});
