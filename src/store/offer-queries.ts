import { and, desc, eq, inArray } from 'drizzle-orm';
import { offers, slotClaims } from './schema/booking.ts';
import type { Scope } from './scope.ts';

export interface Offer {
  id: string;
  callId: string;
  claimId: string;
  serviceId: string;
  staffId?: string;
  eventTypeId: number;
  startsAt: Date;
  endsAt: Date;
  name: string;
  phone?: string;
  email?: string;
  notes?: string;
  state: 'live' | 'confirming' | 'confirmed' | 'void';
  expiresAt: Date;
  offeredAt: Date;
}

/** A hold that was given back, with what has to follow outside the database. */
export interface FreedHold {
  /** Of its claim. */
  id: string;
  startsAt: Date;
  endsAt: Date;
  reservationUid?: string;
}

type Row = typeof offers.$inferSelect;

export function offerQueries(scope: Scope) {
  const own = eq(offers.tenantId, scope.tenantId);
  const ownClaim = eq(slotClaims.tenantId, scope.tenantId);
  return {
    add: (offer: Offer): Promise<void> =>
      scope.query(async (tx) => {
        await tx.insert(offers).values({
          ...offer,
          tenantId: scope.tenantId,
          staffId: offer.staffId ?? null,
          phone: offer.phone ?? null,
          email: offer.email ?? null,
          notes: offer.notes ?? null,
        });
      }),

    find: (id: string): Promise<Offer | undefined> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select()
          .from(offers)
          .where(and(own, eq(offers.id, id)));
        return rows[0] === undefined ? undefined : toOffer(rows[0]);
      }),

    /** The call's offers in any of these states, newest first. Locks them until the transaction ends. */
    ofCall: (callId: string, states: Offer['state'][]): Promise<Offer[]> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select()
          .from(offers)
          .where(and(own, eq(offers.callId, callId), inArray(offers.state, states)))
          .orderBy(desc(offers.offeredAt), desc(offers.id))
          .for('update');
        return rows.map(toOffer);
      }),

    /** Moves an offer from one state to the next; answers whether it was in `from`. */
    advance: (id: string, from: Offer['state'], to: Offer['state']): Promise<boolean> =>
      scope.query(async (tx) => {
        const rows = await tx
          .update(offers)
          .set({ state: to })
          .where(and(own, eq(offers.id, id), eq(offers.state, from)))
          .returning({ id: offers.id });
        return rows.length > 0;
      }),

    /** Voids the call's live offers and gives their holds back. Offers being confirmed stay as they are. */
    voidLive: (callId: string): Promise<FreedHold[]> =>
      scope.query(async (tx) => {
        const voided = await tx
          .update(offers)
          .set({ state: 'void' })
          .where(and(own, eq(offers.callId, callId), eq(offers.state, 'live')))
          .returning({ claimId: offers.claimId });
        if (voided.length === 0) return [];
        const rows = await tx
          .update(slotClaims)
          .set({ state: 'released' })
          .where(
            and(
              ownClaim,
              eq(slotClaims.state, 'held'),
              inArray(
                slotClaims.id,
                voided.map((offer) => offer.claimId),
              ),
            ),
          )
          .returning();
        return rows.map(toFreedHold);
      }),
  };
}

function toOffer(row: Row): Offer {
  return {
    id: row.id,
    callId: row.callId,
    claimId: row.claimId,
    serviceId: row.serviceId,
    eventTypeId: row.eventTypeId,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    name: row.name,
    state: row.state,
    expiresAt: row.expiresAt,
    offeredAt: row.offeredAt,
    ...(row.staffId === null ? {} : { staffId: row.staffId }),
    ...(row.phone === null ? {} : { phone: row.phone }),
    ...(row.email === null ? {} : { email: row.email }),
    ...(row.notes === null ? {} : { notes: row.notes }),
  };
}

export function toFreedHold(row: typeof slotClaims.$inferSelect): FreedHold {
  return {
    id: row.id,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    ...(row.reservationUid === null ? {} : { reservationUid: row.reservationUid }),
  };
}
