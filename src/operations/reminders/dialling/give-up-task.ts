import type { ReviewReason } from '../../../domain/reminders/call-outcome.ts';
import type { FollowUpTask } from '../../../domain/reminders/follow-up-task.ts';
import { toWallTime } from '../../../domain/wall-clock.ts';
import type { Ctx } from '../../context.ts';
import { withAlerts } from '../../with-alerts.ts';
import { askForReview } from '../outcomes/ask-for-review.ts';
import { dropWaitlistCall } from '../waitlist/drop-waitlist-call.ts';
import { raiseReview } from '../outcomes/raise-review.ts';

/**
 * `task`: as it is claimed. It has failed, with the reason, and somebody is asked to look (VIO-21, VIO-96). Where no call can be made as
 * things are set up, the owner is told once a day.
 */
export function giveUpTask(
  ctx: Ctx,
  task: FollowUpTask,
  why: ReviewReason,
  kind: 'manual_review' | 'technical_review',
): Promise<void> {
  return withAlerts(ctx, async (store, raise) => {
    const now = ctx.clock.now();
    if (!(await store.followUpTasks.closeClaimed(task, { status: 'failed', action: why, now }))) return;
    if (task.waitlistId !== undefined) await dropWaitlistCall(ctx, store, task, why);
    if (why !== 'not_configured') return raiseReview(ctx, store, raise, task, { kind, why });
    await askForReview(ctx, store, task, { kind, why });
    const { date } = toWallTime(now, ctx.tenant.timezone);
    await raise({ kind: 'reminders_not_configured', dedupeKey: date, facts: { task: task.id } });
  });
}
