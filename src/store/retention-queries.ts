import { and, eq, gte, inArray, isNotNull, isNull, lt, ne, notExists, or, sql } from 'drizzle-orm';
import { appointments, calendarWrites, offers } from './schema/booking.ts';
import { callbacks, calls, customers, functionCalls, identityTries, webhookInbox } from './schema/calls.ts';
import { alerts, reconcileRuns } from './schema/upkeep.ts';
import type { Scope } from './scope.ts';

/** Rows that one statement takes at most: nothing may hold its locks for long. */
const BATCH = 500;

/** What is taken away because the tenant keeps it no longer. Each answers how many rows it has changed. */
export function retentionQueries(scope: Scope) {
  const { tenantId } = scope;
  const ownCall = eq(calls.tenantId, tenantId);
  const ownInbox = eq(webhookInbox.tenantId, tenantId);
  const ownRecord = eq(functionCalls.tenantId, tenantId);
  const ownCallback = eq(callbacks.tenantId, tenantId);
  const ownOffer = eq(offers.tenantId, tenantId);

  return {
    /** Takes transcript and analysis from calls that began before `before`; their figures stay. */
    clearTranscripts: (before: Date, now: Date): Promise<number> =>
      scope.query(async (tx) => {
        const due = tx
          .select({ id: calls.id })
          .from(calls)
          .where(
            and(
              ownCall,
              lt(calls.startedAt, before),
              or(isNull(calls.purgedAt), isNotNull(calls.transcript), isNotNull(calls.analysis)),
            ),
          )
          .limit(BATCH);
        const rows = await tx
          .update(calls)
          .set({ transcript: null, analysis: null, purgedAt: now })
          .where(and(ownCall, inArray(calls.id, due)))
          .returning({ id: calls.id });
        const ids = rows.map((row) => row.id);
        if (ids.length === 0) return 0;
        await tx
          .update(callbacks)
          .set({ details: null })
          .where(and(ownCallback, inArray(callbacks.callId, ids)));
        await tx
          .delete(identityTries)
          .where(and(eq(identityTries.tenantId, tenantId), inArray(identityTries.callId, ids)));
        await tx
          .delete(webhookInbox)
          .where(
            and(
              ownInbox,
              eq(webhookInbox.source, 'retell'),
              inArray(sql`split_part(${webhookInbox.dedupeKey}, ' ', 2)`, ids),
            ),
          );
        return ids.length;
      }),

    /** Takes what was asked and answered from function calls; which function, when, how long and how it ended stay. */
    clearFunctionCalls: (before: Date): Promise<number> =>
      scope.query(async (tx) => {
        const due = tx
          .select({ id: functionCalls.id })
          .from(functionCalls)
          .where(and(ownRecord, lt(functionCalls.at, before), ne(functionCalls.answer, {})))
          .limit(BATCH);
        const rows = await tx
          .update(functionCalls)
          .set({ arguments: {}, answer: {}, exchanges: [] })
          .where(and(ownRecord, inArray(functionCalls.id, due)))
          .returning({ id: functionCalls.id });
        return rows.length;
      }),

    deleteWebhooks: (before: Date): Promise<number> =>
      scope.query(async (tx) => {
        const due = tx
          .select({ id: webhookInbox.id })
          .from(webhookInbox)
          .where(and(ownInbox, lt(webhookInbox.receivedAt, before), isNotNull(webhookInbox.processedAt)))
          .limit(BATCH);
        const rows = await tx
          .delete(webhookInbox)
          .where(and(ownInbox, inArray(webhookInbox.id, due)))
          .returning({ id: webhookInbox.id });
        return rows.length;
      }),

    /** Customers who have had no appointment and no call, and asked for nothing, since `before`. */
    forgottenCustomers: (before: Date): Promise<string[]> =>
      scope.query(async (tx) => {
        const appointment = tx
          .select({ one: sql`1` })
          .from(appointments)
          .where(
            and(
              eq(appointments.tenantId, tenantId),
              eq(appointments.customerId, customers.id),
              gte(appointments.endsAt, before),
            ),
          );
        const call = tx
          .select({ one: sql`1` })
          .from(calls)
          .where(and(ownCall, eq(calls.customerId, customers.id), gte(calls.startedAt, before)));
        const callback = tx
          .select({ one: sql`1` })
          .from(callbacks)
          .where(
            and(ownCallback, eq(callbacks.customerId, customers.id), gte(callbacks.requestedAt, before)),
          );
        const rows = await tx
          .select({ id: customers.id })
          .from(customers)
          .where(
            and(
              eq(customers.tenantId, tenantId),
              lt(customers.updatedAt, before),
              notExists(appointment),
              notExists(call),
              notExists(callback),
            ),
          )
          .limit(BATCH);
        return rows.map((row) => row.id);
      }),

    /** The same for names and numbers that belong to no customer: of callers who booked nothing. */
    clearStrangers: (before: Date): Promise<number> =>
      scope.query(async (tx) => {
        const gone = await tx
          .delete(callbacks)
          .where(and(ownCallback, isNull(callbacks.customerId), lt(callbacks.requestedAt, before)))
          .returning({ id: callbacks.id });
        const silent = await tx
          .update(calls)
          .set({ fromNumber: null, toNumber: null })
          .where(
            and(
              ownCall,
              isNull(calls.customerId),
              lt(calls.startedAt, before),
              or(isNotNull(calls.fromNumber), isNotNull(calls.toNumber)),
            ),
          )
          .returning({ id: calls.id });
        const nameless = await tx
          .update(offers)
          .set({ name: '', phone: null, email: null, notes: null })
          .where(and(ownOffer, lt(offers.expiresAt, before), ne(offers.name, '')))
          .returning({ id: offers.id });
        await tx
          .update(calendarWrites)
          .set({ reason: null })
          .where(
            and(
              eq(calendarWrites.tenantId, tenantId),
              lt(calendarWrites.sentAt, before),
              isNotNull(calendarWrites.reason),
            ),
          );
        return gone.length + silent.length + nameless.length;
      }),

    /** Deletes what tells how the upkeep went: comparisons, and alerts that were seen. */
    deleteUpkeep: (before: Date): Promise<number> =>
      scope.query(async (tx) => {
        const runs = await tx
          .delete(reconcileRuns)
          .where(and(eq(reconcileRuns.tenantId, tenantId), lt(reconcileRuns.startedAt, before)))
          .returning({ id: reconcileRuns.id });
        const seen = await tx
          .delete(alerts)
          .where(and(eq(alerts.tenantId, tenantId), lt(alerts.seenAt, before)))
          .returning({ id: alerts.id });
        return runs.length + seen.length;
      }),
  };
}
