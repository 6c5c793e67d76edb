import { and, eq, notInArray } from 'drizzle-orm';
import type { AccessRole } from '../domain/tenant.ts';
import type { Scope } from './scope.ts';
import { accessKeys } from './schema/tenancy.ts';
import { hashAccessKey } from './secret-box.ts';

export function accessKeyQueries(scope: Scope) {
  return {
    /** Keeps the hash of a key; the same key again changes its role. */
    save: (key: { id: string; role: AccessRole; key: string }): Promise<void> =>
      scope.query(async (tx) => {
        const hash = hashAccessKey(key.key);
        const known = await tx
          .update(accessKeys)
          .set({ role: key.role })
          .where(and(eq(accessKeys.tenantId, scope.tenantId), eq(accessKeys.hash, hash)))
          .returning({ id: accessKeys.id });
        if (known.length > 0) return;
        await tx.insert(accessKeys).values({ tenantId: scope.tenantId, id: key.id, role: key.role, hash });
      }),

    /** Takes away all others. */
    keepOnly: (keys: string[]): Promise<void> =>
      scope.query(async (tx) => {
        const others = notInArray(accessKeys.hash, keys.map(hashAccessKey));
        await tx.delete(accessKeys).where(and(eq(accessKeys.tenantId, scope.tenantId), others));
      }),
  };
}
