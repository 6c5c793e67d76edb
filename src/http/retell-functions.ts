import { Hono } from 'hono';
import type { TenantDoor } from '../domain/tenant.ts';
import type { Deps } from '../operations/context.ts';
import { findOnlyOngoingCall } from '../operations/find-ongoing-call.ts';
import { asFault, Fault } from '../platform/fault.ts';
import { languageOf } from '../platform/language.ts';
import type { Language } from '../platform/language.ts';
import { answerFault } from '../runtime/answer.ts';
import type { Answer } from '../runtime/answer.ts';
import type { VoiceFunction } from '../runtime/define-function.ts';
import { createFunctionRunner } from '../runtime/function-runner.ts';
import type { FunctionRunner } from '../runtime/function-runner.ts';
import { parseJson } from './parse-json.ts';
import { ourNumber, readCall } from './retell-call.ts';
import { functionBodySchema, given, present, presentId } from './retell-body.ts';
import type { RetellCall } from './retell-body.ts';
import { readSigned, retellBodyLimit } from './signed-request.ts';

/** What a caller hears whose business is not known is German, the primary language (ASK-96). */
const LANGUAGE_OF_NOBODY: Language = 'de';

/** The doors of voice functions (ASK-01, ASK-03): always 200 to a signed request (ASK-39). */
export function retellFunctionRoutes(deps: Deps, functions: VoiceFunction[]): Hono {
  const app = new Hono();
  const runner = createFunctionRunner(deps);
  const byName = new Map(
    functions.flatMap((fn) => [fn.name, ...fn.aliases].map((name) => [name, fn] as const)),
  );

  app.post('/api/webhooks/retell/function', retellBodyLimit(deps), async (c) => {
    const receivedMs = deps.machine.elapsedMs();
    const signed = await readSigned(deps, c);
    if (signed.kind === 'rejected') return signed.response;
    return c.json(await answer(deps, runner, byName, { ...signed, receivedMs }));
  });

  app.post('/api/retell/:function', retellBodyLimit(deps), async (c) => {
    const receivedMs = deps.machine.elapsedMs();
    const signed = await readSigned(deps, c);
    if (signed.kind === 'rejected') return signed.response;
    const routeName = c.req.param('function');
    return c.json(await answer(deps, runner, byName, { ...signed, receivedMs, routeName }));
  });
  return app;
}

interface SignedFunctionRequest {
  rawBody: string;
  key: string;
  receivedMs: number;
  /** The function that the path names; the body must not name another one. */
  routeName?: string;
}

async function answer(
  deps: Deps,
  runner: FunctionRunner,
  byName: Map<string, VoiceFunction>,
  request: SignedFunctionRequest,
): Promise<Answer> {
  let language = LANGUAGE_OF_NOBODY;
  try {
    const asked = readRequest(request);
    const found = deps.directory.findByCall({
      key: request.key,
      ...given('ourNumber', ourNumber(asked.call)),
      ...given('agentId', present(asked.call.agent_id)),
    });
    const tenant = found.kind === 'found' ? found : onlyTenantOfKey(deps, request.key, asked, found.kind);
    language = languageOf(tenant.door.locale);
    return await runner.run({
      door: tenant.door,
      fn: functionMeant(byName, asked.names),
      rawArguments: asked.args,
      findCall: async () => {
        const id =
          asked.callId ?? (await findOnlyOngoingCall(deps, tenant.door.id, present(asked.call.agent_id)));
        if (id === undefined) throw new Fault('unreadable_request', 'the request names no call');
        return readCall(id, asked.call, tenant, deps.clock.now());
      },
      receivedMs: request.receivedMs,
      ...given('toolCallId', toolCallIdOf(asked.call, asked.names)),
    });
  } catch (error) {
    const fault = asFault(error);
    deps.log.warn({ err: fault, door: 'retell function' }, 'function request not served');
    return answerFault(fault, language).answer;
  }
}

interface Asked {
  /** What path and body call the function, in snake case; at least one. */
  names: string[];
  args: unknown;
  call: RetellCall;
  callId: string | undefined;
}

/** Reads the wrapped form, or the bare arguments where the path names the function (ASK-42, ASK-43). */
function readRequest({ rawBody, routeName }: SignedFunctionRequest): Asked {
  const body = functionBodySchema.safeParse(parseJson(rawBody));
  if (!body.success) throw new Fault('unreadable_request', 'the body is no JSON object');
  const isWrapped = routeName === undefined || isObject(body.data.call) || isObject(body.data.args);
  const names = [routeName, isWrapped ? present(body.data.name) : undefined]
    .filter((name) => name !== undefined)
    .map(snakeCase);
  const args = isWrapped ? (body.data.args ?? {}) : body.data;
  const call = body.data.call ?? {};
  return { names, args, call, callId: present(call.call_id) ?? callIdIn(args) };
}

/** The one function that path and body mean, by its name or another one it has. */
function functionMeant(byName: Map<string, VoiceFunction>, names: string[]): VoiceFunction {
  const [meant, ...others] = new Set(names.map((name) => byName.get(name)));
  if (meant === undefined) {
    throw new Fault('unknown_function', `no function is called ${names.join(' or ').slice(0, 128)}`);
  }
  if (others.length > 0) throw new Fault('unknown_function', 'path and body name different functions');
  return meant;
}

function snakeCase(name: string): string {
  return name.toLowerCase().replaceAll('-', '_');
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function callIdIn(args: unknown): string | undefined {
  return typeof args === 'object' && args !== null && 'call_id' in args ? presentId(args.call_id) : undefined;
}

/** Without number and agent the key must belong to one tenant alone, else nobody is meant. */
function onlyTenantOfKey(
  deps: Deps,
  key: string,
  asked: Asked,
  why: 'unknown' | 'conflict',
): { door: TenantDoor } {
  const isNameless = ourNumber(asked.call) === undefined && present(asked.call.agent_id) === undefined;
  const [only, ...others] = deps.directory.tenantsOfKey(key);
  const door =
    isNameless && only !== undefined && others.length === 0 ? deps.directory.door(only) : undefined;
  if (door === undefined) throw new Fault('unknown_tenant', `number and agent lead to no tenant: ${why}`);
  return { door };
}

/** The id of this very invocation: the last one of its name in the transcript so far. */
function toolCallIdOf(call: RetellCall, names: string[]): string | undefined {
  const invocation = call.transcript_with_tool_calls?.findLast(
    ({ role, name }) => role === 'tool_call_invocation' && names.includes(snakeCase(name ?? '')),
  );
  return present(invocation?.tool_call_id);
}
