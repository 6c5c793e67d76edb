import type { FollowUpTask } from '../../../domain/reminders/follow-up-task.ts';
import type { Ctx } from '../../context.ts';

/**
 * How long a call that is let through now has waited: since its time, or, where it was put off, since it was asked for
 * first. `task`: as it was claimed, so that its own time may be one it was put off to.
 */
export async function secondsLate(ctx: Ctx, task: FollowUpTask): Promise<number> {
  const [, ...before] = await ctx.store.dialGate.ofTask(task.id);
  const lastCall = before.findIndex(({ verdict }) => verdict === 'allowed');
  const putOff = lastCall === -1 ? before : before.slice(0, lastCall);
  const since = putOff.at(-1)?.at ?? task.scheduledAt;
  return (ctx.clock.now().getTime() - since.getTime()) / 1_000;
}
