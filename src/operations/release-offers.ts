import { allSourceKeys } from '../domain/seats.ts';
import { toWallTime } from '../domain/wall-clock.ts';
import type { FreedHold } from '../store/offer-queries.ts';
import { amendCallNote } from './call-note.ts';
import type { CallCtx, Ctx } from './context.ts';
import { amongExchanges } from './exchanges.ts';
import { waitUntil } from './wait-until.ts';

/**
 * Voids what the call was offered, before a new search: the caller asks for something else. One's own hold must
 * not hide its time, so it is given back before the calendar is asked; a failure only leaves it to lapse.
 */
export async function releaseOffersOfCall(ctx: CallCtx): Promise<void> {
  const note = await ctx.cache.readCall(ctx.call.id);
  // A call without a note may have lost it: its offers are asked for once, which leaves a note behind.
  if (note !== undefined && note.offer === undefined) return;
  const work = voidOffers(ctx, ctx.call.id).then((freed) => reservationsEnded(ctx, freed));
  ctx.background.add('void offers', work);
  try {
    await waitUntil(ctx.signal, work);
  } catch (error) {
    ctx.log.warn({ err: error }, 'offers not voided in time, they lapse by themselves');
  }
}

/**
 * Voids the call's live offers, frees their holds in ledger and cache, and answers them; the calendar's reservations
 * end behind the answer. Safe to repeat.
 */
export async function voidOffers(ctx: Ctx, callId: string): Promise<FreedHold[]> {
  const freed = await ctx.store.offers.voidLive(callId);
  await amendCallNote(ctx, callId, ({ offer: _offer, ...rest }) => rest);
  await afterHoldsFreed(ctx, freed);
  return freed;
}

/** What follows outside the database when holds were given back: cached days drop, reservations begin to end. */
export async function afterHoldsFreed(ctx: Ctx, freed: FreedHold[]): Promise<void> {
  if (freed.length === 0) return;
  for (const hold of freed) endReservation(ctx, hold);
  await dropCachedDays(ctx, freed);
}

/** Ends the reservation that went with a hold, in the background: a courtesy must not cost the caller's time. */
export function endReservation(ctx: Ctx, hold: FreedHold): void {
  const { reservationUid } = hold;
  if (reservationUid === undefined) return;
  const end = ctx.reservations.share(endOfReservation(hold.id), async () => {
    await releaseReservation(ctx, reservationUid);
    // What was asked of the calendar meanwhile did not have the time.
    await dropCachedDays(ctx, [hold]);
  });
  ctx.background.add('end reservation', end);
}

/** Resolves when the calendar shows the times of these holds as free again, as far as it ever will. */
export async function reservationsEnded(ctx: Ctx, freed: FreedHold[]): Promise<void> {
  for (const hold of freed) await ctx.reservations.running(endOfReservation(hold.id));
}

/** Whether all of this is over before the answer is due. */
export function overInTime(ctx: Ctx, work: Promise<unknown>): Promise<boolean> {
  return waitUntil(ctx.signal, work).then(
    () => true,
    () => false,
  );
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
