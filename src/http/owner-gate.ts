import type { Context, MiddlewareHandler } from 'hono';
import type { AccessRole } from '../domain/tenant.ts';
import type { Ctx, Deps } from '../operations/context.ts';
import { openCtx } from '../operations/open-ctx.ts';

/** What a request of an owner or of their program carries once its access key is proven. */
export interface OwnerEnv {
  Variables: { ctx: Ctx; role: AccessRole };
}

const BEARER = /^Bearer ([\x21-\x7e]{16,200})$/i;
const RANKS: readonly AccessRole[] = ['reader', 'staff', 'owner'];

/** Lets through who brings an access key, bound to its tenant; everybody else hears the same, whatever is wrong. */
export function proveAccess(deps: Deps): MiddlewareHandler<OwnerEnv> {
  return async (c, next) => {
    c.header('cache-control', 'no-store');
    const key = BEARER.exec(c.req.header('authorization') ?? '')?.[1];
    const owner = key === undefined ? undefined : await deps.system.findAccessKeyOwner(key);
    if (owner === undefined) {
      deps.metrics.rejectedRequests.inc({ door: 'owner' });
      deps.log.warn({ door: 'owner' }, 'request without a valid access key turned away');
      c.header('www-authenticate', 'Bearer');
      return c.json({ error: 'unauthorized' }, 401);
    }
    c.set('ctx', await openCtx(deps, owner.tenantId, c.req.raw.signal, 'owner'));
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
