import type { Ctx } from './context.ts';
import { amongExchanges } from './exchanges.ts';
import { releaseReservation } from './release-offers.ts';

/** Hides a held time on Cal.com's own pages; whether that works changes nothing for the caller. */
export async function reserveAsCourtesy(
  ctx: Ctx,
  held: { eventTypeId: number; startsAt: Date; claimId: string },
): Promise<void> {
  try {
    const reservation = await ctx.calendar.reserveSlot(
      { eventTypeId: held.eventTypeId, startsAt: held.startsAt },
      amongExchanges(ctx),
    );
    if (reservation.kind === 'rejected') return;
    const kept = await ctx.store.claims.noteReservation(held.claimId, reservation.data.uid);
    if (kept === undefined) await releaseReservation(ctx, reservation.data.uid);
  } catch (error) {
    ctx.log.warn({ err: error }, 'slot not reserved in the calendar, held in the ledger only');
  }
}
