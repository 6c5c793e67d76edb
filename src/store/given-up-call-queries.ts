import { and, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import { RUNNING_STATES } from '../domain/reminders/session-states.ts';
import { noteCallChange } from './call-change-queries.ts';
import type { Tx } from './database.ts';
import { callSessions } from './schema/reminders.ts';
import type { Scope } from './scope.ts';

/** Calls that are given up, and go on where they were made after all. */
export function givenUpCallQueries(scope: Scope) {
  const { tenantId } = scope;
  const own = eq(callSessions.tenantId, tenantId);
  const one = (id: string) => and(own, eq(callSessions.id, id));

  async function sessionOf(tx: Tx, callId: string): Promise<string | undefined> {
    const rows = await tx
      .select({ id: callSessions.id })
      .from(callSessions)
      .where(and(own, eq(callSessions.callId, callId)));
    return rows[0]?.id;
  }

  return {
    /**
     * No call came of the request (VIO-11). `from`: the state in which that was seen; `false` where it is another one
     * by now, or its call was heard of. `error`: a word of ours.
     */
    markNotPlaced: (id: string, from: 'queued' | 'initiating', error: string, now: Date): Promise<boolean> =>
      scope.query(async (tx, atEnd) => {
        const rows = await tx
          .update(callSessions)
          .set({ state: 'failed', placementError: error, endedAt: now, outcomeDueAt: null, updatedAt: now })
          .where(and(one(id), eq(callSessions.state, from), isNull(callSessions.callId)))
          .returning({ id: callSessions.id });
        if (rows.length > 0) noteCallChange(tenantId, tx, atEnd, { sessionId: id, state: 'failed', at: now });
        return rows.length > 0;
      }),

    /** Nobody has told what came of it; `false` where that is known. What is known of the call stays. */
    markOutcomeMissing: (id: string, now: Date): Promise<boolean> =>
      scope.query(async (tx, atEnd) => {
        const [row] = await tx
          .update(callSessions)
          .set({
            state: sql`case when ${callSessions.answeredAt} is null then 'failed' else 'completed' end`,
            placementError: sql`case when ${callSessions.callId} is null then 'outcome_missing' end`,
            endedAt: sql`coalesce(${callSessions.endedAt}, ${now.toISOString()}::timestamptz)`,
            outcomeDueAt: null,
            updatedAt: now,
          })
          .where(and(one(id), inArray(callSessions.state, [...RUNNING_STATES])))
          .returning({ state: callSessions.state });
        if (row !== undefined)
          noteCallChange(tenantId, tx, atEnd, { sessionId: id, state: row.state, at: now });
        return row !== undefined;
      }),

    /**
     * The call of a request whose answer is not here yet; `false` where one of the two is another one's. A request that
     * was given up goes on with it, and its outcome is due.
     */
    linkCall: (id: string, callId: string, now: Date): Promise<boolean> =>
      scope.query(async (tx, atEnd) => {
        const taken = await sessionOf(tx, callId);
        if (taken !== undefined) return taken === id;
        const [unlinked] = await tx
          .select({ placementError: callSessions.placementError, endedAt: callSessions.endedAt })
          .from(callSessions)
          .where(and(one(id), isNull(callSessions.callId), ne(callSessions.state, 'queued')))
          .for('update');
        if (unlinked === undefined) return (await sessionOf(tx, callId)) === id;
        const { placementError, endedAt } = unlinked;
        const linked = { callId, updatedAt: now };
        if (placementError === null) {
          await tx.update(callSessions).set(linked).where(one(id));
          return true;
        }
        const goesOn = {
          state: 'initiating',
          placementError: null,
          endedAt: null,
          outcomeDueAt: endedAt,
        } as const;
        await tx
          .update(callSessions)
          .set({ ...linked, ...goesOn })
          .where(one(id));
        noteCallChange(tenantId, tx, atEnd, { sessionId: id, state: goesOn.state, at: now });
        return true;
      }),
  };
}
