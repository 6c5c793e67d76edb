import { afterEach, describe, expect, it } from 'vitest';
import { symmetric } from 'retell-sdk/lib/webhook_auth';
import { makeRecordedCall } from './recorded-call-maker.ts';
import type { Turn } from './recorded-call-maker.ts';
import { asObject } from './retell/json-object.ts';
import type { JsonObject } from './retell/json-object.ts';
import { unexpectedAnswers, wireProblems } from './retell/judge-steps.ts';
import { createLiveValues } from './retell/live-values.ts';
import { playCall } from './retell/play-call.ts';
import type { PlayCallOptions } from './retell/play-call.ts';
import { startScriptedGateway } from './scripted-gateway.ts';
import type { ScriptedGateway, TakenRequest } from './scripted-gateway.ts';

const KEY = 'key_example_0123456789abcdef';
const OFFERED = { success: true, message: 'Montag um 9 Uhr, passt das?', booking_id: 'bkg_recorded' };
const BOOKED = {
  success: true,
  message: 'Gebucht, Ihr Code ist 1 2 3 4, 5 6 7 8.',
  booking_code: '12345678',
};
const BOOKING: Turn[] = [
  { user: 'Montag um neun, bitte.' },
  { call: 'start_booking', with: { date: 'Montag', time: 'neun' }, answered: OFFERED },
  { agent: 'Montag um 9 Uhr, passt das?' },
  { user: 'Ja.' },
  { call: 'confirm_booking', with: { booking_id: 'bkg_recorded', confirmed: true }, answered: BOOKED },
  { agent: 'Einen Moment. Gebucht, Ihr Code ist 1 2 3 4, 5 6 7 8. Danke!' },
  { user: 'Also 12345678, danke.' },
];

const open: ScriptedGateway[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((gateway) => gateway.close()));
});

async function play(
  script: Parameters<typeof startScriptedGateway>[0],
  turns: Turn[],
  over: Partial<PlayCallOptions> = {},
) {
  const gateway = await startScriptedGateway(script);
  open.push(gateway);
  const call = over.call ?? makeRecordedCall(turns);
  const played = await playCall({ gatewayUrl: gateway.url, apiKey: KEY, ...over, call });
  return { ...played, requests: gateway.requests };
}

function eventOf({ body }: TakenRequest): unknown {
  return body['event'] ?? body['name'];
}

function callOf(request: TakenRequest | undefined): JsonObject {
  return asObject(request?.body['call']);
}

function linesOf(call: JsonObject): unknown[] {
  const entries: unknown[] = Array.isArray(call['transcript_with_tool_calls'])
    ? call['transcript_with_tool_calls']
    : [];
  return entries.map((entry) => {
    const { role, content, name } = asObject(entry);
    return [role, role === 'tool_call_invocation' ? name : content];
  });
}

describe('a call played as Retell would', () => {
  it('asks before it answers, tells of the start, calls the functions and tells of end and analysis', async () => {
    const { requests } = await play({ answers: [OFFERED, BOOKED] }, BOOKING);
    expect(requests.map((request) => [request.path, eventOf(request)])).toEqual([
      ['/api/webhooks/retell/inbound', 'call_inbound'],
      ['/api/webhooks/retell', 'call_started'],
      ['/api/webhooks/retell/function', 'start_booking'],
      ['/api/webhooks/retell/function', 'confirm_booking'],
      ['/api/webhooks/retell', 'call_ended'],
      ['/api/webhooks/retell', 'call_analyzed'],
    ]);
  });

  it('signs every raw body with the key at this moment', async () => {
    const { requests } = await play({ answers: [OFFERED, BOOKED] }, BOOKING);
    for (const { rawBody, signature } of requests) {
      expect(await symmetric.verify(rawBody, KEY, signature)).toBe(true);
      expect(await symmetric.verify(`${rawBody} `, KEY, signature)).toBe(false);
    }
  });

  it('posts functions to their own routes where the recording says so', async () => {
    const call = makeRecordedCall(BOOKING, { metadata: { function_route: 'by_name' } });
    const { requests } = await play({ answers: [OFFERED, BOOKED] }, [], { call });
    expect(requests.map(({ path }) => path).slice(2, 4)).toEqual([
      '/api/retell/start-booking',
      '/api/retell/confirm-booking',
    ]);
  });

  it('shows a function the conversation up to its own invocation and nothing of after the call', async () => {
    const { requests } = await play({ answers: [OFFERED, BOOKED] }, BOOKING);
    const first = callOf(requests[2]);
    expect(linesOf(first)).toEqual([
      ['user', 'Montag um neun, bitte.'],
      ['tool_call_invocation', 'start_booking'],
    ]);
    expect(first).toMatchObject({ call_status: 'ongoing', transcript: 'User: Montag um neun, bitte.\n' });
    for (const field of [
      'end_timestamp',
      'duration_ms',
      'disconnection_reason',
      'call_cost',
      'call_analysis',
    ]) {
      expect(first).not.toHaveProperty(field);
    }
    expect(linesOf(callOf(requests[3]))).toEqual([
      ['user', 'Montag um neun, bitte.'],
      ['tool_call_invocation', 'start_booking'],
      ['tool_call_result', JSON.stringify(OFFERED)],
      ['agent', 'Montag um 9 Uhr, passt das?'],
      ['user', 'Ja.'],
      ['tool_call_invocation', 'confirm_booking'],
    ]);
  });

  it('keeps the conversation out of call_started and the analysis out of call_ended', async () => {
    const { requests } = await play({ answers: [OFFERED, BOOKED] }, BOOKING);
    expect(callOf(requests[1])).not.toHaveProperty('transcript_with_tool_calls');
    expect(callOf(requests[4])).toMatchObject({ call_status: 'ended', call_cost: { combined_cost: 4.5 } });
    expect(callOf(requests[4])).not.toHaveProperty('call_analysis');
    expect(callOf(requests[5])).toMatchObject({ call_analysis: { call_successful: true } });
    expect(linesOf(callOf(requests[5]))).toHaveLength(9);
  });

  it('gives the call what the answer to call_inbound brought', async () => {
    const inbound = {
      dynamic_variables: { customer_name: 'Jana Vogel' },
      metadata: { slotline_tenant: 'x' },
    };
    const { requests } = await play({ inbound, answers: [OFFERED, BOOKED] }, BOOKING);
    expect(callOf(requests[1])).toMatchObject({
      retell_llm_dynamic_variables: { customer_name: 'Jana Vogel' },
      metadata: { slotline_tenant: 'x' },
    });
  });

  it('begins when and under the id it is told, with the recorded length', async () => {
    const startAt = new Date('2027-01-04T09:00:00Z');
    const { requests, callId } = await play({ answers: [OFFERED, BOOKED] }, BOOKING, {
      startAt,
      callId: 'call_new',
    });
    expect(callId).toBe('call_new');
    expect(callOf(requests[4])).toMatchObject({
      call_id: 'call_new',
      start_timestamp: startAt.getTime(),
      end_timestamp: startAt.getTime() + 30_000,
    });
  });
});

describe('values made at run time', () => {
  const liveOffer = { success: true, message: 'Dienstag um 8 Uhr, passt das?', booking_id: 'bkg_live' };
  const liveBooking = { success: true, message: 'Gebucht, Code 8 7 6 5, 4 3 2 1.', booking_code: '87654321' };

  it('take the place of recorded ones in arguments', async () => {
    const { steps } = await play({ answers: [liveOffer, liveBooking] }, BOOKING);
    const sent = steps.flatMap((step) => (step.kind === 'function' ? [step.arguments] : []));
    expect(sent).toEqual([
      { date: 'Montag', time: 'neun' },
      { booking_id: 'bkg_live', confirmed: true },
    ]);
  });

  it('take the place of recorded sentences and codes in what is said', async () => {
    const { steps, requests } = await play({ answers: [liveOffer, liveBooking] }, BOOKING);
    const said = steps.flatMap((step) => (step.kind === 'spoken' ? [step.content] : []));
    expect(said).toEqual([
      'Montag um neun, bitte.',
      'Dienstag um 8 Uhr, passt das?',
      'Ja.',
      'Einen Moment. Gebucht, Code 8 7 6 5, 4 3 2 1. Danke!',
      'Also 87654321, danke.',
    ]);
    expect(callOf(requests[5])['transcript']).toContain('Agent: Dienstag um 8 Uhr, passt das?\n');
  });

  it('are found wherever they stood in an answer, the newest answer first', () => {
    const values = createLiveValues();
    values.learn(
      { appointments: [{ id: 'apt_1' }, { id: 'apt_2' }] },
      { appointments: [{ id: 'a' }, { id: 'b' }] },
    );
    expect(values.inArguments({ appointment_id: 'apt_2', note: { of: 'apt_1' } })).toEqual({
      appointment_id: 'b',
      note: { of: 'a' },
    });
    values.learn({ appointment_id: 'apt_2' }, { appointment_id: 'c' });
    expect(values.inArguments({ appointment_id: 'apt_2' })).toEqual({ appointment_id: 'c' });
  });

  it('stay as recorded where the live answer has nothing in that place', () => {
    const values = createLiveValues();
    values.learn({ booking_id: 'bkg_recorded', message: 'Gern.' }, { success: false });
    expect(values.inArguments({ booking_id: 'bkg_recorded' })).toEqual({ booking_id: 'bkg_recorded' });
    expect(values.inSpeech('Gern.')).toBe('Gern.');
  });

  it('go from one call to the next, codes read out digit by digit too', () => {
    const values = createLiveValues();
    values.learn({ booking_code: '12345678' }, { booking_code: '87654321' });
    expect(values.inSpeech('Mein Code ist 1 2 3 4, 5 6 7 8.')).toBe('Mein Code ist 8 7 6 5, 4 3 2 1.');
    expect(values.inSpeech('Die Nummer 912345678 bleibt.')).toBe('Die Nummer 912345678 bleibt.');
  });
});

describe('what came back', () => {
  it('is a problem on the wire where it is not 200 with a JSON object', async () => {
    const { steps } = await play({ answers: [{ status: 500, text: '{}' }, { text: 'oops' }] }, BOOKING);
    expect(wireProblems(steps)).toEqual([
      'start_booking: status 500, JSON object',
      'confirm_booking: status 200, no JSON object',
    ]);
  });

  it('is unexpected where it is done and was refused, or refused for another reason', async () => {
    const turns: Turn[] = [
      { call: 'start_booking', answered: { success: false, reason: 'slot_taken' } },
      { call: 'start_booking', answered: { success: false, reason: 'slot_taken' } },
      { call: 'start_booking', answered: { success: true } },
    ];
    const answers = [
      { success: true },
      { success: false, reason: 'date_unclear' },
      { success: true, message: 'x' },
    ];
    const { steps } = await play({ answers }, turns);
    expect(unexpectedAnswers(steps)).toEqual([
      'start_booking: recorded refused: slot_taken, now ok',
      'start_booking: recorded refused: slot_taken, now refused: date_unclear',
    ]);
  });

  it('is told step by step, with no answer at all as status 0', async () => {
    const seen: string[] = [];
    const gone = await startScriptedGateway({});
    await gone.close();
    await playCall({
      gatewayUrl: gone.url,
      apiKey: KEY,
      call: makeRecordedCall([{ user: 'Hallo?' }]),
      onStep: (step) => seen.push(step.kind === 'event' ? `${step.event} ${step.status}` : step.kind),
    });
    expect(seen).toEqual(['call_inbound 0', 'call_started 0', 'spoken', 'call_ended 0', 'call_analyzed 0']);
  });
});
