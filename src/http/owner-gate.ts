import type { Context, MiddlewareHandler } from 'hono';
import type { AccessRole } from '../domain/tenant.ts';
import type { Ctx, Deps } from '../operations/context.ts';
import { openCtx } from '../operations/open-ctx.ts';
import { createLookupLane } from './lookup-lane.ts';

/** What a request of an owner or of their program carries once its access key is proven. */
export interface OwnerEnv {
  Variables: { ctx: Ctx; role: AccessRole };
}

/** So many keys may wait to be looked up; one looks as long as the database takes for an index. */
const MOST_LOOKUPS = 100;
const BEARER = /^Bearer ([\x21-\x7e]{16,200})$/i;
const RANKS: readonly AccessRole[] = ['reader', 'staff', 'owner'];

/** Lets through who brings an access key, bound to its tenant; everybody else hears the same, whatever is wrong. */
export function proveAccess(deps: Deps): MiddlewareHandler<OwnerEnv> {
  // One at a time: guesses, however many, leave the calls their share of the database.
  const lookups = createLookupLane(MOST_LOOKUPS);
  return async (c, next) => {
    c.header('cache-control', 'no-store');
    const key = BEARER.exec(c.req.header('authorization') ?? '')?.[1];
    const lookup =
      key === undefined ? Promise.resolve(undefined) : lookups.run(() => deps.system.findAccessKeyOwner(key));
    if (lookup === undefined) {
      deps.metrics.rejectedRequests.inc({ door: 'owner' });
      c.header('retry-after', '1');
      return c.json({ error: 'unavailable' }, 503);
    }
    const owner = await lookup;
    if (owner === undefined) {
      deps.metrics.rejectedRequests.inc({ door: 'owner' });
      deps.log.warn({ door: 'owner' }, 'request without a valid access key turned away');
      c.header('www-authenticate', 'Bearer');
      return c.json({ error: 'unauthorized' }, 401);
    }
    const ctx = await openCtx(deps, owner.tenantId, c.req.raw.signal, 'owner');
    c.set('ctx', { ...ctx, accessKeyId: owner.keyId });
    c.set('role', owner.role);
    await next();
    deps.log.info(
      { door: 'owner', tenant: owner.slug, role: owner.role, method: c.req.method, status: c.res.status },
      'owner request answered',
    );
    return undefined;
  };
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

/** Answers for an id that no row can have, and that the database would not even read. */
export const readableId: MiddlewareHandler<OwnerEnv> = async (c, next) => {
  if (/\p{Cc}/u.test(c.req.param('id') ?? '')) return notFound(c);
  await next();
  return undefined;
};
