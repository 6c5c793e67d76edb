import { and, eq, isNull, lt, lte } from 'drizzle-orm';
import { dailyRuns } from './schema/upkeep.ts';
import type { Scope } from './scope.ts';

/** Tasks of a local date (YYYY-MM-DD) of the tenant. */
export function dailyRunQueries(scope: Scope) {
  const own = eq(dailyRuns.tenantId, scope.tenantId);
  return {
    /**
     * Which of the tasks are the caller's to do now: one that somebody does or has done on that date is not. One that
     * was begun at or before `diedBefore` and never ended may be taken over.
     */
    claim: (tasks: readonly string[], localDate: string, now: Date, diedBefore: Date): Promise<string[]> =>
      scope.query(async (tx) => {
        const died = and(isNull(dailyRuns.finishedAt), lte(dailyRuns.startedAt, diedBefore));
        const rows = await tx
          .insert(dailyRuns)
          .values(tasks.map((task) => ({ tenantId: scope.tenantId, task, localDate, startedAt: now })))
          .onConflictDoUpdate({
            target: [dailyRuns.tenantId, dailyRuns.task, dailyRuns.localDate],
            set: { startedAt: now },
            ...(died === undefined ? {} : { setWhere: died }),
          })
          .returning({ task: dailyRuns.task });
        return rows.map((row) => row.task);
      }),

    finish: (task: string, localDate: string, now: Date): Promise<void> =>
      scope.query(async (tx) => {
        await tx
          .update(dailyRuns)
          .set({ finishedAt: now })
          .where(and(own, eq(dailyRuns.task, task), eq(dailyRuns.localDate, localDate)));
      }),

    deleteBefore: (before: Date): Promise<number> =>
      scope.query(async (tx) => {
        const rows = await tx
          .delete(dailyRuns)
          .where(and(own, lt(dailyRuns.startedAt, before)))
          .returning({ task: dailyRuns.task });
        return rows.length;
      }),
  };
}
