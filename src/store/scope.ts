import { sql } from 'drizzle-orm';
import type { TenantId } from '../domain/tenant.ts';
import { storeFault } from './database.ts';
import type { Db, Tx } from './database.ts';
import { TENANT_SETTING } from './schema/row-security.ts';

/** One tenant's view of the database: every statement runs with the tenant set for its transaction. */
export interface Scope {
  tenantId: TenantId;
  /** Runs `work` in the running transaction, or in one of its own. Rejects with a `Fault`. */
  query<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

export function openScope(db: Db, tenantId: TenantId): Scope {
  return {
    tenantId,
    query: async (work) => {
      try {
        return await db.transaction(async (tx) => {
          await tx.execute(sql`select set_config(${TENANT_SETTING}, ${tenantId}, true)`);
          return work(tx);
        });
      } catch (error) {
        throw storeFault(error);
      }
    },
  };
}

/** The same scope inside a transaction that already has the tenant set. */
export function scopeWithin(tx: Tx, tenantId: TenantId): Scope {
  return { tenantId, query: (work) => work(tx) };
}
