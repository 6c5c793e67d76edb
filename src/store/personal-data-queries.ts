import { and, asc, count, eq, gt, inArray, or, sql } from 'drizzle-orm';
import { findFootprint } from './customer-footprint.ts';
import type { Footprint } from './customer-footprint.ts';
import type { Tx } from './database.ts';
import { appointments, auditLog, calendarWrites, offers } from './schema/booking.ts';
import {
  callbacks,
  calls,
  customers,
  functionCalls,
  identityTries,
  onceRecords,
  toolAnswers,
  webhookInbox,
} from './schema/calls.ts';
import { services, staff } from './schema/tenancy.ts';
import type { Scope } from './scope.ts';

/** Finds, reads and removes what is held about one customer. */
export function personalDataQueries(scope: Scope) {
  const { tenantId } = scope;
  const ownCustomer = eq(customers.tenantId, tenantId);

  return {
    /** `undefined` where there is no such customer; else nobody changes them until the transaction ends. */
    lock: (customerId: string): Promise<Footprint | undefined> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select()
          .from(customers)
          .where(and(ownCustomer, eq(customers.id, customerId)))
          .for('update');
        return rows[0] === undefined ? undefined : findFootprint(tx, tenantId, rows[0]);
      }),

    /** How many of their appointments still stand, or are being booked right now. */
    countStanding: (of: Footprint, now: Date): Promise<number> =>
      scope.query(async (tx) => {
        const ahead = await tx
          .select({ many: count() })
          .from(appointments)
          .where(
            and(
              eq(appointments.tenantId, tenantId),
              inArray(appointments.id, of.appointmentIds),
              inArray(appointments.status, ['scheduled', 'requested']),
              gt(appointments.endsAt, now),
            ),
          );
        const underWay = await tx
          .select({ many: count() })
          .from(calendarWrites)
          .where(
            and(
              eq(calendarWrites.tenantId, tenantId),
              inArray(calendarWrites.state, ['sent', 'unknown']),
              eq(calendarWrites.kind, 'book'),
              inArray(calendarWrites.offerId, of.offerIds),
            ),
          );
        return (ahead[0]?.many ?? 0) + (underWay[0]?.many ?? 0);
      }),

    /** Everything that is held about them, in our words: no id of the calendar, which could cancel a booking. */
    read: (of: Footprint) => scope.query((tx) => readAll(tx, tenantId, of)),

    /** Removes them and all that tells of them; appointments and calls stay, as anybody's. */
    erase: (of: Footprint, now: Date): Promise<void> =>
      scope.query(async (tx) => {
        await eraseCalls(tx, tenantId, of, now);
        await eraseBookings(tx, tenantId, of);
        await tx
          .delete(callbacks)
          .where(and(eq(callbacks.tenantId, tenantId), inArray(callbacks.id, of.callbackIds)));
        await eraseWebhooks(tx, tenantId, of);
        await tx.delete(customers).where(and(ownCustomer, eq(customers.id, of.customerId)));
      }),
  };
}

async function eraseCalls(tx: Tx, tenantId: string, { callIds }: Footprint, now: Date): Promise<void> {
  const isOutbound = sql`${calls.direction} = 'outbound'`;
  await tx
    .update(calls)
    .set({
      customerId: null,
      fromNumber: sql`case when ${isOutbound} then ${calls.fromNumber} end`,
      toNumber: sql`case when ${isOutbound} then null else ${calls.toNumber} end`,
      transcript: null,
      analysis: null,
      purgedAt: now,
    })
    .where(and(eq(calls.tenantId, tenantId), inArray(calls.id, callIds)));
  await tx
    .update(functionCalls)
    .set({ arguments: {}, answer: {}, exchanges: [] })
    .where(and(eq(functionCalls.tenantId, tenantId), inArray(functionCalls.callId, callIds)));
  for (const table of [onceRecords, toolAnswers, identityTries]) {
    await tx.delete(table).where(and(eq(table.tenantId, tenantId), inArray(table.callId, callIds)));
  }
}

async function eraseBookings(tx: Tx, tenantId: string, of: Footprint): Promise<void> {
  await tx
    .update(offers)
    .set({
      name: '',
      phone: null,
      email: null,
      notes: null,
      // Nobody can be booked under no name.
      state: sql`case when ${offers.state} = 'live' then 'void' else ${offers.state} end`,
    })
    .where(and(eq(offers.tenantId, tenantId), inArray(offers.id, of.offerIds)));
  await tx
    .update(appointments)
    .set({ customerId: null, notes: null, bookingCode: null })
    .where(and(eq(appointments.tenantId, tenantId), inArray(appointments.id, of.appointmentIds)));
  await tx
    .update(calendarWrites)
    .set({ reason: null })
    .where(
      and(
        eq(calendarWrites.tenantId, tenantId),
        or(
          inArray(calendarWrites.callId, of.callIds),
          inArray(calendarWrites.appointmentId, of.appointmentIds),
        ),
      ),
    );
}

/** Those of their calls, and those of the calendar that name their bookings, their number or their address. */
async function eraseWebhooks(tx: Tx, tenantId: string, of: Footprint): Promise<void> {
  const named = [...of.uids, ...of.marks].map(
    (word) => sql`strpos(${webhookInbox.payload}::text, ${word}) > 0`,
  );
  await tx.delete(webhookInbox).where(
    and(
      eq(webhookInbox.tenantId, tenantId),
      or(
        // The key names the call: the payload of a long call is not looked into.
        and(
          eq(webhookInbox.source, 'retell'),
          inArray(sql`split_part(${webhookInbox.dedupeKey}, ' ', 2)`, of.callIds),
        ),
        named.length === 0 ? undefined : and(eq(webhookInbox.source, 'calcom'), or(...named)),
      ),
    ),
  );
}

async function readAll(tx: Tx, tenantId: string, of: Footprint) {
  const [customer] = await tx
    .select({ id: customers.id, name: customers.name, phone: customers.phone, email: customers.email })
    .from(customers)
    .where(and(eq(customers.tenantId, tenantId), eq(customers.id, of.customerId)));
  const made = await tx
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
    .where(and(eq(appointments.tenantId, tenantId), inArray(appointments.id, of.appointmentIds)))
    .orderBy(asc(appointments.startsAt), asc(appointments.id));
  const offered = await tx
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
    .where(and(eq(offers.tenantId, tenantId), inArray(offers.id, of.offerIds)))
    .orderBy(asc(offers.offeredAt), asc(offers.id));
  const wishes = await tx
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
    .where(and(eq(callbacks.tenantId, tenantId), inArray(callbacks.id, of.callbackIds)))
    .orderBy(asc(callbacks.requestedAt), asc(callbacks.id));
  return {
    customer,
    appointments: made,
    calls: await readCalls(tx, tenantId, of),
    offers: offered,
    callbacks: wishes,
    audit: await readAudit(tx, tenantId, of),
  };
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

async function readAudit(tx: Tx, tenantId: string, { appointmentIds, callIds }: Footprint) {
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
        or(inArray(auditLog.appointmentId, appointmentIds), inArray(auditLog.callId, callIds)),
      ),
    )
    .orderBy(asc(auditLog.at), asc(auditLog.id));
}
