import type { JsonObject } from './json-object.ts';
import type { RecordedCall, TranscriptEntry, Utterance } from './recorded-call.ts';

/** What is not known before a call has ended (retell.md 1.3). */
const AFTER_THE_CALL = [
  'end_timestamp',
  'transfer_end_timestamp',
  'duration_ms',
  'disconnection_reason',
  'collected_dynamic_variables',
  'recording_url',
  'recording_multi_channel_url',
  'public_log_url',
  'llm_token_usage',
  'call_cost',
  'call_analysis',
];
const CONVERSATION = ['transcript', 'transcript_object', 'transcript_with_tool_calls', 'latency'];

/** The call as `call_started` shows it: who calls whom, nothing said yet. */
export function callAtStart(call: RecordedCall): JsonObject {
  return { ...without(call, [...AFTER_THE_CALL, ...CONVERSATION]), call_status: 'ongoing' };
}

/** The call in the middle of it, as a function request carries it: `said` ends with the invocation itself. */
export function callSoFar(call: RecordedCall, said: TranscriptEntry[]): JsonObject {
  const latency = latencySoFar(call, said);
  return {
    ...callAtStart(call),
    ...conversation(said),
    ...(latency === undefined ? {} : { latency }),
  };
}

/** The finished call, as `call_ended` (`withAnalysis` false) and `call_analyzed` show it. */
export function callAtEnd(call: RecordedCall, said: TranscriptEntry[], withAnalysis: boolean): JsonObject {
  return { ...(withAnalysis ? call : without(call, ['call_analysis'])), ...conversation(said) };
}

function conversation(said: TranscriptEntry[]): JsonObject {
  const spoken = said.filter(isUtterance);
  return {
    transcript: spoken
      .map(({ role, content }) => `${role === 'agent' ? 'Agent' : 'User'}: ${content}\n`)
      .join(''),
    transcript_object: spoken,
    transcript_with_tool_calls: said,
  };
}

export function isUtterance(entry: TranscriptEntry): entry is Utterance {
  return entry.role === 'agent' || entry.role === 'user' || entry.role === 'transfer_target';
}

/** One value per turn of the agent after the first word of the caller. */
function latencySoFar(call: RecordedCall, said: TranscriptEntry[]): JsonObject | undefined {
  const turns = said.filter(({ role }) => role === 'user').length;
  const values = call.latency?.e2e.values.slice(0, turns) ?? [];
  if (values.length === 0) return undefined;
  return { e2e: { values, num: values.length, min: Math.min(...values), max: Math.max(...values) } };
}

function without(call: RecordedCall, fields: string[]): JsonObject {
  return Object.fromEntries(Object.entries(call).filter(([field]) => !fields.includes(field)));
}
