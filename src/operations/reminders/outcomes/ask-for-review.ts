import type { ReviewReason, Urgency } from '../../../domain/reminders/call-outcome.ts';
import type { FollowUpTask } from '../../../domain/reminders/follow-up-task.ts';
import { urgencyOf } from '../../../domain/reminders/next-step.ts';
import type { Queries } from '../../../store/tenant-store.ts';
import type { Ctx } from '../../context.ts';

/** Puts what came of a task before a person, once, in the transaction that ends the task (VIO-96). */
export async function askForReview(
  ctx: Ctx,
  store: Queries,
  task: FollowUpTask,
  review: { kind: 'manual_review' | 'technical_review'; why: ReviewReason; urgency?: Urgency },
): Promise<void> {
  const now = ctx.clock.now();
  await store.followUpTasks.add({
    id: ctx.ids.next('tsk'),
    idempotencyKey: `${review.kind}_${task.id}_${review.why}`,
    kind: review.kind,
    purpose: task.purpose,
    scheduledAt: now,
    retryCount: task.retryCount,
    originalTaskId: task.originalTaskId ?? task.id,
    urgency: review.urgency ?? urgencyOf(now, task.appointmentAt),
    why: review.why,
    now,
    ...(task.customerId === undefined ? {} : { customerId: task.customerId }),
    ...(task.appointmentId === undefined ? {} : { appointmentId: task.appointmentId }),
    ...(task.appointmentAt === undefined ? {} : { appointmentAt: task.appointmentAt }),
    ...(task.outcome === undefined ? {} : { retryOf: task.outcome }),
  });
}
