import { and, asc, desc, eq, inArray, isNotNull, isNull, lte, sql } from 'drizzle-orm';
import type { CallOutcome, EndClass } from '../domain/reminders/call-outcome.ts';
import type { CallPurpose, CallSession, SessionState } from '../domain/reminders/call-session.ts';
import { statesBefore } from '../domain/reminders/session-states.ts';
import { lastNextStep, noteCallChange, statesOf } from './call-change-queries.ts';
import type { Tx } from './database.ts';
import { givenUpCallQueries } from './given-up-call-queries.ts';
import { callSessions } from './schema/reminders.ts';
import type { AtEnd, Scope } from './scope.ts';
import { isStillWanted } from './still-wanted.ts';
import { toCallSession } from './to-call-session.ts';

export interface NewSession {
  id: string;
  taskId: string;
  customerId?: string;
  appointmentId?: string;
  appointmentAt?: Date;
  purpose: CallPurpose;
  attempt: number;
  fromNumber: string;
  toNumber: string;
  zones: string[];
  agentId: string;
  requestedAt: Date;
  outcomeDueAt: Date;
}

/** What the end of a call tells; what is missing stays as it was. */
export interface SessionEnd {
  state: SessionState;
  /** Absent while the analysis is waited for. */
  outcome?: CallOutcome;
  endClass: EndClass;
  answeredAt?: Date;
  endedAt: Date;
  /** When it is looked at again, unless everything behind the end is done by then. */
  outcomeDueAt?: Date;
  durationMs?: number;
  disconnectionReason?: string;
  sentiment?: string;
  qualityScore?: number;
  analysis?: unknown;
  payload?: unknown;
}

/** What a voice function did in the call. */
export type SessionDeed = 'confirmed' | 'cancelled' | 'moved' | 'opted_out' | 'callback';

const DEED_COLUMN = {
  confirmed: 'confirmedAt',
  cancelled: 'cancelledAt',
  moved: 'movedAt',
  opted_out: 'optedOutAt',
  callback: 'callbackAt',
} as const satisfies Record<SessionDeed, keyof typeof callSessions.$inferInsert>;

export function callSessionQueries(scope: Scope) {
  const { tenantId } = scope;
  const own = eq(callSessions.tenantId, tenantId);
  const one = (id: string) => and(own, eq(callSessions.id, id));

  async function read(tx: Tx, where: ReturnType<typeof and>, limit = 1): Promise<CallSession[]> {
    const rows = await tx
      .select()
      .from(callSessions)
      .where(and(own, where))
      .orderBy(desc(callSessions.requestedAt), desc(callSessions.id))
      .limit(limit);
    return rows.map(toCallSession);
  }

  const note = (tx: Tx, atEnd: AtEnd, change: Parameters<typeof noteCallChange>[3]): void =>
    noteCallChange(tenantId, tx, atEnd, change);

  return {
    ...givenUpCallQueries(scope),

    /** The row of a call that the gate has let through (VIO-11). */
    add: (session: NewSession): Promise<void> =>
      scope.query(async (tx, atEnd) => {
        await tx.insert(callSessions).values({
          tenantId,
          id: session.id,
          taskId: session.taskId,
          customerId: session.customerId ?? null,
          appointmentId: session.appointmentId ?? null,
          appointmentAt: session.appointmentAt ?? null,
          purpose: session.purpose,
          state: 'queued',
          attempt: session.attempt,
          fromNumber: session.fromNumber,
          toNumber: session.toNumber,
          zones: session.zones,
          agentId: session.agentId,
          requestedAt: session.requestedAt,
          outcomeDueAt: session.outcomeDueAt,
          updatedAt: session.requestedAt,
        });
        note(tx, atEnd, { sessionId: session.id, state: 'queued', at: session.requestedAt });
      }),

    find: (id: string): Promise<CallSession | undefined> =>
      scope.query(async (tx) => (await read(tx, eq(callSessions.id, id)))[0]),

    findByCall: (callId: string): Promise<CallSession | undefined> =>
      scope.query(async (tx) => (await read(tx, eq(callSessions.callId, callId)))[0]),

    /** Reads it and keeps others from changing it until the transaction ends. */
    lock: (id: string): Promise<CallSession | undefined> =>
      scope.query(async (tx) => {
        await tx.select({ id: callSessions.id }).from(callSessions).where(one(id)).for('update');
        return (await read(tx, eq(callSessions.id, id)))[0];
      }),

    /** The calls of a task, the newest first. */
    ofTask: (taskId: string): Promise<CallSession[]> =>
      scope.query((tx) => read(tx, eq(callSessions.taskId, taskId), 50)),

    /**
     * From here on the request may have gone out, whatever becomes of this process. `false` where it is not to go out:
     * it was begun or given up before, or is not wanted any more since the gate has let it through.
     */
    markInitiating: (id: string, now: Date): Promise<boolean> =>
      scope.query(async (tx, atEnd) => {
        const rows = await tx
          .update(callSessions)
          .set({ state: 'initiating', updatedAt: now })
          .where(and(one(id), eq(callSessions.state, 'queued'), isStillWanted(tx, tenantId)))
          .returning({ id: callSessions.id });
        if (rows.length === 0) return false;
        note(tx, atEnd, { sessionId: id, state: 'processing', at: now });
        note(tx, atEnd, { sessionId: id, state: 'initiating', at: now });
        return true;
      }),

    /** Calls to this number that were requested at or after `from`; newest first. */
    ofNumberSince: (toNumber: string, from: Date): Promise<CallSession[]> =>
      scope.query((tx) =>
        read(
          tx,
          and(
            eq(callSessions.toNumber, toNumber),
            sql`${callSessions.requestedAt} >= ${from.toISOString()}::timestamptz`,
          ),
          20,
        ),
      ),

    /** The provider has taken the call: `false` where its end was heard of before. */
    markPlaced: (id: string, callId: string, now: Date): Promise<boolean> =>
      scope.query(async (tx, atEnd) => {
        const rows = await tx
          .update(callSessions)
          .set({ callId, placedAt: now, state: 'ringing', updatedAt: now })
          .where(and(one(id), inArray(callSessions.state, statesBefore('ringing'))))
          .returning({ id: callSessions.id });
        if (rows.length > 0) note(tx, atEnd, { sessionId: id, state: 'ringing', at: now });
        return rows.length > 0;
      }),

    /** Somebody has picked up; nothing where the call is over. */
    markAnswered: (id: string, callId: string, at: Date, now: Date): Promise<boolean> =>
      scope.query(async (tx, atEnd) => {
        const rows = await tx
          .update(callSessions)
          .set({ callId, answeredAt: at, state: 'answered', updatedAt: now })
          .where(and(one(id), inArray(callSessions.state, statesBefore('answered'))))
          .returning({ id: callSessions.id });
        if (rows.length > 0) note(tx, atEnd, { sessionId: id, state: 'answered', at: now });
        return rows.length > 0;
      }),

    /** Remembers what a voice function did in the call; the first time counts. */
    noteDeed: (id: string, deed: SessionDeed, now: Date): Promise<void> =>
      scope.query(async (tx) => {
        const column = DEED_COLUMN[deed];
        await tx
          .update(callSessions)
          .set({ [column]: now, updatedAt: now })
          .where(and(one(id), isNull(callSessions[column])));
      }),

    /** The same of a deed on the appointment the call is about; of another one, or in no call of ours, it is nothing. */
    noteDeedOn: (callId: string, appointmentId: string, deed: SessionDeed, now: Date): Promise<void> =>
      scope.query(async (tx) => {
        const column = DEED_COLUMN[deed];
        await tx
          .update(callSessions)
          .set({ [column]: now, updatedAt: now })
          .where(
            and(
              own,
              eq(callSessions.callId, callId),
              eq(callSessions.appointmentId, appointmentId),
              isNull(callSessions[column]),
            ),
          );
      }),

    /** The end of the call and what came of it; said again with more, it becomes that (VIO-44, VIO-90). */
    recordEnd: (id: string, callId: string | undefined, end: SessionEnd, now: Date): Promise<void> =>
      scope.query(async (tx, atEnd) => {
        const before = await tx
          .select({ state: callSessions.state, outcome: callSessions.outcome })
          .from(callSessions)
          .where(one(id));
        await tx
          .update(callSessions)
          .set({
            ...end,
            updatedAt: now,
            ...(callId === undefined ? {} : { callId }),
          })
          .where(one(id));
        const { state, outcome } = end;
        if (before[0]?.state === state && (outcome === undefined || before[0].outcome === outcome)) return;
        note(tx, atEnd, { sessionId: id, state, at: now, ...(outcome === undefined ? {} : { outcome }) });
      }),

    /** Notes that one of the updates behind the end is done (VIO-88); `false` where it was before. */
    markUpdate: (id: string, update: string, nextStep?: string): Promise<boolean> =>
      scope.query(async (tx) => {
        const rows = await tx
          .update(callSessions)
          .set({
            updates: sql`coalesce(${callSessions.updates}, '{}'::jsonb) || jsonb_build_object(${update}::text, true)`,
            ...(nextStep === undefined ? {} : { nextStep }),
          })
          .where(
            and(one(id), sql`coalesce(${callSessions.updates} -> ${update}::text, 'false') <> 'true'::jsonb`),
          )
          .returning({ id: callSessions.id });
        return rows.length > 0;
      }),

    /** How long the updates took (VIO-90); those that are not done are looked at again at `againAt`. */
    recordProcessing: (
      id: string,
      done: { processingMs?: number; againAt?: Date; now: Date },
    ): Promise<void> =>
      scope.query(async (tx, atEnd) => {
        const rows = await tx
          .update(callSessions)
          .set({
            processedAt: done.now,
            outcomeDueAt: done.againAt ?? null,
            ...(done.processingMs === undefined ? {} : { processingMs: done.processingMs }),
          })
          .where(one(id))
          .returning({
            state: callSessions.state,
            outcome: callSessions.outcome,
            nextStep: callSessions.nextStep,
          });
        const [call] = rows;
        if (call === undefined || call.nextStep === (await lastNextStep(tenantId, tx, id))) return;
        note(tx, atEnd, { sessionId: id, ...call, at: done.now });
      }),

    /** Calls whose outcome should have come by now (VIO-100), or behind whose end something is not done yet (VIO-88). */
    listOverdue: (now: Date, limit: number): Promise<CallSession[]> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select()
          .from(callSessions)
          .where(and(own, isNotNull(callSessions.outcomeDueAt), lte(callSessions.outcomeDueAt, now)))
          .orderBy(asc(callSessions.outcomeDueAt))
          .limit(limit);
        return rows.map(toCallSession);
      }),

    /** Asks again later for an outcome that the provider does not know yet. */
    awaitOutcome: (id: string, until: Date): Promise<void> =>
      scope.query(async (tx) => {
        await tx
          .update(callSessions)
          .set({ outcomeDueAt: until })
          .where(and(one(id), isNotNull(callSessions.outcomeDueAt)));
      }),

    /** Every state a call went through, in order. */
    states: (id: string): Promise<{ seq: number; state: SessionState; at: Date }[]> =>
      scope.query((tx) => statesOf(tenantId, tx, id)),
  };
}
