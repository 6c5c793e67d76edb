import { and, asc, eq, isNull, or, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { CallbackKind } from '../domain/callback-kind.ts';
import type { Reading } from '../domain/speech/reading.ts';
import { callbacks } from './schema/calls.ts';
import type { Scope } from './scope.ts';

/** Somebody who is to be called back. */
export interface CallbackWish {
  id: string;
  /** The caller's where it is absent. */
  kind?: CallbackKind;
  appointmentId?: string;
  callId?: string;
  customerId?: string;
  name?: string;
  phone?: string;
  reason?: string;
  /** In the caller's own words. */
  bestTime?: string;
  /** The same as days and times of the tenant's wall clock. */
  bestReading?: Reading;
  /** For our own: what was said and what was done. */
  details?: Record<string, unknown>;
  requestedAt: Date;
}

export type CallbackStatus = 'open' | 'done';

export interface StoredCallback extends CallbackWish {
  kind: CallbackKind;
  status: CallbackStatus;
  doneAt?: Date;
}

/** What a caller wishes, as far as it can be told from another wish of the same call. */
export type SpokenWish = Pick<CallbackWish, 'phone' | 'reason' | 'bestTime'> & { callId: string };

type Row = typeof callbacks.$inferSelect;
const MOST_LISTED = 500;

export function callbackQueries(scope: Scope) {
  const own = eq(callbacks.tenantId, scope.tenantId);

  async function list(where: SQL | undefined): Promise<StoredCallback[]> {
    return scope.query(async (tx) => {
      const rows = await tx
        .select()
        .from(callbacks)
        .where(and(own, where))
        .orderBy(
          sql`case ${callbacks.status} when 'open' then 0 else 1 end`,
          asc(callbacks.requestedAt),
          asc(callbacks.id),
        )
        .limit(MOST_LISTED);
      return rows.map(toCallback);
    });
  }

  return {
    add: (wish: CallbackWish): Promise<void> =>
      scope.query(async (tx) => {
        await tx
          .insert(callbacks)
          .values({ ...wish, tenantId: scope.tenantId, status: 'open' })
          .onConflictDoNothing();
      }),

    /** Open ones first, of each the oldest first; at most 500. */
    list: (status?: CallbackStatus): Promise<StoredCallback[]> =>
      list(status === undefined ? undefined : eq(callbacks.status, status)),

    ofCall: (callId: string): Promise<StoredCallback[]> => list(eq(callbacks.callId, callId)),

    /** The caller's open wish of a call that says the same, or leaves open what this one says. */
    findSame: async (wish: SpokenWish): Promise<StoredCallback | undefined> => {
      const same = await list(
        and(
          eq(callbacks.callId, wish.callId),
          eq(callbacks.kind, 'caller'),
          eq(callbacks.status, 'open'),
          wish.phone === undefined ? isNull(callbacks.phone) : eq(callbacks.phone, wish.phone),
          sameWords(callbacks.reason, wish.reason),
          sameWords(callbacks.bestTime, wish.bestTime),
        ),
      );
      return same[0];
    },

    /** Adds to an entry what it leaves open. */
    complete: (id: string, wish: Omit<CallbackWish, 'id' | 'requestedAt'>): Promise<void> =>
      scope.query(async (tx) => {
        const known = (
          await tx
            .select()
            .from(callbacks)
            .where(and(own, eq(callbacks.id, id)))
        )[0];
        if (known === undefined) return;
        await tx
          .update(callbacks)
          .set({
            name: known.name ?? wish.name ?? null,
            reason: known.reason ?? wish.reason ?? null,
            bestTime: known.bestTime ?? wish.bestTime ?? null,
            bestReading: known.bestTime === null ? (wish.bestReading ?? null) : known.bestReading,
            customerId: known.customerId ?? wish.customerId ?? null,
          })
          .where(and(own, eq(callbacks.id, id)));
      }),

    /** Marks it done, once; the entry as it is then, or nothing where there is none. */
    finish: (id: string, now: Date): Promise<{ callback: StoredCallback; isFirst: boolean } | undefined> =>
      scope.query(async (tx) => {
        const changed = await tx
          .update(callbacks)
          .set({ status: 'done', doneAt: now })
          .where(and(own, eq(callbacks.id, id), eq(callbacks.status, 'open')))
          .returning({ id: callbacks.id });
        const rows = await tx
          .select()
          .from(callbacks)
          .where(and(own, eq(callbacks.id, id)));
        if (rows[0] === undefined) return undefined;
        return { callback: toCallback(rows[0]), isFirst: changed.length > 0 };
      }),
  };
}

/** What was not said, now or then, differs from nothing. */
function sameWords(column: PgColumn, said: string | undefined): SQL | undefined {
  if (said === undefined) return undefined;
  return or(isNull(column), sql`lower(${column}) = lower(${said})`);
}

function toCallback(row: Row): StoredCallback {
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    requestedAt: row.requestedAt,
    ...(row.callId === null ? {} : { callId: row.callId }),
    ...(row.customerId === null ? {} : { customerId: row.customerId }),
    ...(row.appointmentId === null ? {} : { appointmentId: row.appointmentId }),
    ...(row.name === null ? {} : { name: row.name }),
    ...(row.phone === null ? {} : { phone: row.phone }),
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...(row.bestTime === null ? {} : { bestTime: row.bestTime }),
    ...(row.bestReading === null ? {} : { bestReading: row.bestReading }),
    ...(row.details === null ? {} : { details: row.details }),
    ...(row.doneAt === null ? {} : { doneAt: row.doneAt }),
  };
}
