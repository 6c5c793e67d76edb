import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { createTenantDirectory } from '../../src/operations/tenant-directory.ts';
import { postSigned } from '../support/signed-post.ts';
import { HAIRCUT } from '../support/salon.ts';
import { MAX, STRANGER } from '../support/tenant-under-test.ts';
import type { TenantUnderTest } from '../support/tenant-under-test.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const DOOR = '/api/webhooks/retell/inbound';
const NOBODY = { customer_name: '', customer_known: 'false', next_appointment: '' };

let world: World;
let salon: TenantUnderTest;
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(async () => {
  salon = await world.tenant();
});
afterAll(() => world.close());

function inbound(change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    event: 'call_inbound',
    event_timestamp: 1_795_168_800_000,
    call_inbound: {
      agent_id: salon.definition.agents[0],
      agent_version: 3,
      from_number: MAX,
      to_number: salon.definition.phoneNumbers[0],
      ...change,
    },
  };
}

async function greet(change?: Record<string, unknown>, door = DOOR): Promise<Record<string, string>> {
  const response = await salon.postRetell(door, inbound(change));
  expect(response.status).toBe(200);
  return variablesOf(await response.json());
}

function variablesOf(json: unknown): Record<string, string> {
  expect(json).toMatchObject({ call_inbound: { dynamic_variables: {} } });
  const { dynamic_variables: variables } = Object(Object(json)['call_inbound']);
  expect(Object.values(Object(variables)).map((value) => typeof value)).toEqual(
    Object.keys(Object(variables)).map(() => 'string'),
  );
  return { ...Object(variables) };
}

async function bookHaircut(): Promise<void> {
  await salon.ask('start_booking', { date: 'Dienstag', time: '14 Uhr 30', service: 'Herrenschnitt' });
  expect(await salon.ask('confirm_booking', { confirmed: 'ja' })).toMatchObject({ success: true });
  await world.settle();
}

describe('the question before a call is answered', () => {
  it('gets every variable as a text, for a caller nobody knows too (ASK-45)', async () => {
    const known = await greet();
    const unknown = await greet({ from_number: STRANGER });
    const withheld = await greet({ from_number: 'anonymous' });
    expect(known).toEqual({
      customer_name: 'Max Mustermann',
      customer_known: 'true',
      next_appointment: '',
      today: 'Freitag, der 20. November 2026',
      weekday: 'Freitag',
      tenant_name: 'Salon Nord',
      tenant_timezone: 'Europe/Berlin',
    });
    expect(unknown).toEqual({ ...known, ...NOBODY });
    expect(withheld).toEqual(unknown);
  });

  it('is answered at the door of events as well (ASK-45)', async () => {
    expect(await greet({}, '/api/webhooks/retell')).toEqual(await greet());
  });

  it('names the next appointment in words (ASK-45)', async () => {
    await bookHaircut();
    const { next_appointment: next } = await greet();
    expect(next).toBe('Herrenhaarschnitt, Dienstag, den 24. November, um 14 Uhr 30');
  });

  it('speaks the language of the business (ASK-96)', async () => {
    salon = await world.tenant({ definition: { locale: 'en-GB' } });
    await bookHaircut();
    expect(await greet()).toMatchObject({
      weekday: 'Friday',
      next_appointment: expect.stringMatching(/^Herrenhaarschnitt, .*Tuesday.*2:30/),
    });
  });

  it('takes nobody for somebody where several share the number (ASK-04)', async () => {
    salon = await world.tenant({
      definition: {
        customers: [
          { name: 'Max Mustermann', phone: MAX },
          { name: 'Erika Mustermann', phone: MAX },
        ],
      },
    });
    expect(await greet()).toMatchObject(NOBODY);
  });

  it('says which tenant the call is for, and nothing of its secrets (ASK-46)', async () => {
    const text = await (await salon.postRetell(DOOR, inbound())).text();
    expect(JSON.parse(text)).toMatchObject({
      call_inbound: { metadata: { slotline_tenant: salon.definition.slug } },
    });
    expect(text).not.toContain('key_');
    expect(text).not.toContain('cal_live_');
  });

  it('makes the record of a call that already has an id (ASK-46)', async () => {
    await greet({ call_id: salon.callId });
    await world.settle();
    expect(await salon.store.calls.find(salon.callId)).toMatchObject({
      status: 'ongoing',
      agentId: salon.definition.agents[0],
      fromNumber: MAX,
      toNumber: salon.definition.phoneNumbers[0],
    });
  });

  it('makes no record of a call without an id (ASK-46)', async () => {
    await greet();
    await greet({ call_id: 'None' });
    await world.settle();
    const agents = salon.definition.agents;
    expect(await salon.store.calls.ongoingOf(agents, new Date(0))).toEqual([]);
  });

  it('fills the cache, so that the first search asks no calendar (ASK-47)', async () => {
    await greet();
    await world.settle();
    const slots = () => salon.calcom.requests().filter(({ path }) => path === '/v2/slots');
    expect(slots().map(({ query }) => query['eventTypeId'])).toContain(String(HAIRCUT));
    const before = slots().length;
    const answer = await salon.ask('check_availability', { date: 'Dienstag', service: 'Herrenschnitt' });
    expect(answer).toMatchObject({ success: true, available: true });
    expect(slots()).toHaveLength(before);
    await world.settle();
    expect(await salon.store.functionCalls.ofCall(salon.callId)).toMatchObject([{ ladderStep: 'cache' }]);
  });

  it('fills the cache at the start of a call too (ASK-47)', async () => {
    const { call_inbound: call } = inbound({ call_id: salon.callId });
    await salon.postRetell('/api/webhooks/retell', { event: 'call_started', call });
    await world.settle();
    await salon.ask('check_availability', { date: 'Dienstag', service: 'Herrenschnitt' });
    await world.settle();
    expect(await salon.store.functionCalls.ofCall(salon.callId)).toMatchObject([{ ladderStep: 'cache' }]);
  });

  it('does not wait for a calendar that hangs (ASK-47)', async () => {
    salon.calcom.faults.add({ fault: { kind: 'hang' } });
    expect(await greet()).toMatchObject({ customer_known: 'true' });
    salon.calcom.faults.clear();
    await salon.calcom.close();
  });

  it.each([
    { what: 'a number of nobody', body: () => inbound({ agent_id: 'agent_x', to_number: '+4930999999991' }) },
    { what: 'an event without its part', body: () => ({ event: 'call_inbound' }) },
    { what: 'a list', body: () => [] },
    { what: 'no JSON', body: () => 'not JSON' },
  ])('gets an empty answer for $what (ASK-45)', async ({ body }) => {
    const response = await salon.postRetell(DOOR, body());
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ call_inbound: {} });
  });
});

describe('the question while the database is frozen', () => {
  it('is answered in time, with empty texts (ASK-45)', async () => {
    const { deps } = world;
    const thaw = Promise.withResolvers<never>();
    const openStore: typeof deps.openStore = (id) => ({
      ...deps.openStore(id),
      tenant: { ...deps.openStore(id).tenant, load: () => thaw.promise },
    });
    const { system, background, machine } = deps;
    const directory = createTenantDirectory({ system, openStore, background, elapsedMs: machine.elapsedMs });
    await directory.refresh();
    const app = createApp({ ...deps, openStore, directory });
    const key = salon.definition.retell?.apiKey ?? '';
    const startedMs = machine.elapsedMs();
    const response = await postSigned(app, DOOR, { key, body: inbound({ call_id: salon.callId }) });
    expect(machine.elapsedMs() - startedMs).toBeLessThan(2_000);
    expect(variablesOf(await response.json())).toMatchObject({
      ...NOBODY,
      weekday: 'Freitag',
      tenant_name: 'Salon Nord',
    });
    thaw.reject(new Error('the end of the test'));
    await world.settle();
  });
});
