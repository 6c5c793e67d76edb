import { and, count, desc, eq, gt, gte, inArray, isNotNull, lte, max, ne, sql } from 'drizzle-orm';
import type { PastAnswer } from '../domain/reminders/best-hour.ts';
import type { CallOutcome, EndClass } from '../domain/reminders/call-outcome.ts';
import type { CallSession } from '../domain/reminders/call-session.ts';
import { SETTLED } from '../domain/reminders/is-settled.ts';
import { isTalk, outcomesThat } from '../domain/reminders/figures/outcome-class.ts';
import { callSessions } from './schema/reminders.ts';
import type { Scope } from './scope.ts';
import { toCallSession } from './to-call-session.ts';
import { DAY_MS } from '../platform/day-ms.ts';

/** Outcomes of calls that reached nobody. */
const REACHED_NOBODY: CallOutcome[] = ['no_answer', 'voicemail', 'busy', 'declined', 'failed'];
const PICKED_UP: ReadonlySet<EndClass | null> = new Set<EndClass>(['talked', 'handed_over']);
const MOST_READ = 100;
const MOST_SHOWN = 500;

/** What earlier calls tell for the next one. */
export function callHistoryQueries(scope: Scope) {
  const own = eq(callSessions.tenantId, scope.tenantId);
  return {
    /** When customers were rung, and whether they answered: of each the latest calls that are over (VIO-29). */
    answersOf: (customerIds: string[]): Promise<Map<string, PastAnswer[]>> =>
      scope.query(async (tx) => {
        const nth = sql<number>`row_number() over (partition by ${callSessions.customerId} order by ${callSessions.requestedAt} desc)`;
        const over = tx
          .select({
            customerId: callSessions.customerId,
            at: callSessions.requestedAt,
            endClass: callSessions.endClass,
            nth: nth.as('nth'),
          })
          .from(callSessions)
          .where(and(own, inArray(callSessions.customerId, customerIds), isNotNull(callSessions.outcome)))
          .as('over_calls');
        const rows = await tx.select().from(over).where(lte(over.nth, MOST_READ));
        const found = Map.groupBy(rows, ({ customerId }) => customerId ?? '');
        return new Map(
          [...found].map(([id, calls]) => [
            id,
            calls.map(({ at, endClass }) => ({ at, answered: PICKED_UP.has(endClass) })),
          ]),
        );
      }),

    /** Calls to these customers since then, the newest first. */
    ofCustomersSince: (customerIds: string[], from: Date): Promise<CallSession[]> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select()
          .from(callSessions)
          .where(and(own, inArray(callSessions.customerId, customerIds), gte(callSessions.requestedAt, from)))
          .orderBy(desc(callSessions.requestedAt), desc(callSessions.id))
          .limit(MOST_SHOWN);
        return rows.map(toCallSession);
      }),

    /** How many calls about an appointment's time have reached nobody since somebody was reached (VIO-52). */
    vainCallsAbout: (appointmentId: string, appointmentAt: Date): Promise<number> =>
      scope.query(async (tx) => {
        const about = and(
          own,
          eq(callSessions.appointmentId, appointmentId),
          eq(callSessions.appointmentAt, appointmentAt),
        );
        const [reached] = await tx
          .select({ at: max(callSessions.requestedAt) })
          .from(callSessions)
          .where(and(about, inArray(callSessions.outcome, outcomesThat(isTalk))));
        const at = reached?.at ?? undefined;
        const rows = await tx
          .select({ calls: count() })
          .from(callSessions)
          .where(
            and(
              about,
              inArray(callSessions.outcome, REACHED_NOBODY),
              at === undefined ? undefined : gt(callSessions.requestedAt, at),
            ),
          );
        return rows[0]?.calls ?? 0;
      }),

    /** Whether another call about an appointment's time ended after then with what the customer wants. */
    isAnsweredAfter: (
      then: Date,
      call: { id: string; appointmentId: string; appointmentAt: Date },
    ): Promise<boolean> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select({ id: callSessions.id })
          .from(callSessions)
          .where(
            and(
              own,
              eq(callSessions.appointmentId, call.appointmentId),
              eq(callSessions.appointmentAt, call.appointmentAt),
              inArray(callSessions.outcome, SETTLED),
              ne(callSessions.purpose, 'waitlist'),
              ne(callSessions.id, call.id),
              gt(callSessions.endedAt, then),
            ),
          )
          .limit(1);
        return rows.length > 0;
      }),

    /** How the tenant's latest calls ended that did so at or after `from` (VIO-31). */
    latestEnds: (from: Date, limit: number): Promise<(EndClass | undefined)[]> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select({ endClass: callSessions.endClass })
          .from(callSessions)
          .where(
            and(
              own,
              isNotNull(callSessions.outcome),
              gte(callSessions.endedAt, from),
              // No call lasts a day; lets the index on the time of request be used.
              gte(callSessions.requestedAt, new Date(from.getTime() - DAY_MS)),
            ),
          )
          .orderBy(desc(callSessions.endedAt), desc(callSessions.id))
          .limit(limit);
        return rows.map(({ endClass }) => endClass ?? undefined);
      }),
  };
}
