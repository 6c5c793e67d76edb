import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import type { Proof } from '../domain/audit.ts';
import { OPEN_STATES } from '../domain/write-state.ts';
import type { WriteState } from '../domain/write-state.ts';
import { calendarWrites } from './schema/booking.ts';
import type { Scope } from './scope.ts';

/** The intent of one write to the calendar. Its `id` is the token that the booking's metadata carries. */
export interface CalendarWrite {
  id: string;
  kind: 'book' | 'cancel' | 'move';
  callId: string;
  offerId?: string;
  appointmentId?: string;
  /** The booking to cancel or to move. */
  uid?: string;
  claimId?: string;
  eventTypeId?: number;
  startsAt?: Date;
  endsAt?: Date;
  reason?: string;
  /** What proved that the caller may cancel or move it. */
  proof?: Proof;
  state: WriteState;
  rejection?: string;
  sentAt: Date;
}

type Row = typeof calendarWrites.$inferSelect;

export function calendarWriteQueries(scope: Scope) {
  const own = eq(calendarWrites.tenantId, scope.tenantId);
  return {
    /** Records the intent; `false` when a write for the same offer or appointment is already under way. */
    begin: (write: Omit<CalendarWrite, 'state'>): Promise<boolean> =>
      scope.query(async (tx) => {
        const made = await tx
          .insert(calendarWrites)
          .values({ ...write, tenantId: scope.tenantId, state: 'sent' })
          .onConflictDoNothing()
          .returning({ id: calendarWrites.id });
        return made.length > 0;
      }),

    find: (id: string): Promise<CalendarWrite | undefined> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select()
          .from(calendarWrites)
          .where(and(own, eq(calendarWrites.id, id)));
        return rows[0] === undefined ? undefined : toWrite(rows[0]);
      }),

    ofOffer: (offerId: string): Promise<CalendarWrite | undefined> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select()
          .from(calendarWrites)
          .where(
            and(
              own,
              eq(calendarWrites.offerId, offerId),
              inArray(calendarWrites.state, [...OPEN_STATES, 'done']),
            ),
          );
        return rows[0] === undefined ? undefined : toWrite(rows[0]);
      }),

    /** Why the calendar last refused to book an offer; `undefined` where it did not. */
    rejectionOfOffer: (offerId: string): Promise<string | undefined> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select({ rejection: calendarWrites.rejection })
          .from(calendarWrites)
          .where(and(own, eq(calendarWrites.offerId, offerId), eq(calendarWrites.state, 'rejected')))
          .orderBy(desc(calendarWrites.sentAt), desc(calendarWrites.id))
          .limit(1);
        return rows[0]?.rejection ?? undefined;
      }),

    openOfAppointment: (appointmentId: string): Promise<CalendarWrite | undefined> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select()
          .from(calendarWrites)
          .where(
            and(
              own,
              eq(calendarWrites.appointmentId, appointmentId),
              inArray(calendarWrites.state, OPEN_STATES),
            ),
          );
        return rows[0] === undefined ? undefined : toWrite(rows[0]);
      }),

    /** What a call has cancelled or moved, the newest first. */
    doneOfCall: (callId: string, kind: 'cancel' | 'move'): Promise<CalendarWrite[]> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select()
          .from(calendarWrites)
          .where(
            and(
              own,
              eq(calendarWrites.callId, callId),
              eq(calendarWrites.kind, kind),
              eq(calendarWrites.state, 'done'),
            ),
          )
          .orderBy(desc(calendarWrites.sentAt), desc(calendarWrites.id));
        return rows.map(toWrite);
      }),

    /** Writes whose end is not known, oldest first. */
    listOpen: (): Promise<CalendarWrite[]> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select()
          .from(calendarWrites)
          .where(and(own, inArray(calendarWrites.state, OPEN_STATES)))
          .orderBy(asc(calendarWrites.sentAt))
          .limit(100);
        return rows.map(toWrite);
      }),

    /** Takes back that a write was given up, since the calendar has done it after all; `false` where it was not. */
    revive: (id: string, now: Date): Promise<boolean> =>
      scope.query(async (tx) => {
        const rows = await tx
          .update(calendarWrites)
          .set({ state: 'done', rejection: null, settledAt: now })
          .where(and(own, eq(calendarWrites.id, id), inArray(calendarWrites.state, ['not_done', 'rejected'])))
          .returning({ id: calendarWrites.id });
        return rows.length > 0;
      }),

    /** Ends an open write; `false` when somebody else has settled it meanwhile. */
    settle: (
      id: string,
      end: { state: 'unknown' | 'done' | 'rejected' | 'not_done'; rejection?: string; now: Date },
    ): Promise<boolean> =>
      scope.query(async (tx) => {
        const rows = await tx
          .update(calendarWrites)
          .set({
            state: end.state,
            rejection: end.rejection ?? null,
            settledAt: end.state === 'unknown' ? null : end.now,
          })
          .where(and(own, eq(calendarWrites.id, id), inArray(calendarWrites.state, OPEN_STATES)))
          .returning({ id: calendarWrites.id });
        return rows.length > 0;
      }),
  };
}

function toWrite(row: Row): CalendarWrite {
  return {
    id: row.id,
    kind: row.kind,
    callId: row.callId,
    state: row.state,
    sentAt: row.sentAt,
    ...(row.offerId === null ? {} : { offerId: row.offerId }),
    ...(row.appointmentId === null ? {} : { appointmentId: row.appointmentId }),
    ...(row.uid === null ? {} : { uid: row.uid }),
    ...(row.claimId === null ? {} : { claimId: row.claimId }),
    ...(row.eventTypeId === null ? {} : { eventTypeId: row.eventTypeId }),
    ...(row.startsAt === null ? {} : { startsAt: row.startsAt }),
    ...(row.endsAt === null ? {} : { endsAt: row.endsAt }),
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...(row.proof === null ? {} : { proof: row.proof }),
    ...(row.rejection === null ? {} : { rejection: row.rejection }),
  };
}
