import { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { asObject, objectIn } from '../retell/json-object.ts';
import { losesAnswer, meetFault, takeFault } from './api-fault.ts';
import type { RetellApiFault, RetellApiRule } from './api-fault.ts';
import { failure, json } from './json-answer.ts';
import { listCalls } from './list-calls.ts';
import { placeCall } from './place-call.ts';
import { agentAnswer, concurrencyAnswer, createWorkspace, keepCall } from './workspace.ts';
import type { SimAgent, SimCall, SimConcurrency, Workspace } from './workspace.ts';

/** One request as it came in. */
export interface RetellApiRequest {
  method: string;
  path: string;
  apiKey: string | undefined;
  body: unknown;
}

/** One call that was really made, whatever became of the answer. */
export interface Dial {
  callId: string;
  apiKey: string;
  fromNumber: string;
  toNumber: string;
  agentId: string;
  metadata: Record<string, unknown>;
  variables: Record<string, string>;
  /** `agent_override.agent`. */
  override: Record<string, unknown>;
  /** Business time. */
  at: Date;
}

/** What it returns is run once the answer is out, or at once where that gets lost. */
export type DialHandler = (dial: Dial) => (() => void) | undefined;

export interface RetellApiSimulator {
  /** As the setting RETELL_BASE_URL has it. */
  url: string;
  /** Makes a workspace of this key, unless there is one. */
  addKey(apiKey: string): void;
  /** From the first one on, other agents are unknown to the workspace (422). */
  addAgent(apiKey: string, agent: SimAgent): void;
  setConcurrency(apiKey: string, concurrency: Partial<SimConcurrency>): void;
  /** Puts a call into the key's workspace; one of the same id is replaced. */
  putCall(apiKey: string, call: SimCall): void;
  findCall(apiKey: string, callId: string): SimCall | undefined;
  /** Calls made from now on stay out of lists for so many look-ups; without a number until `showCalls`. */
  hideNewCalls(lookUps?: number): void;
  showCalls(): void;
  /** Every call made since the start, in order. */
  dials(): Dial[];
  /** Told of each call as it is made. */
  onDial(handler: DialHandler): void;
  fail(rule: RetellApiRule): void;
  /** Takes every rule back. */
  heal(): void;
  requests(): RetellApiRequest[];
  /** Ends every connection, hanging ones too. */
  close(): Promise<void>;
}

export interface RetellApiOptions {
  port?: number;
  apiKeys?: string[];
  /** Business time; the machine's where nobody says. */
  now?: () => Date;
  /** Default true; a benchmark keeps none. */
  keepsRequests?: boolean;
}

type Env = {
  Bindings: HttpBindings;
  Variables: { workspace: Workspace; body: unknown; fault: RetellApiFault | undefined };
};

/** Retell's REST API on 127.0.0.1: calls and agents of workspaces, one per key. It makes calls that nobody plays. */
export async function createRetellApiSimulator(options: RetellApiOptions = {}): Promise<RetellApiSimulator> {
  const now = options.now ?? (() => new Date());
  const workspaces = new Map<string, Workspace>();
  const log: RetellApiRequest[] = [];
  const dials: Dial[] = [];
  const handlers: DialHandler[] = [];
  let rules: RetellApiRule[] = [];
  let hidesFor: number | undefined;
  const addKey = (apiKey: string): void => {
    if (!workspaces.has(apiKey)) workspaces.set(apiKey, createWorkspace(apiKey));
  };
  const workspaceOf = (apiKey: string): Workspace => {
    const workspace = workspaces.get(apiKey);
    if (workspace === undefined) throw new Error('no workspace has this key');
    return workspace;
  };
  for (const key of options.apiKeys ?? []) addKey(key);

  const app = new Hono<Env>();
  app.use('*', async (c, next) => {
    const apiKey = c.req.header('authorization')?.replace(/^Bearer /, '');
    const text = await c.req.text();
    const body = text === '' ? undefined : objectIn(text);
    if (options.keepsRequests !== false) log.push({ method: c.req.method, path: c.req.path, apiKey, body });
    const fault = takeFault(rules, c.req.path, apiKey);
    if (fault !== undefined && !losesAnswer(fault)) return meetFault(fault, c.env);
    const workspace = apiKey === undefined ? undefined : workspaces.get(apiKey);
    if (workspace === undefined) return failure(401, 'Invalid API key');
    c.set('workspace', workspace);
    c.set('body', body);
    c.set('fault', fault);
    await next();
    if (fault === undefined) return undefined;
    // What was answered must not lend its headers to what comes in its place.
    c.res = undefined;
    c.res = await meetFault(fault, c.env);
    return undefined;
  });

  app.post('/v2/create-phone-call', (c) => {
    const workspace = c.get('workspace');
    const placed = placeCall(workspace, c.get('body'));
    if ('refusal' in placed) return placed.refusal;
    const { call, request } = placed;
    keepCall(workspace, call);
    if (hidesFor !== undefined) workspace.hidden.set(call.call_id, hidesFor);
    const dial: Dial = {
      callId: call.call_id,
      apiKey: workspace.apiKey,
      fromNumber: request.from_number,
      toNumber: request.to_number,
      agentId: String(call['agent_id']),
      metadata: request.metadata ?? {},
      variables: request.retell_llm_dynamic_variables ?? {},
      override: asObject(request.agent_override?.agent),
      at: now(),
    };
    dials.push(dial);
    for (const handler of handlers) {
      const afterwards = handler(dial);
      if (afterwards === undefined) continue;
      if (c.get('fault') === undefined) c.env.outgoing.once('close', afterwards);
      else afterwards();
    }
    return json(201, call);
  });
  app.post('/v3/list-calls', (c) => listCalls(c.get('workspace'), asObject(c.get('body'))));
  app.get('/v2/get-call/:id', (c) => found(c.get('workspace').calls.get(c.req.param('id'))));
  app.get('/get-agent/:id', (c) => {
    const agent = c.get('workspace').agents.get(c.req.param('id'));
    return found(agent === undefined ? undefined : agentAnswer(agent));
  });
  app.get('/get-concurrency', (c) => json(200, concurrencyAnswer(c.get('workspace'))));
  app.get('/get-api-key-info', () => json(200, { api_key_name: 'Gateway', org_name: 'Example' }));
  app.notFound((c) => failure(404, `Cannot ${c.req.method} ${c.req.path}`));

  const server = createAdaptorServer({ fetch: app.fetch });
  if (!(server instanceof Server)) throw new Error('not a plain HTTP server');
  const port = await listen(server, options.port ?? 0);
  return {
    url: `http://127.0.0.1:${port}`,
    addKey,
    addAgent: (apiKey, agent) => void workspaceOf(apiKey).agents.set(agent.agent_id, agent),
    setConcurrency(apiKey, concurrency) {
      const workspace = workspaceOf(apiKey);
      workspace.concurrency = { ...workspace.concurrency, ...concurrency };
    },
    putCall: (apiKey, call) => keepCall(workspaceOf(apiKey), structuredClone(call)),
    findCall: (apiKey, callId) => workspaceOf(apiKey).calls.get(callId),
    hideNewCalls(lookUps = Number.POSITIVE_INFINITY) {
      hidesFor = lookUps;
    },
    showCalls() {
      hidesFor = undefined;
      for (const { hidden } of workspaces.values()) hidden.clear();
    },
    dials: () => [...dials],
    onDial: (handler) => void handlers.push(handler),
    fail(rule) {
      rules.push({ ...rule });
    },
    heal() {
      rules = [];
    },
    requests: () => structuredClone(log),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function found(body: unknown): Response {
  return body === undefined
    ? failure(404, 'Cannot find requested asset under given api key.')
    : json(200, body);
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('no port'));
      else resolve(address.port);
    });
  });
}
