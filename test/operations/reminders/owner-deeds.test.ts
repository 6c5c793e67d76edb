import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ctx } from '../../../src/operations/context.ts';
import { allowNumber } from '../../../src/operations/reminders/allow-number.ts';
import { callNow } from '../../../src/operations/reminders/dialling/call-now.ts';
import { dialForgotten } from '../../../src/operations/reminders/dialling/dial-forgotten.ts';
import { finishReview } from '../../../src/operations/reminders/finish-review.ts';
import { remindByHand } from '../../../src/operations/reminders/planning/remind-by-hand.ts';
import { setContact } from '../../../src/operations/reminders/planning/set-contact.ts';
import { setReminders } from '../../../src/operations/reminders/set-reminders.ts';
import { brokenCtx } from '../../support/broken-ctx.ts';
import { ownerRows } from '../../support/owner-rows.ts';
import { openReminderSalon } from '../../support/reminder-salon.ts';
import type { ReminderSalon } from '../../support/reminder-salon.ts';
import { MAX } from '../../support/tenant-under-test.ts';
import { unhurried } from '../../support/unhurried.ts';
import { createWorld } from '../../support/world.ts';
import type { World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
});
afterAll(() => world.close());

/** Every row that a deed of an owner may touch. */
function everything({ id }: ReminderSalon): Promise<unknown[]> {
  const of = `where tenant_id = '${id}'`;
  const tables = ['follow_up_tasks', 'call_sessions', 'do_not_call', 'audit_log', 'customers'];
  return Promise.all([
    ownerRows(world.databaseUrl, `select reminders from tenants where id = '${id}'`),
    ...tables.map((table) => ownerRows(world.databaseUrl, `select * from ${table} ${of} order by 1, 2`)),
  ]);
}

interface Scene {
  salon: ReminderSalon;
  ctx: Ctx;
  appointmentId: string;
  customerId: string;
  reviewId: string;
}

async function openScene(): Promise<Scene> {
  const salon = await openReminderSalon(world);
  const appointmentId = await salon.book();
  const ctx = await salon.ctx();
  const now = world.clock.now();
  const customerId = (await salon.store.customers.findByPhone(MAX))[0]?.id ?? '';
  const reviewId = world.deps.ids.next('tsk');
  const review = { kind: 'manual_review', purpose: 'reminder', why: 'declined' } as const;
  await salon.store.followUpTasks.add({
    ...review,
    id: reviewId,
    idempotencyKey: reviewId,
    scheduledAt: now,
    now,
  });
  await salon.store.doNotCall.add({ number: '+491711234599', source: 'owner', addedAt: now });
  return { salon, ctx, appointmentId, customerId, reviewId };
}

type Deed = (ctx: Ctx, scene: Scene) => Promise<unknown>;

const set: Deed = (ctx, { salon }) =>
  setReminders(ctx, world.deps.directory, () => ({
    enabled: true,
    agentId: salon.agentId,
    fromNumber: salon.fromNumber,
    hoursBefore: [6],
  }));
const contact: Deed = (ctx, { customerId }) => setContact(ctx, customerId, { reminderHours: [6] });
const allow: Deed = (ctx) => allowNumber(ctx, '+491711234599');
const finish: Deed = (ctx, { reviewId }) => finishReview(ctx, reviewId);
const byHand: Deed = (ctx, { appointmentId }) => remindByHand(ctx, appointmentId, 3);
const call: Deed = (ctx, { customerId }) => callNow(ctx, { customerId, bypassSchedule: true });

describe("an owner's deed that breaks off", () => {
  it.each<[string, Deed, Parameters<typeof brokenCtx>[1], string]>([
    ['setting the reminders, at saving them (VIO-01)', set, 'tenant', 'saveReminders'],
    ['setting the reminders, at the audit (VIO-01)', set, 'audit', 'add'],
    ['setting the reminders, at having them planned (VIO-12)', set, 'reminderPlans', 'request'],
    ["a customer's wish, at the customer (VIO-14)", contact, 'customers', 'setContact'],
    ["a customer's wish, at the audit (VIO-14)", contact, 'audit', 'add'],
    ["a customer's wish, at ending what was planned (VIO-14)", contact, 'followUpTasks', 'close'],
    ["a customer's wish, at planning anew (VIO-14)", contact, 'followUpTasks', 'add'],
    ['allowing a number, at the audit (VIO-35)', allow, 'audit', 'add'],
    ['finishing a review, at its end (VIO-96)', finish, 'followUpTasks', 'close'],
    ['finishing a review, at the audit (VIO-96)', finish, 'audit', 'add'],
    ['a reminder by hand, at the task (VIO-12)', byHand, 'followUpTasks', 'add'],
    ['a call now, at the task (VIO-04)', call, 'followUpTasks', 'add'],
    ['a reminder by hand, at the audit (VIO-12)', byHand, 'audit', 'add'],
    ['a call now, at the audit (VIO-04)', call, 'audit', 'add'],
    ['a call now, at claiming the task (VIO-04)', call, 'followUpTasks', 'claim'],
  ])('has changed nothing, and can be done again: %s', async (_what, deed, family, query) => {
    const scene = await openScene();
    const before = await everything(scene.salon);
    await expect(deed(brokenCtx(scene.ctx, family, query), scene)).rejects.toThrow(
      'unexpected error in the store',
    );
    expect(await everything(scene.salon)).toEqual(before);
    await deed(scene.ctx, scene);
    expect(await everything(scene.salon)).not.toEqual(before);
  });

  it('at writing down the answer of the gate leaves a call now that nobody makes later (VIO-04, VIO-11)', async () => {
    const scene = await openScene();
    const rings = () => world.retellApi.dials().length;
    const before = rings();
    await expect(call(brokenCtx(scene.ctx, 'dialGate', 'record'), scene)).rejects.toThrow(
      'unexpected error in the store',
    );
    const [task] = await scene.salon.store.followUpTasks.openOfCustomer(scene.customerId);
    expect(task).toMatchObject({ purpose: 'call_now' });
    for (const minutes of [2, 2]) {
      world.clock.advance({ minutes });
      await dialForgotten(scene.ctx);
    }
    expect(await scene.salon.store.followUpTasks.find(task?.id ?? '')).toMatchObject({
      status: 'cancelled',
      action: 'not_made',
    });
    expect(rings()).toBe(before);
  });
});
