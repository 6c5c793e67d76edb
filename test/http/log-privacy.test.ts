import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { functions } from '../../functions/index.ts';
import { Fault } from '../../src/platform/fault.ts';
import { functionBody } from '../support/function-body.ts';
import { postSigned } from '../support/signed-post.ts';
import type { TenantUnderTest } from '../support/tenant-under-test.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const PLANTED = {
  name: 'Gerlinde Planthagen',
  phone: '0171 / 555 00 42',
  email: 'gerlinde.p@planthagen.example.com',
  notes: 'Allergie gegen Ammoniak',
};
const CALLER = '+491715550042';
/** No line may hold any of these, however it is written. */
const TRACES = [/gerlinde/i, /planthagen/i, /555\D{0,3}00\D{0,3}42/, /ammoniak/i, /token-of-a-web-call/];

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

function expectNoTrace(lines: string[]): void {
  expect(lines.length).toBeGreaterThan(0);
  for (const trace of TRACES) expect(lines.filter((line) => trace.test(line))).toEqual([]);
}

function logged(from: number): string[] {
  return world.logLines().slice(from);
}

async function sayEverything(salon: TenantUnderTest, app = world.app): Promise<void> {
  const key = salon.definition.retell?.apiKey ?? '';
  const transcript = `User: Hier ist ${PLANTED.name}, ${PLANTED.phone}, ${PLANTED.email}.`;
  const call = {
    ...functionBody(salon, '', {}, { from_number: CALLER }).call,
    access_token: 'token-of-a-web-call',
    transcript,
    transcript_object: [{ role: 'user', content: transcript }],
    call_analysis: { call_summary: transcript, custom_analysis_data: { customer_name: PLANTED.name } },
  };
  const args = {
    ...PLANTED,
    date: 'Dienstag',
    time: '14 Uhr 30',
    service: 'Herrenschnitt',
    text: transcript,
  };
  for (const { name } of functions) {
    await postSigned(app, '/api/webhooks/retell/function', { key, body: { name, args, call } });
  }
  await postSigned(app, '/api/webhooks/retell/function', { key, body: { name: 'no_such', args, call } });
  await postSigned(app, '/api/webhooks/retell/function', { key, body: `{"args": "${transcript}` });
  for (const event of ['call_started', 'call_ended', 'call_analyzed', 'something_new']) {
    await postSigned(app, '/api/webhooks/retell', { key, body: { event, call } });
  }
  const inbound = { from_number: CALLER, to_number: salon.definition.phoneNumbers[0] };
  await postSigned(app, '/api/webhooks/retell/inbound', {
    key,
    body: { event: 'call_inbound', call_inbound: inbound },
  });
  await world.settle();
}

describe('the log', () => {
  it('holds nothing that was said on a call that went well (ASK-91)', async () => {
    const salon = await world.tenant();
    const from = world.logLines().length;
    const app = createApp({ ...world.deps, debugWebhooks: true });
    await sayEverything(salon, app);
    const lines = logged(from);
    expectNoTrace(lines);
    expect(lines.some((line) => line.includes('"msg":"webhook received"'))).toBe(true);
    expect(lines.filter((line) => line.includes('"msg":"function answered"'))).toHaveLength(functions.length);
  });

  it.each([
    { what: 'refuses with an echo', fault: { kind: 'status', status: 400, body: { message: PLANTED } } },
    { what: 'fails with an echo', fault: { kind: 'status', status: 500, body: { error: PLANTED } } },
    { what: 'resets', fault: { kind: 'reset' } },
    { what: 'answers with a page', fault: { kind: 'html' } },
  ] as const)(
    'holds the reason but nothing that was said where the calendar $what (ASK-91)',
    async ({ fault }) => {
      const salon = await world.tenant();
      salon.calcom.faults.add({ fault });
      const from = world.logLines().length;
      await sayEverything(salon);
      expectNoTrace(logged(from));
      expect(logged(from).some((line) => line.includes('"err":{'))).toBe(true);
    },
  );

  it('holds the reason but nothing that was said where the database refuses (ASK-91)', async () => {
    const salon = await world.tenant();
    const from = world.logLines().length;
    const refuse = () =>
      Promise.reject(
        new Fault('store_unavailable', 'the database did not do it', {
          cause: new Error(`insert of ${PLANTED.email} and ${PLANTED.phone}`),
        }),
      );
    const { deps } = world;
    const openStore: typeof deps.openStore = (id) => ({ ...deps.openStore(id), atomically: refuse });
    await sayEverything(salon, createApp({ ...deps, openStore }));
    expectNoTrace(logged(from));
    expect(logged(from).some((line) => line.includes('"code":"store_unavailable"'))).toBe(true);
  });

  it('names the reason of a refused request in one line (ASK-41)', async () => {
    const salon = await world.tenant();
    const from = world.logLines().length;
    await salon.ask('get_available_services', {}, { call: { agent_id: 'agent_x', to_number: '+49309' } });
    expect(logged(from).filter((line) => line.includes('"code":"unknown_tenant"'))).toHaveLength(1);
  });

  it('holds no key of a tenant (ASK-91)', async () => {
    const salon = await world.tenant();
    const from = world.logLines().length;
    await sayEverything(salon);
    await salon.postCalcom({ triggerEvent: 'PING', payload: {} });
    const text = logged(from).join('\n');
    const { retell, calcom } = salon.definition;
    for (const key of [retell?.apiKey, calcom?.apiKey, calcom?.webhookSecret]) {
      expect(text).not.toContain(key);
    }
  });
});

describe('the figures', () => {
  it('hold nothing that was said, no tenant and no number (ASK-91)', async () => {
    const salon = await world.tenant();
    await sayEverything(salon);
    const text = await (await world.app.request('/metrics')).text();
    expectNoTrace([text]);
    expect(text).not.toContain(salon.definition.slug);
    expect(text).not.toContain(salon.id);
    expect(text).not.toMatch(/\+49\d/);
  });
});
