import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createRetellTelephonies } from '../../src/upstream/retell.ts';
import type { Telephony } from '../../src/upstream/telephony.ts';
import { createRetellApiSimulator } from '../simulators/retell-api/retell-api-simulator.ts';
import type { RetellApiSimulator } from '../simulators/retell-api/retell-api-simulator.ts';
import type { SimCall } from '../simulators/retell-api/workspace.ts';

const KEY = 'key_example_0123456789';
const BEGAN = 1_795_100_531_402;
const CALM = { signal: new AbortController().signal };

let retell: RetellApiSimulator;
let workspace: Telephony;
beforeAll(async () => {
  retell = await createRetellApiSimulator({ apiKeys: [KEY] });
  workspace = createRetellTelephonies({ baseUrl: retell.url, timeoutMs: 300, dialTimeoutMs: 300 }).open(KEY);
  retell.putCall(KEY, whole);
});
afterEach(() => retell.heal());
afterAll(() => retell.close());

const whole: SimCall = {
  call_id: 'call_7c1f0a94d2e84b6fa3517be09d6',
  call_type: 'phone_call',
  call_status: 'ended',
  direction: 'inbound',
  from_number: '+14155550117',
  to_number: '+14155550142',
  agent_id: 'agent_4f9a1c72e80b53d6a917c2be05',
  agent_version: 7,
  start_timestamp: BEGAN,
  end_timestamp: BEGAN + 41_380,
  duration_ms: 41_380.4,
  disconnection_reason: 'agent_hangup',
  transcript: 'Agent: Hello.\n',
  call_cost: { combined_cost: 8.885, product_costs: [] },
  call_analysis: { call_successful: true, custom_analysis_data: { outcome: 'booked' } },
};

const REPORT = {
  id: whole.call_id,
  isOutbound: false,
  isWeb: false,
  agentId: 'agent_4f9a1c72e80b53d6a917c2be05',
  agentVersion: 7,
  fromNumber: '+14155550117',
  toNumber: '+14155550142',
  startedAt: new Date(BEGAN),
  endedAt: new Date(BEGAN + 41_380),
  durationMs: 41_380,
  disconnectionReason: 'agent_hangup',
  costCents: 8.885,
  callSuccessful: true,
  analysis: { call_successful: true, custom_analysis_data: { outcome: 'booked' } },
};

const listAll = () => workspace.listCalls({ startedFrom: new Date(BEGAN) }, CALM);

describe('the calls of a workspace', () => {
  it('are fetched whole, in our words and as they came (ASK-49)', async () => {
    expect(await workspace.getCall(whole.call_id, CALM)).toEqual({
      phase: 'over',
      report: { ...REPORT, transcript: 'Agent: Hello.' },
      payload: whole,
    });
  });

  it('are listed from an instant on, without transcripts (ASK-49)', async () => {
    expect(await listAll()).toEqual({ calls: [{ phase: 'over', report: REPORT }] });
    expect(await workspace.listCalls({ startedFrom: new Date(BEGAN + 1) }, CALM)).toEqual({ calls: [] });
  });

  it.each([
    ['registered', 'waiting'],
    ['ongoing', 'ongoing'],
    ['ended', 'over'],
    ['not_connected', 'over'],
    ['error', 'over'],
    [undefined, 'waiting'],
  ])('that are %s there are %s', async (call_status, phase) => {
    const { call_status: _status, ...rest } = whole;
    const call = { ...rest, call_id: 'call_odd', ...(call_status === undefined ? {} : { call_status }) };
    retell.putCall(KEY, call);
    expect(await workspace.getCall('call_odd', CALM)).toMatchObject({ phase });
    retell.putCall(KEY, { ...call, start_timestamp: 0 });
  });

  it('are read as far as they can be: only the id is needed', async () => {
    retell.putCall(KEY, { call_id: 'call_bare', start_timestamp: 'soon', call_cost: 7, call_analysis: [] });
    expect(await workspace.getCall('call_bare', CALM)).toMatchObject({
      phase: 'waiting',
      report: { id: 'call_bare', isOutbound: false, isWeb: false },
    });
  });

  it('are none where the workspace has no such call', async () => {
    expect(await workspace.getCall('call_of_nobody', CALM)).toBeUndefined();
  });
});

describe('a workspace that does not answer as it should', () => {
  it.each([
    { fault: { kind: 'status', status: 401 }, code: 'upstream_rejected' },
    { fault: { kind: 'status', status: 429 }, code: 'upstream_unsent' },
    { fault: { kind: 'status', status: 500 }, code: 'upstream_unavailable' },
    { fault: { kind: 'garbage' }, code: 'upstream_unavailable' },
    { fault: { kind: 'reset' }, code: 'upstream_unavailable' },
    { fault: { kind: 'hang' }, code: 'upstream_unavailable' },
  ] as const)('is asked once, and $fault.kind is $code without its words', async ({ fault, code }) => {
    const before = retell.requests().length;
    retell.fail({ fault });
    for (const ask of [listAll, () => workspace.getCall(whole.call_id, CALM)]) {
      const thrown: unknown = await ask().catch((error: unknown) => error);
      expect(thrown).toMatchObject({ code });
      expect(thrown).not.toHaveProperty('cause');
      expect(String(Object(thrown).message)).not.toMatch(/4917|key_/);
    }
    expect(retell.requests().length - before).toBe(2);
  });

  it('refuses a key that it does not know', async () => {
    const other = createRetellTelephonies({ baseUrl: retell.url, timeoutMs: 300, dialTimeoutMs: 300 }).open(
      'key_of_nobody',
    );
    await expect(other.getCall(whole.call_id, CALM)).rejects.toMatchObject({ code: 'upstream_rejected' });
  });

  it('is left when whoever asked does not wait any longer', async () => {
    retell.fail({ fault: { kind: 'hang' } });
    const asked = createRetellTelephonies({
      baseUrl: retell.url,
      timeoutMs: 60_000,
      dialTimeoutMs: 60_000,
    }).open(KEY);
    await expect(asked.getCall(whole.call_id, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'upstream_unavailable',
    });
  });
});
