import { seatOf, seatsOf } from '../domain/seats.ts';
import type { Service } from '../domain/tenant.ts';
import type { ClaimWish } from '../store/claim-queries.ts';
import type { Queries } from '../store/tenant-store.ts';
import type { Ctx } from './context.ts';

/** Claims a booked time for good; `undefined` where our ledger has no room for what the calendar has decided. */
export async function claimBooked(
  ctx: Ctx,
  store: Queries,
  wish: Pick<ClaimWish, 'seats' | 'startsAt' | 'endsAt' | 'callId'>,
): Promise<string | undefined> {
  const id = ctx.ids.next('clm');
  const seat = await store.claims.take({ ...wish, id, booked: true, now: ctx.clock.now() });
  return seat === undefined ? undefined : id;
}

/** The seat of the person who does it first, where that is known; the others where theirs is taken. */
export function seatsFor(service: Service, staffId: string | undefined): string[] {
  const seats = seatsOf(service);
  const seat = staffId === undefined ? undefined : seatOf(service, staffId);
  return seat === undefined ? seats : [seat, ...seats.filter((other) => other !== seat)];
}
