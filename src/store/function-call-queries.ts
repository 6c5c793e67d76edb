import { and, asc, eq } from 'drizzle-orm';
import { functionCalls } from './schema/calls.ts';
import type { Scope } from './scope.ts';

/** One function call as the call record keeps it (ASK-79). */
export interface FunctionCallRecord {
  id: string;
  callId: string;
  function: string;
  toolCallId?: string;
  arguments: unknown;
  answer: unknown;
  result: 'done' | 'refused' | 'pending' | 'failed';
  why?: string;
  ladderStep?: 'live' | 'cache' | 'stale' | 'none';
  exchanges: unknown[];
  at: Date;
  ms: number;
}

export function functionCallQueries(scope: Scope) {
  const own = eq(functionCalls.tenantId, scope.tenantId);
  return {
    addAll: (records: FunctionCallRecord[]): Promise<void> =>
      scope.query(async (tx) => {
        if (records.length === 0) return;
        await tx
          .insert(functionCalls)
          .values(
            records.map((record) => ({
              ...record,
              exchanges: storable(record.exchanges),
              tenantId: scope.tenantId,
              toolCallId: record.toolCallId ?? null,
              why: record.why ?? null,
              ladderStep: record.ladderStep ?? null,
            })),
          )
          .onConflictDoNothing();
      }),

    /** In the order they were asked. */
    ofCall: (callId: string): Promise<FunctionCallRecord[]> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select()
          .from(functionCalls)
          .where(and(own, eq(functionCalls.callId, callId)))
          .orderBy(asc(functionCalls.at), asc(functionCalls.id));
        return rows.map((row) => ({
          id: row.id,
          callId: row.callId,
          function: row.function,
          arguments: row.arguments,
          answer: row.answer,
          result: row.result,
          exchanges: Array.isArray(row.exchanges) ? row.exchanges : [],
          at: row.at,
          ms: row.ms,
          ...(row.toolCallId === null ? {} : { toolCallId: row.toolCallId }),
          ...(row.why === null ? {} : { why: row.why }),
          ...(row.ladderStep === null ? {} : { ladderStep: row.ladderStep }),
        }));
      }),
  };
}

/** What an outside service said, as jsonb takes it: text without NUL characters and without halves of surrogate pairs. */
function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed();
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [key.replaceAll('\0', '').toWellFormed(), storable(field)]),
  );
}
