import type { Appointment } from '../domain/appointment.ts';
import type { Proof } from '../domain/audit.ts';
import { asFault, Fault } from '../platform/fault.ts';
import type { CalendarWrite } from '../store/calendar-write-queries.ts';
import type { CalendarRejection } from '../upstream/calendar.ts';
import { auditDeed, auditedState } from './audit-deed.ts';
import type { Ctx } from './context.ts';
import { amongExchanges } from './exchanges.ts';
import { lockUnchanged } from './follow-booking.ts';
import { isChangedElsewhere } from './refuse-changed-elsewhere.ts';
import { dropCachedDays } from './release-offers.ts';
import { noteFreedTime } from './reminders/waitlist/note-freed-time.ts';
import { planAppointmentReminders } from './reminders/planning/plan-appointment-reminders.ts';
import { findUnderWay, lookUpWrite, recorded, sendWrite } from './write-to-calendar.ts';

/** What the calendar is told when nobody gave a reason; with a host's key it demands one. */
const DEFAULT_REASON = 'cancelled by phone';

/**
 * Cancels the calendar's booking of an appointment for a call, the intent first. Cancelling twice is cancelling once.
 * Throws where the calendar was not reached, or did not tell whether it has done it.
 */
export async function cancelBooking(
  ctx: Ctx,
  appointment: Appointment,
  wish: { callId: string; proof: Proof; reason?: string },
): Promise<'cancelled' | 'changed_elsewhere' | 'not_allowed'> {
  const { uid } = appointment;
  if (uid === undefined) throw new Fault('internal', 'a standing appointment has no calendar booking');
  const begun = await ctx.store.atomically(async (store) => {
    await lockUnchanged(store, appointment);
    const open = await store.calendarWrites.openOfAppointment(appointment.id);
    if (open !== undefined) return { write: open, isNew: false };
    const write: CalendarWrite = {
      id: ctx.ids.next('wrt'),
      kind: 'cancel',
      callId: wish.callId,
      appointmentId: appointment.id,
      uid,
      reason: wish.reason ?? DEFAULT_REASON,
      proof: wish.proof,
      state: 'sent',
      sentAt: ctx.clock.now(),
    };
    return { write, isNew: await store.calendarWrites.begin(write) };
  });
  if (!begun.isNew) {
    if (begun.write.kind !== 'cancel') {
      throw new Fault('outcome_unknown', 'another change of the appointment is under way');
    }
    // Where the calendar does not show it, it is asked again at once.
    if (await isFoundCancelled(ctx, begun.write)) {
      await recorded(finishCancelling(ctx, appointment, begun.write));
      return 'cancelled';
    }
  }
  const { write } = begun;
  const end = await sendWrite(ctx, write, () =>
    ctx.calendar.cancelBooking(uid, write.reason ?? DEFAULT_REASON, amongExchanges(ctx)),
  );
  const isGone = end.kind === 'rejected' && isChangedElsewhere(end.why);
  if (end.kind === 'done' || (isGone && (await isCancelled(ctx, write)))) {
    await recorded(finishCancelling(ctx, appointment, write));
    return 'cancelled';
  }
  await endWrite(ctx, write, end.kind === 'rejected' ? end.why : undefined);
  if (end.kind === 'not_done') throw end.fault;
  return isGone ? 'changed_elsewhere' : 'not_allowed';
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
    // The tasks last, as everybody takes them.
    await store.callSessions.noteDeedOn(write.callId, appointment.id, 'cancelled', now);
    if (appointment.claimId !== undefined) await store.claims.release([appointment.claimId]);
    await noteFreedTime(ctx, store, appointment);
    await planAppointmentReminders(ctx, store, appointment.id);
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
