import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReminderWishes } from '../../../src/domain/reminders/reminder-settings.ts';
import type { DialScript } from '../../simulators/retell-api/dial-script.ts';
import { openReminderSalon } from '../../support/reminder-salon.ts';
import { ring } from '../../support/ring.ts';
import { takeOutcomes } from '../../support/take-outcomes.ts';
import { MAX } from '../../support/tenant-under-test.ts';
import { unhurried } from '../../support/unhurried.ts';
import { createWorld } from '../../support/world.ts';
import type { World } from '../../support/world.ts';

const HOUR_MS = 3_600_000;
/** The reminder of Thursday 14:30 is dialled on Tuesday at 14:30. */
const TWO_DAYS: ReminderWishes = { hoursBefore: [48] };
const NO_ANSWER: DialScript = { kind: 'no_answer' };

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
});
afterAll(() => world.close());

async function rung(script: DialScript, wishes: ReminderWishes = TWO_DAYS) {
  const salon = await openReminderSalon(world, wishes);
  const appointmentId = await salon.book();
  const [task] = await salon.tasks(appointmentId);
  const call = await ring(world, salon, task, script);
  return { salon, appointmentId, task, call, open: await salon.tasks(appointmentId) };
}

describe('a call that reached nobody', () => {
  it('is followed by a new task of its own that is linked to the first, which is superseded (VIO-22, VIO-27, VIO-28, VIO-51)', async () => {
    const { salon, task, call, open } = await rung(NO_ANSWER);
    const [retry, ...others] = open;
    expect(others).toEqual([]);
    const retryKey = `retry_call_${task?.customerId}_${task?.id}_1_${retry?.scheduledAt.toISOString()}`;
    expect(await salon.store.taskLists.findByKey(retryKey)).toEqual(retry);
    expect(retry).toMatchObject({
      kind: 'call',
      purpose: 'retry',
      status: 'pending',
      retryCount: 1,
      originalTaskId: task?.id,
      retryOf: 'no_answer',
      hoursBeforeActual: 46,
    });
    expect((retry?.scheduledAt.getTime() ?? 0) - (task?.scheduledAt.getTime() ?? 0)).toBe(2 * HOUR_MS);
    expect(await call.task()).toMatchObject({
      status: 'superseded_by_retry',
      outcome: 'no_answer',
      action: 'retry',
    });
  });

  it('is dialled again at its time, and the chain of retries keeps its first task (VIO-27)', async () => {
    const { salon, appointmentId, task, open } = await rung(NO_ANSWER, {
      ...TWO_DAYS,
      retries: { escalateAfter: 0 },
    });
    const second = await ring(world, salon, open[0], { kind: 'busy' });
    expect(await second.session()).toMatchObject({ attempt: 2, purpose: 'retry', outcome: 'busy' });
    const [third] = await salon.tasks(appointmentId);
    expect(third).toMatchObject({ retryCount: 2, retryOf: 'busy', originalTaskId: task?.id });
  });

  it("is retried within the called party's hours alone (VIO-26)", async () => {
    const { open, task } = await rung({ kind: 'voicemail' });
    expect(task?.scheduledAt.toISOString()).toBe('2026-11-24T13:30:00.000Z');
    // Eight hours later it is half past ten at night.
    expect(open).toMatchObject([{ retryOf: 'voicemail', movedBecause: 'after_hours' }]);
    expect(open[0]?.wantedAt.toISOString()).toBe('2026-11-24T21:30:00.000Z');
    expect(open[0]?.scheduledAt.toISOString()).toBe('2026-11-25T07:00:00.000Z');
  });

  it('is put before a person where the retry would come too close to the appointment (VIO-96)', async () => {
    const { salon, call, open } = await rung(NO_ANSWER, { hoursBefore: [2] });
    expect(open).toMatchObject([
      { kind: 'manual_review', why: 'too_close_to_appointment', urgency: 'high', retryOf: 'no_answer' },
    ]);
    expect(await call.task()).toMatchObject({ status: 'completed', action: 'manual_review' });
    expect(await salon.store.alerts.listUnseen()).toMatchObject([{ kind: 'reminder_review' }]);
  });

  it('is escalated to a person, with an alert, after so many calls in vain (VIO-52, VIO-96)', async () => {
    const { salon, appointmentId, open } = await rung(NO_ANSWER, {
      ...TWO_DAYS,
      retries: { escalateAfter: 1 },
    });
    await ring(world, salon, open[0], NO_ANSWER);
    expect(await salon.tasks(appointmentId)).toMatchObject([{ kind: 'manual_review', why: 'escalated' }]);
    expect(await salon.store.alerts.listUnseen()).toMatchObject([
      { kind: 'reminder_review', facts: { why: 'escalated' } },
    ]);
  });

  it('is escalated to a person, with an alert, after three calls in vain where the owner has set nothing (VIO-52, VIO-96)', async () => {
    const salon = await openReminderSalon(world, { hoursBefore: [72] });
    const appointmentId = await salon.book();
    for (const retries of [0, 1, 2]) {
      const [task] = await salon.tasks(appointmentId);
      expect(task).toMatchObject({ kind: 'call', retryCount: retries });
      await ring(world, salon, task, NO_ANSWER);
    }
    expect(await salon.tasks(appointmentId)).toMatchObject([
      { kind: 'manual_review', why: 'escalated', urgency: 'normal', retryOf: 'no_answer' },
    ]);
    expect(await salon.store.alerts.listUnseen()).toMatchObject([
      { kind: 'reminder_review', facts: { why: 'escalated' } },
    ]);
  });

  it('is not retried about a time that the appointment no longer has (VIO-91)', async () => {
    const salon = await openReminderSalon(world, TWO_DAYS);
    const appointmentId = await salon.book();
    const [task] = await salon.tasks(appointmentId);
    await ring(world, salon, task, { ...NO_ANSWER, untold: ['call_ended', 'call_analyzed'] });
    const appointment = await salon.store.appointments.find(appointmentId);
    const startsAt = new Date((appointment?.startsAt.getTime() ?? 0) + 24 * HOUR_MS);
    await salon.store.appointments.moveTo(appointmentId, {
      startsAt,
      endsAt: new Date(startsAt.getTime() + HOUR_MS),
      status: 'scheduled',
      now: world.clock.now(),
    });
    const [session] = await salon.store.callSessions.ofTask(task?.id ?? '');
    const body = world.retellApi.findCall(salon.definition.retell?.apiKey ?? '', session?.callId ?? '');
    await salon.postRetell('/api/webhooks/retell', { event: 'call_ended', call: body });
    await takeOutcomes(salon);
    expect(await salon.store.callSessions.find(session?.id ?? '')).toMatchObject({
      outcome: 'no_answer',
      nextStep: 'none',
    });
    expect(await salon.tasks(appointmentId)).toEqual([]);
  });

  it('counts as no attempt where nobody was rung for want of a line: the same task is dialled again (VIO-47, VIO-50)', async () => {
    const { salon, task, open, call } = await rung({ kind: 'reason', reason: 'concurrency_limit_reached' });
    expect(open).toMatchObject([{ id: task?.id, status: 'pending', retryCount: 0 }]);
    const { customerId = '' } = await call.session();
    expect(await salon.store.customerContacts.find(customerId)).toMatchObject({ callAttempts: 0 });
    const again = await ring(world, salon, open[0], NO_ANSWER);
    expect(await again.session()).toMatchObject({ attempt: 1, outcome: 'no_answer' });
  });
});

describe('a call that says something about the line', () => {
  it.each([
    { reason: 'no_valid_payment', cause: 'account' },
    { reason: 'marked_as_spam', cause: 'reputation' },
  ])(
    'pauses the tenant and asks for a technical look: $reason (VIO-40, VIO-96)',
    async ({ reason, cause }) => {
      const { salon, call, open } = await rung({ kind: 'reason', reason });
      expect(open).toMatchObject([{ kind: 'technical_review', why: cause }]);
      expect(await salon.store.reminderPauses.current()).toMatchObject({ cause });
      expect(await call.session()).toMatchObject({ nextStep: 'technical_review' });
      const kinds = (await salon.store.alerts.listUnseen()).map(({ kind }) => kind).toSorted();
      expect(kinds).toEqual(['reminder_review', 'reminders_paused']);
    },
  );

  it('asks for a technical look where three of the last five failed on the line (VIO-31)', async () => {
    const salon = await openReminderSalon(world, { hoursBefore: [49, 48], limits: { sameNumberMinutes: 0 } });
    const first = await salon.tasks(await salon.book());
    const second = await salon.tasks(await salon.book({ time: '15:15' }));
    // At 14:15, 14:30 and 15:15.
    const within = [second[0], first[1], second[1]];
    const steps: unknown[] = [];
    for (const task of within) {
      const call = await ring(world, salon, task, { kind: 'reason', reason: 'dial_failed' });
      steps.push((await call.session()).nextStep);
    }
    expect(steps).toEqual(['retry', 'retry', 'technical_review']);
  });
});

describe('a conversation', () => {
  it('that stayed open is followed by a call four hours later to hear what is wanted, once (VIO-32, VIO-92)', async () => {
    const { salon, appointmentId, task, open } = await rung({ kind: 'answered' });
    expect(open).toMatchObject([{ purpose: 'clarity', retryOf: 'unclear', originalTaskId: task?.id }]);
    expect((open[0]?.scheduledAt.getTime() ?? 0) - (task?.scheduledAt.getTime() ?? 0)).toBe(4 * HOUR_MS);
    await ring(world, salon, open[0], { kind: 'answered' });
    expect(await salon.tasks(appointmentId)).toMatchObject([{ kind: 'manual_review', why: 'unclear' }]);
  });

  it('that wants another time is waited for a day, and put before a person after two, or before it is too late (VIO-91)', async () => {
    const { salon, appointmentId, task, open } = await rung(
      { kind: 'answered', analysis: { appointment_action: 'rescheduled' } },
      { hoursBefore: [72] },
    );
    const dialledAt = task?.scheduledAt.getTime() ?? 0;
    expect(open).toMatchObject([{ kind: 'wait_for_reschedule', retryOf: 'wants_reschedule' }]);
    expect((open[0]?.wantedAt.getTime() ?? 0) - dialledAt).toBe(24 * HOUR_MS);
    expect((open[0]?.scheduledAt.getTime() ?? 0) - dialledAt).toBe(48 * HOUR_MS);
    expect(await salon.dialAtItsTime(open[0])).toEqual({ kind: 'idle' });
    expect(await salon.tasks(appointmentId)).toMatchObject([
      { kind: 'manual_review', why: 'no_answer_to_reschedule', urgency: 'normal' },
    ]);
  });

  it('in which a call back is asked for makes an entry among the callbacks and asks a person to look, once (VIO-96)', async () => {
    const { salon, open, call } = await rung({
      kind: 'answered',
      analysis: { appointment_action: 'confirmed', callback_requested: true },
    });
    expect(await salon.store.callbacks.list('open')).toMatchObject([{ kind: 'caller', phone: MAX }]);
    expect(open).toMatchObject([{ kind: 'manual_review', why: 'callback_requested', urgency: 'high' }]);
    expect(await call.session()).toMatchObject({ outcome: 'confirmed' });
  });

  it('in which no more calls are wished for ends every call that is planned to that number (VIO-23, VIO-35)', async () => {
    const salon = await openReminderSalon(world, { hoursBefore: [48, 24] });
    const appointmentId = await salon.book();
    const [first, second] = await salon.tasks(appointmentId);
    const call = await ring(world, salon, first, { kind: 'answered', analysis: { do_not_call: true } });
    expect(await call.session()).toMatchObject({ outcome: 'opted_out', nextStep: 'none' });
    expect(await salon.store.doNotCall.list()).toMatchObject([
      { number: MAX, source: 'customer', callId: call.dial.callId },
    ]);
    expect(await salon.store.followUpTasks.find(second?.id ?? '')).toMatchObject({
      status: 'cancelled',
      action: 'do_not_call',
    });
    expect(await salon.tasks(appointmentId)).toEqual([]);
    expect(await salon.store.appointments.find(appointmentId)).toMatchObject({ status: 'scheduled' });
  });
});
