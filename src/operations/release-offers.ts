import { allSourceKeys } from '../domain/seats.ts';
import { toWallTime } from '../domain/wall-clock.ts';
import type { FreedHold } from '../store/offer-queries.ts';
import { amendCallNote, readCallNote } from './call-note.ts';
import type { CallCtx, Ctx } from './context.ts';
import { amongExchanges } from './exchanges.ts';
import { waitUntil } from './wait-until.ts';

/**
 * Voids what the call was offered, before a new search: the caller asks for something else. One's own hold must
 * not hide its time, so it is given back before the calendar is asked; a failure only leaves it to lapse.
 */
export async function releaseOffersOfCall(ctx: CallCtx): Promise<void> {
  const { offer } = await readCallNote(ctx, ctx.call.id);
  if (offer === undefined) return;
  const work = voidOffers(ctx, ctx.call.id);
  ctx.background.add('void offers', work);
  try {
    await waitUntil(ctx.signal, work);
  } catch (error) {
    ctx.log.warn({ err: error }, 'offers not voided in time, they lapse by themselves');
  }
}

/** Voids the call's live offers, frees their holds in ledger, cache and calendar. Safe to repeat. */
export async function voidOffers(ctx: Ctx, callId: string): Promise<void> {
  const freed = await ctx.store.offers.voidLive(callId);
  await amendCallNote(ctx, callId, ({ offer: _offer, ...rest }) => rest);
  await afterHoldsFreed(ctx, freed);
}

/** What follows outside the database when holds were given back: cached days drop, reservations end. */
export async function afterHoldsFreed(ctx: Ctx, freed: FreedHold[]): Promise<void> {
  if (freed.length === 0) return;
  await dropCachedDays(ctx, freed);
  for (const hold of freed) {
    if (hold.reservationUid !== undefined) await releaseReservation(ctx, hold.reservationUid);
  }
}

/** The key under which the end of a claim's reservation is awaited among `ctx.reservations`. */
export function endOfReservation(claimId: string): string {
  return `end ${claimId}`;
}

/** Ends a reservation in the calendar; one that cannot be ended lapses there by itself. */
export async function releaseReservation(ctx: Ctx, reservationUid: string): Promise<void> {
  try {
    await ctx.calendar.releaseSlot(reservationUid, amongExchanges(ctx));
  } catch (error) {
    ctx.log.warn({ err: error }, 'reservation not ended, it lapses by itself');
  }
}

/** Forgets the cached days that these ranges touch, of every service: people share services (ASK-25). */
export async function dropCachedDays(ctx: Ctx, ranges: { startsAt: Date; endsAt: Date }[]): Promise<void> {
  const zone = ctx.tenant.timezone;
  const dates = new Set(
    ranges.flatMap((range) => [toWallTime(range.startsAt, zone).date, toWallTime(range.endsAt, zone).date]),
  );
  await ctx.cache.dropDays(allSourceKeys(ctx.tenant), [...dates]);
}
