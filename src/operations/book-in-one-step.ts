import type { Outcome } from '../platform/outcome.ts';
import { confirmBooking } from './confirm-booking.ts';
import type { ConfirmedBooking } from './confirm-booking.ts';
import type { CallCtx } from './context.ts';
import { startBooking } from './start-booking.ts';
import type { BookingWish } from './start-booking.ts';

/**
 * Offer and confirmation in one, for agents set up before there were two steps (ASK-35). The same wish again finds
 * its own booking, also one that is still under way.
 */
export async function bookInOneStep(ctx: CallCtx, wish: BookingWish): Promise<Outcome<ConfirmedBooking>> {
  const offer = await startBooking(ctx, wish, 'look_up');
  if (offer.kind === 'refused') return offer;
  return confirmBooking(ctx, { offerId: offer.data.offerId, confirmed: 'yes' });
}
