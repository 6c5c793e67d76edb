import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { AppointmentStatus } from '../../domain/appointment.ts';
import type { AuditedState, Deed, Doer, Proof } from '../../domain/audit.ts';
import type { WriteState } from '../../domain/write-state.ts';
import { createdAt, instant, ownTenant, tenantId } from './row-security.ts';
import { customers } from './calls.ts';
import { services, staff, tenants } from './tenancy.ts';

/**
 * Who has which piece of which calendar seat. A hand-written migration adds the exclusion constraint
 * `slot_claims_no_overlap`: within a tenant and a seat no two held or booked ranges overlap.
 */
export const slotClaims = pgTable(
  'slot_claims',
  {
    tenantId: tenantId(),
    id: text('id').notNull(),
    /** `staff:<id>` for a person, `service:<id>#<n>` for the n-th place of a service without named staff. */
    calendarSeat: text('calendar_seat').notNull(),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    state: text('state').$type<'held' | 'booked' | 'released'>().notNull(),
    /** No other seat would do: while it is held, nobody may be booked with whom of several people the calendar picks. */
    isSole: boolean('is_sole').notNull().default(false),
    callId: text('call_id'),
    /** When a held claim ends by itself; null once booked. */
    expiresAt: instant('expires_at'),
    /** The calendar's own reservation that goes with a hold, where one was made. */
    reservationUid: text('reservation_uid'),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }).onDelete('cascade'),
    check('slot_claims_range', sql`${table.startsAt} < ${table.endsAt}`),
    index('slot_claims_held')
      .on(table.tenantId, table.expiresAt)
      .where(sql`state = 'held'`),
    index('slot_claims_released')
      .on(table.tenantId, table.endsAt)
      .where(sql`state = 'released'`),
    index('slot_claims_range_live')
      .on(table.tenantId, table.startsAt)
      .where(sql`state in ('held', 'booked')`),
    ownTenant(table.tenantId),
  ],
);

/** What `start_booking` offered on a call and `confirm_booking` may turn into an appointment. */
export const offers = pgTable(
  'offers',
  {
    tenantId: tenantId(),
    id: text('id').notNull(),
    callId: text('call_id').notNull(),
    claimId: text('claim_id').notNull(),
    serviceId: text('service_id').notNull(),
    staffId: text('staff_id'),
    eventTypeId: integer('event_type_id').notNull(),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    name: text('name').notNull(),
    phone: text('phone'),
    email: text('email'),
    notes: text('notes'),
    state: text('state').$type<'live' | 'confirming' | 'confirmed' | 'void'>().notNull(),
    expiresAt: instant('expires_at').notNull(),
    offeredAt: instant('offered_at').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({
      columns: [table.tenantId, table.claimId],
      foreignColumns: [slotClaims.tenantId, slotClaims.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [table.tenantId, table.serviceId],
      foreignColumns: [services.tenantId, services.id],
    }),
    foreignKey({ columns: [table.tenantId, table.staffId], foreignColumns: [staff.tenantId, staff.id] }),
    index('offers_call').on(table.tenantId, table.callId, table.state),
    index('offers_claim').on(table.tenantId, table.claimId),
    index('offers_name')
      .on(table.tenantId, sql`lower(${table.name})`)
      .where(sql`name <> ''`),
    index('offers_with_name')
      .on(table.tenantId, table.expiresAt)
      .where(sql`name <> ''`),
    ownTenant(table.tenantId),
  ],
);

export const appointments = pgTable(
  'appointments',
  {
    tenantId: tenantId(),
    id: text('id').notNull(),
    branchId: text('branch_id'),
    customerId: text('customer_id'),
    serviceId: text('service_id'),
    staffId: text('staff_id'),
    claimId: text('claim_id'),
    callId: text('call_id'),
    offerId: text('offer_id'),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    status: text('status').$type<AppointmentStatus>().notNull(),
    source: text('source').$type<'voice' | 'calendar'>().notNull(),
    bookingCode: text('booking_code'),
    notes: text('notes'),
    /** When the customer said that they will come, and how (VIO-46). */
    confirmedAt: instant('confirmed_at'),
    confirmedBy: text('confirmed_by').$type<'voice_call'>(),
    /** When the calendar was last heard of about it. */
    calendarSeenAt: instant('calendar_seen_at'),
    updatedAt: instant('updated_at').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }).onDelete('cascade'),
    foreignKey({
      columns: [table.tenantId, table.customerId],
      foreignColumns: [customers.tenantId, customers.id],
    }),
    foreignKey({
      columns: [table.tenantId, table.serviceId],
      foreignColumns: [services.tenantId, services.id],
    }),
    foreignKey({ columns: [table.tenantId, table.staffId], foreignColumns: [staff.tenantId, staff.id] }),
    foreignKey({
      columns: [table.tenantId, table.claimId],
      foreignColumns: [slotClaims.tenantId, slotClaims.id],
    }),
    uniqueIndex('appointments_code').on(table.tenantId, table.bookingCode),
    uniqueIndex('appointments_offer').on(table.tenantId, table.offerId),
    index('appointments_customer').on(table.tenantId, table.customerId, table.startsAt),
    index('appointments_standing')
      .on(table.tenantId, table.startsAt)
      .where(sql`status in ('scheduled', 'requested')`),
    index('appointments_claim').on(table.tenantId, table.claimId),
    index('appointments_with_notes')
      .on(table.tenantId, table.endsAt)
      .where(sql`notes is not null`),
    ownTenant(table.tenantId),
  ],
);

/** The calendar's bookings of one appointment: a move makes a new one, so the chain grows and the id stays. */
export const calendarBookings = pgTable(
  'calendar_bookings',
  {
    tenantId: tenantId(),
    uid: text('uid').notNull(),
    calendarId: bigint('calendar_id', { mode: 'number' }).notNull(),
    appointmentId: text('appointment_id').notNull(),
    /** Set on all but the newest of a chain. */
    movedToUid: text('moved_to_uid'),
    startsAt: instant('starts_at').notNull(),
    recordedAt: instant('recorded_at').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.uid] }),
    foreignKey({
      columns: [table.tenantId, table.appointmentId],
      foreignColumns: [appointments.tenantId, appointments.id],
    }).onDelete('cascade'),
    index('calendar_bookings_appointment').on(table.tenantId, table.appointmentId),
    ownTenant(table.tenantId),
  ],
);

/** The intent of a write to the calendar, recorded before it is sent, and what became of it. */
export const calendarWrites = pgTable(
  'calendar_writes',
  {
    tenantId: tenantId(),
    id: text('id').notNull(),
    kind: text('kind').$type<'book' | 'cancel' | 'move'>().notNull(),
    callId: text('call_id').notNull(),
    offerId: text('offer_id'),
    appointmentId: text('appointment_id'),
    /** The booking to cancel or move. */
    uid: text('uid'),
    /** The claim that is taken by the write: of the offer, or of the new time. */
    claimId: text('claim_id'),
    eventTypeId: integer('event_type_id'),
    startsAt: instant('starts_at'),
    endsAt: instant('ends_at'),
    reason: text('reason'),
    /** What proved that the caller may do it; null for a booking, which needs none. */
    proof: text('proof').$type<Proof>(),
    /** `unknown`: sent, and no answer tells whether it happened; looked up until it is known. */
    state: text('state').$type<WriteState>().notNull(),
    rejection: text('rejection'),
    sentAt: instant('sent_at').notNull(),
    settledAt: instant('settled_at'),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }).onDelete('cascade'),
    uniqueIndex('calendar_writes_open_appointment')
      .on(table.tenantId, table.appointmentId)
      .where(sql`state in ('sent', 'unknown')`),
    uniqueIndex('calendar_writes_open_offer')
      .on(table.tenantId, table.offerId)
      .where(sql`state in ('sent', 'unknown', 'done')`),
    index('calendar_writes_call').on(table.tenantId, table.callId),
    index('calendar_writes_appointment').on(table.tenantId, table.appointmentId),
    index('calendar_writes_with_reason')
      .on(table.tenantId, table.sentAt)
      .where(sql`reason is not null`),
    index('calendar_writes_unsettled')
      .on(table.tenantId, table.sentAt)
      .where(sql`state in ('sent', 'unknown')`),
    ownTenant(table.tenantId),
  ],
);

/** Who did or read what, on which proof, and what it was before and after. Holds no name, number or address. */
export const auditLog = pgTable(
  'audit_log',
  {
    tenantId: tenantId(),
    id: text('id').notNull(),
    at: instant('at').notNull(),
    doer: text('doer').$type<Doer>().notNull(),
    deed: text('deed').$type<Deed>().notNull(),
    proof: text('proof').$type<Proof>(),
    callId: text('call_id'),
    appointmentId: text('appointment_id'),
    /** Whom an export or an erasure was about. */
    customerId: text('customer_id'),
    /** The owner's key that was used. */
    accessKeyId: text('access_key_id'),
    before: jsonb('before').$type<AuditedState>(),
    after: jsonb('after').$type<AuditedState>(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }).onDelete('cascade'),
    index('audit_log_appointment').on(table.tenantId, table.appointmentId, table.at),
    index('audit_log_call').on(table.tenantId, table.callId, table.at),
    index('audit_log_customer').on(table.tenantId, table.customerId, table.at),
    index('audit_log_age').on(table.tenantId, table.at),
    ownTenant(table.tenantId),
  ],
);
