import type { JsonObject } from '../retell/json-object.ts';
import type { CallEnd, DialScript } from './dial-script.ts';
import type { SimCall } from './workspace.ts';

export interface TranscriptEntry extends JsonObject {
  role: string;
}

/** The call that was picked up. */
export function startedCall(call: SimCall, at: Date): SimCall {
  return { ...call, call_status: 'ongoing', start_timestamp: at.getTime() };
}

/** The call with what was said up to now, as a function request carries it. */
export function callSoFar(call: SimCall, said: TranscriptEntry[]): SimCall {
  return { ...call, ...conversation(said) };
}

/** The call as `call_ended` shows it. One that nobody picked up has no times, and no conversation. */
export function endedCall(call: SimCall, end: CallEnd, said: TranscriptEntry[]): SimCall {
  const over = { ...call, call_status: end.status, disconnection_reason: end.reason };
  const started = call['start_timestamp'];
  if (end.durationMs === undefined || typeof started !== 'number') {
    return end.reason === 'dial_busy' ? { ...over, call_cost: costOf(0) } : over;
  }
  return {
    ...over,
    end_timestamp: started + end.durationMs,
    duration_ms: end.durationMs,
    call_cost: costOf(end.durationMs),
    ...(call['data_storage_setting'] === 'basic_attributes_only'
      ? {}
      : {
          ...conversation(said),
          recording_url: `https://recordings.example.invalid/${call.call_id}/recording.wav`,
        }),
  };
}

/** The call as `call_analyzed` shows it; custom fields are filled for conversations alone. */
export function analyzedCall(call: SimCall, script: DialScript): SimCall {
  const analysis =
    script.kind === 'answered'
      ? {
          call_summary: 'The agent reminded the customer of an appointment.',
          user_sentiment: script.sentiment ?? 'Neutral',
          call_successful: script.successful ?? true,
          in_voicemail: false,
          custom_analysis_data: script.analysis ?? {},
        }
      : {
          call_summary: 'There was no conversation.',
          user_sentiment: 'Unknown',
          call_successful: false,
          in_voicemail: script.kind === 'voicemail',
        };
  return { ...call, call_analysis: analysis };
}

export function utterance(role: 'agent' | 'user', content: string): TranscriptEntry {
  return { role, content, words: [] };
}

function conversation(said: TranscriptEntry[]): JsonObject {
  const spoken = said.filter(({ role }) => role === 'agent' || role === 'user');
  return {
    transcript: spoken
      .map(({ role, content }) => `${role === 'agent' ? 'Agent' : 'User'}: ${String(content)}\n`)
      .join(''),
    transcript_object: spoken,
    transcript_with_tool_calls: said,
  };
}

/** At 0.2 cents a second. */
function costOf(durationMs: number): JsonObject {
  const seconds = Math.round(durationMs / 1_000);
  return {
    product_costs: [],
    total_duration_seconds: seconds,
    total_duration_unit_price: seconds === 0 ? 0 : 0.2,
    combined_cost: seconds * 0.2,
  };
}
