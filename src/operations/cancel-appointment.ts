import type { Appointment } from '../domain/appointment.ts';
import { mayCancel } from '../domain/policy.ts';
import type { ProvenAppointment } from '../domain/proof.ts';
import { asFault, Fault } from '../platform/fault.ts';
import { done, refused, say } from '../platform/outcome.ts';
import type { Outcome, Refusal, SpokenAppointment } from '../platform/outcome.ts';
import type { CalendarWrite } from '../store/calendar-write-queries.ts';
import type { CalendarRejection } from '../upstream/calendar.ts';
import { auditDeed, auditedState } from './audit-deed.ts';
import { auditReadOut } from './audit-read-out.ts';
import type { CallCtx, Ctx } from './context.ts';
import { amongExchanges } from './exchanges.ts';
import {
  findMatching,
  findOwnAppointment,
  spokenAppointment,
  understandQuestion,
} from './find-appointment.ts';
import type { AppointmentQuestion, AppointmentWish } from './find-appointment.ts';
import { lockUnchanged } from './follow-booking.ts';
import { customersOfCaller } from './open-call.ts';
import { isChangedElsewhere, refuseChangedElsewhere } from './refuse-changed-elsewhere.ts';
import { dropCachedDays } from './release-offers.ts';
import { findUnderWay, lookUpWrite, recorded, sendWrite } from './write-to-calendar.ts';

export interface CancelWish extends AppointmentWish {
  reason?: string;
}

export interface CancelledAppointment {
  appointmentId: string;
  appointment: SpokenAppointment;
}

/** What the calendar is told when the caller gave no reason; with a host's key it demands one. */
const DEFAULT_REASON = 'cancelled by phone';

/** Cancels one of the caller's appointments after the policy check (ASK-29, ASK-31). Twice is once. */
export async function cancelAppointment(
  ctx: CallCtx,
  wish: CancelWish,
): Promise<Outcome<CancelledAppointment>> {
  const question = await understandQuestion(ctx, wish, 'cancel');
  if (question.kind === 'refused') return question;
  const found = await findOwnAppointment(ctx, question);
  if (found.kind === 'refused') return answerCancelled(ctx, question, found);
  const outcome = await cancelProven(ctx, wish, found.proven);
  // A refusal that names the appointment tells the caller of it.
  if (outcome.kind === 'refused' && 'appointment' in outcome.facts) auditReadOut(ctx, [found.proven]);
  return outcome;
}

async function cancelProven(
  ctx: CallCtx,
  wish: CancelWish,
  { appointment, by }: ProvenAppointment,
): Promise<Outcome<CancelledAppointment>> {
  const hours = ctx.tenant.policies.cancelHours;
  const spoken = spokenAppointment(ctx, appointment);
  if (!mayCancel(appointment.startsAt, ctx.clock.now(), hours)) {
    return { ...refused('too_late_to_cancel', { hours, appointment: spoken }), offerCallback: true };
  }
  const { uid } = appointment;
  if (uid === undefined) throw new Fault('internal', 'a standing appointment has no calendar booking');

  const begun = await ctx.store.atomically(async (store) => {
    await lockUnchanged(store, appointment);
    const open = await store.calendarWrites.openOfAppointment(appointment.id);
    if (open !== undefined) return { write: open, isNew: false };
    const write: CalendarWrite = {
      id: ctx.ids.next('wrt'),
      kind: 'cancel',
      callId: ctx.call.id,
      appointmentId: appointment.id,
      uid,
      reason: wish.reason ?? DEFAULT_REASON,
      proof: by,
      state: 'sent',
      sentAt: ctx.clock.now(),
    };
    return { write, isNew: await store.calendarWrites.begin(write) };
  });
  const answer = answerDone(ctx, appointment);
  if (!begun.isNew) {
    if (begun.write.kind !== 'cancel') {
      throw new Fault('outcome_unknown', 'another change of the appointment is under way');
    }
    // Cancelling twice is cancelling once: where the calendar does not show it, it is asked again at once.
    if (await isFoundCancelled(ctx, begun.write)) {
      await recorded(finishCancelling(ctx, appointment, begun.write));
      return answer;
    }
  }
  const { write } = begun;
  const end = await sendWrite(ctx, write, () =>
    ctx.calendar.cancelBooking(uid, write.reason ?? DEFAULT_REASON, amongExchanges(ctx)),
  );
  const isGone = end.kind === 'rejected' && isChangedElsewhere(end.why);
  if (end.kind === 'done' || (isGone && (await isCancelled(ctx, write)))) {
    await recorded(finishCancelling(ctx, appointment, write));
    return answer;
  }
  await endWrite(ctx, write, end.kind === 'rejected' ? end.why : undefined);
  if (end.kind === 'not_done') throw end.fault;
  if (isGone) return refuseChangedElsewhere(ctx, appointment);
  return { ...refused('change_not_allowed', { appointment: spoken }), offerCallback: true };
}

async function isFoundCancelled(ctx: Ctx, write: CalendarWrite): Promise<boolean> {
  try {
    await findUnderWay(ctx, write);
    return true;
  } catch (error) {
    if (asFault(error).code === 'outcome_unknown') return false;
    throw error;
  }
}

/** The calendar says the same of a booking that was moved. Until it tells which, the write stays open. */
async function isCancelled(ctx: Ctx, write: CalendarWrite): Promise<boolean> {
  try {
    return (await lookUpWrite(ctx, write)) !== undefined;
  } catch (error) {
    throw new Fault('outcome_unknown', 'why the calendar did not cancel is not known yet', { cause: error });
  }
}

/**
 * What nothing standing fits may be cancelled already: on this call, whatever words it was asked in then, the answer
 * is the same again; before it, only where the caller names that appointment.
 */
async function answerCancelled(
  ctx: CallCtx,
  question: AppointmentQuestion,
  refusal: Refusal,
): Promise<Outcome<CancelledAppointment>> {
  if (refusal !== question.caller.otherwise) return refusal;
  const { name, appointmentId, bookingCode, date } = question.wish;
  const isAboutSomebody = [name, appointmentId, bookingCode].some((said) => said !== undefined);
  // Several people have the number: what was done for one of them is no answer about another one.
  if (!isAboutSomebody && (await customersOfCaller(ctx)).length > 1) return refused('customer_unclear', {});
  const matching = await findMatching(ctx, question, 'cancelled');
  for (const write of await ctx.store.calendarWrites.doneOfCall(ctx.call.id, 'cancel')) {
    const ours = matching.find(({ appointment }) => appointment.id === write.appointmentId);
    if (ours !== undefined) return answerDone(ctx, ours.appointment);
  }
  const isNamed = [appointmentId, bookingCode, date].some((said) => said !== undefined);
  const [only, ...others] = matching;
  if (!isNamed || only === undefined || others.length > 0) return refusal;
  auditReadOut(ctx, [only]);
  return refused('already_cancelled', { appointment: spokenAppointment(ctx, only.appointment) });
}

function answerDone(ctx: CallCtx, appointment: Appointment): Outcome<CancelledAppointment> {
  const spoken = spokenAppointment(ctx, appointment);
  return done(
    { appointmentId: appointment.id, appointment: spoken },
    say('cancelled', { appointment: spoken }),
  );
}

/** Records that the calendar has cancelled it; once, however often it is found out. */
export async function finishCancelling(
  ctx: Ctx,
  appointment: Appointment,
  write: CalendarWrite,
): Promise<void> {
  const now = ctx.clock.now();
  await ctx.store.atomically(async (store) => {
    const isOurs = await store.calendarWrites.settle(write.id, { state: 'done', now });
    if (!isOurs) return;
    await store.appointments.setStatus(appointment.id, 'cancelled', now);
    if (appointment.claimId !== undefined) await store.claims.release([appointment.claimId]);
    await auditDeed(ctx, store, {
      deed: 'cancel',
      callId: write.callId,
      appointmentId: appointment.id,
      before: auditedState(appointment),
      after: auditedState({ ...appointment, status: 'cancelled' }),
      ...(write.proof === undefined ? {} : { proof: write.proof }),
    });
  });
  await dropCachedDays(ctx, [appointment]);
}

/** Ends a write that changed nothing: everything stands as before. */
export async function endWrite(
  ctx: Ctx,
  write: CalendarWrite,
  rejection: CalendarRejection | undefined,
): Promise<void> {
  const now = ctx.clock.now();
  await ctx.store.calendarWrites.settle(
    write.id,
    rejection === undefined ? { state: 'not_done', now } : { state: 'rejected', rejection, now },
  );
}
