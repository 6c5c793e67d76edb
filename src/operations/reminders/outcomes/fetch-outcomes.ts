import type { CallSession } from '../../../domain/reminders/call-session.ts';
import type { FetchedCall } from '../../../upstream/telephony.ts';
import { attempt } from '../../attempt.ts';
import type { Ctx } from '../../context.ts';
import { takeMissedEvents } from '../../reconcile/take-missed-events.ts';
import { withAlerts } from '../../with-alerts.ts';
import { raiseReview } from './raise-review.ts';
import { runOutcomeUpdates } from './run-outcome-updates.ts';
import { takeOutcome } from './take-outcome.ts';

const AGAIN_MS = 10 * 60_000;
/** No call lasts so long: what the provider has not told by then is not waited for any more. */
const GIVEN_UP_MS = 24 * 3_600_000;
/** In one sweep; the next one is a minute later. */
const MOST = 20;
/** Then no further one is begun: other tenants wait for their sweep. */
const ENOUGH_MS = 20_000;

/**
 * Asks the provider for what came of calls whose events never came (VIO-100), and repeats what could not be done
 * behind the end of others (VIO-88).
 */
export async function fetchOutcomes(ctx: Ctx): Promise<void> {
  const enoughAt = ctx.clock.now().getTime() + ENOUGH_MS;
  for (const session of await ctx.store.callSessions.listOverdue(ctx.clock.now(), MOST)) {
    if (ctx.signal.aborted || ctx.clock.now().getTime() >= enoughAt) return;
    await attempt(ctx, 'one outcome', () => fetchOutcome(ctx, session));
  }
}

async function fetchOutcome(ctx: Ctx, session: CallSession): Promise<void> {
  const now = ctx.clock.now();
  // First of all, so that one that cannot be fetched does not stand in the way of the others.
  await ctx.store.callSessions.awaitOutcome(session.id, new Date(now.getTime() + AGAIN_MS));
  if (session.outcome !== undefined) return runOutcomeUpdates(ctx, session.id);
  await attempt(ctx, 'what came of a call', () => ask(ctx, session, now));
  if (ctx.signal.aborted) return;
  if (now.getTime() - session.requestedAt.getTime() >= GIVEN_UP_MS) await giveUp(ctx, session);
}

async function ask(ctx: Ctx, session: CallSession, now: Date): Promise<void> {
  const { phone } = ctx;
  const call = await findCall(ctx, session);
  if (phone === undefined || call?.phase !== 'over') return;
  await takeMissedEvents(ctx, phone, call);
  const news = { callId: call.report.id, event: 'fetched', heardAt: now, payload: call.payload } as const;
  await takeOutcome(ctx, session.id, news);
}

async function findCall({ phone, signal }: Ctx, session: CallSession): Promise<FetchedCall | undefined> {
  if (phone === undefined) return undefined;
  const { telephony } = phone;
  const callId =
    session.callId ?? (await telephony.findCallByMetadata('session_id', session.id, { signal }))?.report.id;
  return callId === undefined ? undefined : telephony.getCall(callId, { signal });
}

/** Nobody has told what came of it: a person finds out. Nothing where it is known by now. */
async function giveUp(ctx: Ctx, session: CallSession): Promise<void> {
  const why = 'outcome_missing';
  const now = ctx.clock.now();
  await withAlerts(ctx, async (store, raise) => {
    // In the order in which everybody takes them: the appointment first.
    if (session.appointmentId !== undefined) await store.appointments.lock(session.appointmentId);
    if (!(await store.callSessions.markOutcomeMissing(session.id, now))) return;
    const task = await store.followUpTasks.find(session.taskId);
    if (task === undefined) return;
    if (!(await store.followUpTasks.close(task.id, { status: 'failed', action: why, now }))) return;
    await raiseReview(ctx, store, raise, task, { kind: 'manual_review', why });
  });
}
