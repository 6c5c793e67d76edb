import { bookableFrom } from '../../../domain/offer-times.ts';
import type { Ctx } from '../../context.ts';
import { waitlistClosedBy } from './waitlist-closed-by.ts';

/** So much more than the notice of a booking is left for the calls. */
const CALLS_MINUTES = 60;

/** Whether the tenant offers freed times to who waits, and there is time enough before this one to ask somebody. */
export function mayOfferTime(ctx: Ctx, startsAt: Date): boolean {
  if (waitlistClosedBy(ctx) !== undefined) return false;
  const { policies } = ctx.tenant;
  return startsAt > bookableFrom(ctx.clock.now(), policies.minNoticeMinutes + CALLS_MINUTES);
}
