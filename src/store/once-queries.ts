import { and, eq, inArray, lte, ne, or } from 'drizzle-orm';
import { onceRecords, toolAnswers } from './schema/calls.ts';
import type { Scope } from './scope.ts';

export interface OnceKey {
  callId: string;
  function: string;
  key: string;
}

/** What a deed is claimed with. `arguments`: canonical. */
export interface OnceWish {
  arguments: string;
  /** Retell's id of the invocation (retell.md 1.3). */
  toolCallId?: string;
  now: Date;
  leaseUntil: Date;
  expiresAt: Date;
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

  const ofInvocation = (key: OnceKey, toolCallId: string) =>
    and(
      eq(toolAnswers.tenantId, scope.tenantId),
      eq(toolAnswers.callId, key.callId),
      eq(toolAnswers.function, key.function),
      eq(toolAnswers.toolCallId, toolCallId),
    );

  return {
    /**
     * Claims the deed for this process until `leaseUntil`. `done` also where this very invocation was answered
     * before, whatever became of the deed since; an id that comes with other arguments is no repeat.
     */
    claim: (key: OnceKey, record: OnceWish): Promise<OnceClaim> =>
      scope.query(async (tx) => {
        if (record.toolCallId !== undefined) {
          const [answered] = await tx.select().from(toolAnswers).where(ofInvocation(key, record.toolCallId));
          const isRepeat = answered?.arguments === record.arguments && answered.expiresAt > record.now;
          if (isRepeat) return { kind: 'done', outcome: answered.answer };
        }
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

    /** Keeps the first answer of an invocation; a later one changes nothing. */
    keepAnswer: (
      key: OnceKey,
      record: { arguments: string; toolCallId: string; expiresAt: Date },
      answer: unknown,
    ): Promise<void> =>
      scope.query(async (tx) => {
        const { callId, function: name } = key;
        await tx
          .insert(toolAnswers)
          .values({ ...record, tenantId: scope.tenantId, callId, function: name, answer })
          .onConflictDoNothing();
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
        await tx
          .delete(toolAnswers)
          .where(and(eq(toolAnswers.tenantId, scope.tenantId), lte(toolAnswers.expiresAt, now)));
      }),
  };
}
