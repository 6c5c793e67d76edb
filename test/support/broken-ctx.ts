import type { Ctx } from '../../src/operations/context.ts';
import type { Queries } from '../../src/store/tenant-store.ts';

/** A piece of work whose store fails at this query, such as `audit.add`, wherever it is asked in a transaction. */
export function brokenCtx(ctx: Ctx, family: keyof Queries, query: string): Ctx {
  const atomically: Ctx['store']['atomically'] = (work) =>
    ctx.store.atomically((store) => {
      const broken = { ...store[family], [query]: () => Promise.reject(new Error('the store is gone')) };
      return work({ ...store, [family]: broken });
    });
  return { ...ctx, store: { ...ctx.store, atomically } };
}
