import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eraseCustomer } from '../../../src/operations/erase-customer.ts';
import { openCtx } from '../../../src/operations/open-ctx.ts';
import { dialForgotten } from '../../../src/operations/reminders/dialling/dial-forgotten.ts';
import { offerFreedTime } from '../../../src/operations/reminders/waitlist/offer-freed-time.ts';
import { sweepWaitlist } from '../../../src/operations/reminders/waitlist/sweep-waitlist.ts';
import { sweepTenant } from '../../../src/operations/sweep.ts';
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
import type { Person, WaitlistSalon } from '../../support/waitlist-salon.ts';
import { createWorld } from '../../support/world.ts';
import type { World } from '../../support/world.ts';

const TUESDAY_AT = '2026-11-24T08:45:00.000Z';
const THURSDAY_AT = '2026-11-26T13:30:00.000Z';
const MOVE = { method: 'POST', path: '/v2/bookings/*/reschedule' };
const LOOK_UP = { method: 'GET', path: '/v2/bookings/*' };
const END_RESERVATION = { method: 'DELETE', path: '/v2/slots/reservations/*' };
const SLOTS = { method: 'GET', path: '/v2/slots' };

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried, calendarTimeoutMs: 1_700 });
});
afterAll(() => world.close());

/** Tuesday was Erika's and is free again; Jonas, then Lena want to come earlier than they do. */
async function openFreedSalon(): Promise<
  WaitlistSalon & { jonas: string; sweep(minutes: number): Promise<void> }
> {
  const salon = await openWaitlistSalon(world);
  const erikas = await salon.bookFor(ERIKA, TUESDAY);
  const jonas = await salon.bookFor(JONAS, THURSDAY);
  await salon.bookFor(LENA, FRIDAY);
  await salon.join(JONAS);
  await salon.join(LENA);
  await salon.cancelFor(ERIKA, erikas);
  const sweep = async (minutes: number) => {
    world.clock.advance({ minutes });
    await sweepTenant(await salon.ctx());
    await world.settle();
  };
  return { ...salon, jonas, sweep };
}

async function startOf(salon: WaitlistSalon, appointmentId: string): Promise<string | undefined> {
  return (await salon.store.appointments.find(appointmentId))?.startsAt.toISOString();
}

/** Calls of the waitlist that are planned or go on. */
async function openCallsTo(salon: WaitlistSalon, person: Person): Promise<string[]> {
  const open = await salon.store.followUpTasks.openOfCustomer(await salon.customerId(person));
  return open.map(({ purpose }) => purpose).filter((purpose) => purpose === 'waitlist');
}

describe('the waitlist, when several ask at the same moment', () => {
  it('offers a time to one at a time, however many work on it (VIO-94)', async () => {
    const salon = await openFreedSalon();
    const [freed = ''] = await salon.store.waitlistOffers.listFreed(world.clock.now());
    const ctx = await salon.ctx();
    await Promise.all([1, 2, 3, 4].map(() => offerFreedTime(ctx, freed)));
    await world.settle();
    expect(await salon.claimsAt(TUESDAY_AT)).toEqual(['held']);
    expect(await salon.offeredTasks(JONAS)).toHaveLength(1);
    expect(await salon.offeredTasks(LENA)).toEqual([]);
    expect(await salon.store.waitlistOffers.findFreed(freed)).toMatchObject({ state: 'open' });
    await offerFreedTime(ctx, freed);
    expect(await salon.offeredTasks(JONAS)).toHaveLength(1);
  });

  it('keeps a time open that another worker has offered meanwhile, also where it was declined (VIO-94)', async () => {
    const salon = await openFreedSalon();
    const [freed = ''] = await salon.store.waitlistOffers.listFreed(world.clock.now());
    const ctx = await salon.ctx();
    const { waitlist, waitlistOffers } = ctx.store;
    /** Sees nobody who waits, since another worker was quicker. */
    const offerSlowly = async (meanwhile: () => Promise<unknown>) => {
      const waitingFor = async () => {
        await meanwhile();
        return [];
      };
      await offerFreedTime({ ...ctx, store: { ...ctx.store, waitlist: { ...waitlist, waitingFor } } }, freed);
      return (await waitlistOffers.findFreed(freed))?.state;
    };
    expect(await offerSlowly(() => salon.offerFreed())).toBe('open');
    const first = await waitlistOffers.lastOfferOfFreed(freed);
    await waitlistOffers.endOffer(first?.id ?? '', 'declined', world.clock.now());
    const declined = async () => {
      await salon.offerFreed();
      const second = await waitlistOffers.lastOfferOfFreed(freed);
      await waitlistOffers.endOffer(second?.id ?? '', 'declined', world.clock.now());
    };
    expect(await offerSlowly(declined)).toBe('open');
    expect(await offerSlowly(() => Promise.resolve())).toBe('closed');
  });

  it('offers somebody one of two times that become free together (VIO-94)', async () => {
    const salon = await openFreedSalon();
    await salon.cancelFor(ERIKA, await salon.bookFor(ERIKA, { ...TUESDAY, time: '10:30' }));
    const freed = await salon.store.waitlistOffers.listFreed(world.clock.now());
    expect(freed).toHaveLength(2);
    const ctx = await salon.ctx();
    await Promise.all(freed.flatMap((id) => [offerFreedTime(ctx, id), offerFreedTime(ctx, id)]));
    expect(await salon.offeredTasks(JONAS)).toHaveLength(1);
    expect(await salon.offeredTasks(LENA)).toHaveLength(1);
    expect((await salon.store.waitlist.list()).map(({ state }) => state)).toEqual(['offered', 'offered']);
  });

  it('moves an appointment once where the yes comes twice at once (VIO-94, ASK-30)', async () => {
    const salon = await openFreedSalon();
    await salon.offerFreed();
    const call = await salon.ring(JONAS);
    const answers = await Promise.all([1, 2].map(() => call.ask('confirm_booking', { confirmed: true })));
    expect(answers.some(({ success }) => success)).toBe(true);
    expect(await call.ask('confirm_booking', { confirmed: true })).toMatchObject({
      appointment_id: salon.jonas,
    });
    await world.settle();
    expect(await startOf(salon, salon.jonas)).toBe(TUESDAY_AT);
    expect(salon.calcom.requests().filter(({ path }) => path.endsWith('/reschedule'))).toHaveLength(1);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });
});

describe('the waitlist, when something goes wrong', () => {
  it('asks nobody while the calendar does not say that the time is free, and looks again (ASK-20, VIO-94)', async () => {
    const salon = await openFreedSalon();
    const fault = { kind: 'status' as const, status: 500 };
    salon.calcom.faults.add({ ...SLOTS, fault, times: 5 });
    await salon.offerFreed();
    expect(await salon.offeredTasks(JONAS)).toEqual([]);
    expect(await salon.claimsAt(TUESDAY_AT)).toEqual([]);
    salon.calcom.faults.clear();
    await salon.sweep(6);
    expect(await salon.offeredTasks(JONAS)).toHaveLength(1);
  });

  it('asks nobody about a time that somebody else has booked meanwhile (ASK-20, VIO-94)', async () => {
    const salon = await openFreedSalon();
    const [freed = ''] = await salon.store.waitlistOffers.listFreed(world.clock.now());
    await salon.bookFor(ERIKA, TUESDAY);
    await salon.offerFreed();
    expect(await salon.offeredTasks(JONAS)).toEqual([]);
    expect(await salon.store.waitlistOffers.listFreed(world.clock.now())).toEqual([]);
    expect(await salon.store.waitlistOffers.findFreed(freed)).toMatchObject({ state: 'closed' });
  });

  it('asks them as soon as somebody who held the time has not booked it (ASK-20, VIO-94)', async () => {
    const salon = await openFreedSalon();
    const wish = { ...TUESDAY, service: 'Herrenhaarschnitt', name: 'Karl Fremd' };
    const held = await salon.ask('start_booking', wish, { from: STRANGER, callId: 'call_that_holds' });
    expect(held).toMatchObject({ success: true });
    await world.settle();
    const looks = () =>
      salon.calcom.requests().filter(({ method, path }) => method === 'GET' && path === SLOTS.path);
    const before = looks().length;
    await salon.offerFreed();
    expect(await salon.offeredTasks(JONAS)).toEqual([]);
    expect(looks()).toHaveLength(before + 1);
    for (const minutes of [6, 6, 6]) await salon.sweep(minutes);
    expect(await openCallsTo(salon, JONAS)).toEqual(['waitlist']);
  });

  it('gives up a time that the calendar does not offer, after a few looks (VIO-94)', async () => {
    const salon = await openFreedSalon();
    const [freed = ''] = await salon.store.waitlistOffers.listFreed(world.clock.now());
    const fault = { kind: 'status' as const, status: 200, body: { status: 'success', data: {} } };
    salon.calcom.faults.add({ ...SLOTS, fault });
    await salon.offerFreed();
    expect(await salon.store.waitlistOffers.findFreed(freed)).toMatchObject({ state: 'open' });
    for (const minutes of [6, 6, 6]) await salon.sweep(minutes);
    expect(await salon.store.waitlistOffers.findFreed(freed)).toMatchObject({ state: 'closed' });
    expect(await openCallsTo(salon, JONAS)).toEqual([]);
  });

  it('asks them about a time that somebody had reserved in the calendar alone and gave back (VIO-94)', async () => {
    const salon = await openFreedSalon();
    const fault = { kind: 'status' as const, status: 200, body: { status: 'success', data: {} } };
    salon.calcom.faults.add({ ...SLOTS, fault });
    await salon.offerFreed();
    await salon.sweep(6);
    expect(await openCallsTo(salon, JONAS)).toEqual([]);
    salon.calcom.faults.clear();
    await salon.sweep(6);
    expect(await openCallsTo(salon, JONAS)).toEqual(['waitlist']);
  });

  it('asks the next one also where what was held for the one before could not be ended at once (VIO-94)', async () => {
    const salon = await openFreedSalon();
    await salon.offerFreed();
    expect(salon.calcom.reservations()).toHaveLength(1);
    const [task] = await salon.offeredTasks(JONAS);
    await ring(world, salon, task, { kind: 'no_answer' });
    salon.calcom.faults.add({ ...END_RESERVATION, fault: { kind: 'status', status: 500 }, times: 1 });
    await salon.offerFreed();
    expect(await salon.offeredTasks(LENA)).toEqual([]);
    for (const minutes of [6, 6, 6, 6]) await salon.sweep(minutes);
    expect(await salon.offeredTasks(JONAS)).toEqual([]);
    expect(await openCallsTo(salon, LENA)).toEqual(['waitlist']);
  });

  it('rings by the sweep where the alarm of the call was lost (VIO-19, VIO-94)', async () => {
    const salon = await openFreedSalon();
    await salon.sweep(1);
    expect(await salon.offeredTasks(JONAS)).toHaveLength(1);
    world.clock.advance({ minutes: 1 });
    await dialForgotten(await salon.ctx());
    const dials = world.retellApi.dials().filter(({ toNumber }) => toNumber === JONAS.phone);
    expect(dials.at(-1)?.metadata).toMatchObject({ tenant_id: salon.id, call_purpose: 'waitlist' });
  });

  it('asks the next one once the hold of a call of which nothing is heard has run out (VIO-94)', async () => {
    const salon = await openFreedSalon();
    await salon.offerFreed();
    const call = await salon.ring(JONAS);
    await salon.sweep(120);
    expect(await salon.claimsAt(TUESDAY_AT)).toEqual(['held']);
    expect(await salon.offeredTasks(JONAS)).toEqual([]);
    expect(await call.ask('confirm_booking', { confirmed: true })).toMatchObject({ reason: 'offer_expired' });
    expect(await startOf(salon, salon.jonas)).toBe(THURSDAY_AT);
    const lenas = await salon.store.followUpTasks.openOfCustomer(await salon.customerId(LENA));
    expect(lenas.filter(({ purpose }) => purpose === 'waitlist')).toHaveLength(1);
  });

  it('rings nobody about an offer that is over by then (VIO-94)', async () => {
    const salon = await openFreedSalon();
    await salon.offerFreed();
    const [task] = await salon.offeredTasks(JONAS);
    world.clock.advance({ minutes: 21 });
    expect(await salon.dial(JONAS)).toEqual({ kind: 'idle' });
    expect(await salon.store.followUpTasks.find(task?.id ?? '')).toMatchObject({
      status: 'cancelled',
      action: 'offer_over',
    });
    await salon.offerFreed();
    expect(await salon.offeredTasks(LENA)).toHaveLength(1);
  });

  it('keeps the time for them where the calendar was not asked, and moves on the next yes (VIO-94)', async () => {
    const salon = await openFreedSalon();
    await salon.offerFreed();
    const call = await salon.ring(JONAS);
    salon.calcom.faults.add({ ...MOVE, fault: { kind: '429', resetSeconds: 0 }, times: 1 });
    expect((await call.ask('confirm_booking', { confirmed: true })).success).toBe(false);
    expect(await salon.claimsAt(TUESDAY_AT)).toEqual(['held']);
    expect(await call.ask('confirm_booking', { confirmed: true })).toMatchObject({ success: true });
    await world.settle();
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('gives it back where the calendar refuses the move, and the old appointment stands (VIO-94)', async () => {
    const salon = await openFreedSalon();
    await salon.offerFreed();
    const call = await salon.ring(JONAS);
    const message = 'User either already has booking at this time or is not available';
    const body = { status: 'error', error: { code: 'BadRequestException', message } };
    salon.calcom.faults.add({ ...MOVE, fault: { kind: 'status', status: 400, body }, times: 1 });
    expect(await call.ask('confirm_booking', { confirmed: true })).toMatchObject({ success: false });
    expect(await salon.claimsAt(TUESDAY_AT)).toEqual([]);
    expect(await startOf(salon, salon.jonas)).toBe(THURSDAY_AT);
    await salon.sweep(120);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('finds out by the sweep whether a move was made whose answer was lost (ASK-25, VIO-94)', async () => {
    const salon = await openFreedSalon();
    await salon.offerFreed();
    const call = await salon.ring(JONAS);
    salon.calcom.faults.add({ ...MOVE, fault: { kind: 'lose_answer' }, times: 1 });
    salon.calcom.faults.add({ ...LOOK_UP, fault: { kind: 'status', status: 500 }, times: 2 });
    expect(await call.ask('confirm_booking', { confirmed: true })).toMatchObject({
      success: false,
      pending: true,
    });
    await world.settle();
    salon.calcom.faults.clear();
    world.clock.advance({ minutes: 121 });
    await sweepWaitlist(await salon.ctx());
    expect(await salon.claimsAt(TUESDAY_AT)).toEqual(['held']);
    await salon.sweep(0);
    expect(await startOf(salon, salon.jonas)).toBe(TUESDAY_AT);
    expect((await salon.store.waitlist.list()).map(({ customerId }) => customerId)).toEqual([
      await salon.customerId(LENA),
    ]);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('goes on with the next one where who is being asked has been erased (ASK-75, VIO-94)', async () => {
    const salon = await openWaitlistSalon(world);
    const erikas = await salon.bookFor(ERIKA, TUESDAY);
    await salon.join(JONAS);
    await salon.join(LENA);
    await salon.cancelFor(ERIKA, erikas);
    await salon.offerFreed();
    expect(await salon.offeredTasks(JONAS)).toHaveLength(1);
    expect(await eraseCustomer(await salon.ctx(), await salon.customerId(JONAS))).toEqual({ kind: 'erased' });
    world.clock.advance({ minutes: 21 });
    await sweepTenant(await salon.ctx());
    expect(await salon.claimsAt(TUESDAY_AT)).toEqual(['held']);
    expect(await salon.offeredTasks(LENA)).toHaveLength(1);
  });
});

describe('the waitlist of one tenant', () => {
  it('is out of reach of another one (ASK-74)', async () => {
    const salon = await openFreedSalon();
    const [freed = ''] = await salon.store.waitlistOffers.listFreed(world.clock.now());
    const other = await openWaitlistSalon(world);
    const theirs = await openCtx(world.deps, other.id, new AbortController().signal, 'system');
    await offerFreedTime(theirs, freed);
    expect(await salon.offeredTasks(JONAS)).toEqual([]);
    await salon.offerFreed();
    const [task] = await salon.offeredTasks(JONAS);
    const entry = task?.waitlistId ?? '';
    expect(await other.store.waitlist.find(entry)).toBeUndefined();
    expect(await other.store.waitlist.end(entry, world.clock.now())).toBe(false);
    expect(await other.store.waitlistOffers.openOfferOf(entry)).toBeUndefined();
    const call = await salon.ring(JONAS);
    const metadata = world.retellApi.dials().at(-1)?.metadata;
    const asTheirs = { direction: 'outbound', to_number: JONAS.phone, metadata };
    const answer = await other.ask(
      'confirm_booking',
      { confirmed: true },
      { callId: call.callId, from: null, call: { ...asTheirs, from_number: other.fromNumber } },
    );
    expect(answer).toMatchObject({ success: false, reason: 'nothing_offered' });
    expect(await salon.claimsAt(TUESDAY_AT)).toEqual(['held']);
  });
});
