import { and, asc, eq, inArray, or } from 'drizzle-orm';
import { CUSTOMER_COLUMNS } from './customer-queries.ts';
import type { Footprint } from './customer-footprint.ts';
import type { Tx } from './database.ts';
import { readReminders } from './reminder-personal-data.ts';
import { appointments, auditLog, offers } from './schema/booking.ts';
import { callbacks, calls, customers, functionCalls } from './schema/calls.ts';
import { services, staff } from './schema/tenancy.ts';

/** Everything that is held about a customer, in our words: no id of the calendar, which could cancel a booking. */
export async function readPersonalData(tx: Tx, tenantId: string, of: Footprint) {
  const [customer] = await tx
    .select(CUSTOMER_COLUMNS)
    .from(customers)
    .where(and(eq(customers.tenantId, tenantId), eq(customers.id, of.customerId)));
  return {
    customer,
    appointments: await readAppointments(tx, tenantId, of),
    calls: await readCalls(tx, tenantId, of),
    offers: await readOffers(tx, tenantId, of),
    callbacks: await readCallbacks(tx, tenantId, of),
    reminders: await readReminders(tx, tenantId, of, customer?.phone),
    audit: await readAudit(tx, tenantId, of),
  };
}

function readAppointments(tx: Tx, tenantId: string, { appointmentIds }: Footprint) {
  return tx
    .select({
      id: appointments.id,
      service: services.name,
      staff: staff.name,
      startsAt: appointments.startsAt,
      endsAt: appointments.endsAt,
      status: appointments.status,
      source: appointments.source,
      bookingCode: appointments.bookingCode,
      notes: appointments.notes,
      callId: appointments.callId,
    })
    .from(appointments)
    .leftJoin(services, and(eq(services.tenantId, tenantId), eq(services.id, appointments.serviceId)))
    .leftJoin(staff, and(eq(staff.tenantId, tenantId), eq(staff.id, appointments.staffId)))
    .where(and(eq(appointments.tenantId, tenantId), inArray(appointments.id, appointmentIds)))
    .orderBy(asc(appointments.startsAt), asc(appointments.id));
}

function readOffers(tx: Tx, tenantId: string, { offerIds }: Footprint) {
  return tx
    .select({
      id: offers.id,
      callId: offers.callId,
      name: offers.name,
      phone: offers.phone,
      email: offers.email,
      notes: offers.notes,
      startsAt: offers.startsAt,
      endsAt: offers.endsAt,
      state: offers.state,
      offeredAt: offers.offeredAt,
    })
    .from(offers)
    .where(and(eq(offers.tenantId, tenantId), inArray(offers.id, offerIds)))
    .orderBy(asc(offers.offeredAt), asc(offers.id));
}

function readCallbacks(tx: Tx, tenantId: string, { callbackIds }: Footprint) {
  return tx
    .select({
      id: callbacks.id,
      callId: callbacks.callId,
      kind: callbacks.kind,
      name: callbacks.name,
      phone: callbacks.phone,
      reason: callbacks.reason,
      bestTime: callbacks.bestTime,
      status: callbacks.status,
      requestedAt: callbacks.requestedAt,
    })
    .from(callbacks)
    .where(and(eq(callbacks.tenantId, tenantId), inArray(callbacks.id, callbackIds)))
    .orderBy(asc(callbacks.requestedAt), asc(callbacks.id));
}

async function readCalls(tx: Tx, tenantId: string, { callIds }: Footprint) {
  const rows = await tx
    .select({
      id: calls.id,
      direction: calls.direction,
      fromNumber: calls.fromNumber,
      toNumber: calls.toNumber,
      startedAt: calls.startedAt,
      endedAt: calls.endedAt,
      durationMs: calls.durationMs,
      transcript: calls.transcript,
      analysis: calls.analysis,
    })
    .from(calls)
    .where(and(eq(calls.tenantId, tenantId), inArray(calls.id, callIds)))
    .orderBy(asc(calls.startedAt), asc(calls.id));
  const asked = await tx
    .select({
      callId: functionCalls.callId,
      function: functionCalls.function,
      arguments: functionCalls.arguments,
      answer: functionCalls.answer,
      at: functionCalls.at,
    })
    .from(functionCalls)
    .where(and(eq(functionCalls.tenantId, tenantId), inArray(functionCalls.callId, callIds)))
    .orderBy(asc(functionCalls.at), asc(functionCalls.id));
  return rows.map((call) => ({
    ...call,
    functionCalls: asked
      .filter(({ callId }) => callId === call.id)
      .map(({ callId: _callId, ...rest }) => rest),
  }));
}

function readAudit(tx: Tx, tenantId: string, { customerId, appointmentIds, callIds }: Footprint) {
  return tx
    .select({
      at: auditLog.at,
      doer: auditLog.doer,
      deed: auditLog.deed,
      proof: auditLog.proof,
      callId: auditLog.callId,
      appointmentId: auditLog.appointmentId,
      before: auditLog.before,
      after: auditLog.after,
    })
    .from(auditLog)
    .where(
      and(
        eq(auditLog.tenantId, tenantId),
        or(
          eq(auditLog.customerId, customerId),
          inArray(auditLog.appointmentId, appointmentIds),
          inArray(auditLog.callId, callIds),
        ),
      ),
    )
    .orderBy(asc(auditLog.at), asc(auditLog.id));
}
