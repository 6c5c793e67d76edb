import { APIConnectionError, APIError } from 'retell-sdk';
import { Fault } from '../platform/fault.ts';

/** One question within its time. What it throws becomes a `Fault`. */
export async function ask(
  timeoutMs: number,
  signal: AbortSignal,
  send: (limit: AbortSignal) => Promise<unknown>,
): Promise<unknown> {
  try {
    return await withinTime(timeoutMs, signal, send);
  } catch (error) {
    throw judge(error);
  }
}

/** The same, with `undefined` for what the workspace does not have. */
export function askForOne(
  timeoutMs: number,
  signal: AbortSignal,
  send: (limit: AbortSignal) => Promise<unknown>,
): Promise<unknown> {
  return ask(timeoutMs, signal, (limit) =>
    send(limit).catch((error: unknown) => {
      if (isMissing(error)) return undefined;
      throw error;
    }),
  );
}

/** One request up to the last byte of its answer; the client's own limit ends with the first. */
export async function withinTime<T>(
  timeoutMs: number,
  signal: AbortSignal,
  send: (limit: AbortSignal) => Promise<T>,
): Promise<T> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), timeoutMs);
  try {
    return await send(AbortSignal.any([signal, late.signal]));
  } finally {
    clearTimeout(timer);
  }
}

export function unusable(): Fault {
  return new Fault('upstream_unavailable', 'telephony answered what cannot be understood');
}

/** The service's own texts are left behind: they may quote what was sent. */
function judge(error: unknown): Fault {
  const status: unknown = error instanceof APIError ? error.status : undefined;
  if (typeof status !== 'number') {
    return new Fault('upstream_unavailable', `telephony did not answer: ${wordFor(error)}`);
  }
  if (status === 429) return new Fault('upstream_unsent', 'telephony turned the request away: rate limit');
  if (status >= 500 || status === 408) {
    return new Fault('upstream_unavailable', `telephony failed with ${status}`);
  }
  return new Fault('upstream_rejected', `telephony refused with ${status}`);
}

/** Of a reference it does not have the service says 422; the id is all that was sent. */
function isMissing(error: unknown): boolean {
  return error instanceof APIError && (error.status === 404 || error.status === 422);
}

function wordFor(error: unknown): string {
  return error instanceof APIConnectionError ? 'network' : 'aborted or unreadable';
}
