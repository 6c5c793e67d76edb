import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { Fault } from '../../src/platform/fault.ts';
import { functionBody } from '../support/function-body.ts';
import { ownerRows } from '../support/owner-rows.ts';
import { postSigned } from '../support/signed-post.ts';
import type { TenantUnderTest } from '../support/tenant-under-test.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const DOOR = '/api/webhooks/retell';
const BEGAN = 1_795_168_800_000;

let world: World;
let salon: TenantUnderTest;
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(async () => {
  salon = await world.tenant();
});
afterAll(() => world.close());

function started(): Record<string, unknown> {
  const { call } = functionBody(salon, '');
  return { event: 'call_started', call: { ...call, agent_version: 3, start_timestamp: BEGAN } };
}

function ended(): Record<string, unknown> {
  const { call } = functionBody(salon, '');
  return {
    event: 'call_ended',
    call: {
      ...call,
      call_status: 'registered',
      start_timestamp: BEGAN,
      end_timestamp: BEGAN + 41_380,
      duration_ms: 41_380,
      disconnection_reason: 'user_hangup',
      transcript: 'Agent: Guten Tag.\nUser: Einen Termin bitte.\n',
    },
  };
}

const ANALYSIS = {
  call_summary: 'Ein Termin wurde vereinbart.',
  user_sentiment: 'Positive',
  call_successful: true,
  custom_analysis_data: {
    appointment_made: true,
    customer_name: 'Max Mustermann',
    service_requested: 'Herrenhaarschnitt',
  },
};

function analyzed(): Record<string, unknown> {
  const call = { ...Object(ended()['call']), call_analysis: ANALYSIS };
  return { event: 'call_analyzed', call: { ...call, call_cost: { combined_cost: 17.25 } } };
}

async function post(...events: unknown[]): Promise<number[]> {
  const statuses: number[] = [];
  for (const event of events) statuses.push((await salon.postRetell(DOOR, event)).status);
  await world.settle();
  return statuses;
}

async function storedCalls(): Promise<Record<string, unknown>[]> {
  return ownerRows(world.databaseUrl, `select * from calls where tenant_id = '${salon.id}'`);
}

/** Event and result of everything in the inbox, by the name of the event. */
async function kept(): Promise<{ event: string; result: string | null }[]> {
  const entries = await salon.store.inbox.listAll();
  return entries
    .map(({ event, result }) => ({ event, result }))
    .toSorted((a, b) => a.event.localeCompare(b.event));
}

const WHOLE = {
  status: 'analyzed',
  agent_version: 3,
  from_number: '+491711234567',
  direction: 'inbound',
  started_at: new Date(BEGAN),
  ended_at: new Date(BEGAN + 41_380),
  duration_ms: 41_380,
  disconnection_reason: 'user_hangup',
  transcript: 'Agent: Guten Tag.\nUser: Einen Termin bitte.',
  cost_cents: 17.25,
  call_successful: true,
  analysis: ANALYSIS,
};

describe('the events of a call', () => {
  it.each([
    { order: 'in their order', events: () => [started(), ended(), analyzed()] },
    { order: 'the other way round', events: () => [analyzed(), ended(), started()] },
    { order: 'with the end first', events: () => [ended(), started(), analyzed()] },
    {
      order: 'each several times',
      events: () => [ended(), started(), ended(), analyzed(), started(), analyzed(), ended()],
    },
  ])('make the same record $order (ASK-45, ASK-48, ASK-49)', async ({ events }) => {
    const statuses = await post(...events());
    expect(new Set(statuses)).toEqual(new Set([204]));
    expect(await storedCalls()).toMatchObject([WHOLE]);
    expect(await kept()).toEqual([
      { event: 'call_analyzed', result: 'done' },
      { event: 'call_ended', result: 'done' },
      { event: 'call_started', result: 'done' },
    ]);
  });

  it('make one record when they come at the same moment (ASK-45)', async () => {
    const all = [started(), ended(), analyzed(), ended(), analyzed(), started()];
    const answers = await Promise.all(all.map((event) => salon.postRetell(DOOR, event)));
    expect(answers.map((answer) => answer.status)).toEqual(all.map(() => 204));
    await world.settle();
    expect(await storedCalls()).toMatchObject([WHOLE]);
    expect(await kept()).toHaveLength(3);
  });

  it('tell an ended call from an ongoing one, and never lead back (ASK-48)', async () => {
    await post(started());
    expect(await salon.store.calls.find(salon.callId)).toMatchObject({ status: 'ongoing' });
    await post(ended());
    expect(await salon.store.calls.find(salon.callId)).toMatchObject({ status: 'ended', durationMs: 41_380 });
    await post(started());
    await salon.ask('get_available_services');
    await world.settle();
    expect(await salon.store.calls.find(salon.callId)).toMatchObject({ status: 'ended', durationMs: 41_380 });
  });

  it('make a record of a call that was never connected (ASK-45)', async () => {
    const { call } = functionBody(
      salon,
      '',
      {},
      { direction: 'outbound', disconnection_reason: 'dial_busy' },
    );
    await post({ event: 'call_ended', call: { ...call, from_number: salon.definition.phoneNumbers[0] } });
    expect(await storedCalls()).toMatchObject([
      { status: 'ended', direction: 'outbound', disconnection_reason: 'dial_busy', duration_ms: null },
    ]);
  });

  it('keep no token of a web call (ASK-91)', async () => {
    const call = { ...Object(ended()['call']), call_type: 'web_call', access_token: 'token-of-a-web-call' };
    await post({ event: 'call_ended', call });
    const rows = await ownerRows(world.databaseUrl, 'select * from webhook_inbox');
    const everything = JSON.stringify([...rows, ...(await storedCalls())]);
    expect(everything).toContain(salon.callId);
    expect(everything).not.toContain('token-of-a-web-call');
  });

  it('are kept as they came (ASK-45)', async () => {
    await post(analyzed());
    const [entry] = await salon.store.inbox.listAll();
    expect(entry?.payload).toEqual(analyzed());
  });
});

describe('an event that is none of the usual', () => {
  it('is accepted and kept (ASK-45)', async () => {
    const { call } = functionBody(salon, '');
    const event = { event: 'something_new', call, news: { deep: [1, 2] } };
    expect(await post(event, event)).toEqual([204, 204]);
    expect(await kept()).toEqual([{ event: 'something_new', result: 'kept' }]);
    const [entry] = await salon.store.inbox.listAll();
    expect(entry?.payload).toEqual(event);
  });

  it('is kept in its latest copy where it grows with the call (ASK-45)', async () => {
    const growing = (transcript: string) => {
      const { call } = functionBody(salon, '');
      return { event: 'transcript_updated', call: { ...call, transcript } };
    };
    await salon.postRetell(DOOR, growing('Agent: Guten Tag.'));
    await salon.postRetell(DOOR, growing('Agent: Guten Tag. User: Hallo.'));
    const kept = (await salon.store.inbox.listAll()).filter(({ event }) => event === 'transcript_updated');
    expect(kept).toHaveLength(1);
    expect(kept[0]?.payload).toMatchObject({ call: { transcript: 'Agent: Guten Tag. User: Hallo.' } });
  });

  it('is kept where it is of a chat, and makes no call of it (ASK-45)', async () => {
    const chat = { chat_id: 'chat_0123456789', agent_id: salon.definition.agents[0] };
    expect(await post({ event: 'chat_started', chat }, { event: 'chat_ended', chat })).toEqual([204, 204]);
    expect(await kept()).toEqual([
      { event: 'chat_ended', result: 'kept' },
      { event: 'chat_started', result: 'kept' },
    ]);
    expect(await storedCalls()).toEqual([]);
  });

  it('is kept once per transfer, also when a call is transferred twice (ASK-45)', async () => {
    const { call } = functionBody(salon, '', {}, { start_timestamp: BEGAN });
    const to = (number: string) => ({
      event: 'transfer_started',
      call,
      transfer_destination: { type: 'predefined', number },
    });
    await post(to('+491700000001'), to('+491700000001'), to('+491700000002'), {
      event: 'transfer_ended',
      call,
    });
    expect((await kept()).map(({ event }) => event)).toEqual([
      'transfer_ended',
      'transfer_started',
      'transfer_started',
    ]);
  });

  it.each([
    { what: 'no JSON', body: 'not JSON' },
    { what: 'a list', body: [] },
    { what: 'an event without a name', body: { call: {} } },
    {
      what: 'a call of nobody',
      body: { event: 'call_ended', call: { call_id: 'call_1', agent_id: 'agent_x' } },
    },
    { what: 'a call without an id', body: { event: 'call_ended', call: {} } },
  ])('is acknowledged and dropped where it is $what (ASK-45)', async ({ body }) => {
    expect(await post(body)).toEqual([204]);
    expect(await kept()).toEqual([]);
  });

  it('never reaches another tenant (ASK-72)', async () => {
    const other = await world.tenant();
    const key = other.definition.retell?.apiKey ?? '';
    expect((await postSigned(world.app, DOOR, { key, body: ended() })).status).toBe(401);
    await world.settle();
    expect(await storedCalls()).toEqual([]);
    expect(await kept()).toEqual([]);
    expect(await other.store.inbox.listAll()).toEqual([]);
  });
});

describe('an event while the database is away', () => {
  it('is answered with a 5xx, so that it is sent again, and then taken (ASK-45)', async () => {
    const { deps } = world;
    const refuse = () => Promise.reject(new Fault('store_unavailable', 'the database did not do it'));
    const openStore: typeof deps.openStore = (id) => ({ ...deps.openStore(id), atomically: refuse });
    const key = salon.definition.retell?.apiKey ?? '';
    const without = createApp({ ...deps, openStore });
    for (const event of [started(), ended(), analyzed()]) {
      const response = await postSigned(without, DOOR, { key, body: event });
      expect(response.status).toBe(503);
      expect(await response.json()).toEqual({ error: 'unavailable' });
    }
    expect(await kept()).toEqual([]);
    await post(ended());
    expect(await salon.store.calls.find(salon.callId)).toMatchObject({ status: 'ended' });
  });
});
