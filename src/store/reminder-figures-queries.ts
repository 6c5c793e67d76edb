import { and, count, desc, eq, gt, gte, inArray, isNotNull, lt, or, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { CallOutcome } from '../domain/reminders/call-outcome.ts';
import type { OutcomeSum } from '../domain/reminders/figures/call-figures.ts';
import type { Period } from '../domain/reminders/figures/figure-periods.ts';
import type { QuarterCalls } from '../domain/reminders/figures/hours-of-day.ts';
import { isSuccessful, isTalk, outcomesThat } from '../domain/reminders/figures/outcome-class.ts';
import type { QualityRules } from '../domain/reminders/reminder-settings.ts';
import { callSessions } from './schema/reminders.ts';
import type { Scope } from './scope.ts';

export type LengthRules = Pick<QualityRules, 'shortSeconds' | 'longSeconds'>;

/** A conversation that was shorter or longer than the tenant's rules allow (VIO-39). */
export interface FlaggedCall {
  sessionId: string;
  requestedAt: Date;
  durationMs: number;
}

/** Calls are counted together from the third one of an appointment on. */
const LAST_ATTEMPT = 3;

/** What calls came to, added up from their rows (VIO-67 to VIO-71, VIO-97); each belongs to when it was requested. */
export function reminderFiguresQueries(scope: Scope) {
  const own = eq(callSessions.tenantId, scope.tenantId);
  const { outcome, durationMs, requestedAt } = callSessions;
  const within = ({ from, until }: Period) =>
    and(own, gte(requestedAt, from), lt(requestedAt, until), isNotNull(outcome));
  const isCounted = inArray(outcome, outcomesThat());
  const isTalked = inArray(outcome, outcomesThat(isTalk));
  const counted = (what: SQL | undefined) => sql`count(*) filter (where ${what})`.mapWith(Number);
  const successful = counted(inArray(outcome, outcomesThat(isSuccessful)));
  const isShort = (rules: LengthRules) => lt(durationMs, rules.shortSeconds * 1_000);
  const isLong = (rules: LengthRules) => gt(durationMs, rules.longSeconds * 1_000);

  return {
    sums: (period: Period, rules: LengthRules): Promise<OutcomeSum[]> =>
      scope.query(async (tx) => {
        const mood = (word: string) => counted(eq(callSessions.sentiment, word));
        const rows = await tx
          .select({
            outcome,
            calls: count(),
            timed: count(durationMs),
            durationMs: sql`coalesce(sum(${durationMs}), 0)`.mapWith(Number),
            short: counted(isShort(rules)),
            long: counted(isLong(rules)),
            positive: mood('positive'),
            neutral: mood('neutral'),
            negative: mood('negative'),
          })
          .from(callSessions)
          .where(within(period))
          .groupBy(outcome);
        return rows.flatMap((row) => (row.outcome === null ? [] : [{ ...row, outcome: row.outcome }]));
      }),

    /** How many calls came to what between each of these instants, rising, and the next one. */
    countsBetween: (edges: readonly Date[]): Promise<{ outcome: CallOutcome; calls: number }[][]> =>
      scope.query(async (tx) => {
        const [from, until] = [edges[0], edges.at(-1)];
        if (from === undefined || until === undefined) return [];
        const bounds = edges.map((edge) => sql`${edge.toISOString()}::timestamptz`);
        const rows = await tx
          .select({
            between: sql`width_bucket(${requestedAt}, array[${sql.join(bounds, sql`, `)}])`.mapWith(Number),
            outcome,
            calls: count(),
          })
          .from(callSessions)
          .where(within({ from, until }))
          .groupBy(sql`1, 2`);
        return edges
          .slice(1)
          .map((_edge, n) =>
            rows.flatMap((row) =>
              row.between === n + 1 && row.outcome !== null
                ? [{ outcome: row.outcome, calls: row.calls }]
                : [],
            ),
          );
      }),

    /** First calls, second ones, and all later ones (VIO-70). */
    byAttempt: (period: Period): Promise<{ attempt: number; calls: number; successful: number }[]> =>
      scope.query((tx) =>
        tx
          .select({
            attempt: sql`least(${callSessions.attempt}, ${LAST_ATTEMPT}::int)`.mapWith(Number),
            calls: count(),
            successful,
          })
          .from(callSessions)
          .where(and(within(period), isCounted))
          .groupBy(sql`1`)
          .orderBy(sql`1`),
      ),

    /** Calls by quarter of an hour and zone of the called party: what hour it was there is not the database's to say. */
    byQuarter: (period: Period): Promise<QuarterCalls[]> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select({
            from: sql`date_bin('15 minutes', ${requestedAt}, 'epoch')`.mapWith(requestedAt),
            zone: sql<string | null>`${callSessions.zones}[1] collate "C"`,
            isRetry: sql<boolean>`${callSessions.attempt} > 1`,
            calls: count(),
            successful,
          })
          .from(callSessions)
          .where(and(within(period), isCounted))
          .groupBy(sql`1, 2, 3`);
        return rows.map(({ zone, ...row }) => ({ ...row, zone: zone ?? '' }));
      }),

    /** How many conversations lie above which of these bounds, in seconds; key 0: below the first. */
    lengths: (period: Period, bounds: readonly number[]): Promise<Map<number, number>> =>
      scope.query(async (tx) => {
        const edges = sql.join(
          bounds.map((seconds) => sql`${seconds * 1_000}::int`),
          sql`, `,
        );
        const rows = await tx
          .select({
            above: sql`width_bucket(${durationMs}, array[${edges}])`.mapWith(Number),
            calls: count(),
          })
          .from(callSessions)
          .where(and(within(period), isTalked, isNotNull(durationMs)))
          .groupBy(sql`1`);
        return new Map(rows.map(({ above, calls }) => [above, calls]));
      }),

    /** Conversations that were too short or too long, the newest first. */
    listFlagged: (period: Period, rules: LengthRules, limit: number): Promise<FlaggedCall[]> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select({ sessionId: callSessions.id, requestedAt, durationMs })
          .from(callSessions)
          .where(and(within(period), isTalked, or(isShort(rules), isLong(rules))))
          .orderBy(desc(requestedAt), desc(callSessions.id))
          .limit(limit);
        return rows.map((row) => ({ ...row, durationMs: row.durationMs ?? 0 }));
      }),
  };
}
