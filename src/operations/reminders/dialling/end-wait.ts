import type { FollowUpTask } from '../../../domain/reminders/follow-up-task.ts';
import type { Ctx } from '../../context.ts';
import { withAlerts } from '../../with-alerts.ts';
import { raiseReview } from '../outcomes/raise-review.ts';

/** No new time has come of a wait: a person asks the customer (VIO-91). */
export function endWait(ctx: Ctx, task: FollowUpTask): Promise<void> {
  return withAlerts(ctx, async (store, raise) => {
    const now = ctx.clock.now();
    const action = 'no_answer_to_reschedule';
    if (!(await store.followUpTasks.close(task.id, { status: 'completed', action, now }))) return;
    await raiseReview(ctx, store, raise, task, { kind: 'manual_review', why: action });
  });
}
