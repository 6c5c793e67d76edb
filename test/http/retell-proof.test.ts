import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { createTenantDirectory } from '../../src/operations/tenant-directory.ts';
import { speakFault } from '../../src/runtime/sentences.ts';
import { functionBody } from '../support/function-body.ts';
import { postSigned } from '../support/signed-post.ts';
import type { RetellPost } from '../support/signed-post.ts';
import { MAX } from '../support/tenant-under-test.ts';
import type { TenantUnderTest } from '../support/tenant-under-test.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const FUNCTION_DOORS = ['/api/webhooks/retell/function', '/api/retell/start-booking'];
const DOORS = [...FUNCTION_DOORS, '/api/webhooks/retell', '/api/webhooks/retell/inbound'];
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

function keyOf(tenant: TenantUnderTest): string {
  return tenant.definition.retell?.apiKey ?? '';
}

describe('a request without proof', () => {
  /** The same gateway, counting every use of the database and of calendars. */
  async function createCountingApp() {
    const { deps } = world;
    let looks = 0;
    const openStore: typeof deps.openStore = (tenantId) => {
      looks += 1;
      return deps.openStore(tenantId);
    };
    const system: typeof deps.system = {
      ...deps.system,
      listDoors: () => {
        looks += 1;
        return deps.system.listDoors();
      },
    };
    const directory = createTenantDirectory({
      system,
      openStore,
      background: deps.background,
      elapsedMs: () => 0,
    });
    await directory.refresh();
    looks = 0;
    const app = createApp({ ...deps, openStore, system, directory });
    return { app, looks: () => looks };
  }

  const proofs: { what: string; proof: (tenant: TenantUnderTest) => Partial<RetellPost> }[] = [
    { what: 'no signature', proof: () => ({ signature: null }) },
    { what: 'an empty signature', proof: () => ({ signature: '' }) },
    { what: 'a signature made with another key', proof: () => ({ key: 'key_of_nobody' }) },
    {
      what: 'a signature of an hour ago',
      proof: () => ({ signedAtMs: world.deps.machine.epochMs() - 3_600_000 }),
    },
    {
      what: 'a signature of an hour ahead',
      proof: () => ({ signedAtMs: world.deps.machine.epochMs() + 3_600_000 }),
    },
    {
      what: 'a digest without a time',
      proof: (tenant) => ({ signature: createHmac('sha256', keyOf(tenant)).update('{}').digest('hex') }),
    },
    {
      what: 'the signature of another body',
      proof: (tenant) => {
        const at = world.deps.machine.epochMs();
        const digest = createHmac('sha256', keyOf(tenant)).update(`{}${at}`).digest('hex');
        return { signature: `v=${at},d=${digest}` };
      },
    },
  ];

  it.each(proofs.flatMap((entry) => DOORS.map((door) => ({ ...entry, door }))))(
    'is turned away at $door with $what, and nothing is looked up (ASK-50, ASK-51)',
    async ({ door, proof }) => {
      const { app, looks } = await createCountingApp();
      const body = functionBody(salon, 'start_booking', TUESDAY);
      const response = await postSigned(app, door, { key: keyOf(salon), body, ...proof(salon) });
      expect(response.status).toBe(401);
      expect(await response.text()).toBe('');
      await world.settle();
      expect(looks()).toBe(0);
      expect(salon.calcom.requests()).toEqual([]);
    },
  );

  it('is told from one with proof by its signature alone (ASK-50)', async () => {
    const { app, looks } = await createCountingApp();
    const body = functionBody(salon, 'start_booking', TUESDAY);
    for (const door of FUNCTION_DOORS) {
      const response = await postSigned(app, door, { key: keyOf(salon), body });
      expect(await response.json()).toMatchObject({ success: true });
    }
    await world.settle();
    expect(looks()).toBeGreaterThan(0);
  });

  it('is not helped by business time: freshness is the machine’s (ASK-50)', async () => {
    world.clock.advance({ days: 400 });
    expect(await salon.ask('get_available_services')).toMatchObject({ success: true });
  });
});

describe('keys being rotated', () => {
  it('are both valid until the previous one is taken out (ASK-50)', async () => {
    const both = { apiKey: 'key_rotated_new', previousApiKey: 'key_rotated_old' };
    salon = await world.tenant({ definition: { retell: both } });
    const body = functionBody(salon, 'get_available_services');
    const post = (key: string) => postSigned(world.app, '/api/webhooks/retell/function', { key, body });
    for (const key of [both.apiKey, both.previousApiKey]) {
      expect(await (await post(key)).json()).toMatchObject({ success: true });
    }
    expect((await post('key_rotated_never')).status).toBe(401);
  });
});

describe('the keys that are tried', () => {
  /** A gateway of 600 tenants, ours the last of them, which counts what it hands out. */
  function createCrowdedApp() {
    const { directory } = world.deps;
    const own = keyOf(salon);
    const others = Array.from({ length: 600 }, (_, at) => `key_crowd_${at}`);
    let looks = 0;
    const all = [...others.slice(0, 100), own, ...others.slice(100)];
    const crowded: typeof directory = {
      ...directory,
      retellKeys: () => {
        looks += 1;
        return all;
      },
      allDoors: () => [
        ...directory.allDoors(),
        ...directory
          .allDoors()
          .flatMap((door) => ({ ...door, agents: [], phoneNumbers: [], retellKeys: others })),
      ],
    };
    return { app: createApp({ ...world.deps, directory: crowded }), looks: () => looks };
  }
  const DOOR = '/api/retell/get-available-services';
  const bare = (characters: number) => ({ call_id: salon.callId, padding: 'x'.repeat(characters) });
  const post = async (body: unknown) =>
    (await postSigned(createCrowdedApp().app, DOOR, { key: keyOf(salon), body })).status;

  it('are those of the tenant that a large body names, however many there are (ASK-50)', async () => {
    const padding = 'x'.repeat(4_000_000);
    const [number] = salon.definition.phoneNumbers;
    for (const call of [{ agent_id: null }, { to_number: null }, { to_number: MAX, from_number: number }]) {
      expect(await post(functionBody(salon, 'get_available_services', { padding }, call))).toBe(200);
    }
  });

  it('are as many as the size of a body that names nobody allows (ASK-42, ASK-50)', async () => {
    expect(await post(bare(1_000))).toBe(200);
    expect(await post(bare(4_000_000))).toBe(401);
  });

  it.each([
    { what: 'none', signature: null },
    { what: 'an empty one', signature: '' },
    { what: 'no digest', signature: 'v=1,d=' },
    { what: 'no time', signature: `v=,d=${'0'.repeat(64)}` },
    { what: 'half a digest', signature: `v=1,d=${'0'.repeat(32)}` },
    { what: 'only a digest', signature: `d=${'0'.repeat(64)}` },
    { what: 'nine thousand letters', signature: 'x'.repeat(9_000) },
  ])('are not even looked for without a well-formed signature: $what (ASK-50)', async ({ signature }) => {
    const { app, looks } = createCrowdedApp();
    const body = functionBody(salon, 'get_available_services');
    const response = await postSigned(app, DOOR, { key: keyOf(salon), body, signature });
    expect(response.status).toBe(401);
    expect(looks()).toBe(0);
  });
});

describe('a signed request that leads to no tenant, or to two', () => {
  const NOBODY = { success: false, message: speakFault('unknown_tenant', 'de'), reason: 'unavailable' };

  async function ask(key: string, call: Record<string, unknown>): Promise<unknown> {
    const body = functionBody(salon, 'start_booking', TUESDAY, call);
    const response = await postSigned(world.app, '/api/webhooks/retell/function', { key, body });
    expect(response.status).toBe(200);
    return response.json();
  }

  it('hears a German sentence where number and agent are nobody’s (ASK-39, ASK-72)', async () => {
    const call = { agent_id: 'agent_of_nobody', to_number: '+4930999999990' };
    expect(await ask(keyOf(salon), call)).toEqual(NOBODY);
    expect(salon.calcom.requests()).toEqual([]);
  });

  it('hears the same where number and agent belong to different tenants of one workspace (ASK-72)', async () => {
    const shared = { apiKey: 'key_shared_by_two' };
    const other = await world.tenant({ definition: { retell: shared } });
    salon = await world.tenant({ definition: { retell: shared } });
    expect(await ask(shared.apiKey, { to_number: other.definition.phoneNumbers[0] })).toEqual(NOBODY);
    expect(await ask(shared.apiKey, { agent_id: other.definition.agents[0] })).toEqual(NOBODY);
    expect([...salon.calcom.requests(), ...other.calcom.requests()]).toEqual([]);
  });

  it('hears the same where the number belongs to a tenant with a key of its own (ASK-72)', async () => {
    const other = await world.tenant();
    const number = { to_number: other.definition.phoneNumbers[0] };
    expect(await ask(keyOf(salon), number)).toEqual(NOBODY);
    expect([...salon.calcom.requests(), ...other.calcom.requests()]).toEqual([]);
  });

  it('is turned away where the key belongs to a tenant other than number and agent (ASK-50, ASK-72)', async () => {
    const other = await world.tenant();
    const body = functionBody(salon, 'start_booking', TUESDAY);
    for (const door of DOORS) {
      expect((await postSigned(world.app, door, { key: keyOf(other), body })).status).toBe(401);
    }
    expect([...salon.calcom.requests(), ...other.calcom.requests()]).toEqual([]);
    expect(await salon.store.calls.find(salon.callId)).toBeUndefined();
  });

  it('is served by number or agent alone, and by neither where the key is one tenant’s (ASK-72)', async () => {
    for (const call of [
      { agent_id: null },
      { to_number: null },
      { agent_id: null, to_number: null },
      { agent_id: 'None', to_number: '' },
    ]) {
      expect(await ask(keyOf(salon), call)).toMatchObject({ success: true });
    }
  });

  it('is nobody’s without number and agent where two tenants share the key (ASK-72)', async () => {
    const shared = { apiKey: 'key_shared_by_two_more' };
    await world.tenant({ definition: { retell: shared } });
    salon = await world.tenant({ definition: { retell: shared } });
    expect(await ask(shared.apiKey, { agent_id: null, to_number: null })).toEqual(NOBODY);
  });

  it('is served by the number we call from on a call of ours (ASK-72)', async () => {
    const [own] = salon.definition.phoneNumbers;
    const call = { direction: 'outbound', agent_id: null, from_number: own, to_number: '+491711234567' };
    expect(await ask(keyOf(salon), call)).toMatchObject({ success: true });
    await world.settle();
    expect(await salon.store.calls.find(salon.callId)).toMatchObject({ fromNumber: own });
  });
});
