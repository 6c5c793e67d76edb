import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerDials } from '../../support/answer-dials.ts';
import { ownerRows } from '../../support/owner-rows.ts';
import { openReminderSalon } from '../../support/reminder-salon.ts';
import { takeOutcomes } from '../../support/take-outcomes.ts';
import { MAX } from '../../support/tenant-under-test.ts';
import { unhurried } from '../../support/unhurried.ts';
import { createWorld } from '../../support/world.ts';
import type { World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
});
afterAll(() => world.close());

describe('the worked example', () => {
  it('confirms an appointment at 14:30 in a call at 13:30 of 67 seconds, and plans nothing more (VIO-46, VIO-56, VIO-81, VIO-90, VIO-108)', async () => {
    const practice = await openReminderSalon(
      world,
      // Retell tells all of the call: what must not be kept is left out by ourselves.
      { hoursBefore: [1], behaviour: { recording: true, transcription: true } },
      { definition: { businessType: 'medical' } },
    );
    const appointmentId = await practice.book();
    const appointment = await practice.store.appointments.find(appointmentId);
    const [task] = await practice.tasks(appointmentId);
    // Half past two and half past one in Berlin.
    expect(appointment?.startsAt.toISOString()).toBe('2026-11-26T13:30:00.000Z');
    expect(task?.scheduledAt.toISOString()).toBe('2026-11-26T12:30:00.000Z');
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
    const [asked, ...others] = world.retellApi
      .requests()
      .filter(({ path }) => path === '/v2/create-phone-call')
      .map(({ body }) => JSON.stringify(body));
    expect(others).toEqual([]);
    expect(asked).toContain('"appointment_time":"14 Uhr 30"');
    expect(asked).not.toMatch(/Mustermann|Anna|Herrenhaarschnitt/i);

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
    const [session] = await ownerRows(
      world.databaseUrl,
      `select quality_score, sentiment, payload from call_sessions where id = '${sessionId}'`,
    );
    expect(session).toMatchObject({
      quality_score: 0.92,
      sentiment: 'positive',
      payload: { call_id: dial?.callId, duration_ms: 67_000, call_analysis: expect.any(Object) },
    });
    expect(JSON.stringify(session?.['payload'])).not.toMatch(/transcript|recording/);
    expect(await practice.store.customerContacts.find(appointment?.customer?.id ?? '')).toMatchObject({
      callAttempts: 1,
      lastOutcome: 'confirmed',
      lastLength: 'normal',
      lastQualityScore: 0.92,
      lastSentiment: 'positive',
      responsive: true,
    });
    const after = await practice.store.appointments.find(appointmentId);
    expect(after).toMatchObject({ status: 'scheduled', confirmedAt: world.clock.now() });
    expect(
      await ownerRows(
        world.databaseUrl,
        `select confirmed_at, confirmed_by from appointments where id = '${appointmentId}'`,
      ),
    ).toEqual([{ confirmed_at: world.clock.now(), confirmed_by: 'voice_call' }]);
    expect(await practice.store.followUpTasks.find(task?.id ?? '')).toMatchObject({
      status: 'completed',
      outcome: 'confirmed',
      action: 'none',
    });
    expect(await practice.tasks(appointmentId)).toEqual([]);
    expect(await practice.store.followUpTasks.listReviews()).toEqual([]);
  });
});
