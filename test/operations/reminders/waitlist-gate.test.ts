import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ctx } from '../../../src/operations/context.ts';
import { dialTask } from '../../../src/operations/reminders/dialling/dial-task.ts';
import { pauseReminders, resumeReminders } from '../../../src/operations/reminders/pause-reminders.ts';
import { sweepWaitlist } from '../../../src/operations/reminders/waitlist/sweep-waitlist.ts';
import { takeOffWaitlist } from '../../../src/operations/reminders/waitlist/take-off-waitlist.ts';
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

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
});
afterAll(() => world.close());

/** Erika has Tuesday; Jonas, then Lena want to come earlier than they do. */
async function openFullSalon(): Promise<WaitlistSalon & { erikas: string; jonas: string }> {
  const salon = await openWaitlistSalon(world);
  const erikas = await salon.bookFor(ERIKA, TUESDAY);
  const jonas = await salon.bookFor(JONAS, THURSDAY);
  await salon.bookFor(LENA, FRIDAY);
  await salon.join(JONAS);
  await salon.join(LENA);
  return { ...salon, erikas, jonas };
}

async function isOffered(salon: WaitlistSalon): Promise<{ jonas: number; lena: number; claims: string[] }> {
  return {
    jonas: (await salon.offeredTasks(JONAS)).length,
    lena: (await salon.offeredTasks(LENA)).length,
    claims: await salon.claimsAt(TUESDAY_AT),
  };
}

type Meanwhile = (ctx: Ctx, step: () => Promise<unknown>) => Ctx;

const whileLinesAreCounted: Meanwhile = (ctx, step) => {
  const { phone } = ctx;
  if (phone === undefined) throw new Error('no phone');
  const getConcurrency: typeof phone.telephony.getConcurrency = async (options) => {
    await step();
    return phone.telephony.getConcurrency(options);
  };
  return { ...ctx, phone: { ...phone, telephony: { ...phone.telephony, getConcurrency } } };
};

const beforeTheRequest: Meanwhile = (ctx, step) => {
  const { callSessions } = ctx.store;
  const markInitiating: typeof callSessions.markInitiating = async (id, now) => {
    await step();
    return callSessions.markInitiating(id, now);
  };
  return { ...ctx, store: { ...ctx.store, callSessions: { ...callSessions, markInitiating } } };
};

const NOBODY = { jonas: 0, lena: 0, claims: [] };

describe('whom the waitlist rings', () => {
  it.each<[string, Meanwhile]>([
    ['while the gate asks', whileLinesAreCounted],
    ['before the request goes out', beforeTheRequest],
  ])(
    'is only the next one, where who is about to be rung is taken off %s (VIO-94)',
    async (_when, broken) => {
      const salon = await openFullSalon();
      await salon.cancelFor(ERIKA, salon.erikas);
      await salon.offerFreed();
      const [task] = await salon.offeredTasks(JONAS);
      const takeOff = async () => takeOffWaitlist(await salon.ctx(), task?.waitlistId ?? '');
      const taskId = task?.id ?? '';
      const dialled = await dialTask(broken(await salon.ctx(), takeOff), taskId);
      if (dialled.kind !== 'idle') await dialTask(await salon.ctx(), taskId);
      expect(await salon.store.followUpTasks.find(taskId)).toMatchObject({
        status: 'cancelled',
        action: 'offer_over',
      });
      await salon.offerFreed();
      expect(await salon.dial(LENA)).toMatchObject({ kind: 'placed' });
      const dials = world.retellApi.dials().filter(({ metadata }) => metadata['tenant_id'] === salon.id);
      expect(dials.map(({ toNumber }) => toNumber)).toEqual([LENA.phone]);
    },
  );

  it('is nobody about a time that is not offered to them any more, whatever else is by now (VIO-94)', async () => {
    const salon = await openFullSalon();
    await salon.cancelFor(ERIKA, salon.erikas);
    await salon.offerFreed();
    const [task] = await salon.offeredTasks(JONAS);
    const { waitlistOffers } = salon.store;
    const offerAnother = async () => {
      world.clock.advance({ seconds: 1 });
      const madeAt = world.clock.now();
      const first = await waitlistOffers.openOfferOf(task?.waitlistId ?? '');
      if (first === undefined) throw new Error('nothing is offered');
      await waitlistOffers.endOffer(first.id, 'lapsed', madeAt);
      expect(await waitlistOffers.offer({ ...first, id: `${first.id}_second`, madeAt })).toBe(true);
    };
    const dialled = await dialTask(beforeTheRequest(await salon.ctx(), offerAnother), task?.id ?? '');
    expect(dialled).toEqual({ kind: 'waiting' });
    expect(world.retellApi.dials().filter(({ metadata }) => metadata['tenant_id'] === salon.id)).toEqual([]);
  });

  it('is nobody outside the hours, when nothing is held either; in the morning it goes on (VIO-34)', async () => {
    const salon = await openFullSalon();
    world.clock.set('2026-11-20T21:00:00Z');
    await salon.cancelFor(ERIKA, salon.erikas);
    await salon.offerFreed();
    expect(await isOffered(salon)).toEqual(NOBODY);
    world.clock.set('2026-11-23T08:30:00Z');
    await sweepWaitlist(await salon.ctx());
    expect(await isOffered(salon)).toEqual({ jonas: 1, lena: 0, claims: ['held'] });
    expect(await salon.dial(JONAS)).toMatchObject({ kind: 'placed' });
  });

  it('is nobody whose number must not be called: their wish is over, and the next one is asked (VIO-35)', async () => {
    const salon = await openFullSalon();
    await salon.ask('stop_reminders', {}, { from: JONAS.phone, callId: 'call_no_more' });
    await salon.cancelFor(ERIKA, salon.erikas);
    await salon.offerFreed();
    expect(await isOffered(salon)).toEqual({ jonas: 0, lena: 1, claims: ['held'] });
    const customers = (await salon.store.waitlist.list()).map(({ customerId }) => customerId);
    expect(customers).toEqual([await salon.customerId(LENA)]);
  });

  it('is at once the next one, where who is about to be rung wants no calls any more (VIO-35, VIO-94)', async () => {
    const salon = await openFullSalon();
    await salon.cancelFor(ERIKA, salon.erikas);
    await salon.offerFreed();
    await salon.ask('stop_reminders', {}, { from: JONAS.phone, callId: 'call_stop_offered' });
    expect(await isOffered(salon)).toEqual(NOBODY);
    await salon.offerFreed();
    expect(await isOffered(salon)).toEqual({ jonas: 0, lena: 1, claims: ['held'] });
  });

  it('is at once the next one, where who is about to be rung has cancelled what they had (VIO-94)', async () => {
    const salon = await openFullSalon();
    await salon.cancelFor(ERIKA, salon.erikas);
    await salon.offerFreed();
    await salon.cancelFor(JONAS, salon.jonas);
    expect(await isOffered(salon)).toEqual(NOBODY);
    await salon.offerFreed();
    expect(await isOffered(salon)).toEqual({ jonas: 0, lena: 1, claims: ['held'] });
  });

  it('is nobody who was rung within the hour (VIO-38)', async () => {
    const salon = await openFullSalon();
    await salon.cancelFor(ERIKA, salon.erikas);
    await salon.offerFreed();
    const call = await salon.ring(JONAS);
    await call.ask('confirm_booking', { confirmed: false });
    const second = await salon.bookFor(ERIKA, { ...TUESDAY, time: '10:30' });
    await salon.cancelFor(ERIKA, second);
    await salon.offerFreed();
    expect(await salon.offeredTasks(JONAS)).toEqual([]);
    expect(await salon.offeredTasks(LENA)).toHaveLength(1);
    expect((await salon.store.waitlist.list()).map(({ state }) => state)).toEqual(['waiting', 'offered']);
  });

  it('is nobody while the tenant is paused, and what was held is given back (VIO-35, VIO-40)', async () => {
    const salon = await openFullSalon();
    await salon.cancelFor(ERIKA, salon.erikas);
    await salon.offerFreed();
    await pauseReminders(await salon.ctx(), 'owner');
    expect(await salon.dial(JONAS)).toMatchObject({ kind: 'refused', answer: { verdict: 'paused' } });
    expect(await isOffered(salon)).toEqual(NOBODY);
    await salon.offerFreed();
    expect(await isOffered(salon)).toEqual(NOBODY);
  });

  it('is again who would have been rung when the tenant was paused, since they were asked nothing (VIO-40, VIO-94)', async () => {
    const salon = await openFullSalon();
    await salon.cancelFor(ERIKA, salon.erikas);
    await salon.offerFreed();
    await pauseReminders(await salon.ctx(), 'owner');
    expect(await salon.dial(JONAS)).toMatchObject({ kind: 'refused', answer: { verdict: 'paused' } });
    world.clock.advance({ minutes: 16 });
    await resumeReminders(await salon.ctx());
    await sweepWaitlist(await salon.ctx());
    expect(await isOffered(salon)).toEqual({ jonas: 1, lena: 0, claims: ['held'] });
    expect(await salon.dial(JONAS)).toMatchObject({ kind: 'placed' });
  });

  it('is at first the next one, where their call was dropped a moment ago, and then they (VIO-40, VIO-94)', async () => {
    const salon = await openFullSalon();
    await salon.cancelFor(ERIKA, salon.erikas);
    await salon.offerFreed();
    await pauseReminders(await salon.ctx(), 'owner');
    await salon.dial(JONAS);
    await resumeReminders(await salon.ctx());
    await salon.offerFreed();
    expect(await isOffered(salon)).toEqual({ jonas: 0, lena: 1, claims: ['held'] });
    const call = await salon.ring(LENA);
    await call.ask('confirm_booking', { confirmed: false });
    await salon.offerFreed();
    expect(await isOffered(salon)).toEqual(NOBODY);
    world.clock.advance({ minutes: 16 });
    await sweepWaitlist(await salon.ctx());
    expect(await isOffered(salon)).toEqual({ jonas: 1, lena: 0, claims: ['held'] });
  });

  it('is nobody about a time that begins too soon for a call and a booking (VIO-36, ASK-58)', async () => {
    const salon = await openFullSalon();
    world.clock.set('2026-11-23T08:30:00Z');
    await salon.cancelFor(ERIKA, salon.erikas);
    world.clock.set('2026-11-24T07:30:00Z');
    await salon.offerFreed();
    expect(await isOffered(salon)).toEqual(NOBODY);
    world.clock.set('2026-11-24T07:31:00Z');
    expect(await salon.store.waitlistOffers.listFreed(world.clock.now())).toEqual([]);
  });

  it('is nobody whose appointment can be moved no more, or has been cancelled (ASK-31, VIO-35)', async () => {
    const salon = await openWaitlistSalon(world);
    const [erikas, jonas] = [
      await salon.bookFor(ERIKA, TUESDAY),
      await salon.bookFor(JONAS, { ...TUESDAY, time: '13:00' }),
    ];
    const lenas = await salon.bookFor(LENA, FRIDAY);
    await salon.join(JONAS);
    await salon.join(LENA);
    await salon.cancelFor(LENA, lenas);
    await salon.ask(
      'cancel_appointment',
      { appointment_id: erikas },
      { from: ERIKA.phone, callId: 'call_early' },
    );
    world.clock.set('2026-11-23T13:00:00Z');
    await salon.offerFreed();
    expect(await isOffered(salon)).toEqual(NOBODY);
    expect((await salon.store.waitlist.list()).map(({ appointmentId }) => appointmentId)).toEqual([jonas]);
  });

  it('is nobody whose wish has passed, or who was booked earlier by another way (VIO-35)', async () => {
    const salon = await openWaitlistSalon(world);
    await salon.join(JONAS);
    await salon.join(LENA, { date: 'bis Montag' });
    await salon.bookFor(JONAS, { ...TUESDAY, time: '10:30' });
    world.clock.set('2026-11-24T08:00:00Z');
    await sweepWaitlist(await salon.ctx());
    expect(await salon.store.waitlist.list()).toEqual([]);
  });

  it('is nobody who waits for another service (ASK-12, VIO-35)', async () => {
    const salon = await openWaitlistSalon(world);
    const colouring = { ...TUESDAY, time: '10:00', service: 'Färben', name: ERIKA.name };
    const own = { from: ERIKA.phone, callId: 'call_colouring' };
    const offer = await salon.ask('start_booking', colouring, own);
    const booked = await salon.ask(
      'confirm_booking',
      { booking_id: offer['booking_id'], confirmed: true },
      own,
    );
    await salon.join(JONAS);
    await salon.cancelFor(ERIKA, String(booked['appointment_id']));
    expect(await salon.store.waitlistOffers.listFreed(world.clock.now())).toEqual([]);
  });
});
