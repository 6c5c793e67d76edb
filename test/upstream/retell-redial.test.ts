import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { grantDialPermit } from '../../src/domain/reminders/dial-permit.ts';
import { createRetellTelephonies } from '../../src/upstream/retell.ts';
import type { Telephony } from '../../src/upstream/telephony.ts';
import { answerCalls } from '../simulators/retell-api/answer-calls.ts';
import type { LosingFault } from '../simulators/retell-api/api-fault.ts';
import { createRetellApiSimulator } from '../simulators/retell-api/retell-api-simulator.ts';
import type { RetellApiSimulator } from '../simulators/retell-api/retell-api-simulator.ts';

const KEY = 'key_example_0123456789';
const CALM = { signal: new AbortController().signal };
const NOW = new Date('2026-11-20T12:30:00Z');

let retell: RetellApiSimulator;
let workspace: Telephony;
beforeEach(async () => {
  retell = await createRetellApiSimulator({ apiKeys: [KEY], now: () => NOW });
  workspace = open(KEY);
});
afterEach(() => retell.close());

function open(key: string): Telephony {
  const policy = { baseUrl: retell.url, timeoutMs: 10_000, dialTimeoutMs: 100 };
  return createRetellTelephonies(policy).open(key);
}

function place(sessionId: string, from = workspace) {
  const request = {
    fromNumber: '+14155550142',
    toNumber: '+14155550173',
    agentId: 'agent_reminders',
    variables: { customer_name: 'Luis' },
    metadata: { session_id: sessionId },
  };
  return from.placeCall(grantDialPermit(sessionId), request, CALM);
}

const find = (sessionId: string, from = workspace) => from.findCallByMetadata('session_id', sessionId, CALM);

describe('a call whose answer was lost', () => {
  it.each([
    { fault: { kind: 'lost' }, placed: { kind: 'unknown' } },
    { fault: { kind: 'lost_hang' }, placed: { kind: 'unknown' } },
    { fault: { kind: 'lost_garbage' }, placed: { kind: 'unknown' } },
    { fault: { kind: 'lost_status', status: 503 }, placed: { kind: 'unknown', status: 503 } },
  ] satisfies { fault: LosingFault; placed: object }[])(
    'with $fault.kind was made once, and is found before it has begun (VIO-62, VIO-100)',
    async ({ fault, placed }) => {
      retell.fail({ fault, path: '/v2/create-phone-call' });
      expect(await place('sess_1')).toEqual(placed);
      expect(retell.dials()).toHaveLength(1);
      expect(await find('sess_1')).toMatchObject({
        phase: 'waiting',
        report: { id: retell.dials()[0]?.callId, metadata: { session_id: 'sess_1' } },
      });
      expect(await find('sess_2')).toBeUndefined();
    },
  );

  it('is not found before the service lists it', async () => {
    retell.hideNewCalls(1);
    const placed = await place('sess_1');
    expect(await find('sess_1')).toBeUndefined();
    expect(await find('sess_1')).toMatchObject({
      report: { id: placed.kind === 'placed' ? placed.callId : '' },
    });
  });

  it('is found with what became of it where no event came (VIO-100)', async () => {
    const answerer = answerCalls(retell, {
      now: () => NOW,
      script: () => ({ kind: 'busy' }),
      post: () => Promise.reject(new Error('nobody is there')),
    });
    await place('sess_1');
    await expect(answerer.playOut()).rejects.toThrow('nobody is there');
    expect(await find('sess_1')).toMatchObject({
      phase: 'over',
      report: { disconnectionReason: 'dial_busy', isOutbound: true },
    });
  });

  it('is no call of another workspace', async () => {
    retell.addKey('key_of_other');
    await place('sess_1');
    expect(await find('sess_1', open('key_of_other'))).toBeUndefined();
    expect(await place('sess_2', open('key_of_nobody'))).toEqual({ kind: 'refused', status: 401 });
  });
});
