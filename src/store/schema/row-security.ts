import { sql } from 'drizzle-orm';
import { pgPolicy, pgRole, text, timestamp } from 'drizzle-orm/pg-core';
import type { PgColumn } from 'drizzle-orm/pg-core';

/** The role every query of one tenant runs as: owns nothing, cannot bypass row security. Made in `migrate.ts`. */
export const appRole = pgRole('slotline_app').existing();

/** The role of the few queries across tenants; reads only the tables that name it in a policy. */
export const systemRole = pgRole('slotline_system').existing();

/** The setting that holds the tenant of the running transaction; without it every tenant table looks empty. */
export const TENANT_SETTING = 'slotline.tenant_id';

/** Rows of the transaction's own tenant, for reading and writing. `column` holds the tenant's id. */
export function ownTenant(column: PgColumn) {
  const isOwn = sql`${column} = current_setting(${sql.raw(`'${TENANT_SETTING}'`)}, true)`;
  return pgPolicy('own_tenant', { for: 'all', to: appRole, using: isOwn, withCheck: isOwn });
}

/** Lets the system role read a table across tenants. */
export function systemReads() {
  return pgPolicy('system_reads', { for: 'select', to: systemRole, using: sql`true` });
}

export const tenantId = () => text('tenant_id').notNull();
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
/** Stamped by the database clock, for people only; no rule reads it. */
export const createdAt = () => instant('created_at').notNull().defaultNow();
