import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ctx } from '../../../../src/operations/context.ts';
import { runOutcomeUpdates } from '../../../../src/operations/reminders/outcomes/run-outcome-updates.ts';
import { sweepTenant } from '../../../../src/operations/sweep.ts';
import { Fault } from '../../../../src/platform/fault.ts';
import type { TenantStore } from '../../../../src/store/tenant-store.ts';
import type { DialScript } from '../../../simulators/retell-api/dial-script.ts';
import { openReminderSalon } from '../../../support/reminder-salon.ts';
import type { ReminderSalon } from '../../../support/reminder-salon.ts';
import { ring } from '../../../support/ring.ts';
import type { Rung } from '../../../support/ring.ts';
import { takeOutcomes } from '../../../support/take-outcomes.ts';
import { unhurried } from '../../../support/unhurried.ts';
import { createWorld } from '../../../support/world.ts';
import type { World } from '../../../support/world.ts';

const CANCELLED = { kind: 'answered', analysis: { appointment_action: 'cancelled' } } as const;
const UNTOLD = ['call_started', 'call_ended', 'call_analyzed'] as const;
const CANCEL = { method: 'POST', path: '/v2/bookings/*/cancel' };
const DOWN = { kind: 'status', status: 503 } as const;

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
});
afterAll(() => world.close());

interface Said {
  salon: ReminderSalon;
  appointmentId: string;
  call: Rung;
}

/** Three days before the appointment its customer is rung, while the calendar cancels nothing. */
async function rungWhileDown(script: DialScript): Promise<Said> {
  const salon = await openReminderSalon(world, { hoursBefore: [72, 2] });
  const appointmentId = await salon.book();
  salon.calcom.faults.add({ ...CANCEL, fault: DOWN, times: 'always' });
  const [task] = await salon.tasks(appointmentId);
  return { salon, appointmentId, call: await ring(world, salon, task, script) };
}

async function sweepAfter(salon: ReminderSalon, wait: { hours?: number; minutes?: number }): Promise<void> {
  world.clock.advance(wait);
  await sweepTenant(await salon.ctx());
}

async function statusOf({ salon, appointmentId }: Said): Promise<string | undefined> {
  return (await salon.store.appointments.find(appointmentId))?.status;
}

describe('what follows from a call and could not be done', () => {
  it('for a day is put before a person at once, and the owner is alerted: a cancellation is not forgotten (VIO-88, VIO-96)', async () => {
    const said = await rungWhileDown(CANCELLED);
    const { salon, call } = said;
    for (const hours of [12, 18]) await sweepAfter(salon, { hours });
    salon.calcom.faults.clear();
    await sweepAfter(salon, { hours: 1 });
    expect((await call.session()).updates).not.toHaveProperty('appointment');
    expect(await statusOf(said)).toBe('scheduled');
    expect(await salon.store.followUpTasks.listReviews()).toMatchObject([
      {
        kind: 'manual_review',
        why: 'escalated',
        urgency: 'high',
        retryOf: 'cancelled',
        appointmentId: said.appointmentId,
      },
    ]);
    const alerts = await salon.store.alerts.listUnseen();
    expect(alerts.filter(({ kind }) => kind === 'reminder_review')).toMatchObject([
      { appointmentId: said.appointmentId },
    ]);
  });

  it('is tried for a day from when the outcome was known, however late that came (VIO-88, VIO-100)', async () => {
    const said = await rungWhileDown({ ...CANCELLED, untold: [...UNTOLD] });
    const { salon, call } = said;
    await sweepAfter(salon, { hours: 30 });
    await takeOutcomes(salon);
    expect(await call.session()).toMatchObject({ outcome: 'cancelled' });
    expect(await statusOf(said)).toBe('scheduled');
    expect(await salon.store.followUpTasks.listReviews()).toEqual([]);
    salon.calcom.faults.clear();
    await sweepAfter(salon, { minutes: 6 });
    expect(await statusOf(said)).toBe('cancelled');
  });

  it('ends a task whose end could not be recorded for a day, and a person finds out (VIO-88, VIO-96)', async () => {
    const salon = await openReminderSalon(world, { hoursBefore: [48] });
    const [task] = await salon.tasks(await salon.book());
    const call = await ring(world, salon, task, { kind: 'no_answer', untold: [...UNTOLD] });
    const ctx = withoutSteps(await salon.ctx());
    world.clock.advance({ hours: 1 });
    await sweepTenant(ctx);
    expect(await call.session()).toMatchObject({ outcome: 'no_answer' });
    expect(await call.task()).toMatchObject({ status: 'processing' });
    world.clock.advance({ hours: 25 });
    await runOutcomeUpdates(ctx, call.sessionId);
    expect(await call.task()).toMatchObject({ status: 'failed', outcome: 'no_answer' });
    expect(await salon.store.followUpTasks.listReviews()).toMatchObject([
      { kind: 'manual_review', why: 'escalated', urgency: 'high', retryOf: 'no_answer' },
    ]);
    expect(await salon.store.callSessions.listOverdue(new Date('2027-01-01T00:00:00Z'), 10)).toEqual([]);
  });
});

/** The same work on a store that does not tell how earlier calls ended, so that no next step can be chosen. */
function withoutSteps(ctx: Ctx): Ctx {
  const broken = () => Promise.reject(new Fault('store_unavailable', 'planted'));
  const store: TenantStore = {
    ...ctx.store,
    atomically: (work) =>
      ctx.store.atomically((queries) =>
        work({ ...queries, callHistory: { ...queries.callHistory, latestEnds: broken } }),
      ),
  };
  return { ...ctx, store };
}
