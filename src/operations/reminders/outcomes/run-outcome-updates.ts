import type { CallSession } from '../../../domain/reminders/call-session.ts';
import { attempt } from '../../attempt.ts';
import type { Ctx } from '../../context.ts';
import { checkCallQuality } from './check-call-quality.ts';
import { endTask } from './end-task.ts';
import { settleAppointment } from './settle-appointment.ts';
import { updateCustomerContact } from './update-customer-contact.ts';

/** What is not done is tried again after this. */
const AGAIN_MS = 5 * 60_000;
/** What could not be done for so long is left to the log. */
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
  const isDone = done.every(Boolean);
  const isGivenUp = now.getTime() - (session.endedAt ?? session.requestedAt).getTime() > GIVEN_UP_MS;
  await ctx.store.callSessions.recordProcessing(session.id, {
    now,
    ...(heardAt === undefined ? {} : { processingMs: now.getTime() - heardAt.getTime() }),
    ...(isDone || isGivenUp ? {} : { againAt: new Date(now.getTime() + AGAIN_MS) }),
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

async function countOutcome(ctx: Ctx, session: CallSession): Promise<void> {
  const isFirst = await ctx.store.callSessions.markUpdate(session.id, 'figures');
  if (isFirst && session.outcome !== undefined) ctx.metrics.callOutcomes.inc({ outcome: session.outcome });
  await checkCallQuality(ctx, session);
}
