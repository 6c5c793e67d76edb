import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallOutcome } from '../../../../src/domain/reminders/call-outcome.ts';
import type { SessionState } from '../../../../src/domain/reminders/call-session.ts';
import { dialTask } from '../../../../src/operations/reminders/dialling/dial-task.ts';
import type { DialScript } from '../../../simulators/retell-api/dial-script.ts';
import { analyzedCall, endedCall, startedCall } from '../../../simulators/retell-api/dialled-call.ts';
import { ownerRows } from '../../../support/owner-rows.ts';
import { openReminderSalon } from '../../../support/reminder-salon.ts';
import type { ReminderSalon } from '../../../support/reminder-salon.ts';
import { ring } from '../../../support/ring.ts';
import { takeOutcomes } from '../../../support/take-outcomes.ts';
import { unhurried } from '../../../support/unhurried.ts';
import { createWorld } from '../../../support/world.ts';
import type { World } from '../../../support/world.ts';

const DOOR = '/api/webhooks/retell';

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
});
afterAll(() => world.close());

async function rung(script: DialScript, wishes = {}) {
  const salon = await openReminderSalon(world, wishes);
  const appointmentId = await salon.book();
  const [task] = await salon.tasks(appointmentId);
  return { salon, appointmentId, first: task, call: await ring(world, salon, task, script) };
}

describe('the end of a reminder call', () => {
  it.each<{ script: DialScript; outcome: CallOutcome; state: SessionState; next: string }>([
    { script: { kind: 'no_answer' }, outcome: 'no_answer', state: 'no_answer', next: 'retry' },
    { script: { kind: 'busy' }, outcome: 'busy', state: 'busy', next: 'retry' },
    { script: { kind: 'voicemail' }, outcome: 'voicemail', state: 'voicemail', next: 'retry' },
    { script: { kind: 'declined' }, outcome: 'declined', state: 'no_answer', next: 'retry' },
    { script: { kind: 'invalid' }, outcome: 'bad_number', state: 'failed', next: 'manual_review' },
    {
      script: { kind: 'reason', reason: 'dial_failed' },
      outcome: 'failed',
      state: 'failed',
      next: 'retry',
    },
    {
      script: { kind: 'reason', reason: 'concurrency_limit_reached' },
      outcome: 'no_line',
      state: 'failed',
      next: 'dial_again',
    },
    {
      script: { kind: 'reason', reason: 'a_reason_of_tomorrow' },
      outcome: 'failed',
      state: 'failed',
      next: 'manual_review',
    },
    { script: { kind: 'answered' }, outcome: 'unclear', state: 'completed', next: 'clarity_call' },
    {
      script: { kind: 'answered', analysis: { appointment_action: 'confirmed' } },
      outcome: 'confirmed',
      state: 'completed',
      next: 'none',
    },
    {
      script: { kind: 'answered', analysis: { customer_response: 'reschedule' } },
      outcome: 'wants_reschedule',
      state: 'completed',
      next: 'wait_for_reschedule',
    },
    {
      script: { kind: 'answered', reason: 'call_transfer' },
      outcome: 'handed_over',
      state: 'completed',
      next: 'manual_review',
    },
  ])(
    'is told by its reason and its analysis, never by "answered" alone: $outcome, then $next (VIO-44, VIO-50, VIO-83)',
    async ({ script, outcome, state, next }) => {
      const { call } = await rung(script, { hoursBefore: [48] });
      expect(await call.session()).toMatchObject({
        outcome,
        state,
        nextStep: next,
        endedAt: expect.any(Date),
      });
    },
  );

  it('keeps the structured analysis and the payload without its words, and how long it took (VIO-81, VIO-83, VIO-90)', async () => {
    const { salon, call } = await rung({
      kind: 'answered',
      durationMs: 67_000,
      sentiment: 'Negative',
      analysis: { appointment_action: 'none', questions: 'Where is it?; How long?', interruptions: 2 },
    });
    const [row] = await ownerRows(
      world.databaseUrl,
      `select * from call_sessions where tenant_id = '${salon.id}' and id = '${call.sessionId}'`,
    );
    expect(row).toMatchObject({
      duration_ms: 67_000,
      sentiment: 'negative',
      analysis: { questions: ['Where is it?', 'How long?'], interruptions: 2, inVoicemail: false },
      payload: { call_id: call.dial.callId, disconnection_reason: 'agent_hangup', duration_ms: 67_000 },
      processing_ms: expect.any(Number),
      processed_at: expect.any(Date),
      outcome_due_at: null,
    });
    expect(Object.keys(Object(row?.['payload']))).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/transcript|recording|access_token/)]),
    );
    expect(JSON.stringify(row?.['payload'])).not.toContain('recordings.example');
  });

  it('waits for the analysis of a conversation, and counts as no running call meanwhile (VIO-44)', async () => {
    const { salon, call, first } = await rung({ kind: 'answered', untold: ['call_analyzed'] });
    const session = await call.session();
    expect(session).toMatchObject({ state: 'answered', endedAt: expect.any(Date), durationMs: 60_000 });
    expect(session.outcome).toBeUndefined();
    expect(await salon.store.dialGate.usage(world.clock.now())).toMatchObject({ atOnce: 0 });
    expect(await salon.store.followUpTasks.find(first?.id ?? '')).toMatchObject({ status: 'processing' });
    // Nobody is rung again while it is not known what came of it.
    world.clock.advance({ hours: 2 });
    expect(await dialTask(await salon.ctx(), first?.id ?? '')).toEqual({ kind: 'waiting' });
  });

  it('is worked off once, however often and in whatever order its events come (VIO-88, VIO-103)', async () => {
    const orders = ordersOf(['call_started', 'call_ended', 'call_analyzed'] as const);
    const ends: unknown[] = [];
    for (const order of orders) {
      for (const isAtOnce of [true, false]) ends.push(await endAfter(order, isAtOnce));
    }
    expect(ends).toEqual(ends.map(() => ends[0]));
    expect(ends[0]).toMatchObject({
      session: { state: 'completed', outcome: 'unclear' },
      contact: { callAttempts: 1 },
      tasks: [
        { kind: 'call', status: 'superseded_by_retry' },
        { kind: 'call', status: 'pending', purpose: 'clarity' },
      ],
    });
  }, 60_000);

  it('is settled by what a function did in it, and the analysis only adds to that (VIO-46, VIO-49, VIO-83)', async () => {
    const untold: DialScript = { kind: 'answered', untold: ['call_started', 'call_ended', 'call_analyzed'] };
    const { salon, call, appointmentId } = await rung(untold, { hoursBefore: [48] });
    await salon.store.callSessions.noteDeed(call.sessionId, 'confirmed', world.clock.now());
    const bodies = eventsOf(salon, call.dial.callId, {
      kind: 'answered',
      sentiment: 'Negative',
      analysis: { appointment_action: 'cancelled', callback_requested: true, do_not_call: true },
    });
    const tell = async (event: EventName) => {
      await salon.postRetell(DOOR, { event, call: bodies[event] });
      await takeOutcomes(salon);
    };
    await tell('call_ended');
    expect(await call.session()).toMatchObject({ outcome: 'confirmed', nextStep: 'none' });
    expect(await salon.tasks(appointmentId)).toEqual([]);
    await tell('call_analyzed');
    const { customerId = '', ...session } = await call.session();
    expect(session).toMatchObject({ outcome: 'confirmed', state: 'completed' });
    expect(await salon.store.customerContacts.find(customerId)).toMatchObject({
      callAttempts: 1,
      lastSentiment: 'negative',
      prefersAlternativeContact: true,
    });
    expect(await salon.store.appointments.find(appointmentId)).toMatchObject({ status: 'scheduled' });
    expect(await salon.store.doNotCall.list()).toHaveLength(1);
    expect(await salon.store.callbacks.list('open')).toHaveLength(1);
    expect(await salon.tasks(appointmentId)).toMatchObject([
      { kind: 'manual_review', why: 'callback_requested' },
    ]);
  });

  it('puts before a person, once, what the analysis wants done about a call that a function has settled (VIO-83)', async () => {
    const untold: DialScript = { kind: 'answered', untold: ['call_started', 'call_ended', 'call_analyzed'] };
    const { salon, call, appointmentId } = await rung(untold, { hoursBefore: [48] });
    await salon.store.callSessions.noteDeed(call.sessionId, 'confirmed', world.clock.now());
    const bodies = eventsOf(salon, call.dial.callId, {
      kind: 'answered',
      analysis: { appointment_action: 'confirmed', follow_up_needed: true },
    });
    await salon.postRetell(DOOR, { event: 'call_ended', call: bodies.call_ended });
    await takeOutcomes(salon);
    expect(await call.session()).toMatchObject({ outcome: 'confirmed', nextStep: 'none' });
    expect(await salon.tasks(appointmentId)).toEqual([]);
    for (const event of ['call_analyzed', 'call_analyzed', 'call_ended'] as const) {
      await salon.postRetell(DOOR, { event, call: bodies[event] });
      await takeOutcomes(salon);
    }
    expect(await salon.tasks(appointmentId)).toMatchObject([
      { kind: 'manual_review', why: 'follow_up_needed', urgency: 'low', retryOf: 'confirmed' },
    ]);
    expect(await salon.store.alerts.listUnseen()).toEqual([]);
  });

  type EventName = 'call_started' | 'call_ended' | 'call_analyzed';

  /** What is left when the events of one call came in this order, each twice; worked off as they come, or behind all. */
  async function endAfter(order: readonly EventName[], isAtOnce: boolean): Promise<unknown> {
    const untold: DialScript = { kind: 'answered', untold: ['call_started', 'call_ended', 'call_analyzed'] };
    const { salon, call, appointmentId } = await rung(untold, { hoursBefore: [48] });
    const bodies = eventsOf(salon, call.dial.callId, untold);
    for (const event of [...order, ...order.toReversed()]) {
      expect((await salon.postRetell(DOOR, { event, call: bodies[event] })).status).toBe(204);
      if (isAtOnce) await takeOutcomes(salon);
    }
    await world.settle();
    await takeOutcomes(salon);
    const { id, taskId, callId, requestedAt, ...session } = await call.session();
    const { customerId, appointmentId: _same, ...rest } = session;
    const contact = await salon.store.customerContacts.find(customerId ?? '');
    const tasks = await ownerRows(
      world.databaseUrl,
      `select kind, purpose, status, outcome, action, retry_count, scheduled_at from follow_up_tasks
       where tenant_id = '${salon.id}' and appointment_id = '${appointmentId}' order by id`,
    );
    expect([id, taskId, callId, requestedAt]).not.toContain(undefined);
    return {
      session: { ...rest, agentId: '', fromNumber: '' },
      contact: { ...contact, customerId: '', lastCallId: '' },
      tasks,
    };
  }

  function eventsOf(salon: ReminderSalon, callId: string, script: DialScript) {
    const made = world.retellApi.findCall(salon.definition.retell?.apiKey ?? '', callId);
    if (made === undefined) throw new Error('the call was not made');
    const start = new Date(Number(made['start_timestamp']));
    const started = startedCall(made, start);
    const ended = endedCall(started, { reason: 'agent_hangup', status: 'ended', durationMs: 60_000 }, []);
    return { call_started: started, call_ended: ended, call_analyzed: analyzedCall(ended, script) };
  }
});

function ordersOf<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((first, place) => ordersOf(items.toSpliced(place, 1)).map((rest) => [first, ...rest]));
}
