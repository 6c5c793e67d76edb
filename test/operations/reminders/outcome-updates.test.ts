import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dialTask } from '../../../src/operations/reminders/dialling/dial-task.ts';
import { resumeReminders } from '../../../src/operations/reminders/pause-reminders.ts';
import { runOutcomeUpdates } from '../../../src/operations/reminders/outcomes/run-outcome-updates.ts';
import { takeCallOutcomeEvent } from '../../../src/operations/reminders/outcomes/take-call-outcome-event.ts';
import { sweepTenant } from '../../../src/operations/sweep.ts';
import type { Ctx } from '../../../src/operations/context.ts';
import type { Queries, TenantStore } from '../../../src/store/tenant-store.ts';
import { Fault } from '../../../src/platform/fault.ts';
import type { DialScript } from '../../simulators/retell-api/dial-script.ts';
import { answerDials } from '../../support/answer-dials.ts';
import { openReminderSalon } from '../../support/reminder-salon.ts';
import type { ReminderSalon } from '../../support/reminder-salon.ts';
import { ring } from '../../support/ring.ts';
import { unhurried } from '../../support/unhurried.ts';
import { createWorld } from '../../support/world.ts';
import type { World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
});
afterAll(() => world.close());

const BROKEN = () => Promise.reject(new Fault('store_unavailable', 'planted'));

/** The same work on a store of which one family of queries fails. */
function withBroken(ctx: Ctx, broken: (store: Queries) => Partial<Queries>): Ctx {
  const store: TenantStore = {
    ...ctx.store,
    ...broken(ctx.store),
    atomically: (work) => ctx.store.atomically((queries) => work({ ...queries, ...broken(queries) })),
  };
  return { ...ctx, store };
}

/** Events of a call that have come and were not worked off. */
async function rungUnheard(script: DialScript) {
  const salon = await openReminderSalon(world, { hoursBefore: [48] });
  const appointmentId = await salon.book();
  const [task] = await salon.tasks(appointmentId);
  const people = answerDials(world, () => script);
  const dialled = await salon.dialAtItsTime(task);
  if (dialled.kind !== 'placed') throw new Error('not dialled');
  await people.playOut();
  const entries = (await salon.store.inbox.listWaiting()).map(({ id }) => id);
  const { sessionId } = dialled;
  return { salon, appointmentId, entries, sessionId };
}

async function customerOf(salon: ReminderSalon, sessionId: string) {
  const session = await salon.store.callSessions.find(sessionId);
  return salon.store.customerContacts.find(session?.customerId ?? '');
}

describe('the updates behind the end of a call', () => {
  it.each<{ part: string; broken: (store: Queries) => Partial<Queries>; missing: string[] }>([
    {
      part: 'the customer',
      broken: (store) => ({ customerContacts: { ...store.customerContacts, recompute: BROKEN } }),
      missing: ['customer'],
    },
    {
      part: 'the next step',
      broken: (store) => ({ followUpTasks: { ...store.followUpTasks, add: BROKEN } }),
      missing: ['follow_up', 'task'],
    },
    {
      part: 'the end of the task',
      broken: (store) => ({ followUpTasks: { ...store.followUpTasks, close: BROKEN } }),
      missing: ['follow_up', 'task'],
    },
    {
      part: 'the figures',
      broken: ({ callSessions }) => ({
        callSessions: {
          ...callSessions,
          markUpdate: (id, update, nextStep) =>
            update === 'figures' ? BROKEN() : callSessions.markUpdate(id, update, nextStep),
        },
      }),
      missing: ['figures'],
    },
  ])('go on where one fails, and the sweep makes up for it: $part (VIO-88)', async ({ broken, missing }) => {
    const { salon, appointmentId, entries, sessionId } = await rungUnheard({ kind: 'no_answer' });
    const ctx = withBroken(await salon.ctx(), broken);
    for (const id of entries) await takeCallOutcomeEvent(ctx, id);
    const done = Object.keys((await salon.store.callSessions.find(sessionId))?.updates ?? {});
    const all = ['appointment', 'call', 'customer', 'figures', 'follow_up', 'task'];
    expect(done.toSorted()).toEqual(all.filter((name) => !missing.includes(name)));
    expect(await salon.store.callSessions.find(sessionId)).toMatchObject({ outcome: 'no_answer' });
    const open = (await salon.tasks(appointmentId)).map(({ purpose }) => purpose);
    expect(open).toEqual([missing.includes('task') ? 'reminder' : 'retry']);
    world.clock.advance({ minutes: 6 });
    await sweepTenant(await salon.ctx());
    expect(await customerOf(salon, sessionId)).toMatchObject({ callAttempts: 1 });
    expect(await salon.tasks(appointmentId)).toMatchObject([{ purpose: 'retry', retryCount: 1 }]);
    const after = await salon.store.callSessions.find(sessionId);
    expect(Object.keys(after?.updates ?? {}).toSorted()).toEqual(all);
    expect(await salon.store.callSessions.listOverdue(new Date('2027-01-01T00:00:00Z'), 10)).toEqual([]);
  });

  it('happen once, however many do them at once (VIO-88, VIO-103)', async () => {
    const { salon, appointmentId, entries, sessionId } = await rungUnheard({ kind: 'busy' });
    const ctx = await salon.ctx();
    await Promise.all([...entries, ...entries].map((id) => takeCallOutcomeEvent(ctx, id)));
    await Promise.all([1, 2, 3].map(() => runOutcomeUpdates(ctx, sessionId)));
    expect(await customerOf(salon, sessionId)).toMatchObject({ callAttempts: 1 });
    expect(await salon.tasks(appointmentId)).toMatchObject([{ purpose: 'retry', retryCount: 1 }]);
  });

  it('keep the customer from being rung again while the task could not be ended (VIO-88)', async () => {
    const { salon, appointmentId, entries } = await rungUnheard({ kind: 'no_answer' });
    const ctx = withBroken(await salon.ctx(), (store) => ({
      followUpTasks: { ...store.followUpTasks, close: BROKEN },
    }));
    for (const id of entries) await takeCallOutcomeEvent(ctx, id);
    const dials = world.retellApi.dials().length;
    const [task] = await salon.tasks(appointmentId);
    // Whoever had taken the task has lost it by now, and the number was not rung for an hour.
    world.clock.advance({ hours: 2 });
    expect(await dialTask(await salon.ctx(), task?.id ?? '')).toEqual({ kind: 'waiting' });
    expect(world.retellApi.dials()).toHaveLength(dials);
    await sweepTenant(await salon.ctx());
    expect(await salon.tasks(appointmentId)).toMatchObject([{ purpose: 'retry' }]);
  });

  it('stop the calls once: who lets them go on is not overruled by the next try (VIO-40, VIO-88)', async () => {
    const { salon, entries, sessionId } = await rungUnheard({ kind: 'reason', reason: 'no_valid_payment' });
    const ctx = withBroken(await salon.ctx(), (store) => ({
      followUpTasks: { ...store.followUpTasks, close: BROKEN },
    }));
    for (const id of entries) await takeCallOutcomeEvent(ctx, id);
    expect(await salon.store.reminderPauses.current()).toMatchObject({ cause: 'account' });
    expect(await resumeReminders(await salon.ctx())).toBe(true);
    await runOutcomeUpdates(await salon.ctx(), sessionId);
    expect(await salon.store.reminderPauses.current()).toBeUndefined();
    expect((await salon.store.callSessions.find(sessionId))?.updates).toMatchObject({ follow_up: true });
  });

  it('leave an event whose call could not be recorded to the next try (VIO-101)', async () => {
    const { salon, entries, sessionId } = await rungUnheard({ kind: 'no_answer' });
    const ctx = withBroken(await salon.ctx(), (store) => ({
      callSessions: { ...store.callSessions, recordEnd: BROKEN },
    }));
    for (const id of entries) await expect(takeCallOutcomeEvent(ctx, id)).rejects.toThrow(Fault);
    expect((await salon.store.inbox.listWaiting()).map(({ id }) => id).toSorted()).toEqual(
      entries.toSorted(),
    );
    expect((await salon.store.callSessions.find(sessionId))?.updates).toBeUndefined();
    world.clock.advance({ minutes: 2 });
    await sweepTenant(await salon.ctx());
    expect(await salon.store.inbox.listWaiting()).toEqual([]);
    expect(await salon.store.callSessions.find(sessionId)).toMatchObject({ outcome: 'no_answer' });
  });
});

describe('what calls have shown of a customer', () => {
  it('is counted up by every outcome, and three calls in vain make them unresponsive (VIO-47, VIO-48, VIO-87, VIO-89)', async () => {
    const salon = await openReminderSalon(world, {
      hoursBefore: [72],
      retries: { mostRetries: 5, escalateAfter: 0 },
    });
    const appointmentId = await salon.book();
    const seen: unknown[] = [];
    let customerId = '';
    for (let call = 1; call <= 3; call += 1) {
      const [task] = await salon.tasks(appointmentId);
      const rung = await ring(world, salon, task, { kind: 'no_answer' });
      customerId = (await rung.session()).customerId ?? '';
      const shown = await salon.store.customerContacts.find(customerId);
      seen.push([shown?.callAttempts, shown?.noAnswersInRow, shown?.responsive]);
    }
    expect(seen).toEqual([
      [1, 1, undefined],
      [2, 2, undefined],
      [3, 3, false],
    ]);
    const [task] = await salon.tasks(appointmentId);
    const answered = await ring(world, salon, task, {
      kind: 'answered',
      durationMs: 8_000,
      sentiment: 'Negative',
      analysis: { appointment_action: 'confirmed' },
    });
    expect(await salon.store.customerContacts.find(customerId)).toMatchObject({
      callAttempts: 4,
      lastContactAt: (await answered.session()).endedAt,
      noAnswersInRow: 0,
      responsive: true,
      lastOutcome: 'confirmed',
      lastCallId: answered.dial.callId,
      lastDurationMs: 8_000,
      lastLength: 'short',
      lastSentiment: 'negative',
      prefersAlternativeContact: true,
      prefersVoiceCalls: false,
      updatedBy: 'reminder_call',
    });
  });

  it('makes who was pleased one who likes to be called (VIO-49)', async () => {
    const salon = await openReminderSalon(world, { hoursBefore: [48] });
    const [task] = await salon.tasks(await salon.book());
    const pleased = await ring(world, salon, task, { kind: 'answered', sentiment: 'Positive' });
    const { customerId = '', endedAt } = await pleased.session();
    expect(endedAt).toBeInstanceOf(Date);
    expect(await salon.store.customerContacts.find(customerId)).toMatchObject({
      callAttempts: 1,
      lastContactAt: endedAt,
      lastSentiment: 'positive',
      prefersVoiceCalls: true,
      prefersAlternativeContact: false,
    });
  });

  it("is no other tenant's to read or to change (VIO-47)", async () => {
    const salon = await openReminderSalon(world, { hoursBefore: [48] });
    const [task] = await salon.tasks(await salon.book());
    const { customerId = '' } = await (await ring(world, salon, task, { kind: 'no_answer' })).session();
    const other = await openReminderSalon(world);
    expect(await other.store.customerContacts.find(customerId)).toBeUndefined();
    expect(await other.store.customerContacts.recompute(customerId, 'other', world.clock.now())).toBe(false);
    expect(await salon.store.customerContacts.find(customerId)).toMatchObject({ updatedBy: 'reminder_call' });
  });
});
