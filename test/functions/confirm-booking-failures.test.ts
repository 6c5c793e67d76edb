import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCtx } from '../../src/operations/open-ctx.ts';
import { sweepTenant } from '../../src/operations/sweep.ts';
import { expectLedgerEqualsCalendar } from '../support/expect-ledger-equals-calendar.ts';
import { HAIRCUT, salonAccount } from '../support/salon.ts';
import type { TenantUnderTest } from '../support/tenant-under-test.ts';
import { unhurriedOffers } from '../support/unhurried.ts';
import { warmUpWrites } from '../support/warm-up-writes.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  // Longer than the budget of a write, so that a hanging calendar outlives the answer.
  world = await createWorld({ calendarTimeoutMs: 1_700, budgetMs: unhurriedOffers });
  await warmUpWrites(world);
});
afterAll(() => world.close());

const TUESDAY = '2026-11-24';
const HAIRCUT_WISH = { date: TUESDAY, time: '14:30', service: 'Herrenhaarschnitt' };
const HALF_PAST_TWO = new Date('2026-11-24T13:30:00Z');
const PENDING = {
  success: false,
  pending: true,
  message: 'Einen Moment noch, ich bin noch dabei.',
};
const NEW_BOOKING = { method: 'POST', path: '/v2/bookings' };
const LOOK_UP = { method: 'GET', path: '/v2/bookings' };

/** A tenant with an offer for Tuesday at half past two, and what confirms it. */
async function withOffer(change?: Parameters<World['tenant']>[0]) {
  const salon = await world.tenant(change);
  const offer = await salon.ask('start_booking', HAIRCUT_WISH);
  await world.settle();
  const yes = { booking_id: offer['booking_id'], confirmed: true };
  return { salon, confirm: () => salon.ask('confirm_booking', yes) };
}

async function sweepLater(salon: TenantUnderTest, seconds: number): Promise<void> {
  world.clock.advance({ seconds });
  await sweepTenant(await openCtx(world.deps, salon.id, new AbortController().signal, 'system'));
  await world.settle();
}

function isFree(salon: TenantUnderTest): Promise<unknown> {
  return salon
    .ask('check_availability', HAIRCUT_WISH, { callId: 'call_other' })
    .then((answer) => answer['available']);
}

describe('confirm_booking, when something goes wrong', () => {
  it('stays on it while the end cannot be looked up either, and tells it as soon as it can', async () => {
    const { salon, confirm } = await withOffer();
    salon.calcom.faults.add({ ...NEW_BOOKING, fault: { kind: 'lose_answer' }, times: 1 });
    salon.calcom.faults.add({ method: 'GET', path: '/v2/bookings', fault: { kind: 'status', status: 503 } });
    expect(await confirm()).toEqual(PENDING);
    expect(await confirm()).toEqual(PENDING);
    salon.calcom.faults.clear();
    expect(await confirm()).toMatchObject({ success: true, status: 'scheduled' });
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('knows at once that nothing was booked where the calendar answers that it failed, and can be asked again', async () => {
    const { salon, confirm } = await withOffer();
    salon.calcom.faults.add({ ...NEW_BOOKING, fault: { kind: 'status', status: 500 }, times: 1 });
    const failed = await confirm();
    expect(failed).toMatchObject({ success: false, reason: 'unavailable', fallback: 'callback_request' });
    expect(failed['pending']).toBeUndefined();
    expect(await confirm()).toMatchObject({ success: true, status: 'scheduled' });
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('names other times where the time was taken at the last moment, and says so again for a repeat', async () => {
    const { salon, confirm } = await withOffer();
    salon.calcom.addBooking({ eventTypeId: HAIRCUT, start: HALF_PAST_TWO });
    const first = await confirm();
    expect(first).toMatchObject({ success: false, reason: 'slot_taken' });
    expect(first['alternatives']).toContainEqual({ date: TUESDAY, time: '13:45' });
    expect(first.message).toMatch(/leider nicht frei\. Möglich wäre es am selben Tag um /);
    expect(await confirm()).toEqual(first);
    await world.settle();
    expect(salon.calcom.reservations()).toEqual([]);
    expect(await salon.store.appointments.upcomingOfCall(salon.callId, world.clock.now())).toEqual([]);
  });

  it('says that the day is full where the calendar takes no more (401 booking_limit_reached)', async () => {
    const eventTypes = salonAccount('any').eventTypes.map((type) =>
      type.id === HAIRCUT ? { ...type, bookingLimitPerDay: 1 } : type,
    );
    const { salon, confirm } = await withOffer({ account: { eventTypes } });
    salon.calcom.addBooking({ eventTypeId: HAIRCUT, start: new Date('2026-11-24T08:00:00Z') });
    expect(await confirm()).toMatchObject({
      success: false,
      reason: 'period_full',
      message:
        'Für Dienstag, den 24. November, kann ich für Herrenhaarschnitt leider nichts mehr buchen. Soll ich einen späteren Tag ansehen?',
    });
    expect(await salon.store.appointments.upcomingOfCall(salon.callId, world.clock.now())).toEqual([]);
  });

  it('finds a booking whose answer was lost by its token, and adopts it', async () => {
    const { salon, confirm } = await withOffer();
    salon.calcom.faults.add({ ...NEW_BOOKING, fault: { kind: 'lose_answer' }, times: 1 });
    const first = await confirm();
    expect(first).toMatchObject({ success: true, time: '14:30' });
    expect(await confirm()).toEqual(first);
    expect(salon.calcom.bookings()).toHaveLength(1);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('keeps the caller waiting while nobody can tell, and knows when asked again', async () => {
    const { salon, confirm } = await withOffer();
    salon.calcom.faults.add({ ...NEW_BOOKING, fault: { kind: 'lose_answer' }, times: 1 });
    salon.calcom.faults.add({ ...LOOK_UP, fault: { kind: 'status', status: 500 }, times: 2 });
    expect(await confirm()).toEqual(PENDING);
    expect(await confirm()).toMatchObject({ success: true, time: '14:30' });
    expect(salon.calcom.bookings()).toHaveLength(1);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('is settled by the next sweep where nobody asks again', async () => {
    const { salon, confirm } = await withOffer();
    salon.calcom.faults.add({ ...NEW_BOOKING, fault: { kind: 'lose_answer' }, times: 1 });
    salon.calcom.faults.add({ ...LOOK_UP, fault: { kind: 'status', status: 500 }, times: 2 });
    expect(await confirm()).toEqual(PENDING);
    expect(await salon.store.appointments.upcomingOfCall(salon.callId, world.clock.now())).toEqual([]);
    await sweepLater(salon, 1);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
    expect(await confirm()).toMatchObject({ success: true, time: '14:30' });
  });

  it.each([
    { name: 'fails', fault: { kind: 'status', status: 502 } as const },
    { name: 'is cut off', fault: { kind: 'reset' } as const },
    { name: 'answers nonsense', fault: { kind: 'garbage' } as const },
  ])('gives the time back two minutes after the calendar $name, and not before', async ({ fault }) => {
    const { salon, confirm } = await withOffer();
    salon.calcom.faults.add({ ...NEW_BOOKING, fault, times: 1 });
    expect(await confirm()).toEqual(PENDING);
    expect(await confirm()).toEqual(PENDING);
    await sweepLater(salon, 119);
    expect(await isFree(salon)).toBe(false);
    expect(await confirm()).toEqual(PENDING);
    await sweepLater(salon, 1);
    expect(await isFree(salon)).toBe(true);
    expect(await confirm()).toMatchObject({ success: false, reason: 'offer_changed' });
    expect(salon.calcom.bookings()).toEqual([]);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('answers in time that it goes on where the calendar hangs, and books when it wakes up', async () => {
    const { salon, confirm } = await withOffer();
    salon.calcom.faults.add({ ...NEW_BOOKING, fault: { kind: 'delay', ms: 1_550 }, times: 1 });
    expect(await confirm()).toEqual(PENDING);
    await world.settle();
    expect(await confirm()).toMatchObject({ success: true, time: '14:30' });
    expect(salon.calcom.bookings()).toHaveLength(1);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('does not promise to drop what is being booked', async () => {
    const { salon, confirm } = await withOffer();
    salon.calcom.faults.add({ ...NEW_BOOKING, fault: { kind: 'status', status: 502 }, times: 1 });
    expect(await confirm()).toEqual(PENDING);
    expect(await salon.ask('confirm_booking', { confirmed: false })).toEqual(PENDING);
    expect(await salon.ask('start_booking', HAIRCUT_WISH)).toEqual(PENDING);
  });

  it('leaves the offer as it was where nothing was sent, so that it can be confirmed later', async () => {
    const { salon, confirm } = await withOffer();
    salon.calcom.faults.add({ ...NEW_BOOKING, fault: { kind: '429', resetSeconds: 0 }, times: 1 });
    expect(await confirm()).toMatchObject({ success: false, reason: 'unavailable' });
    expect(await isFree(salon)).toBe(false);
    expect(await confirm()).toMatchObject({ success: true, time: '14:30' });
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('lets the hold of such an offer lapse as it would have', async () => {
    const { salon, confirm } = await withOffer();
    salon.calcom.faults.add({ ...NEW_BOOKING, fault: { kind: '429', resetSeconds: 0 }, times: 1 });
    await confirm();
    await sweepLater(salon, 300);
    expect(await isFree(salon)).toBe(true);
    expect(await confirm()).toMatchObject({ success: false, reason: 'offer_expired' });
  });

  it('counts a booking as cancelled that was cancelled elsewhere before its lost answer was found', async () => {
    const { salon, confirm } = await withOffer();
    salon.calcom.faults.add({ ...NEW_BOOKING, fault: { kind: 'lose_answer' }, times: 1 });
    salon.calcom.faults.add({ ...LOOK_UP, fault: { kind: 'status', status: 500 }, times: 2 });
    await confirm();
    salon.calcom.cancelElsewhere(salon.calcom.bookings()[0]?.uid ?? '');
    expect(await confirm()).toMatchObject({ success: false, reason: 'already_cancelled' });
    expect(await isFree(salon)).toBe(true);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('asks nothing of the calendar and loses nothing where the database fails before the booking', async () => {
    const { salon, confirm } = await withOffer();
    const { openStore } = world.deps;
    const broken = new Error('planted');
    world.deps.openStore = (tenantId) => ({
      ...openStore(tenantId),
      atomically: () => Promise.reject(broken),
    });
    expect(await confirm()).toMatchObject({ success: false, reason: 'unavailable' });
    world.deps.openStore = openStore;
    expect(salon.calcom.bookings()).toEqual([]);
    expect(await confirm()).toMatchObject({ success: true, time: '14:30' });
  });

  it('finds the booking again where the database failed to record it', async () => {
    const { salon, confirm } = await withOffer();
    const { openStore } = world.deps;
    let transactions = 0;
    world.deps.openStore = (tenantId) => {
      const store = openStore(tenantId);
      return {
        ...store,
        atomically: (work) => {
          transactions += 1;
          return transactions === 2 ? Promise.reject(new Error('planted')) : store.atomically(work);
        },
      };
    };
    expect(await confirm()).toEqual(PENDING);
    world.deps.openStore = openStore;
    expect(salon.calcom.bookings()).toHaveLength(1);
    expect(await confirm()).toMatchObject({ success: true, time: '14:30' });
    expect(salon.calcom.bookings()).toHaveLength(1);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });
});
