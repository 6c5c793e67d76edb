import { and, asc, count, eq, gte, inArray, isNotNull, isNull, lt, lte, or, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { SessionState } from '../domain/reminders/call-session.ts';
import type { Period } from '../domain/reminders/figures/figure-periods.ts';
import { RUNNING_STATES } from '../domain/reminders/session-states.ts';
import { LONGEST_CALL_MS } from './dial-gate-queries.ts';
import { webhookInbox } from './schema/calls.ts';
import { callSessions, callSessionStates, followUpTasks } from './schema/reminders.ts';
import type { Scope } from './scope.ts';

/** A call that goes on, and since when it is where it is. */
export interface RunningCall {
  sessionId: string;
  state: SessionState;
  since: Date;
}

/** What came of the events that calls were to end with. Durations in milliseconds. */
export interface FlowRow {
  /** Which of the bounds the delay lies above; undefined: no event has come. */
  above?: number;
  calls: number;
  totalMs: number;
  fastestMs: number;
  slowestMs: number;
}

/** How long our own steps took (VIO-75). Milliseconds; 0 where nothing was measured. */
export interface StepTimes {
  /** Calls that were to be made, and those that the provider took. */
  requested: number;
  placed: number;
  /** From the time a call was due to its request. */
  dialled: { calls: number; within30s: number; within60s: number; averageMs: number; slowestMs: number };
  /** Work behind the end of a call, its retry included. */
  processed: { calls: number; within2s: number; within5s: number; averageMs: number; slowestMs: number };
}

const MOST_RUNNING = 500;

/** What goes on now, and how long things take: all from the rows of calls, tasks and webhooks. */
export function reminderFlowQueries(scope: Scope) {
  const { tenantId } = scope;
  const own = eq(callSessions.tenantId, tenantId);
  const within = ({ from, until }: Period) =>
    and(own, gte(callSessions.requestedAt, from), lt(callSessions.requestedAt, until));

  return {
    /** The calls that are not over, the oldest first (VIO-42, VIO-67). */
    running: (now: Date): Promise<RunningCall[]> =>
      scope.query(async (tx) => {
        const since = sql<Date | null>`(
          select max(${callSessionStates.at}) from ${callSessionStates}
          where ${callSessionStates.tenantId} = ${tenantId} and ${callSessionStates.sessionId} = ${callSessions.id}
            and ${callSessionStates.state} = ${callSessions.state})`.mapWith(callSessionStates.at);
        const rows = await tx
          .select({
            sessionId: callSessions.id,
            state: callSessions.state,
            requestedAt: callSessions.requestedAt,
            since,
          })
          .from(callSessions)
          .where(
            and(
              within({ from: new Date(now.getTime() - LONGEST_CALL_MS), until: new Date(now.getTime() + 1) }),
              inArray(callSessions.state, [...RUNNING_STATES]),
              // One that is over may wait for its analysis.
              isNull(callSessions.endedAt),
            ),
          )
          .orderBy(asc(callSessions.requestedAt), asc(callSessions.id))
          .limit(MOST_RUNNING);
        return rows.map(({ requestedAt, ...row }) => ({ ...row, since: row.since ?? requestedAt }));
      }),

    /** Tasks that are carried out by themselves: those that are due and all that wait, each counted up to `most`. */
    queue: (now: Date, most: number): Promise<{ due: number; pending: number }> =>
      scope.query(async (tx) => {
        const waiting = and(
          eq(followUpTasks.tenantId, tenantId),
          // Written out: the index is one of these only.
          sql`${followUpTasks.status} = 'pending' and ${followUpTasks.autoExecution}`,
        );
        const counted = async (where: typeof waiting): Promise<number> => {
          const some = tx
            .select({ one: sql`1`.as('one') })
            .from(followUpTasks)
            .where(where)
            .limit(most)
            .as('some');
          const rows = await tx.select({ tasks: count() }).from(some);
          return rows[0]?.tasks ?? 0;
        };
        return {
          due: await counted(and(waiting, lte(followUpTasks.scheduledAt, now))),
          pending: await counted(waiting),
        };
      }),

    /**
     * The time from the end of each call to the receipt of its event, by bounds in seconds (VIO-105). Of a call that is
     * over, or should be by `now`.
     */
    deliveries: (period: Period, now: Date, bounds: readonly number[]): Promise<FlowRow[]> =>
      scope.query(async (tx) => {
        const [ended, analyzed] = [alias(webhookInbox, 'ended'), alias(webhookInbox, 'analyzed')];
        const eventOf = (inbox: typeof ended | typeof analyzed, event: string) =>
          and(
            eq(inbox.tenantId, tenantId),
            eq(inbox.source, 'retell'),
            gte(inbox.receivedAt, period.from),
            eq(inbox.dedupeKey, sql`${`${event} `}::text || ${callSessions.callId}`),
          );
        const received = sql`least(${ended.receivedAt}, ${analyzed.receivedAt})`;
        const delays = tx
          .select({
            // An event is not received before its end: the clocks differ.
            ms: sql<number>`(greatest(0, extract(epoch from ${received} - ${callSessions.endedAt})) * 1000)::double precision`.as(
              'ms',
            ),
            came: sql<boolean>`${received} is not null and ${callSessions.endedAt} is not null`.as('came'),
          })
          .from(callSessions)
          .leftJoin(ended, eventOf(ended, 'call_ended'))
          .leftJoin(analyzed, eventOf(analyzed, 'call_analyzed'))
          .where(
            and(
              within(period),
              isNotNull(callSessions.callId),
              // The events of who was erased went with them.
              isNotNull(callSessions.toNumber),
              or(isNotNull(callSessions.endedAt), lte(callSessions.outcomeDueAt, now)),
            ),
          )
          .as('delays');
        const edges = sql.join(
          bounds.map((seconds) => sql`${seconds * 1_000}::double precision`),
          sql`, `,
        );
        const milliseconds = (what: SQL) =>
          sql`coalesce(${what} filter (where ${delays.came}), 0)`.mapWith(Number);
        const rows = await tx
          .select({
            above: sql<
              number | null
            >`case when ${delays.came} then width_bucket(${delays.ms}, array[${edges}]) end`,
            calls: count(),
            totalMs: milliseconds(sql`sum(${delays.ms})`),
            fastestMs: milliseconds(sql`min(${delays.ms})`),
            slowestMs: milliseconds(sql`max(${delays.ms})`),
          })
          .from(delays)
          .groupBy(sql`1`);
        return rows.map(({ above, ...row }) => ({ ...row, ...(above === null ? {} : { above }) }));
      }),

    /** A call whose task was put off behind it, or that is still to be sent, is not measured. */
    stepTimes: (period: Period): Promise<StepTimes> =>
      scope.query(async (tx) => {
        const lateMs = sql`extract(epoch from ${callSessions.requestedAt} - ${followUpTasks.scheduledAt}) * 1000`;
        const isDialled = sql`${callSessions.requestedAt} >= ${followUpTasks.scheduledAt}`;
        const { processingMs } = callSessions;
        const number = (what: ReturnType<typeof sql>) => sql`coalesce(${what}, 0)`.mapWith(Number);
        const [row] = await tx
          .select({
            requested: count(),
            placed: count(callSessions.callId),
            dialled: number(sql`count(*) filter (where ${isDialled})`),
            within30s: number(sql`count(*) filter (where ${isDialled} and ${lateMs} <= 30000)`),
            within60s: number(sql`count(*) filter (where ${isDialled} and ${lateMs} <= 60000)`),
            averageLateMs: number(sql`avg(${lateMs}) filter (where ${isDialled})`),
            slowestLateMs: number(sql`max(${lateMs}) filter (where ${isDialled})`),
            processed: count(processingMs),
            within2s: number(sql`count(*) filter (where ${processingMs} < 2000)`),
            within5s: number(sql`count(*) filter (where ${processingMs} < 5000)`),
            averageMs: number(sql`avg(${processingMs})`),
            slowestMs: number(sql`max(${processingMs})`),
          })
          .from(callSessions)
          .innerJoin(
            followUpTasks,
            and(eq(followUpTasks.tenantId, tenantId), eq(followUpTasks.id, callSessions.taskId)),
          )
          .where(
            and(within(period), sql`${callSessions.state} not in ('queued', 'processing', 'initiating')`),
          );
        return {
          requested: row?.requested ?? 0,
          placed: row?.placed ?? 0,
          dialled: {
            calls: row?.dialled ?? 0,
            within30s: row?.within30s ?? 0,
            within60s: row?.within60s ?? 0,
            averageMs: row?.averageLateMs ?? 0,
            slowestMs: row?.slowestLateMs ?? 0,
          },
          processed: {
            calls: row?.processed ?? 0,
            within2s: row?.within2s ?? 0,
            within5s: row?.within5s ?? 0,
            averageMs: row?.averageMs ?? 0,
            slowestMs: row?.slowestMs ?? 0,
          },
        };
      }),
  };
}
