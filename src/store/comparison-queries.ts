import { and, asc, eq, gte, inArray, isNotNull, isNull, notExists, sql } from 'drizzle-orm';
import { OPEN_STATES } from '../domain/write-state.ts';
import type { CalendarWrite } from './calendar-write-queries.ts';
import type { JobQueue } from './job-queue.ts';
import { calendarWrites } from './schema/booking.ts';
import { calls } from './schema/calls.ts';
import type { Scope } from './scope.ts';

/** A call whose words were not compared with its deeds yet. */
export interface UncomparedCall {
  id: string;
  /** The number of whoever we spoke with. */
  callerNumber?: string;
  customerId?: string;
  startedAt: Date;
  endedAt?: Date;
  transcript: string;
}

/** A write of a call and when its end was known. */
export type CallWrite = Pick<
  CalendarWrite,
  'id' | 'kind' | 'state' | 'offerId' | 'appointmentId' | 'uid' | 'startsAt' | 'sentAt'
> & { settledAt?: Date };

export function comparisonQueries(scope: Scope, jobs: JobQueue) {
  const { tenantId } = scope;
  const waiting = and(eq(calls.tenantId, tenantId), isNull(calls.comparedAt), isNotNull(calls.transcript));
  return {
    /** Has a worker compare a call; in the transaction that stores its transcript. */
    request: (callId: string): Promise<void> =>
      scope.query((tx) => jobs.enqueue(tx, 'compare-call', { tenantId, id: callId })),

    /** The call, where it waits to be compared. */
    find: (callId: string): Promise<UncomparedCall | undefined> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select()
          .from(calls)
          .where(and(waiting, eq(calls.id, callId)));
        return rows[0] === undefined ? undefined : toUncompared(rows[0]);
      }),

    /** Calls since then that wait to be compared and of which no write is open, oldest first. */
    listWaiting: (since: Date, limit: number): Promise<string[]> =>
      scope.query(async (tx) => {
        const open = tx
          .select({ one: sql`1` })
          .from(calendarWrites)
          .where(
            and(
              eq(calendarWrites.tenantId, tenantId),
              eq(calendarWrites.callId, calls.id),
              inArray(calendarWrites.state, OPEN_STATES),
            ),
          );
        const rows = await tx
          .select({ id: calls.id })
          .from(calls)
          .where(and(waiting, gte(calls.startedAt, since), notExists(open)))
          .orderBy(asc(calls.startedAt), asc(calls.id))
          .limit(limit);
        return rows.map(({ id }) => id);
      }),

    /** Everything a call has sent to the calendar, in that order. */
    writesOf: (callId: string): Promise<CallWrite[]> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select()
          .from(calendarWrites)
          .where(and(eq(calendarWrites.tenantId, tenantId), eq(calendarWrites.callId, callId)))
          .orderBy(asc(calendarWrites.sentAt), asc(calendarWrites.id));
        return rows.map(toCallWrite);
      }),

    /** Marks a call as compared; `false` where it was already, or its words were deleted meanwhile. */
    finish: (callId: string, now: Date): Promise<boolean> =>
      scope.query(async (tx) => {
        const rows = await tx
          .update(calls)
          .set({ comparedAt: now })
          .where(and(waiting, eq(calls.id, callId)))
          .returning({ id: calls.id });
        return rows.length > 0;
      }),
  };
}

function toUncompared(row: typeof calls.$inferSelect): UncomparedCall {
  const callerNumber = row.direction === 'outbound' ? row.toNumber : row.fromNumber;
  return {
    id: row.id,
    startedAt: row.startedAt,
    transcript: row.transcript ?? '',
    ...(callerNumber === null ? {} : { callerNumber }),
    ...(row.customerId === null ? {} : { customerId: row.customerId }),
    ...(row.endedAt === null ? {} : { endedAt: row.endedAt }),
  };
}

function toCallWrite(row: typeof calendarWrites.$inferSelect): CallWrite {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    sentAt: row.sentAt,
    ...(row.offerId === null ? {} : { offerId: row.offerId }),
    ...(row.appointmentId === null ? {} : { appointmentId: row.appointmentId }),
    ...(row.uid === null ? {} : { uid: row.uid }),
    ...(row.startsAt === null ? {} : { startsAt: row.startsAt }),
    ...(row.settledAt === null ? {} : { settledAt: row.settledAt }),
  };
}
