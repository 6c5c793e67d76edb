import type { TaskDeed } from '../domain/audit.ts';
import type { Queries } from '../store/tenant-store.ts';
import { auditDeed } from './audit-deed.ts';
import type { Ctx } from './context.ts';

/**
 * Notes that a person has dealt with what waited for one, and with which key; a second time changes nothing.
 * `undefined` where the tenant has no such thing.
 */
export async function finishTask<T extends { isFirst: boolean }>(
  ctx: Ctx,
  deed: TaskDeed,
  id: string,
  finish: (store: Queries, now: Date) => Promise<T | undefined>,
): Promise<T | undefined> {
  return ctx.store.atomically(async (store) => {
    const finished = await finish(store, ctx.clock.now());
    if (finished?.isFirst === true) await auditDeed(ctx, store, { deed, after: { task: id } });
    return finished;
  });
}
