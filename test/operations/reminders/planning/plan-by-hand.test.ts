import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dialTask } from '../../../../src/operations/reminders/dialling/dial-task.ts';
import { planAllReminders } from '../../../../src/operations/reminders/planning/plan-all-reminders.ts';
import { remindByHand } from '../../../../src/operations/reminders/planning/remind-by-hand.ts';
import { bookElsewhere } from '../../../support/book-elsewhere.ts';
import { endsOf, hoursOf, move, plan, set, timesOf } from '../../../support/planning-steps.ts';
import { openReminderSalon } from '../../../support/reminder-salon.ts';
import { createWorld } from '../../../support/world.ts';
import type { World } from '../../../support/world.ts';

/** Thursday, 14:30 in Berlin. */
const THURSDAY = new Date('2026-11-26T13:30:00Z');
const FRIDAY = new Date('2026-11-27T13:30:00Z');

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: () => 30_000 });
});
afterAll(() => world.close());

describe('a reminder by hand', () => {
  /** An appointment on Thursday with the reminder of the settings, a day before, and some by hand. */
  async function remind(...hours: number[]) {
    const salon = await openReminderSalon(world, { hoursBefore: [24] });
    const { id } = await bookElsewhere(salon);
    for (const hoursBefore of hours) await remindByHand(await salon.ctx(), id, hoursBefore);
    return { salon, id };
  }

  it('moves with its appointment, also where that comes to light only when it is due (VIO-12)', async () => {
    const { salon, id } = await remind(5, 72);
    await move(salon, id, FRIDAY);
    const moved = ['2026-11-24T13:30:00.000Z', '2026-11-26T13:30:00.000Z', '2026-11-27T08:30:00.000Z'];
    expect(await timesOf(salon, id)).toEqual(moved);
    expect(await hoursOf(salon, id)).toEqual([undefined, 24, undefined]);
    await plan(salon, id);
    expect(await timesOf(salon, id)).toEqual(moved);
    await move(salon, id, THURSDAY);
    expect(await timesOf(salon, id)).toEqual([
      '2026-11-23T13:30:00.000Z',
      '2026-11-25T13:30:00.000Z',
      '2026-11-26T08:30:00.000Z',
    ]);

    const due = await remind(30);
    const [task] = await due.salon.tasks(due.id);
    world.clock.set(task?.scheduledAt ?? '');
    const uid = (await due.salon.store.appointments.find(due.id))?.uid ?? '';
    due.salon.calcom.rescheduleElsewhere(uid, new Date('2026-12-02T13:30:00Z'));
    const rings = world.retellApi.dials().length;
    await dialTask(await due.salon.ctx(), task?.id ?? '');
    expect(world.retellApi.dials()).toHaveLength(rings);
    expect(await timesOf(due.salon, due.id)).toEqual([
      '2026-12-01T07:30:00.000Z',
      '2026-12-01T13:30:00.000Z',
    ]);
  });

  it('ends where it does not fit the new time, which the log tells (VIO-12, VIO-16)', async () => {
    const { salon, id } = await remind(72);
    await move(salon, id, new Date('2026-11-23T08:00:00Z'));
    expect(await hoursOf(salon, id)).not.toContain(undefined);
    expect(await endsOf(salon, id)).toContain('cancelled appointment_moved');
    const told = world.logLines().filter((line) => line.includes(id) && line.includes('"hoursBefore":72'));
    expect(told).toEqual([expect.stringContaining('"why":"past"')]);
  });

  it('is not made again about the new time once somebody was rung (VIO-17)', async () => {
    const { salon, id } = await remind(30);
    const [task] = await salon.tasks(id);
    expect(await salon.dialAtItsTime(task)).toMatchObject({ kind: 'placed' });
    await move(salon, id, FRIDAY);
    expect((await salon.tasks(id)).filter(({ status }) => status === 'pending')).toMatchObject([
      { hoursBefore: 24 },
    ]);
  });

  it('is there again when the reminders are switched on again, moved or not (VIO-12)', async () => {
    const { salon, id } = await remind(5);
    await set(salon, { enabled: false });
    await planAllReminders(await salon.ctx());
    expect(await timesOf(salon, id)).toEqual(['2026-11-26T08:30:00.000Z']);
    await move(salon, id, FRIDAY);
    await set(salon, { enabled: true });
    await planAllReminders(await salon.ctx());
    expect(await timesOf(salon, id)).toEqual(['2026-11-26T13:30:00.000Z', '2026-11-27T08:30:00.000Z']);
  });

  it('rings nobody while they are switched off: the gate ends it (VIO-12)', async () => {
    const { salon, id } = await remind(5);
    await set(salon, { enabled: false });
    await plan(salon, id);
    const [task] = await salon.tasks(id);
    expect(await salon.dialAtItsTime(task)).toMatchObject({ answer: { verdict: 'switched_off' } });
    expect(await salon.store.followUpTasks.find(task?.id ?? '')).toMatchObject({
      status: 'cancelled',
      action: 'switched_off',
    });
  });
});
