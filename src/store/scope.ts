import { sql } from 'drizzle-orm';
import type { TenantId } from '../domain/tenant.ts';
import { storeFault } from './database.ts';
import type { Db, Tx } from './database.ts';
import { TENANT_SETTING } from './schema/row-security.ts';

/** One tenant's view of the database: every statement runs with the tenant set for its transaction. */
export interface Scope {
  tenantId: TenantId;
  /** Runs `work` in the running transaction, or in one of its own. Rejects with a `Fault`. */
  query<T>(work: (tx: Tx, atEnd: AtEnd) => Promise<T>): Promise<T>;
}

/** Has a step done as the last thing before the running transaction commits: what must not be held for longer. */
export type AtEnd = (step: () => Promise<void>) => void;

export function openScope(db: Db, tenantId: TenantId): Scope {
  return {
    tenantId,
    query: async (work) => {
      try {
        return await db.transaction(async (tx) => {
          await tx.execute(sql`select set_config(${TENANT_SETTING}, ${tenantId}, true)`);
          const last: (() => Promise<void>)[] = [];
          const result = await work(tx, (step) => void last.push(step));
          for (const step of last) await step();
          return result;
        });
      } catch (error) {
        throw storeFault(error);
      }
    },
  };
}

/** The same scope inside a transaction that already has the tenant set. */
export function scopeWithin(tx: Tx, tenantId: TenantId, atEnd: AtEnd): Scope {
  return { tenantId, query: (work) => work(tx, atEnd) };
}
