import { sql } from 'drizzle-orm';
import { foreignKey, index, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { createdAt, instant, ownTenant, tenantId } from './row-security.ts';
import { appointments, slotClaims } from './booking.ts';
import { customers } from './calls.ts';
import { services, staff } from './tenancy.ts';

/** Who wants an earlier time, for which service and until when. */
export const waitlistEntries = pgTable(
  'waitlist_entries',
  {
    tenantId: tenantId(),
    id: text('id').notNull(),
    customerId: text('customer_id').notNull(),
    serviceId: text('service_id').notNull(),
    staffId: text('staff_id'),
    /** The appointment that would be moved; absent where there is none yet. */
    appointmentId: text('appointment_id'),
    /** Only slots that start in [earliest, latest) are offered. */
    earliest: instant('earliest').notNull(),
    latest: instant('latest').notNull(),
    state: text('state').$type<'waiting' | 'offered' | 'served' | 'ended'>().notNull(),
    askedAt: instant('asked_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({
      columns: [table.tenantId, table.customerId],
      foreignColumns: [customers.tenantId, customers.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [table.tenantId, table.serviceId],
      foreignColumns: [services.tenantId, services.id],
    }),
    foreignKey({ columns: [table.tenantId, table.staffId], foreignColumns: [staff.tenantId, staff.id] }),
    foreignKey({
      columns: [table.tenantId, table.appointmentId],
      foreignColumns: [appointments.tenantId, appointments.id],
    }).onDelete('cascade'),
    uniqueIndex('waitlist_entries_once')
      .on(table.tenantId, table.customerId, table.serviceId)
      .where(sql`state in ('waiting', 'offered')`),
    index('waitlist_entries_waiting')
      .on(table.tenantId, table.serviceId, table.askedAt)
      .where(sql`state = 'waiting'`),
    index('waitlist_entries_over')
      .on(table.tenantId, table.updatedAt)
      .where(sql`state in ('served', 'ended')`),
    ownTenant(table.tenantId),
  ],
);

/**
 * A time that an appointment has given back, as long as it is worth being offered. `open`: somebody on the waitlist may
 * still get it.
 */
export const freedTimes = pgTable(
  'freed_times',
  {
    tenantId: tenantId(),
    id: text('id').notNull(),
    serviceId: text('service_id').notNull(),
    startsAt: instant('starts_at').notNull(),
    /** The customer who gave it back, who is not asked whether they want it. */
    freedBy: text('freed_by'),
    state: text('state').$type<'open' | 'closed'>().notNull(),
    /** When it is looked at again by itself, if nothing happens before. */
    lookAt: instant('look_at').notNull(),
    freedAt: instant('freed_at').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({
      columns: [table.tenantId, table.serviceId],
      foreignColumns: [services.tenantId, services.id],
    }),
    index('freed_times_look')
      .on(table.tenantId, table.lookAt)
      .where(sql`state = 'open'`),
    index('freed_times_over')
      .on(table.tenantId, table.startsAt)
      .where(sql`state = 'closed'`),
    ownTenant(table.tenantId),
  ],
);

/** A freed slot on its way to one customer of the waitlist after the other; held while it is offered. */
export const waitlistOffers = pgTable(
  'waitlist_offers',
  {
    tenantId: tenantId(),
    id: text('id').notNull(),
    freedId: text('freed_id').notNull(),
    entryId: text('entry_id').notNull(),
    serviceId: text('service_id').notNull(),
    staffId: text('staff_id'),
    claimId: text('claim_id').notNull(),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    state: text('state').$type<'offered' | 'taken' | 'declined' | 'lapsed'>().notNull(),
    madeAt: instant('made_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    endedAt: instant('ended_at'),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({
      columns: [table.tenantId, table.entryId],
      foreignColumns: [waitlistEntries.tenantId, waitlistEntries.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [table.tenantId, table.freedId],
      foreignColumns: [freedTimes.tenantId, freedTimes.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [table.tenantId, table.claimId],
      foreignColumns: [slotClaims.tenantId, slotClaims.id],
    }).onDelete('cascade'),
    uniqueIndex('waitlist_offers_one_at_a_time')
      .on(table.tenantId, table.freedId)
      .where(sql`state = 'offered'`),
    index('waitlist_offers_freed').on(table.tenantId, table.freedId, table.madeAt),
    index('waitlist_offers_entry').on(table.tenantId, table.entryId, table.madeAt),
    index('waitlist_offers_claim').on(table.tenantId, table.claimId),
    uniqueIndex('waitlist_offers_open')
      .on(table.tenantId, table.entryId)
      .where(sql`state = 'offered'`),
    index('waitlist_offers_expiry')
      .on(table.tenantId, table.expiresAt)
      .where(sql`state = 'offered'`),
    index('waitlist_offers_slot').on(table.tenantId, table.serviceId, table.startsAt),
    ownTenant(table.tenantId),
  ],
);
