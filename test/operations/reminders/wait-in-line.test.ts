import { afterAll, beforeAll, expect, it } from 'vitest';
import { dialTask } from '../../../src/operations/reminders/dialling/dial-task.ts';
import { bookElsewhere } from '../../support/book-elsewhere.ts';
import { openReminderSalon } from '../../support/reminder-salon.ts';
import { unhurried } from '../../support/unhurried.ts';
import { createWorld } from '../../support/world.ts';
import type { World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
});
afterAll(() => world.close());

it('puts those who wait for a line one behind the other, each tenant by itself (VIO-38)', async () => {
  const salons = [
    await openReminderSalon(world, { limits: { atOnce: 1 } }),
    await openReminderSalon(world, { limits: { atOnce: 1 } }),
  ];
  const tasks = [];
  for (const salon of salons) {
    for (let place = 0; place < 4; place += 1) {
      const { id } = await bookElsewhere(salon, { number: `+491710000010${place}` });
      const [task] = await salon.tasks(id);
      tasks.push({ salon, id, task });
    }
  }
  world.clock.set('2026-11-25T13:30:00Z');
  const waits = [];
  for (const { salon, id, task } of tasks) {
    await dialTask(await salon.ctx(), task?.id ?? '');
    const [left] = await salon.tasks(id);
    if (left?.status === 'pending')
      waits.push((left.scheduledAt.getTime() - world.clock.now().getTime()) / 1_000);
  }
  // The first is on the phone; of the others each is rung a call later than the one before.
  expect(waits).toEqual([30, 90, 150, 30, 90, 150]);
});
