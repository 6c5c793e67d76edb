import { and, asc, eq } from 'drizzle-orm';
import { callbacks } from './schema/calls.ts';
import type { Scope } from './scope.ts';

export interface CallbackWish {
  id: string;
  callId?: string;
  customerId?: string;
  name?: string;
  phone?: string;
  reason?: string;
  bestTime?: string;
  requestedAt: Date;
}

export function callbackQueries(scope: Scope) {
  const own = eq(callbacks.tenantId, scope.tenantId);
  return {
    add: (wish: CallbackWish): Promise<void> =>
      scope.query(async (tx) => {
        await tx
          .insert(callbacks)
          .values({ ...wish, tenantId: scope.tenantId, status: 'open' })
          .onConflictDoNothing();
      }),

    listOpen: (): Promise<CallbackWish[]> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select()
          .from(callbacks)
          .where(and(own, eq(callbacks.status, 'open')))
          .orderBy(asc(callbacks.requestedAt));
        return rows.map((row) => ({
          id: row.id,
          requestedAt: row.requestedAt,
          ...(row.callId === null ? {} : { callId: row.callId }),
          ...(row.customerId === null ? {} : { customerId: row.customerId }),
          ...(row.name === null ? {} : { name: row.name }),
          ...(row.phone === null ? {} : { phone: row.phone }),
          ...(row.reason === null ? {} : { reason: row.reason }),
          ...(row.bestTime === null ? {} : { bestTime: row.bestTime }),
        }));
      }),
  };
}
