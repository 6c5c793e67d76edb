import type { Appointment } from '../domain/appointment.ts';
import type { CalendarWrite } from '../store/calendar-write-queries.ts';
import type { Queries } from '../store/tenant-store.ts';
import type { CalendarBooking } from '../upstream/calendar.ts';
import { auditDeed, auditedState } from './audit-deed.ts';
import { statusAfterMove } from './booking-status.ts';
import type { Ctx } from './context.ts';
import { dropCachedDays } from './release-offers.ts';
import { noteFreedTime } from './reminders/waitlist/note-freed-time.ts';
import { planAppointmentReminders } from './reminders/planning/plan-appointment-reminders.ts';

/** Records that the calendar has moved it: new uid at the end of the chain, same appointment. */
export async function finishMoving(
  ctx: Ctx,
  appointment: Appointment,
  write: CalendarWrite,
  booking: CalendarBooking,
): Promise<void> {
  const now = ctx.clock.now();
  const range = { startsAt: booking.startsAt, endsAt: booking.endsAt };
  await ctx.store.atomically(async (store) => {
    const isOurs = await store.calendarWrites.settle(write.id, { state: 'done', now });
    if (!isOurs) return;
    await store.appointments.moveTo(appointment.id, {
      ...range,
      status: statusAfterMove(booking),
      now,
      ...(write.claimId === undefined ? {} : { claimId: write.claimId }),
    });
    await store.appointments.linkBooking(appointment.id, {
      uid: booking.uid,
      calendarId: booking.id,
      startsAt: booking.startsAt,
      now,
    });
    // The appointment, the call, what is claimed, the tasks: in another order two could block each other.
    await store.callSessions.noteDeedOn(write.callId, appointment.id, 'moved', now);
    await moveClaims(store, appointment, write, range, now);
    await noteFreedTime(ctx, store, appointment);
    await planAppointmentReminders(ctx, store, appointment.id);
    await auditDeed(ctx, store, {
      deed: 'move',
      callId: write.callId,
      appointmentId: appointment.id,
      before: auditedState(appointment),
      after: auditedState({ ...range, status: statusAfterMove(booking) }),
      ...(write.proof === undefined ? {} : { proof: write.proof }),
    });
  });
  await dropCachedDays(ctx, [appointment, range]);
}

async function moveClaims(
  store: Queries,
  appointment: Appointment,
  { claimId }: CalendarWrite,
  range: { startsAt: Date; endsAt: Date },
  now: Date,
): Promise<void> {
  if (claimId === undefined) return;
  if (claimId !== appointment.claimId && appointment.claimId !== undefined) {
    await store.claims.release([appointment.claimId]);
  }
  await store.claims.resize(claimId, range, now);
  await store.claims.book(claimId);
  await store.waitlistOffers.take(claimId, now);
}

/** Gives back what was claimed for a move that was not made; the old time stays claimed. */
export async function undoMove(
  ctx: Ctx,
  appointment: Appointment,
  write: CalendarWrite,
  rejection: string | undefined,
): Promise<void> {
  const now = ctx.clock.now();
  await ctx.store.atomically(async (store) => {
    const end =
      rejection === undefined ? { state: 'not_done' as const } : { state: 'rejected' as const, rejection };
    const isOurs = await store.calendarWrites.settle(write.id, { ...end, now });
    if (!isOurs || write.claimId === undefined) return;
    // Nothing was sent: what is offered to them stays theirs until the offer ends.
    const offered =
      rejection === undefined ? await store.waitlistOffers.openOfferOfClaim(write.claimId) : undefined;
    if (offered !== undefined) await store.claims.lapseAt(write.claimId, offered.expiresAt);
    else if (write.claimId === appointment.claimId)
      await store.claims.resize(write.claimId, appointment, now);
    else await store.claims.release([write.claimId]);
  });
  await dropCachedDays(ctx, [appointment]);
}
