import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startWorkers } from '../../src/scheduler/start-workers.ts';
import { answerDials } from '../support/answer-dials.ts';
import { openReminderSalon } from '../support/reminder-salon.ts';
import { unhurried } from '../support/unhurried.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const PATIENCE = { timeout: 15_000, interval: 50 };

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
});
afterAll(() => world.close());

it('the workers take what came of a call as soon as it is told (VIO-75, VIO-81)', async () => {
  const salon = await openReminderSalon(world, { hoursBefore: [48] });
  const [task] = await salon.tasks(await salon.book());
  const people = answerDials(world, () => ({ kind: 'no_answer' }));
  const dialled = await salon.dialAtItsTime(task);
  const sessionId = dialled.kind === 'placed' ? dialled.sessionId : '';
  const workers = await startWorkers(world.deps, world.jobs.boss);
  try {
    await people.playOut();
    await vi.waitFor(async () => {
      expect(await salon.store.callSessions.find(sessionId)).toMatchObject({
        outcome: 'no_answer',
        nextStep: 'retry',
      });
      expect(await salon.store.inbox.listWaiting()).toEqual([]);
    }, PATIENCE);
  } finally {
    await workers.stop();
  }
});
