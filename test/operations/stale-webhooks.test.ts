import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCtx } from '../../src/operations/open-ctx.ts';
import { takeCalendarEvent } from '../../src/operations/take-calendar-event.ts';
import { bookByPhone } from '../support/book-by-phone.ts';
import { deliver, openSalonWithHook } from '../support/calendar-hook.ts';
import { expectLedgerEqualsCalendar } from '../support/expect-ledger-equals-calendar.ts';
import { unhurried } from '../support/unhurried.ts';
import { warmUpWrites } from '../support/warm-up-writes.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
  await warmUpWrites(world);
});
afterAll(() => world.close());

const HAIRCUT_WISH = { date: '2026-11-24', time: '14:30', service: 'Herrenhaarschnitt' };
const FOUR = new Date('2026-11-24T15:00:00Z');
const FIVE = new Date('2026-11-24T16:00:00Z');

/** A haircut booked by phone; `readSlowly` answers the worker that has fetched it and still waits for the rest. */
async function withHaircut() {
  const { salon, waiting } = await openSalonWithHook(world);
  const { appointmentId } = await bookByPhone(salon, HAIRCUT_WISH);
  await world.settle();
  const uid = salon.calcom.bookings()[0]?.uid ?? '';
  const path = `/v2/bookings/${uid}`;
  const readSlowly = async (bodies: unknown[]) => {
    for (const body of bodies) await salon.postCalcom(body);
    salon.calcom.faults.add({ method: 'GET', path, fault: { kind: 'slow_body', ms: 300 }, times: 1 });
    const worker = salon.workOffWebhooks();
    await expect
      .poll(() => salon.calcom.requests().some((sent) => sent.method === 'GET' && sent.path === path))
      .toBe(true);
    return { worker };
  };
  return { salon, waiting, appointmentId, uid, readSlowly };
}

describe('a webhook whose booking was fetched before it changed', () => {
  it('does not bring back what was cancelled meanwhile, and is taken up again (ASK-57)', async () => {
    const { salon, waiting, appointmentId, readSlowly } = await withHaircut();
    const { worker } = await readSlowly(waiting());
    expect(await salon.ask('cancel_appointment', {})).toMatchObject({ success: true });
    await expect(worker).rejects.toThrow('changed since');
    expect(await salon.store.appointments.find(appointmentId)).toMatchObject({ status: 'cancelled' });
    await salon.workOffWebhooks();
    await expectLedgerEqualsCalendar(salon, world.clock.now());
    expect(await salon.store.inbox.listWaiting()).toEqual([]);
  });

  it('does not move back what was moved meanwhile', async () => {
    const { salon, waiting, appointmentId, readSlowly } = await withHaircut();
    const { worker } = await readSlowly(waiting());
    expect(await salon.ask('reschedule_appointment', { new_time: '16:00' })).toMatchObject({ success: true });
    await expect(worker).rejects.toThrow('changed since');
    expect(await salon.store.appointments.find(appointmentId)).toMatchObject({ startsAt: FOUR });
    await salon.workOffWebhooks();
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('ends right where two workers follow one booking at the same moment', async () => {
    const { salon, waiting, uid } = await withHaircut();
    const moved = salon.calcom.rescheduleElsewhere(uid, FOUR);
    salon.calcom.rescheduleElsewhere(moved.uid, FIVE);
    for (const body of waiting()) await salon.postCalcom(body);
    const ctx = await openCtx(world.deps, salon.id, new AbortController().signal, 'system');
    const entries = await salon.store.inbox.listWaiting();
    expect(entries.length).toBeGreaterThan(2);
    await Promise.allSettled(entries.map((entry) => takeCalendarEvent(ctx, entry.id)));
    await salon.workOffWebhooks();
    await expectLedgerEqualsCalendar(salon, world.clock.now());
    expect(await salon.store.inbox.listWaiting()).toEqual([]);
  });

  it('finds the appointment of a booking that was moved twice, whichever move is heard of first', async () => {
    const { salon, waiting, uid, appointmentId } = await withHaircut();
    const moved = salon.calcom.rescheduleElsewhere(uid, FOUR);
    salon.calcom.rescheduleElsewhere(moved.uid, FIVE);
    await deliver(salon, waiting().toReversed());
    expect(await salon.store.appointments.find(appointmentId)).toMatchObject({ startsAt: FIVE });
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('does not end an appointment by the end of a time it was moved from, nor by an absent host', async () => {
    const { salon, appointmentId, uid } = await withHaircut();
    const status = async () => (await salon.store.appointments.find(appointmentId))?.status;
    const noShow = { attendees: [], noShowHost: true, bookingUid: uid };
    await deliver(salon, [{ triggerEvent: 'BOOKING_NO_SHOW_UPDATED', createdAt: 'now', payload: noShow }]);
    expect(await status()).toBe('scheduled');
    await salon.ask('reschedule_appointment', { new_time: '16:00' });
    await deliver(salon, [{ triggerEvent: 'MEETING_ENDED', createdAt: '2026-11-24T14:15:00Z', uid }]);
    expect(await status()).toBe('scheduled');
  });
});
