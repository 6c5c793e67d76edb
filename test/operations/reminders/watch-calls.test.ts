import { afterAll, beforeAll, expect, it } from 'vitest';
import { watchCalls } from '../../../src/operations/reminders/watch-calls.ts';
import type { CallUpdate } from '../../../src/operations/reminders/watch-calls.ts';
import { openReminderSalon } from '../../support/reminder-salon.ts';
import { ring } from '../../support/ring.ts';
import { unhurried } from '../../support/unhurried.ts';
import { createWorld } from '../../support/world.ts';
import type { World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
});
afterAll(() => world.close());

it('tells what follows from each of many calls, and asks once for all of them (VIO-43)', async () => {
  const salon = await openReminderSalon(world, { hoursBefore: [48] });
  const expected: (string | undefined)[] = [];
  for (const date of ['2026-11-26', '2026-12-03', '2026-12-10']) {
    const appointmentId = await salon.book({ date });
    await ring(world, salon, (await salon.tasks(appointmentId))[0], { kind: 'no_answer' });
    expected.push((await salon.tasks(appointmentId))[0]?.id);
  }
  const confirmed = await salon.book({ date: '2026-12-17' });
  await ring(world, salon, (await salon.tasks(confirmed))[0], {
    kind: 'answered',
    analysis: { appointment_action: 'confirmed' },
  });
  let asked = 0;
  const updates: CallUpdate[] = [];
  const leaving = new AbortController();
  const watch = {
    since: 0,
    signal: leaving.signal,
    quietMs: 60_000,
    inTurn: <T>(work: () => Promise<T>): Promise<T> => {
      asked += 1;
      return work();
    },
  };
  for await (const news of watchCalls(await salon.ctx(), world.deps.live, watch)) {
    if (news.kind !== 'updates') continue;
    updates.push(...news.updates);
    break;
  }
  leaving.abort();
  const planned = updates.filter(({ nextStep }) => nextStep !== undefined);
  expect(planned.map(({ nextStep, followUp }) => [nextStep, followUp?.taskId])).toEqual([
    ...expected.map((id) => ['retry', id]),
    ['none', undefined],
  ]);
  expect(asked).toBe(3);
});
