import type { Appointment, Customer } from '../../../domain/appointment.ts';
import type { DialPermit } from '../../../domain/reminders/dial-permit.ts';
import { grantDialPermit } from '../../../domain/reminders/dial-permit.ts';
import type { DialDelay } from '../../../domain/reminders/dial-verdict.ts';
import type { FollowUpTask } from '../../../domain/reminders/follow-up-task.ts';
import { judgeDial } from '../../../domain/reminders/judge-dial.ts';
import type { DialJudgement } from '../../../domain/reminders/judge-dial.ts';
import type { ReminderSettings } from '../../../domain/reminders/reminder-settings.ts';
import { asFault } from '../../../platform/fault.ts';
import type { Queries } from '../../../store/tenant-store.ts';
import { attempt } from '../../attempt.ts';
import type { Ctx } from '../../context.ts';
import { amongExchanges } from '../../exchanges.ts';
import { syncBooking } from '../../sync-booking.ts';
import { currentSettings } from '../current-settings.ts';
import { takeTurn } from './take-turn.ts';
import { DIAL_LEASE_MS } from './dial-lease.ts';
import { secondsLate } from './seconds-late.ts';
import { zonesToRing } from './zones-to-ring.ts';

export type DialAnswer =
  /** `task`: as it is claimed by now. */
  | { kind: 'allowed'; task: FollowUpTask; permit: DialPermit; call: AllowedCall }
  /** Nothing was decided: the task is over, put off, or another one's by now. */
  | { kind: 'lost' }
  | { kind: 'refused'; task: FollowUpTask; refusal: DialRefusal };

export type DialRefusal = Exclude<DialJudgement, { kind: 'allowed' }>;

/** Whom to ring, about what, and how: as it was when it was allowed. */
export interface AllowedCall {
  sessionId: string;
  customer: Customer & { phone: string };
  settings: ReminderSettings & { agentId: string; fromNumber: string };
  zones: string[];
  appointment?: Appointment;
}

/** A word of the calendar about the appointment that is as old is asked for anew. */
const FRESH_MS = 60_000;
const ASK_AGAIN_MS = 5 * 60_000;
const NO_LINE_MS = 60_000;
/** Any other refusal is about who asks: the appointment may stand. */
const GONE: readonly string[] = ['not_found', 'already_cancelled', 'superseded'];
/** What may pass between the end of a call and its analysis. */
const ANALYSIS_MS = 5 * 60_000;
/** No later: a conversation can be lengthened by what its agent does at the end of it. */
const SLACK_MS = 60_000;

/**
 * The one place that decides whether somebody is rung (VIO-34 to VIO-38), and the only way to a permit for the
 * dialler. Every answer is written down with its reason. Where it is yes, the call's row is made in the same
 * transaction, so that the next question counts it. `task`: as it was claimed. `sessionId`: for a
 * call whose id was told before.
 */
export async function askDialGate(ctx: Ctx, task: FollowUpTask, sessionId?: string): Promise<DialAnswer> {
  const answer = await decide(ctx, task, sessionId);
  if (answer.kind === 'lost') return answer;
  ctx.metrics.dialDecisions.inc({ verdict: answer.kind === 'allowed' ? 'allowed' : answer.refusal.verdict });
  if (answer.kind === 'allowed') {
    // A figure that cannot be had does not take the permit back.
    await attempt(ctx, 'how late a call is', async () =>
      ctx.metrics.dialLateSeconds.observe(await secondsLate(ctx, task)),
    );
  }
  return answer;
}

async function decide(ctx: Ctx, task: FollowUpTask, sessionId?: string): Promise<DialAnswer> {
  const first = await ctx.store.atomically(async (store) => {
    if (!(await store.followUpTasks.isStillClaimed(task))) return undefined;
    const asked = await judge(ctx, store, task);
    if (asked.kind !== 'allowed') await record(ctx, store, task, asked);
    return asked;
  });
  if (first === undefined) return { kind: 'lost' };
  if (first.kind !== 'allowed') return { kind: 'refused', task, refusal: first };
  const outside = await askOutside(ctx, first.call.appointment);
  // What was asked may be cut short; nobody is rung by who has to stop.
  ctx.signal.throwIfAborted();
  const until = new Date(ctx.clock.now().getTime() + DIAL_LEASE_MS);
  const renewed = await ctx.store.followUpTasks.renew(task, until);
  if (renewed === undefined) return { kind: 'lost' };
  try {
    return await ctx.store.atomically((store) => decideInLine(ctx, store, renewed, outside, sessionId));
  } catch (error) {
    await ctx.store.followUpTasks.release(renewed, ctx.clock.now());
    throw error;
  }
}

/** From here on the tenant's dials are decided one after the other. */
async function decideInLine(
  ctx: Ctx,
  store: Queries,
  task: FollowUpTask,
  outside: DialRefusal | undefined,
  sessionId: string | undefined,
): Promise<DialAnswer> {
  await store.dialGate.lock();
  if (!(await store.followUpTasks.isStillClaimed(task))) return { kind: 'lost' };
  const asked = await judge(ctx, store, task);
  const judgement = asked.kind === 'allowed' ? (outside ?? asked) : asked;
  if (judgement.kind !== 'allowed') {
    await record(ctx, store, task, judgement);
    return { kind: 'refused', task, refusal: judgement };
  }
  const id = sessionId ?? ctx.ids.next('ses');
  const call = { ...judgement.call, sessionId: id };
  await record(ctx, store, task, judgement, id);
  await addSession(ctx, store, task, call);
  return { kind: 'allowed', task, permit: grantDialPermit(id), call };
}

/** What the gate would answer at this moment, as far as our rows tell; nothing is written down, and nothing granted. */
export async function foreseeDial(ctx: Ctx, task: JudgedTask): Promise<DialJudgement> {
  return ctx.store.atomically((store) => judge(ctx, store, task));
}

type JudgedTask = Pick<FollowUpTask, 'purpose' | 'customerId' | 'appointmentId' | 'appointmentAt'> &
  Partial<Pick<FollowUpTask, 'id' | 'wantedAt'>>;

type Allowed = Extract<DialJudgement, { kind: 'allowed' }> & { call: Omit<AllowedCall, 'sessionId'> };

/** Reads everything anew: neither settings nor appointment may have changed behind our back. */
async function judge(ctx: Ctx, store: Queries, task: JudgedTask): Promise<Allowed | DialRefusal> {
  const now = ctx.clock.now();
  const { customerId, appointmentId } = task;
  // One way there and back: while this is read, the tenant's other dials may wait.
  const [settings, customer, appointment, openWrite, pause, usage] = await Promise.all([
    currentSettings(ctx, store),
    customerId === undefined ? undefined : store.customers.find(customerId),
    appointmentId === undefined ? undefined : store.appointments.find(appointmentId),
    appointmentId === undefined ? undefined : store.calendarWrites.openOfAppointment(appointmentId),
    store.reminderPauses.current(),
    store.dialGate.usage(now),
  ]);
  const phone = customer?.phone;
  const [zones, forbiddenBy, lastDialAt] = await Promise.all([
    customer === undefined ? [] : zonesToRing(customer, ctx.tenant.timezone),
    phone === undefined ? undefined : store.dialGate.forbiddenBy(phone),
    phone === undefined ? undefined : store.dialGate.lastDialOf(phone),
  ]);
  const judgement = judgeDial({
    now,
    purpose: task.purpose,
    settings,
    hasKey: ctx.phone !== undefined,
    isPaused: pause !== undefined,
    customer,
    zones,
    appointment,
    plannedFor: task.appointmentAt,
    isBeingChanged: openWrite !== undefined,
    forbiddenBy,
    lastDialAt,
    usage,
  });
  if (judgement.kind !== 'allowed') return takeTurn(ctx, store, task, settings, judgement);
  const { agentId, fromNumber } = settings ?? {};
  if (customer === undefined || phone === undefined) {
    return { kind: 'never', verdict: 'no_number', facts: judgement.facts };
  }
  if (settings === undefined || agentId === undefined || fromNumber === undefined) {
    return { kind: 'never', verdict: 'not_configured', facts: judgement.facts };
  }
  return {
    ...judgement,
    call: {
      customer: { ...customer, phone },
      settings: { ...settings, agentId, fromNumber },
      zones,
      ...(appointment === undefined ? {} : { appointment }),
    },
  };
}

/** What only others know: whether the appointment still stands, and whether there is a line to dial on. */
async function askOutside(ctx: Ctx, appointment: Appointment | undefined): Promise<DialRefusal | undefined> {
  const now = ctx.clock.now();
  const later = (verdict: DialDelay, ms: number): DialRefusal => ({
    kind: 'later',
    verdict,
    retryAt: new Date(now.getTime() + ms),
    facts: {},
  });
  if (appointment?.uid !== undefined && now.getTime() - appointment.heardOfAt.getTime() >= FRESH_MS) {
    try {
      const seen = await ctx.calendar.getBooking(appointment.uid, amongExchanges(ctx));
      if (seen.kind === 'rejected') {
        if (GONE.includes(seen.why)) return { kind: 'never', verdict: 'appointment_gone', facts: {} };
        ctx.log.warn(
          { why: seen.why, tenant: ctx.tenant.slug, appointment: appointment.id },
          'the calendar does not tell whether the appointment stands, the call waits',
        );
        return later('standing_unknown', ASK_AGAIN_MS);
      }
      await syncBooking(ctx, seen.data, appointment);
      await ctx.store.appointments.markSeen(appointment.id, now);
    } catch (error) {
      // It is us who ended the question: the task goes to whoever works on.
      if (ctx.signal.aborted) throw error;
      ctx.log.warn(
        { err: asFault(error), tenant: ctx.tenant.slug, appointment: appointment.id },
        'whether the appointment stands is not known, the call waits',
      );
      return later('standing_unknown', ASK_AGAIN_MS);
    }
  }
  return (await hasLine(ctx)) ? undefined : later('no_line', NO_LINE_MS);
}

/** Where the provider does not tell, it is asked for the call itself, and turns it away if it must. */
async function hasLine(ctx: Ctx): Promise<boolean> {
  if (ctx.phone === undefined) return true;
  try {
    const { current, limit, reservedInbound } = await ctx.phone.telephony.getConcurrency(ctx);
    return current < limit - reservedInbound;
  } catch (error) {
    ctx.log.info({ err: asFault(error), tenant: ctx.tenant.slug }, 'free lines are not known');
    return true;
  }
}

async function record(
  ctx: Ctx,
  store: Queries,
  task: FollowUpTask,
  judgement: DialJudgement,
  sessionId?: string,
): Promise<void> {
  await store.dialGate.record({
    id: ctx.ids.next('dec'),
    taskId: task.id,
    at: ctx.clock.now(),
    verdict: judgement.kind === 'allowed' ? 'allowed' : judgement.verdict,
    facts: judgement.facts,
    ...(task.customerId === undefined ? {} : { customerId: task.customerId }),
    ...(sessionId === undefined ? {} : { sessionId }),
    ...(judgement.kind === 'later' ? { retryAt: judgement.retryAt } : {}),
  });
}

async function addSession(ctx: Ctx, store: Queries, task: FollowUpTask, call: AllowedCall): Promise<void> {
  const { behaviour, agentId, fromNumber } = call.settings;
  const now = ctx.clock.now();
  const longestMs = (behaviour.ringSeconds + behaviour.maxSeconds) * 1_000 + ANALYSIS_MS + SLACK_MS;
  const outcomeDueAt = new Date(now.getTime() + longestMs);
  await store.callSessions.add({
    id: call.sessionId,
    taskId: task.id,
    customerId: call.customer.id,
    purpose: task.purpose,
    attempt: task.retryCount + 1,
    fromNumber,
    toNumber: call.customer.phone,
    zones: call.zones,
    agentId,
    requestedAt: now,
    outcomeDueAt,
    ...(call.appointment === undefined
      ? {}
      : { appointmentId: call.appointment.id, appointmentAt: call.appointment.startsAt }),
  });
}
