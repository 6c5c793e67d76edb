import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cancelBooking } from '../../../src/operations/cancel-booking.ts';
import type { Ctx } from '../../../src/operations/context.ts';
import { eraseCustomer } from '../../../src/operations/erase-customer.ts';
import { allowNumber } from '../../../src/operations/reminders/allow-number.ts';
import { forbidNumber } from '../../../src/operations/reminders/forbid-number.ts';
import { setContact } from '../../../src/operations/reminders/planning/set-contact.ts';
import { takeCallOutcomeEvent } from '../../../src/operations/reminders/outcomes/take-call-outcome-event.ts';
import type { Queries, TenantStore } from '../../../src/store/tenant-store.ts';
import { answerDials } from '../../support/answer-dials.ts';
import { callOf } from '../../support/reminder-call.ts';
import { openReminderSalon } from '../../support/reminder-salon.ts';
import { takeOutcomes } from '../../support/take-outcomes.ts';
import { MAX } from '../../support/tenant-under-test.ts';
import { unhurried } from '../../support/unhurried.ts';
import { untilBlocked } from '../../support/until-blocked.ts';
import { createWorld } from '../../support/world.ts';
import type { World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
});
afterAll(() => world.close());

/** A customer who is to be rung once more has said in the first call that nobody shall; the word is not taken yet. */
async function saidNoMore() {
  const salon = await openReminderSalon(world, { hoursBefore: [48, 24] });
  const appointmentId = await salon.book();
  const people = answerDials(world, () => ({ kind: 'answered', analysis: { do_not_call: true } }));
  const dialled = await salon.dialAtItsTime((await salon.tasks(appointmentId))[0]);
  const [dial] = people.waiting();
  if (dialled.kind !== 'placed' || dial === undefined) throw new Error('not dialled');
  await people.playOut();
  await world.settle();
  const events = await salon.store.inbox.listWaiting();
  const word = events.find(({ event }) => event === 'call_analyzed')?.id ?? '';
  return { salon, appointmentId, dial, word };
}

/** The same work, which begins `other` in the middle of a transaction, and goes on when that waits for it. */
function meeting(ctx: Ctx, hook: (store: Queries, meet: () => Promise<void>) => Partial<Queries>) {
  const other: { work?: () => Promise<unknown>; end?: Promise<unknown> } = {};
  const meet = async (): Promise<void> => {
    if (other.end !== undefined || other.work === undefined) return;
    other.end = other.work().catch((error: unknown) => ({ failed: error }));
    await untilBlocked(world);
  };
  const atomically: Ctx['store']['atomically'] = (work) =>
    ctx.store.atomically((store) => work({ ...store, ...hook(store, meet) }));
  return { other, ctx: { ...ctx, store: { ...ctx.store, atomically } } };
}

const beforeTheList = (store: Queries, meet: () => Promise<void>): Partial<Queries> => ({
  doNotCall: {
    ...store.doNotCall,
    add: async (entry) => {
      await meet();
      return store.doNotCall.add(entry);
    },
  },
});

describe('two that change the same call at the same moment wait for each other and do not block', () => {
  it('the function that stops the calls, and the analysis that says the same (VIO-35)', async () => {
    const { salon, dial, word } = await saidNoMore();
    const { other, ctx } = meeting(await salon.ctx(), beforeTheList);
    other.work = () =>
      salon.ask('stop_reminders', {}, { callId: dial.callId, from: null, call: callOf(dial) });
    expect(await takeCallOutcomeEvent(ctx, word)).toMatchObject({ kind: 'taken' });
    expect(await other.end).toMatchObject({ success: true });
    expect(await salon.store.callSessions.findByCall(dial.callId)).toMatchObject({
      outcome: 'opted_out',
      deeds: { optedOut: true },
    });
  });

  it('a cancellation in it, and the analysis of it (VIO-35, VIO-94)', async () => {
    const { salon, appointmentId, dial, word } = await saidNoMore();
    const { other, ctx } = meeting(await salon.ctx(), beforeTheList);
    const appointment = await salon.store.appointments.find(appointmentId);
    if (appointment === undefined) throw new Error('the appointment is gone');
    const { callId } = dial;
    other.work = async () => cancelBooking(await salon.ctx(), appointment, { callId, proof: 'caller_id' });
    expect(await takeCallOutcomeEvent(ctx, word)).toMatchObject({ kind: 'taken' });
    expect(await other.end).toBe('cancelled');
    expect(await salon.store.callSessions.findByCall(callId)).toMatchObject({ deeds: { cancelled: true } });
  });

  it('the erasure of its customer, and the analysis of it (VIO-35)', async () => {
    const { salon, appointmentId, dial, word } = await saidNoMore();
    const customerId = (await salon.store.appointments.find(appointmentId))?.customer?.id ?? '';
    world.clock.advance({ days: 3 });
    const { other, ctx } = meeting(await salon.ctx(), beforeTheList);
    other.work = async () => eraseCustomer(await salon.ctx(), customerId);
    expect(await takeCallOutcomeEvent(ctx, word)).toMatchObject({ kind: 'taken' });
    expect(await other.end).toEqual({ kind: 'erased' });
    expect((await salon.store.callSessions.findByCall(dial.callId))?.toNumber).toBeUndefined();
  });

  it('the owner who takes the number off the list, and the analysis that puts it there (VIO-35)', async () => {
    const { salon, dial, word } = await saidNoMore();
    const owner = await salon.ctx();
    await owner.store.atomically((store) => forbidNumber(owner, store, MAX, 'owner'));
    const { other, ctx } = meeting(await salon.ctx(), beforeTheList);
    other.work = () => allowNumber(owner, MAX);
    expect(await takeCallOutcomeEvent(ctx, word)).toMatchObject({ kind: 'taken' });
    expect(await other.end).toBe(true);
    expect(await salon.store.callSessions.findByCall(dial.callId)).toMatchObject({ outcome: 'opted_out' });
    expect(await salon.store.dialGate.forbiddenBy(MAX)).toBeUndefined();
  });

  it('the ban of a number, and new wishes of its customer about several appointments (VIO-14, VIO-35)', async () => {
    const salon = await openReminderSalon(world, { hoursBefore: [24] });
    const later = await salon.book({ date: '2026-12-03' });
    const sooner = await salon.book();
    expect(later < sooner).toBe(true);
    const customerId = (await salon.store.appointments.find(later))?.customer?.id ?? '';
    const { other, ctx } = meeting(await salon.ctx(), (store, meet) => ({
      followUpTasks: {
        ...store.followUpTasks,
        close: async (id, end) => {
          const isClosed = await store.followUpTasks.close(id, end);
          await meet();
          return isClosed;
        },
      },
    }));
    other.work = async () => {
      const owner = await salon.ctx();
      return owner.store.atomically((store) => forbidNumber(owner, store, MAX, 'owner'));
    };
    expect(await setContact(ctx, customerId, { reminderHours: [] })).toBeDefined();
    expect(await other.end).toBe(true);
    expect([...(await salon.tasks(later)), ...(await salon.tasks(sooner))]).toEqual([]);
  });

  it.each<[string, (store: TenantStore, before: Date) => Promise<number>]>([
    ['that takes persons out of calls', (store, before) => store.reminderRetention.clearPersons(before)],
    ['that takes calls away', (store, before) => store.reminderRetention.deleteTasks(before)],
  ])('the erasure of a customer, and the clean-up %s (ASK-75, VIO-81)', async (_what, purge) => {
    const { salon, appointmentId, dial } = await saidNoMore();
    await takeOutcomes(salon);
    const customerId = (await salon.store.appointments.find(appointmentId))?.customer?.id ?? '';
    world.clock.advance({ days: 3 });
    const { other, ctx } = meeting(await salon.ctx(), (store, meet) => ({
      personalData: {
        ...store.personalData,
        erase: async (of, webhookIds, now) => {
          await meet();
          return store.personalData.erase(of, webhookIds, now);
        },
      },
    }));
    other.work = () => purge(salon.store, world.clock.now());
    expect(await eraseCustomer(ctx, customerId)).toEqual({ kind: 'erased' });
    expect(await other.end).toBeGreaterThan(0);
    expect((await salon.store.callSessions.findByCall(dial.callId))?.customerId).toBeUndefined();
  });
});
