import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { provenTenantId } from '../domain/tenant.ts';
import type { TenantDoor, TenantId } from '../domain/tenant.ts';
import { storeFault } from './database.ts';
import type { Db } from './database.ts';
import { calendarWrites } from './schema/booking.ts';
import { webhookInbox } from './schema/calls.ts';
import { accessKeys, agents, phoneNumbers, tenants } from './schema/tenancy.ts';
import { hashAccessKey } from './secret-box.ts';
import type { SecretBox } from './secret-box.ts';

/** The few questions that cross tenants; runs as a role that sees only the tables they need. */
export interface SystemStore {
  /** Every tenant's numbers, agents and keys. */
  listDoors(): Promise<TenantDoor[]>;
  /** Makes the tenant's row if its slug is new; answers its id either way. */
  ensureTenant(tenant: { id: string; slug: string; name: string; now: Date }): Promise<TenantId>;
  /** The slug of the tenant that has this access key, if any has. */
  findAccessKeyOwner(key: string): Promise<string | undefined>;
  /** Tenants that have open calendar writes or waiting webhooks. */
  tenantsWithOpenWork(): Promise<TenantId[]>;
  /** Proves that the database answers. */
  ping(): Promise<void>;
}

export function createSystemStore(db: Db, secrets: SecretBox): SystemStore {
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw storeFault(error);
    }
  };
  return {
    listDoors: () =>
      guarded(async () => {
        const rows = await db.select().from(tenants);
        const numbers = await db.select().from(phoneNumbers);
        const speakers = await db.select().from(agents);
        return rows.map((row) => {
          const open = (sealed: string | null) => (sealed === null ? [] : [secrets.open(sealed)]);
          const apiKey = open(row.calcomApiKeySealed)[0];
          const webhookSecret = open(row.calcomWebhookSecretSealed)[0];
          return {
            id: provenTenantId(row.id),
            slug: row.slug,
            name: row.name,
            locale: row.locale,
            timezone: row.timezone,
            retellKeys: [...open(row.retellApiKeySealed), ...open(row.retellPreviousApiKeySealed)],
            phoneNumbers: numbers
              .filter((entry) => entry.tenantId === row.id)
              .map(({ number, branchId }) => ({ number, ...(branchId === null ? {} : { branchId }) })),
            agents: speakers
              .filter((entry) => entry.tenantId === row.id)
              .map(({ id, branchId }) => ({ id, ...(branchId === null ? {} : { branchId }) })),
            ...(apiKey === undefined
              ? {}
              : {
                  calcom: {
                    apiKey,
                    requestsPerMinute: row.calcomRequestsPerMinute,
                    ...(row.calcomBaseUrl === null ? {} : { baseUrl: row.calcomBaseUrl }),
                    ...(webhookSecret === undefined ? {} : { webhookSecret }),
                  },
                }),
          };
        });
      }),

    ensureTenant: (tenant) =>
      guarded(async () => {
        await db
          .insert(tenants)
          .values({
            id: tenant.id,
            slug: tenant.slug,
            name: tenant.name,
            businessType: 'other',
            locale: 'de-DE',
            timezone: 'Europe/Berlin',
            policies: { cancelHours: 24, rescheduleHours: 24, minNoticeMinutes: 15 },
            limits: { functionsPerMinute: 600 },
            calcomRequestsPerMinute: 120,
            updatedAt: tenant.now,
          })
          .onConflictDoNothing({ target: tenants.slug });
        const rows = await db.select({ id: tenants.id }).from(tenants).where(eq(tenants.slug, tenant.slug));
        return provenTenantId(rows[0]?.id ?? tenant.id);
      }),

    findAccessKeyOwner: (key) =>
      guarded(async () => {
        const rows = await db
          .select({ slug: tenants.slug })
          .from(accessKeys)
          .innerJoin(tenants, eq(tenants.id, accessKeys.tenantId))
          .where(eq(accessKeys.hash, hashAccessKey(key)));
        return rows[0]?.slug;
      }),

    tenantsWithOpenWork: () =>
      guarded(async () => {
        const writing = await db
          .selectDistinct({ id: calendarWrites.tenantId })
          .from(calendarWrites)
          .where(inArray(calendarWrites.state, ['sent', 'unknown']));
        const waiting = await db
          .selectDistinct({ id: webhookInbox.tenantId })
          .from(webhookInbox)
          .where(and(isNull(webhookInbox.processedAt)));
        return [...new Set([...writing, ...waiting].map((row) => provenTenantId(row.id)))];
      }),

    ping: () =>
      guarded(async () => {
        await db.execute(sql`select 1`);
      }),
  };
}
