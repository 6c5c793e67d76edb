import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Ctx } from '../../../src/operations/context.ts';
import { readReminder } from '../../../src/operations/reminders/read-reminder.ts';
import { openDatabase } from '../../../src/store/database.ts';
import type { Database } from '../../../src/store/database.ts';
import { createSecretBox } from '../../../src/store/secret-box.ts';
import { openTenantStore } from '../../../src/store/tenant-store.ts';
import { openReminderSalon } from '../../support/reminder-salon.ts';
import { ring } from '../../support/ring.ts';
import { unhurried } from '../../support/unhurried.ts';
import { createWorld } from '../../support/world.ts';
import type { World } from '../../support/world.ts';

let world: World;
let database: Database;
let statements = 0;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
  database = openDatabase(world.databaseUrl, {
    role: 'slotline_app',
    connections: 1,
    inspect: () => void (statements += 1),
  });
});
afterAll(async () => {
  await database.close();
  await world.close();
});

it('tells every state of every call of a task, and asks as often for many calls as for one (VIO-78)', async () => {
  const salon = await openReminderSalon(world, { hoursBefore: [48] });
  const [task] = await salon.tasks(await salon.book());
  const { sessionId } = await ring(world, salon, task, { kind: 'no_answer' });
  const parts = { db: database.db, secrets: createSecretBox('00'.repeat(32)), jobs: world.jobs };
  const ctx: Ctx = { ...(await salon.ctx()), store: openTenantStore(parts, salon.id) };
  const read = async () => {
    statements = 0;
    const story = await readReminder(ctx, task?.id ?? '');
    return { asked: statements, told: story?.calls.map(({ states }) => states.map(({ state }) => state)) };
  };
  const one = await read();
  const played = ['queued', 'processing', 'initiating', 'ringing', 'no_answer'];
  expect(one.told).toEqual([played]);
  const known = await salon.store.callSessions.find(sessionId);
  if (known === undefined) throw new Error('the call is gone');
  for (const number of [1, 2, 3]) {
    world.clock.advance({ minutes: 1 });
    const now = world.clock.now();
    const again = { ...known, id: `${sessionId}_${number}`, requestedAt: now, outcomeDueAt: now };
    const { fromNumber } = salon;
    await salon.store.callSessions.add({ ...again, fromNumber, toNumber: '+4917100000002' });
  }
  const many = await read();
  expect(many.told).toEqual([['queued'], ['queued'], ['queued'], played]);
  expect(many.asked).toBe(one.asked);
});
