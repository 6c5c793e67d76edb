import type { FollowUpTask } from '../../../domain/reminders/follow-up-task.ts';
import type { Ctx } from '../../context.ts';
import { dropWaitlistCall } from './drop-waitlist-call.ts';

const LEAST_MS = 20 * 60_000;
/** What the end of a call may take to be told. */
const AFTER_CALL_MS = 5 * 60_000;
/** Nothing is held for longer before anybody is rung. */
const MOST_WAITING_MS = 20 * 60_000;

/**
 * Holds what a call of the waitlist offers for as long as the call may take, before it is dialled. `false`: the offer is
 * over, or has waited too long for a line, so there is nothing to ring about, and the task has ended.
 */
export async function holdForCall(ctx: Ctx, task: FollowUpTask): Promise<boolean> {
  const { waitlistId } = task;
  if (waitlistId === undefined) return true;
  const now = ctx.clock.now();
  const { ringSeconds = 0, maxSeconds = 0 } = ctx.tenant.reminders?.behaviour ?? {};
  const longestMs = (ringSeconds + maxSeconds) * 1_000 + AFTER_CALL_MS;
  return ctx.store.atomically(async (store) => {
    const isHeld = await store.waitlistOffers.prolong(waitlistId, {
      now,
      until: new Date(now.getTime() + Math.max(LEAST_MS, longestMs)),
      madeAfter: new Date(now.getTime() - MOST_WAITING_MS),
    });
    if (!isHeld) await dropWaitlistCall(ctx, store, task, 'offer_over');
    return isHeld;
  });
}
