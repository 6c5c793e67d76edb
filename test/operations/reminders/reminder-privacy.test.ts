import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eraseCustomer } from '../../../src/operations/erase-customer.ts';
import { exportCustomer } from '../../../src/operations/export-customer.ts';
import { forbidNumber } from '../../../src/operations/reminders/forbid-number.ts';
import { purgeOldData } from '../../../src/operations/purge-old-data.ts';
import { DAY_MS } from '../../../src/platform/day-ms.ts';
import { openReminderSalon } from '../../support/reminder-salon.ts';
import type { ReminderSalon } from '../../support/reminder-salon.ts';
import { ownerRows } from '../../support/owner-rows.ts';
import { MAX } from '../../support/tenant-under-test.ts';
import { unhurried } from '../../support/unhurried.ts';
import { createWorld } from '../../support/world.ts';
import type { World } from '../../support/world.ts';

const PAYLOAD = { call: { transcript: 'Hier ist Max Mustermann' } };

let world: World;
let salon: ReminderSalon;
let customerId = '';
let appointmentId = '';
let sessionId = '';
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
});
afterAll(() => world.close());

/** A reminder that was dialled and spoken, of an appointment that is cancelled since. */
beforeEach(async () => {
  salon = await openReminderSalon(world, { hoursBefore: [48, 30] });
  appointmentId = await salon.book();
  const [task] = await salon.tasks(appointmentId);
  const dialled = await salon.dialAtItsTime(task);
  if (dialled.kind !== 'placed') throw new Error('the reminder was not dialled');
  sessionId = dialled.sessionId;
  customerId = task?.customerId ?? '';
  const now = world.clock.now();
  await salon.store.callSessions.recordEnd(
    sessionId,
    dialled.callId,
    {
      state: 'completed',
      outcome: 'confirmed',
      endClass: 'talked',
      endedAt: now,
      payload: PAYLOAD,
      analysis: PAYLOAD,
    },
    now,
  );
});

async function sessionRow() {
  const [row] = await ownerRows(
    world.databaseUrl,
    `select customer_id, to_number, payload, analysis, outcome from call_sessions where id = '${sessionId}'`,
  );
  return row;
}

describe('a customer who is erased', () => {
  it('leaves their calls for the figures, as anybody calls, and no task that rings them', async () => {
    await salon.ask('cancel_appointment', { appointment_id: appointmentId });
    await world.settle();
    expect(await eraseCustomer(await salon.ctx(), customerId)).toMatchObject({ kind: 'erased' });
    expect(await sessionRow()).toEqual({
      customer_id: null,
      to_number: null,
      payload: null,
      analysis: null,
      outcome: 'confirmed',
    });
    const open = await ownerRows(
      world.databaseUrl,
      `select 1 from follow_up_tasks where tenant_id = '${salon.id}' and (status in ('pending', 'processing') or customer_id is not null)`,
    );
    expect(open).toEqual([]);
  });

  it('stays on the list of those who must not be called (VIO-35)', async () => {
    await salon.ask('cancel_appointment', { appointment_id: appointmentId });
    await world.settle();
    const ctx = await salon.ctx();
    await ctx.store.atomically((store) => forbidNumber(ctx, store, MAX, 'customer'));
    await eraseCustomer(ctx, customerId);
    expect(await salon.store.dialGate.forbiddenBy(MAX)).toBe('tenant');
  });
});

describe('what is held about a customer', () => {
  it('names the calls that were planned and made for them', async () => {
    const everything = await exportCustomer(await salon.ctx(), customerId);
    expect(everything?.reminders).toMatchObject({
      tasks: [{ purpose: 'reminder' }, { purpose: 'reminder' }],
      sessions: [{ id: sessionId, toNumber: MAX, outcome: 'confirmed' }],
      doNotCall: [],
    });
  });

  it('names their numbers that must not be called, those of earlier calls too (VIO-35)', async () => {
    const ctx = await salon.ctx();
    const said = (await salon.store.callSessions.find(sessionId))?.callId;
    const formerly = '+491711239999';
    await salon.store.calls.save({
      id: said ?? '',
      direction: 'outbound',
      toNumber: MAX,
      startedAt: world.clock.now(),
      now: world.clock.now(),
    });
    await ctx.store.atomically(async (store) => {
      await forbidNumber(ctx, store, MAX, 'owner');
      await forbidNumber(ctx, store, formerly, 'customer', said);
      await forbidNumber(ctx, store, '+491711238888', 'owner');
    });
    const addedAt = world.clock.now();
    expect((await exportCustomer(ctx, customerId))?.reminders.doNotCall).toEqual([
      { number: MAX, source: 'owner', callId: null, addedAt },
      { number: formerly, source: 'customer', callId: said, addedAt },
    ]);
  });
});

describe('what is kept of a call no longer', () => {
  it('is what the provider told of it after 90 days, and its number after two years', async () => {
    const at = world.clock.now().getTime();
    world.clock.set(new Date(at + 89 * DAY_MS).toISOString());
    await purgeOldData(await salon.ctx());
    expect(await sessionRow()).toMatchObject({ payload: PAYLOAD, to_number: MAX });
    world.clock.set(new Date(at + 91 * DAY_MS).toISOString());
    await purgeOldData(await salon.ctx());
    expect(await sessionRow()).toMatchObject({ payload: null, analysis: null, to_number: MAX });
    world.clock.set(new Date(at + 731 * DAY_MS).toISOString());
    await purgeOldData(await salon.ctx());
    expect(await sessionRow()).toMatchObject({ to_number: null, outcome: 'confirmed' });
  });
});
