import type { Appointment } from '../domain/appointment.ts';
import { sameName } from '../domain/person-name.ts';
import { isOpen } from '../domain/write-state.ts';
import { Fault } from '../platform/fault.ts';
import type { InboxResult } from '../store/inbox-queries.ts';
import type { CalendarBooking } from '../upstream/calendar.ts';
import { auditDeed, auditedState } from './audit-deed.ts';
import { appointmentStatus } from './booking-status.ts';
import { claimBooked, seatsFor } from './claim-booked.ts';
import type { Ctx } from './context.ts';
import { amongExchanges } from './exchanges.ts';
import { catchUp, followBooking, MOST_MOVES, newestOf } from './follow-booking.ts';
import { dropCachedDays } from './release-offers.ts';
import { planAppointmentReminders } from './reminders/planning/plan-appointment-reminders.ts';
import { settleWrite } from './settle-write.ts';
import { takeLateBooking } from './take-late-booking.ts';
import { WRITE_TOKEN } from './write-to-calendar.ts';

/**
 * Brings our appointment in step with a booking of the calendar: ours, moved or cancelled elsewhere, or made there.
 * Safe in any order and any number of times. `before` is the appointment of the booking as it was known before the
 * booking was fetched.
 */
export async function syncBooking(
  ctx: Ctx,
  seen: CalendarBooking,
  before: Appointment | undefined,
): Promise<InboxResult> {
  if ((await settleOwnWrite(ctx, seen)) === 'cancelled') return 'done';
  const { booking, uids } = await newestOf(ctx, seen);
  const known = before ?? (await findKnown(ctx, seen, uids));
  if (known === undefined) return adopt(ctx, booking);
  const open = await ctx.store.calendarWrites.openOfAppointment(known.id);
  if (open !== undefined) {
    await settleWrite(ctx, open);
    throw new Fault('outcome_unknown', 'a change of the appointment is under way');
  }
  if (before === undefined) {
    // What was fetched before it was known whose it is may be older than what we have.
    await catchUp(ctx, known, booking.uid);
  } else {
    await followBooking(ctx, known, booking);
  }
  return 'done';
}

/**
 * Our appointment of a booking, of the ones it was moved to (`uids`, its own first), or of the ones it was moved from:
 * of several moves any may be heard of first.
 */
async function findKnown(ctx: Ctx, seen: CalendarBooking, uids: string[]): Promise<Appointment | undefined> {
  const { appointments } = ctx.store;
  let known: Appointment | undefined;
  for (const later of uids.toReversed()) known ??= await appointments.findByUid(later);
  let uid = seen.rescheduledFromUid;
  for (let moves = 0; moves < MOST_MOVES && known === undefined && uid !== undefined; moves += 1) {
    known = await appointments.findByUid(uid);
    if (known !== undefined) break;
    const earlier = await ctx.calendar.getBooking(uid, amongExchanges(ctx));
    uid = earlier.kind === 'done' ? earlier.data.rescheduledFromUid : undefined;
  }
  return known;
}

/** A booking that carries our token belongs to a write of ours, which may still wait for its end. */
async function settleOwnWrite(ctx: Ctx, booking: CalendarBooking): Promise<'cancelled' | 'settled'> {
  const token = booking.metadata[WRITE_TOKEN];
  const write = typeof token === 'string' ? await ctx.store.calendarWrites.find(token) : undefined;
  if (write === undefined) return 'settled';
  if (!isOpen(write)) return takeLateBooking(ctx, write, booking);
  await settleWrite(ctx, write);
  const settled = await ctx.store.calendarWrites.find(write.id);
  if (settled !== undefined && isOpen(settled)) {
    throw new Fault('outcome_unknown', 'the booking is still being made here');
  }
  return 'settled';
}

/** Makes an appointment of a booking that was made elsewhere. */
async function adopt(ctx: Ctx, booking: CalendarBooking): Promise<InboxResult> {
  const service = ctx.tenant.services.find(
    (one) =>
      one.eventTypeId === booking.eventTypeId ||
      one.staff.some((person) => person.eventTypeId === booking.eventTypeId),
  );
  if (service === undefined) return 'unmatched';
  const status = appointmentStatus(booking);
  if (status === 'cancelled') return 'kept';
  const now = ctx.clock.now();
  const range = { startsAt: booking.startsAt, endsAt: booking.endsAt };
  const host = booking.hosts[0]?.name;
  const person = host === undefined ? undefined : service.staff.find((one) => sameName(one.name, host));
  const [attendee] = booking.attendees;
  await ctx.store.atomically(async (store) => {
    const customerId =
      attendee === undefined || (attendee.phone === undefined && attendee.email === undefined)
        ? undefined
        : await store.customers.save({
            id: ctx.ids.next('cus'),
            name: attendee.name,
            now,
            ...(attendee.phone === undefined ? {} : { phone: attendee.phone }),
            ...(attendee.email === undefined ? {} : { email: attendee.email }),
          });
    const claimId = await claimBooked(ctx, store, { seats: seatsFor(service, person?.id), ...range });
    const id = ctx.ids.next('apt');
    await auditDeed(ctx, store, {
      deed: 'adopt',
      appointmentId: id,
      after: auditedState({ ...range, status }),
    });
    await store.appointments.add({
      id,
      serviceId: service.id,
      ...range,
      status,
      source: 'calendar',
      now,
      ...(customerId === undefined ? {} : { customerId }),
      ...(claimId === undefined ? {} : { claimId }),
      ...(person === undefined ? {} : { staffId: person.id }),
    });
    const isNew = await store.appointments.linkBooking(id, {
      uid: booking.uid,
      calendarId: booking.id,
      startsAt: booking.startsAt,
      now,
    });
    await planAppointmentReminders(ctx, store, id);
    // Rolls back: another worker has adopted the same booking meanwhile, the next attempt finds its appointment.
    if (!isNew) throw new Fault('store_unavailable', 'the booking was adopted at the same moment');
  });
  await dropCachedDays(ctx, [range]);
  return 'done';
}
