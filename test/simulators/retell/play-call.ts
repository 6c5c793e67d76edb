import { callAtEnd, callAtStart, callSoFar, isUtterance } from './call-so-far.ts';
import { asObject, objectIn } from './json-object.ts';
import type { JsonObject } from './json-object.ts';
import { createLiveValues } from './live-values.ts';
import type { LiveValues } from './live-values.ts';
import { postSigned } from './post-signed.ts';
import type { Invocation, RecordedCall, TranscriptEntry } from './recorded-call.ts';
import { saidInstead } from './spoken-words.ts';

export interface PlayCallOptions {
  /** Origin of the gateway, such as `http://127.0.0.1:8787`. */
  gatewayUrl: string;
  /** The tenant's Retell webhook key, which signs. */
  apiKey: string;
  call: RecordedCall;
  /** When the call begins, in the gateway's business time; default as recorded. Signatures are machine time. */
  startAt?: Date;
  /** Default as recorded. Under another id a call is a new one, under the same a repeat. */
  callId?: string;
  /** Handed from call to call where a later one speaks of what an earlier one was given, such as a booking code. */
  values?: LiveValues;
  /** Told of each step as it happens. */
  onStep?: (step: PlayedStep) => void;
}

/** What happened in a call, in order. */
export type PlayedStep = SpokenStep | FunctionStep | EventStep;

export interface SpokenStep {
  kind: 'spoken';
  role: 'agent' | 'user' | 'transfer_target';
  content: string;
}

export interface FunctionStep {
  kind: 'function';
  name: string;
  toolCallId: string;
  /** As really sent. */
  arguments: JsonObject;
  answer: JsonObject;
  /** What the recording holds in place of the answer. */
  recorded: JsonObject;
  /** HTTP status; 0 where no answer came. */
  status: number;
  isObject: boolean;
  ms: number;
}

export interface EventStep {
  kind: 'event';
  event: 'call_inbound' | 'call_started' | 'call_ended' | 'call_analyzed';
  status: number;
  ms: number;
}

export interface PlayedCall {
  callId: string;
  steps: PlayedStep[];
}

/**
 * Plays a recorded call against a gateway as Retell would: asks before it answers, tells of the start, calls each
 * function with the conversation up to then, tells of the end and of the analysis. What the gateway answers takes
 * the place of what was recorded, by the rules of `LiveValues`. Where the recording's metadata has
 * `function_route: "by_name"`, each function is posted to its own route.
 */
export async function playCall(options: PlayCallOptions): Promise<PlayedCall> {
  const { gatewayUrl, apiKey, onStep } = options;
  const values = options.values ?? createLiveValues();
  const recorded = movedTo(options.call, options);
  const steps: PlayedStep[] = [];
  const note = (step: PlayedStep): void => {
    steps.push(step);
    onStep?.(step);
  };
  const tell = async (event: EventStep['event'], path: string, payload: JsonObject): Promise<JsonObject> => {
    const { status, answer, ms } = await postSigned(`${gatewayUrl}${path}`, apiKey, { event, ...payload });
    note({ kind: 'event', event, status, ms });
    return answer;
  };

  const inbound = await tell('call_inbound', '/api/webhooks/retell/inbound', {
    event_timestamp: recorded.start_timestamp,
    call_inbound: inboundOf(recorded),
  });
  const call = answered(recorded, asObject(inbound['call_inbound']));
  await tell('call_started', '/api/webhooks/retell', { call: callAtStart(call) });

  const said: TranscriptEntry[] = [];
  const live = new Map<string, { status: number; answer: JsonObject }>();
  for (const entry of call.transcript_with_tool_calls) {
    if (isUtterance(entry)) {
      const spoken = saidInstead(entry, values.inSpeech(entry.content));
      said.push(spoken);
      note({ kind: 'spoken', role: spoken.role, content: spoken.content });
    } else if (entry.role === 'tool_call_invocation') {
      const sent = values.inArguments(objectIn(entry.arguments));
      said.push({ ...entry, arguments: JSON.stringify(sent) });
      const result = resultOf(call, entry);
      const url = gatewayUrl + routeOf(call, entry.name);
      const answer = await postSigned(url, apiKey, {
        name: entry.name,
        args: sent,
        call: callSoFar(call, said),
      });
      live.set(entry.tool_call_id, answer);
      values.learn(result, answer.answer);
      note({
        kind: 'function',
        name: entry.name,
        toolCallId: entry.tool_call_id,
        arguments: sent,
        recorded: result,
        ...answer,
      });
    } else {
      const answer = live.get(entry.tool_call_id);
      said.push({
        ...entry,
        content: JSON.stringify(answer?.answer ?? {}),
        successful: answer !== undefined && answer.status >= 200 && answer.status < 300,
      });
    }
  }

  await tell('call_ended', '/api/webhooks/retell', { call: callAtEnd(call, said, false) });
  await tell('call_analyzed', '/api/webhooks/retell', { call: callAtEnd(call, said, true) });
  return { callId: call.call_id, steps };
}

/** The recording under the asked id, with its timestamps moved to the asked start. */
function movedTo(call: RecordedCall, { startAt, callId }: PlayCallOptions): RecordedCall {
  const start = startAt?.getTime() ?? call.start_timestamp;
  return {
    ...call,
    call_id: callId ?? call.call_id,
    start_timestamp: start,
    end_timestamp: start + call.end_timestamp - call.start_timestamp,
  };
}

function inboundOf(call: RecordedCall): JsonObject {
  const { call_id, agent_id, agent_version, from_number, to_number } = call;
  return { call_id, agent_id, agent_version, from_number, to_number, custom_sip_headers: {} };
}

/** The call with what the answer to `call_inbound` gave it for its way. */
function answered(call: RecordedCall, inbound: JsonObject): RecordedCall {
  const variables = Object.entries(asObject(inbound['dynamic_variables'])).map(([key, value]) => [
    key,
    String(value),
  ]);
  return {
    ...call,
    metadata: { ...call.metadata, ...asObject(inbound['metadata']) },
    retell_llm_dynamic_variables: {
      ...call.retell_llm_dynamic_variables,
      ...Object.fromEntries(variables),
    },
  };
}

function routeOf(call: RecordedCall, name: string): string {
  if (call.metadata?.['function_route'] !== 'by_name') return '/api/webhooks/retell/function';
  return `/api/retell/${name.replaceAll('_', '-')}`;
}

function resultOf(call: RecordedCall, { tool_call_id: id }: Invocation): JsonObject {
  const found = call.transcript_with_tool_calls.find(
    (entry) => entry.role === 'tool_call_result' && entry.tool_call_id === id,
  );
  return found?.role === 'tool_call_result' ? objectIn(found.content) : {};
}
