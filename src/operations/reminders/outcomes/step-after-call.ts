import { isStanding } from '../../../domain/appointment.ts';
import type { Appointment } from '../../../domain/appointment.ts';
import { bestHourIn } from '../../../domain/reminders/best-hour.ts';
import type { BestHour } from '../../../domain/reminders/best-hour.ts';
import type { CallOutcome, EndClass, NextStep } from '../../../domain/reminders/call-outcome.ts';
import type { CallSession } from '../../../domain/reminders/call-session.ts';
import type { FollowUpTask } from '../../../domain/reminders/follow-up-task.ts';
import { wantsCallback } from '../../../domain/reminders/judge-outcome.ts';
import { nextStep } from '../../../domain/reminders/next-step.ts';
import type { Queries } from '../../../store/tenant-store.ts';
import type { Ctx } from '../../context.ts';
import { endedCallOf } from './ended-call.ts';
import { settingsOf } from '../settings-of.ts';

const HOUR_MS = 3_600_000;
/** Of so many calls that ended last within an hour, so many that failed on the line are no coincidence (VIO-31). */
const LOOKED_AT = 5;
const SYSTEMIC = 3;
const FAULTS: ReadonlySet<EndClass | undefined> = new Set<EndClass>(['failed', 'platform_fault']);

/** What is done after a call that came to `outcome`, from how things stand in `store` (VIO-50). */
export async function stepAfterCall(
  ctx: Ctx,
  store: Queries,
  call: {
    task: FollowUpTask;
    session: CallSession;
    outcome: CallOutcome;
    appointment: Appointment | undefined;
  },
): Promise<NextStep> {
  const { task, session, outcome, appointment } = call;
  const end = session.callId === undefined ? undefined : await store.calls.findEnd(session.callId);
  const zone = session.zones[0] ?? ctx.tenant.timezone;
  const now = ctx.clock.now();
  const settings = settingsOf(ctx.tenant);
  const step = nextStep({
    outcome,
    end: session.endClass ?? 'unknown',
    retryCount: task.retryCount,
    failedAttempts: await vainCalls(store, session, task),
    wasClarityCall: task.purpose === 'clarity',
    callbackRequested: wantsCallback(endedCallOf(session, end)),
    isSystemic: await isSystemic(store, now),
    now,
    startsAt: session.appointmentAt,
    settings: settings.retries,
    bestHour: await bestHourOf(store, session, zone),
    zone,
  });
  const wantsPerson = step.kind === 'manual_review' && step.why === 'callback_requested';
  // A call about no appointment leaves nothing to be asked (VIO-37).
  if (wantsPerson && session.appointmentId === undefined) return { ...step, urgency: 'low' };
  if (wantsPerson || step.kind === 'technical_review') return step;
  // An offer of the waitlist has an end of its own; about an appointment that is another by now nobody is asked.
  const isOver = task.purpose === 'waitlist' || !stillStands(session, appointment);
  return isOver || (await isAnswered(store, session)) ? { kind: 'none' } : step;
}

/** Whether another call about the same has had the customer's answer while this one went on, or since. */
async function isAnswered(store: Queries, session: CallSession): Promise<boolean> {
  const { id, appointmentId, appointmentAt, requestedAt } = session;
  if (appointmentId === undefined || appointmentAt === undefined) return false;
  return store.callHistory.isAnsweredAfter(requestedAt, { id, appointmentId, appointmentAt });
}

function stillStands(session: CallSession, appointment: Appointment | undefined): boolean {
  if (session.appointmentId === undefined) return false;
  return (
    appointment !== undefined &&
    isStanding(appointment) &&
    appointment.startsAt.getTime() === session.appointmentAt?.getTime()
  );
}

async function vainCalls(store: Queries, session: CallSession, task: FollowUpTask): Promise<number> {
  const { appointmentId, appointmentAt } = session;
  if (appointmentId === undefined || appointmentAt === undefined) return task.retryCount + 1;
  return store.callHistory.vainCallsAbout(appointmentId, appointmentAt);
}

async function isSystemic(store: Queries, now: Date): Promise<boolean> {
  const ends = await store.callHistory.latestEnds(new Date(now.getTime() - HOUR_MS), LOOKED_AT);
  return ends.filter((end) => FAULTS.has(end)).length >= SYSTEMIC;
}

async function bestHourOf(
  store: Queries,
  { customerId }: CallSession,
  zone: string,
): Promise<BestHour | undefined> {
  if (customerId === undefined) return undefined;
  const answers = await store.callHistory.answersOf([customerId]);
  return bestHourIn(zone, answers.get(customerId) ?? []);
}
