import { attempt } from '../../attempt.ts';
import type { Ctx } from '../../context.ts';
import { dialTask } from './dial-task.ts';

/** A task whose alarm did not ring within this time has lost it. */
const FORGOTTEN_MS = 30_000;
/** In one sweep; the next one is a minute later (VIO-19). */
const MOST = 50;
/** Then no further one is begun: other tenants wait for their sweep. */
const ENOUGH_MS = 20_000;

/** Takes up due tasks whose alarm was lost, and those whose worker has died. `afterMs`: how long an alarm may be late. */
export async function dialForgotten(ctx: Ctx, afterMs = FORGOTTEN_MS): Promise<void> {
  const now = ctx.clock.now();
  const dueBefore = new Date(now.getTime() - afterMs);
  const enoughAt = now.getTime() + ENOUGH_MS;
  for (const id of await ctx.store.followUpTasks.listForgotten(dueBefore, now, MOST)) {
    if (ctx.signal.aborted || ctx.clock.now().getTime() >= enoughAt) return;
    await attempt(ctx, 'one reminder', async () => {
      await dialTask(ctx, id);
    });
  }
}
