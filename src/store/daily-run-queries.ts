import { and, eq, isNull, lt, lte } from 'drizzle-orm';
import { dailyRuns } from './schema/upkeep.ts';
import type { Scope } from './scope.ts';

/** A task on a local date (YYYY-MM-DD) of the tenant. */
export interface DailyRun {
  task: string;
  localDate: string;
}

export function dailyRunQueries(scope: Scope) {
  const own = eq(dailyRuns.tenantId, scope.tenantId);
  return {
    /**
     * `false` where somebody does or has done the task on that date. One that was begun at or before `diedBefore` and
     * never ended may be taken over.
     */
    claim: ({ task, localDate }: DailyRun, now: Date, diedBefore: Date): Promise<boolean> =>
      scope.query(async (tx) => {
        const died = and(isNull(dailyRuns.finishedAt), lte(dailyRuns.startedAt, diedBefore));
        const rows = await tx
          .insert(dailyRuns)
          .values({ tenantId: scope.tenantId, task, localDate, startedAt: now })
          .onConflictDoUpdate({
            target: [dailyRuns.tenantId, dailyRuns.task, dailyRuns.localDate],
            set: { startedAt: now },
            ...(died === undefined ? {} : { setWhere: died }),
          })
          .returning({ task: dailyRuns.task });
        return rows.length > 0;
      }),

    finish: ({ task, localDate }: DailyRun, now: Date): Promise<void> =>
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
