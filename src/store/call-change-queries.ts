import { and, asc, desc, eq, gt, inArray, max, sql } from 'drizzle-orm';
import type { CallOutcome, ReviewReason, Urgency } from '../domain/reminders/call-outcome.ts';
import type { CallPurpose, SessionState } from '../domain/reminders/call-session.ts';
import type { TaskKind } from '../domain/reminders/follow-up-task.ts';
import type { TenantId } from '../domain/tenant.ts';
import type { Tx } from './database.ts';
import { LIVE_CHANNEL, LIVE_LOCK } from './live-channel.ts';
import { callSessions, callSessionStates, followUpTasks } from './schema/reminders.ts';
import type { AtEnd, Scope } from './scope.ts';

/** What has become of a call, as it is told to who watches. */
export interface CallChange {
  /** Grows from change to change of a tenant. */
  seq: number;
  sessionId: string;
  taskId: string;
  purpose: CallPurpose;
  attempt: number;
  state: SessionState;
  at: Date;
  customerId?: string;
  appointmentId?: string;
  /** The provider's id, as it is known by now. */
  callId?: string;
  outcome?: CallOutcome;
  nextStep?: string;
}

/** What is done next about a call, and when. */
export interface FollowUp {
  taskId: string;
  kind: TaskKind;
  scheduledAt: Date;
  urgency?: Urgency;
  why?: ReviewReason;
}

/** A state that a call went into. */
export interface CallState {
  seq: number;
  state: SessionState;
  at: Date;
}

type NewChange = Omit<typeof callSessionStates.$inferInsert, 'tenantId' | 'seq'>;
type Change = typeof callSessionStates.$inferSelect;
type Call = typeof callSessions.$inferSelect;
type Task = typeof followUpTasks.$inferSelect;

/**
 * Every change is kept and told to whoever watches, in any process (VIO-43). One transaction of a tenant after the other
 * numbers its changes, so that whoever has seen a number has seen all the tenant's below it; each does so at its end,
 * where it waits for nothing else.
 */
export function noteCallChange(tenantId: TenantId, tx: Tx, atEnd: AtEnd, change: NewChange): void {
  atEnd(async () => {
    await tx.execute(sql`select pg_advisory_xact_lock(${LIVE_LOCK}, hashtext(${tenantId}))`);
    await tx.insert(callSessionStates).values({ tenantId, ...change });
    await tx.execute(sql`select pg_notify(${LIVE_CHANNEL}, ${tenantId})`);
  });
}

export function callChangeQueries(scope: Scope) {
  const { tenantId } = scope;
  const own = eq(callSessionStates.tenantId, tenantId);
  return {
    /** What has changed about the tenant's calls after the change numbered `seq`, the oldest first. */
    since: (seq: number, limit: number): Promise<CallChange[]> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select({ change: callSessionStates, call: callSessions })
          .from(callSessionStates)
          .innerJoin(
            callSessions,
            and(eq(callSessions.tenantId, tenantId), eq(callSessions.id, callSessionStates.sessionId)),
          )
          .where(and(own, gt(callSessionStates.seq, seq)))
          .orderBy(asc(callSessionStates.seq))
          .limit(limit);
        return rows.map(({ change, call }) => toCallChange(change, call));
      }),

    /** The number of the tenant's latest change; 0 before the first. */
    latest: (): Promise<number> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select({ seq: max(callSessionStates.seq) })
          .from(callSessionStates)
          .where(own);
        return rows[0]?.seq ?? 0;
      }),

    /** What was planned because of each of these calls and is not over, by the number of the change. */
    followUps: (changes: CallChange[]): Promise<Map<number, FollowUp>> =>
      scope.query(async (tx) => {
        const ownTask = eq(followUpTasks.tenantId, tenantId);
        const tasks = await tx
          .select({ id: followUpTasks.id, originalTaskId: followUpTasks.originalTaskId })
          .from(followUpTasks)
          .where(and(ownTask, inArray(followUpTasks.id, [...new Set(changes.map(({ taskId }) => taskId))])));
        const originals = new Map(tasks.map(({ id, originalTaskId }) => [id, originalTaskId ?? id]));
        const planned = await tx
          .select()
          .from(followUpTasks)
          .where(
            and(
              ownTask,
              inArray(followUpTasks.originalTaskId, [...new Set(originals.values())]),
              inArray(followUpTasks.status, ['pending', 'processing']),
            ),
          )
          .orderBy(desc(followUpTasks.createdAt), desc(followUpTasks.id));
        return new Map(
          changes.flatMap((change) => {
            const original = originals.get(change.taskId);
            const newest = planned.find(
              (task) => task.originalTaskId === original && followsFrom(task, change),
            );
            return newest === undefined ? [] : [[change.seq, toFollowUp(newest)] as const];
          }),
        );
      }),

    /** Every state each of these calls went through, in order. */
    statesOfAll: (sessionIds: string[]): Promise<Map<string, CallState[]>> =>
      scope.query((tx) => statesOfAll(tenantId, tx, sessionIds)),
  };
}

/** Every state a call went through, in order. */
export async function statesOf(tenantId: TenantId, tx: Tx, sessionId: string): Promise<CallState[]> {
  return (await statesOfAll(tenantId, tx, [sessionId])).get(sessionId) ?? [];
}

async function statesOfAll(
  tenantId: TenantId,
  tx: Tx,
  sessionIds: string[],
): Promise<Map<string, CallState[]>> {
  const rows = await tx
    .select()
    .from(callSessionStates)
    .where(and(eq(callSessionStates.tenantId, tenantId), inArray(callSessionStates.sessionId, sessionIds)))
    .orderBy(asc(callSessionStates.seq));
  const states = new Map<string, CallState[]>();
  for (const { sessionId, seq, state, at } of rows) {
    const before = states.get(sessionId) ?? [];
    // What became known later of a call that is over has a row of its own, under the state it has.
    if (before.at(-1)?.state !== state) states.set(sessionId, [...before, { seq, state, at }]);
  }
  return states;
}

/** The next step of a call as it was told last. */
export async function lastNextStep(tenantId: TenantId, tx: Tx, sessionId: string): Promise<string | null> {
  const rows = await tx
    .select({ nextStep: callSessionStates.nextStep })
    .from(callSessionStates)
    .where(and(eq(callSessionStates.tenantId, tenantId), eq(callSessionStates.sessionId, sessionId)))
    .orderBy(desc(callSessionStates.seq))
    .limit(1);
  return rows[0]?.nextStep ?? null;
}

function followsFrom(task: Task, { taskId, customerId, appointmentId }: CallChange): boolean {
  if (task.id === taskId) return false;
  if (appointmentId !== undefined && task.appointmentId !== appointmentId) return false;
  return customerId === undefined || task.customerId === customerId;
}

function toFollowUp({ id, kind, scheduledAt, urgency, why }: Task): FollowUp {
  return {
    taskId: id,
    kind,
    scheduledAt,
    ...(urgency === null ? {} : { urgency }),
    ...(why === null ? {} : { why }),
  };
}

function toCallChange(change: Change, call: Call): CallChange {
  const { seq, sessionId, state, at, outcome, nextStep } = change;
  const { taskId, purpose, attempt, customerId, appointmentId, callId } = call;
  return {
    seq,
    sessionId,
    taskId,
    purpose,
    attempt,
    state,
    at,
    ...(customerId === null ? {} : { customerId }),
    ...(appointmentId === null ? {} : { appointmentId }),
    ...(callId === null ? {} : { callId }),
    ...(outcome === null ? {} : { outcome }),
    ...(nextStep === null ? {} : { nextStep }),
  };
}
