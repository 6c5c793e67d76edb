import type { CallSession } from '../../../domain/reminders/call-session.ts';
import { isTerminal } from '../../../domain/reminders/session-states.ts';
import { attempt } from '../../attempt.ts';
import type { Ctx } from '../../context.ts';
import { withAlerts } from '../../with-alerts.ts';
import { checkCallQuality } from './check-call-quality.ts';
import { endTask } from './end-task.ts';
import { raiseReview } from './raise-review.ts';
import { settleAppointment } from './settle-appointment.ts';
import { updateCustomerContact } from './update-customer-contact.ts';

/** What is not done is tried again after this. */
const AGAIN_MS = 5 * 60_000;
/** What could not be done in so long a time, since it was known what came of the call, is left to a person. */
const GIVEN_UP_MS = 24 * 3_600_000;

/**
 * Everything that follows from a call's end, one after the other, each safe to be repeated; one that fails does not
 * keep the others from being done (VIO-88), and the sweep tries it again. `heardAt`: when the news of it came, for how
 * long it took (VIO-90); absent where only what failed is repeated.
 */
export async function runOutcomeUpdates(ctx: Ctx, sessionId: string, heardAt?: Date): Promise<void> {
  const session = await ctx.store.callSessions.find(sessionId);
  if (session?.outcome === undefined) return;
  const done = [
    await attempt(ctx, 'the appointment of a call', () => settleAppointment(ctx, session)),
    await attempt(ctx, 'the customer of a call', () => updateCustomerContact(ctx, session)),
    await attempt(ctx, 'the task and the next step of a call', () => endTask(ctx, session.id)),
    await attempt(ctx, 'the figures of a call', () => countOutcome(ctx, session)),
  ];
  const now = ctx.clock.now();
  const isOver = done.every(Boolean) || (await isGivenUp(ctx, session));
  await ctx.store.callSessions.recordProcessing(session.id, {
    now,
    ...(heardAt === undefined ? {} : { processingMs: now.getTime() - heardAt.getTime() }),
    ...(isOver ? {} : { againAt: new Date(now.getTime() + AGAIN_MS) }),
  });
  ctx.log.info(
    {
      tenant: ctx.tenant.slug,
      session: session.id,
      outcome: session.outcome,
      done: done.filter(Boolean).length,
      of: done.length,
    },
    'a call of ours is worked off',
  );
}

/** Whether nothing of it is tried any more. */
async function isGivenUp(ctx: Ctx, session: CallSession): Promise<boolean> {
  const states = await ctx.store.callSessions.states(session.id);
  const knownSince = states.findLast(({ state }) => isTerminal(state))?.at ?? session.requestedAt;
  if (ctx.clock.now().getTime() - knownSince.getTime() < GIVEN_UP_MS) return false;
  return attempt(ctx, 'the review of a call', () => leaveToPerson(ctx, session));
}

/** What the customer has said is not lost where our part of it could not be done; only figures may be. */
async function leaveToPerson(ctx: Ctx, { id, taskId, appointmentId, outcome }: CallSession): Promise<void> {
  await withAlerts(ctx, async (store, raise) => {
    // In the order in which everybody takes them: the appointment first.
    if (appointmentId !== undefined) await store.appointments.lock(appointmentId);
    const updates = (await store.callSessions.lock(id))?.updates ?? {};
    const task = await store.followUpTasks.find(taskId);
    if (task === undefined || outcome === undefined) return;
    if (updates['appointment'] === true && updates['task'] === true) return;
    const why = 'escalated';
    if (updates['task'] !== true) {
      await store.followUpTasks.close(taskId, {
        status: 'failed',
        outcome,
        action: why,
        now: ctx.clock.now(),
      });
    }
    await raiseReview(
      ctx,
      store,
      raise,
      { ...task, outcome },
      { kind: 'manual_review', why, urgency: 'high' },
    );
  });
}

async function countOutcome(ctx: Ctx, session: CallSession): Promise<void> {
  const isFirst = await ctx.store.callSessions.markUpdate(session.id, 'figures');
  if (isFirst && session.outcome !== undefined) ctx.metrics.callOutcomes.inc({ outcome: session.outcome });
  await checkCallQuality(ctx, session);
}
