import { and, asc, eq, sql } from 'drizzle-orm';
import { doNotCall } from './schema/reminders.ts';
import type { Scope } from './scope.ts';

export interface ForbiddenNumber {
  /** E.164. */
  number: string;
  source: 'owner' | 'customer';
  /** The call it was said on. */
  callId?: string;
  addedAt: Date;
}

const MOST_LISTED = 5_000;

/** Numbers a tenant must not call (VIO-35). */
export function doNotCallQueries(scope: Scope) {
  const own = eq(doNotCall.tenantId, scope.tenantId);
  return {
    /** `false` where it is on the list already. */
    add: (entry: ForbiddenNumber): Promise<boolean> =>
      scope.query(async (tx) => {
        const made = await tx
          .insert(doNotCall)
          .values({
            tenantId: scope.tenantId,
            number: entry.number,
            source: entry.source,
            callId: entry.callId ?? null,
            addedAt: entry.addedAt,
          })
          .onConflictDoNothing()
          .returning({ number: doNotCall.number });
        return made.length > 0;
      }),

    /** Since when it was on the list; `undefined` where it was not. */
    remove: (number: string): Promise<Date | undefined> =>
      scope.query(async (tx) => {
        const gone = await tx
          .delete(doNotCall)
          .where(and(own, eq(doNotCall.number, number)))
          .returning({ addedAt: doNotCall.addedAt });
        return gone[0]?.addedAt;
      }),

    list: (): Promise<ForbiddenNumber[]> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select()
          .from(doNotCall)
          .where(own)
          .orderBy(asc(doNotCall.addedAt), asc(doNotCall.number))
          .limit(MOST_LISTED);
        return rows.map(({ number, source, callId, addedAt }) => ({
          number,
          source,
          addedAt,
          ...(callId === null ? {} : { callId }),
        }));
      }),

    count: (): Promise<number> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select({ all: sql<number>`count(*)::int` })
          .from(doNotCall)
          .where(own);
        return rows[0]?.all ?? 0;
      }),
  };
}
