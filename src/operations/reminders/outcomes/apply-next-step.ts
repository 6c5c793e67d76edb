import type { CallOutcome, NextStep } from '../../../domain/reminders/call-outcome.ts';
import type { CallPurpose, CallSession } from '../../../domain/reminders/call-session.ts';
import type { FollowUpTask, TaskStatus } from '../../../domain/reminders/follow-up-task.ts';
import { isSettled } from '../../../domain/reminders/is-settled.ts';
import type { MovedBecause } from '../../../domain/reminders/moved-because.ts';
import { nextDialTime } from '../../../domain/reminders/plan-reminder.ts';
import type { NewTask } from '../../../store/follow-up-task-queries.ts';
import type { Queries } from '../../../store/tenant-store.ts';
import type { Ctx } from '../../context.ts';
import { endFollowUps } from './end-follow-ups.ts';
import { raiseReview } from './raise-review.ts';
import type { Raise } from './raise-review.ts';
import { settingsOf } from '../settings-of.ts';
import { zonesOfCustomer } from '../planning/zones-of-customer.ts';

/** A call's task that is to end, and what its call came to. */
export interface EndedTask {
  task: FollowUpTask;
  session: CallSession;
  outcome: CallOutcome;
}

const HOUR_MS = 3_600_000;
const IN_VAIN: ReadonlySet<CallOutcome> = new Set(['failed', 'bad_number', 'account', 'stopped']);

/**
 * Ends the task of a call and begins what is next, in the running transaction (VIO-27, VIO-51, VIO-96). Answers what
 * was really begun: a call that would come too close to the appointment becomes a matter for a person. A task that is
 * over already is left as it is. Who has answered is not asked again, and of several calls about an appointment the
 * latest decides whether and when there is another one: nobody is rung twice for the same thing.
 */
export async function applyNextStep(
  ctx: Ctx,
  store: Queries,
  raise: Raise,
  ended: EndedTask,
  step: NextStep,
): Promise<NextStep['kind']> {
  const { session, outcome } = ended;
  // In a call of the waitlist it was the time it offered that was answered.
  if (isSettled(outcome) && session.purpose !== 'waitlist') {
    await endFollowUps(ctx, store, session, 'answered_meanwhile');
  }
  switch (step.kind) {
    case 'none':
      await close(ctx, store, ended, step.kind);
      return 'none';
    case 'retry':
    case 'clarity_call':
    case 'dial_again':
      return callLater(ctx, store, raise, ended, step);
    case 'wait_for_reschedule':
      return waitForReschedule(ctx, store, ended, step);
    case 'manual_review':
    case 'technical_review':
      return review(ctx, store, raise, ended, step);
  }
}

async function callLater(
  ctx: Ctx,
  store: Queries,
  raise: Raise,
  ended: EndedTask,
  step: Extract<NextStep, { kind: 'retry' | 'clarity_call' | 'dial_again' }>,
): Promise<NextStep['kind']> {
  const { task, session } = ended;
  const dial = await dialTime(ctx, store, session, step.at);
  if (dial === undefined) {
    return review(ctx, store, raise, ended, { kind: 'manual_review', why: 'too_close_to_appointment' });
  }
  if (step.kind === 'dial_again') {
    // Nobody was rung, so it is the same call still.
    await store.followUpTasks.putOff(task.id, dial.at, ctx.clock.now(), dial.movedBecause);
    return 'dial_again';
  }
  if (!(await close(ctx, store, ended, step.kind))) return 'none';
  await endFollowUps(ctx, store, session, 'replaced');
  const isClarity = step.kind === 'clarity_call';
  const retryCount = task.retryCount + 1;
  await store.followUpTasks.add({
    ...followUpOf(ctx, ended, isClarity ? 'clarity' : 'retry'),
    kind: 'call',
    // The call it follows is part of it: the retry of another one, at the same time, has just been replaced (VIO-28).
    idempotencyKey: `retry_call_${session.customerId ?? ''}_${task.id}_${retryCount}_${dial.at.toISOString()}`,
    scheduledAt: dial.at,
    wantedAt: step.at,
    retryCount,
    ...(dial.movedBecause === undefined ? {} : { movedBecause: dial.movedBecause }),
    ...(session.appointmentAt === undefined
      ? {}
      : { hoursBeforeActual: hoursBetween(dial.at, session.appointmentAt) }),
  });
  await store.followUpTasks.supersede(task.id, ctx.clock.now());
  return step.kind;
}

/** Until `until` a new time is waited for, at `reviewAt` a person looks (VIO-91). */
async function waitForReschedule(
  ctx: Ctx,
  store: Queries,
  ended: EndedTask,
  step: Extract<NextStep, { kind: 'wait_for_reschedule' }>,
): Promise<NextStep['kind']> {
  if (!(await close(ctx, store, ended, step.kind))) return 'none';
  await endFollowUps(ctx, store, ended.session, 'replaced');
  await store.followUpTasks.add({
    ...followUpOf(ctx, ended, ended.task.purpose),
    kind: 'wait_for_reschedule',
    idempotencyKey: `wait_for_reschedule_${ended.task.id}`,
    scheduledAt: step.reviewAt,
    wantedAt: step.until,
    retryCount: ended.task.retryCount,
  });
  return step.kind;
}

async function review(
  ctx: Ctx,
  store: Queries,
  raise: Raise,
  ended: EndedTask,
  asked: Parameters<typeof raiseReview>[4],
): Promise<NextStep['kind']> {
  if (!(await close(ctx, store, ended, asked.kind))) return 'none';
  const { task, session, outcome } = ended;
  if (asked.kind === 'manual_review') await endFollowUps(ctx, store, session, 'replaced');
  await raiseReview(ctx, store, raise, { ...task, outcome }, asked);
  return asked.kind;
}

function close(
  ctx: Ctx,
  store: Queries,
  { task, outcome }: EndedTask,
  action: NextStep['kind'],
): Promise<boolean> {
  const status: Extract<TaskStatus, 'completed' | 'failed'> = IN_VAIN.has(outcome) ? 'failed' : 'completed';
  return store.followUpTasks.close(task.id, { status, outcome, action, now: ctx.clock.now() });
}

/** What every task has that follows from a call. */
function followUpOf(
  ctx: Ctx,
  { task, session, outcome }: EndedTask,
  purpose: CallPurpose,
): Pick<NewTask, 'id' | 'purpose' | 'originalTaskId' | 'retryOf' | 'now'> & Partial<NewTask> {
  return {
    id: ctx.ids.next('tsk'),
    purpose,
    originalTaskId: task.originalTaskId ?? task.id,
    retryOf: outcome,
    now: ctx.clock.now(),
    ...(session.customerId === undefined ? {} : { customerId: session.customerId }),
    ...(session.appointmentId === undefined ? {} : { appointmentId: session.appointmentId }),
    ...(session.appointmentAt === undefined ? {} : { appointmentAt: session.appointmentAt }),
  };
}

/** Within the hours of the called party, and not too close to the appointment (VIO-26, VIO-36). */
async function dialTime(
  ctx: Ctx,
  store: Queries,
  session: CallSession,
  at: Date,
): Promise<{ at: Date; movedBecause?: MovedBecause } | undefined> {
  const { customerId, appointmentAt } = session;
  const customer = customerId === undefined ? undefined : await store.customers.find(customerId);
  const { callingHours } = settingsOf(ctx.tenant);
  return nextDialTime({
    at,
    zones: customer === undefined ? session.zones : await zonesOfCustomer(customer, ctx.tenant.timezone),
    hours: callingHours,
    now: ctx.clock.now(),
    ...(appointmentAt === undefined ? {} : { startsAt: appointmentAt }),
  });
}

function hoursBetween(from: Date, until: Date): number {
  return Math.round(((until.getTime() - from.getTime()) / HOUR_MS) * 10) / 10;
}
