import type { Context, MiddlewareHandler } from 'hono';
import type { AccessRole } from '../domain/tenant.ts';
import type { Ctx, Deps } from '../operations/context.ts';
import { createKeyProver } from './prove-key.ts';

/** What a request of an owner or of their program carries once its access key is proven. */
export interface OwnerEnv {
  Variables: { ctx: Ctx; role: AccessRole };
}

const BEARER = /^Bearer ([\x21-\x7e]{16,200})$/i;
/** Browsers let no program set a header of a WebSocket, except this one: `slotline, key.<access key>`. */
const SUBPROTOCOL = /^key\.([\x21-\x7e]{16,200})$/;
const RANKS: readonly AccessRole[] = ['reader', 'staff', 'owner'];

/** Lets through who brings an access key, bound to its tenant; everybody else hears the same, whatever is wrong. */
export function proveAccess(deps: Deps): MiddlewareHandler<OwnerEnv> {
  const keys = createKeyProver(deps);
  return async (c, next) => {
    c.header('cache-control', 'no-store');
    const proven = await keys.prove(accessKeyOf(c));
    if (proven.kind === 'busy') {
      deps.metrics.rejectedRequests.inc({ door: 'owner' });
      c.header('retry-after', '1');
      return c.json({ error: 'unavailable' }, 503);
    }
    if (proven.kind === 'wrong') {
      deps.metrics.rejectedRequests.inc({ door: 'owner' });
      deps.log.warn({ door: 'owner' }, 'request without a valid access key turned away');
      c.header('www-authenticate', 'Bearer');
      return c.json({ error: 'unauthorized' }, 401);
    }
    const { owner } = proven;
    await keys.bind(c, owner);
    await next();
    deps.log.info(
      { door: 'owner', tenant: owner.slug, role: owner.role, method: c.req.method, status: c.res.status },
      'owner request answered',
    );
    return undefined;
  };
}

/** The access key a request brings: never in its address, which is written down on the way. */
export function accessKeyOf(c: Context): string | undefined {
  const bearer = BEARER.exec(c.req.header('authorization') ?? '')?.[1];
  if (bearer !== undefined || c.req.header('upgrade') === undefined) return bearer;
  const offered = (c.req.header('sec-websocket-protocol') ?? '').split(',');
  return offered.map((one) => SUBPROTOCOL.exec(one.trim())?.[1]).find((key) => key !== undefined);
}

/** Lets through whose key allows at least this. */
export function needs(role: AccessRole): MiddlewareHandler<OwnerEnv> {
  return async (c, next) => {
    if (RANKS.indexOf(c.var.role) < RANKS.indexOf(role)) {
      return c.json({ error: 'forbidden', field: 'authorization', needs: role }, 403);
    }
    await next();
    return undefined;
  };
}

/** What is not there, or is another tenant's: which of them stays unsaid. */
export function notFound(c: Context): Response {
  return c.json({ error: 'not_found', field: 'id' }, 404);
}

/** Answers where the address has characters that no id has and that the database would not even read. */
export const readablePath: MiddlewareHandler<OwnerEnv> = async (c, next) => {
  if (/\p{Cc}/u.test(c.req.path)) return notFound(c);
  await next();
  return undefined;
};
