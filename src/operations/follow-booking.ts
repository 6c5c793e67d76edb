import { isStanding } from '../domain/appointment.ts';
import type { Appointment } from '../domain/appointment.ts';
import { Fault } from '../platform/fault.ts';
import type { Queries } from '../store/tenant-store.ts';
import type { CalendarBooking } from '../upstream/calendar.ts';
import { auditDeed, auditedState } from './audit-deed.ts';
import { appointmentStatus } from './booking-status.ts';
import { claimBooked, seatsFor } from './claim-booked.ts';
import type { Ctx } from './context.ts';
import { amongExchanges } from './exchanges.ts';
import { dropCachedDays } from './release-offers.ts';
import { noteFreedTime } from './reminders/waitlist/note-freed-time.ts';
import { planAppointmentReminders } from './reminders/planning/plan-appointment-reminders.ts';

/** How far a chain of moves is followed. */
export const MOST_MOVES = 20;

/**
 * Asks the calendar what became of an appointment's booking and follows it; answers the appointment as it stands
 * then. `uid` is any booking of its chain. One that the calendar does not show leaves everything as it was.
 */
export async function catchUp(ctx: Ctx, known: Appointment, uid: string): Promise<Appointment> {
  const seen = await ctx.calendar.getBooking(uid, amongExchanges(ctx));
  if (seen.kind === 'rejected') return known;
  await followBooking(ctx, known, (await newestOf(ctx, seen.data)).booking);
  return (await ctx.store.appointments.find(known.id)) ?? known;
}

/** The end of the chain of moves that starts at a booking, and the uids of all that were passed, both ends included. */
export async function newestOf(
  ctx: Ctx,
  seen: CalendarBooking,
): Promise<{ booking: CalendarBooking; uids: string[] }> {
  let booking = seen;
  const uids = [seen.uid];
  while (uids.length <= MOST_MOVES && booking.rescheduledToUid !== undefined) {
    const next = await ctx.calendar.getBooking(booking.rescheduledToUid, amongExchanges(ctx));
    if (next.kind === 'rejected') break;
    booking = next.data;
    uids.push(booking.uid);
  }
  return { booking, uids };
}

/**
 * Brings an appointment in step with the newest booking of its chain. `known` is the appointment as it was before
 * the booking was fetched: where it has changed since, or the booking is not the newest one any more, nothing is
 * done and a fault asks to fetch again.
 */
export async function followBooking(ctx: Ctx, known: Appointment, booking: CalendarBooking): Promise<void> {
  const now = ctx.clock.now();
  const status = appointmentStatus(booking);
  const range = { startsAt: booking.startsAt, endsAt: booking.endsAt };
  const audit = (store: Queries, after: Parameters<typeof auditedState>[0]) =>
    auditDeed(ctx, store, {
      deed: 'follow',
      appointmentId: known.id,
      before: auditedState(known),
      after: auditedState(after),
    });
  await ctx.store.atomically(async (store) => {
    await expectUnchanged(store, known);
    const isNew = await store.appointments.linkBooking(known.id, {
      uid: booking.uid,
      calendarId: booking.id,
      startsAt: booking.startsAt,
      now,
    });
    if (!isNew && known.uid !== booking.uid) throw staleFetch();
    if (status === 'cancelled') {
      if (known.claimId !== undefined) await store.claims.release([known.claimId]);
      if (known.status === 'cancelled') return;
      await store.appointments.setStatus(known.id, 'cancelled', now);
      await planAppointmentReminders(ctx, store, known.id);
      if (isStanding(known)) await noteFreedTime(ctx, store, known);
      await audit(store, { ...known, status });
      return;
    }
    const isSameTime = known.startsAt.getTime() === range.startsAt.getTime();
    const isOver = known.status === 'completed' || known.status === 'no_show';
    if (isSameTime && (known.status === status || isOver)) return;
    const keepsClaim = isSameTime && known.status !== 'cancelled';
    const claimId = keepsClaim ? known.claimId : await moveClaim(ctx, store, known, range);
    await store.appointments.moveTo(known.id, {
      ...range,
      status,
      now,
      claimId: claimId ?? null,
    });
    await planAppointmentReminders(ctx, store, known.id);
    if (!isSameTime && isStanding(known)) await noteFreedTime(ctx, store, known);
    await audit(store, { ...range, status });
  });
  await dropCachedDays(ctx, [known, range]);
}

/** Keeps everybody else from changing the appointment until the transaction ends; throws where it has changed already. */
export async function lockUnchanged(store: Queries, known: Appointment): Promise<void> {
  const current = await store.appointments.lock(known.id);
  const isUnchanged =
    current?.status === known.status &&
    current.uid === known.uid &&
    current.claimId === known.claimId &&
    current.startsAt.getTime() === known.startsAt.getTime();
  if (!isUnchanged) throw staleFetch();
}

/** The same, and throws where one of our own writes is changing it. */
async function expectUnchanged(store: Queries, known: Appointment): Promise<void> {
  await lockUnchanged(store, known);
  const open = await store.calendarWrites.openOfAppointment(known.id);
  if (open !== undefined) throw new Fault('outcome_unknown', 'a change of the appointment is under way');
}

function staleFetch(): Fault {
  return new Fault('outcome_unknown', 'the appointment has changed since its booking was fetched');
}

/** The calendar has decided already; where our ledger has no room for it, the appointment stands without a claim. */
async function moveClaim(
  ctx: Ctx,
  store: Queries,
  known: Appointment,
  range: { startsAt: Date; endsAt: Date },
): Promise<string | undefined> {
  if (known.claimId !== undefined) await store.claims.release([known.claimId]);
  const service = ctx.tenant.services.find((one) => one.id === known.service?.id);
  if (service === undefined) return undefined;
  return claimBooked(ctx, store, { seats: seatsFor(service, known.staff?.id), ...range });
}
