import type { FollowUpTask } from '../../../domain/reminders/follow-up-task.ts';
import type { Queries } from '../../../store/tenant-store.ts';
import type { Ctx } from '../../context.ts';

/**
 * A call of the waitlist is not made, for the reason `action`: its task and its offer end, and the next one is asked.
 * Nothing is held for somebody who cannot be rung.
 */
export async function dropWaitlistCall(
  ctx: Ctx,
  store: Queries,
  { id, waitlistId }: FollowUpTask,
  action: string,
): Promise<void> {
  const now = ctx.clock.now();
  const offer = waitlistId === undefined ? undefined : await store.waitlistOffers.openOfferOf(waitlistId);
  // In the order of every other end: the offer, then its task.
  if (offer !== undefined) await store.waitlistOffers.endOffer(offer.id, 'lapsed', now, action);
  await store.followUpTasks.close(id, { status: 'cancelled', action, now });
}
