import {
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { AlertKind } from '../../domain/alert.ts';
import type { Drift } from '../../domain/drift.ts';
import type { OutsideService } from '../../domain/outside-service.ts';
import type { ReconcileCause } from '../../domain/reconcile-cause.ts';
import { createdAt, instant, ownTenant, tenantId } from './row-security.ts';
import { tenants } from './tenancy.ts';

/** What a person should look at. */
export const alerts = pgTable(
  'alerts',
  {
    tenantId: tenantId(),
    id: text('id').notNull(),
    kind: text('kind').$type<AlertKind>().notNull(),
    /** Two alerts about the same thing share it; only the first is kept. */
    dedupeKey: text('dedupe_key').notNull(),
    callId: text('call_id'),
    appointmentId: text('appointment_id'),
    /** Ids, times and counts; nothing a caller said. */
    facts: jsonb('facts').$type<Record<string, unknown>>().notNull(),
    raisedAt: instant('raised_at').notNull(),
    seenAt: instant('seen_at'),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }).onDelete('cascade'),
    uniqueIndex('alerts_dedupe').on(table.tenantId, table.dedupeKey),
    index('alerts_raised').on(table.tenantId, table.raisedAt),
    ownTenant(table.tenantId),
  ],
);

/** One comparison of our rows with what Cal.com or Retell have, and the drift it found. */
export const reconcileRuns = pgTable(
  'reconcile_runs',
  {
    tenantId: tenantId(),
    id: text('id').notNull(),
    source: text('source').$type<OutsideService>().notNull(),
    cause: text('cause').$type<ReconcileCause>().notNull(),
    /** What changed there since then was looked at. */
    since: instant('since').notNull(),
    startedAt: instant('started_at').notNull(),
    /** Null while it runs, and for good where it broke off. */
    finishedAt: instant('finished_at'),
    /** Of a run that left something over: from which changes on, and from which standing starts on, the next one goes on. */
    nextSince: instant('next_since'),
    nextStandingFrom: instant('next_standing_from'),
    looked: integer('looked').notNull().default(0),
    drift: jsonb('drift').$type<Drift[]>().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }).onDelete('cascade'),
    index('reconcile_runs_latest').on(table.tenantId, table.source, table.startedAt),
    ownTenant(table.tenantId),
  ],
);

/** Which task of the night has run for which local date of a tenant: each once, whichever process comes first. */
export const dailyRuns = pgTable(
  'daily_runs',
  {
    tenantId: tenantId(),
    task: text('task').notNull(),
    /** YYYY-MM-DD in the tenant's zone. */
    localDate: text('local_date').notNull(),
    startedAt: instant('started_at').notNull(),
    finishedAt: instant('finished_at'),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.task, table.localDate] }),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }).onDelete('cascade'),
    ownTenant(table.tenantId),
  ],
);
