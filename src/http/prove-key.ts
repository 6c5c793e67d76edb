import type { Context } from 'hono';
import type { Deps } from '../operations/context.ts';
import { openCtx } from '../operations/open-ctx.ts';
import { createLookupLane } from './lookup-lane.ts';
import type { OwnerEnv } from './owner-gate.ts';

type KeyOwner = NonNullable<Awaited<ReturnType<Deps['system']['findAccessKeyOwner']>>>;

/** `busy`: too many keys wait to be looked up; whose this one is was not asked. */
export type ProvenKey = { kind: 'proven'; owner: KeyOwner } | { kind: 'wrong' } | { kind: 'busy' };

export interface KeyProver {
  prove(key: string | undefined): Promise<ProvenKey>;
  /** Binds the request to the tenant of its key. */
  bind(c: Context<OwnerEnv>, owner: KeyOwner): Promise<void>;
}

/** So many keys may wait to be looked up; one looks as long as the database takes for an index. */
const MOST_LOOKUPS = 100;

/** Finds whose an access key is, one key at a time: guesses, however many, leave the calls their share of the database. */
export function createKeyProver(deps: Deps): KeyProver {
  const lookups = createLookupLane(MOST_LOOKUPS);
  return {
    async prove(key) {
      if (key === undefined) return { kind: 'wrong' };
      const lookup = lookups.run(() => deps.system.findAccessKeyOwner(key));
      if (lookup === undefined) return { kind: 'busy' };
      const owner = await lookup;
      return owner === undefined ? { kind: 'wrong' } : { kind: 'proven', owner };
    },
    async bind(c, { tenantId, keyId, role }) {
      const ctx = await openCtx(deps, tenantId, c.req.raw.signal, 'owner');
      c.set('ctx', { ...ctx, accessKeyId: keyId });
      c.set('role', role);
    },
  };
}
