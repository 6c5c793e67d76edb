import type { FollowUpTask } from '../../../domain/reminders/follow-up-task.ts';
import type { Queries } from '../../../store/tenant-store.ts';
import type { Ctx } from '../../context.ts';
import { dropWaitlistCall } from '../waitlist/drop-waitlist-call.ts';

/** What is planned is not done, for the reason `action`; a call of the waitlist takes its offer with it. */
export async function dropCall(ctx: Ctx, store: Queries, task: FollowUpTask, action: string): Promise<void> {
  if (task.waitlistId !== undefined) return dropWaitlistCall(ctx, store, task, action);
  await store.followUpTasks.close(task.id, { status: 'cancelled', action, now: ctx.clock.now() });
}
