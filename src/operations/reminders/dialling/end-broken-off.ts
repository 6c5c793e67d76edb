import type { FollowUpTask } from '../../../domain/reminders/follow-up-task.ts';
import type { Ctx } from '../../context.ts';

/** Ends a call that was asked for now. Who asks once more for the same one gets it only if this one cannot have rung. */
export async function endBrokenOff({ store, clock }: Ctx, task: FollowUpTask): Promise<void> {
  const [latest] = await store.callSessions.ofTask(task.id);
  const wasNeverSent = latest === undefined || latest.placementError === 'not_sent';
  await store.followUpTasks.closeClaimed(task, {
    status: wasNeverSent ? 'cancelled' : 'failed',
    action: 'not_made',
    now: clock.now(),
  });
}
