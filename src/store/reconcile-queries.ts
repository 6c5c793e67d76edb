import { and, asc, desc, eq, gt, gte, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm';
import { STANDING } from '../domain/appointment.ts';
import type { Drift } from '../domain/drift.ts';
import type { OutsideService } from '../domain/outside-service.ts';
import type { ReconcileCause } from '../domain/reconcile-cause.ts';
import type { JobQueue } from './job-queue.ts';
import { appointments, calendarBookings } from './schema/booking.ts';
import { calls, webhookInbox } from './schema/calls.ts';
import { reconcileRuns } from './schema/upkeep.ts';
import type { Scope } from './scope.ts';

/** Where a run begins. */
export interface Beginning {
  /** With what changed there since then. */
  since: Date;
  /** With what stands from then on; absent: from now on. */
  standingFrom?: Date;
}

/** One comparison with Cal.com or Retell, and what it found. */
export interface ReconcileRun {
  id: string;
  source: OutsideService;
  cause: ReconcileCause;
  /** What changed there since then was looked at. */
  since: Date;
  startedAt: Date;
  /** Absent while it runs, and for good where it broke off. */
  finishedAt?: Date;
  /** Where the next run goes on, if this one left something over. */
  next?: Beginning;
  /** How many bookings or calls were compared. */
  looked: number;
  drift: Drift[];
}

/** A standing appointment by the newest calendar booking of its chain. */
export interface StandingBooking {
  appointmentId: string;
  uid: string;
  startsAt: Date;
}

export interface KnownCall {
  id: string;
  status: 'ongoing' | 'ended' | 'analyzed';
  /** What was said on it was taken away for good. */
  isPurged: boolean;
}

const PAGE = 500;

export function reconcileQueries(scope: Scope, jobs: JobQueue) {
  const { tenantId } = scope;
  const own = eq(reconcileRuns.tenantId, tenantId);
  return {
    /** Has a worker compare; while one such request waits, another one changes nothing. */
    request: (cause: ReconcileCause, afterSeconds = 0): Promise<void> =>
      scope.query((tx) =>
        jobs.enqueue(tx, 'reconcile', { tenantId, id: cause }, { kind: tenantId, afterSeconds }),
      ),

    begin: (run: Omit<ReconcileRun, 'finishedAt' | 'next' | 'looked' | 'drift'>): Promise<void> =>
      scope.query(async (tx) => {
        await tx.insert(reconcileRuns).values({ ...run, tenantId, drift: [] });
      }),

    /** Writes down how far a run is; with `finishedAt` it is over. */
    note: (
      id: string,
      { looked, drift, finishedAt, next }: Pick<ReconcileRun, 'looked' | 'drift' | 'finishedAt' | 'next'>,
    ): Promise<void> =>
      scope.query(async (tx) => {
        await tx
          .update(reconcileRuns)
          .set({ looked, drift, finishedAt, nextSince: next?.since, nextStandingFrom: next?.standingFrom })
          .where(and(own, eq(reconcileRuns.id, id)));
      }),

    /** The newest run that reached its end, or left word where to go on. */
    lastCounting: (source: OutsideService): Promise<ReconcileRun | undefined> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select()
          .from(reconcileRuns)
          .where(
            and(
              own,
              eq(reconcileRuns.source, source),
              or(isNotNull(reconcileRuns.finishedAt), isNotNull(reconcileRuns.nextSince)),
            ),
          )
          .orderBy(desc(reconcileRuns.startedAt), desc(reconcileRuns.id))
          .limit(1);
        return rows[0] === undefined ? undefined : toRun(rows[0]);
      }),

    /** The newest runs first, unfinished ones too. */
    listLatest: (limit: number): Promise<ReconcileRun[]> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select()
          .from(reconcileRuns)
          .where(own)
          .orderBy(desc(reconcileRuns.startedAt), desc(reconcileRuns.id))
          .limit(limit);
        return rows.map(toRun);
      }),

    /** One page of the standing appointments that start at or after `from`; the next one begins behind `after`. */
    standingFrom: (from: Date, after?: StandingBooking): Promise<StandingBooking[]> =>
      scope.query((tx) =>
        tx
          .select({
            appointmentId: appointments.id,
            uid: calendarBookings.uid,
            startsAt: appointments.startsAt,
          })
          .from(appointments)
          .innerJoin(
            calendarBookings,
            and(
              eq(calendarBookings.tenantId, tenantId),
              eq(calendarBookings.appointmentId, appointments.id),
              isNull(calendarBookings.movedToUid),
            ),
          )
          .where(
            and(
              eq(appointments.tenantId, tenantId),
              inArray(appointments.status, STANDING),
              gte(appointments.startsAt, from),
              after === undefined
                ? undefined
                : or(
                    gt(appointments.startsAt, after.startsAt),
                    and(eq(appointments.startsAt, after.startsAt), gt(appointments.id, after.appointmentId)),
                  ),
            ),
          )
          .orderBy(asc(appointments.startsAt), asc(appointments.id))
          .limit(PAGE),
      ),

    /** Whether a webhook about this calendar booking has come and waits to be worked off. */
    isAnnounced: (uid: string): Promise<boolean> =>
      scope.query(async (tx) => {
        const { payload } = webhookInbox;
        const rows = await tx
          .select({ id: webhookInbox.id })
          .from(webhookInbox)
          .where(
            and(
              eq(webhookInbox.tenantId, tenantId),
              eq(webhookInbox.source, 'calcom'),
              isNull(webhookInbox.processedAt),
              sql`${uid} in (${payload} -> 'payload' ->> 'uid', ${payload} -> 'payload' ->> 'bookingUid')`,
            ),
          )
          .limit(1);
        return rows.length > 0;
      }),

    /** Which of these calls are known, and how far. */
    knownCalls: (ids: string[]): Promise<KnownCall[]> =>
      scope.query(async (tx) => {
        if (ids.length === 0) return [];
        const rows = await tx
          .select({ id: calls.id, status: calls.status, purgedAt: calls.purgedAt })
          .from(calls)
          .where(and(eq(calls.tenantId, tenantId), inArray(calls.id, ids)));
        return rows.map(({ id, status, purgedAt }) => ({ id, status, isPurged: purgedAt !== null }));
      }),
  };
}

function toRun(row: typeof reconcileRuns.$inferSelect): ReconcileRun {
  return {
    id: row.id,
    source: row.source,
    cause: row.cause,
    since: row.since,
    startedAt: row.startedAt,
    looked: row.looked,
    drift: row.drift,
    ...(row.finishedAt === null ? {} : { finishedAt: row.finishedAt }),
    ...(row.nextSince === null
      ? {}
      : {
          next: {
            since: row.nextSince,
            ...(row.nextStandingFrom === null ? {} : { standingFrom: row.nextStandingFrom }),
          },
        }),
  };
}
