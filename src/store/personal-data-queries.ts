import { and, asc, count, eq, gt, inArray, isNotNull, or, sql } from 'drizzle-orm';
import { STANDING } from '../domain/appointment.ts';
import { RUNNING_STATES } from '../domain/reminders/session-states.ts';
import { OPEN_STATES } from '../domain/write-state.ts';
import { findFootprint } from './customer-footprint.ts';
import type { Footprint } from './customer-footprint.ts';
import type { Tx } from './database.ts';
import { readPersonalData } from './read-personal-data.ts';
import { eraseReminders, lockBeforeCustomer } from './reminder-personal-data.ts';
import { appointments, calendarWrites, offers } from './schema/booking.ts';
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
import { callSessions } from './schema/reminders.ts';
import type { Scope } from './scope.ts';
import { webhooksOfCalls } from './webhooks-of-calls.ts';

/** Webhooks that one statement looks into at most. */
const PIECE = 1_000;

/** Finds, reads and removes what is held about one customer. */
export function personalDataQueries(scope: Scope) {
  const { tenantId } = scope;
  const ownCustomer = eq(customers.tenantId, tenantId);
  const selectCustomer = (tx: Tx, id: string) =>
    tx
      .select()
      .from(customers)
      .where(and(ownCustomer, eq(customers.id, id)));

  return {
    /** `undefined` where there is no such customer. */
    find: (customerId: string): Promise<Footprint | undefined> =>
      scope.query(async (tx) => {
        const [row] = await selectCustomer(tx, customerId);
        return row === undefined ? undefined : findFootprint(tx, tenantId, row);
      }),

    /** The same, and nobody changes them until the transaction ends. */
    lock: (customerId: string): Promise<Footprint | undefined> =>
      scope.query(async (tx) => {
        await lockBeforeCustomer(tx, tenantId, customerId);
        const [row] = await selectCustomer(tx, customerId).for('update');
        return row === undefined ? undefined : findFootprint(tx, tenantId, row);
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
              inArray(appointments.status, STANDING),
              gt(appointments.endsAt, now),
            ),
          );
        const underWay = await tx
          .select({ many: count() })
          .from(calendarWrites)
          .where(
            and(
              eq(calendarWrites.tenantId, tenantId),
              inArray(calendarWrites.state, OPEN_STATES),
              eq(calendarWrites.kind, 'book'),
              inArray(calendarWrites.offerId, of.offerIds),
            ),
          );
        return (ahead[0]?.many ?? 0) + (underWay[0]?.many ?? 0);
      }),

    /** Whether a call of ours to them goes on or is about to, or its outcome is waited for. */
    isBeingCalled: ({ customerId }: Footprint): Promise<boolean> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select({ id: callSessions.id })
          .from(callSessions)
          .where(
            and(
              eq(callSessions.tenantId, tenantId),
              eq(callSessions.customerId, customerId),
              inArray(callSessions.state, [...RUNNING_STATES]),
            ),
          )
          .limit(1);
        return rows.length > 0;
      }),

    /** Everything that is held about them, in our words: no id of the calendar, which could cancel a booking. */
    read: (of: Footprint) => scope.query((tx) => readPersonalData(tx, tenantId, of)),

    /**
     * The calendar's webhooks that name their bookings, their number or their address. Those not worked off yet are
     * left out: what they tell would be lost. Looked through in pieces, so that none takes long.
     */
    findWebhooks: async ({ uids, marks }: Footprint): Promise<string[]> => {
      const words = [...uids, ...marks];
      const found: string[] = [];
      if (words.length === 0) return found;
      let piece: { id: string; names: boolean }[] = [];
      do {
        const after = piece.at(-1)?.id ?? '';
        piece = await scope.query((tx) => lookThrough(tx, tenantId, { words, after }));
        found.push(...piece.filter(({ names }) => names).map(({ id }) => id));
      } while (piece.length === PIECE);
      return found;
    },

    /** Removes them, all that tells of them, and these webhooks; appointments and calls stay, as anybody's. */
    erase: (of: Footprint, webhookIds: string[], now: Date): Promise<void> =>
      scope.query(async (tx) => {
        await eraseCalls(tx, tenantId, of, now);
        await eraseBookings(tx, tenantId, of);
        await eraseReminders(tx, tenantId, of.customerId, now);
        await tx
          .delete(callbacks)
          .where(and(eq(callbacks.tenantId, tenantId), inArray(callbacks.id, of.callbackIds)));
        await tx.delete(webhookInbox).where(webhooksOfCalls(tenantId, of.callIds));
        await tx
          .delete(webhookInbox)
          .where(and(eq(webhookInbox.tenantId, tenantId), inArray(webhookInbox.id, webhookIds)));
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

/** One piece of the calendar's webhooks behind `after`, and which of them name one of the words. */
function lookThrough(
  tx: Tx,
  tenantId: string,
  { words, after }: { words: string[]; after: string },
): Promise<{ id: string; names: boolean }[]> {
  // With the quotes around it: a@x.de is no part of ba@x.de.
  const named = words.map((word) => sql`strpos(${webhookInbox.payload}::text, ${JSON.stringify(word)}) > 0`);
  return tx
    .select({ id: webhookInbox.id, names: sql<boolean>`(${sql.join(named, sql` or `)})` })
    .from(webhookInbox)
    .where(
      and(
        eq(webhookInbox.tenantId, tenantId),
        eq(webhookInbox.source, 'calcom'),
        isNotNull(webhookInbox.processedAt),
        gt(webhookInbox.id, after),
      ),
    )
    .orderBy(asc(webhookInbox.id))
    .limit(PIECE);
}
