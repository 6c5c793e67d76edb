import type { ReviewReason } from '../../../domain/reminders/call-outcome.ts';
import type { CallSession } from '../../../domain/reminders/call-session.ts';
import type { FollowUpTask } from '../../../domain/reminders/follow-up-task.ts';
import type { Queries } from '../../../store/tenant-store.ts';
import type { Ctx } from '../../context.ts';

/** What a person was asked to find out, because no call had. */
const LEFT_OPEN: readonly ReviewReason[] = ['attempts_used_up', 'unclear', 'escalated'];

/**
 * Ends what earlier calls about the appointment and start of this one left to be done, in the running transaction, which
 * holds the appointment. `answered_meanwhile`: the customer has said what they want, so nothing is left to ask them or
 * to look at. `replaced`: what follows this call takes the place of calls that would ask the same. Reminders that were
 * planned for an hour of their own, and calls that are going on, are left alone.
 */
export async function endFollowUps(
  ctx: Ctx,
  store: Queries,
  { taskId, appointmentId, appointmentAt }: CallSession,
  action: 'answered_meanwhile' | 'replaced',
): Promise<void> {
  if (appointmentId === undefined || appointmentAt === undefined) return;
  const isMeant = action === 'replaced' ? isFollowUpCall : asksForAnswer;
  const open = await store.followUpTasks.openOfAppointment(appointmentId);
  for (const task of open) {
    const isOfThisTime = task.appointmentAt?.getTime() === appointmentAt.getTime();
    if (task.id === taskId || !isOfThisTime || !isMeant(task)) continue;
    if (task.status === 'processing' && (await isRinging(store, task))) continue;
    await store.followUpTasks.close(task.id, { status: 'cancelled', action, now: ctx.clock.now() });
  }
}

function isFollowUpCall({ kind, purpose }: FollowUpTask): boolean {
  return kind === 'call' && (purpose === 'retry' || purpose === 'clarity');
}

function asksForAnswer(task: FollowUpTask): boolean {
  const { kind, why, retryOf } = task;
  if (kind === 'wait_for_reschedule') return true;
  if (kind !== 'manual_review') return isFollowUpCall(task);
  // Who has cancelled, and whose appointment could not be, has been heard already.
  return why !== undefined && LEFT_OPEN.includes(why) && retryOf !== 'cancelled';
}

/** What comes of a call that is going on is decided when it is over. */
async function isRinging(store: Queries, task: FollowUpTask): Promise<boolean> {
  const [latest] = await store.callSessions.ofTask(task.id);
  return latest !== undefined && latest.placementError === undefined && latest.outcome === undefined;
}
