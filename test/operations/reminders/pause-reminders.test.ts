import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dialTask } from '../../../src/operations/reminders/dialling/dial-task.ts';
import { pauseReminders, resumeReminders } from '../../../src/operations/reminders/pause-reminders.ts';
import { bookElsewhere } from '../../support/book-elsewhere.ts';
import { ownerRows } from '../../support/owner-rows.ts';
import { openReminderSalon } from '../../support/reminder-salon.ts';
import type { ReminderSalon } from '../../support/reminder-salon.ts';
import { createWorld } from '../../support/world.ts';
import type { World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

async function openDue() {
  const salon = await openReminderSalon(world);
  const [task] = await salon.tasks((await bookElsewhere(salon)).id);
  world.clock.set(task?.scheduledAt ?? '');
  return { salon, taskId: task?.id ?? '', ring: async () => dialTask(await salon.ctx(), task?.id ?? '') };
}

const deeds = async ({ id }: ReminderSalon) =>
  (
    await ownerRows(
      world.databaseUrl,
      `select deed from audit_log where tenant_id = '${id}' and deed like '%_reminders' order by created_at`,
    )
  ).map(({ deed }) => deed);

describe('calls that are stopped', () => {
  it('are not made until they go on, and then are (VIO-40)', async () => {
    const { salon, taskId, ring } = await openDue();
    const ctx = await salon.ctx();
    expect(await pauseReminders(ctx, 'owner')).toBe(true);
    expect(await ring()).toMatchObject({ kind: 'refused', answer: { verdict: 'paused' } });
    world.clock.advance({ minutes: 15 });
    expect(await ring()).toMatchObject({ kind: 'refused', answer: { verdict: 'paused' } });
    expect(await resumeReminders(ctx)).toBe(true);
    world.clock.advance({ minutes: 15 });
    expect(await ring()).toMatchObject({ kind: 'placed' });
    expect(await salon.store.followUpTasks.find(taskId)).toMatchObject({ status: 'processing' });
  });

  it('are stopped once, however many find cause at the same moment, and the owner is told once (VIO-40, VIO-62)', async () => {
    const { salon } = await openDue();
    const ctx = await salon.ctx();
    const begun = await Promise.all([1, 2, 3, 4].map(() => pauseReminders(ctx, 'key', { status: 401 })));
    expect(begun.filter(Boolean)).toHaveLength(1);
    expect(await salon.store.alerts.listUnseen()).toMatchObject([
      { kind: 'reminders_paused', facts: { cause: 'key', status: 401 } },
    ]);
    const lifted = await Promise.all([1, 2, 3].map(() => resumeReminders(ctx)));
    expect(lifted.filter(Boolean)).toHaveLength(1);
    expect(await deeds(salon)).toEqual(['pause_reminders', 'resume_reminders']);
    expect(await pauseReminders(ctx, 'quality')).toBe(true);
    expect(await salon.store.reminderPauses.listLatest(5)).toHaveLength(2);
  });

  it('by their owner need no alert', async () => {
    const { salon } = await openDue();
    await pauseReminders(await salon.ctx(), 'owner');
    expect(await salon.store.alerts.listUnseen()).toEqual([]);
  });

  it("are one tenant's, not another's", async () => {
    const stopped = await openDue();
    await pauseReminders(await stopped.salon.ctx(), 'owner');
    const other = await openDue();
    expect(await resumeReminders(await other.salon.ctx())).toBe(false);
    expect(await other.ring()).toMatchObject({ kind: 'placed' });
    expect(await stopped.salon.store.reminderPauses.current()).toMatchObject({ cause: 'owner' });
  });
});
