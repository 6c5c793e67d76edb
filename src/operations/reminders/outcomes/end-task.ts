import type { CallSession } from '../../../domain/reminders/call-session.ts';
import { needsFollowUp } from '../../../domain/reminders/judge-outcome.ts';
import type { PauseCause } from '../../../domain/reminders/pause-cause.ts';
import type { Ctx } from '../../context.ts';
import { withAlerts } from '../../with-alerts.ts';
import { applyNextStep } from './apply-next-step.ts';
import { askForFollowUp } from './ask-for-follow-up.ts';
import { endedCallOf } from './ended-call.ts';
import { endWaitlistCall } from '../waitlist/end-waitlist-call.ts';
import { beginPause } from '../pause-reminders.ts';
import { stepAfterCall } from './step-after-call.ts';

/** Ends the task of a call that is over and begins what is next, once, in one transaction (VIO-50, VIO-51). */
export async function endTask(ctx: Ctx, sessionId: string): Promise<void> {
  const known = await ctx.store.callSessions.find(sessionId);
  if (known?.outcome === undefined || known.updates?.['follow_up'] === true) return;
  await pauseOnce(ctx, known);
  await withAlerts(ctx, async (store, raise) => {
    // In the order in which everybody takes them: the appointment first.
    const appointment =
      known.appointmentId === undefined ? undefined : await store.appointments.lock(known.appointmentId);
    if (!(await store.callSessions.markUpdate(sessionId, 'task'))) return;
    const session = await store.callSessions.find(sessionId);
    const task = await store.followUpTasks.find(known.taskId);
    if (session?.outcome === undefined || task === undefined) return;
    const { outcome } = session;
    await endWaitlistCall(ctx, store, session, outcome);
    // A task that was dialled again since has its end from that call.
    const [latest] = await store.callSessions.ofTask(task.id);
    const step =
      latest?.id === session.id
        ? await applyNextStep(
            ctx,
            store,
            raise,
            { task, session, outcome },
            await stepAfterCall(ctx, store, { task, session, outcome, appointment }),
          )
        : 'none';
    const end = session.callId === undefined ? undefined : await store.calls.findEnd(session.callId);
    if (step === 'none' && needsFollowUp(endedCallOf(session, end))) {
      await askForFollowUp(ctx, store, raise, task, outcome);
    }
    await store.callSessions.markUpdate(sessionId, 'follow_up', step);
  });
}

/** Before the rest, which may fail: nobody is rung meanwhile. Once, for the owner may let the calls go on. */
async function pauseOnce(ctx: Ctx, session: CallSession): Promise<void> {
  const cause = pauseCauseOf(session);
  if (cause === undefined) return;
  await withAlerts(ctx, async (store, raise) => {
    if (await store.callSessions.markUpdate(session.id, 'pause')) await beginPause(ctx, store, raise, cause);
  });
}

function pauseCauseOf({ outcome, endClass }: CallSession): PauseCause | undefined {
  if (outcome === 'account') return 'account';
  return endClass === 'reputation' ? 'reputation' : undefined;
}
