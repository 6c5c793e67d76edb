import { afterPlacementError } from '../../../domain/reminders/after-placement-error.ts';
import type { CallSession } from '../../../domain/reminders/call-session.ts';
import type { FollowUpTask } from '../../../domain/reminders/follow-up-task.ts';
import { isTerminal } from '../../../domain/reminders/session-states.ts';
import { asFault } from '../../../platform/fault.ts';
import type { DialRequest, PlacedCall } from '../../../upstream/telephony.ts';
import type { Ctx } from '../../context.ts';
import type { PhoneAccount } from '../../phone-account.ts';
import { askDialGate } from './dial-gate.ts';
import type { DialAnswer, DialRefusal } from './dial-gate.ts';
import { DIAL_LEASE_MS, REQUEST_MS } from './dial-lease.ts';
import { dialRequestOf } from './dial-request.ts';
import { dropWaitlistCall } from '../waitlist/drop-waitlist-call.ts';
import { endBrokenOff } from './end-broken-off.ts';
import { endRefused } from './end-refused.ts';
import { endWait } from './end-wait.ts';
import { holdForCall } from '../waitlist/hold-for-call.ts';
import { giveUpTask } from './give-up-task.ts';
import { pauseReminders } from '../pause-reminders.ts';

/** Before this a call of which nobody knows whether it was made is not given up (VIO-62). */
const LOOKUP_MS = 300_000;
/** An alarm that rings a moment early is set again. */
const EARLY_MS = 5_000;
const MOST_HELD_MS = 5 * 60_000;
const RUNNING_MS = 10 * 60_000;
/** With the status behind it, why no call came of a request. */
const REFUSED = 'refused_';

type Allowed = Extract<DialAnswer, { kind: 'allowed' }>;

/**
 * What came of an alarm. `placed`: somebody's phone rings, or did; `unknown`: that cannot be told yet; `waiting`: the
 * end of a call is waited for; `idle`: there was nothing to do.
 */
export type Dialled =
  | { kind: 'placed'; sessionId: string; callId: string }
  | { kind: 'unknown'; sessionId: string }
  | { kind: 'not_placed'; sessionId: string; status: number | undefined }
  | { kind: 'refused'; answer: DialRefusal }
  | { kind: 'waiting' }
  | { kind: 'idle' };

/**
 * Carries out one due task: rings the customer if the gate lets it. Safe to be called any number of times, by any number
 * of processes, at any time: the task is claimed by one of them, and a call of which nobody knows whether it was made is
 * looked up at the provider before anybody is rung again. A call that was asked for now is made now or never (VIO-04).
 */
export async function dialTask(ctx: Ctx, taskId: string): Promise<Dialled> {
  const now = ctx.clock.now();
  const until = new Date(now.getTime() + DIAL_LEASE_MS);
  const task = await ctx.store.followUpTasks.claim(taskId, now, until);
  if (task === undefined) {
    await setAlarmAgain(ctx, taskId);
    return { kind: 'idle' };
  }
  try {
    return await workOff(ctx, task);
  } catch (error) {
    // Whoever takes it next looks first whether a call was made.
    await ctx.store.followUpTasks.release(task, now);
    throw error;
  }
}

async function workOff(ctx: Ctx, task: FollowUpTask): Promise<Dialled> {
  if (task.kind === 'wait_for_reschedule') {
    await endWait(ctx, task);
    return { kind: 'idle' };
  }
  if (await isUnderWay(ctx, task)) return { kind: 'waiting' };
  if (task.purpose === 'call_now') {
    await endBrokenOff(ctx, task);
    return { kind: 'idle' };
  }
  return dialClaimed(ctx, task);
}

/** The same with a task that the caller has claimed; `sessionId`: for a call whose id is told before. */
export async function dialClaimed(ctx: Ctx, task: FollowUpTask, sessionId?: string): Promise<Dialled> {
  if (!(await holdForCall(ctx, task))) return { kind: 'idle' };
  const answer = await askDialGate(ctx, task, sessionId);
  if (answer.kind === 'lost') return { kind: 'idle' };
  if (answer.kind === 'allowed') return dial(ctx, answer);
  await afterNo(ctx, answer.task, answer.refusal);
  return { kind: 'refused', answer: answer.refusal };
}

async function afterNo(ctx: Ctx, task: FollowUpTask, refusal: DialRefusal): Promise<void> {
  const now = ctx.clock.now();
  const { verdict } = refusal;
  if (task.purpose === 'call_now') {
    await ctx.store.followUpTasks.closeClaimed(task, { status: 'cancelled', action: verdict, now });
  } else if (task.waitlistId !== undefined && !isSoon(refusal, now)) {
    await ctx.store.atomically((store) => dropWaitlistCall(ctx, store, task, verdict));
  } else if (refusal.kind === 'later') {
    await ctx.store.followUpTasks.putOffClaimed(task, refusal.retryAt, now, refusal.movedBecause);
  } else {
    await endRefused(ctx, task, refusal.verdict);
  }
}

/** A time is held for the customer, so their call waits for no more than a free line. */
function isSoon(answer: DialRefusal, now: Date): boolean {
  return answer.kind === 'later' && answer.retryAt.getTime() - now.getTime() <= MOST_HELD_MS;
}

async function setAlarmAgain(ctx: Ctx, taskId: string): Promise<void> {
  const task = await ctx.store.followUpTasks.find(taskId);
  const now = ctx.clock.now();
  const earlyMs = (task?.scheduledAt.getTime() ?? 0) - now.getTime();
  if (task?.status !== 'pending' || earlyMs <= 0 || earlyMs > EARLY_MS) return;
  await ctx.store.followUpTasks.setAlarmAgain(task.id, task.scheduledAt, now);
}

/** Whether a call of the task may be going on. One that certainly was not made is closed, and the task is free again. */
async function isUnderWay(ctx: Ctx, task: FollowUpTask): Promise<boolean> {
  const [latest] = await ctx.store.callSessions.ofTask(task.id);
  if (latest === undefined || latest.placementError !== undefined) return false;
  // What came of the call decides what becomes of its task.
  if (isTerminal(latest.state) && latest.updates?.['task'] === true) return false;
  const now = ctx.clock.now();
  if (latest.callId !== undefined) {
    await ctx.store.followUpTasks.keep(task.id, new Date(now.getTime() + RUNNING_MS));
    return true;
  }
  if (latest.state === 'queued') {
    return !(await isFreed(ctx, latest.id, 'queued', 'not_sent'));
  }
  const found = await lookUp(ctx, latest);
  if (found.kind === 'found') {
    await markPlaced(ctx, task, latest.id, found.callId);
    return true;
  }
  const giveUpAt = latest.requestedAt.getTime() + LOOKUP_MS;
  if (found.kind === 'unknown' || now.getTime() < giveUpAt) {
    const at = found.kind === 'unknown' ? now.getTime() + DIAL_LEASE_MS : giveUpAt;
    await ctx.store.followUpTasks.putOffClaimed(task, new Date(at), now);
    return true;
  }
  return !(await isFreed(ctx, latest.id, 'initiating', 'never_made'));
}

/** Where it is `false`, another one has gone on with the call, or its events have come, since it was looked at. */
function isFreed(
  ctx: Ctx,
  sessionId: string,
  from: 'queued' | 'initiating',
  error: string,
): Promise<boolean> {
  return ctx.store.callSessions.markNotPlaced(sessionId, from, error, ctx.clock.now());
}

async function lookUp(
  ctx: Ctx,
  session: CallSession,
): Promise<{ kind: 'found'; callId: string } | { kind: 'missing' } | { kind: 'unknown' }> {
  if (ctx.phone === undefined) return { kind: 'unknown' };
  try {
    const found = await ctx.phone.telephony.findCallByMetadata('session_id', session.id, ctx);
    return found === undefined ? { kind: 'missing' } : { kind: 'found', callId: found.report.id };
  } catch (error) {
    ctx.log.warn(
      { err: asFault(error), tenant: ctx.tenant.slug, session: session.id },
      'whether the call was made is not known yet',
    );
    return { kind: 'unknown' };
  }
}

/** What has begun is done to its end, however long its round lasts: the provider's client has limits of its own. */
async function dial(ctx: Ctx, allowed: Allowed): Promise<Dialled> {
  const { phone } = ctx;
  const request = await begin(ctx, allowed);
  if (request === undefined || phone === undefined) return { kind: 'waiting' };
  const placing = place({ ...ctx, signal: new AbortController().signal }, phone, allowed, request);
  ctx.background.add('reminder call', placing);
  return placing;
}

/** `undefined`: the request is not to go out any more. */
async function begin(ctx: Ctx, { task, call }: Allowed): Promise<DialRequest | undefined> {
  const giveBack = () => ctx.store.followUpTasks.release(task, ctx.clock.now());
  try {
    const request = await dialRequestOf(ctx, task, call);
    ctx.signal.throwIfAborted();
    if (await ctx.store.callSessions.markInitiating(call.sessionId, ctx.clock.now())) return request;
  } catch (error) {
    await giveBack();
    throw error;
  }
  await giveBack();
  return undefined;
}

async function place(
  ctx: Ctx,
  { telephony }: PhoneAccount,
  { task, permit, call: { sessionId } }: Allowed,
  request: DialRequest,
): Promise<Dialled> {
  if (isTooLate(task, ctx.clock.now())) return afterStandstill(ctx, task, sessionId);
  const placed = await telephony.placeCall(permit, request, ctx);
  if (placed.kind === 'placed') {
    await markPlaced(ctx, task, sessionId, placed.callId);
    return { kind: 'placed', sessionId, callId: placed.callId };
  }
  if (placed.kind === 'unknown') return afterSilence(ctx, task, sessionId, placed.status);
  return afterRefusal(ctx, task, sessionId, placed);
}

/** Whoever takes the task when its claim has lapsed may find no call: none must come of this request any more. */
function isTooLate({ claimedUntil }: FollowUpTask, now: Date): boolean {
  return claimedUntil === undefined || claimedUntil.getTime() - now.getTime() < REQUEST_MS;
}

async function afterStandstill(ctx: Ctx, task: FollowUpTask, sessionId: string): Promise<Dialled> {
  await isFreed(ctx, sessionId, 'initiating', 'not_sent');
  await ctx.store.followUpTasks.release(task, ctx.clock.now());
  return { kind: 'waiting' };
}

/** The end of the call is told by its events; until then the task is this call's. */
async function markPlaced(ctx: Ctx, task: FollowUpTask, sessionId: string, callId: string): Promise<void> {
  const now = ctx.clock.now();
  await ctx.store.callSessions.markPlaced(sessionId, callId, now);
  await ctx.store.followUpTasks.keep(task.id, new Date(now.getTime() + RUNNING_MS));
}

/** No answer came: the call may ring. It is looked up at once, and again before anybody is rung a second time. */
async function afterSilence(
  ctx: Ctx,
  task: FollowUpTask,
  sessionId: string,
  status: number | undefined,
): Promise<Dialled> {
  const session = await ctx.store.callSessions.find(sessionId);
  const found = session === undefined ? { kind: 'unknown' as const } : await lookUp(ctx, session);
  if (found.kind === 'found') {
    await markPlaced(ctx, task, sessionId, found.callId);
    return { kind: 'placed', sessionId, callId: found.callId };
  }
  const now = ctx.clock.now();
  const step = afterPlacementError(status ?? 'timeout');
  const waitMs = step.kind === 'wait' ? step.seconds * 1_000 : LOOKUP_MS;
  await ctx.store.followUpTasks.putOffClaimed(task, new Date(now.getTime() + waitMs), now);
  return { kind: 'unknown', sessionId };
}

/** The provider made no call: the session keeps why, and what is next depends on it (VIO-11, VIO-62). */
async function afterRefusal(
  ctx: Ctx,
  task: FollowUpTask,
  sessionId: string,
  placed: Extract<PlacedCall, { kind: 'refused' | 'turned_away' }>,
): Promise<Dialled> {
  const now = ctx.clock.now();
  const status = placed.kind === 'refused' ? placed.status : 429;
  const error = placed.kind === 'refused' ? `${REFUSED}${status}` : 'turned_away';
  if (!(await isFreed(ctx, sessionId, 'initiating', error))) {
    await ctx.store.followUpTasks.keep(task.id, new Date(now.getTime() + RUNNING_MS));
    return { kind: 'waiting' };
  }
  const step = afterPlacementError(status, {
    refusedInARow: await refusedInARow(ctx, task),
    ...(placed.kind === 'turned_away' && placed.retryAfterSeconds !== undefined
      ? { retryAfterSeconds: placed.retryAfterSeconds }
      : {}),
  });
  const again = async (at: Date): Promise<void> => {
    if (task.purpose !== 'call_now') await ctx.store.followUpTasks.putOffClaimed(task, at, now);
    else await ctx.store.followUpTasks.closeClaimed(task, { status: 'failed', action: error, now });
  };
  if (step.kind === 'wait') {
    await again(new Date(now.getTime() + step.seconds * 1_000));
  } else if (step.pausesTenant) {
    await pauseReminders(ctx, status === 402 ? 'payment' : 'key', { status });
    // The call itself is not to blame: it is made when the calls go on.
    await again(now);
  } else {
    await giveUpTask(ctx, task, step.why, step.kind);
  }
  return { kind: 'not_placed', sessionId, status };
}

/** How often the provider has refused the task's call, without anything else between. */
async function refusedInARow(ctx: Ctx, task: FollowUpTask): Promise<number> {
  const sessions = await ctx.store.callSessions.ofTask(task.id);
  const other = sessions.findIndex(({ placementError }) => placementError?.startsWith(REFUSED) !== true);
  return other === -1 ? sessions.length : other;
}
