import { and, eq, inArray, isNull, ne, or, sql } from 'drizzle-orm';
import type { Tx } from './database.ts';
import { appointments, calendarBookings, offers } from './schema/booking.ts';
import { callbacks, calls, customers } from './schema/calls.ts';
import { callSessions } from './schema/reminders.ts';

/** Which rows tell of one customer, by id. */
export interface Footprint {
  customerId: string;
  appointmentIds: string[];
  offerIds: string[];
  callIds: string[];
  callbackIds: string[];
  /** The calendar's bookings of the appointments. */
  uids: string[];
  /** The number and the address, where no other customer has them too. */
  marks: string[];
}

type Customer = typeof customers.$inferSelect;

/**
 * Finds what belongs to a customer: what is linked to them, and what their number or address alone tells to be
 * theirs. What is linked to another customer is never part of it, nor what a shared number only hints at.
 */
export async function findFootprint(tx: Tx, tenantId: string, customer: Customer): Promise<Footprint> {
  const own = await ownMarks(tx, tenantId, customer);
  const made = await tx
    .select({ id: appointments.id, callId: appointments.callId, offerId: appointments.offerId })
    .from(appointments)
    .where(and(eq(appointments.tenantId, tenantId), eq(appointments.customerId, customer.id)));
  const appointmentIds = made.map((row) => row.id);
  const chain = await tx
    .select({ uid: calendarBookings.uid })
    .from(calendarBookings)
    .where(
      and(eq(calendarBookings.tenantId, tenantId), inArray(calendarBookings.appointmentId, appointmentIds)),
    );
  const callIds = await findCalls(tx, tenantId, customer.id, {
    callIds: [
      ...made.flatMap(({ callId }) => callId ?? []),
      ...(await callsToThem(tx, tenantId, customer.id)),
    ],
    phone: own.phone,
  });
  const offerIds = made.flatMap(({ offerId }) => offerId ?? []);
  return {
    customerId: customer.id,
    appointmentIds,
    callIds,
    offerIds: await findOffers(tx, tenantId, customer, { callIds, offerIds }),
    callbackIds: await findCallbacks(tx, tenantId, customer.id, { callIds, phone: own.phone }),
    uids: chain.map((row) => row.uid),
    marks: [own.phone, own.email].filter((mark) => mark !== undefined),
  };
}

/** What of number and address no other customer has. */
async function ownMarks(
  tx: Tx,
  tenantId: string,
  { id, phone, email }: Customer,
): Promise<{ phone: string | undefined; email: string | undefined }> {
  const others = await tx
    .select({ phone: customers.phone, email: customers.email })
    .from(customers)
    .where(
      and(
        eq(customers.tenantId, tenantId),
        ne(customers.id, id),
        or(eq(customers.phone, phone ?? ''), eq(customers.email, email ?? '')),
      ),
    );
  return {
    phone: phone === null || others.some((one) => one.phone === phone) ? undefined : phone,
    email: email === null || others.some((one) => one.email === email) ? undefined : email,
  };
}

/** The calls that we dialled for them, whatever number they had then. */
async function callsToThem(tx: Tx, tenantId: string, customerId: string): Promise<string[]> {
  const rows = await tx
    .select({ callId: callSessions.callId })
    .from(callSessions)
    .where(and(eq(callSessions.tenantId, tenantId), eq(callSessions.customerId, customerId)));
  return rows.flatMap(({ callId }) => callId ?? []);
}

async function findCalls(
  tx: Tx,
  tenantId: string,
  customerId: string,
  by: { callIds: string[]; phone: string | undefined },
): Promise<string[]> {
  const { phone } = by;
  const isTheirs = or(
    inArray(calls.id, by.callIds),
    phone === undefined ? undefined : or(eq(calls.fromNumber, phone), eq(calls.toNumber, phone)),
  );
  const rows = await tx
    .select({ id: calls.id })
    .from(calls)
    .where(
      and(
        eq(calls.tenantId, tenantId),
        or(eq(calls.customerId, customerId), and(isNull(calls.customerId), isTheirs)),
      ),
    );
  return rows.map((row) => row.id);
}

/** What was offered on their calls, or elsewhere to the same name under the same number or address. */
async function findOffers(
  tx: Tx,
  tenantId: string,
  { id, name, phone, email }: Customer,
  by: { callIds: string[]; offerIds: string[] },
): Promise<string[]> {
  const ofOthers = tx
    .select({ id: appointments.offerId })
    .from(appointments)
    .where(
      and(
        eq(appointments.tenantId, tenantId),
        eq(appointments.offerId, offers.id),
        ne(appointments.customerId, id),
      ),
    );
  const sameName = sql`lower(${offers.name}) = lower(${name})`;
  const sameContact = or(
    phone === null ? undefined : eq(offers.phone, phone),
    email === null ? undefined : eq(offers.email, email),
  );
  const rows = await tx
    .select({ id: offers.id })
    .from(offers)
    .where(
      and(
        eq(offers.tenantId, tenantId),
        // Erased before.
        sql`${offers.name} <> ''`,
        or(
          inArray(offers.id, by.offerIds),
          inArray(offers.callId, by.callIds),
          sameContact === undefined ? undefined : and(sameName, sameContact),
        ),
        sql`not exists ${ofOthers}`,
      ),
    );
  return rows.map((row) => row.id);
}

async function findCallbacks(
  tx: Tx,
  tenantId: string,
  customerId: string,
  by: { callIds: string[]; phone: string | undefined },
): Promise<string[]> {
  const isTheirs = or(
    inArray(callbacks.callId, by.callIds),
    by.phone === undefined ? undefined : eq(callbacks.phone, by.phone),
  );
  const rows = await tx
    .select({ id: callbacks.id })
    .from(callbacks)
    .where(
      and(
        eq(callbacks.tenantId, tenantId),
        or(eq(callbacks.customerId, customerId), and(isNull(callbacks.customerId), isTheirs)),
      ),
    );
  return rows.map((row) => row.id);
}
