import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerDials } from '../../support/answer-dials.ts';
import { openReminderSalon } from '../../support/reminder-salon.ts';
import { takeOutcomes } from '../../support/take-outcomes.ts';
import { MAX } from '../../support/tenant-under-test.ts';
import { unhurried } from '../../support/unhurried.ts';
import { createWorld } from '../../support/world.ts';
import type { World } from '../../support/world.ts';

const MINUTE_MS = 60_000;

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
});
afterAll(() => world.close());

describe('the worked example', () => {
  it('confirms an appointment at 14:30 in a call at 13:30 of 67 seconds, and plans nothing more (VIO-56, VIO-81, VIO-108)', async () => {
    const practice = await openReminderSalon(
      world,
      { hoursBefore: [1] },
      { definition: { businessType: 'medical' } },
    );
    const appointmentId = await practice.book();
    const appointment = await practice.store.appointments.find(appointmentId);
    const [task] = await practice.tasks(appointmentId);
    const at = task?.scheduledAt.getTime() ?? 0;
    expect((appointment?.startsAt.getTime() ?? 0) - at).toBe(60 * MINUTE_MS);
    expect(task).toMatchObject({ hoursBefore: 1, hoursBeforeActual: 1 });

    const people = answerDials(world, () => ({
      kind: 'answered',
      durationMs: 67_000,
      sentiment: 'Positive',
      analysis: {
        appointment_action: 'confirmed',
        customer_response: 'confirmed',
        engagement: 'high',
        quality_score: 0.92,
      },
    }));
    expect(await practice.dialAtItsTime(task)).toMatchObject({ kind: 'placed' });
    const [dial] = people.waiting();
    expect(dial).toMatchObject({ toNumber: MAX, variables: { hipaa: 'true', customer_name: 'Max' } });
    expect(JSON.stringify(dial?.variables)).not.toMatch(/Mustermann|Herrenhaarschnitt/);

    await people.playOut();
    await takeOutcomes(practice);
    const sessionId = String(dial?.metadata['session_id']);
    expect(await practice.store.callSessions.find(sessionId)).toMatchObject({
      state: 'completed',
      outcome: 'confirmed',
      durationMs: 67_000,
      callId: dial?.callId,
      nextStep: 'none',
      updates: { call: true, appointment: true, customer: true, task: true, follow_up: true, figures: true },
    });
    expect(await practice.store.customerContacts.find(appointment?.customer?.id ?? '')).toMatchObject({
      callAttempts: 1,
      lastOutcome: 'confirmed',
      lastLength: 'normal',
      lastQualityScore: 0.92,
      lastSentiment: 'positive',
      responsive: true,
    });
    const after = await practice.store.appointments.find(appointmentId);
    expect(after).toMatchObject({ status: 'scheduled', confirmedAt: expect.any(Date) });
    expect(await practice.store.followUpTasks.find(task?.id ?? '')).toMatchObject({
      status: 'completed',
      outcome: 'confirmed',
      action: 'none',
    });
    expect(await practice.tasks(appointmentId)).toEqual([]);
    expect(await practice.store.followUpTasks.listReviews()).toEqual([]);
  });
});
