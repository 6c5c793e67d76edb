import { and, asc, eq, gt, inArray, isNull, lt, lte, ne, or } from 'drizzle-orm';
import { slotClaims } from './schema/booking.ts';
import type { Scope } from './scope.ts';

/** A held or booked piece of a calendar seat; half open: `endsAt` is free again. */
export interface Claim {
  id: string;
  seat: string;
  startsAt: Date;
  endsAt: Date;
  state: 'held' | 'booked';
  /** No other seat would do. */
  isSole: boolean;
  callId?: string;
  reservationUid?: string;
}

export interface ClaimWish {
  id: string;
  /** The seats that would do, the preferred one first. */
  seats: string[];
  startsAt: Date;
  endsAt: Date;
  callId?: string;
  /** When the hold ends by itself; absent: it stays until it is booked or released. */
  expiresAt?: Date;
  /** Claimed for good at once instead of held. */
  booked?: boolean;
  now: Date;
}

type Row = typeof slotClaims.$inferSelect;

export function claimQueries(scope: Scope) {
  const own = eq(slotClaims.tenantId, scope.tenantId);
  const live = inArray(slotClaims.state, ['held', 'booked']);
  const overlaps = (range: { startsAt: Date; endsAt: Date }) =>
    and(lt(slotClaims.startsAt, range.endsAt), gt(slotClaims.endsAt, range.startsAt));

  return {
    /**
     * Takes the first seat that nobody holds or has booked in that time and answers it; `undefined` when all are
     * taken. The database's exclusion constraint decides, so two at the same moment cannot both win. Where several
     * would do it is the calendar that picks: it must not pick a person whom somebody else holds, so none is taken then.
     */
    take: (wish: ClaimWish): Promise<string | undefined> =>
      scope.query(async (tx) => {
        await tx
          .update(slotClaims)
          .set({ state: 'released' })
          .where(and(own, eq(slotClaims.state, 'held'), lte(slotClaims.expiresAt, wish.now), overlaps(wish)));
        if (wish.seats.length > 1 && wish.booked !== true) {
          const threatened = await tx
            .select({ id: slotClaims.id })
            .from(slotClaims)
            .where(
              and(
                own,
                eq(slotClaims.state, 'held'),
                eq(slotClaims.isSole, true),
                inArray(slotClaims.calendarSeat, wish.seats),
                overlaps(wish),
              ),
            )
            .limit(1);
          if (threatened.length > 0) return undefined;
        }
        for (const seat of wish.seats) {
          const made = await tx
            .insert(slotClaims)
            .values({
              tenantId: scope.tenantId,
              id: wish.id,
              calendarSeat: seat,
              startsAt: wish.startsAt,
              endsAt: wish.endsAt,
              state: wish.booked === true ? 'booked' : 'held',
              isSole: wish.seats.length === 1,
              callId: wish.callId ?? null,
              expiresAt: wish.expiresAt ?? null,
            })
            .onConflictDoNothing()
            .returning({ id: slotClaims.id });
          if (made.length > 0) return seat;
        }
        return undefined;
      }),

    /** Held (and not lapsed) or booked ranges that touch [from, until). */
    liveWithin: (range: { startsAt: Date; endsAt: Date }, now: Date): Promise<Claim[]> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select()
          .from(slotClaims)
          .where(
            and(
              own,
              live,
              overlaps(range),
              or(eq(slotClaims.state, 'booked'), isNull(slotClaims.expiresAt), gt(slotClaims.expiresAt, now)),
            ),
          )
          .orderBy(asc(slotClaims.startsAt));
        return rows.map(toClaim);
      }),

    /**
     * Gives a claim another range on its seat; `false`, with nothing changed, where others have claimed part of it.
     * Two at the same moment are told apart by the exclusion constraint: the loser's transaction fails whole.
     */
    resize: (id: string, range: { startsAt: Date; endsAt: Date }, now: Date): Promise<boolean> =>
      scope.query(async (tx) => {
        const mine = await tx
          .select({ seat: slotClaims.calendarSeat })
          .from(slotClaims)
          .where(and(own, eq(slotClaims.id, id), live));
        const seat = mine[0]?.seat;
        if (seat === undefined) return false;
        const others = await tx
          .select({ id: slotClaims.id })
          .from(slotClaims)
          .where(
            and(
              own,
              live,
              eq(slotClaims.calendarSeat, seat),
              ne(slotClaims.id, id),
              overlaps(range),
              or(eq(slotClaims.state, 'booked'), isNull(slotClaims.expiresAt), gt(slotClaims.expiresAt, now)),
            ),
          )
          .limit(1);
        if (others.length > 0) return false;
        await tx
          .update(slotClaims)
          .set({ startsAt: range.startsAt, endsAt: range.endsAt })
          .where(and(own, eq(slotClaims.id, id)));
        return true;
      }),

    find: (id: string): Promise<Claim | undefined> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select()
          .from(slotClaims)
          .where(and(own, eq(slotClaims.id, id), live));
        return rows[0] === undefined ? undefined : toClaim(rows[0]);
      }),

    /** Keeps a hold from lapsing while the calendar is being written to; `false` where it is no hold any more. */
    keep: (id: string): Promise<boolean> =>
      scope.query(async (tx) => {
        const rows = await tx
          .update(slotClaims)
          .set({ expiresAt: null })
          .where(and(own, eq(slotClaims.id, id), eq(slotClaims.state, 'held')))
          .returning({ id: slotClaims.id });
        return rows.length > 0;
      }),

    /** Lets a hold that was kept lapse again at `expiresAt`. */
    lapseAt: (id: string, expiresAt: Date): Promise<void> =>
      scope.query(async (tx) => {
        await tx
          .update(slotClaims)
          .set({ expiresAt })
          .where(and(own, eq(slotClaims.id, id), eq(slotClaims.state, 'held')));
      }),

    book: (id: string): Promise<Claim | undefined> =>
      scope.query(async (tx) => {
        const rows = await tx
          .update(slotClaims)
          .set({ state: 'booked', expiresAt: null })
          .where(and(own, eq(slotClaims.id, id), live))
          .returning();
        return rows[0] === undefined ? undefined : toClaim(rows[0]);
      }),

    release: (ids: string[]): Promise<Claim[]> =>
      scope.query(async (tx) => {
        if (ids.length === 0) return [];
        const rows = await tx
          .update(slotClaims)
          .set({ state: 'released' })
          .where(and(own, inArray(slotClaims.id, ids), live))
          .returning();
        return rows.map(toClaim);
      }),

    /** Releases holds whose time is over; answers what was freed. */
    releaseLapsed: (now: Date): Promise<Claim[]> =>
      scope.query(async (tx) => {
        const rows = await tx
          .update(slotClaims)
          .set({ state: 'released' })
          .where(and(own, eq(slotClaims.state, 'held'), lte(slotClaims.expiresAt, now)))
          .returning();
        return rows.map(toClaim);
      }),

    /** The calendar's reservation that went with a hold, also where it was given back since. */
    reservationOf: (id: string): Promise<string | undefined> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select({ uid: slotClaims.reservationUid })
          .from(slotClaims)
          .where(and(own, eq(slotClaims.id, id)));
        return rows[0]?.uid ?? undefined;
      }),

    noteReservation: (id: string, reservationUid: string): Promise<Claim | undefined> =>
      scope.query(async (tx) => {
        const rows = await tx
          .update(slotClaims)
          .set({ reservationUid })
          .where(and(own, eq(slotClaims.id, id), eq(slotClaims.state, 'held')))
          .returning();
        return rows[0] === undefined ? undefined : toClaim(rows[0]);
      }),
  };
}

function toClaim(row: Row): Claim {
  return {
    id: row.id,
    seat: row.calendarSeat,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    state: row.state === 'booked' ? 'booked' : 'held',
    isSole: row.isSole,
    ...(row.callId === null ? {} : { callId: row.callId }),
    ...(row.reservationUid === null ? {} : { reservationUid: row.reservationUid }),
  };
}
