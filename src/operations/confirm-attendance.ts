import type { ProvenAppointment } from '../domain/proof.ts';
import type { CallSession } from '../domain/reminders/call-session.ts';
import { toWallTime } from '../domain/wall-clock.ts';
import { done, refused, say } from '../platform/outcome.ts';
import type { Outcome, Refusal, SpokenAppointment } from '../platform/outcome.ts';
import { auditDeed, auditedState } from './audit-deed.ts';
import { auditReadOut } from './audit-read-out.ts';
import { amendCallNote, readCallNote } from './call-note.ts';
import type { ConfirmationWish, ConfirmedBooking } from './confirm-booking.ts';
import type { CallCtx } from './context.ts';
import { findProven, refuseGone, spokenAppointment } from './find-appointment.ts';
import { lockUnchanged } from './follow-booking.ts';
import { identifyCaller } from './identify-caller.ts';
import { refuseWhileChanging } from './refuse-while-changing.ts';
import { settingsOf } from './reminders/settings-of.ts';

/**
 * What the customer answers when we ring and ask whether they come (VIO-46); a yes once more is the same yes. `undefined`
 * where that was not the question: it is no such call, or it has come to another time in the meantime.
 */
export async function confirmAttendance(
  ctx: CallCtx,
  wish: ConfirmationWish,
): Promise<Outcome<ConfirmedBooking> | undefined> {
  if (ctx.call.sessionId === undefined || (await isAboutOffer(ctx, wish))) return undefined;
  const caller = await identifyCaller(ctx, {}, 'read', undefined);
  if (caller.kind === 'refused') return caller;
  const { session } = caller;
  if (session?.appointmentId === undefined || session.purpose === 'waitlist') return undefined;
  if (wish.confirmed === 'unclear') return refused('attendance_unclear', {});
  const standing = await findProven(ctx, caller, 'standing');
  const asked = standing.find(({ appointment }) => appointment.id === session.appointmentId);
  if (asked === undefined) return refuseGone(ctx, caller, session.appointmentId);
  await refuseWhileChanging(ctx, asked.appointment.id);
  auditReadOut(ctx, [asked]);
  const appointment = spokenAppointment(ctx, asked.appointment);
  if (wish.confirmed === 'no') return refuseDeclined(ctx, appointment);
  if (await isNewTime(ctx, session, asked)) return refused('appointment_moved', { appointment });
  return confirm(ctx, session, asked);
}

function refuseDeclined(ctx: CallCtx, appointment: SpokenAppointment): Refusal {
  const { cancelling, rescheduling } = settingsOf(ctx.tenant).content;
  if (cancelling && rescheduling) return refused('attendance_declined', { appointment });
  if (!cancelling && !rescheduling) return refused('no_change_here', { appointment });
  return refused('attendance_declined', { appointment, only: cancelling ? 'cancel' : 'move' });
}

/** A booking that the call has in hand, or had until it ran out: what was said is said of that one. */
async function isAboutOffer(ctx: CallCtx, { offerId, confirmed }: ConfirmationWish): Promise<boolean> {
  const offers = await ctx.store.offers.ofCall(ctx.call.id, ['live', 'confirming', 'confirmed', 'void']);
  const [newest] = offers;
  if (newest === undefined) return false;
  if (confirmed === 'no' || offers.some(({ id, state }) => id === offerId || state !== 'void')) return true;
  const rejection = await ctx.store.calendarWrites.rejectionOfOffer(newest.id);
  return newest.expiresAt <= ctx.clock.now() || rejection !== undefined;
}

/** Moved elsewhere since we dialled: the yes was to the old time, unless the new one was told before it. */
async function isNewTime(
  ctx: CallCtx,
  { appointmentAt, deeds }: CallSession,
  { appointment: { startsAt } }: ProvenAppointment,
): Promise<boolean> {
  if (deeds.moved || appointmentAt?.getTime() === startsAt.getTime()) return false;
  const movedTo = startsAt.toISOString();
  if ((await readCallNote(ctx, ctx.call.id)).movedTo === movedTo) return false;
  await amendCallNote(ctx, ctx.call.id, (note) => ({ ...note, movedTo }));
  return true;
}

async function confirm(
  ctx: CallCtx,
  session: CallSession,
  { appointment, by }: ProvenAppointment,
): Promise<Outcome<ConfirmedBooking>> {
  const now = ctx.clock.now();
  await ctx.store.atomically(async (store) => {
    await lockUnchanged(store, appointment);
    const isNew = await store.appointments.confirm(appointment.id, now);
    await store.callSessions.noteDeed(session.id, 'confirmed', now);
    if (!isNew) return;
    await auditDeed(ctx, store, {
      deed: 'confirm_attendance',
      appointmentId: appointment.id,
      before: auditedState(appointment),
      after: auditedState(appointment),
      proof: by,
    });
  });
  const spoken = spokenAppointment(ctx, appointment);
  const wall = toWallTime(appointment.startsAt, ctx.tenant.timezone);
  return done(
    { appointmentId: appointment.id, status: 'attending', wall, service: spoken.service },
    say('attendance_confirmed', { appointment: spoken }),
  );
}
