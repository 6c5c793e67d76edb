import type { CallOutcome } from '../../../domain/reminders/call-outcome.ts';
import type { FollowUpTask } from '../../../domain/reminders/follow-up-task.ts';
import type { Queries } from '../../../store/tenant-store.ts';
import type { Ctx } from '../../context.ts';
import { raiseReview } from './raise-review.ts';
import type { Raise } from './raise-review.ts';

/** Puts a call before a person that needs something done and is followed by nothing else (VIO-83). Twice is once. */
export function askForFollowUp(
  ctx: Ctx,
  store: Queries,
  raise: Raise,
  task: FollowUpTask,
  outcome: CallOutcome,
): Promise<void> {
  const review = { kind: 'manual_review', why: 'follow_up_needed', urgency: 'low' } as const;
  return raiseReview(ctx, store, raise, { ...task, outcome }, review);
}
