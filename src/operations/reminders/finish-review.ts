import type { FollowUpTask } from '../../domain/reminders/follow-up-task.ts';
import type { Ctx } from '../context.ts';
import { finishTask } from '../finish-task.ts';

/**
 * Notes that a person has dealt with what came of a reminder (VIO-96); a second time changes nothing. `undefined` where
 * nothing of this id waits for a person.
 */
export async function finishReview(ctx: Ctx, taskId: string): Promise<FollowUpTask | undefined> {
  const finished = await finishTask(ctx, 'finish_review', taskId, async (store, now) => {
    const review = await store.followUpTasks.find(taskId);
    if (review?.kind !== 'manual_review' && review?.kind !== 'technical_review') return undefined;
    const isFirst = await store.followUpTasks.close(taskId, {
      status: 'completed',
      action: 'seen_by_person',
      now,
    });
    return { isFirst, review: (await store.followUpTasks.find(taskId)) ?? review };
  });
  return finished?.review;
}
