import type { CalendarWrite } from '../store/calendar-write-queries.ts';
import type { Offer } from '../store/offer-queries.ts';
import type { CalendarBooking } from '../upstream/calendar.ts';
import { auditDeed, auditedState } from './audit-deed.ts';
import { appointmentStatus } from './booking-status.ts';
import type { Ctx } from './context.ts';
import { amongExchanges } from './exchanges.ts';
import { afterOfferEnded, recordBooking } from './finish-booking.ts';
import { raiseAlert } from './raise-alert.ts';

/** What the calendar is told when it is asked to cancel a booking whose caller has another one. */
const SECOND_BOOKING = 'second booking of one wish';

/**
 * A booking with our token whose write was given up: the calendar has made it after all, and its caller was told of
 * none. Where the caller has been booked again on that call it is cancelled there, else it becomes their appointment,
 * and somebody has to tell them. Every other booking is left alone; so is this one the second time. `cancelled`: what
 * was seen of the booking before does not hold any more.
 */
export async function takeLateBooking(
  ctx: Ctx,
  write: CalendarWrite,
  booking: CalendarBooking,
): Promise<'cancelled' | 'settled'> {
  const isGivenUp = write.state === 'not_done' || write.state === 'rejected';
  if (!isGivenUp || write.kind !== 'book' || write.offerId === undefined) return 'settled';
  if (appointmentStatus(booking) === 'cancelled') return 'settled';
  if ((await ctx.store.appointments.findByUid(booking.uid)) !== undefined) return 'settled';
  const offer = await ctx.store.offers.find(write.offerId);
  if (offer === undefined) return 'settled';
  if (await wasBookedAgain(ctx, offer)) return cancelSecond(ctx, offer, booking);
  const ended = await ctx.store.atomically(async (store) => {
    if (!(await store.calendarWrites.revive(write.id, ctx.clock.now()))) return undefined;
    const made = await recordBooking(ctx, store, offer, booking);
    await store.callbacks.add({
      id: ctx.ids.next('cbk'),
      kind: 'never_heard',
      callId: offer.callId,
      customerId: made.customerId,
      appointmentId: made.appointmentId,
      name: offer.name,
      requestedAt: ctx.clock.now(),
      ...(offer.phone === undefined ? {} : { phone: offer.phone }),
    });
    await raiseAlert(ctx, store, {
      kind: 'never_heard',
      dedupeKey: `never_heard ${write.id}`,
      callId: offer.callId,
      appointmentId: made.appointmentId,
      facts: {},
    });
    return made.ended;
  });
  await afterOfferEnded(ctx, offer, ended);
  return 'settled';
}

/** Whether the caller got the same service for the same person later on that call, or the very offer. */
async function wasBookedAgain(ctx: Ctx, offer: Offer): Promise<boolean> {
  const booked = await ctx.store.offers.ofCall(offer.callId, ['confirming', 'confirmed']);
  return booked.some(
    (other) =>
      other.id === offer.id ||
      (other.serviceId === offer.serviceId &&
        other.name === offer.name &&
        other.offeredAt >= offer.offeredAt),
  );
}

async function cancelSecond(
  ctx: Ctx,
  offer: Offer,
  booking: CalendarBooking,
): Promise<'cancelled' | 'settled'> {
  const answer = await ctx.calendar.cancelBooking(booking.uid, SECOND_BOOKING, amongExchanges(ctx));
  if (answer.kind === 'rejected') return 'settled';
  await auditDeed(ctx, ctx.store, {
    deed: 'cancel',
    callId: offer.callId,
    before: auditedState({ ...booking, status: appointmentStatus(booking) }),
    after: auditedState({ ...booking, status: 'cancelled' }),
  });
  return 'cancelled';
}
