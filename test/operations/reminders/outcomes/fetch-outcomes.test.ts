import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchOutcomes } from '../../../../src/operations/reminders/outcomes/fetch-outcomes.ts';
import { readReminder } from '../../../../src/operations/reminders/read-reminder.ts';
import { sweepTenant } from '../../../../src/operations/sweep.ts';
import type { DialScript } from '../../../simulators/retell-api/dial-script.ts';
import { openReminderSalon } from '../../../support/reminder-salon.ts';
import type { ReminderSalon } from '../../../support/reminder-salon.ts';
import { ring } from '../../../support/ring.ts';
import type { Rung } from '../../../support/ring.ts';
import { unhurried } from '../../../support/unhurried.ts';
import { createWorld } from '../../../support/world.ts';
import type { World } from '../../../support/world.ts';

const ALL = ['call_started', 'call_ended', 'call_analyzed'] as const;

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
});
afterAll(() => world.close());

async function rung(script: DialScript): Promise<{ salon: ReminderSalon; call: Rung }> {
  const salon = await openReminderSalon(world, { hoursBefore: [48] });
  const [task] = await salon.tasks(await salon.book());
  return { salon, call: await ring(world, salon, task, script) };
}

describe('an outcome that never came', () => {
  it.each<{ script: DialScript; outcome: string }>([
    { script: { kind: 'no_answer', untold: [...ALL] }, outcome: 'no_answer' },
    {
      script: {
        kind: 'answered',
        untold: [...ALL],
        analysis: { appointment_action: 'confirmed' },
      },
      outcome: 'confirmed',
    },
    {
      script: { kind: 'answered', untold: ['call_analyzed'], analysis: { appointment_action: 'confirmed' } },
      outcome: 'confirmed',
    },
  ])(
    'is fetched after the longest possible call, and taken like an event: $outcome (VIO-100)',
    async ({ script, outcome }) => {
      const { salon, call } = await rung(script);
      world.clock.advance({ minutes: 5 });
      await sweepTenant(await salon.ctx());
      expect((await call.session()).outcome).toBeUndefined();
      world.clock.advance({ minutes: 30 });
      await sweepTenant(await salon.ctx());
      expect(await call.session()).toMatchObject({ outcome });
      const { customerId = '' } = await call.session();
      expect(await salon.store.customerContacts.find(customerId)).toMatchObject({ callAttempts: 1 });
      const before = await call.session();
      await sweepTenant(await salon.ctx());
      expect(await call.session()).toEqual(before);
    },
  );

  it('is judged without an analysis where the provider never made one (VIO-100)', async () => {
    const { salon, call } = await rung({ kind: 'answered', untold: ['call_analyzed'] });
    const apiKey = salon.definition.retell?.apiKey ?? '';
    const known = world.retellApi.findCall(apiKey, call.dial.callId);
    if (known === undefined) throw new Error('the call is gone');
    const { call_analysis: _never, ...bare } = known;
    world.retellApi.putCall(apiKey, { ...bare, call_id: call.dial.callId });
    world.clock.advance({ hours: 1 });
    await fetchOutcomes(await salon.ctx());
    expect(await call.session()).toMatchObject({ outcome: 'unclear', nextStep: 'clarity_call' });
  });

  it('is asked for again while the call goes on, and while the provider does not answer (VIO-100)', async () => {
    const { salon, call } = await rung({ kind: 'no_answer', untold: [...ALL] });
    const apiKey = salon.definition.retell?.apiKey ?? '';
    world.clock.advance({ hours: 1 });
    world.retellApi.fail({ fault: { kind: 'status', status: 503 }, apiKey });
    await fetchOutcomes(await salon.ctx());
    world.retellApi.heal();
    await fetchOutcomes(await salon.ctx());
    expect((await call.session()).outcome).toBeUndefined();
    world.clock.advance({ minutes: 11 });
    await fetchOutcomes(await salon.ctx());
    expect(await call.session()).toMatchObject({ outcome: 'no_answer' });
  });

  it('of a call that the provider does not know is given to a person after a day (VIO-96, VIO-100)', async () => {
    const { salon, call } = await rung({ kind: 'no_answer', untold: [...ALL] });
    const apiKey = salon.definition.retell?.apiKey ?? '';
    world.retellApi.fail({ fault: { kind: 'status', status: 404 }, apiKey });
    world.clock.advance({ hours: 2 });
    await fetchOutcomes(await salon.ctx());
    expect(await call.session()).toMatchObject({ state: 'ringing' });
    world.clock.advance({ hours: 23 });
    await fetchOutcomes(await salon.ctx());
    world.retellApi.heal();
    const lost = await call.session();
    expect(lost).toMatchObject({ state: 'failed', callId: call.dial.callId });
    expect(lost.placementError).toBeUndefined();
    expect(await call.task()).toMatchObject({ status: 'failed', action: 'outcome_missing' });
    expect(await salon.store.followUpTasks.listReviews()).toMatchObject([{ why: 'outcome_missing' }]);
  });

  it.each<{ trouble: string; plant: (apiKey: string, callId: string) => void }>([
    {
      trouble: 'refuses the key',
      plant: (apiKey) => world.retellApi.fail({ fault: { kind: 'status', status: 401 }, apiKey }),
    },
    {
      trouble: 'says for ever that it is about to begin',
      plant: (apiKey, callId) => {
        const call = world.retellApi.findCall(apiKey, callId);
        if (call === undefined) throw new Error('the call is gone');
        world.retellApi.putCall(apiKey, { ...call, call_status: 'registered' });
      },
    },
  ])(
    'of a call of which the provider $trouble is given to a person after a day (VIO-96, VIO-100)',
    async ({ plant }) => {
      const { salon, call } = await rung({ kind: 'no_answer', untold: [...ALL] });
      plant(salon.definition.retell?.apiKey ?? '', call.dial.callId);
      world.clock.advance({ hours: 23 });
      await fetchOutcomes(await salon.ctx());
      expect(await call.session()).toMatchObject({ state: 'ringing' });
      expect(await salon.store.followUpTasks.listReviews()).toEqual([]);
      world.clock.advance({ hours: 2 });
      await fetchOutcomes(await salon.ctx());
      world.retellApi.heal();
      expect(await call.session()).toMatchObject({ state: 'failed' });
      expect(await call.task()).toMatchObject({ status: 'failed', action: 'outcome_missing' });
      expect(await salon.store.followUpTasks.listReviews()).toMatchObject([{ why: 'outcome_missing' }]);
    },
  );

  it('is waited for by the next process where this one has to stop meanwhile (VIO-100)', async () => {
    const { salon, call } = await rung({ kind: 'no_answer', untold: [...ALL] });
    world.clock.advance({ hours: 25 });
    const stopping = new AbortController();
    const ctx = await salon.ctx();
    const { callSessions } = ctx.store;
    const awaitOutcome: typeof callSessions.awaitOutcome = async (id, until) => {
      await callSessions.awaitOutcome(id, until);
      stopping.abort();
    };
    const store = { ...ctx.store, callSessions: { ...callSessions, awaitOutcome } };
    await fetchOutcomes({ ...ctx, store, signal: stopping.signal });
    expect((await call.session()).state).toBe('ringing');
    world.clock.advance({ minutes: 11 });
    await fetchOutcomes(await salon.ctx());
    expect(await call.session()).toMatchObject({ outcome: 'no_answer' });
  });

  it('of a conversation leaves it standing that there was one, and when it ended (VIO-96, VIO-100)', async () => {
    const { salon, call } = await rung({ kind: 'answered', untold: ['call_analyzed'] });
    const apiKey = salon.definition.retell?.apiKey ?? '';
    const { answeredAt, endedAt } = await call.session();
    world.retellApi.fail({ fault: { kind: 'status', status: 404 }, apiKey });
    world.clock.advance({ hours: 25 });
    await fetchOutcomes(await salon.ctx());
    world.retellApi.heal();
    const talked = await call.session();
    expect(talked).toMatchObject({ state: 'completed', callId: call.dial.callId, answeredAt, endedAt });
    expect(talked.placementError).toBeUndefined();
    expect(await call.task()).toMatchObject({ status: 'failed', action: 'outcome_missing' });
    const story = await readReminder(await salon.ctx(), (await call.task()).id);
    expect(story?.explanation).not.toContain('made no call');
    const { toNumber = '', requestedAt } = talked;
    expect(await salon.store.dialGate.lastDialOf(toNumber)).toEqual(requestedAt);
  });
});
