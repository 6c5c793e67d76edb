import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCtx } from '../../src/operations/open-ctx.ts';
import { sweepTenant } from '../../src/operations/sweep.ts';
import { bookByPhone } from '../support/book-by-phone.ts';
import { expectLedgerEqualsCalendar } from '../support/expect-ledger-equals-calendar.ts';
import { openSecondGateway } from '../support/second-gateway.ts';
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
const LOST = { kind: 'lose_answer' } as const;
const BROKEN = { kind: 'status', status: 502 } as const;

async function sweep(salon: TenantUnderTest): Promise<void> {
  await sweepTenant(await openCtx(world.deps, salon.id, new AbortController().signal, 'system'));
  await world.settle();
}

/** Books on a call of its own; the calendar does it, but neither its answer nor the look-up after it comes. */
async function bookUnknown(salon: TenantUnderTest, time: string, callId: string): Promise<void> {
  await salon.ask('start_booking', { ...HAIRCUT_WISH, time }, { callId });
  salon.calcom.faults.add({ method: 'POST', path: '/v2/bookings', fault: LOST, times: 1 });
  salon.calcom.faults.add({ method: 'GET', path: '/v2/bookings', fault: BROKEN, times: 2 });
  expect(await salon.ask('confirm_booking', {}, { callId })).toMatchObject({ pending: true });
  salon.calcom.faults.clear();
}

describe('the settling of writes whose end is unknown', () => {
  it('brings bookings, moves and cancellations into the ledger, oldest first, and only once', async () => {
    const salon = await world.tenant();
    await bookByPhone(salon, { ...HAIRCUT_WISH, time: '09:00' }, { callId: 'call_move' });
    await bookByPhone(salon, { ...HAIRCUT_WISH, time: '09:45' }, { callId: 'call_cancel' });
    await bookUnknown(salon, '14:30', 'call_book');
    for (const [path, name, args] of [
      [
        '/v2/bookings/*/reschedule',
        'reschedule_appointment',
        { date: '24.11.', time: '9 Uhr', new_time: '13:00' },
      ],
      ['/v2/bookings/*/cancel', 'cancel_appointment', { date: '24.11.', time: '9:45' }],
    ] as const) {
      salon.calcom.faults.add({ method: 'POST', path, fault: LOST, times: 1 });
      salon.calcom.faults.add({ method: 'GET', path: '/v2/bookings/*', fault: BROKEN, times: 2 });
      expect(await salon.ask(name, args)).toMatchObject({ pending: true });
      salon.calcom.faults.clear();
      // A calendar that answers in between keeps its circuit closed.
      await salon.ask('check_availability', { date: '26.11.', service: 'Färben' });
    }
    expect(await salon.store.calendarWrites.listOpen()).toHaveLength(3);
    await Promise.all([sweep(salon), sweep(salon)]);
    expect(await salon.store.calendarWrites.listOpen()).toEqual([]);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('goes on with the next write where one cannot be looked up', async () => {
    const salon = await world.tenant();
    await bookUnknown(salon, '09:00', 'call_first');
    await bookUnknown(salon, '14:30', 'call_second');
    world.clock.advance({ minutes: 3 });
    salon.calcom.faults.add({ method: 'GET', path: '/v2/bookings', fault: BROKEN, times: 1 });
    await sweep(salon);
    expect(await salon.store.calendarWrites.listOpen()).toHaveLength(1);
    await sweep(salon);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
    expect(salon.calcom.bookings()).toHaveLength(2);
  });

  it('never gives a booking up while the calendar cannot be asked', async () => {
    const salon = await world.tenant();
    await bookUnknown(salon, '14:30', 'call_book');
    salon.calcom.faults.add({ fault: BROKEN, times: 3 });
    world.clock.advance({ hours: 5 });
    await sweep(salon);
    expect(await salon.store.calendarWrites.listOpen()).toHaveLength(1);
    salon.calcom.faults.clear();
    await sweep(salon);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
    expect(salon.calcom.bookings()).toHaveLength(1);
  });

  it('leaves a write alone that another process may still be sending', async () => {
    const salon = await world.tenant();
    const { appointmentId } = await bookByPhone(salon, HAIRCUT_WISH);
    const [booking] = salon.calcom.bookings();
    const { callId } = salon;
    const uid = booking?.uid ?? '';
    const sentAt = world.clock.now();
    await salon.store.calendarWrites.begin({
      id: 'wrt_sent',
      kind: 'cancel',
      callId,
      appointmentId,
      uid,
      sentAt,
    });
    salon.calcom.cancelElsewhere(uid);
    world.clock.advance({ seconds: 44 });
    await sweep(salon);
    expect(await salon.store.calendarWrites.listOpen()).toHaveLength(1);
    world.clock.advance({ seconds: 1 });
    await sweep(salon);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('does not take a booking that was moved elsewhere for one that was cancelled', async () => {
    const salon = await world.tenant();
    const { appointmentId } = await bookByPhone(salon, HAIRCUT_WISH);
    salon.calcom.faults.add({ method: 'POST', path: '/v2/bookings/*/cancel', fault: BROKEN, times: 1 });
    expect(await salon.ask('cancel_appointment', {})).toMatchObject({ pending: true });
    salon.calcom.rescheduleElsewhere(salon.calcom.bookings()[0]?.uid ?? '', new Date('2026-11-24T15:00:00Z'));
    world.clock.advance({ minutes: 1 });
    await sweep(salon);
    expect(await salon.store.appointments.find(appointmentId)).toMatchObject({ status: 'scheduled' });
  });

  it('finds what a process that died had sent, when the deed is asked for again elsewhere', async () => {
    const salon = await world.tenant();
    const other = await openSecondGateway(world, salon);
    await salon.ask('start_booking', HAIRCUT_WISH);
    await world.settle();
    const { openStore } = world.deps;
    let transactions = 0;
    // From the second transaction on nothing of this process reaches the database any more.
    world.deps.openStore = (tenantId) => {
      const store = openStore(tenantId);
      const dead = () => Promise.reject(new Error('planted'));
      return {
        ...store,
        atomically: (work) => ((transactions += 1) > 1 ? dead() : store.atomically(work)),
        once: { ...store.once, finish: dead, forget: dead },
      };
    };
    expect(await salon.ask('confirm_booking', {})).toMatchObject({ pending: true });
    world.deps.openStore = openStore;
    expect(salon.calcom.bookings()).toHaveLength(1);
    expect(await other.ask('confirm_booking', {})).toMatchObject({ pending: true });
    world.clock.advance({ seconds: 61 });
    expect(await other.ask('confirm_booking', {})).toMatchObject({ success: true, time: '14:30' });
    expect(salon.calcom.bookings()).toHaveLength(1);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });
});
