import { sql } from 'drizzle-orm';
import {
  boolean,
  foreignKey,
  integer,
  jsonb,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  unique,
} from 'drizzle-orm/pg-core';
import type { ReminderWishes } from '../../domain/reminders/reminder-settings.ts';
import type { Policies } from '../../domain/tenant.ts';
import { createdAt, instant, ownTenant, systemReads, systemRole, tenantId } from './row-security.ts';

export const tenants = pgTable(
  'tenants',
  {
    id: text('id').primaryKey(),
    slug: text('slug').notNull().unique(),
    name: text('name').notNull(),
    businessType: text('business_type').notNull(),
    locale: text('locale').notNull(),
    timezone: text('timezone').notNull(),
    policies: jsonb('policies').$type<Policies>().notNull(),
    limits: jsonb('limits').$type<StoredLimits>().notNull(),
    /** What the owner has said about reminder calls; nothing: none are made. */
    reminders: jsonb('reminders').$type<ReminderWishes>(),
    /** Sealed with the process's secret key (`secret-box.ts`), like every column that ends in `_sealed`. */
    retellApiKeySealed: text('retell_api_key_sealed'),
    /** Still accepted on signatures while a key is being rotated. */
    retellPreviousApiKeySealed: text('retell_previous_api_key_sealed'),
    calcomBaseUrl: text('calcom_base_url'),
    calcomApiKeySealed: text('calcom_api_key_sealed'),
    calcomWebhookSecretSealed: text('calcom_webhook_secret_sealed'),
    calcomRequestsPerMinute: integer('calcom_requests_per_minute').notNull(),
    updatedAt: instant('updated_at').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    ownTenant(table.id),
    systemReads(),
    pgPolicy('system_makes', { for: 'insert', to: systemRole, withCheck: sql`true` }),
  ],
);

export interface StoredLimits {
  functionsPerMinute: number;
}

export const branches = pgTable(
  'branches',
  { tenantId: tenantId(), id: text('id').notNull(), name: text('name').notNull(), createdAt: createdAt() },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }).onDelete('cascade'),
    unique('branches_name').on(table.tenantId, table.name),
    ownTenant(table.tenantId),
  ],
);

export const phoneNumbers = pgTable(
  'phone_numbers',
  {
    tenantId: tenantId(),
    /** E.164. A number belongs to one tenant only. */
    number: text('number').notNull().unique(),
    branchId: text('branch_id'),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.number] }),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }).onDelete('cascade'),
    foreignKey({
      columns: [table.tenantId, table.branchId],
      foreignColumns: [branches.tenantId, branches.id],
    }),
    ownTenant(table.tenantId),
    systemReads(),
  ],
);

export const agents = pgTable(
  'agents',
  {
    tenantId: tenantId(),
    /** Retell's agent id. An agent belongs to one tenant only. */
    id: text('id').notNull().unique(),
    branchId: text('branch_id'),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }).onDelete('cascade'),
    foreignKey({
      columns: [table.tenantId, table.branchId],
      foreignColumns: [branches.tenantId, branches.id],
    }),
    ownTenant(table.tenantId),
    systemReads(),
  ],
);

export const services = pgTable(
  'services',
  {
    tenantId: tenantId(),
    id: text('id').notNull(),
    name: text('name').notNull(),
    eventTypeId: integer('event_type_id').notNull(),
    minutes: integer('minutes').notNull(),
    isDefault: boolean('is_default').notNull(),
    active: boolean('active').notNull(),
    /** How many can be served at the same time when nobody in particular is named as staff. */
    seats: integer('seats').notNull(),
    position: integer('position').notNull(),
    /** Who made it: the owner, or the import of the calendar's event types. */
    origin: text('origin').$type<'owner' | 'import'>().notNull().default('owner'),
    /** What the owner has set on an imported one: the import leaves these alone. */
    ownerFields: text('owner_fields')
      .array()
      .notNull()
      .default(sql`'{}'::text[]`),
    /** Whether the calendar books it for a phone number alone; null while it has not said. */
    phoneOnly: boolean('phone_only'),
    /** Since when the calendar has no such event type any more. */
    goneAt: instant('gone_at'),
    importedAt: instant('imported_at'),
    /** Hours before an appointment at which its customer is reminded, instead of the tenant's. */
    reminderHours: integer('reminder_hours').array(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }).onDelete('cascade'),
    unique('services_name').on(table.tenantId, table.name),
    ownTenant(table.tenantId),
  ],
);

export const serviceSynonyms = pgTable(
  'service_synonyms',
  { tenantId: tenantId(), serviceId: text('service_id').notNull(), synonym: text('synonym').notNull() },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.serviceId, table.synonym] }),
    foreignKey({
      columns: [table.tenantId, table.serviceId],
      foreignColumns: [services.tenantId, services.id],
    }).onDelete('cascade'),
    ownTenant(table.tenantId),
  ],
);

export const staff = pgTable(
  'staff',
  { tenantId: tenantId(), id: text('id').notNull(), name: text('name').notNull(), createdAt: createdAt() },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }).onDelete('cascade'),
    unique('staff_name').on(table.tenantId, table.name),
    ownTenant(table.tenantId),
  ],
);

export const serviceStaff = pgTable(
  'service_staff',
  {
    tenantId: tenantId(),
    serviceId: text('service_id').notNull(),
    staffId: text('staff_id').notNull(),
    /** The event type that books this person for this service, where the calendar has one. */
    eventTypeId: integer('event_type_id'),
    position: integer('position').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.serviceId, table.staffId] }),
    foreignKey({
      columns: [table.tenantId, table.serviceId],
      foreignColumns: [services.tenantId, services.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [table.tenantId, table.staffId],
      foreignColumns: [staff.tenantId, staff.id],
    }).onDelete('cascade'),
    ownTenant(table.tenantId),
  ],
);

export const accessKeys = pgTable(
  'access_keys',
  {
    tenantId: tenantId(),
    id: text('id').notNull(),
    role: text('role').$type<'owner' | 'staff' | 'reader'>().notNull(),
    /** SHA-256 of the key, hex; the key itself is shown once and kept nowhere. */
    hash: text('hash').notNull().unique(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }).onDelete('cascade'),
    ownTenant(table.tenantId),
    systemReads(),
  ],
);
