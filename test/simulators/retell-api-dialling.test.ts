import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asObject } from './retell/json-object.ts';
import type { JsonObject } from './retell/json-object.ts';
import type { RetellApiRule } from './retell-api/api-fault.ts';
import { createRetellApiSimulator } from './retell-api/retell-api-simulator.ts';
import type { RetellApiSimulator } from './retell-api/retell-api-simulator.ts';

const KEY = 'key_example_0123456789';
const DIAL = '/v2/create-phone-call';
const NOW = new Date('2026-11-20T12:30:00Z');

let retell: RetellApiSimulator;
beforeEach(async () => {
  retell = await createRetellApiSimulator({ apiKeys: [KEY], now: () => NOW });
});
afterEach(() => retell.close());

async function ask(path: string, body?: unknown, key = KEY) {
  const answer = await fetch(retell.url + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: asObject(JSON.parse(text)) };
}

function request(change: JsonObject = {}): JsonObject {
  return {
    from_number: '+14155550142',
    to_number: '+14155550173',
    override_agent_id: 'agent_reminders',
    retell_llm_dynamic_variables: { customer_name: 'Luis' },
    metadata: { session_id: 'sess_1' },
    ...change,
  };
}

function overriding(agent: JsonObject): JsonObject {
  return request({ agent_override: { agent } });
}

async function idsOf(sessionId: string): Promise<unknown[]> {
  const metadata = [{ type: 'string', op: 'eq', key: 'session_id', value: sessionId }];
  const { body } = await ask('/v3/list-calls', { filter_criteria: { metadata }, limit: 2 });
  return Object(body)['items'].map((call: JsonObject) => call['call_id']);
}

describe('a call that is made at the simulated API of Retell', () => {
  it('is answered with 201 and waits (VIO-10, VIO-82)', async () => {
    retell.addAgent(KEY, { agent_id: 'agent_reminders', agent_name: 'Reminders', version: 3 });
    const { status, body } = await ask(DIAL, request());
    expect(status).toBe(201);
    expect(body).toEqual({
      call_type: 'phone_call',
      from_number: '+14155550142',
      to_number: '+14155550173',
      direction: 'outbound',
      call_id: expect.stringMatching(/^call_[0-9a-f]{27}$/),
      agent_id: 'agent_reminders',
      agent_version: 3,
      agent_name: 'Reminders',
      metadata: { session_id: 'sess_1' },
      retell_llm_dynamic_variables: { customer_name: 'Luis' },
      data_storage_setting: 'everything',
      opt_in_signed_url: false,
      call_status: 'registered',
    });
    expect((await ask(`/v2/get-call/${String(body['call_id'])}`)).body).toEqual(body);
    expect(retell.dials()).toMatchObject([
      {
        callId: body['call_id'],
        apiKey: KEY,
        fromNumber: '+14155550142',
        toNumber: '+14155550173',
        agentId: 'agent_reminders',
        metadata: { session_id: 'sess_1' },
        variables: { customer_name: 'Luis' },
        at: NOW,
      },
    ]);
  });

  it('is another one each time: there is no idempotency', async () => {
    const [one, two] = [await ask(DIAL, request()), await ask(DIAL, request())];
    expect(one.body['call_id']).not.toBe(two.body['call_id']);
    expect(retell.dials()).toHaveLength(2);
    expect(await idsOf('sess_1')).toHaveLength(2);
  });

  it('takes the settings that are overridden for it', async () => {
    const agent = {
      max_call_duration_ms: 300_000,
      ring_duration_ms: 30_000,
      end_call_after_silence_ms: 10_000,
      data_storage_setting: 'basic_attributes_only',
      voicemail_option: { action: { type: 'static_text', text: 'Please call us back.' } },
      timezone: 'Europe/Berlin',
    };
    const { status, body } = await ask(DIAL, overriding(agent));
    expect({ status, storage: body['data_storage_setting'] }).toEqual({
      status: 201,
      storage: 'basic_attributes_only',
    });
    expect(retell.dials()[0]?.override).toEqual(agent);
  });

  it.each([
    ['no number to call', request({ to_number: undefined })],
    ['a national number', request({ to_number: '0415 555 0173' })],
    ['a national number of ours', request({ from_number: '4155550142' })],
    ['a webhook of its own at the top', request({ webhook_url: 'https://gateway.example.com' })],
    ['a duration at the top', request({ max_duration_seconds: 300 })],
    ['a variable that is no text', request({ retell_llm_dynamic_variables: { attempt: 1 } })],
    ['metadata that is no object', request({ metadata: 'sess_1' })],
    ['an unknown setting', overriding({ max_duration_seconds: 300 })],
    ['tools in the override', request({ agent_override: { tools: [] } })],
    ['a call that is too short', overriding({ max_call_duration_ms: 59_999 })],
    ['a ring that is too short', overriding({ ring_duration_ms: 4_999 })],
    ['a silence that is too short', overriding({ end_call_after_silence_ms: 9_999 })],
    ['another way to store', overriding({ data_storage_setting: 'nothing' })],
    ['no zone', overriding({ timezone: 'Berlin' })],
    ['another voicemail', overriding({ voicemail_option: { type: 'static_text', text: 'Hello.' } })],
    ['broken JSON', '{"from_number":'],
  ])('is refused with 400 for %s', async (_what, body) => {
    expect(await ask(DIAL, body)).toMatchObject({
      status: 400,
      body: { status: 'error', message: expect.stringContaining('request/body') },
    });
    expect(retell.dials()).toEqual([]);
  });

  it('needs an agent that the workspace has (422), once it has any', async () => {
    expect((await ask(DIAL, request({ override_agent_id: undefined }))).status).toBe(422);
    expect((await ask(DIAL, request())).status).toBe(201);
    retell.addAgent(KEY, { agent_id: 'agent_other' });
    expect((await ask(DIAL, request())).status).toBe(422);
    expect(retell.dials()).toHaveLength(1);
  });

  it('needs a key that is known', async () => {
    expect((await ask(DIAL, request(), 'key_of_nobody')).status).toBe(401);
  });
});

describe('a call at an API that fails', () => {
  it.each([
    { fault: { kind: 'status', status: 402 } },
    { fault: { kind: 'status', status: 429, headers: { 'retry-after': '7' } } },
    { fault: { kind: 'status', status: 500 } },
  ] satisfies RetellApiRule[])('is not made where the answer is $fault (VIO-62)', async (rule) => {
    retell.fail({ ...rule, path: DIAL, times: 1 });
    const { status, headers } = await ask(DIAL, request());
    expect(status).toBe(rule.fault.status);
    expect(headers.get('retry-after')).toBe(status === 429 ? '7' : null);
    expect(retell.dials()).toEqual([]);
    expect((await ask(DIAL, request())).status).toBe(201);
  });

  it('is made, and its answer lost on the way (VIO-62)', async () => {
    retell.fail({ fault: { kind: 'lost' }, path: DIAL, times: 1 });
    await expect(ask(DIAL, request())).rejects.toThrow('fetch failed');
    expect(await idsOf('sess_1')).toEqual([retell.dials()[0]?.callId]);
  });

  it('is made, and never answered', async () => {
    retell.fail({ fault: { kind: 'lost_hang' }, path: DIAL, times: 1 });
    const leaving = new AbortController();
    const made = Promise.withResolvers<void>();
    retell.onDial(() => made.resolve);
    const asked = fetch(retell.url + DIAL, {
      method: 'POST',
      headers: { authorization: `Bearer ${KEY}` },
      body: JSON.stringify(request()),
      signal: leaving.signal,
    });
    await made.promise;
    leaving.abort();
    await expect(asked).rejects.toThrow('aborted');
    expect(retell.dials()).toHaveLength(1);
  });

  it('is made, and answered with what cannot be read or says that it failed', async () => {
    retell.fail({ fault: { kind: 'lost_garbage' }, path: DIAL, times: 1 });
    await expect(ask(DIAL, request())).rejects.toThrow(SyntaxError);
    retell.fail({ fault: { kind: 'lost_status', status: 502 }, path: DIAL, times: 1 });
    expect((await ask(DIAL, request())).status).toBe(502);
    expect(retell.dials()).toHaveLength(2);
  });

  it('is not made where it is refused, although the answer is lost', async () => {
    retell.fail({ fault: { kind: 'lost' }, path: DIAL });
    await expect(ask(DIAL, request({ to_number: '110' }))).rejects.toThrow('fetch failed');
    expect(retell.dials()).toEqual([]);
  });
});

describe('a new call in the lists', () => {
  it('can stay out of them for some look-ups', async () => {
    retell.hideNewCalls(2);
    await ask(DIAL, request());
    expect([await idsOf('sess_1'), await idsOf('sess_1')]).toEqual([[], []]);
    expect(await idsOf('sess_1')).toHaveLength(1);
  });

  it('can stay out of them until told, and be fetched by its id all the while', async () => {
    retell.hideNewCalls();
    const { body } = await ask(DIAL, request());
    for (let n = 0; n < 5; n += 1) expect(await idsOf('sess_1')).toEqual([]);
    expect((await ask(`/v2/get-call/${String(body['call_id'])}`)).status).toBe(200);
    retell.showCalls();
    await ask(DIAL, request());
    expect(await idsOf('sess_1')).toHaveLength(2);
  });
});

describe('the set-up at the simulated API of Retell', () => {
  it('is its agents (VIO-65)', async () => {
    expect((await ask('/get-agent/agent_reminders')).status).toBe(404);
    retell.addAgent(KEY, { agent_id: 'agent_reminders', webhook_url: 'https://gateway.example.com' });
    const { status, body } = await ask('/get-agent/agent_reminders');
    expect({ status, body }).toMatchObject({
      status: 200,
      body: {
        agent_id: 'agent_reminders',
        is_published: true,
        webhook_url: 'https://gateway.example.com',
        response_engine: { type: 'retell-llm' },
      },
    });
  });

  it('is how many calls go on: those that are, or as told', async () => {
    await ask(DIAL, request());
    const current = async () => (await ask('/get-concurrency')).body;
    expect(await current()).toMatchObject({ current_concurrency: 1, concurrency_limit: 20 });
    const [dialled] = retell.dials();
    retell.putCall(KEY, { call_id: dialled?.callId ?? '', call_status: 'ended' });
    expect(await current()).toMatchObject({ current_concurrency: 0 });
    retell.setConcurrency(KEY, { current: 18, limit: 25, reservedInbound: 5 });
    expect(await current()).toMatchObject({
      current_concurrency: 18,
      concurrency_limit: 25,
      reserved_inbound_concurrency: 5,
    });
  });

  it('is a key that is known', async () => {
    expect((await ask('/get-api-key-info')).status).toBe(200);
    expect((await ask('/get-api-key-info', undefined, 'key_of_nobody')).status).toBe(401);
  });

  it('keeps no requests where nobody wants them', async () => {
    const quiet = await createRetellApiSimulator({ apiKeys: [KEY], keepsRequests: false });
    await fetch(`${quiet.url}/get-api-key-info`, { headers: { authorization: `Bearer ${KEY}` } });
    expect(quiet.requests()).toEqual([]);
    await quiet.close();
  });
});
