import { isStanding } from '../../../domain/appointment.ts';
import type { Appointment } from '../../../domain/appointment.ts';
import { mayCancel } from '../../../domain/policy.ts';
import type { CallSession } from '../../../domain/reminders/call-session.ts';
import { auditDeed, auditedState } from '../../audit-deed.ts';
import { cancelBooking } from '../../cancel-booking.ts';
import type { Ctx } from '../../context.ts';
import { catchUp } from '../../follow-booking.ts';
import { withAlerts } from '../../with-alerts.ts';
import { settingsOf } from '../settings-of.ts';
import { raiseReview } from './raise-review.ts';

const REASON = 'cancelled in a reminder call';

/**
 * Does with the appointment what the customer said and no voice function has done (VIO-46, VIO-94): confirms it, or
 * cancels it as a cancellation on the phone would. What the tenant's rules or its calendar do not let be cancelled is
 * put before a person. One that was moved or cancelled meanwhile is left alone.
 */
export async function settleAppointment(ctx: Ctx, session: CallSession): Promise<void> {
  if (session.updates?.['appointment'] === true) return;
  // What was said in a call of the waitlist was said of the time it offered.
  const isAboutIt = session.purpose !== 'waitlist';
  if (isAboutIt && session.outcome === 'confirmed' && !session.deeds.confirmed) await confirm(ctx, session);
  if (isAboutIt && session.outcome === 'cancelled' && !session.deeds.cancelled) await cancel(ctx, session);
  await ctx.store.callSessions.markUpdate(session.id, 'appointment');
}

async function confirm(ctx: Ctx, session: CallSession): Promise<void> {
  const { appointmentId, callId } = session;
  if (appointmentId === undefined) return;
  await ctx.store.atomically(async (store) => {
    const appointment = await store.appointments.lock(appointmentId);
    if (appointment === undefined || !isAsDialled(appointment, session)) return;
    if (!(await store.appointments.confirm(appointment.id, ctx.clock.now()))) return;
    await auditDeed(ctx, store, {
      deed: 'confirm_attendance',
      appointmentId,
      after: auditedState(appointment),
      ...(callId === undefined ? {} : { callId }),
    });
  });
}

async function cancel(ctx: Ctx, session: CallSession): Promise<void> {
  const { appointmentId, callId } = session;
  const appointment =
    appointmentId === undefined ? undefined : await ctx.store.appointments.find(appointmentId);
  if (appointment === undefined || callId === undefined || !isAsDialled(appointment, session)) return;
  if (await isCancelled(ctx, appointment, callId)) return;
  await withAlerts(ctx, async (store, raise) => {
    const task = await store.followUpTasks.find(session.taskId);
    if (task === undefined) return;
    const ended = { ...task, outcome: 'cancelled' as const };
    await raiseReview(ctx, store, raise, ended, { kind: 'manual_review', why: 'escalated' });
  });
}

/** The number that was dialled is the customer's own. */
async function isCancelled(ctx: Ctx, appointment: Appointment, callId: string): Promise<boolean> {
  const { uid, startsAt } = appointment;
  const { cancelling } = settingsOf(ctx.tenant).content;
  const isInTime = mayCancel(startsAt, ctx.clock.now(), ctx.tenant.policies.cancelHours);
  if (uid === undefined || !cancelling || !isInTime) return false;
  const end = await cancelBooking(ctx, appointment, { callId, proof: 'caller_id', reason: REASON });
  if (end !== 'changed_elsewhere') return end === 'cancelled';
  return !isStanding(await catchUp(ctx, appointment, uid));
}

function isAsDialled(appointment: Appointment, { appointmentAt }: CallSession): boolean {
  return isStanding(appointment) && appointment.startsAt.getTime() === appointmentAt?.getTime();
}
