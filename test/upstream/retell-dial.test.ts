import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { grantDialPermit } from '../../src/domain/reminders/dial-permit.ts';
import { createRetellTelephonies } from '../../src/upstream/retell.ts';
import type { DialRequest, PlacedCall, Telephony } from '../../src/upstream/telephony.ts';
import { startScriptedServer } from '../support/scripted-server.ts';
import type { ScriptedAnswer, ScriptedServer } from '../support/scripted-server.ts';

const KEY = 'key_example_0123456789';
const CALM = { signal: new AbortController().signal };
const PERMIT = grantDialPermit('sess_01JD2N6ZB9');
const DIAL = '/v2/create-phone-call';

const REQUEST: DialRequest = {
  fromNumber: '+14155550142',
  toNumber: '+14155550173',
  agentId: 'agent_91d7e3b05c4a28f6710ab9c3de',
  variables: { customer_name: 'Luis', appointment_date: 'Monday, November 23rd' },
  metadata: { session_id: 'sess_01JD2N6ZB9', attempt: '1' },
};

/** As the service answers a call that it has taken on. */
const TAKEN = {
  call_type: 'phone_call',
  from_number: REQUEST.fromNumber,
  to_number: REQUEST.toNumber,
  direction: 'outbound',
  call_id: 'call_b03e5d7719c84f2a86d0e4471af',
  agent_id: REQUEST.agentId,
  agent_version: 3,
  agent_name: 'Harbor Dental reminders',
  metadata: REQUEST.metadata,
  retell_llm_dynamic_variables: REQUEST.variables,
  data_storage_setting: 'everything',
  opt_in_signed_url: false,
  call_status: 'registered',
};

let retell: ScriptedServer;
let workspace: Telephony;
beforeEach(async () => {
  retell = await startScriptedServer();
  workspace = open();
});
afterEach(() => retell.close());

function open(limits: { timeoutMs?: number; dialTimeoutMs?: number } = {}): Telephony {
  const policy = { baseUrl: retell.origin, timeoutMs: 10_000, dialTimeoutMs: 30_000, ...limits };
  return createRetellTelephonies(policy).open(KEY);
}

function dial(answer: ScriptedAnswer, from = workspace, request = REQUEST): Promise<PlacedCall> {
  retell.script(answer);
  return from.placeCall(PERMIT, request, CALM);
}

/** An error as the service words it; the text may quote what was sent. */
function refusal(status: number, headers: Record<string, string> = {}): ScriptedAnswer {
  return { status, headers, json: { status: 'error', message: 'No agent for +14155550173.' } };
}

describe('the request that makes a call', () => {
  it('is one POST with the key and our ids in the metadata (VIO-10, VIO-82)', async () => {
    expect(await dial({ status: 201, json: TAKEN })).toEqual({ kind: 'placed', callId: TAKEN.call_id });
    expect(retell.requests).toHaveLength(1);
    expect(retell.requests[0]).toMatchObject({
      method: 'POST',
      path: DIAL,
      headers: {
        authorization: `Bearer ${KEY}`,
        'content-type': 'application/json',
        // The client's own limit, in seconds.
        'x-stainless-timeout': '30',
        'x-stainless-retry-count': '0',
      },
    });
    expect(retell.requests[0]?.body).toEqual({
      from_number: '+14155550142',
      to_number: '+14155550173',
      override_agent_id: 'agent_91d7e3b05c4a28f6710ab9c3de',
      retell_llm_dynamic_variables: { customer_name: 'Luis', appointment_date: 'Monday, November 23rd' },
      metadata: { session_id: 'sess_01JD2N6ZB9', attempt: '1' },
    });
  });

  it('sets how the agent behaves inside the override, and nothing beside it (VIO-63, VIO-64)', async () => {
    const override = {
      maxCallMs: 300_000,
      ringMs: 30_000,
      silenceMs: 10_000,
      dataStorage: 'basic_attributes_only' as const,
      voicemail: 'Please call us back.',
      timezone: 'Europe/Berlin',
    };
    await dial({ status: 201, json: TAKEN }, workspace, { ...REQUEST, override });
    const body = Object(retell.requests[0]?.body);
    expect(body.agent_override).toEqual({
      agent: {
        max_call_duration_ms: 300_000,
        ring_duration_ms: 30_000,
        end_call_after_silence_ms: 10_000,
        data_storage_setting: 'basic_attributes_only',
        voicemail_option: { action: { type: 'static_text', text: 'Please call us back.' } },
        timezone: 'Europe/Berlin',
      },
    });
    expect(Object.keys(body).toSorted()).toEqual([
      'agent_override',
      'from_number',
      'metadata',
      'override_agent_id',
      'retell_llm_dynamic_variables',
      'to_number',
    ]);
  });
});

describe('a call that was certainly not made', () => {
  it.each([400, 401, 402, 403, 404, 409, 422, 451])(
    'is refused with %i, asked once (VIO-62)',
    async (status) => {
      expect(await dial(refusal(status))).toEqual({ kind: 'refused', status });
      expect(retell.requests).toHaveLength(1);
    },
  );

  it.each([
    { headers: {}, wait: {} },
    { headers: { 'retry-after': '7' }, wait: { retryAfterSeconds: 7 } },
    { headers: { 'retry-after': '1.2' }, wait: { retryAfterSeconds: 2 } },
    { headers: { 'retry-after': '0' }, wait: { retryAfterSeconds: 0 } },
    { headers: { 'retry-after': '99999999999' }, wait: { retryAfterSeconds: 86_400 } },
    { headers: { 'retry-after': 'soon' }, wait: {} },
    { headers: { 'retry-after': '-5' }, wait: {} },
    {
      headers: { date: 'Fri, 20 Nov 2026 09:15:00 GMT', 'retry-after': 'Fri, 20 Nov 2026 09:16:30 GMT' },
      wait: { retryAfterSeconds: 90 },
    },
    {
      headers: { date: 'Fri, 20 Nov 2026 09:15:00 GMT', 'retry-after': 'Fri, 20 Nov 2026 09:14:00 GMT' },
      wait: { retryAfterSeconds: 0 },
    },
  ])('is turned away with 429 for as long as $headers tells (VIO-62)', async ({ headers, wait }) => {
    expect(await dial(refusal(429, headers))).toEqual({ kind: 'turned_away', ...wait });
    expect(retell.requests).toHaveLength(1);
  });

  it('is turned away where nobody took the connection', async () => {
    const gone = await startScriptedServer();
    await gone.close();
    const away = createRetellTelephonies({ baseUrl: gone.origin, timeoutMs: 10_000, dialTimeoutMs: 10_000 });
    expect(await away.open(KEY).placeCall(PERMIT, REQUEST, CALM)).toEqual({ kind: 'turned_away' });
  });

  it('is turned away where whoever asked had left before', async () => {
    const left = { signal: AbortSignal.abort() };
    expect(await workspace.placeCall(PERMIT, REQUEST, left)).toEqual({ kind: 'turned_away' });
    expect(retell.requests).toEqual([]);
  });
});

describe('a call that may have been made', () => {
  it.each([408, 500, 502, 503, 504])('is unknown with %i, asked once (VIO-62)', async (status) => {
    expect(await dial(refusal(status, { 'retry-after': '1', 'x-should-retry': 'true' }))).toEqual({
      kind: 'unknown',
      status,
    });
    expect(retell.requests).toHaveLength(1);
  });

  it.each([
    ['text', { status: 201, text: 'taken' }],
    ['broken JSON', { status: 201, text: '{"call_id":', headers: { 'content-type': 'application/json' } }],
    ['a call without an id', { status: 201, json: { ...TAKEN, call_id: '' } }],
    ['nothing', { status: 204 }],
  ])('is unknown where the answer is %s', async (_what, answer) => {
    expect(await dial(answer)).toEqual({ kind: 'unknown' });
  });

  it.each(['reset', 'cut'] as const)('is unknown where the connection is %s, asked once', async (manner) => {
    expect(await dial({ status: 201, json: TAKEN, manner })).toEqual({ kind: 'unknown' });
    expect(retell.requests).toHaveLength(1);
  });

  it.each(['hang', 'stall'] as const)(
    'is unknown at the limit where the service does %s (VIO-10)',
    async (manner) => {
      const impatient = open({ timeoutMs: 60_000, dialTimeoutMs: 60 });
      expect(await dial({ status: 201, json: TAKEN, manner }, impatient)).toEqual({ kind: 'unknown' });
      await retell.hungUp();
      expect(retell.requests).toHaveLength(1);
    },
  );

  it('is unknown where whoever asked left while it was made', async () => {
    const leaving = new AbortController();
    retell.script({ manner: 'hang' });
    const placed = workspace.placeCall(PERMIT, REQUEST, { signal: leaving.signal });
    await retell.received(1);
    leaving.abort();
    expect(await placed).toEqual({ kind: 'unknown' });
  });

  it('is unknown where it is sent elsewhere, and is not sent there', async () => {
    const elsewhere = { status: 307, headers: { location: `${retell.origin}/elsewhere` } };
    expect(await dial(elsewhere)).toEqual({ kind: 'unknown', status: 307 });
    expect(retell.requests).toHaveLength(1);
  });
});

describe('a call that is looked up by its metadata', () => {
  const find = () => workspace.findCallByMetadata('session_id', 'sess_01JD2N6ZB9', CALM);

  it('is found before it has begun, by the metadata alone (VIO-82, VIO-100)', async () => {
    retell.script({ json: { items: [TAKEN], has_more: false } });
    expect(await find()).toMatchObject({
      phase: 'waiting',
      report: {
        id: TAKEN.call_id,
        isOutbound: true,
        metadata: { session_id: 'sess_01JD2N6ZB9', attempt: '1' },
      },
    });
    expect(retell.requests[0]).toMatchObject({ method: 'POST', path: '/v3/list-calls' });
    expect(retell.requests[0]?.body).toEqual({
      filter_criteria: {
        metadata: [{ type: 'string', op: 'eq', key: 'session_id', value: 'sess_01JD2N6ZB9' }],
      },
      sort_order: 'descending',
      limit: 2,
    });
  });

  it('is never a call of other metadata, whatever the service lists', async () => {
    const other = { ...TAKEN, call_id: 'call_other', metadata: { session_id: 'sess_other' } };
    const bare = { ...TAKEN, call_id: 'call_bare', metadata: undefined };
    retell.script({ json: { items: [bare, other], has_more: true, pagination_key: 'call_other' } });
    expect(await find()).toBeUndefined();
  });

  it.each([
    [refusal(401), 'upstream_rejected'],
    [refusal(500), 'upstream_unavailable'],
    [{ json: { items: 'none' } }, 'upstream_unavailable'],
  ])('is not known to be missing where the answer is %o', async (answer, code) => {
    retell.script(answer);
    await expect(find()).rejects.toMatchObject({ code });
    expect(retell.requests).toHaveLength(1);
  });
});

describe('what a workspace tells of its set-up', () => {
  it('is an agent (VIO-65)', async () => {
    retell.script({
      json: {
        agent_id: 'agent_1',
        agent_name: 'Reminders',
        is_published: true,
        version: 3,
        webhook_url: 'https://gateway.example.com/api/webhooks/retell',
        voicemail_option: { action: { type: 'static_text', text: 'Please call us back.' } },
      },
    });
    expect(await workspace.getAgent('agent_1', CALM)).toEqual({ id: 'agent_1', isPublished: true });
    expect(retell.requests[0]).toMatchObject({ method: 'GET', path: '/get-agent/agent_1' });
  });

  it('is an agent of which only the id is known', async () => {
    retell.script({
      json: { agent_id: 'agent_1', agent_name: null, is_published: null },
    });
    expect(await workspace.getAgent('agent_1', CALM)).toEqual({ id: 'agent_1' });
  });

  it.each([404, 422])('is no agent where the service says %i (VIO-65)', async (status) => {
    retell.script(refusal(status));
    expect(await workspace.getAgent('agent_1', CALM)).toBeUndefined();
  });

  it.each([
    [refusal(401), 'upstream_rejected'],
    [refusal(503), 'upstream_unavailable'],
    [{ json: { name: 'Reminders' } }, 'upstream_unavailable'],
  ])('is unknown where the agent is answered with %o', async (answer, code) => {
    retell.script(answer);
    await expect(workspace.getAgent('agent_1', CALM)).rejects.toMatchObject({ code });
  });

  it('is how many calls go on, and how many may', async () => {
    const told = { current_concurrency: 4, concurrency_limit: 20, reserved_inbound_concurrency: 5 };
    retell.script({ json: told });
    expect(await workspace.getConcurrency(CALM)).toEqual({ current: 4, limit: 20, reservedInbound: 5 });
    retell.script({ json: { current_concurrency: 0, concurrency_limit: 20 } });
    expect(await workspace.getConcurrency(CALM)).toEqual({ current: 0, limit: 20, reservedInbound: 0 });
    expect(retell.requests[0]).toMatchObject({ method: 'GET', path: '/get-concurrency' });
  });

  it('is unknown where no limit is told', async () => {
    retell.script({ json: { current_concurrency: 4 } });
    await expect(workspace.getConcurrency(CALM)).rejects.toMatchObject({ code: 'upstream_unavailable' });
  });

  it('is a key that is taken, or not', async () => {
    retell.script({ json: { api_key_name: null, org_name: 'Example' } }, refusal(401));
    expect(await workspace.checkKey(CALM)).toBeUndefined();
    await expect(workspace.checkKey(CALM)).rejects.toMatchObject({ code: 'upstream_rejected' });
    expect(retell.requests[0]).toMatchObject({ method: 'GET', path: '/get-api-key-info' });
  });
});
