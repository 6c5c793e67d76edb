import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCtx } from '../../src/operations/open-ctx.ts';
import { sweepTenant } from '../../src/operations/sweep.ts';
import { bookByPhone } from '../support/book-by-phone.ts';
import { expectLedgerEqualsCalendar } from '../support/expect-ledger-equals-calendar.ts';
import { HAIRCUT, salonAccount } from '../support/salon.ts';
import type { TenantUnderTest } from '../support/tenant-under-test.ts';
import { unhurriedOffers } from '../support/unhurried.ts';
import { warmUpWrites } from '../support/warm-up-writes.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ calendarTimeoutMs: 1_700, budgetMs: unhurriedOffers });
  await warmUpWrites(world);
});
afterAll(() => world.close());

const HAIRCUT_WISH = { date: '2026-11-24', time: '14:30', service: 'Herrenhaarschnitt' };
const COLOURING_WISH = { date: '2026-11-24', time: '14:00', service: 'Färben' };
const PENDING = { success: false, pending: true, message: 'Einen Moment noch, ich bin noch dabei.' };
const MOVE = { method: 'POST', path: '/v2/bookings/*/reschedule' };
const LOOK_UP = { method: 'GET', path: '/v2/bookings/*' };
const LATER = { callId: 'call_later' };

async function withAppointment(wish = HAIRCUT_WISH, change?: Parameters<World['tenant']>[0]) {
  const salon = await world.tenant(change);
  const { appointmentId } = await bookByPhone(salon, wish);
  await world.settle();
  const isAt = async () => (await salon.store.appointments.find(appointmentId))?.startsAt.toISOString();
  const move = (time = '16:00') => salon.ask('reschedule_appointment', { new_time: time }, LATER);
  return { salon, move, isAt };
}

async function sweepLater(salon: TenantUnderTest, seconds: number): Promise<void> {
  world.clock.advance({ seconds });
  await sweepTenant(await openCtx(world.deps, salon.id, new AbortController().signal, 'system'));
}

const HALF_PAST_TWO = '2026-11-24T13:30:00.000Z';
const FOUR = '2026-11-24T15:00:00.000Z';

describe('reschedule_appointment, when something goes wrong', () => {
  it.each([
    {
      reason: 'slot_taken',
      status: 400,
      body: refusalOf('User either already has booking at this time or is not available'),
    },
    {
      reason: 'slot_not_bookable',
      status: 400,
      body: refusalOf('The event type can\'t be booked at the "start" time provided.'),
    },
    {
      reason: 'period_full',
      status: 401,
      body: { statusCode: 401, message: 'booking_limit_reached' },
    },
  ])(
    'leaves the old time standing and frees the new one where the calendar says $reason',
    async (refusal) => {
      const { salon, move, isAt } = await withAppointment();
      const { reason, status, body } = refusal;
      salon.calcom.faults.add({ ...MOVE, fault: { kind: 'status', status, body }, times: 1 });
      expect(await move()).toMatchObject({ success: false, reason });
      expect(await isAt()).toBe(HALF_PAST_TWO);
      await expectLedgerEqualsCalendar(salon, world.clock.now());
      expect(await move()).toMatchObject({ success: true, time: '16:00' });
    },
  );

  it('gives a stretched claim back its own size where an overlapping move fails', async () => {
    const { salon, move } = await withAppointment(COLOURING_WISH);
    salon.calcom.faults.add({ ...MOVE, fault: { kind: '429', resetSeconds: 0 }, times: 1 });
    expect(await move('14:30')).toMatchObject({ success: false, reason: 'unavailable' });
    await expectLedgerEqualsCalendar(salon, world.clock.now());
    expect(await move('14:30')).toMatchObject({ success: true });
  });

  it('leaves the old time standing where the calendar forbids moving', async () => {
    const eventTypes = salonAccount('any').eventTypes.map((type) =>
      type.id === HAIRCUT ? { ...type, disableRescheduling: true } : type,
    );
    const { salon, move, isAt } = await withAppointment(HAIRCUT_WISH, { account: { eventTypes } });
    expect(await move()).toMatchObject({
      success: false,
      reason: 'change_not_allowed',
      fallback: 'callback_request',
    });
    expect(await isAt()).toBe(HALF_PAST_TWO);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('finds out by itself where the answer was lost', async () => {
    const { salon, move, isAt } = await withAppointment();
    salon.calcom.faults.add({ ...MOVE, fault: { kind: 'lose_answer' }, times: 1 });
    const first = await move();
    expect(first).toMatchObject({ success: true, time: '16:00' });
    expect(await move()).toEqual(first);
    expect(await isAt()).toBe(FOUR);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it.each(['asked', 'swept'] as const)('keeps the caller waiting, and knows when %s again', async (how) => {
    const { salon, move, isAt } = await withAppointment();
    salon.calcom.faults.add({ ...MOVE, fault: { kind: 'lose_answer' }, times: 1 });
    salon.calcom.faults.add({ ...LOOK_UP, fault: { kind: 'status', status: 500 }, times: 2 });
    expect(await move()).toEqual(PENDING);
    if (how === 'swept') await sweepLater(salon, 45);
    else await move();
    expect(await isAt()).toBe(FOUR);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it.each([
    { name: 'fails', fault: { kind: 'status', status: 502 } as const },
    { name: 'is cut off', fault: { kind: 'reset' } as const },
  ])('keeps both times for two minutes where the calendar $name, then the old one', async ({ fault }) => {
    const { salon, move, isAt } = await withAppointment();
    salon.calcom.faults.add({ ...MOVE, fault, times: 1 });
    const isFree = async () =>
      (await salon.ask('check_availability', { ...HAIRCUT_WISH, time: '16:00' }, { callId: 'call_other' }))[
        'available'
      ];
    expect(await move()).toEqual(PENDING);
    expect(await isFree()).toBe(false);
    await sweepLater(salon, 119);
    expect(await move()).toEqual(PENDING);
    await sweepLater(salon, 1);
    expect(await isFree()).toBe(true);
    expect(await isAt()).toBe(HALF_PAST_TWO);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
    expect(await move()).toMatchObject({ success: true });
  });

  it('lets nobody cancel what is being moved until it is known', async () => {
    const { salon, move } = await withAppointment();
    salon.calcom.faults.add({ ...MOVE, fault: { kind: 'status', status: 502 }, times: 1 });
    expect(await move()).toEqual(PENDING);
    expect(await salon.ask('cancel_appointment', {}, LATER)).toEqual(PENDING);
    await sweepLater(salon, 120);
    expect(await salon.ask('cancel_appointment', {}, LATER)).toMatchObject({ success: true });
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('answers in time that it goes on where the calendar hangs, and moves when it wakes up', async () => {
    const { salon, move, isAt } = await withAppointment();
    salon.calcom.faults.add({ ...MOVE, fault: { kind: 'delay', ms: 1_550 }, times: 1 });
    expect(await move()).toEqual(PENDING);
    await world.settle();
    expect(await move()).toMatchObject({ success: true, time: '16:00' });
    expect(await isAt()).toBe(FOUR);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('finds the move again where the database failed to record it', async () => {
    const { salon, move, isAt } = await withAppointment();
    const { openStore } = world.deps;
    let transactions = 0;
    world.deps.openStore = (tenantId) => {
      const store = openStore(tenantId);
      return {
        ...store,
        atomically: (work) => {
          transactions += 1;
          // Who calls is looked up in the first, the second holds the intent.
          return transactions === 3 ? Promise.reject(new Error('planted')) : store.atomically(work);
        },
      };
    };
    expect(await move()).toEqual(PENDING);
    world.deps.openStore = openStore;
    expect(await move()).toMatchObject({ success: true, time: '16:00' });
    expect(await isAt()).toBe(FOUR);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });
});

function refusalOf(message: string): unknown {
  return { status: 'error', error: { code: 'BadRequestException', message } };
}
