import { isStanding } from '../domain/appointment.ts';
import { seatOf } from '../domain/seats.ts';
import type { Queries } from '../store/tenant-store.ts';
import { claimBooked, seatsFor } from './claim-booked.ts';
import type { Ctx } from './context.ts';
import { afterHoldsFreed, dropCachedDays } from './release-offers.ts';

/** An offer or a hold that ended so long ago is nobody's any more. */
const STALE_MS = 3_600_000;

/** Ends offers and holds that were left behind (ASK-62): a process died over them, or a message was lost. */
export async function clearStaleHolds(ctx: Ctx): Promise<void> {
  const stale = new Date(ctx.clock.now().getTime() - STALE_MS);
  const { offers, holds } = await ctx.store.atomically(async (store) => ({
    offers: await store.leftovers.voidOffers(stale),
    holds: await store.leftovers.releaseHolds(stale),
  }));
  await afterHoldsFreed(ctx, holds);
  if (offers + holds.length > 0) {
    ctx.log.warn({ tenant: ctx.tenant.slug, offers, holds: holds.length }, 'stale holds were left behind');
  }
}

/**
 * Frees booked times that belong to no standing appointment, and claims the times of those that have none, or another
 * person's: the seat was held by somebody when the calendar had decided.
 */
export async function matchClaims(ctx: Ctx): Promise<void> {
  const now = ctx.clock.now();
  const freed = await ctx.store.leftovers.releaseOwnerless(now);
  await afterHoldsFreed(ctx, freed);
  let claimed = 0;
  for (const id of await ctx.store.leftovers.unclaimed(now)) {
    const range = await ctx.store.atomically((store) => claimAnew(ctx, store, id));
    if (range === undefined) continue;
    claimed += 1;
    await dropCachedDays(ctx, [range]);
  }
  if (freed.length + claimed > 0) {
    ctx.log.warn(
      { tenant: ctx.tenant.slug, freed: freed.length, claimed },
      'claims did not match appointments',
    );
  }
}

/** `undefined` where it has its claim by now, stands no more, or our ledger has no room for it. */
async function claimAnew(
  ctx: Ctx,
  store: Queries,
  appointmentId: string,
): Promise<{ startsAt: Date; endsAt: Date } | undefined> {
  const found = await store.appointments.lock(appointmentId);
  if (found === undefined || !isStanding(found)) return undefined;
  const claim = found.claimId === undefined ? undefined : await store.claims.find(found.claimId);
  if ((await store.calendarWrites.openOfAppointment(found.id)) !== undefined) return undefined;
  const service = ctx.tenant.services.find((one) => one.id === found.service?.id);
  if (service === undefined) return undefined;
  const { startsAt, endsAt, status } = found;
  const own = found.staff === undefined ? undefined : seatOf(service, found.staff.id);
  const isSettled =
    claim !== undefined && (claim.state === 'held' || own === undefined || claim.seat === own);
  if (isSettled) return undefined;
  // With a claim on another seat only its own will do.
  const seats = claim === undefined || own === undefined ? seatsFor(service, found.staff?.id) : [own];
  const claimId = await claimBooked(ctx, store, { seats, startsAt, endsAt });
  if (claimId === undefined) return undefined;
  if (claim !== undefined) await store.claims.release([claim.id]);
  await store.appointments.moveTo(found.id, { startsAt, endsAt, status, claimId, now: ctx.clock.now() });
  return { startsAt, endsAt };
}
