import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dialTask } from '../../../../src/operations/reminders/dialling/dial-task.ts';
import { dialsOf, openDueReminder } from '../../../support/due-reminder.ts';
import { createWorld } from '../../../support/world.ts';
import type { World } from '../../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

describe('a wait for a new time', () => {
  it('that ends without one is put before a person, once (VIO-91)', async () => {
    const due = await openDueReminder(world);
    const id = world.deps.ids.next('tsk');
    const { customerId, appointmentId, appointmentAt } = due.task;
    if (customerId === undefined || appointmentId === undefined || appointmentAt === undefined)
      throw new Error('no');
    const scheduledAt = world.clock.now();
    await due.salon.store.followUpTasks.add({
      id,
      idempotencyKey: id,
      kind: 'wait_for_reschedule',
      purpose: 'reminder',
      scheduledAt,
      customerId,
      appointmentId,
      appointmentAt,
      now: scheduledAt,
    });
    const ctx = await due.salon.ctx();
    await Promise.all([1, 2, 3].map(() => dialTask(ctx, id)));
    expect(await due.salon.store.followUpTasks.find(id)).toMatchObject({
      status: 'completed',
      action: 'no_answer_to_reschedule',
    });
    expect(await due.salon.store.followUpTasks.listReviews()).toMatchObject([
      { kind: 'manual_review', why: 'no_answer_to_reschedule' },
    ]);
    expect(dialsOf(world, due.salon)).toEqual([]);
  });
});
