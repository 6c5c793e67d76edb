import { and, desc, eq, isNull } from 'drizzle-orm';
import type { AlertKind } from '../domain/alert.ts';
import { alerts } from './schema/upkeep.ts';
import type { Scope } from './scope.ts';

export interface Alert {
  id: string;
  kind: AlertKind;
  /** Two alerts about the same thing share it. */
  dedupeKey: string;
  callId?: string;
  appointmentId?: string;
  /** Ids, times and counts; nothing a caller said. */
  facts: Record<string, unknown>;
  raisedAt: Date;
}

export function alertQueries(scope: Scope) {
  const own = eq(alerts.tenantId, scope.tenantId);
  return {
    /** Keeps the alert; `false` where one about the same thing is there already. */
    add: (alert: Alert): Promise<boolean> =>
      scope.query(async (tx) => {
        const made = await tx
          .insert(alerts)
          .values({ ...alert, tenantId: scope.tenantId })
          .onConflictDoNothing()
          .returning({ id: alerts.id });
        return made.length > 0;
      }),

    /** Those that nobody has seen, the newest first. */
    listUnseen: (): Promise<Alert[]> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select()
          .from(alerts)
          .where(and(own, isNull(alerts.seenAt)))
          .orderBy(desc(alerts.raisedAt), desc(alerts.id))
          .limit(500);
        return rows.map((row) => ({
          id: row.id,
          kind: row.kind,
          dedupeKey: row.dedupeKey,
          facts: row.facts,
          raisedAt: row.raisedAt,
          ...(row.callId === null ? {} : { callId: row.callId }),
          ...(row.appointmentId === null ? {} : { appointmentId: row.appointmentId }),
        }));
      }),

    /** Marks it as seen, once; since when it is, or nothing where there is none. */
    see: (id: string, now: Date): Promise<{ at: Date; isFirst: boolean } | undefined> =>
      scope.query(async (tx) => {
        const changed = await tx
          .update(alerts)
          .set({ seenAt: now })
          .where(and(own, eq(alerts.id, id), isNull(alerts.seenAt)))
          .returning({ id: alerts.id });
        const rows = await tx
          .select({ at: alerts.seenAt })
          .from(alerts)
          .where(and(own, eq(alerts.id, id)));
        const at = rows[0]?.at;
        return at ? { at, isFirst: changed.length > 0 } : undefined;
      }),
  };
}
