import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { speakFault } from '../../src/runtime/sentences.ts';
import { functionBody } from '../support/function-body.ts';
import { ownerRows } from '../support/owner-rows.ts';
import type { TenantUnderTest } from '../support/tenant-under-test.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const DOOR = '/api/webhooks/retell/function';
const TUESDAY = { date: 'Dienstag', time: '14 Uhr 30', service: 'Herrenschnitt' };

let world: World;
let salon: TenantUnderTest;
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(async () => {
  salon = await world.tenant();
});
afterAll(() => world.close());

/** A function request that says its call id as `id`, and nothing else of its caller. */
async function askAs(id: unknown, args: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
  const body = functionBody(salon, 'start_booking', { ...TUESDAY, ...args }, { call_id: id });
  const response = await salon.postRetell(DOOR, body);
  expect(response.status).toBe(200);
  const answer: unknown = await response.json();
  await world.settle();
  return { ...(typeof answer === 'object' ? answer : {}) };
}

async function beginCall(id: string, change: Record<string, unknown> = {}): Promise<void> {
  const { call } = functionBody(salon, '', {}, { call_id: id, ...change });
  const startedAt = world.clock.now().getTime();
  const body = { event: 'call_started', call: { start_timestamp: startedAt, ...call } };
  expect((await salon.postRetell('/api/webhooks/retell', body)).status).toBe(204);
  await world.settle();
}

async function callsWithOffers(): Promise<unknown[]> {
  const rows = await ownerRows(
    world.databaseUrl,
    `select call_id from offers where tenant_id = '${salon.id}'`,
  );
  return rows.map((row) => row['call_id']);
}

const UNREADABLE = { success: false, message: speakFault('unreadable_request', 'de') };

describe('the call a function request belongs to', () => {
  it('is the one of the call object, never another one among the arguments (ASK-42, ASK-43)', async () => {
    await beginCall('call_of_somebody_else');
    expect(await askAs(salon.callId, { call_id: 'call_of_somebody_else' })).toMatchObject({ success: true });
    expect(await callsWithOffers()).toEqual([salon.callId]);
  });

  it.each([undefined, null, '', ' ', 'None', 'null', 'NULL', 'undefined', 42, {}, 'x'.repeat(201)])(
    'is the one among the arguments where the call object says %j (ASK-42)',
    async (id) => {
      expect(await askAs(id, { call_id: 'call_given_as_argument' })).toMatchObject({ success: true });
      expect(await callsWithOffers()).toEqual(['call_given_as_argument']);
    },
  );

  it.each([undefined, 'None', null, 42, ['call_1'], 'x'.repeat(201)])(
    'is the only ongoing call of the agent where the arguments say %j too (ASK-42)',
    async (id) => {
      await beginCall('call_going_on');
      world.clock.advance({ minutes: 5 });
      expect(await askAs('None', { call_id: id })).toMatchObject({ success: true });
      expect(await callsWithOffers()).toEqual(['call_going_on']);
    },
  );

  it('is nobody’s where no call goes on (ASK-42)', async () => {
    expect(await askAs(undefined)).toMatchObject(UNREADABLE);
    expect(await callsWithOffers()).toEqual([]);
    expect(salon.calcom.requests()).toEqual([]);
  });

  it('is nobody’s where two calls of the agent go on (ASK-42)', async () => {
    await beginCall('call_one');
    await beginCall('call_two');
    expect(await askAs(undefined)).toMatchObject(UNREADABLE);
    expect(await callsWithOffers()).toEqual([]);
  });

  it('is nobody’s where the ongoing call began more than five minutes ago (ASK-42)', async () => {
    await beginCall('call_going_on');
    world.clock.advance({ minutes: 5, seconds: 1 });
    expect(await askAs(undefined)).toMatchObject(UNREADABLE);
  });

  it('is nobody’s where the call has ended (ASK-42)', async () => {
    await beginCall('call_going_on');
    const { call } = functionBody(salon, '', {}, { call_id: 'call_going_on' });
    await salon.postRetell('/api/webhooks/retell', { event: 'call_ended', call });
    expect(await askAs(undefined)).toMatchObject(UNREADABLE);
  });

  it('is never one of another agent of the business (ASK-42)', async () => {
    await beginCall('call_going_on', { agent_id: 'agent_of_the_other_line' });
    expect(await askAs(undefined)).toMatchObject(UNREADABLE);
  });

  it('is never a chat (ASK-42)', async () => {
    const chat = { chat_id: 'chat_1', agent_id: salon.definition.agents[0] };
    await salon.postRetell('/api/webhooks/retell', { event: 'chat_started', chat });
    expect(await askAs(undefined)).toMatchObject(UNREADABLE);
  });

  it('is never one of another tenant (ASK-42)', async () => {
    await beginCall('call_going_on');
    salon = await world.tenant();
    expect(await askAs(undefined)).toMatchObject(UNREADABLE);
  });

  it('gets its record from the first function that speaks of it (ASK-44)', async () => {
    await askAs(salon.callId);
    expect(await salon.store.calls.find(salon.callId)).toMatchObject({
      status: 'ongoing',
      agentId: salon.definition.agents[0],
      fromNumber: '+491711234567',
      toNumber: salon.definition.phoneNumbers[0],
    });
  });
});
