import { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { meetsFilter, UnknownFilterError } from './call-filter.ts';

/** A call object as the service keeps it: `call_id` and whatever else was put there. */
export type SimCall = Record<string, unknown> & { call_id: string };

/** What goes wrong with one request: nothing is done, and this is the answer; `hang` never answers. */
export type RetellApiFault =
  | { kind: 'status'; status: number }
  | { kind: 'hang' }
  | { kind: 'reset' }
  | { kind: 'garbage' };

export interface RetellApiRule {
  fault: RetellApiFault;
  /** Such as `/v3/list-calls`, or the beginning of a path. Default: any. */
  path?: string;
  apiKey?: string;
  /** How many requests it hits; default: all. */
  times?: number;
  /** Lets so many matching requests through first. Default 0. */
  skip?: number;
}

/** One request as it came in. */
export interface RetellApiRequest {
  method: string;
  path: string;
  apiKey: string | undefined;
  body: unknown;
}

export interface RetellApiSimulator {
  /** As the setting RETELL_BASE_URL has it. */
  url: string;
  /** Makes a workspace of this key, unless there is one. */
  addKey(apiKey: string): void;
  /** Puts a call into the key's workspace; one of the same id is replaced. */
  putCall(apiKey: string, call: SimCall): void;
  fail(rule: RetellApiRule): void;
  /** Takes every rule back. */
  heal(): void;
  requests(): RetellApiRequest[];
  /** Ends every connection, hanging ones too. */
  close(): Promise<void>;
}

type Env = { Bindings: HttpBindings; Variables: { calls: Map<string, SimCall>; body: unknown } };

const USUAL_LIMIT = 50;
const LARGEST_LIMIT = 1_000;
const LIST_FIELDS: ReadonlySet<string> = new Set([
  'filter_criteria',
  'sort_order',
  'limit',
  'skip',
  'pagination_key',
  'include_total',
]);
/** What list items lack. */
const ONLY_IN_FULL = ['transcript', 'transcript_object', 'transcript_with_tool_calls'];

/** Retell's REST API on 127.0.0.1: the calls of workspaces, one per key. */
export async function createRetellApiSimulator(
  options: { port?: number; apiKeys?: string[] } = {},
): Promise<RetellApiSimulator> {
  const workspaces = new Map<string, Map<string, SimCall>>();
  const log: RetellApiRequest[] = [];
  let rules: RetellApiRule[] = [];
  for (const key of options.apiKeys ?? []) workspaces.set(key, new Map());

  const app = new Hono<Env>();
  app.use('*', async (c, next) => {
    const apiKey = c.req.header('authorization')?.replace(/^Bearer /, '');
    const text = await c.req.text();
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    log.push({ method: c.req.method, path: c.req.path, apiKey, body });
    const fault = takeFault(rules, c.req.path, apiKey);
    if (fault !== undefined) return meetFault(fault, c.env);
    const calls = apiKey === undefined ? undefined : workspaces.get(apiKey);
    if (calls === undefined) return failure(401, 'Invalid API key');
    c.set('calls', calls);
    c.set('body', body);
    return next();
  });
  app.post('/v3/list-calls', (c) => listCalls(c.get('calls'), fieldsOf(c.get('body'))));
  app.get('/v2/get-call/:id', (c) => {
    const call = c.get('calls').get(c.req.param('id'));
    return call === undefined
      ? failure(404, 'Cannot find requested asset under given api key.')
      : json(200, call);
  });
  app.notFound((c) => failure(404, `Cannot ${c.req.method} ${c.req.path}`));

  const server = createAdaptorServer({ fetch: app.fetch });
  if (!(server instanceof Server)) throw new Error('not a plain HTTP server');
  const port = await listen(server, options.port ?? 0);
  return {
    url: `http://127.0.0.1:${port}`,
    addKey(apiKey) {
      if (!workspaces.has(apiKey)) workspaces.set(apiKey, new Map());
    },
    putCall(apiKey, call) {
      const calls = workspaces.get(apiKey);
      if (calls === undefined) throw new Error('no workspace has this key');
      calls.set(call.call_id, structuredClone(call));
    },
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

function listCalls(calls: Map<string, SimCall>, body: Record<string, unknown>): Response {
  const unknown = Object.keys(body).find((field) => !LIST_FIELDS.has(field));
  if (unknown !== undefined) return failure(400, `request/body must NOT have additional property ${unknown}`);
  const limit = body['limit'] ?? USUAL_LIMIT;
  if (typeof limit !== 'number' || limit < 1 || limit > LARGEST_LIMIT) return failure(400, 'wrong limit');
  const direction = body['sort_order'] === 'ascending' ? 1 : -1;
  try {
    const found = [...calls.values()]
      .filter((call) => meetsFilter(fieldsOf(body['filter_criteria']), call))
      .toSorted((a, b) => direction * (startOf(a) - startOf(b)));
    const key = body['pagination_key'];
    const from = typeof key === 'string' ? found.findIndex((call) => call.call_id === key) + 1 : 0;
    const page = found.slice(from, from + limit);
    const hasMore = from + limit < found.length;
    return json(200, {
      items: page.map((call) =>
        Object.fromEntries(Object.entries(call).filter(([name]) => !ONLY_IN_FULL.includes(name))),
      ),
      has_more: hasMore,
      ...(hasMore ? { pagination_key: page.at(-1)?.call_id } : {}),
      ...(body['include_total'] === true ? { total: found.length } : {}),
    });
  } catch (error) {
    if (error instanceof UnknownFilterError) return failure(400, error.message);
    throw error;
  }
}

function startOf(call: SimCall): number {
  const started = call['start_timestamp'];
  return typeof started === 'number' ? started : 0;
}

function takeFault(
  rules: RetellApiRule[],
  path: string,
  apiKey: string | undefined,
): RetellApiFault | undefined {
  for (const rule of rules) {
    if (rule.path !== undefined && !path.startsWith(rule.path)) continue;
    if (rule.apiKey !== undefined && rule.apiKey !== apiKey) continue;
    if ((rule.skip ?? 0) > 0) {
      rule.skip = (rule.skip ?? 0) - 1;
      continue;
    }
    if (rule.times === 0) continue;
    if (rule.times !== undefined) rule.times -= 1;
    return rule.fault;
  }
  return undefined;
}

async function meetFault(fault: RetellApiFault, { outgoing }: HttpBindings): Promise<Response> {
  switch (fault.kind) {
    case 'status':
      return failure(fault.status, 'it went wrong for +4917100000099');
    case 'garbage':
      return new Response('{"items":[', { headers: { 'content-type': 'application/json' } });
    case 'hang':
      await new Promise((resolve) => outgoing.once('close', resolve));
      return alreadySent();
    case 'reset':
      outgoing.destroy();
      return alreadySent();
  }
}

/** Tells the HTTP adapter that the socket is not its business any more. */
function alreadySent(): Response {
  return new Response(null, { headers: { 'x-hono-already-sent': 'true' } });
}

function failure(status: number, message: string): Response {
  return json(status, { status: 'error', message });
}

function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
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
