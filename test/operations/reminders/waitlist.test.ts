import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catchUp } from '../../../src/operations/follow-booking.ts';
import { expectLedgerEqualsCalendar } from '../../support/expect-ledger-equals-calendar.ts';
import { ring } from '../../support/ring.ts';
import { STRANGER } from '../../support/tenant-under-test.ts';
import { unhurried } from '../../support/unhurried.ts';
import {
  ERIKA,
  FRIDAY,
  JONAS,
  LENA,
  openWaitlistSalon,
  THURSDAY,
  TUESDAY,
} from '../../support/waitlist-salon.ts';
import type { WaitlistSalon } from '../../support/waitlist-salon.ts';
import { createWorld } from '../../support/world.ts';
import type { World } from '../../support/world.ts';

const TUESDAY_AT = '2026-11-24T08:45:00.000Z';
const THURSDAY_AT = '2026-11-26T13:30:00.000Z';
const FRIDAY_AT = '2026-11-27T12:00:00.000Z';

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
});
afterAll(() => world.close());

/** Erika has Tuesday, Jonas Thursday and Lena Friday; the latter two want to come earlier, in this order. */
async function openFullSalon(): Promise<WaitlistSalon & { erikas: string; jonas: string; lenas: string }> {
  const salon = await openWaitlistSalon(world);
  const erikas = await salon.bookFor(ERIKA, TUESDAY);
  const jonas = await salon.bookFor(JONAS, THURSDAY);
  const lenas = await salon.bookFor(LENA, FRIDAY);
  await salon.join(JONAS);
  await salon.join(LENA);
  return { ...salon, erikas, jonas, lenas };
}

async function startOf(salon: WaitlistSalon, appointmentId: string): Promise<string | undefined> {
  return (await salon.store.appointments.find(appointmentId))?.startsAt.toISOString();
}

describe('a freed time', () => {
  it('is offered to who asked first, moved on a yes, and what they had goes to the next one (VIO-94, ASK-30)', async () => {
    const salon = await openFullSalon();
    await salon.cancelFor(ERIKA, salon.erikas);
    expect(await salon.claimsAt(TUESDAY_AT)).toEqual([]);
    await salon.offerFreed();
    expect(await salon.claimsAt(TUESDAY_AT)).toEqual(['held']);
    expect(await salon.offeredTasks(LENA)).toEqual([]);

    const call = await salon.ring(JONAS);
    const opened = await call.ask('initialize_call');
    expect(opened['offered_time']).toMatchObject({ ...TUESDAY, service: 'Herrenhaarschnitt' });
    expect(opened['next_appointment']).toMatchObject({ id: salon.jonas });
    const moved = await call.ask('confirm_booking', { confirmed: true });
    expect(moved).toMatchObject({ success: true, appointment_id: salon.jonas });
    expect(moved.message).toContain('24. November');
    expect(await call.ask('confirm_booking', { confirmed: true })).toMatchObject({
      success: true,
      appointment_id: salon.jonas,
      message: moved.message,
    });
    await world.settle();
    expect(await startOf(salon, salon.jonas)).toBe(TUESDAY_AT);
    await expectLedgerEqualsCalendar(salon, world.clock.now());

    await salon.offerFreed();
    const next = await salon.ring(LENA);
    expect((await next.ask('initialize_call'))['offered_time']).toMatchObject(THURSDAY);
    expect(await next.ask('confirm_booking', { confirmed: 'ja gerne' })).toMatchObject({ success: true });
    await world.settle();
    expect(await startOf(salon, salon.lenas)).toBe(THURSDAY_AT);
    await expectLedgerEqualsCalendar(salon, world.clock.now());

    expect(await salon.store.waitlist.list()).toEqual([]);
    await salon.offerFreed();
    expect(await salon.claimsAt(FRIDAY_AT)).toEqual([]);
    expect(await salon.store.waitlistOffers.listFreed(world.clock.now())).toEqual([]);
  });

  it('is booked for somebody who waits without an appointment, and they have no second one (VIO-94, ASK-24)', async () => {
    const salon = await openWaitlistSalon(world);
    const erikas = await salon.bookFor(ERIKA, TUESDAY);
    await salon.join(JONAS);
    await salon.cancelFor(ERIKA, erikas);
    await salon.offerFreed();
    const call = await salon.ring(JONAS);
    const booked = await call.ask('confirm_booking', { confirmed: true });
    expect(booked).toMatchObject({ success: true });
    expect(await call.ask('confirm_booking', { confirmed: true })).toMatchObject({
      appointment_id: booked['appointment_id'],
    });
    expect(await call.ask('confirm_booking', { confirmed: false })).toMatchObject({
      reason: 'already_booked',
    });
    await world.settle();
    const theirs = await salon.store.appointments.upcomingOf(
      [await salon.customerId(JONAS)],
      world.clock.now(),
    );
    expect(theirs.map(({ startsAt }) => startsAt.toISOString())).toEqual([TUESDAY_AT]);
    expect(await salon.store.waitlist.list()).toEqual([]);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('goes to the next one on a no, and nobody is asked about it twice (VIO-94)', async () => {
    const salon = await openFullSalon();
    await salon.cancelFor(ERIKA, salon.erikas);
    await salon.offerFreed();
    const call = await salon.ring(JONAS);
    expect(await call.ask('confirm_booking', { confirmed: false })).toMatchObject({ success: true });
    expect(await call.ask('confirm_booking', { confirmed: false })).toMatchObject({ success: true });
    expect(await call.ask('confirm_booking', { confirmed: true })).toMatchObject({ reason: 'offer_expired' });
    expect(await salon.claimsAt(TUESDAY_AT)).toEqual([]);
    await salon.offerFreed();
    expect(await salon.offeredTasks(LENA)).toHaveLength(1);
    expect(await salon.claimsAt(TUESDAY_AT)).toEqual(['held']);

    const next = await salon.ring(LENA);
    await next.ask('confirm_booking', { confirmed: 'nein' });
    await salon.offerFreed();
    expect(await salon.claimsAt(TUESDAY_AT)).toEqual([]);
    expect((await salon.store.waitlist.list()).map(({ state }) => state)).toEqual(['waiting', 'waiting']);
    expect(await startOf(salon, salon.jonas)).toBe(THURSDAY_AT);
    expect(await startOf(salon, salon.lenas)).toBe(FRIDAY_AT);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it.each([
    { end: 'nobody answers', script: { kind: 'no_answer' as const } },
    { end: 'the line is busy', script: { kind: 'busy' as const } },
    { end: 'a voicemail does', script: { kind: 'voicemail' as const } },
    {
      end: 'they talk and nothing is accepted, whatever the analysis says',
      script: { kind: 'answered' as const, analysis: { outcome: 'cancelled', appointment_confirmed: true } },
    },
  ])('goes to the next one where $end, and is not retried (VIO-22, VIO-94)', async ({ script }) => {
    const salon = await openFullSalon();
    await salon.cancelFor(ERIKA, salon.erikas);
    await salon.offerFreed();
    const [task] = await salon.offeredTasks(JONAS);
    const rung = await ring(world, salon, task, script);
    expect((await rung.session()).outcome).toBeDefined();
    expect(await salon.offeredTasks(JONAS)).toEqual([]);
    expect(await salon.claimsAt(TUESDAY_AT)).toEqual([]);
    await salon.offerFreed();
    expect(await salon.offeredTasks(LENA)).toHaveLength(1);
    expect(await startOf(salon, salon.jonas)).toBe(THURSDAY_AT);
    expect((await salon.store.appointments.find(salon.jonas))?.confirmedAt).toBeUndefined();
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('is offered as well where the calendar has cancelled or moved it away (VIO-94)', async () => {
    const salon = await openFullSalon();
    const uid = (await salon.store.appointments.find(salon.erikas))?.uid ?? '';
    salon.calcom.rescheduleElsewhere(uid, new Date('2026-12-01T08:45:00Z'));
    const movedTo = salon.calcom
      .bookings()
      .find(({ start }) => start.toISOString() === '2026-12-01T08:45:00.000Z');
    const ctx = await salon.ctx();
    const catchUpWith = async (id: string) => {
      const known = await salon.store.appointments.find(id);
      if (known?.uid === undefined) throw new Error('it has no booking');
      await catchUp(ctx, known, known.uid);
    };
    await catchUpWith(salon.erikas);
    expect(movedTo).toBeDefined();
    await salon.offerFreed();
    expect(await salon.offeredTasks(JONAS)).toHaveLength(1);
    const call = await salon.ring(JONAS);
    expect(await call.ask('confirm_booking', { confirmed: true })).toMatchObject({ success: true });
    await world.settle();

    salon.calcom.cancelElsewhere((await salon.store.appointments.find(salon.jonas))?.uid ?? '');
    await catchUpWith(salon.jonas);
    await salon.offerFreed();
    expect(await salon.offeredTasks(LENA)).toHaveLength(1);
  });

  it("is nobody else's while it is held, on a call or in a search (ASK-20, VIO-94)", async () => {
    const salon = await openFullSalon();
    await salon.cancelFor(ERIKA, salon.erikas);
    await salon.offerFreed();
    const stranger = { from: STRANGER, callId: 'call_of_a_stranger' };
    const wish = { ...TUESDAY, service: 'Herrenhaarschnitt' };
    expect(await salon.ask('check_availability', wish, stranger)).toMatchObject({ available: false });
    expect(await salon.ask('start_booking', { ...wish, name: 'Karl Fremd' }, stranger)).toMatchObject({
      success: false,
      reason: 'slot_taken',
    });
    const call = await salon.ring(JONAS);
    expect(await call.ask('confirm_booking', { confirmed: true })).toMatchObject({ success: true });
  });

  it('is kept for nobody where the owner has no waitlist, or nobody wants one so early (VIO-94)', async () => {
    const salon = await openWaitlistSalon(world, { waitlist: false });
    await salon.cancelFor(ERIKA, await salon.bookFor(ERIKA, TUESDAY));
    const other = await openWaitlistSalon(world);
    await other.join(JONAS, { date: 'ab dem 30. November' });
    await other.cancelFor(ERIKA, await other.bookFor(ERIKA, TUESDAY));
    for (const one of [salon, other]) {
      expect(await one.store.waitlistOffers.listFreed(world.clock.now())).toEqual([]);
    }
  });

  it('is not offered to who has given it back (VIO-94)', async () => {
    const salon = await openWaitlistSalon(world);
    const jonas = await salon.bookFor(JONAS, TUESDAY);
    await salon.join(JONAS);
    await salon.join(LENA);
    await salon.ask(
      'reschedule_appointment',
      { appointment_id: jonas, new_date: THURSDAY.date, new_time: THURSDAY.time },
      { from: JONAS.phone, callId: 'call_moving' },
    );
    // Their wish reaches as far as the appointment they have now.
    await salon.join(JONAS);
    await salon.offerFreed();
    expect(await salon.offeredTasks(JONAS)).toEqual([]);
    expect(await salon.offeredTasks(LENA)).toHaveLength(1);
  });
});
