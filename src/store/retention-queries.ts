import { and, asc, eq, gte, inArray, isNotNull, isNull, lt, notExists, or, sql } from 'drizzle-orm';
import { appointments, calendarWrites, offers } from './schema/booking.ts';
import { callbacks, calls, customers, functionCalls, identityTries, webhookInbox } from './schema/calls.ts';
import { callSessions } from './schema/reminders.ts';
import { alerts, reconcileRuns } from './schema/upkeep.ts';
import type { Scope } from './scope.ts';
import { webhooksOfCalls } from './webhooks-of-calls.ts';

/** Rows that one statement takes at most: nothing may hold its locks for long. */
const BATCH = 500;

/**
 * What is taken away because the tenant keeps it no longer. Each takes one batch and answers how many rows it has
 * changed: 0 when nothing is left. What is cleared leaves the partial index that found it.
 */
export function retentionQueries(scope: Scope) {
  const { tenantId } = scope;
  const ownCall = eq(calls.tenantId, tenantId);
  const ownInbox = eq(webhookInbox.tenantId, tenantId);
  const ownRecord = eq(functionCalls.tenantId, tenantId);
  const ownCallback = eq(callbacks.tenantId, tenantId);
  const ownOffer = eq(offers.tenantId, tenantId);
  const ownAppointment = eq(appointments.tenantId, tenantId);
  const ownWrite = eq(calendarWrites.tenantId, tenantId);
  const ownSession = eq(callSessions.tenantId, tenantId);

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
        await tx.delete(webhookInbox).where(webhooksOfCalls(tenantId, ids));
        return ids.length;
      }),

    /** Takes what the provider told of calls that we made before `before`, all but its figures. */
    clearCallPayloads: (before: Date): Promise<number> =>
      scope.query(async (tx) => {
        const due = tx
          .select({ id: callSessions.id })
          .from(callSessions)
          .where(
            and(
              ownSession,
              lt(callSessions.requestedAt, before),
              or(isNotNull(callSessions.payload), isNotNull(callSessions.analysis)),
            ),
          )
          .limit(BATCH);
        const rows = await tx
          .update(callSessions)
          .set({ payload: null, analysis: null })
          .where(and(ownSession, inArray(callSessions.id, due)))
          .returning({ id: callSessions.id });
        return rows.length;
      }),

    /** Takes the numbers of calls that we made before `before`. */
    clearCalledNumbers: (before: Date): Promise<number> =>
      scope.query(async (tx) => {
        const due = tx
          .select({ id: callSessions.id })
          .from(callSessions)
          .where(and(ownSession, lt(callSessions.requestedAt, before), isNotNull(callSessions.toNumber)))
          .limit(BATCH);
        const rows = await tx
          .update(callSessions)
          .set({ toNumber: null })
          .where(and(ownSession, inArray(callSessions.id, due)))
          .returning({ id: callSessions.id });
        return rows.length;
      }),

    /** Takes what was asked and answered from function calls; which function, when, how long and how it ended stay. */
    clearFunctionCalls: (before: Date): Promise<number> =>
      scope.query(async (tx) => {
        const due = tx
          .select({ id: functionCalls.id })
          .from(functionCalls)
          .where(and(ownRecord, lt(functionCalls.at, before), sql`${functionCalls.answer} <> '{}'::jsonb`))
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

    /** Customers who have had no appointment and no call, and asked for nothing, since `before`; a batch of them. */
    forgottenCustomers: (before: Date): Promise<string[]> =>
      scope.query(async (tx) => {
        const one = { one: sql`1` };
        const appointment = tx
          .select(one)
          .from(appointments)
          .where(
            and(ownAppointment, eq(appointments.customerId, customers.id), gte(appointments.endsAt, before)),
          );
        const call = tx
          .select(one)
          .from(calls)
          .where(and(ownCall, eq(calls.customerId, customers.id), gte(calls.startedAt, before)));
        const callback = tx
          .select(one)
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
          .orderBy(asc(customers.updatedAt))
          .limit(BATCH);
        return rows.map((row) => row.id);
      }),

    /** Deletes callbacks of callers who are no customers. */
    deleteStrayCallbacks: (before: Date): Promise<number> =>
      scope.query(async (tx) => {
        const due = tx
          .select({ id: callbacks.id })
          .from(callbacks)
          .where(and(ownCallback, isNull(callbacks.customerId), lt(callbacks.requestedAt, before)))
          .limit(BATCH);
        const rows = await tx
          .delete(callbacks)
          .where(and(ownCallback, inArray(callbacks.id, due)))
          .returning({ id: callbacks.id });
        return rows.length;
      }),

    /** Takes the numbers from calls of callers who are no customers. */
    clearNumbers: (before: Date): Promise<number> =>
      scope.query(async (tx) => {
        const due = tx
          .select({ id: calls.id })
          .from(calls)
          .where(
            and(
              ownCall,
              isNull(calls.customerId),
              lt(calls.startedAt, before),
              or(isNotNull(calls.fromNumber), isNotNull(calls.toNumber)),
            ),
          )
          .limit(BATCH);
        const rows = await tx
          .update(calls)
          .set({ fromNumber: null, toNumber: null })
          .where(and(ownCall, inArray(calls.id, due)))
          .returning({ id: calls.id });
        return rows.length;
      }),

    /** Takes from offers whom they were for. */
    clearOffers: (before: Date): Promise<number> =>
      scope.query(async (tx) => {
        const due = tx
          .select({ id: offers.id })
          .from(offers)
          .where(and(ownOffer, lt(offers.expiresAt, before), sql`${offers.name} <> ''`))
          .limit(BATCH);
        const rows = await tx
          .update(offers)
          .set({ name: '', phone: null, email: null, notes: null })
          .where(and(ownOffer, inArray(offers.id, due)))
          .returning({ id: offers.id });
        return rows.length;
      }),

    /** Takes what a caller wanted the calendar to know from appointments that were over before `before`. */
    clearNotes: (before: Date): Promise<number> =>
      scope.query(async (tx) => {
        const due = tx
          .select({ id: appointments.id })
          .from(appointments)
          .where(and(ownAppointment, lt(appointments.endsAt, before), isNotNull(appointments.notes)))
          .limit(BATCH);
        const rows = await tx
          .update(appointments)
          .set({ notes: null })
          .where(and(ownAppointment, inArray(appointments.id, due)))
          .returning({ id: appointments.id });
        return rows.length;
      }),

    /** Takes from writes to the calendar the reason that a caller gave. */
    clearReasons: (before: Date): Promise<number> =>
      scope.query(async (tx) => {
        const due = tx
          .select({ id: calendarWrites.id })
          .from(calendarWrites)
          .where(and(ownWrite, lt(calendarWrites.sentAt, before), isNotNull(calendarWrites.reason)))
          .limit(BATCH);
        const rows = await tx
          .update(calendarWrites)
          .set({ reason: null })
          .where(and(ownWrite, inArray(calendarWrites.id, due)))
          .returning({ id: calendarWrites.id });
        return rows.length;
      }),

    /** Deletes what tells how the upkeep went: comparisons, alerts that were seen, and those nobody cares for. */
    deleteUpkeep: (before: Date, unseenBefore: Date): Promise<number> =>
      scope.query(async (tx) => {
        const runs = await tx
          .delete(reconcileRuns)
          .where(and(eq(reconcileRuns.tenantId, tenantId), lt(reconcileRuns.startedAt, before)))
          .returning({ id: reconcileRuns.id });
        const told = await tx
          .delete(alerts)
          .where(
            and(
              eq(alerts.tenantId, tenantId),
              or(lt(alerts.seenAt, before), lt(alerts.raisedAt, unseenBefore)),
            ),
          )
          .returning({ id: alerts.id });
        return runs.length + told.length;
      }),
  };
}
