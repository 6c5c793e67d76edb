import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { functionBody } from '../support/function-body.ts';
import { ownerRows } from '../support/owner-rows.ts';
import { MAX, STRANGER } from '../support/tenant-under-test.ts';
import type { TenantUnderTest } from '../support/tenant-under-test.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const DOOR = '/api/webhooks/retell';
const BEGAN = 1_795_168_800_000;
const WORDS = 'Agent: Guten Tag.\nUser: Einen Termin bitte.';
const RECORDING = 'https://recordings.example.test/0123456789.wav';
const ANALYSIS = {
  call_successful: true,
  custom_analysis_data: { appointment_made: true, customer_name: 'Max Mustermann' },
};

let world: World;
let salon: TenantUnderTest;
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(async () => {
  salon = await world.tenant();
});
afterAll(() => world.close());

type EventName = 'call_started' | 'transcript_updated' | 'call_ended' | 'call_analyzed';

/** An event as Retell posts it; what its call says grows from event to event. */
function eventOf(event: string, callId = salon.callId, change: Record<string, unknown> = {}): object {
  const { call } = functionBody(salon, '');
  const isOver = event === 'call_ended' || event === 'call_analyzed';
  const over = {
    end_timestamp: BEGAN + 41_380,
    duration_ms: 41_380,
    disconnection_reason: 'user_hangup',
    transcript: WORDS,
    recording_url: RECORDING,
    call_cost: { combined_cost: event === 'call_ended' ? 5 : 17.25 },
  };
  return {
    event,
    call: {
      ...call,
      call_id: callId,
      start_timestamp: BEGAN,
      ...(isOver ? over : {}),
      ...(event === 'transcript_updated' ? { transcript: 'Agent: Guten Tag.' } : {}),
      ...(event === 'call_analyzed' ? { call_analysis: ANALYSIS } : {}),
      ...change,
    },
  };
}

async function post(...bodies: object[]): Promise<void> {
  for (const body of bodies) expect((await salon.postRetell(DOOR, body)).status).toBe(204);
}

async function storedCalls(): Promise<Record<string, unknown>[]> {
  return ownerRows(world.databaseUrl, `select * from calls where tenant_id = '${salon.id}'`);
}

function ordersOf<T>(items: T[]): T[][] {
  if (items.length < 2) return [items];
  return items.flatMap((first, place) => ordersOf(items.toSpliced(place, 1)).map((rest) => [first, ...rest]));
}

const ENDED = { status: 'ended', duration_ms: 41_380, transcript: WORDS, cost_cents: 5, analysis: null };
const ANALYZED = {
  status: 'analyzed',
  duration_ms: 41_380,
  disconnection_reason: 'user_hangup',
  transcript: WORDS,
  cost_cents: 17.25,
  call_successful: true,
  analysis: ANALYSIS,
};
const ONGOING = { status: 'ongoing', transcript: null, analysis: null, duration_ms: null };

describe('the events of a call', () => {
  it.each<{ came: EventName[]; becomes: Record<string, unknown> }>([
    { came: ['call_started'], becomes: ONGOING },
    { came: ['call_started', 'transcript_updated'], becomes: ONGOING },
    { came: ['call_ended'], becomes: ENDED },
    { came: ['call_started', 'transcript_updated', 'call_ended'], becomes: ENDED },
    { came: ['call_analyzed'], becomes: ANALYZED },
    { came: ['call_ended', 'call_analyzed'], becomes: ANALYZED },
    { came: ['call_started', 'call_analyzed'], becomes: ANALYZED },
    { came: ['call_started', 'transcript_updated', 'call_ended', 'call_analyzed'], becomes: ANALYZED },
  ])(
    'make the same record of a call in every order, each told twice: $came (ASK-45, ASK-48, ASK-49)',
    async ({ came, becomes }) => {
      const orders = ordersOf(came);
      await Promise.all(
        orders.map(async (order, place) => {
          const bodies = order.map((event) => eventOf(event, `call_order_${place}`));
          // Told again at the end, the last one first: every event also comes behind all others.
          await post(...bodies, ...bodies.toReversed());
        }),
      );
      await world.settle();
      const rows = await storedCalls();
      expect(rows).toMatchObject(orders.map(() => ({ ...becomes, started_at: new Date(BEGAN) })));
      const kept = await salon.store.inbox.listAll();
      expect(kept).toHaveLength(orders.length * came.length);
    },
    60_000,
  );

  it.each([
    { event: 'call_started', result: 'done', status: 'ongoing' },
    { event: 'call_ended', result: 'done', status: 'ended' },
    { event: 'call_analyzed', result: 'done', status: 'analyzed' },
    { event: 'transcript_updated', result: 'kept', status: 'ongoing' },
    { event: 'transfer_started', result: 'kept', status: 'ongoing' },
    { event: 'transfer_bridged', result: 'kept', status: 'ongoing' },
    { event: 'transfer_cancelled', result: 'kept', status: 'ongoing' },
    { event: 'transfer_ended', result: 'kept', status: 'ongoing' },
    { event: 'something_new', result: 'kept', status: 'ongoing' },
  ])(
    'are kept once and move the call as far as they say: $event (ASK-45)',
    async ({ event, result, status }) => {
      await post(eventOf(event), eventOf(event));
      await world.settle();
      const entries = await salon.store.inbox.listAll();
      expect(entries).toMatchObject([{ event, result, payload: eventOf(event) }]);
      expect(await salon.store.calls.find(salon.callId)).toMatchObject({ status });
    },
  );

  it.each(['chat_started', 'chat_ended', 'chat_analyzed'])(
    'are no events of a call where a chat is meant: %s (ASK-45)',
    async (event) => {
      const body = { event, chat: { chat_id: 'chat_1', agent_id: salon.definition.agents[0] } };
      await post(body, body);
      expect(await salon.store.inbox.listAll()).toMatchObject([{ event, result: 'kept', payload: body }]);
      expect(await storedCalls()).toEqual([]);
    },
  );

  it('keep the longest transcript of a call that goes on, though an older one comes later (ASK-45)', async () => {
    const grown = (transcript: string) => eventOf('transcript_updated', salon.callId, { transcript });
    await post(grown('Agent: Guten'), grown('Agent: Guten Tag. User: Hallo.'), grown('Agent: Guten Tag.'));
    const [entry, ...others] = await salon.store.inbox.listAll();
    expect(others).toEqual([]);
    expect(entry?.payload).toEqual(grown('Agent: Guten Tag. User: Hallo.'));
  });

  it('put no recording and no word of the call into the log (ASK-91)', async () => {
    const from = world.logLines().length;
    await post(eventOf('call_ended'), eventOf('call_analyzed'));
    await world.settle();
    const logged = world.logLines().slice(from).join('\n');
    for (const secret of [RECORDING, 'Einen Termin', 'Mustermann', MAX]) expect(logged).not.toContain(secret);
  });
});

describe('the end of a call', () => {
  async function customer(name: string, phone: string): Promise<string> {
    const id = world.deps.ids.next('cus');
    return salon.store.customers.save({ id, name, phone, now: world.clock.now() });
  }

  async function linked(): Promise<string | undefined> {
    return (await salon.store.calls.find(salon.callId))?.customerId;
  }

  it.each(['call_ended', 'call_analyzed'])(
    'links it to the one customer who has its number: %s (ASK-49)',
    async (event) => {
      const [max] = await salon.store.customers.findByPhone(MAX);
      await post(eventOf('call_started'));
      expect(await linked()).toBeUndefined();
      await post(eventOf(event));
      expect(await linked()).toBe(max?.id);
    },
  );

  it('links a call of ours to the one who was called (ASK-49)', async () => {
    const erika = await customer('Erika Muster', STRANGER);
    await post(eventOf('call_ended', salon.callId, { direction: 'outbound', to_number: STRANGER }));
    expect(await linked()).toBe(erika);
  });

  it('links a number that several share only by the name the analysis gives (ASK-49)', async () => {
    await customer('Moritz Mustermann', MAX);
    await post(eventOf('call_ended'));
    expect(await linked()).toBeUndefined();
    await post(eventOf('call_analyzed'));
    const [max] = await salon.store.customers.findByPhone(MAX);
    expect(max?.name).toBe('Max Mustermann');
    expect(await linked()).toBe(max?.id);
  });

  it('leaves the customer whom a function call has found (ASK-49)', async () => {
    const erika = await customer('Erika Muster', STRANGER);
    await post(eventOf('call_started'));
    await salon.store.calls.linkCustomer(salon.callId, erika);
    await post(eventOf('call_ended'), eventOf('call_analyzed'));
    expect(await linked()).toBe(erika);
  });

  it.each([
    { caller: 'a number nobody has', change: { from_number: STRANGER } },
    { caller: 'no number', change: { from_number: undefined } },
    { caller: 'a number that is none', change: { from_number: 'anonymous' } },
  ])('links nobody to $caller (ASK-49)', async ({ change }) => {
    await post(eventOf('call_analyzed', salon.callId, change));
    expect(await salon.store.calls.find(salon.callId)).toMatchObject({ status: 'analyzed' });
    expect(await linked()).toBeUndefined();
  });

  it('never links a customer of another tenant (ASK-72)', async () => {
    const other = await world.tenant();
    const id = world.deps.ids.next('cus');
    await other.store.customers.save({ id, name: 'Erika', phone: STRANGER, now: world.clock.now() });
    await post(eventOf('call_ended', salon.callId, { from_number: STRANGER }));
    expect(await linked()).toBeUndefined();
  });
});
