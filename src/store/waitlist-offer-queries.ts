import { and, asc, desc, eq, gt, inArray, lte, ne, notExists, sql } from 'drizzle-orm';
import { OPEN_STATES } from '../domain/write-state.ts';
import type { Tx } from './database.ts';
import type { JobQueue } from './job-queue.ts';
import { calendarWrites, slotClaims } from './schema/booking.ts';
import { followUpTasks } from './schema/reminders.ts';
import { freedTimes, waitlistEntries, waitlistOffers } from './schema/waitlist.ts';
import type { Scope } from './scope.ts';

/** A time that an appointment has given back. */
export interface FreedTime {
  id: string;
  serviceId: string;
  startsAt: Date;
  /** The customer who gave it back. */
  freedBy?: string;
  state: 'open' | 'closed';
  freedAt: Date;
}

export interface WaitlistOffer {
  id: string;
  freedId: string;
  entryId: string;
  serviceId: string;
  staffId?: string;
  claimId: string;
  startsAt: Date;
  endsAt: Date;
  state: 'offered' | 'taken' | 'declined' | 'lapsed';
  madeAt: Date;
  expiresAt: Date;
}

const MOST_SWEPT = 50;

/** Freed times, and to whom of the waitlist each is offered, one after the other. */
export function waitlistOfferQueries(scope: Scope, jobs: JobQueue) {
  const { tenantId } = scope;
  const ownOffer = eq(waitlistOffers.tenantId, tenantId);
  const ownFreed = eq(freedTimes.tenantId, tenantId);
  const ownClaim = eq(slotClaims.tenantId, tenantId);
  const oneEntry = (id: string) => and(eq(waitlistEntries.tenantId, tenantId), eq(waitlistEntries.id, id));

  async function readOffers(tx: Tx, where: ReturnType<typeof and>, limit = 1): Promise<WaitlistOffer[]> {
    const rows = await tx
      .select()
      .from(waitlistOffers)
      .where(and(ownOffer, where))
      .orderBy(desc(waitlistOffers.madeAt), desc(waitlistOffers.id))
      .limit(limit);
    return rows.map(toOffer);
  }

  /** A booking of the held time is under way: whether it is taken is not known yet. */
  const isBeingBooked = (tx: Tx) =>
    tx
      .select({ one: sql`1` })
      .from(calendarWrites)
      .where(
        and(
          eq(calendarWrites.tenantId, tenantId),
          inArray(calendarWrites.state, OPEN_STATES),
          eq(calendarWrites.claimId, waitlistOffers.claimId),
        ),
      );

  return {
    /** Keeps a freed time and sets the alarm for its first offer in the same transaction. */
    addFreed: (freed: Omit<FreedTime, 'state' | 'freedAt'>, now: Date): Promise<void> =>
      scope.query(async (tx) => {
        await tx.insert(freedTimes).values({
          tenantId,
          ...freed,
          freedBy: freed.freedBy ?? null,
          state: 'open',
          lookAt: now,
          freedAt: now,
        });
        await jobs.enqueue(tx, 'freed', { tenantId, id: freed.id });
      }),

    findFreed: (id: string): Promise<FreedTime | undefined> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select()
          .from(freedTimes)
          .where(and(ownFreed, eq(freedTimes.id, id)));
        return rows[0] === undefined ? undefined : toFreed(rows[0]);
      }),

    /** Reads it and keeps others from offering it until the transaction ends. */
    lockFreed: (id: string): Promise<FreedTime | undefined> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select()
          .from(freedTimes)
          .where(and(ownFreed, eq(freedTimes.id, id)))
          .for('update');
        return rows[0] === undefined ? undefined : toFreed(rows[0]);
      }),

    /** Nobody is offered it any more. */
    closeFreed: (id: string): Promise<void> =>
      scope.query(async (tx) => {
        await tx
          .update(freedTimes)
          .set({ state: 'closed' })
          .where(and(ownFreed, eq(freedTimes.id, id)));
      }),

    /** Looks at a freed time again then: nobody may be asked right now. */
    lookLater: (id: string, at: Date): Promise<void> =>
      scope.query(async (tx) => {
        await tx
          .update(freedTimes)
          .set({ lookAt: at })
          .where(and(ownFreed, eq(freedTimes.id, id)));
      }),

    /** Open freed times that nobody is being offered and whose moment has come, soonest first. */
    listFreed: (now: Date): Promise<string[]> =>
      scope.query(async (tx) => {
        const underWay = tx
          .select({ one: sql`1` })
          .from(waitlistOffers)
          .where(
            and(ownOffer, eq(waitlistOffers.freedId, freedTimes.id), eq(waitlistOffers.state, 'offered')),
          );
        const rows = await tx
          .select({ id: freedTimes.id })
          .from(freedTimes)
          .where(
            and(ownFreed, eq(freedTimes.state, 'open'), lte(freedTimes.lookAt, now), notExists(underWay)),
          )
          .orderBy(asc(freedTimes.startsAt))
          .limit(MOST_SWEPT);
        return rows.map(({ id }) => id);
      }),

    /** Offers a held time to somebody who waits; `false`, with nothing done, where they do not any more. */
    offer: (offer: Omit<WaitlistOffer, 'state'>): Promise<boolean> =>
      scope.query(async (tx) => {
        const taken = await tx
          .update(waitlistEntries)
          .set({ state: 'offered', updatedAt: offer.madeAt })
          .where(and(oneEntry(offer.entryId), eq(waitlistEntries.state, 'waiting')))
          .returning({ id: waitlistEntries.id });
        if (taken.length === 0) return false;
        await tx
          .insert(waitlistOffers)
          .values({ ...offer, tenantId, staffId: offer.staffId ?? null, state: 'offered' });
        return true;
      }),

    /** What an entry is being offered right now. */
    openOfferOf: (entryId: string): Promise<WaitlistOffer | undefined> =>
      scope.query(
        async (tx) =>
          (
            await readOffers(
              tx,
              and(eq(waitlistOffers.entryId, entryId), eq(waitlistOffers.state, 'offered')),
            )
          )[0],
      ),

    /** What an entry was offered last, whatever became of it. */
    lastOfferOf: (entryId: string): Promise<WaitlistOffer | undefined> =>
      scope.query(async (tx) => (await readOffers(tx, eq(waitlistOffers.entryId, entryId)))[0]),

    /** The offer that goes on with this hold. */
    openOfferOfClaim: (claimId: string): Promise<WaitlistOffer | undefined> =>
      scope.query(
        async (tx) =>
          (
            await readOffers(
              tx,
              and(eq(waitlistOffers.claimId, claimId), eq(waitlistOffers.state, 'offered')),
            )
          )[0],
      ),

    /** To whom a freed time was offered last. */
    lastOfferOfFreed: (freedId: string): Promise<WaitlistOffer | undefined> =>
      scope.query(async (tx) => (await readOffers(tx, eq(waitlistOffers.freedId, freedId)))[0]),

    /** Keeps others from ending or taking an offer until the transaction ends. */
    lockOffer: (id: string): Promise<WaitlistOffer | undefined> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select()
          .from(waitlistOffers)
          .where(and(ownOffer, eq(waitlistOffers.id, id)))
          .for('update');
        return rows[0] === undefined ? undefined : toOffer(rows[0]);
      }),

    /** Holds what is offered until then, since its call begins; `false` where it is over, its hold is, or it is older. */
    prolong: (
      entryId: string,
      { until, madeAfter, now }: { until: Date; madeAfter: Date; now: Date },
    ): Promise<boolean> =>
      scope.query(async (tx) => {
        const rows = await tx
          .update(waitlistOffers)
          .set({ expiresAt: until })
          .where(
            and(
              ownOffer,
              eq(waitlistOffers.entryId, entryId),
              eq(waitlistOffers.state, 'offered'),
              gt(waitlistOffers.expiresAt, now),
              gt(waitlistOffers.madeAt, madeAfter),
            ),
          )
          .returning({ claimId: waitlistOffers.claimId });
        const [held] = rows;
        if (held === undefined) return false;
        const kept = await tx
          .update(slotClaims)
          .set({ expiresAt: until })
          .where(and(ownClaim, eq(slotClaims.id, held.claimId), eq(slotClaims.state, 'held')))
          .returning({ id: slotClaims.id });
        return kept.length > 0;
      }),

    /**
     * Ends an offer that was not taken, with its hold: who was asked waits again, their call is not made any more, for
     * the reason `action`, and the alarm for the next one is set. `false`, with nothing done, where it is over or being
     * booked.
     */
    endOffer: (
      id: string,
      state: 'declined' | 'lapsed',
      now: Date,
      action = 'offer_over',
    ): Promise<boolean> =>
      scope.query(async (tx) => {
        const rows = await tx
          .update(waitlistOffers)
          .set({ state, endedAt: now })
          .where(
            and(
              ownOffer,
              eq(waitlistOffers.id, id),
              eq(waitlistOffers.state, 'offered'),
              notExists(isBeingBooked(tx)),
            ),
          )
          .returning();
        const [ended] = rows;
        if (ended === undefined) return false;
        await tx
          .update(slotClaims)
          .set({ state: 'released' })
          .where(and(ownClaim, eq(slotClaims.id, ended.claimId), eq(slotClaims.state, 'held')));
        await tx
          .update(waitlistEntries)
          .set({ state: 'waiting', updatedAt: now })
          .where(and(oneEntry(ended.entryId), eq(waitlistEntries.state, 'offered')));
        await tx
          .update(followUpTasks)
          .set({ status: 'cancelled', action, closedAt: now, updatedAt: now })
          .where(
            and(
              eq(followUpTasks.tenantId, tenantId),
              eq(followUpTasks.waitlistId, ended.entryId),
              eq(followUpTasks.status, 'pending'),
            ),
          );
        await tx
          .update(freedTimes)
          .set({ lookAt: now })
          .where(and(ownFreed, eq(freedTimes.id, ended.freedId)));
        await jobs.enqueue(tx, 'freed', { tenantId, id: ended.freedId });
        return true;
      }),

    /** The time of this claim is booked: who was offered it has got it, and nobody else is asked. */
    take: (claimId: string, now: Date): Promise<void> =>
      scope.query(async (tx) => {
        const rows = await tx
          .update(waitlistOffers)
          .set({ state: 'taken', endedAt: now })
          .where(and(ownOffer, eq(waitlistOffers.claimId, claimId), ne(waitlistOffers.state, 'taken')))
          .returning();
        for (const { entryId, freedId } of rows) {
          await tx
            .update(waitlistEntries)
            .set({ state: 'served', updatedAt: now })
            .where(and(oneEntry(entryId), inArray(waitlistEntries.state, ['waiting', 'offered'])));
          await tx
            .update(freedTimes)
            .set({ state: 'closed' })
            .where(and(ownFreed, eq(freedTimes.id, freedId)));
        }
      }),

    /** Offers whose hold is over, oldest first. */
    listExpired: (now: Date): Promise<string[]> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select({ id: waitlistOffers.id })
          .from(waitlistOffers)
          .where(and(ownOffer, eq(waitlistOffers.state, 'offered'), lte(waitlistOffers.expiresAt, now)))
          .orderBy(asc(waitlistOffers.expiresAt))
          .limit(MOST_SWEPT);
        return rows.map(({ id }) => id);
      }),
  };
}

function toFreed(row: typeof freedTimes.$inferSelect): FreedTime {
  return {
    id: row.id,
    serviceId: row.serviceId,
    startsAt: row.startsAt,
    state: row.state,
    freedAt: row.freedAt,
    ...(row.freedBy === null ? {} : { freedBy: row.freedBy }),
  };
}

function toOffer(row: typeof waitlistOffers.$inferSelect): WaitlistOffer {
  return {
    id: row.id,
    freedId: row.freedId,
    entryId: row.entryId,
    serviceId: row.serviceId,
    claimId: row.claimId,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    state: row.state,
    madeAt: row.madeAt,
    expiresAt: row.expiresAt,
    ...(row.staffId === null ? {} : { staffId: row.staffId }),
  };
}
