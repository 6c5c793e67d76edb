import type { Outcome } from '../platform/outcome.ts';
import { answerWaitlistOffer } from './answer-waitlist-offer.ts';
import { confirmAttendance } from './confirm-attendance.ts';
import { confirmBooking } from './confirm-booking.ts';
import type { ConfirmationWish, ConfirmedBooking } from './confirm-booking.ts';
import type { CallCtx } from './context.ts';

/** A yes or a no: to what the call was offered, or where we have rung and offered nothing, to the appointment itself. */
export async function answerConfirmation(
  ctx: CallCtx,
  wish: ConfirmationWish,
): Promise<Outcome<ConfirmedBooking>> {
  return (
    (await answerWaitlistOffer(ctx, wish)) ??
    (await confirmAttendance(ctx, wish)) ??
    confirmBooking(ctx, wish)
  );
}
