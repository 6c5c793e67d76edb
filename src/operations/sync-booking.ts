import type { Appointment, AppointmentStatus } from '../domain/appointment.ts';
import { sameName } from '../domain/person-name.ts';
import { seatOf, seatsOf } from '../domain/seats.ts';
import type { Service } from '../domain/tenant.ts';
import { Fault } from '../platform/fault.ts';
import type { CalendarWrite } from '../store/calendar-write-queries.ts';
import type { InboxResult } from '../store/inbox-queries.ts';
import type { Queries } from '../store/tenant-store.ts';
import type { CalendarBooking } from '../upstream/calendar.ts';
import type { Ctx } from './context.ts';
import { amongExchanges } from './exchanges.ts';
import { dropCachedDays } from './release-offers.ts';
import { settleWrite } from './settle-write.ts';
import { WRITE_TOKEN } from './write-to-calendar.ts';

const MOST_MOVES = 20;

/**
 * Brings our appointment in step with a booking of the calendar: ours, moved or cancelled elsewhere, or made there.
 * Safe in any order and any number of times.
 */
export async function syncBooking(ctx: Ctx, seen: CalendarBooking): Promise<InboxResult> {
  await settleOwnWrite(ctx, seen);
  const booking = await newestOf(ctx, seen);
  const known =
    (await ctx.store.appointments.findByUid(booking.uid)) ??
    (await ctx.store.appointments.findByUid(seen.uid)) ??
    (booking.rescheduledFromUid === undefined
      ? undefined
      : await ctx.store.appointments.findByUid(booking.rescheduledFromUid));
  if (known === undefined) return adopt(ctx, booking);
  const open = await ctx.store.calendarWrites.openOfAppointment(known.id);
  if (open !== undefined) {
    await settleWrite(ctx, open);
    throw new Fault('outcome_unknown', 'a change of the appointment is under way');
  }
  await follow(ctx, known, booking);
  return 'done';
}

/** The end of the chain of moves that starts at a booking. */
async function newestOf(ctx: Ctx, seen: CalendarBooking): Promise<CalendarBooking> {
  let booking = seen;
  for (let moves = 0; moves < MOST_MOVES && booking.rescheduledToUid !== undefined; moves += 1) {
    const next = await ctx.calendar.getBooking(booking.rescheduledToUid, amongExchanges(ctx));
    if (next.kind === 'rejected') return booking;
    booking = next.data;
  }
  return booking;
}

/** A booking that carries our token belongs to a write of ours, which may still wait for its end. */
async function settleOwnWrite(ctx: Ctx, booking: CalendarBooking): Promise<void> {
  const token = booking.metadata[WRITE_TOKEN];
  const write = typeof token === 'string' ? await ctx.store.calendarWrites.find(token) : undefined;
  if (write === undefined || !isOpen(write)) return;
  await settleWrite(ctx, write);
  if (isOpen(await ctx.store.calendarWrites.find(write.id))) {
    throw new Fault('outcome_unknown', 'the booking is still being made here');
  }
}

function isOpen(write: CalendarWrite | undefined): boolean {
  return write?.state === 'sent' || write?.state === 'unknown';
}

function statusOf(booking: CalendarBooking): AppointmentStatus {
  if (booking.status === 'accepted') return 'scheduled';
  return booking.status === 'pending' || booking.status === 'awaiting_host' ? 'requested' : 'cancelled';
}

async function follow(ctx: Ctx, known: Appointment, booking: CalendarBooking): Promise<void> {
  const now = ctx.clock.now();
  const status = statusOf(booking);
  const range = { startsAt: booking.startsAt, endsAt: booking.endsAt };
  await ctx.store.atomically(async (store) => {
    await store.appointments.linkBooking(known.id, {
      uid: booking.uid,
      calendarId: booking.id,
      startsAt: booking.startsAt,
      now,
    });
    if (status === 'cancelled') {
      if (known.claimId !== undefined) await store.claims.release([known.claimId]);
      await store.appointments.setStatus(known.id, 'cancelled', now);
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
      ...(claimId === undefined ? {} : { claimId }),
    });
  });
  await dropCachedDays(ctx, [known, range]);
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
  return service === undefined
    ? undefined
    : claimBooked(ctx, store, seatsFor(service, known.staff?.id), range);
}

/** The seat of the person who does it first, where that is known; the others where theirs is taken. */
function seatsFor(service: Service, staffId: string | undefined): string[] {
  const seats = seatsOf(service);
  const seat = staffId === undefined ? undefined : seatOf(service, staffId);
  return seat === undefined ? seats : [seat, ...seats.filter((other) => other !== seat)];
}

async function claimBooked(
  ctx: Ctx,
  store: Queries,
  seats: string[],
  range: { startsAt: Date; endsAt: Date },
): Promise<string | undefined> {
  const id = ctx.ids.next('clm');
  const seat = await store.claims.take({ id, seats, ...range, booked: true, now: ctx.clock.now() });
  return seat === undefined ? undefined : id;
}

/** Makes an appointment of a booking that was made elsewhere. */
async function adopt(ctx: Ctx, booking: CalendarBooking): Promise<InboxResult> {
  const service = ctx.tenant.services.find(
    (one) =>
      one.eventTypeId === booking.eventTypeId ||
      one.staff.some((person) => person.eventTypeId === booking.eventTypeId),
  );
  if (service === undefined) return 'unmatched';
  const status = statusOf(booking);
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
    const claimId = await claimBooked(ctx, store, seatsFor(service, person?.id), range);
    const id = ctx.ids.next('apt');
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
    // Rolls back: another worker has adopted the same booking meanwhile, the next attempt finds its appointment.
    if (!isNew) throw new Fault('store_unavailable', 'the booking was adopted at the same moment');
  });
  await dropCachedDays(ctx, [range]);
  return 'done';
}
