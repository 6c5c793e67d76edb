import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { dialTask } from '../../src/operations/reminders/dialling/dial-task.ts';
import { startWorkers } from '../../src/scheduler/start-workers.ts';
import type { Ctx } from '../../src/operations/context.ts';
import type { FollowUpTask } from '../../src/domain/reminders/follow-up-task.ts';
import type { NewTask } from '../../src/store/follow-up-task-queries.ts';
import { openReminderSalon } from '../support/reminder-salon.ts';
import type { ReminderSalon } from '../support/reminder-salon.ts';
import { MAX } from '../support/tenant-under-test.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

/** A call to Max, so many seconds from now. */
async function planCall(salon: ReminderSalon, seconds: number): Promise<string> {
  const [max] = await salon.store.customers.findByPhone(MAX);
  const now = world.clock.now();
  const task: NewTask = {
    id: world.deps.ids.next('tsk'),
    idempotencyKey: 'planned',
    kind: 'call',
    purpose: 'reminder',
    scheduledAt: new Date(now.getTime() + seconds * 1_000),
    now,
    ...(max === undefined ? {} : { customerId: max.id }),
  };
  expect(await salon.store.followUpTasks.add(task)).toBe(true);
  return task.id;
}

function dialsOf(salon: ReminderSalon) {
  return world.retellApi.dials().filter(({ metadata }) => metadata['tenant_id'] === salon.id);
}

describe('an alarm', () => {
  it('that was set for later is heard when it rings, though nobody is told of it (VIO-75)', async () => {
    const salon = await openReminderSalon(world);
    const workers = await startWorkers(world.deps, world.jobs.boss);
    await planCall(salon, 2);
    world.clock.advance({ seconds: 2 });
    // Sooner than pg-boss looks by itself for what it was not told of.
    await vi.waitFor(() => expect(dialsOf(salon)).toHaveLength(1), { timeout: 20_000, interval: 50 });
    await workers.stop();
  }, 40_000);

  it.each([{ step: 'while the gate decides' }, { step: 'before anything is sent' }])(
    'whose work breaks off $step leaves its task due, and the next try makes the one call (VIO-20)',
    async ({ step }) => {
      const salon = await openReminderSalon(world);
      const id = await planCall(salon, 0);
      const whole = await salon.ctx();
      const broken = breakingOff(whole, step);
      await expect(dialTask(broken, id)).rejects.toThrow('broken off');
      expect(await salon.store.followUpTasks.find(id)).toMatchObject<Partial<FollowUpTask>>({
        status: 'pending',
        scheduledAt: world.clock.now(),
      });
      expect(await dialTask(whole, id)).toMatchObject({ kind: 'placed' });
      expect(await dialTask(whole, id)).toEqual({ kind: 'idle' });
      expect(dialsOf(salon)).toHaveLength(1);
    },
  );
});

function breakingOff(ctx: Ctx, step: string): Ctx {
  const fail = () => Promise.reject(new Error('broken off'));
  const { store } = ctx;
  return step === 'while the gate decides'
    ? { ...ctx, store: { ...store, atomically: fail } }
    : { ...ctx, store: { ...store, callSessions: { ...store.callSessions, markInitiating: fail } } };
}
