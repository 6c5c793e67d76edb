import { and, count, desc, eq, inArray, isNotNull, notInArray } from 'drizzle-orm';
import type { CallOutcome } from '../domain/reminders/call-outcome.ts';
import { contactShown } from '../domain/reminders/contact-shown.ts';
import type { ContactShown } from '../domain/reminders/contact-shown.ts';
import { callSessions, customerContacts } from './schema/reminders.ts';
import { customers } from './schema/calls.ts';
import type { Scope } from './scope.ts';

export interface CustomerContact extends ContactShown {
  customerId: string;
  callAttempts: number;
  updatedBy: string;
  updatedAt: Date;
}

/** Calls that rang nobody are no attempts. */
const RANG_NOBODY: CallOutcome[] = ['no_line', 'account'];
/** As far back as what calls show of a customer is read. */
const MOST_READ = 100;

/** What calls have shown of the tenant's customers. */
export function customerContactQueries(scope: Scope) {
  const { tenantId } = scope;
  const own = eq(customerContacts.tenantId, tenantId);
  return {
    /**
     * Computes it anew from all calls to the customer that are over (VIO-47), so that it may be done any number of
     * times. `updatedBy`: what it was done for. `false`: there is no such customer.
     */
    recompute: (customerId: string, updatedBy: string, now: Date): Promise<boolean> =>
      scope.query(async (tx) => {
        // One after the other, so that nobody writes what an older look has shown.
        const known = await tx
          .select({ id: customers.id })
          .from(customers)
          .where(and(eq(customers.tenantId, tenantId), eq(customers.id, customerId)))
          .for('no key update');
        if (known.length === 0) return false;
        const ofCustomer = and(
          eq(callSessions.tenantId, tenantId),
          eq(callSessions.customerId, customerId),
          isNotNull(callSessions.outcome),
          notInArray(callSessions.outcome, RANG_NOBODY),
        );
        const attempts = await tx.select({ calls: count() }).from(callSessions).where(ofCustomer);
        const rows = await tx
          .select()
          .from(callSessions)
          .where(ofCustomer)
          .orderBy(desc(callSessions.requestedAt), desc(callSessions.id))
          .limit(MOST_READ);
        const shown = contactShown(rows.flatMap(toPastCall));
        const values = {
          callAttempts: attempts[0]?.calls ?? 0,
          lastContactAt: shown.lastContactAt ?? null,
          lastOutcome: shown.lastOutcome ?? null,
          lastCallId: shown.lastCallId ?? null,
          lastDurationMs: shown.lastDurationMs ?? null,
          lastLength: shown.lastLength ?? null,
          lastSentiment: shown.lastSentiment ?? null,
          lastQualityScore: shown.lastQualityScore ?? null,
          noAnswersInRow: shown.noAnswersInRow,
          responsive: shown.responsive ?? null,
          prefersAlternativeContact: shown.prefersAlternativeContact,
          prefersVoiceCalls: shown.prefersVoiceCalls,
          updatedBy,
          updatedAt: now,
        };
        await tx
          .insert(customerContacts)
          .values({ ...values, tenantId, customerId })
          .onConflictDoUpdate({
            target: [customerContacts.tenantId, customerContacts.customerId],
            set: values,
          });
        return true;
      }),

    find: (customerId: string): Promise<CustomerContact | undefined> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select()
          .from(customerContacts)
          .where(and(own, eq(customerContacts.customerId, customerId)));
        return rows[0] === undefined ? undefined : toContact(rows[0]);
      }),

    /** Those of these customers that were ever called. */
    ofCustomers: (customerIds: string[]): Promise<CustomerContact[]> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select()
          .from(customerContacts)
          .where(and(own, inArray(customerContacts.customerId, customerIds)));
        return rows.map(toContact);
      }),
  };
}

function toPastCall(row: typeof callSessions.$inferSelect) {
  if (row.outcome === null) return [];
  return [
    {
      outcome: row.outcome,
      ...(row.callId === null ? {} : { callId: row.callId }),
      ...(row.endClass === null ? {} : { endClass: row.endClass }),
      ...(row.endedAt === null ? {} : { endedAt: row.endedAt }),
      ...(row.durationMs === null ? {} : { durationMs: row.durationMs }),
      ...(row.sentiment === null ? {} : { sentiment: row.sentiment }),
      ...(row.qualityScore === null ? {} : { qualityScore: row.qualityScore }),
    },
  ];
}

function toContact(row: typeof customerContacts.$inferSelect): CustomerContact {
  return {
    customerId: row.customerId,
    callAttempts: row.callAttempts,
    noAnswersInRow: row.noAnswersInRow,
    prefersAlternativeContact: row.prefersAlternativeContact,
    prefersVoiceCalls: row.prefersVoiceCalls,
    updatedBy: row.updatedBy,
    updatedAt: row.updatedAt,
    ...(row.lastContactAt === null ? {} : { lastContactAt: row.lastContactAt }),
    ...(row.lastOutcome === null ? {} : { lastOutcome: row.lastOutcome }),
    ...(row.lastCallId === null ? {} : { lastCallId: row.lastCallId }),
    ...(row.lastDurationMs === null ? {} : { lastDurationMs: row.lastDurationMs }),
    ...(row.lastLength === null ? {} : { lastLength: row.lastLength }),
    ...(row.lastSentiment === null ? {} : { lastSentiment: row.lastSentiment }),
    ...(row.lastQualityScore === null ? {} : { lastQualityScore: row.lastQualityScore }),
    ...(row.responsive === null ? {} : { responsive: row.responsive }),
  };
}
