import { and, eq, inArray, lte, ne, or } from 'drizzle-orm';
import { onceRecords } from './schema/calls.ts';
import type { Scope } from './scope.ts';

export interface OnceKey {
  callId: string;
  function: string;
  key: string;
}

/** `mine`: nobody did it or does it, do it now. `done`: the stored outcome. `running`: another process is at it. */
export type OnceClaim = { kind: 'mine' } | { kind: 'done'; outcome: unknown } | { kind: 'running' };

export function onceQueries(scope: Scope) {
  const own = eq(onceRecords.tenantId, scope.tenantId);
  const at = (key: OnceKey) =>
    and(
      own,
      eq(onceRecords.callId, key.callId),
      eq(onceRecords.function, key.function),
      eq(onceRecords.key, key.key),
    );

  return {
    /** Claims the deed for this process until `leaseUntil`. */
    claim: (
      key: OnceKey,
      record: { arguments: string; toolCallId?: string; now: Date; leaseUntil: Date; expiresAt: Date },
    ): Promise<OnceClaim> =>
      scope.query(async (tx) => {
        const mine = {
          arguments: record.arguments,
          toolCallId: record.toolCallId ?? null,
          state: 'running' as const,
          outcome: null,
          leaseUntil: record.leaseUntil,
          expiresAt: record.expiresAt,
        };
        const lapsed = or(
          lte(onceRecords.expiresAt, record.now),
          and(eq(onceRecords.state, 'running'), lte(onceRecords.leaseUntil, record.now)),
        );
        const made = await tx
          .insert(onceRecords)
          .values({ ...mine, tenantId: scope.tenantId, ...key })
          .onConflictDoUpdate({
            target: [onceRecords.tenantId, onceRecords.callId, onceRecords.function, onceRecords.key],
            set: mine,
            ...(lapsed === undefined ? {} : { setWhere: lapsed }),
          })
          .returning({ key: onceRecords.key });
        if (made.length > 0) return { kind: 'mine' };
        const rows = await tx.select().from(onceRecords).where(at(key));
        const found = rows[0];
        return found?.state === 'done' ? { kind: 'done', outcome: found.outcome } : { kind: 'running' };
      }),

    finish: (key: OnceKey, outcome: unknown): Promise<void> =>
      scope.query(async (tx) => {
        await tx.update(onceRecords).set({ state: 'done', outcome }).where(at(key));
      }),

    /** Forgets one deed, so that the same words do it anew. */
    forget: (key: OnceKey): Promise<void> =>
      scope.query(async (tx) => {
        await tx.delete(onceRecords).where(at(key));
      }),

    /** Forgets what these functions did on the call, this deed excepted: their effect has been undone or used up. */
    forgetOthers: (key: OnceKey, functions: string[]): Promise<void> =>
      scope.query(async (tx) => {
        if (functions.length === 0) return;
        await tx
          .delete(onceRecords)
          .where(
            and(
              own,
              eq(onceRecords.callId, key.callId),
              inArray(onceRecords.function, functions),
              eq(onceRecords.state, 'done'),
              or(ne(onceRecords.function, key.function), ne(onceRecords.key, key.key)),
            ),
          );
      }),

    deleteExpired: (now: Date): Promise<void> =>
      scope.query(async (tx) => {
        await tx.delete(onceRecords).where(and(own, lte(onceRecords.expiresAt, now)));
      }),
  };
}
