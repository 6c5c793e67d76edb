import type { JsonObject } from './retell/json-object.ts';
import { isUtterance } from './retell/call-so-far.ts';
import type { RecordedCall, TranscriptEntry } from './retell/recorded-call.ts';
import { spokenWords } from './retell/spoken-words.ts';

/** A turn of a made-up recording: what somebody says, or a function with what it once answered. */
export type Turn =
  | { agent: string }
  | { user: string }
  | { call: string; with?: JsonObject; answered: JsonObject };

/** A recording of these turns, five seconds each. */
export function makeRecordedCall(turns: Turn[], over: Partial<RecordedCall> = {}): RecordedCall {
  const entries = turns.flatMap((turn, place) => entriesOf(turn, place));
  const spoken = entries.filter(isUtterance);
  return {
    call_type: 'phone_call',
    direction: 'inbound',
    call_id: 'call_0a1b2c3d4e5f60718293a4b5c6d',
    agent_id: 'agent_0a1b2c3d4e5f60718293a4b5c6',
    agent_version: 3,
    from_number: '+491710000021',
    to_number: '+4930123456',
    call_status: 'ended',
    start_timestamp: 1795442400000,
    end_timestamp: 1795442430000,
    duration_ms: 30000,
    disconnection_reason: 'user_hangup',
    transcript: spoken.map(({ content }) => content).join('\n'),
    transcript_object: spoken,
    transcript_with_tool_calls: entries,
    latency: { e2e: { values: [900, 1000, 1100] } },
    call_cost: { combined_cost: 4.5 },
    call_analysis: { call_summary: 'An invented call.', call_successful: true },
    ...over,
  };
}

function entriesOf(turn: Turn, place: number): TranscriptEntry[] {
  if ('call' in turn) {
    const id = `tool_call_${place}`;
    return [
      {
        role: 'tool_call_invocation',
        tool_call_id: id,
        name: turn.call,
        arguments: JSON.stringify(turn.with ?? {}),
      },
      {
        role: 'tool_call_result',
        tool_call_id: id,
        successful: true,
        content: JSON.stringify(turn.answered),
      },
    ];
  }
  const content = 'agent' in turn ? turn.agent : turn.user;
  const words = spokenWords(content, place * 5, place * 5 + 4);
  return [{ role: 'agent' in turn ? 'agent' : 'user', content, words }];
}
