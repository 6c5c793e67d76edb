import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { OutsideService } from '../domain/outside-service.ts';
import type { JobName } from './job-queues.ts';
import type { JobQueue } from './job-queue.ts';
import { webhookInbox } from './schema/calls.ts';
import type { Scope } from './scope.ts';

export interface InboxEntry {
  id: string;
  source: OutsideService;
  event: string;
  payload: unknown;
  receivedAt: Date;
  attempts: number;
}

export interface UnresolvedEntry extends InboxEntry {
  result: 'unmatched' | 'failed';
}

export type InboxResult = 'done' | 'kept' | 'unmatched' | 'failed';

export function inboxQueries(scope: Scope, jobs: JobQueue) {
  const own = eq(webhookInbox.tenantId, scope.tenantId);
  return {
    /**
     * Stores a delivery and, in the same transaction, sets the alarm that has it processed.
     * Answers `false` for a delivery that is already there; of one that grows, the longest copy is kept: a shorter
     * one that comes later was sent earlier.
     */
    add: (
      entry: Omit<InboxEntry, 'attempts'> & { dedupeKey: string; keepsLatest?: boolean },
      alarm?: JobName,
    ): Promise<boolean> =>
      scope.query(async (tx) => {
        const { keepsLatest, ...values } = entry;
        const made = await tx
          .insert(webhookInbox)
          .values({ ...values, tenantId: scope.tenantId })
          .onConflictDoNothing()
          .returning({ id: webhookInbox.id });
        if (made.length === 0 && keepsLatest === true) {
          await tx
            .update(webhookInbox)
            .set({ payload: entry.payload, receivedAt: entry.receivedAt })
            .where(
              and(
                own,
                eq(webhookInbox.source, entry.source),
                eq(webhookInbox.dedupeKey, entry.dedupeKey),
                sql`length(${webhookInbox.payload}::text) <= length(${JSON.stringify(entry.payload)}::jsonb::text)`,
              ),
            );
        }
        if (made.length === 0) return false;
        if (alarm !== undefined) await jobs.enqueue(tx, alarm, { tenantId: scope.tenantId, id: entry.id });
        return true;
      }),

    /** The id of a delivery that is there and was not worked off yet. */
    findWaiting: (source: OutsideService, dedupeKey: string): Promise<string | undefined> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select({ id: webhookInbox.id })
          .from(webhookInbox)
          .where(
            and(
              own,
              eq(webhookInbox.source, source),
              eq(webhookInbox.dedupeKey, dedupeKey),
              isNull(webhookInbox.processedAt),
            ),
          );
        return rows[0]?.id;
      }),

    /** The entry if it still waits, with its attempt counted; `undefined` when it is done or not there. */
    claim: (id: string): Promise<InboxEntry | undefined> =>
      scope.query(async (tx) => {
        const rows = await tx
          .update(webhookInbox)
          .set({ attempts: sql`${webhookInbox.attempts} + 1` })
          .where(and(own, eq(webhookInbox.id, id), isNull(webhookInbox.processedAt)))
          .returning();
        return rows[0];
      }),

    finish: (id: string, result: InboxResult, now: Date): Promise<void> =>
      scope.query(async (tx) => {
        await tx
          .update(webhookInbox)
          .set({ processedAt: now, result })
          .where(and(own, eq(webhookInbox.id, id)));
      }),

    /** Marks an entry that still waits as failed; whether it did. */
    giveUp: (id: string, now: Date): Promise<boolean> =>
      scope.query(async (tx) => {
        const rows = await tx
          .update(webhookInbox)
          .set({ processedAt: now, result: 'failed' })
          .where(and(own, eq(webhookInbox.id, id), isNull(webhookInbox.processedAt)))
          .returning({ id: webhookInbox.id });
        return rows.length > 0;
      }),

    /** What still waits, oldest first. */
    listWaiting: (): Promise<InboxEntry[]> =>
      scope.query((tx) =>
        tx
          .select()
          .from(webhookInbox)
          .where(and(own, isNull(webhookInbox.processedAt)))
          .orderBy(asc(webhookInbox.receivedAt))
          .limit(100),
      ),

    /** What fits nothing or could not be worked off, and waits for a person; oldest first, at most 500. */
    listUnresolved: (): Promise<UnresolvedEntry[]> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select()
          .from(webhookInbox)
          .where(
            and(own, inArray(webhookInbox.result, ['unmatched', 'failed']), isNull(webhookInbox.resolvedAt)),
          )
          .orderBy(asc(webhookInbox.receivedAt), asc(webhookInbox.id))
          .limit(500);
        return rows.flatMap(({ result, ...row }) =>
          result === 'unmatched' || result === 'failed' ? [{ ...row, result }] : [],
        );
      }),

    /** Marks one of these as dealt with, once; since when it is, or nothing where there is none. */
    resolve: (id: string, now: Date): Promise<{ at: Date; isFirst: boolean } | undefined> =>
      scope.query(async (tx) => {
        const unfit = and(
          own,
          eq(webhookInbox.id, id),
          inArray(webhookInbox.result, ['unmatched', 'failed']),
        );
        const changed = await tx
          .update(webhookInbox)
          .set({ resolvedAt: now })
          .where(and(unfit, isNull(webhookInbox.resolvedAt)))
          .returning({ id: webhookInbox.id });
        const rows = await tx.select({ at: webhookInbox.resolvedAt }).from(webhookInbox).where(unfit);
        const at = rows[0]?.at;
        return at ? { at, isFirst: changed.length > 0 } : undefined;
      }),

    listAll: (): Promise<(InboxEntry & { result: InboxResult | null })[]> =>
      scope.query((tx) =>
        tx.select().from(webhookInbox).where(own).orderBy(asc(webhookInbox.receivedAt)).limit(500),
      ),
  };
}
