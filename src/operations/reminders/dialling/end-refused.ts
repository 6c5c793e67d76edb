import type { DialEnd } from '../../../domain/reminders/dial-verdict.ts';
import type { FollowUpTask } from '../../../domain/reminders/follow-up-task.ts';
import type { Ctx } from '../../context.ts';
import { giveUpTask } from './give-up-task.ts';

/** Ends a task whose call will never be allowed, each in its own way. */
export async function endRefused(ctx: Ctx, task: FollowUpTask, verdict: DialEnd): Promise<void> {
  const now = ctx.clock.now();
  switch (verdict) {
    case 'switched_off':
    case 'appointment_gone':
    case 'do_not_call':
    case 'globally_do_not_call':
      await ctx.store.followUpTasks.closeClaimed(task, { status: 'cancelled', action: verdict, now });
      return;
    case 'no_customer':
      await ctx.store.followUpTasks.closeClaimed(task, { status: 'failed', action: verdict, now });
      return;
    case 'no_number':
      return giveUpTask(ctx, task, 'bad_number', 'manual_review');
    case 'too_close_to_appointment':
    case 'no_common_hours':
      return giveUpTask(ctx, task, verdict, 'manual_review');
    case 'not_configured':
      return giveUpTask(ctx, task, verdict, 'technical_review');
  }
}
