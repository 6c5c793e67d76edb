import { eq, notInArray, sql } from 'drizzle-orm';
import { provenTenantId } from '../domain/tenant.ts';
import type { AccessRole, TenantDoor, TenantId } from '../domain/tenant.ts';
import type { Log } from '../platform/log.ts';
import { storeFault } from './database.ts';
import type { Db } from './database.ts';
import { globalDoNotCall } from './schema/reminders.ts';
import { accessKeys, agents, phoneNumbers, tenants } from './schema/tenancy.ts';
import { hashAccessKey } from './secret-box.ts';
import type { SecretBox } from './secret-box.ts';

/** The few questions that cross tenants; runs as a role that sees only the tables they need. */
export interface SystemStore {
  /**
   * Every tenant's numbers, agents and keys. One whose secret cannot be opened is without it, and left out where that
   * would change who proves its requests; its slug is logged the first time.
   */
  listDoors(): Promise<TenantDoor[]>;
  /** Makes the tenant's row if its slug is new; answers its id either way. */
  ensureTenant(tenant: { id: string; slug: string; name: string; now: Date }): Promise<TenantId>;
  /** Who has this access key, and what it allows. */
  findAccessKeyOwner(key: string): Promise<AccessKeyOwner | undefined>;
  /** Makes the numbers that nobody may call (E.164) exactly these; in one step. */
  saveGlobalDoNotCall(numbers: string[], now: Date): Promise<void>;
  /** Proves that the database answers. */
  ping(): Promise<void>;
}

export interface AccessKeyOwner {
  keyId: string;
  tenantId: TenantId;
  slug: string;
  role: AccessRole;
}

export function createSystemStore(db: Db, secrets: SecretBox, log?: Log): SystemStore {
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw storeFault(error);
    }
  };
  const openSecrets = secretOpener(secrets, log);
  return {
    listDoors: () =>
      guarded(async () => {
        const rows = await db.select().from(tenants);
        const numbers = Map.groupBy(await db.select().from(phoneNumbers), ({ tenantId }) => tenantId);
        const speakers = Map.groupBy(await db.select().from(agents), ({ tenantId }) => tenantId);
        return rows.flatMap((row) => {
          const opened = openSecrets(row);
          if (opened === undefined) return [];
          return [toDoor(row, opened, numbers.get(row.id) ?? [], speakers.get(row.id) ?? [])];
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
          .select({ keyId: accessKeys.id, id: tenants.id, slug: tenants.slug, role: accessKeys.role })
          .from(accessKeys)
          .innerJoin(tenants, eq(tenants.id, accessKeys.tenantId))
          .where(eq(accessKeys.hash, hashAccessKey(key)));
        const [row] = rows;
        return row === undefined
          ? undefined
          : { keyId: row.keyId, tenantId: provenTenantId(row.id), slug: row.slug, role: row.role };
      }),

    saveGlobalDoNotCall: (numbers, now) =>
      guarded(() =>
        db.transaction(async (tx) => {
          await tx.delete(globalDoNotCall).where(notInArray(globalDoNotCall.number, numbers));
          if (numbers.length === 0) return;
          const entries = numbers.map((number) => ({ number, addedAt: now }));
          await tx.insert(globalDoNotCall).values(entries).onConflictDoNothing();
        }),
      ),

    ping: () =>
      guarded(async () => {
        await db.execute(sql`select 1`);
      }),
  };
}

type TenantRow = typeof tenants.$inferSelect;

interface OpenedSecrets {
  retellKeys: string[];
  apiKey?: string;
  webhookSecret?: string;
}

/** Opens a tenant's secrets; nothing where its Retell key stays shut, as the shared key must not stand in for it. */
function secretOpener(
  secrets: SecretBox,
  log: Log | undefined,
): (row: TenantRow) => OpenedSecrets | undefined {
  const told = new Set<string>();
  const open = (row: TenantRow, sealed: string | null): string | undefined => {
    if (sealed === null) return undefined;
    try {
      return secrets.open(sealed);
    } catch (error) {
      if (!told.has(row.slug))
        log?.error({ err: error, tenant: row.slug }, 'secret of a tenant cannot be opened');
      told.add(row.slug);
      return undefined;
    }
  };
  return (row) => {
    const retellKey = open(row, row.retellApiKeySealed);
    if (retellKey === undefined && row.retellApiKeySealed !== null) return undefined;
    const previousKey = open(row, row.retellPreviousApiKeySealed);
    const apiKey = open(row, row.calcomApiKeySealed);
    const webhookSecret = open(row, row.calcomWebhookSecretSealed);
    return {
      retellKeys: [retellKey, previousKey].filter((key) => key !== undefined),
      ...(apiKey === undefined ? {} : { apiKey }),
      ...(webhookSecret === undefined ? {} : { webhookSecret }),
    };
  };
}

function toDoor(
  row: TenantRow,
  { retellKeys, apiKey, webhookSecret }: OpenedSecrets,
  numbers: (typeof phoneNumbers.$inferSelect)[],
  speakers: (typeof agents.$inferSelect)[],
): TenantDoor {
  return {
    id: provenTenantId(row.id),
    slug: row.slug,
    name: row.name,
    locale: row.locale,
    timezone: row.timezone,
    retellKeys,
    phoneNumbers: numbers.map(({ number, branchId }) => ({
      number,
      ...(branchId === null ? {} : { branchId }),
    })),
    agents: speakers.map(({ id, branchId }) => ({ id, ...(branchId === null ? {} : { branchId }) })),
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
}
