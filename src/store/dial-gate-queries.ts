import { and, count, desc, eq, gt, gte, inArray, isNull, max, min, sql } from 'drizzle-orm';
import type { DialVerdict } from '../domain/reminders/dial-verdict.ts';
import { RUNNING_STATES } from '../domain/reminders/session-states.ts';
import { callSessions, dialDecisions, doNotCall, globalDoNotCall } from './schema/reminders.ts';
import type { Scope } from './scope.ts';
import { DAY_MS } from '../platform/day-ms.ts';

export interface DialDecision {
  id: string;
  taskId: string;
  customerId?: string;
  sessionId?: string;
  at: Date;
  verdict: DialVerdict;
  retryAt?: Date;
  /** Counts and limits. */
  facts: Record<string, number>;
}

/** What a tenant has dialled lately. */
export interface DialUsage {
  quarterHour: number;
  /** When the oldest call of the last 15 minutes was requested. */
  quarterHourSince?: Date;
  day: number;
  daySince?: Date;
  /** Calls that are not over. */
  atOnce: number;
}

/** States of a call that is not over. */
const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;
/** No call lasts longer; one of which nothing was heard for so long does not run any more. */
export const LONGEST_CALL_MS = 2.5 * 60 * MINUTE_MS;
const MOST_LISTED = 500;
/** Under this number and the tenant's; who changes the tenant does not stand in this line. */
const DIAL_LOCK = 1_886_745_204;
/** Less than a statement may take, and more than a hundred decisions do. */
const LINE_MS = 4_000;

/** What the dial gate looks at and what it writes down. */
export function dialGateQueries(scope: Scope) {
  const { tenantId } = scope;
  const own = eq(callSessions.tenantId, tenantId);
  const ownDecision = eq(dialDecisions.tenantId, tenantId);
  return {
    /** Lets one dial of the tenant after the other be decided, until the transaction ends; many may wait in line. */
    lock: (): Promise<void> =>
      scope.query(async (tx) => {
        await tx.execute(sql.raw(`set local lock_timeout = ${LINE_MS}`));
        await tx.execute(sql`select pg_advisory_xact_lock(${DIAL_LOCK}, hashtext(${tenantId}))`);
      }),

    /** A request of which no call came counts like any other: it was one to the provider. */
    usage: (now: Date): Promise<DialUsage> =>
      scope.query(async (tx) => {
        const since = async (ms: number) => {
          const rows = await tx
            .select({ calls: count(), first: min(callSessions.requestedAt) })
            .from(callSessions)
            .where(and(own, gt(callSessions.requestedAt, new Date(now.getTime() - ms))));
          return { calls: rows[0]?.calls ?? 0, first: rows[0]?.first ?? undefined };
        };
        const [quarter, day, running] = await Promise.all([
          since(QUARTER_MS),
          since(DAY_MS),
          tx
            .select({ calls: count() })
            .from(callSessions)
            .where(
              and(
                own,
                inArray(callSessions.state, [...RUNNING_STATES]),
                isNull(callSessions.endedAt),
                gt(callSessions.requestedAt, new Date(now.getTime() - LONGEST_CALL_MS)),
              ),
            ),
        ]);
        return {
          quarterHour: quarter.calls,
          day: day.calls,
          atOnce: running[0]?.calls ?? 0,
          ...(quarter.first === undefined ? {} : { quarterHourSince: quarter.first }),
          ...(day.first === undefined ? {} : { daySince: day.first }),
        };
      }),

    /** When this number was last dialled. A request of which no call came has rung nobody. */
    lastDialOf: (number: string): Promise<Date | undefined> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select({ last: max(callSessions.requestedAt) })
          .from(callSessions)
          .where(
            and(
              own,
              eq(callSessions.toNumber, number),
              isNull(callSessions.placementError),
              sql`${callSessions.outcome} is distinct from 'no_line'`,
            ),
          );
        return rows[0]?.last ?? undefined;
      }),

    /** Who does not let us call this number. */
    forbiddenBy: (number: string): Promise<'tenant' | 'global' | undefined> =>
      scope.query(async (tx) => {
        const mine = await tx
          .select({ number: doNotCall.number })
          .from(doNotCall)
          .where(and(eq(doNotCall.tenantId, tenantId), eq(doNotCall.number, number)));
        if (mine.length > 0) return 'tenant';
        const everybodys = await tx
          .select({ number: globalDoNotCall.number })
          .from(globalDoNotCall)
          .where(eq(globalDoNotCall.number, number));
        return everybodys.length > 0 ? 'global' : undefined;
      }),

    record: (decision: DialDecision): Promise<void> =>
      scope.query(async (tx) => {
        await tx.insert(dialDecisions).values({
          tenantId,
          id: decision.id,
          taskId: decision.taskId,
          customerId: decision.customerId ?? null,
          sessionId: decision.sessionId ?? null,
          at: decision.at,
          verdict: decision.verdict,
          retryAt: decision.retryAt ?? null,
          facts: decision.facts,
        });
      }),

    /** What was decided about a task, the newest first. */
    ofTask: (taskId: string): Promise<DialDecision[]> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select()
          .from(dialDecisions)
          .where(and(ownDecision, eq(dialDecisions.taskId, taskId)))
          .orderBy(desc(dialDecisions.at), desc(dialDecisions.id))
          .limit(MOST_LISTED);
        return rows.map(toDecision);
      }),

    /** How often each answer was given since then (VIO-77). */
    countSince: (from: Date): Promise<{ verdict: DialVerdict; times: number }[]> =>
      scope.query((tx) =>
        tx
          .select({ verdict: dialDecisions.verdict, times: count() })
          .from(dialDecisions)
          .where(and(ownDecision, gte(dialDecisions.at, from)))
          .groupBy(dialDecisions.verdict)
          .orderBy(desc(count())),
      ),
  };
}

function toDecision(row: typeof dialDecisions.$inferSelect): DialDecision {
  return {
    id: row.id,
    taskId: row.taskId,
    at: row.at,
    verdict: row.verdict,
    facts: row.facts,
    ...(row.customerId === null ? {} : { customerId: row.customerId }),
    ...(row.sessionId === null ? {} : { sessionId: row.sessionId }),
    ...(row.retryAt === null ? {} : { retryAt: row.retryAt }),
  };
}
