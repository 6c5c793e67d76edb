import { and, asc, eq, inArray, or } from 'drizzle-orm';
import { clearPersonsOfTasks } from './clear-persons-of-tasks.ts';
import type { Footprint } from './customer-footprint.ts';
import type { Tx } from './database.ts';
import { appointments } from './schema/booking.ts';
import { callSessions, customerContacts, doNotCall, followUpTasks } from './schema/reminders.ts';
import { waitlistEntries } from './schema/waitlist.ts';

/**
 * What reminder calls have left of a customer: planned and made calls, what they showed, what is waited for, and their
 * numbers that must not be called.
 */
export async function readReminders(
  tx: Tx,
  tenantId: string,
  { customerId, callIds }: Footprint,
  phone: string | null | undefined,
) {
  const contact = await tx
    .select()
    .from(customerContacts)
    .where(and(eq(customerContacts.tenantId, tenantId), eq(customerContacts.customerId, customerId)));
  const tasks = await tx
    .select({
      id: followUpTasks.id,
      kind: followUpTasks.kind,
      purpose: followUpTasks.purpose,
      status: followUpTasks.status,
      appointmentId: followUpTasks.appointmentId,
      scheduledAt: followUpTasks.scheduledAt,
      outcome: followUpTasks.outcome,
    })
    .from(followUpTasks)
    .where(and(eq(followUpTasks.tenantId, tenantId), eq(followUpTasks.customerId, customerId)))
    .orderBy(asc(followUpTasks.scheduledAt), asc(followUpTasks.id));
  const sessions = await tx
    .select({
      id: callSessions.id,
      callId: callSessions.callId,
      toNumber: callSessions.toNumber,
      requestedAt: callSessions.requestedAt,
      endedAt: callSessions.endedAt,
      durationMs: callSessions.durationMs,
      outcome: callSessions.outcome,
      sentiment: callSessions.sentiment,
      analysis: callSessions.analysis,
    })
    .from(callSessions)
    .where(and(eq(callSessions.tenantId, tenantId), eq(callSessions.customerId, customerId)))
    .orderBy(asc(callSessions.requestedAt), asc(callSessions.id));
  const waitlist = await tx
    .select({
      id: waitlistEntries.id,
      serviceId: waitlistEntries.serviceId,
      earliest: waitlistEntries.earliest,
      latest: waitlistEntries.latest,
      state: waitlistEntries.state,
      askedAt: waitlistEntries.askedAt,
    })
    .from(waitlistEntries)
    .where(and(eq(waitlistEntries.tenantId, tenantId), eq(waitlistEntries.customerId, customerId)))
    .orderBy(asc(waitlistEntries.askedAt));
  const forbidden = await tx
    .select({
      number: doNotCall.number,
      source: doNotCall.source,
      callId: doNotCall.callId,
      addedAt: doNotCall.addedAt,
    })
    .from(doNotCall)
    .where(
      and(
        eq(doNotCall.tenantId, tenantId),
        or(eq(doNotCall.number, phone ?? ''), inArray(doNotCall.callId, callIds)),
      ),
    )
    .orderBy(asc(doNotCall.addedAt), asc(doNotCall.number));
  return { contact: contact.map(shown)[0], tasks, sessions, waitlist, doNotCall: forbidden };
}

function shown({
  tenantId: _tenantId,
  createdAt: _createdAt,
  ...rest
}: typeof customerContacts.$inferSelect) {
  return rest;
}

/** Whoever works on an appointment or a call of a customer takes them in this order, and the customer after them. */
export async function lockBeforeCustomer(tx: Tx, tenantId: string, customerId: string): Promise<void> {
  await tx
    .select({ id: appointments.id })
    .from(appointments)
    .where(and(eq(appointments.tenantId, tenantId), eq(appointments.customerId, customerId)))
    .orderBy(asc(appointments.id))
    .for('update');
  await tx
    .select({ id: callSessions.id })
    .from(callSessions)
    .where(and(eq(callSessions.tenantId, tenantId), eq(callSessions.customerId, customerId)))
    .orderBy(asc(callSessions.id))
    .for('update');
}

/**
 * Takes a customer out of everything about reminder calls; the calls stay for the figures, as anybody's. A number that
 * must not be called stays on its list, since that is the person's own wish.
 */
export async function eraseReminders(tx: Tx, tenantId: string, customerId: string, now: Date): Promise<void> {
  const own = eq(followUpTasks.tenantId, tenantId);
  const tasks = await tx
    .select({ id: followUpTasks.id })
    .from(followUpTasks)
    .where(and(own, eq(followUpTasks.customerId, customerId)));
  const ids = tasks.map(({ id }) => id);
  await clearPersonsOfTasks(tx, tenantId, ids);
  await tx
    .update(followUpTasks)
    .set({ status: 'cancelled', action: 'customer_erased', claimedUntil: null, closedAt: now })
    .where(
      and(own, inArray(followUpTasks.id, ids), inArray(followUpTasks.status, ['pending', 'processing'])),
    );
}
