import { and, desc, eq, isNull } from 'drizzle-orm';
import type { PauseCause } from '../domain/reminders/pause-cause.ts';
import { reminderPauses } from './schema/reminders.ts';
import type { Scope } from './scope.ts';

export interface ReminderPause {
  id: string;
  cause: PauseCause;
  facts: Record<string, number>;
  pausedAt: Date;
  liftedAt?: Date;
}

/** When a tenant's calls were stopped (VIO-40); at most one pause is open. */
export function reminderPauseQueries(scope: Scope) {
  const { tenantId } = scope;
  const own = eq(reminderPauses.tenantId, tenantId);
  const open = and(own, isNull(reminderPauses.liftedAt));
  return {
    /** `false` where the calls are stopped already. */
    begin: (pause: ReminderPause): Promise<boolean> =>
      scope.query(async (tx) => {
        const made = await tx
          .insert(reminderPauses)
          .values({
            tenantId,
            id: pause.id,
            cause: pause.cause,
            facts: pause.facts,
            pausedAt: pause.pausedAt,
          })
          .onConflictDoNothing()
          .returning({ id: reminderPauses.id });
        return made.length > 0;
      }),

    /** `false` where nothing is stopped. */
    lift: (now: Date): Promise<boolean> =>
      scope.query(async (tx) => {
        const lifted = await tx
          .update(reminderPauses)
          .set({ liftedAt: now })
          .where(open)
          .returning({ id: reminderPauses.id });
        return lifted.length > 0;
      }),

    current: (): Promise<ReminderPause | undefined> =>
      scope.query(async (tx) => {
        const rows = await tx.select().from(reminderPauses).where(open);
        return rows[0] === undefined ? undefined : toPause(rows[0]);
      }),

    /** The newest ones first. */
    listLatest: (limit: number): Promise<ReminderPause[]> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select()
          .from(reminderPauses)
          .where(own)
          .orderBy(desc(reminderPauses.pausedAt))
          .limit(limit);
        return rows.map(toPause);
      }),
  };
}

function toPause(row: typeof reminderPauses.$inferSelect): ReminderPause {
  return {
    id: row.id,
    cause: row.cause,
    facts: row.facts,
    pausedAt: row.pausedAt,
    ...(row.liftedAt === null ? {} : { liftedAt: row.liftedAt }),
  };
}
