import { asObject } from '../../test/simulators/retell/json-object.ts';
import type { JsonObject } from '../../test/simulators/retell/json-object.ts';
import type { PostedAnswer } from '../../test/simulators/retell/post-signed.ts';
import { FUNCTION_PATH, functionCall } from '../function-call.ts';
import type { StormTenant } from './storm-tenant.ts';

/** Posts to one gateway, signed. */
export type Door = (path: string, payload: JsonObject) => Promise<PostedAnswer>;

/** One answer as the caller's agent got it. */
export interface Heard {
  function: string;
  kind: 'done' | 'refused' | 'pending' | 'failed' | 'no_answer';
  status: number;
  ms: number;
  message: string;
  answer: JsonObject;
}

/** The same words said twice, and what came back each time. */
export interface RepeatedAnswer {
  callId: string;
  /** Whether the first was answered before the repeat was sent. */
  how: 'at_once' | 'afterwards';
  first: Heard;
  second: Heard;
}

export interface PhoneLine {
  tenant: Pick<StormTenant, 'number' | 'agent' | 'calcomKey'>;
  doors: [Door, ...Door[]];
  /** Every answer, in the order they came. */
  heard: Omit<Heard, 'answer'>[];
  repeated: RepeatedAnswer[];
  /** HTTP statuses of event posts that were not taken. */
  eventsRefused: number[];
}

export interface AskOptions {
  /** Which gateway; each question goes to the next one otherwise. */
  door?: number;
  /** Retell's id of the invocation; a new one otherwise. */
  invocation?: string;
}

/** One phone call through the gateways. */
export interface PhoneCall {
  id: string;
  /** What was asked and heard so far, for people. */
  trail: string[];
  ask(name: string, args: JsonObject, options?: AskOptions): Promise<Heard>;
  tell(event: 'call_started' | 'call_ended' | 'call_analyzed'): Promise<void>;
}

export function openLine(tenant: PhoneLine['tenant'], doors: [Door, ...Door[]]): PhoneLine {
  return { tenant, doors, heard: [], repeated: [], eventsRefused: [] };
}

export function openCall(line: PhoneLine, caller: { id: string; from: string; startMs: number }): PhoneCall {
  const { tenant, doors } = line;
  // Calls begin at either gateway.
  let turn = caller.id.charCodeAt(caller.id.length - 1);
  let invocations = 0;
  const doorAt = (place: number): Door => doors[place % doors.length] ?? doors[0];
  const facts = {
    call_id: caller.id,
    call_type: 'phone_call',
    agent_id: tenant.agent,
    agent_version: 1,
    direction: 'inbound',
    from_number: caller.from,
    to_number: tenant.number,
    start_timestamp: caller.startMs,
  };
  const trail: string[] = [];
  return {
    id: caller.id,
    trail,
    async ask(name, args, options = {}) {
      turn += 1;
      invocations += 1;
      const toolCallId = options.invocation ?? `tool_${caller.id}_${invocations}`;
      const posted = await doorAt(options.door ?? turn)(
        FUNCTION_PATH,
        functionCall({ ...facts, call_status: 'ongoing' }, name, args, toolCallId),
      );
      const heard = hear(name, posted);
      const { answer: _answer, ...kept } = heard;
      line.heard.push(kept);
      const why = textIn(heard.answer, 'reason');
      trail.push([name, heard.kind, why].join(' ').trim());
      return heard;
    },
    async tell(event) {
      turn += 1;
      const over = event === 'call_started' ? {} : { end_timestamp: caller.startMs + 60_000 };
      const status = event === 'call_started' ? 'ongoing' : 'ended';
      const { status: taken } = await doorAt(turn)('/api/webhooks/retell', {
        event,
        call: { ...facts, ...over, call_status: status, disconnection_reason: 'user_hangup' },
      });
      if (taken !== 204) line.eventsRefused.push(taken);
    },
  };
}

function hear(name: string, posted: PostedAnswer): Heard {
  const answer = asObject(posted.answer);
  const { status, ms } = posted;
  return {
    function: name,
    kind: kindOf(posted, answer),
    status,
    ms,
    message: textIn(answer, 'message'),
    answer,
  };
}

function kindOf(posted: PostedAnswer, answer: JsonObject): Heard['kind'] {
  if (posted.status === 0) return 'no_answer';
  if (answer['success'] === true) return 'done';
  if (answer['pending'] === true) return 'pending';
  return answer['reason'] === 'unavailable' || answer['reason'] === undefined ? 'failed' : 'refused';
}

/** A text field of an answer; empty where it has none of that name. */
export function textIn(answer: JsonObject, field: string): string {
  const value = answer[field];
  return typeof value === 'string' ? value : '';
}
