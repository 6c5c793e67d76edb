import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { TenantDoor } from '../domain/tenant.ts';
import type { Deps } from '../operations/context.ts';
import { verifyRetell } from './verify-retell.ts';

/** An hour's call with word timings twice is about 1 MB; Retell routes take far more than that. */
const MOST_RETELL_BYTES = 8 * 1024 * 1024;
/** What is spent at most on a body that nobody may have signed: it is hashed once for each key. */
const MOST_HASHED_BYTES = 16 * 1024 * 1024;
/** Keys tried on a large body, and on a small one. */
const MOST_KEYS = { large: 8, small: 500 } as const;

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
  const keys = SIGNATURE.test(header ?? '') ? keysToTry(deps, rawBody) : [];
  const key = await verifyRetell(rawBody, header, keys, deps.machine.epochMs());
  if (key !== undefined) return { kind: 'signed', rawBody, key };
  deps.metrics.rejectedRequests.inc({ door: 'retell' });
  deps.log.warn(
    { door: 'retell', signed: header !== undefined },
    'request without a valid signature turned away',
  );
  return { kind: 'rejected', response: c.body(null, 401) };
}

/** `v=<epoch ms>,d=<hex>`; anything else is turned away before a key is looked for. */
const SIGNATURE = /^v=\d{1,16},d=[0-9a-f]{64}$/i;
const NAME = /"(?:agent_id|to_number|from_number)"\s*:\s*"([^"\\]{1,200})"/g;
const MOST_NAMES = 200;

/**
 * The keys a request may be signed with. One that speaks of an agent or a number of ours can only be signed with a key
 * of its tenant or the shared one; one that names nobody with any. Nothing of the body is believed here.
 */
function keysToTry(deps: Deps, rawBody: string): string[] {
  const { directory } = deps;
  const all = directory.retellKeys();
  const doors = directory.allDoors();
  const names = new Set(namesIn(rawBody));
  const named = new Set(doors.filter((door) => isNamed(door, names)).map(({ id }) => id));
  const own = new Set(doors.flatMap((door) => door.retellKeys));
  const mayProve = (key: string) =>
    !own.has(key) || directory.tenantsOfKey(key).some((tenantId) => named.has(tenantId));
  const keys = named.size === 0 ? all : all.filter(mayProve);
  const affordable = Math.floor(MOST_HASHED_BYTES / Math.max(1, rawBody.length));
  return keys.slice(0, Math.min(MOST_KEYS.small, Math.max(MOST_KEYS.large, affordable)));
}

function namesIn(rawBody: string): string[] {
  const names: string[] = [];
  for (const [, name = ''] of rawBody.matchAll(NAME)) {
    if (names.push(name) === MOST_NAMES) break;
  }
  return names;
}

function isNamed(door: TenantDoor, names: ReadonlySet<string>): boolean {
  return (
    door.agents.some(({ id }) => names.has(id)) || door.phoneNumbers.some(({ number }) => names.has(number))
  );
}
