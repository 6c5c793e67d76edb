import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Deps } from '../operations/context.ts';
import { verifyRetell } from './verify-retell.ts';

/** An hour's call with word timings twice is about 1 MB; Retell routes take far more than that. */
const MOST_RETELL_BYTES = 16 * 1024 * 1024;

export type Signed =
  | { kind: 'signed'; rawBody: string; key: string }
  | { kind: 'rejected'; response: Response };

export function retellBodyLimit(deps: Deps): MiddlewareHandler {
  return bodyLimit({
    maxSize: MOST_RETELL_BYTES,
    onError: (c) => {
      deps.metrics.rejectedRequests.inc({ door: 'retell' });
      return c.body(null, 413);
    },
  });
}

/** Proves a request of Retell on its raw body before anything is parsed or looked up. */
export async function readSigned(deps: Deps, c: Context): Promise<Signed> {
  const rawBody = Buffer.from(await c.req.arrayBuffer()).toString('utf8');
  const header = c.req.header('x-retell-signature');
  const key = await verifyRetell(rawBody, header, keysToTry(deps, rawBody), deps.machine.epochMs());
  if (key !== undefined) return { kind: 'signed', rawBody, key };
  deps.metrics.rejectedRequests.inc({ door: 'retell' });
  deps.log.warn(
    { door: 'retell', signed: header !== undefined },
    'request without a valid signature turned away',
  );
  return { kind: 'rejected', response: c.body(null, 401) };
}

const AGENT_ID = /"agent_id"\s*:\s*"([^"]{1,200})"/;

/**
 * Every key a request may be signed with, those of the agent it speaks of first: trying all of many tenants' keys on
 * a large body costs more than the answer has. Only an order of trying; nothing of the body is believed here.
 */
function keysToTry(deps: Deps, rawBody: string): string[] {
  const agentId = AGENT_ID.exec(rawBody)?.[1];
  const likely = deps.directory.allDoors().find((door) => door.agents.some(({ id }) => id === agentId));
  return [...new Set([...(likely?.retellKeys ?? []), ...deps.directory.retellKeys()])];
}
