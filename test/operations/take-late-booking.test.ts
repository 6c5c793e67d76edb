import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCtx } from '../../src/operations/open-ctx.ts';
import { sweepTenant } from '../../src/operations/sweep.ts';
import { syncBooking } from '../../src/operations/sync-booking.ts';
import { WRITE_TOKEN } from '../../src/operations/write-to-calendar.ts';
import { deliver, openSalonWithHook, webhookResults } from '../support/calendar-hook.ts';
import { expectLedgerEqualsCalendar } from '../support/expect-ledger-equals-calendar.ts';
import { HAIRCUT } from '../support/salon.ts';
import type { TenantUnderTest } from '../support/tenant-under-test.ts';
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

const WISH = { date: '2026-11-24', time: '14:30', service: 'Herrenhaarschnitt', name: 'Max Mustermann' };

/** A confirmation that was cut off, whose write is given up two minutes later; `late` has the calendar make it all the same. */
async function givenUp() {
  const { salon, waiting } = await openSalonWithHook(world);
  await salon.ask('start_booking', WISH);
  await world.settle();
  salon.calcom.faults.add({ method: 'POST', path: '/v2/bookings', fault: { kind: 'reset' }, times: 1 });
  expect(await salon.ask('confirm_booking', { confirmed: true })).toMatchObject({ pending: true });
  const [write] = await salon.store.calendarWrites.listOpen();
  world.clock.advance({ minutes: 2 });
  await sweep(salon);
  expect(await salon.store.calendarWrites.listOpen()).toEqual([]);
  const late = () =>
    salon.calcom.addBooking({
      eventTypeId: HAIRCUT,
      start: new Date('2026-11-24T13:30:00Z'),
      attendee: { name: 'Max Mustermann', phoneNumber: '+491711234567' },
      metadata: { [WRITE_TOKEN]: write?.id },
    });
  return { salon, waiting, late };
}

async function sweep(salon: TenantUnderTest): Promise<void> {
  await sweepTenant(await openCtx(world.deps, salon.id, new AbortController().signal, 'system'));
  await world.settle();
}

describe('a booking that the calendar makes after its write was given up', () => {
  it('becomes the appointment of its caller, once, and somebody is to tell them', async () => {
    const { salon, waiting, late } = await givenUp();
    late();
    const bodies = waiting();
    await deliver(salon, [...bodies, ...bodies]);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
    const [made, ...others] = await salon.store.appointments.upcomingOfCall(salon.callId, world.clock.now());
    expect(others).toEqual([]);
    expect(made).toMatchObject({ source: 'voice', customer: { name: 'Max Mustermann' } });
    expect(await salon.store.callbacks.list('open')).toMatchObject([
      { kind: 'never_heard', appointmentId: made?.id, phone: '+491711234567' },
    ]);
    expect(await salon.store.alerts.listUnseen()).toMatchObject([{ kind: 'never_heard' }]);
    expect(await salon.store.audit.ofAppointment(made?.id ?? '')).toMatchObject([
      { deed: 'book', doer: 'calendar', callId: salon.callId },
    ]);
  });

  it('is cancelled there where its caller was booked again meanwhile', async () => {
    const { salon, waiting, late } = await givenUp();
    await salon.ask('start_booking', { ...WISH, time: '16:00' });
    expect(await salon.ask('confirm_booking', { confirmed: true })).toMatchObject({ success: true });
    waiting();
    late();
    await deliver(salon, waiting());
    await deliver(salon, waiting());
    expect(salon.calcom.bookings().map(({ status }) => status)).toEqual(['accepted', 'cancelled']);
    expect(await salon.store.callbacks.list('open')).toEqual([]);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('stays cancelled where two workers take it up at the same moment', async () => {
    const { salon, late } = await givenUp();
    await salon.ask('book_appointment', { ...WISH, time: '16:00' });
    const { uid } = late();
    const ctx = await openCtx(world.deps, salon.id, new AbortController().signal, 'calendar');
    const seen = await ctx.calendar.getBooking(uid, {});
    if (seen.kind === 'rejected') throw new Error('the calendar does not show the booking');
    // Each has fetched it before the other had it cancelled.
    for (const again of [seen.data, seen.data]) expect(await syncBooking(ctx, again, undefined)).toBe('done');
    expect(salon.calcom.bookings().map(({ status }) => status)).toEqual(['accepted', 'cancelled']);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('is the second person’s own where the same call has booked for somebody else', async () => {
    const { salon, waiting, late } = await givenUp();
    await salon.ask('start_booking', { ...WISH, name: 'Paul Mustermann', time: '16:00' });
    await salon.ask('confirm_booking', { confirmed: true });
    waiting();
    late();
    await deliver(salon, waiting());
    expect(salon.calcom.bookings().map(({ status }) => status)).toEqual(['accepted', 'accepted']);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('waits for the next attempt where the second booking cannot be cancelled now', async () => {
    const { salon, waiting, late } = await givenUp();
    await salon.ask('book_appointment', { ...WISH, time: '16:00' });
    waiting();
    late();
    const [body] = waiting();
    salon.calcom.faults.add({
      path: '/v2/bookings/*/cancel',
      fault: { kind: '429', resetSeconds: 0 },
      times: 1,
    });
    await salon.postCalcom(body);
    await expect(salon.workOffWebhooks()).rejects.toThrow('rate');
    expect(await webhookResults(salon)).toEqual([null]);
    await salon.workOffWebhooks();
    expect(salon.calcom.bookings().map(({ status }) => status)).toEqual(['accepted', 'cancelled']);
  });

  it('is nobody’s where its token is of another tenant', async () => {
    const { salon: other, late: lateAtOther } = await givenUp();
    const { salon, waiting } = await openSalonWithHook(world);
    const token = lateAtOther().metadata[WRITE_TOKEN];
    salon.calcom.addBooking({
      eventTypeId: HAIRCUT,
      start: new Date('2026-11-25T13:30:00Z'),
      metadata: { [WRITE_TOKEN]: token },
    });
    await deliver(salon, waiting());
    expect(await other.store.appointments.upcomingOfCall(other.callId, world.clock.now())).toEqual([]);
    expect(await salon.store.callbacks.list('open')).toEqual([]);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });
});
