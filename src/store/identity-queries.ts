import { createHash } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { MOST_FAILED_TRIES } from '../domain/proof.ts';
import { identityTries } from './schema/calls.ts';
import type { Scope } from './scope.ts';

/** `isLast`: should this one fail, no other follows. `ended`: as many others have failed already. */
export type Charged = { kind: 'charged'; isLast: boolean } | { kind: 'ended' };

export function identityQueries(scope: Scope) {
  const { tenantId } = scope;
  const of = (callId: string) => and(eq(identityTries.tenantId, tenantId), eq(identityTries.callId, callId));
  const { failed } = identityTries;

  /** Nobody can tell from it what was said, nor that another call has said the same. */
  const hashOf = (callId: string, said: string) =>
    createHash('sha256').update([tenantId, callId, said].join('\n')).digest('hex');

  return {
    /** Whether nothing that is said on the call proves anything any more. */
    hasEnded: (callId: string): Promise<boolean> =>
      scope.query(async (tx) => {
        const rows = await tx.select({ failed }).from(identityTries).where(of(callId));
        return (rows[0]?.failed.length ?? 0) >= MOST_FAILED_TRIES;
      }),

    /**
     * Counts what is said as a try that failed, before anybody looks whether it did: however many come at once, no
     * more are looked into than may fail. The same words count once.
     */
    charge: (callId: string, said: string, now: Date): Promise<Charged> =>
      scope.query(async (tx) => {
        const hash = hashOf(callId, said);
        const rows = await tx
          .insert(identityTries)
          .values({ tenantId, callId, failed: [hash], updatedAt: now })
          .onConflictDoUpdate({
            target: [identityTries.tenantId, identityTries.callId],
            set: {
              failed: sql`case when ${hash}::text = any(${failed}) or cardinality(${failed}) >= ${MOST_FAILED_TRIES}::int
                then ${failed} else array_append(${failed}, ${hash}::text) end`,
              updatedAt: now,
            },
          })
          .returning({ failed });
        const counted = rows[0]?.failed ?? [];
        if (!counted.includes(hash)) return { kind: 'ended' };
        return { kind: 'charged', isLast: counted.length >= MOST_FAILED_TRIES };
      }),

    /** What was said did prove something: it was no try that failed. */
    refund: (callId: string, said: string, now: Date): Promise<void> =>
      scope.query(async (tx) => {
        await tx
          .update(identityTries)
          .set({ failed: sql`array_remove(${failed}, ${hashOf(callId, said)}::text)`, updatedAt: now })
          .where(of(callId));
      }),
  };
}
