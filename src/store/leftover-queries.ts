import { and, asc, eq, exists, gt, inArray, isNull, lt, ne, notExists, or, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { STANDING } from '../domain/appointment.ts';
import { OPEN_STATES } from '../domain/write-state.ts';
import type { Tx } from './database.ts';
import { toFreedHold } from './offer-queries.ts';
import type { FreedHold } from './offer-queries.ts';
import { appointments, calendarWrites, offers, slotClaims } from './schema/booking.ts';
import { serviceStaff } from './schema/tenancy.ts';
import type { Scope } from './scope.ts';

/** What a process that died or a message that was lost has left behind in the ledger. */
export function leftoverQueries(scope: Scope) {
  const { tenantId } = scope;
  const ownClaim = eq(slotClaims.tenantId, tenantId);
  const ownOffer = eq(offers.tenantId, tenantId);
  const ownAppointment = eq(appointments.tenantId, tenantId);
  const isStanding = and(ownAppointment, inArray(appointments.status, STANDING));

  /** A write under way whose `column` names that row. */
  const writeOf = (tx: Tx, column: PgColumn, id: PgColumn) =>
    tx
      .select({ one: sql`1` })
      .from(calendarWrites)
      .where(
        and(
          eq(calendarWrites.tenantId, tenantId),
          inArray(calendarWrites.state, OPEN_STATES),
          eq(column, id),
        ),
      );

  return {
    /** Voids offers that ended before `before` and whose booking is not under way. */
    voidOffers: (before: Date): Promise<number> =>
      scope.query(async (tx) => {
        const rows = await tx
          .update(offers)
          .set({ state: 'void' })
          .where(
            and(
              ownOffer,
              inArray(offers.state, ['live', 'confirming']),
              lt(offers.expiresAt, before),
              notExists(writeOf(tx, calendarWrites.offerId, offers.id)),
            ),
          )
          .returning({ id: offers.id });
        return rows.length;
      }),

    /** Releases holds that ended before `before`, and those without an end that nothing under way needs any more. */
    releaseHolds: (before: Date): Promise<FreedHold[]> =>
      scope.query(async (tx) => {
        const offered = tx
          .select({ one: sql`1` })
          .from(offers)
          .where(
            and(ownOffer, eq(offers.claimId, slotClaims.id), inArray(offers.state, ['live', 'confirming'])),
          );
        const rows = await tx
          .update(slotClaims)
          .set({ state: 'released' })
          .where(
            and(
              ownClaim,
              eq(slotClaims.state, 'held'),
              notExists(writeOf(tx, calendarWrites.claimId, slotClaims.id)),
              notExists(offered),
              or(isNull(slotClaims.expiresAt), lt(slotClaims.expiresAt, before)),
            ),
          )
          .returning();
        return rows.map(toFreedHold);
      }),

    /** Releases booked ranges still to come that no standing appointment has and no write under way needs. */
    releaseOwnerless: (now: Date): Promise<FreedHold[]> =>
      scope.query(async (tx) => {
        const owner = tx
          .select({ one: sql`1` })
          .from(appointments)
          .where(and(isStanding, eq(appointments.claimId, slotClaims.id)));
        const rows = await tx
          .update(slotClaims)
          .set({ state: 'released' })
          .where(
            and(
              ownClaim,
              eq(slotClaims.state, 'booked'),
              gt(slotClaims.endsAt, now),
              notExists(owner),
              notExists(writeOf(tx, calendarWrites.claimId, slotClaims.id)),
            ),
          )
          .returning();
        return rows.map(toFreedHold);
      }),

    /**
     * Standing appointments still to come without a booked claim, or with one on another seat than that of the person
     * the calendar has put on them.
     */
    unclaimed: (now: Date): Promise<string[]> =>
      scope.query(async (tx) => {
        const seat = sql`'staff:' || ${appointments.staffId}`;
        const ofTheService = tx
          .select({ one: sql`1` })
          .from(serviceStaff)
          .where(
            and(
              eq(serviceStaff.tenantId, tenantId),
              eq(serviceStaff.serviceId, appointments.serviceId),
              eq(serviceStaff.staffId, appointments.staffId),
            ),
          );
        const rows = await tx
          .select({ id: appointments.id })
          .from(appointments)
          .leftJoin(
            slotClaims,
            and(ownClaim, eq(slotClaims.id, appointments.claimId), eq(slotClaims.state, 'booked')),
          )
          .where(
            and(
              isStanding,
              gt(appointments.endsAt, now),
              or(isNull(slotClaims.id), and(ne(slotClaims.calendarSeat, seat), exists(ofTheService))),
            ),
          )
          .orderBy(asc(appointments.startsAt))
          .limit(200);
        return rows.map((row) => row.id);
      }),

    /** Deletes a batch of released claims whose time was over before `before`, with their void offers; others' stay. */
    deleteReleased: (before: Date): Promise<number> =>
      scope.query(async (tx) => {
        const offer = tx
          .select({ one: sql`1` })
          .from(offers)
          .where(and(ownOffer, eq(offers.claimId, slotClaims.id), ne(offers.state, 'void')));
        const appointment = tx
          .select({ one: sql`1` })
          .from(appointments)
          .where(and(ownAppointment, eq(appointments.claimId, slotClaims.id)));
        const due = tx
          .select({ id: slotClaims.id })
          .from(slotClaims)
          .where(
            and(
              ownClaim,
              eq(slotClaims.state, 'released'),
              lt(slotClaims.endsAt, before),
              notExists(offer),
              notExists(appointment),
            ),
          )
          .limit(500);
        const rows = await tx
          .delete(slotClaims)
          .where(and(ownClaim, inArray(slotClaims.id, due)))
          .returning({ id: slotClaims.id });
        return rows.length;
      }),
  };
}
