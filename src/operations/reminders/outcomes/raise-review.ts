import type { ReviewReason, Urgency } from '../../../domain/reminders/call-outcome.ts';
import type { FollowUpTask } from '../../../domain/reminders/follow-up-task.ts';
import { urgencyOf } from '../../../domain/reminders/next-step.ts';
import type { Queries } from '../../../store/tenant-store.ts';
import type { Ctx } from '../../context.ts';
import type { NewAlert } from '../../with-alerts.ts';
import { askForReview } from './ask-for-review.ts';

/** `raise`: of the transaction (`withAlerts`). */
export type Raise = (alert: NewAlert) => Promise<void>;

/** Asks a person to look, and alerts the owner where that is urgent or the line's fault (VIO-96). Twice is once. */
export async function raiseReview(
  ctx: Ctx,
  store: Queries,
  raise: Raise,
  task: FollowUpTask,
  review: { kind: 'manual_review' | 'technical_review'; why: ReviewReason; urgency?: Urgency },
): Promise<void> {
  await askForReview(ctx, store, task, review);
  const urgency = review.urgency ?? urgencyOf(ctx.clock.now(), task.appointmentAt);
  const isQuiet = review.kind === 'manual_review' && review.why !== 'escalated' && urgency !== 'high';
  if (isQuiet) return;
  await raise({
    kind: 'reminder_review',
    dedupeKey: `${task.id} ${review.why}`,
    facts: { task: task.id, why: review.why, urgency },
    ...(task.appointmentId === undefined ? {} : { appointmentId: task.appointmentId }),
  });
}
