import { and, asc, eq, inArray, lt } from 'drizzle-orm';
import type { AuditedState, Deed, Doer, Proof } from '../domain/audit.ts';
import { auditLog } from './schema/booking.ts';
import type { Scope } from './scope.ts';

/** Who did or read what, on which proof, and what it was before and after. */
export interface AuditEntry {
  id: string;
  at: Date;
  doer: Doer;
  deed: Deed;
  proof?: Proof;
  callId?: string;
  appointmentId?: string;
  /** Whom an export or an erasure was about. */
  customerId?: string;
  /** The owner's key that was used. */
  accessKeyId?: string;
  before?: AuditedState;
  after?: AuditedState;
}

type Row = typeof auditLog.$inferSelect;

export function auditQueries(scope: Scope) {
  const own = eq(auditLog.tenantId, scope.tenantId);
  return {
    add: (entries: AuditEntry[]): Promise<void> =>
      scope.query(async (tx) => {
        if (entries.length === 0) return;
        await tx.insert(auditLog).values(entries.map((entry) => ({ ...entry, tenantId: scope.tenantId })));
      }),

    /** In the order they happened. */
    ofAppointment: (appointmentId: string): Promise<AuditEntry[]> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select()
          .from(auditLog)
          .where(and(own, eq(auditLog.appointmentId, appointmentId)))
          .orderBy(asc(auditLog.at), asc(auditLog.id));
        return rows.map(toEntry);
      }),

    /** In the order they happened. */
    ofCall: (callId: string): Promise<AuditEntry[]> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select()
          .from(auditLog)
          .where(and(own, eq(auditLog.callId, callId)))
          .orderBy(asc(auditLog.at), asc(auditLog.id));
        return rows.map(toEntry);
      }),

    /** Deletes one batch; how many it were. */
    deleteBefore: (before: Date): Promise<number> =>
      scope.query(async (tx) => {
        const due = tx
          .select({ id: auditLog.id })
          .from(auditLog)
          .where(and(own, lt(auditLog.at, before)))
          .limit(500);
        const rows = await tx
          .delete(auditLog)
          .where(and(own, inArray(auditLog.id, due)))
          .returning({ id: auditLog.id });
        return rows.length;
      }),
  };
}

function toEntry(row: Row): AuditEntry {
  return {
    id: row.id,
    at: row.at,
    doer: row.doer,
    deed: row.deed,
    ...(row.proof === null ? {} : { proof: row.proof }),
    ...(row.callId === null ? {} : { callId: row.callId }),
    ...(row.appointmentId === null ? {} : { appointmentId: row.appointmentId }),
    ...(row.customerId === null ? {} : { customerId: row.customerId }),
    ...(row.accessKeyId === null ? {} : { accessKeyId: row.accessKeyId }),
    ...(row.before === null ? {} : { before: row.before }),
    ...(row.after === null ? {} : { after: row.after }),
  };
}
