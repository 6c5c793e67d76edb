import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eraseCustomer } from '../../../src/operations/erase-customer.ts';
import { exportCustomer } from '../../../src/operations/export-customer.ts';
import type { Dial } from '../../simulators/retell-api/retell-api-simulator.ts';
import type { DialScript } from '../../simulators/retell-api/dial-script.ts';
import { answerDials } from '../../support/answer-dials.ts';
import { openReminderDoor } from '../../support/reminder-door.ts';
import type { ReminderDoor } from '../../support/reminder-door.ts';
import { ownerRows } from '../../support/owner-rows.ts';
import { callOf } from '../../support/reminder-call.ts';
import { ring } from '../../support/ring.ts';
import { takeOutcomes } from '../../support/take-outcomes.ts';
import { MAX } from '../../support/tenant-under-test.ts';
import { unhurried } from '../../support/unhurried.ts';
import { createWorld } from '../../support/world.ts';
import type { World } from '../../support/world.ts';

const DOOR = '/api/webhooks/retell';
const NO_MORE: DialScript = { kind: 'answered', analysis: { do_not_call: true } };

let world: World;
let door: ReminderDoor;
let customerId = '';
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
});
afterAll(() => world.close());
beforeEach(async () => {
  door = await openReminderDoor(world, { hoursBefore: [48] });
  customerId = await door.maxId();
});

/** Max is rung about an appointment that is cancelled while it rings. */
async function ringAboutNothing(script: DialScript) {
  const { salon } = door;
  const appointmentId = await salon.book();
  const people = answerDials(world, () => script);
  const dialled = await salon.dialAtItsTime((await salon.tasks(appointmentId))[0]);
  const [dial] = people.waiting();
  if (dialled.kind !== 'placed' || dial === undefined) throw new Error('not dialled');
  await salon.ask('cancel_appointment', { appointment_id: appointmentId });
  await world.settle();
  const playOut = async () => {
    await people.playOut();
    await world.settle();
    await takeOutcomes(salon);
  };
  return { dial, sessionId: dialled.sessionId, playOut };
}

async function erase() {
  return eraseCustomer(await door.salon.ctx(), customerId);
}

/** The analysis of a call, as Retell sends it. */
function analysisOf(dial: Dial, wishes: Record<string, unknown>) {
  const at = world.clock.now().getTime();
  const call = {
    ...callOf(dial),
    call_id: dial.callId,
    call_type: 'phone_call',
    agent_id: door.salon.agentId,
    start_timestamp: at,
    end_timestamp: at + 60_000,
    duration_ms: 60_000,
    disconnection_reason: 'user_hangup',
    transcript: 'User: Hier Mustermann.',
    call_analysis: { in_voicemail: false, custom_analysis_data: wishes },
  };
  return { event: 'call_analyzed', call };
}

/** What is left of calls and of what the provider told of them. */
async function leftOf(callId: string) {
  const [call] = await ownerRows(
    world.databaseUrl,
    `select to_number, transcript, analysis from calls where tenant_id = '${door.salon.id}' and id = '${callId}'`,
  );
  const [session] = await ownerRows(
    world.databaseUrl,
    `select to_number, payload, analysis from call_sessions where tenant_id = '${door.salon.id}' and call_id = '${callId}'`,
  );
  const [webhooks] = await ownerRows(
    world.databaseUrl,
    `select count(*)::int as many from webhook_inbox where tenant_id = '${door.salon.id}' and dedupe_key like '% ${callId}'`,
  );
  return { call, session, webhooks: webhooks?.['many'] };
}

const NOTHING = {
  call: { to_number: null, transcript: null, analysis: null },
  session: { to_number: null, payload: null, analysis: null },
  webhooks: 0,
};

describe('the export of a customer who was rung', () => {
  it('tells what the call came to in words of the wire, and what Retell told as it was', async () => {
    const { dial, playOut } = await ringAboutNothing({
      kind: 'answered',
      analysis: { do_not_call: true, lastVisit: 'May' },
    });
    await playOut();
    const { json } = await door.as('owner', 'GET', `/api/v1/customers/${customerId}/export`);
    expect(json).toMatchObject({
      reminders: {
        sessions: [{ analysis: { do_not_call: true, callback_requested: false } }],
        do_not_call: [{ number: MAX, source: 'customer', call_id: dial.callId }],
      },
    });
    expect(JSON.stringify(json['reminders'])).not.toMatch(/"[a-z]+[A-Z]\w*":/);
    expect(json['calls']).toContainEqual(
      expect.objectContaining({
        id: dial.callId,
        analysis: expect.objectContaining({ custom_analysis_data: { do_not_call: true, lastVisit: 'May' } }),
      }),
    );
  });
});

describe('a customer who was rung', () => {
  it('is not erased while the call goes on, and leaves nothing afterwards but their wish (VIO-35)', async () => {
    const { dial, playOut } = await ringAboutNothing(NO_MORE);
    expect(await door.as('owner', 'DELETE', `/api/v1/customers/${customerId}`)).toMatchObject({
      status: 409,
      json: { error: 'call_under_way', field: 'id' },
    });
    expect(await door.salon.store.customers.find(customerId)).toBeDefined();
    await playOut();
    expect(await erase()).toEqual({ kind: 'erased' });
    expect(await leftOf(dial.callId)).toEqual(NOTHING);
    expect(await door.salon.store.dialGate.forbiddenBy(MAX)).toBe('tenant');
  });

  it('is named by nothing that was planned or decided about them (ASK-75)', async () => {
    const { salon } = door;
    const appointmentId = await salon.book();
    const call = await ring(world, salon, (await salon.tasks(appointmentId))[0], { kind: 'no_answer' });
    expect(await call.session()).toMatchObject({ outcome: 'no_answer', nextStep: 'retry' });
    await salon.ask('cancel_appointment', { appointment_id: appointmentId });
    await world.settle();
    expect(await erase()).toEqual({ kind: 'erased' });
    const of = `from %t where tenant_id = '${salon.id}'`;
    const rows = async (table: string, columns: string) =>
      ownerRows(world.databaseUrl, `select ${columns} ${of.replace('%t', table)} order by id`);
    const tasks = await rows('follow_up_tasks', 'id, idempotency_key, customer_id, appointment_id, status');
    expect(tasks).toHaveLength(2);
    for (const task of tasks) {
      expect(task).toMatchObject({ idempotency_key: task['id'], customer_id: null, appointment_id: null });
      expect(['pending', 'processing']).not.toContain(task['status']);
    }
    expect(await rows('call_sessions', 'customer_id, appointment_id, to_number')).toEqual([
      { customer_id: null, appointment_id: null, to_number: null },
    ]);
    const decisions = await rows('dial_decisions', 'customer_id');
    expect(decisions).not.toEqual([]);
    expect(decisions).toEqual(decisions.map(() => ({ customer_id: null })));
  });

  it('leaves nothing of a call to a number that was theirs then, and is told of it before', async () => {
    const { dial, playOut } = await ringAboutNothing(NO_MORE);
    await ownerRows(
      world.databaseUrl,
      `update customers set phone = '+491711239999' where tenant_id = '${door.salon.id}' and id = '${customerId}'`,
    );
    await playOut();
    const held = await exportCustomer(await door.salon.ctx(), customerId);
    expect(held?.calls).toContainEqual(expect.objectContaining({ id: dial.callId, toNumber: MAX }));
    expect(await erase()).toEqual({ kind: 'erased' });
    expect(await leftOf(dial.callId)).toEqual(NOTHING);
  });

  it('is heard where they wanted no more calls, also when that is told after they were erased (VIO-35)', async () => {
    const { dial, playOut } = await ringAboutNothing({ kind: 'no_answer', untold: ['call_analyzed'] });
    await playOut();
    expect(await erase()).toEqual({ kind: 'erased' });
    const before = await leftOf(dial.callId);
    await door.salon.postRetell(DOOR, analysisOf(dial, { do_not_call: true }));
    await world.settle();
    await takeOutcomes(door.salon);
    expect(await leftOf(dial.callId)).toEqual(before);
    expect(await door.salon.store.dialGate.forbiddenBy(MAX)).toBe('tenant');
  });

  it('leaves nothing where a call that was taken for lost is told of after they were erased', async () => {
    const { dial, sessionId } = await ringAboutNothing({ kind: 'no_answer' });
    await door.salon.store.callSessions.markOutcomeMissing(sessionId, world.clock.now());
    expect(await erase()).toEqual({ kind: 'erased' });
    const before = world.logLines().length;
    await door.salon.postRetell(DOOR, analysisOf(dial, {}));
    expect(world.logLines().slice(before).join('')).not.toContain('heard before');
    await world.settle();
    await takeOutcomes(door.salon);
    expect(await leftOf(dial.callId)).toEqual({ ...NOTHING, call: undefined });
    expect(await door.salon.store.dialGate.forbiddenBy(MAX)).toBeUndefined();
  });
});
