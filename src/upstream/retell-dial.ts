import { APIConnectionError, APIError } from 'retell-sdk';
import type { Retell } from 'retell-sdk';
import type { AgentOverride } from '../domain/reminders/words/agent-override.ts';
import { neverConnected } from './never-connected.ts';
import { withinTime } from './retell-request.ts';
import { readCallId } from './retell-wire.ts';
import type { DialRequest, PlacedCall } from './telephony.ts';

const LONGEST_WAIT_SECONDS = 86_400;

/**
 * POST /v2/create-phone-call, once: the service knows no idempotency, so whoever repeats it rings twice
 * (retell.md 5.1). Never rejects.
 */
export async function dialRetell(
  client: Retell,
  request: DialRequest,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<PlacedCall> {
  if (signal.aborted) return { kind: 'turned_away' };
  try {
    const answer = await withinTime(timeoutMs, signal, (limit) =>
      client.call.createPhoneCall(dialBody(request), {
        signal: limit,
        timeout: timeoutMs,
        maxRetries: 0,
        // A redirect would be one more POST.
        fetchOptions: { redirect: 'manual' },
      }),
    );
    const callId = readCallId(answer);
    return callId === undefined ? { kind: 'unknown' } : { kind: 'placed', callId };
  } catch (error) {
    return judgeDial(error);
  }
}

function dialBody(request: DialRequest): Retell.CallCreatePhoneCallParams {
  return {
    from_number: request.fromNumber,
    to_number: request.toNumber,
    override_agent_id: request.agentId,
    retell_llm_dynamic_variables: request.variables,
    metadata: request.metadata,
    ...(request.override === undefined ? {} : { agent_override: { agent: overrideBody(request.override) } }),
  };
}

function overrideBody(override: AgentOverride): Retell.CallCreatePhoneCallParams.AgentOverride.Agent {
  return {
    max_call_duration_ms: override.maxCallMs,
    ring_duration_ms: override.ringMs,
    end_call_after_silence_ms: override.silenceMs,
    data_storage_setting: override.dataStorage,
    timezone: override.timezone,
    voicemail_option: { action: { type: 'static_text', text: override.voicemail } },
  };
}

/** Only what proves that nobody was rung counts as that; the service's own texts are left behind. */
function judgeDial(error: unknown): PlacedCall {
  if (!(error instanceof APIError)) return { kind: 'unknown' };
  if (error instanceof APIConnectionError) {
    return neverConnected(causeOf(error.cause)) ? { kind: 'turned_away' } : { kind: 'unknown' };
  }
  const status: unknown = error.status;
  if (typeof status !== 'number') return { kind: 'unknown' };
  if (status === 408 || status < 400 || status >= 500) return { kind: 'unknown', status };
  if (status !== 429) return { kind: 'refused', status };
  const wait = secondsToWait(error.headers);
  return { kind: 'turned_away', ...(wait === undefined ? {} : { retryAfterSeconds: wait }) };
}

function causeOf(error: unknown): unknown {
  return error instanceof Error && error.cause !== undefined ? error.cause : error;
}

/** `Retry-After` in whole seconds, at most a day; an instant is taken against the answer's own `Date`. */
function secondsToWait(headers: Headers | undefined): number | undefined {
  const told = headers?.get('retry-after')?.trim() ?? '';
  const seconds = told.endsWith('GMT')
    ? (Date.parse(told) - Date.parse(headers?.get('date') ?? '')) / 1_000
    : Number(/^\d+(?:\.\d+)?$/.exec(told)?.[0]);
  if (!Number.isFinite(seconds)) return undefined;
  return Math.min(Math.max(Math.ceil(seconds), 0), LONGEST_WAIT_SECONDS);
}
