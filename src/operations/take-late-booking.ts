import { Fault } from '../platform/fault.ts';
import type { Queries } from '../store/tenant-store.ts';
import type { CalendarWrite } from '../store/calendar-write-queries.ts';
import type { Offer } from '../store/offer-queries.ts';
import type { CalendarBooking } from '../upstream/calendar.ts';
import { auditDeed, auditedState } from './audit-deed.ts';
import { appointmentStatus } from './booking-status.ts';
import type { Ctx } from './context.ts';
import { amongExchanges } from './exchanges.ts';
import { afterOfferEnded, recordBooking } from './finish-booking.ts';
import { isChangedElsewhere } from './refuse-changed-elsewhere.ts';
import { withAlerts } from './with-alerts.ts';

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
  if (await wasBookedAgain(ctx.store, offer)) return cancelSecond(ctx, write, offer, booking);
  const taken = await withAlerts(ctx, async (store, raise) => {
    // Looked at once more behind the lock that this takes: two writes of one offer cannot both be done.
    if (!(await store.calendarWrites.revive(write.id, ctx.clock.now()))) return { kind: 'known' as const };
    if (await wasBookedAgain(store, offer)) throw new Fault('outcome_unknown', 'its caller is booked again');
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
    await raise({
      kind: 'never_heard',
      dedupeKey: `never_heard ${write.id}`,
      callId: offer.callId,
      appointmentId: made.appointmentId,
      facts: {},
    });
    return { kind: 'adopted' as const, ended: made.ended };
  });
  if (taken.kind === 'adopted') await afterOfferEnded(ctx, offer, taken.ended);
  return 'settled';
}

/** Whether the caller got the same service for the same person later on that call, or the very offer. */
async function wasBookedAgain(store: Queries, offer: Offer): Promise<boolean> {
  const booked = await store.offers.ofCall(offer.callId, ['confirming', 'confirmed']);
  return booked.some(
    (other) =>
      other.id === offer.id ||
      (other.serviceId === offer.serviceId &&
        other.name === offer.name &&
        other.offeredAt >= offer.offeredAt),
  );
}

/** The deed is written down before it is sent, once for the write, so that a lost answer leaves none without its row. */
async function cancelSecond(
  ctx: Ctx,
  write: CalendarWrite,
  offer: Offer,
  booking: CalendarBooking,
): Promise<'cancelled' | 'settled'> {
  const standing = appointmentStatus(booking);
  await ctx.store.atomically(async (store) => {
    const audited = await store.audit.ofCall(offer.callId);
    const before = auditedState({ ...booking, status: standing });
    const isWritten = audited.some(({ deed, before: was }) => deed === 'cancel' && was?.write === write.id);
    if (isWritten) return;
    await auditDeed(ctx, store, {
      deed: 'cancel',
      callId: offer.callId,
      before: { ...before, write: write.id },
      after: auditedState({ ...booking, status: 'cancelled' }),
    });
  });
  const answer = await ctx.calendar.cancelBooking(booking.uid, SECOND_BOOKING, amongExchanges(ctx));
  return answer.kind === 'done' || isChangedElsewhere(answer.why) ? 'cancelled' : 'settled';
}
