import { APIConnectionError, APIError, Retell } from 'retell-sdk';
import { Fault } from '../platform/fault.ts';
import { readCallPage, readFetchedCall } from './retell-wire.ts';
import type { Telephonies, Telephony } from './telephony.ts';

export interface RetellPolicy {
  /** Such as `https://api.retellai.com`, no trailing slash. */
  baseUrl: string;
  /** For one request, up to the last byte of its answer. */
  timeoutMs: number;
}

/** Most that the service gives on one page is 1,000; items carry no transcripts but whole cost tables. */
const PAGE = 200;
const OPEN_WORKSPACES = 1_000;

/** Retell's REST API, one client per key. Nothing is retried here. */
export function createRetellTelephonies(policy: RetellPolicy): Telephonies {
  const opened = new Map<string, Telephony>();
  return {
    open(apiKey) {
      const known = opened.get(apiKey);
      if (known !== undefined) return known;
      // Keys are rotated; the clients of old ones need not be kept.
      if (opened.size >= OPEN_WORKSPACES) opened.clear();
      const made = openTelephony(policy, apiKey);
      opened.set(apiKey, made);
      return made;
    },
  };
}

function openTelephony({ baseUrl, timeoutMs }: RetellPolicy, apiKey: string): Telephony {
  // What the environment would decide is all said here.
  const client = new Retell({
    apiKey,
    baseURL: baseUrl,
    maxRetries: 0,
    timeout: timeoutMs,
    logLevel: 'off',
  });
  return {
    async listCalls({ startedFrom, after }, { signal }) {
      const body = await ask(timeoutMs, signal, (limit) =>
        client.call.list(
          {
            filter_criteria: {
              start_timestamp: { type: 'number', op: 'ge', value: startedFrom.getTime() },
            },
            sort_order: 'ascending',
            limit: PAGE,
            ...(after === undefined ? {} : { pagination_key: after }),
          },
          { signal: limit },
        ),
      );
      const page = readCallPage(body);
      if (page === undefined) throw unusable();
      return page;
    },

    async getCall(id, { signal }) {
      const body = await ask(timeoutMs, signal, (limit) =>
        client.call.retrieve(id, { signal: limit }).catch((error: unknown) => {
          if (isMissing(error)) return undefined;
          throw error;
        }),
      );
      if (body === undefined) return undefined;
      const call = readFetchedCall(body);
      if (call === undefined) throw unusable();
      return call;
    },
  };
}

/** One request within its time; the client's own limit ends with the first byte. What it throws becomes a `Fault`. */
async function ask(
  timeoutMs: number,
  signal: AbortSignal,
  send: (limit: AbortSignal) => Promise<unknown>,
): Promise<unknown> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), timeoutMs);
  try {
    return await send(AbortSignal.any([signal, late.signal]));
  } catch (error) {
    throw judge(error);
  } finally {
    clearTimeout(timer);
  }
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

function unusable(): Fault {
  return new Fault('upstream_unavailable', 'telephony answered what cannot be understood');
}
