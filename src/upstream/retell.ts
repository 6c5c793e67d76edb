import { Retell } from 'retell-sdk';
import { dialRetell } from './retell-dial.ts';
import { ask, askForOne, unusable } from './retell-request.ts';
import { readAgent, readCallPage, readConcurrency, readFetchedCall } from './retell-wire.ts';
import type { Telephonies, Telephony } from './telephony.ts';

export interface RetellPolicy {
  /** Such as `https://api.retellai.com`, no trailing slash. */
  baseUrl: string;
  /** For one request, up to the last byte of its answer. */
  timeoutMs: number;
  /** The same for making a call. */
  dialTimeoutMs: number;
}

/** Most that the service gives on one page is 1,000; items carry no transcripts but whole cost tables. */
const PAGE = 200;
const OPEN_WORKSPACES = 1_000;
/** Whoever looks at an agent waits in front of a screen (VIO-65). */
const AGENT_LIMIT_MS = 10_000;

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

function openTelephony({ baseUrl, timeoutMs, dialTimeoutMs }: RetellPolicy, apiKey: string): Telephony {
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
      const body = await askForOne(timeoutMs, signal, (limit) => client.call.retrieve(id, { signal: limit }));
      if (body === undefined) return undefined;
      const call = readFetchedCall(body);
      if (call === undefined) throw unusable();
      return call;
    },

    placeCall: (_permit, request, { signal }) => dialRetell(client, request, dialTimeoutMs, signal),

    async findCallByMetadata(key, value, { signal }) {
      const body = await ask(timeoutMs, signal, (limit) =>
        client.call.list(
          {
            filter_criteria: { metadata: [{ type: 'string', op: 'eq', key, value }] },
            sort_order: 'descending',
            limit: 2,
          },
          { signal: limit },
        ),
      );
      const page = readCallPage(body);
      if (page === undefined) throw unusable();
      // A filter that was overlooked must not turn somebody else's call into this one.
      return page.calls.find(({ report }) => report.metadata?.[key] === value);
    },

    async getAgent(agentId, { signal }) {
      const body = await askForOne(Math.min(timeoutMs, AGENT_LIMIT_MS), signal, (limit) =>
        client.agent.retrieve(agentId, {}, { signal: limit }),
      );
      if (body === undefined) return undefined;
      const agent = readAgent(body);
      if (agent === undefined) throw unusable();
      return agent;
    },

    async getConcurrency({ signal }) {
      const body = await ask(timeoutMs, signal, (limit) => client.concurrency.retrieve({ signal: limit }));
      const concurrency = readConcurrency(body);
      if (concurrency === undefined) throw unusable();
      return concurrency;
    },

    async checkKey({ signal }) {
      await ask(timeoutMs, signal, (limit) => client.identity.retrieve({ signal: limit }));
    },
  };
}
