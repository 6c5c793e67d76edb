import type { FollowUpTask } from '../../../domain/reminders/follow-up-task.ts';
import type { Ctx } from '../../context.ts';

/** The start of the freed time that a call of the waitlist is about. */
export async function offeredTo(ctx: Ctx, task: FollowUpTask): Promise<Date | undefined> {
  if (task.waitlistId === undefined) return undefined;
  return (await ctx.store.waitlistOffers.openOfferOf(task.waitlistId))?.startsAt;
}
