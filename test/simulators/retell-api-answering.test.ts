import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Retell } from 'retell-sdk';
import { asObject } from './retell/json-object.ts';
import type { JsonObject } from './retell/json-object.ts';
import { answerCalls, postTo } from './retell-api/answer-calls.ts';
import type { AnswerOptions, CallAnswerer } from './retell-api/answer-calls.ts';
import type { DialScript } from './retell-api/dial-script.ts';
import { createRetellApiSimulator } from './retell-api/retell-api-simulator.ts';
import type { RetellApiSimulator } from './retell-api/retell-api-simulator.ts';
import { startScriptedGateway } from './scripted-gateway.ts';
import type { ScriptedGateway } from './scripted-gateway.ts';

const KEY = 'key_example_0123456789';
const NOW = new Date('2026-11-20T12:30:00Z');
const VOICEMAIL = 'Please call us back.';
const NEVER_SAID = ['start_timestamp', 'end_timestamp', 'duration_ms', 'transcript', 'recording_url'];

let retell: RetellApiSimulator;
let gateway: ScriptedGateway;
beforeEach(async () => {
  retell = await createRetellApiSimulator({ apiKeys: [KEY], now: () => NOW });
  gateway = await startScriptedGateway({ answers: [{ success: true, code: '4711' }, { success: true }] });
});
afterEach(async () => {
  await retell.close();
  await gateway.close();
});

function answering(script: DialScript, change: Partial<AnswerOptions> = {}): CallAnswerer {
  return answerCalls(retell, { post: postTo(gateway.url), now: () => NOW, script: () => script, ...change });
}

async function dial(sessionId = 'sess_1', agent: JsonObject = {}): Promise<string> {
  const response = await fetch(`${retell.url}/v2/create-phone-call`, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}` },
    body: JSON.stringify({
      from_number: '+14155550142',
      to_number: '+14155550173',
      override_agent_id: 'agent_reminders',
      metadata: { session_id: sessionId },
      retell_llm_dynamic_variables: { customer_name: 'Luis' },
      agent_override: {
        agent: { voicemail_option: { action: { type: 'static_text', text: VOICEMAIL } }, ...agent },
      },
    }),
  });
  return String(asObject(await response.json())['call_id']);
}

/** What came to the gateway: events by their name, functions by theirs. */
function told(): { what: unknown; call: JsonObject }[] {
  return gateway.requests.map(({ body }) => ({
    what: body['event'] ?? body['name'],
    call: asObject(body['call']),
  }));
}

function toldOf(what: string): JsonObject {
  return told().find((one) => one.what === what)?.call ?? {};
}

describe('a dialled call', () => {
  it('waits until it is played', async () => {
    const answerer = answering({ kind: 'no_answer' });
    await dial();
    expect(answerer.waiting()).toHaveLength(1);
    expect(told()).toEqual([]);
    expect(await answerer.playOut()).toHaveLength(1);
    expect(answerer.waiting()).toEqual([]);
    expect(await answerer.playOut()).toEqual([]);
  });

  it.each([
    ['no_answer', 'dial_no_answer'],
    ['busy', 'dial_busy'],
    ['declined', 'user_declined'],
    ['invalid', 'invalid_destination'],
  ] as const)(
    'that ends with %s has no start, no times and no conversation (VIO-81)',
    async (kind, reason) => {
      const answerer = answering({ kind });
      const callId = await dial();
      await answerer.playOut();
      expect(told().map(({ what }) => what)).toEqual(['call_ended', 'call_analyzed']);
      for (const { call } of told()) {
        expect(call).toMatchObject({
          call_id: callId,
          call_status: 'not_connected',
          disconnection_reason: reason,
          metadata: { session_id: 'sess_1' },
        });
        for (const field of NEVER_SAID) expect(call).not.toHaveProperty(field);
      }
      expect(toldOf('call_ended')).not.toHaveProperty('call_analysis');
      expect(toldOf('call_analyzed')['call_analysis']).not.toHaveProperty('custom_analysis_data');
    },
  );

  it('that reaches a machine leaves the text that it was made with (VIO-93)', async () => {
    const answerer = answering({ kind: 'voicemail' });
    await dial();
    await answerer.playOut();
    expect(told().map(({ what }) => what)).toEqual(['call_started', 'call_ended', 'call_analyzed']);
    expect(toldOf('call_analyzed')).toMatchObject({
      call_status: 'ended',
      disconnection_reason: 'voicemail_reached',
      start_timestamp: NOW.getTime(),
      end_timestamp: NOW.getTime() + 17_240,
      duration_ms: 17_240,
      call_analysis: { in_voicemail: true, call_successful: false },
    });
    expect(toldOf('call_ended')['transcript']).toContain(`Agent: ${VOICEMAIL}`);
  });

  it('that is answered asks the functions in between, each with what was said before (VIO-82)', async () => {
    const answerer = answering({
      kind: 'answered',
      durationMs: 67_000,
      sentiment: 'Positive',
      analysis: { call_result: 'confirmed' },
      functions: [
        { name: 'find_appointment', args: {} },
        { name: 'confirm_appointment', args: ([first]) => ({ code: first?.['code'] }) },
      ],
    });
    const callId = await dial();
    const [played] = await answerer.playOut();
    expect(played?.dial.callId).toBe(callId);
    expect(played?.steps.map(({ what, status }) => `${what} ${status}`)).toEqual([
      'call_started 204',
      'find_appointment 200',
      'confirm_appointment 200',
      'call_ended 204',
      'call_analyzed 204',
    ]);
    expect(gateway.requests[2]?.body['args']).toEqual({ code: '4711' });
    expect(toldOf('call_started')).not.toHaveProperty('transcript');
    expect(toldOf('confirm_appointment')).toMatchObject({
      call_status: 'ongoing',
      direction: 'outbound',
      from_number: '+14155550142',
      to_number: '+14155550173',
      metadata: { session_id: 'sess_1' },
      retell_llm_dynamic_variables: { customer_name: 'Luis' },
    });
    const entries: unknown = toldOf('confirm_appointment')['transcript_with_tool_calls'];
    expect(entries).toMatchObject([
      { role: 'agent' },
      { role: 'user' },
      { role: 'tool_call_invocation', name: 'find_appointment' },
      { role: 'tool_call_result', successful: true },
      { role: 'tool_call_invocation', name: 'confirm_appointment', arguments: '{"code":"4711"}' },
    ]);
    expect(toldOf('call_analyzed')).toMatchObject({
      call_status: 'ended',
      disconnection_reason: 'agent_hangup',
      duration_ms: 67_000,
      call_analysis: {
        user_sentiment: 'Positive',
        call_successful: true,
        custom_analysis_data: { call_result: 'confirmed' },
      },
    });
  });

  it('is told of with signatures that are right', async () => {
    const answerer = answering({ kind: 'answered', functions: [{ name: 'find_appointment', args: {} }] });
    await dial();
    await answerer.playOut();
    for (const { rawBody, signature, path } of gateway.requests) {
      expect(await Retell.verify(rawBody, KEY, signature)).toBe(true);
      expect(path).toMatch(/^\/api\/webhooks\/retell(\/function)?$/);
    }
  });

  it.each([
    ['marked_as_spam', 'not_connected', false],
    ['telephony_provider_unavailable', 'not_connected', false],
    ['concurrency_limit_reached', 'error', false],
    ['error_asr', 'error', false],
    ['user_hangup', 'ended', true],
    ['ivr_reached', 'ended', true],
    ['something_new', 'ended', true],
  ])('can end with %s, which is %s', async (reason, status, picksUp) => {
    const answerer = answering({ kind: 'reason', reason });
    await dial();
    await answerer.playOut();
    expect(toldOf('call_ended')).toMatchObject({ disconnection_reason: reason, call_status: status });
    expect(told().some(({ what }) => what === 'call_started')).toBe(picksUp);
  });

  it('keeps no conversation where its storage says so', async () => {
    const answerer = answering({ kind: 'answered' });
    await dial('sess_1', { data_storage_setting: 'basic_attributes_only' });
    await answerer.playOut();
    expect(toldOf('call_analyzed')).toHaveProperty('call_analysis');
    expect(toldOf('call_analyzed')).not.toHaveProperty('transcript');
    expect(toldOf('call_analyzed')).not.toHaveProperty('recording_url');
  });

  it('is there to be fetched where its events never came (VIO-100)', async () => {
    const answerer = answering({ kind: 'busy', untold: ['call_ended', 'call_analyzed'] });
    const callId = await dial();
    await answerer.playOut();
    expect(told()).toEqual([]);
    expect(retell.findCall(KEY, callId)).toMatchObject({
      disconnection_reason: 'dial_busy',
      call_analysis: { call_successful: false },
    });
  });

  it('can be played as soon as it is made, so many at once', async () => {
    let open = 0;
    let most = 0;
    const post: AnswerOptions['post'] = async (key, path, payload) => {
      open += 1;
      most = Math.max(most, open);
      const answer = await postTo(gateway.url)(key, path, payload);
      open -= 1;
      return answer;
    };
    const answerer = answering({ kind: 'no_answer' }, { post, atOnce: 3 });
    await Promise.all(Array.from({ length: 20 }, (_, n) => dial(`sess_${n}`)));
    await vi.waitFor(() => expect(told()).toHaveLength(40));
    expect(await answerer.playOut()).toHaveLength(20);
    expect(most).toBeLessThanOrEqual(3);
  });

  it('that nobody has a script for is told to whoever plays it, behind all others', async () => {
    const answerer = answering(
      { kind: 'no_answer' },
      {
        script: ({ metadata }) => {
          if (metadata['session_id'] === 'sess_1') throw new Error('no script');
          return { kind: 'no_answer' };
        },
      },
    );
    await dial('sess_1');
    await dial('sess_2');
    await expect(answerer.playOut()).rejects.toThrow('no script');
    expect(told()).toHaveLength(2);
  });
});
