import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pauseReminders } from '../../../src/operations/reminders/pause-reminders.ts';
import { dialTask } from '../../../src/operations/reminders/dialling/dial-task.ts';
import { runOutcomeUpdates } from '../../../src/operations/reminders/outcomes/run-outcome-updates.ts';
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

/** One line of the figures of all tenants. */
async function figure(name: string): Promise<string | undefined> {
  const response = await world.app.request('/metrics');
  const lines = (await response.text()).split('\n');
  return lines.find((line) => line.startsWith(`${name} `))?.slice(name.length + 1);
}

describe('the figures of the whole platform', () => {
  it('count what the dial gate answers and how late it lets calls through (VIO-75, VIO-98)', async () => {
    const salon = await openReminderSalon(world);
    const [task] = await salon.tasks(await salon.book());
    if (task === undefined) throw new Error('no reminder was planned');
    await pauseReminders(await salon.ctx(), 'owner');
    await salon.dialAtItsTime(task);
    expect(await figure('slotline_dial_decisions_total{verdict="paused"}')).toBe('1');
    expect(await figure('slotline_dial_late_seconds_count')).toBe('0');
    await salon.store.reminderPauses.lift(world.clock.now());
    const [waiting] = await salon.tasks(task.appointmentId ?? '');
    const againMs = waiting?.scheduledAt.getTime() ?? 0;
    const waitedMs = againMs + 3_000 - task.scheduledAt.getTime();
    expect(waitedMs).toBeGreaterThan(60_000);
    world.clock.set(new Date(againMs + 3_000));
    expect(await dialTask(await salon.ctx(), task.id)).toMatchObject({ kind: 'placed' });
    expect(await figure('slotline_dial_decisions_total{verdict="allowed"}')).toBe('1');
    // Since it was due, not since it was put off to.
    expect(await figure('slotline_dial_late_seconds_sum')).toBe(String(waitedMs / 1_000));
    const other = await openReminderSalon(world);
    const [prompt] = await other.tasks(await other.book({ date: '2026-12-03' }));
    world.clock.set(new Date((prompt?.scheduledAt.getTime() ?? 0) + 3_000));
    expect(await dialTask(await other.ctx(), prompt?.id ?? '')).toMatchObject({ kind: 'placed' });
    expect(await figure('slotline_dial_late_seconds_sum')).toBe(String(waitedMs / 1_000 + 3));
    expect(await figure('slotline_dial_late_seconds_bucket{le="2"}')).toBe('0');
    expect(await figure('slotline_dial_late_seconds_bucket{le="5"}')).toBe('1');
  });

  it('count what calls came to, each once (VIO-51, VIO-98)', async () => {
    const salon = await openReminderSalon(world, { hoursBefore: [48, 24] });
    const appointmentId = await salon.book();
    const [first] = await salon.tasks(appointmentId);
    const call = await ring(world, salon, first, { kind: 'no_answer' });
    await runOutcomeUpdates(await salon.ctx(), call.sessionId);
    expect(await figure('slotline_call_outcomes_total{outcome="no_answer"}')).toBe('1');
    const [again] = await salon.tasks(appointmentId);
    await ring(world, salon, again, { kind: 'answered', analysis: { appointment_action: 'confirmed' } });
    expect(await figure('slotline_call_outcomes_total{outcome="confirmed"}')).toBe('1');
    expect(await figure('slotline_call_outcomes_total{outcome="no_answer"}')).toBe('1');
  });
});
