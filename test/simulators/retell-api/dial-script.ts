import type { JsonObject } from '../retell/json-object.ts';

export type CallEvent = 'call_started' | 'call_ended' | 'call_analyzed';

/** What becomes of a dialled call. `untold`: events that never reach the gateway. */
export type DialScript = Ending & { untold?: CallEvent[] };

type Ending =
  | { kind: keyof typeof PLAIN_REASONS }
  /** Any reason of retell.md 3.6, or none of them; with a duration somebody had picked up. */
  | { kind: 'reason'; reason: string; durationMs?: number }
  | AnsweredScript;

export interface AnsweredScript {
  kind: 'answered';
  /** What the agent calls, in this order. */
  functions?: ScriptedFunction[];
  /** `custom_analysis_data`. */
  analysis?: JsonObject;
  /** Default a minute. */
  durationMs?: number;
  /** Default `Neutral`. */
  sentiment?: 'Negative' | 'Positive' | 'Neutral' | 'Unknown';
  /** Default true. */
  successful?: boolean;
  /** Default `agent_hangup`. */
  reason?: string;
}

export interface ScriptedFunction {
  name: string;
  /** Where they depend on what was answered before: made of those answers, oldest first. */
  args: JsonObject | ((answers: JsonObject[]) => JsonObject);
}

const PLAIN_REASONS = {
  no_answer: 'dial_no_answer',
  busy: 'dial_busy',
  declined: 'user_declined',
  invalid: 'invalid_destination',
  voicemail: 'voicemail_reached',
} as const;

/** How a call ends, in the fields of the call object. `durationMs` is absent where nobody picked up. */
export interface CallEnd {
  reason: string;
  status: 'ended' | 'not_connected' | 'error';
  durationMs?: number;
}

const ANSWERED_MS = 60_000;
const VOICEMAIL_MS = 17_240;

export function endOf(script: DialScript): CallEnd {
  if (script.kind === 'answered') {
    return {
      reason: script.reason ?? 'agent_hangup',
      status: 'ended',
      durationMs: script.durationMs ?? ANSWERED_MS,
    };
  }
  if (script.kind === 'voicemail') {
    return { reason: PLAIN_REASONS.voicemail, status: 'ended', durationMs: VOICEMAIL_MS };
  }
  if (script.kind !== 'reason') return { reason: PLAIN_REASONS[script.kind], status: 'not_connected' };
  const status = statusOf(script.reason);
  const durationMs = script.durationMs ?? (status === 'ended' ? ANSWERED_MS : undefined);
  return { reason: script.reason, status, ...(durationMs === undefined ? {} : { durationMs }) };
}

/** The status column of retell.md 3.6; where it has none, and for reasons that it does not know, a guess. */
function statusOf(reason: string): CallEnd['status'] {
  if (
    /^(?:dial_|telephony_provider_|user_declined|invalid_destination|marked_as_spam|sip_routing)/.test(reason)
  ) {
    return 'not_connected';
  }
  const errors = [
    'concurrency_limit_reached',
    'no_valid_payment',
    'scam_detected',
    'registered_call_timeout',
  ];
  return reason.startsWith('error_') || errors.includes(reason) ? 'error' : 'ended';
}
