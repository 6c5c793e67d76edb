import type { Appointment } from '../../domain/appointment.ts';
import type { Drift } from '../../domain/drift.ts';
import { isOpen } from '../../domain/write-state.ts';
import type { CalendarBooking } from '../../upstream/calendar.ts';
import { appointmentStatus } from '../booking-status.ts';
import type { Ctx } from '../context.ts';
import { MOST_MOVES } from '../follow-booking.ts';
import { WRITE_TOKEN } from '../write-to-calendar.ts';

/** How a booking of the calendar and our appointment of it differ. */
export type Difference =
  | { kind: 'right' }
  | { kind: 'differs'; what: Drift['what']; appointment?: Appointment };

const RIGHT: Difference = { kind: 'right' };

/**
 * Compares a booking with our appointment of it. `linked` is the appointment that has the booking in its chain;
 * `listed` holds other bookings of the calendar by uid. Right as it is: what a write of ours or a webhook that waits
 * here is about to change, and what no service of ours is booked by.
 */
export async function compareBooking(
  ctx: Ctx,
  booking: CalendarBooking,
  linked: Appointment | undefined,
  listed: ReadonlyMap<string, CalendarBooking>,
): Promise<Difference> {
  const newer = booking.rescheduledToUid;
  // The booking it was moved to is compared by itself, unless it is in the chain of another appointment already.
  if (newer !== undefined && listed.has(newer)) {
    const other = await ctx.store.appointments.findByUid(newer);
    if (other === undefined || other.id === linked?.id) return RIGHT;
  }
  const earlier = linked === undefined ? await findEarlier(ctx, booking, listed) : undefined;
  const what =
    linked === undefined ? unlinkedDifference(ctx, booking, earlier) : differenceOf(booking, linked);
  const appointment = linked ?? earlier;
  if (what === undefined || (await isUnderWay(ctx, booking, appointment))) return RIGHT;
  return { kind: 'differs', what, ...(appointment === undefined ? {} : { appointment }) };
}

/** Our appointment of a booking that this one was moved from. */
async function findEarlier(
  ctx: Ctx,
  booking: CalendarBooking,
  listed: ReadonlyMap<string, CalendarBooking>,
): Promise<Appointment | undefined> {
  let uid = booking.rescheduledFromUid;
  for (let moves = 0; moves < MOST_MOVES && uid !== undefined; moves += 1) {
    const known = await ctx.store.appointments.findByUid(uid);
    if (known !== undefined) return known;
    uid = listed.get(uid)?.rescheduledFromUid;
  }
  return undefined;
}

function differenceOf(booking: CalendarBooking, known: Appointment): Drift['what'] | undefined {
  // Of an earlier booking of the chain nothing can be said; the newest one is compared by itself.
  if (known.uid !== booking.uid) return undefined;
  if (booking.rescheduledToUid !== undefined) return 'moved';
  const status = appointmentStatus(booking);
  if (status === 'cancelled') return known.status === 'cancelled' ? undefined : 'cancelled';
  if (known.startsAt.getTime() !== booking.startsAt.getTime()) return 'moved';
  const isOver = known.status === 'completed' || known.status === 'no_show';
  return known.status === status || isOver ? undefined : 'status';
}

/** A booking that is in no chain of ours: made elsewhere, or the end of moves that were made there. */
function unlinkedDifference(
  ctx: Ctx,
  booking: CalendarBooking,
  earlier: Appointment | undefined,
): Drift['what'] | undefined {
  if (booking.rescheduledToUid !== undefined) return undefined;
  const isCancelled = appointmentStatus(booking) === 'cancelled';
  if (earlier !== undefined) {
    if (!isCancelled) return 'moved';
    return earlier.status === 'cancelled' ? undefined : 'cancelled';
  }
  return isCancelled || !isBookedByUs(ctx, booking) ? undefined : 'missing';
}

function isBookedByUs(ctx: Ctx, { eventTypeId }: CalendarBooking): boolean {
  return ctx.tenant.services.some(
    (service) =>
      service.eventTypeId === eventTypeId ||
      service.staff.some((person) => person.eventTypeId === eventTypeId),
  );
}

/** Whether the difference ends by itself: a write of ours is to be settled, or a webhook to be worked off. */
async function isUnderWay(
  ctx: Ctx,
  booking: CalendarBooking,
  appointment: Appointment | undefined,
): Promise<boolean> {
  const { calendarWrites } = ctx.store;
  const token = booking.metadata[WRITE_TOKEN];
  const write = typeof token === 'string' ? await calendarWrites.find(token) : undefined;
  if (write !== undefined && isOpen(write)) return true;
  const open = appointment === undefined ? undefined : await calendarWrites.openOfAppointment(appointment.id);
  return open !== undefined || (await ctx.store.reconciles.isAnnounced(booking.uid));
}
