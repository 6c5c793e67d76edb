import { and, desc, eq, gte, inArray, isNull, or, sql } from 'drizzle-orm';
import type { SQL, SQLWrapper } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { calls } from './schema/calls.ts';
import type { Scope } from './scope.ts';

/** What is known of a call when a request or an event speaks of it. */
export interface CallFacts {
  id: string;
  branchId?: string;
  agentId?: string;
  agentVersion?: number;
  conversationFlowId?: string;
  direction: 'inbound' | 'outbound' | 'web';
  fromNumber?: string;
  toNumber?: string;
  startedAt: Date;
  now: Date;
}

/** What the end or the analysis of a call adds. Absent fields leave what is stored. */
export interface CallEnding {
  status: 'ongoing' | 'ended' | 'analyzed';
  endedAt?: Date;
  durationMs?: number;
  disconnectionReason?: string;
  callSuccessful?: boolean;
  costCents?: number;
  transcript?: string;
  analysis?: unknown;
}

export interface StoredCall {
  id: string;
  status: 'ongoing' | 'ended' | 'analyzed';
  agentId?: string;
  fromNumber?: string;
  toNumber?: string;
  customerId?: string;
  appointmentMade: boolean;
  startedAt: Date;
  endedAt?: Date;
  durationMs?: number;
  costCents?: number;
  /** When what was said on it was deleted for good. */
  purgedAt?: Date;
}

/** How a call stands, from all that its events have told so far, in whatever order. */
export interface CallEnd {
  status: 'ongoing' | 'ended' | 'analyzed';
  direction: CallFacts['direction'];
  agentId?: string;
  /** E.164. */
  fromNumber?: string;
  toNumber?: string;
  startedAt: Date;
  endedAt?: Date;
  durationMs?: number;
  disconnectionReason?: string;
  analysis?: unknown;
}

type Row = typeof calls.$inferSelect;

/** How far the event that is stored, and the one that comes, are along the way of a call. */
const RANK_THERE = rankOf(calls.status);
const RANK_HERE = rankOf(sql`excluded.status`);

/** What an upsert makes of a row that is there: the status only moves forward, whatever order the events come in. */
const ADVANCED = {
  branchId: newer(calls.branchId),
  agentId: newer(calls.agentId),
  agentVersion: newer(calls.agentVersion),
  conversationFlowId: newer(calls.conversationFlowId),
  fromNumber: unlessErased(calls.fromNumber),
  toNumber: unlessErased(calls.toNumber),
  startedAt: sql`least(excluded.started_at, ${calls.startedAt})`,
  status: sql`case when ${RANK_HERE} > ${RANK_THERE} then excluded.status else ${calls.status} end`,
  endedAt: newer(calls.endedAt),
  durationMs: newer(calls.durationMs),
  disconnectionReason: newer(calls.disconnectionReason),
  callSuccessful: newer(calls.callSuccessful),
  costCents: newer(calls.costCents),
  transcript: unlessPurged(newer(calls.transcript)),
  analysis: unlessPurged(newer(calls.analysis)),
  updatedAt: sql`excluded.updated_at`,
};

function rankOf(status: SQLWrapper): SQL {
  return sql`case ${status} when 'ongoing' then 0 when 'ended' then 1 else 2 end`;
}

/** The value that comes, unless it comes late and there is one already. */
function newer(column: PgColumn): SQL {
  const here = sql`excluded.${sql.identifier(column.name)}`;
  return sql`case when ${RANK_HERE} >= ${RANK_THERE} then coalesce(${here}, ${column}) else coalesce(${column}, ${here}) end`;
}

/** What was deleted for good does not come back. */
function unlessPurged(value: SQL): SQL {
  return sql`case when ${calls.purgedAt} is null then ${value} end`;
}

/** A number that was taken away with its customer does not come back either. */
function unlessErased(column: PgColumn): SQL {
  return sql`case when ${calls.purgedAt} is null then ${newer(column)} else ${column} end`;
}

export function callQueries(scope: Scope) {
  const own = eq(calls.tenantId, scope.tenantId);
  const upsert = (rows: (typeof calls.$inferInsert)[]): Promise<void> =>
    scope.query(async (tx) => {
      await tx
        .insert(calls)
        .values(rows)
        .onConflictDoUpdate({ target: [calls.tenantId, calls.id], set: ADVANCED });
    });
  return {
    /** Makes the call's row, or completes and advances the one that is there; never sets it back. */
    save: (facts: CallFacts, ending: CallEnding = { status: 'ongoing' }): Promise<void> =>
      upsert([toRow(scope, facts, ending)]),

    /** The same for calls of which nothing but the facts is known, each id once, in one statement. */
    saveAll: async (all: CallFacts[]): Promise<void> => {
      if (all.length === 0) return;
      // In one order for everybody, so that two processes cannot wait for each other's rows.
      const sorted = all.toSorted((a, b) => (a.id < b.id ? -1 : 1));
      await upsert(sorted.map((facts) => toRow(scope, facts, { status: 'ongoing' })));
    },

    find: (id: string): Promise<StoredCall | undefined> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select()
          .from(calls)
          .where(and(own, eq(calls.id, id)));
        return rows[0] === undefined ? undefined : toCall(rows[0]);
      }),

    findEnd: (id: string): Promise<CallEnd | undefined> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select()
          .from(calls)
          .where(and(own, eq(calls.id, id)));
        return rows[0] === undefined ? undefined : toEnd(rows[0]);
      }),

    /** Ongoing calls of an agent that began at or after `since`, newest first, two at most (ASK-42). */
    ongoingOf: (agentIds: string[], since: Date): Promise<StoredCall[]> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select()
          .from(calls)
          .where(
            and(
              own,
              eq(calls.status, 'ongoing'),
              inArray(calls.agentId, agentIds),
              gte(calls.startedAt, since),
            ),
          )
          .orderBy(desc(calls.startedAt))
          .limit(2);
        return rows.map(toCall);
      }),

    linkCustomer: (callId: string, customerId: string): Promise<void> =>
      scope.query(async (tx) => {
        await tx
          .update(calls)
          .set({ customerId })
          .where(
            and(own, eq(calls.id, callId), or(isNull(calls.customerId), eq(calls.customerId, customerId))),
          );
      }),

    markAppointmentMade: (callId: string): Promise<void> =>
      scope.query(async (tx) => {
        await tx
          .update(calls)
          .set({ appointmentMade: true })
          .where(and(own, eq(calls.id, callId)));
      }),
  };
}

function toRow(scope: Scope, facts: CallFacts, ending: CallEnding): typeof calls.$inferInsert {
  return {
    tenantId: scope.tenantId,
    id: facts.id,
    branchId: facts.branchId ?? null,
    agentId: facts.agentId ?? null,
    agentVersion: facts.agentVersion ?? null,
    conversationFlowId: facts.conversationFlowId ?? null,
    direction: facts.direction,
    fromNumber: facts.fromNumber ?? null,
    toNumber: facts.toNumber ?? null,
    startedAt: facts.startedAt,
    status: ending.status,
    endedAt: ending.endedAt ?? null,
    durationMs: ending.durationMs ?? null,
    disconnectionReason: ending.disconnectionReason ?? null,
    callSuccessful: ending.callSuccessful ?? null,
    costCents: ending.costCents ?? null,
    transcript: ending.transcript ?? null,
    analysis: ending.analysis ?? null,
    updatedAt: facts.now,
  };
}

function toCall(row: Row): StoredCall {
  return {
    id: row.id,
    status: row.status,
    appointmentMade: row.appointmentMade,
    startedAt: row.startedAt,
    ...(row.agentId === null ? {} : { agentId: row.agentId }),
    ...(row.fromNumber === null ? {} : { fromNumber: row.fromNumber }),
    ...(row.toNumber === null ? {} : { toNumber: row.toNumber }),
    ...(row.customerId === null ? {} : { customerId: row.customerId }),
    ...(row.endedAt === null ? {} : { endedAt: row.endedAt }),
    ...(row.durationMs === null ? {} : { durationMs: row.durationMs }),
    ...(row.costCents === null ? {} : { costCents: row.costCents }),
    ...(row.purgedAt === null ? {} : { purgedAt: row.purgedAt }),
  };
}

function toEnd(row: Row): CallEnd {
  return {
    status: row.status,
    direction: row.direction,
    startedAt: row.startedAt,
    ...(row.agentId === null ? {} : { agentId: row.agentId }),
    ...(row.fromNumber === null ? {} : { fromNumber: row.fromNumber }),
    ...(row.toNumber === null ? {} : { toNumber: row.toNumber }),
    ...(row.endedAt === null ? {} : { endedAt: row.endedAt }),
    ...(row.durationMs === null ? {} : { durationMs: row.durationMs }),
    ...(row.disconnectionReason === null ? {} : { disconnectionReason: row.disconnectionReason }),
    ...(row.analysis === null ? {} : { analysis: row.analysis }),
  };
}
