import { symmetric } from 'retell-sdk/lib/webhook_auth';
import { createHmac, randomBytes } from 'node:crypto';
import type { Hono } from 'hono';
import type { TenantDefinition, TenantId } from '../../src/domain/tenant.ts';
import type { Deps } from '../../src/operations/context.ts';
import { openCtx } from '../../src/operations/open-ctx.ts';
import { takeCalendarEvent } from '../../src/operations/take-calendar-event.ts';
import type { TenantStore } from '../../src/store/tenant-store.ts';
import type { CalcomSimulator } from '../simulators/calcom/calcom-simulator.ts';

/** The number of the customer every tenant under test knows: Max Mustermann. */
export const MAX = '+491711234567';
/** A number nobody knows. */
export const STRANGER = '+491719999999';

/** One answer of a function door. */
export interface Asked {
  status: number;
  answer: Answered;
  ms: number;
}

/** The JSON object that came back; fields are read by name and compared by the test. */
export type Answered = Record<string, unknown> & { success: boolean; message: string };

export interface AskOptions {
  callId?: string;
  from?: string | null;
  toolCallId?: string;
  /** More fields of the call object, or other values for them. */
  call?: Record<string, unknown>;
}

/** A tenant with everything a test does to it. Each has one call going on unless `callId` says otherwise. */
export interface TenantUnderTest {
  id: TenantId;
  definition: TenantDefinition;
  calcom: CalcomSimulator;
  store: TenantStore;
  callId: string;
  /** A function call as Retell sends it, signed; answers the JSON object. */
  ask(name: string, args?: Record<string, unknown>, options?: AskOptions): Promise<Answered>;
  /** The same with status and time. */
  askTimed(name: string, args?: Record<string, unknown>, options?: AskOptions): Promise<Asked>;
  /** Any signed POST to a Retell door. */
  postRetell(path: string, body: unknown): Promise<Response>;
  /** A webhook as Cal.com sends it, signed with the tenant's secret. */
  postCalcom(body: unknown): Promise<Response>;
  /** Works off the webhooks that wait, as the workers would. */
  workOffWebhooks(): Promise<void>;
}

export interface TenantParts {
  deps: Deps;
  app: Hono;
  settle: () => Promise<void>;
  id: TenantId;
  definition: TenantDefinition;
  calcom: CalcomSimulator;
}

export function openTenant(parts: TenantParts): TenantUnderTest {
  const { deps, app, id, definition, calcom } = parts;
  const store = deps.openStore(id);
  const callId = `call_${randomBytes(13).toString('hex')}a`;
  const retellKey = definition.retell?.apiKey ?? '';
  let invocations = 0;

  const postRetell = async (path: string, body: unknown): Promise<Response> => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const signature = await symmetric.sign(text, retellKey, deps.machine.epochMs());
    return app.request(path, {
      method: 'POST',
      body: text,
      headers: { 'content-type': 'application/json', 'x-retell-signature': signature },
    });
  };

  const askTimed: TenantUnderTest['askTimed'] = async (name, args = {}, options = {}) => {
    invocations += 1;
    const from = options.from === undefined ? MAX : options.from;
    const body = {
      name,
      args,
      call: {
        call_id: options.callId ?? callId,
        call_type: 'phone_call',
        agent_id: definition.agents[0],
        agent_version: 3,
        direction: 'inbound',
        to_number: definition.phoneNumbers[0],
        ...(from === null ? {} : { from_number: from }),
        call_status: 'ongoing',
        start_timestamp: deps.clock.now().getTime(),
        transcript_with_tool_calls: [
          {
            role: 'tool_call_invocation',
            tool_call_id: options.toolCallId ?? `tool_${invocations}`,
            name,
            arguments: JSON.stringify(args),
          },
        ],
        ...options.call,
      },
    };
    const startedMs = deps.machine.elapsedMs();
    const response = await postRetell('/api/webhooks/retell/function', body);
    const answer = readAnswer(await response.json());
    return { status: response.status, answer, ms: deps.machine.elapsedMs() - startedMs };
  };

  return {
    id,
    definition,
    calcom,
    store,
    callId,
    askTimed,
    ask: async (name, args, options) => (await askTimed(name, args, options)).answer,
    postRetell,
    postCalcom: async (body) => {
      const text = JSON.stringify(body);
      const secret = definition.calcom?.webhookSecret ?? '';
      return app.request(`/api/webhooks/calcom/${definition.slug}`, {
        method: 'POST',
        body: text,
        headers: {
          'content-type': 'application/json',
          'x-cal-signature-256': createHmac('sha256', secret).update(text).digest('hex'),
        },
      });
    },
    workOffWebhooks: async () => {
      const ctx = await openCtx(deps, id, new AbortController().signal, 'calendar');
      for (const entry of await store.inbox.listWaiting()) await takeCalendarEvent(ctx, entry.id);
    },
  };
}

function readAnswer(json: unknown): Answered {
  if (typeof json !== 'object' || json === null) throw new Error('a function did not answer a JSON object');
  const { success, message } = { success: undefined, message: undefined, ...json };
  if (typeof success !== 'boolean' || typeof message !== 'string') {
    throw new Error('an answer lacks success or message');
  }
  return { ...json, success, message };
}
