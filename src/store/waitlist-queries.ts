import {
  and,
  asc,
  eq,
  exists,
  gt,
  gte,
  inArray,
  isNull,
  lt,
  lte,
  max,
  ne,
  notExists,
  notInArray,
  or,
  sql,
} from 'drizzle-orm';
import { STANDING } from '../domain/appointment.ts';
import { OFFER_TASK_KEY } from '../domain/reminders/offer-task-key.ts';
import { appointments } from './schema/booking.ts';
import { customers } from './schema/calls.ts';
import { callSessions, doNotCall, followUpTasks, globalDoNotCall } from './schema/reminders.ts';
import { waitlistEntries, waitlistOffers } from './schema/waitlist.ts';
import type { Scope } from './scope.ts';
import type { FreedTime } from './waitlist-offer-queries.ts';

/** Somebody who wants an earlier time, for a service and until when. */
export interface WaitlistEntry {
  id: string;
  customerId: string;
  serviceId: string;
  staffId?: string;
  /** The appointment that would be moved; absent where there is none yet. */
  appointmentId?: string;
  /** Only times that start in [earliest, latest) are offered. */
  earliest: Date;
  latest: Date;
  state: 'waiting' | 'offered' | 'served' | 'ended';
  /** Who asked first is asked first. */
  askedAt: Date;
}

export interface WaitingEntry extends WaitlistEntry {
  /** When the call that would have offered them the time was dropped, and nobody was rung. */
  droppedAt?: Date;
}

const MOST_LISTED = 500;
const MOST_ASKED = 50;

/** Who wants an earlier time. */
export function waitlistQueries(scope: Scope) {
  const { tenantId } = scope;
  const own = eq(waitlistEntries.tenantId, tenantId);
  const ownOffer = eq(waitlistOffers.tenantId, tenantId);
  const oneEntry = (id: string) => and(own, eq(waitlistEntries.id, id));
  const isOpen = inArray(waitlistEntries.state, ['waiting', 'offered']);

  return {
    /** Puts a customer on the list, once for a service: who is there already keeps their place and has the newer wish. */
    join: (entry: Omit<WaitlistEntry, 'state'>, now: Date): Promise<string> =>
      scope.query(async (tx) => {
        const wish = {
          staffId: entry.staffId ?? null,
          appointmentId: entry.appointmentId ?? null,
          earliest: entry.earliest,
          latest: entry.latest,
          updatedAt: now,
        };
        const rows = await tx
          .insert(waitlistEntries)
          .values({
            tenantId,
            id: entry.id,
            customerId: entry.customerId,
            serviceId: entry.serviceId,
            askedAt: entry.askedAt,
            state: 'waiting',
            ...wish,
          })
          .onConflictDoUpdate({
            target: [waitlistEntries.tenantId, waitlistEntries.customerId, waitlistEntries.serviceId],
            targetWhere: sql`state in ('waiting', 'offered')`,
            set: wish,
          })
          .returning({ id: waitlistEntries.id });
        return rows[0]?.id ?? entry.id;
      }),

    find: (id: string): Promise<WaitlistEntry | undefined> =>
      scope.query(async (tx) => {
        const rows = await tx.select().from(waitlistEntries).where(oneEntry(id));
        return rows[0] === undefined ? undefined : toEntry(rows[0]);
      }),

    /** Everybody who waits or is being asked, as they asked. */
    list: (): Promise<WaitlistEntry[]> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select()
          .from(waitlistEntries)
          .where(and(own, isOpen))
          .orderBy(asc(waitlistEntries.askedAt), asc(waitlistEntries.id))
          .limit(MOST_LISTED);
        return rows.map(toEntry);
      }),

    /** Takes somebody off the list; `false` where they are not on it. */
    end: (id: string, now: Date): Promise<boolean> =>
      scope.query(async (tx) => {
        const rows = await tx
          .update(waitlistEntries)
          .set({ state: 'ended', updatedAt: now })
          .where(and(oneEntry(id), isOpen))
          .returning({ id: waitlistEntries.id });
        return rows.length > 0;
      }),

    /**
     * Takes those off the list whose wish is over: its time has passed, their number may not be called, the appointment
     * that was to be moved stands no more, or they have got the service by another way.
     */
    endOver: (now: Date): Promise<number> =>
      scope.query(async (tx) => {
        const forbidden = tx
          .select({ one: sql`1` })
          .from(customers)
          .leftJoin(doNotCall, and(eq(doNotCall.tenantId, tenantId), eq(doNotCall.number, customers.phone)))
          .leftJoin(globalDoNotCall, eq(globalDoNotCall.number, customers.phone))
          .where(
            and(
              eq(customers.tenantId, tenantId),
              eq(customers.id, waitlistEntries.customerId),
              or(
                isNull(customers.phone),
                sql`${doNotCall.number} is not null`,
                sql`${globalDoNotCall.number} is not null`,
              ),
            ),
          );
        const ownAppointment = eq(appointments.tenantId, tenantId);
        const gone = tx
          .select({ one: sql`1` })
          .from(appointments)
          .where(
            and(
              ownAppointment,
              eq(appointments.id, waitlistEntries.appointmentId),
              notInArray(appointments.status, [...STANDING]),
            ),
          );
        const otherwise = tx
          .select({ one: sql`1` })
          .from(appointments)
          .where(
            and(
              ownAppointment,
              eq(appointments.customerId, waitlistEntries.customerId),
              eq(appointments.serviceId, waitlistEntries.serviceId),
              inArray(appointments.status, STANDING),
              gt(appointments.startsAt, now),
              lt(appointments.startsAt, waitlistEntries.latest),
              sql`${appointments.id} is distinct from ${waitlistEntries.appointmentId}`,
            ),
          );
        const rows = await tx
          .update(waitlistEntries)
          .set({ state: 'ended', updatedAt: now })
          .where(
            and(
              own,
              eq(waitlistEntries.state, 'waiting'),
              or(lte(waitlistEntries.latest, now), exists(forbidden), exists(gone), exists(otherwise)),
            ),
          )
          .returning({ id: waitlistEntries.id });
        return rows.length;
      }),

    /** Those who wait for a time like this one and were not asked about it before, as they asked. */
    waitingFor: (freed: FreedTime): Promise<WaitingEntry[]> =>
      scope.query(async (tx) => {
        const isSameTime = and(
          ownOffer,
          eq(waitlistOffers.entryId, waitlistEntries.id),
          eq(waitlistOffers.serviceId, freed.serviceId),
          eq(waitlistOffers.startsAt, freed.startsAt),
        );
        const rang = tx
          .select({ one: sql`1` })
          .from(callSessions)
          .innerJoin(
            followUpTasks,
            and(eq(followUpTasks.tenantId, tenantId), eq(followUpTasks.id, callSessions.taskId)),
          )
          .where(
            and(
              eq(callSessions.tenantId, tenantId),
              eq(callSessions.customerId, waitlistEntries.customerId),
              isNull(callSessions.placementError),
              sql`${followUpTasks.idempotencyKey} = ${OFFER_TASK_KEY}::text || ${waitlistOffers.id}`,
            ),
          );
        const asked = tx
          .select({ one: sql`1` })
          .from(waitlistOffers)
          .where(and(isSameTime, or(ne(waitlistOffers.state, 'lapsed'), exists(rang))));
        const dropped = tx
          .select({ at: max(waitlistOffers.endedAt).as('dropped_at') })
          .from(waitlistOffers)
          .where(isSameTime);
        const rows = await tx
          .select({ entry: waitlistEntries, droppedAt: sql`(${dropped})`.mapWith(waitlistOffers.endedAt) })
          .from(waitlistEntries)
          .where(
            and(
              own,
              eq(waitlistEntries.state, 'waiting'),
              eq(waitlistEntries.serviceId, freed.serviceId),
              lte(waitlistEntries.earliest, freed.startsAt),
              gt(waitlistEntries.latest, freed.startsAt),
              ne(waitlistEntries.customerId, freed.freedBy ?? ''),
              notExists(asked),
            ),
          )
          .orderBy(asc(waitlistEntries.askedAt), asc(waitlistEntries.id))
          .limit(MOST_ASKED);
        return rows.map(({ entry, droppedAt }) => ({
          ...toEntry(entry),
          ...(droppedAt === null ? {} : { droppedAt }),
        }));
      }),

    /** Whether anybody at all waits for a service at that time. */
    isWanted: (serviceId: string, startsAt: Date): Promise<boolean> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select({ id: waitlistEntries.id })
          .from(waitlistEntries)
          .where(
            and(
              own,
              isOpen,
              eq(waitlistEntries.serviceId, serviceId),
              lte(waitlistEntries.earliest, startsAt),
              gte(waitlistEntries.latest, startsAt),
            ),
          )
          .limit(1);
        return rows.length > 0;
      }),
  };
}

function toEntry(row: typeof waitlistEntries.$inferSelect): WaitlistEntry {
  return {
    id: row.id,
    customerId: row.customerId,
    serviceId: row.serviceId,
    earliest: row.earliest,
    latest: row.latest,
    state: row.state,
    askedAt: row.askedAt,
    ...(row.staffId === null ? {} : { staffId: row.staffId }),
    ...(row.appointmentId === null ? {} : { appointmentId: row.appointmentId }),
  };
}
