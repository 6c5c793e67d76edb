import type { Alert } from '../store/alert-queries.ts';
import type { Queries } from '../store/tenant-store.ts';
import type { Ctx } from './context.ts';

export type NewAlert = Omit<Alert, 'id' | 'raisedAt'>;

/**
 * A transaction in which alerts can be raised for the owner. Each is kept in it, one about the same thing once, and
 * counted and logged when it has committed.
 */
export async function withAlerts<T>(
  ctx: Ctx,
  work: (store: Queries, raise: (alert: NewAlert) => Promise<void>) => Promise<T>,
): Promise<T> {
  const raised: NewAlert[] = [];
  const result = await ctx.store.atomically((store) =>
    work(store, async (alert) => {
      const id = ctx.ids.next('alr');
      if (await store.alerts.add({ ...alert, id, raisedAt: ctx.clock.now() })) raised.push(alert);
    }),
  );
  for (const { kind, callId, appointmentId } of raised) {
    ctx.metrics.alerts.inc({ kind });
    ctx.log.error(
      { tenant: ctx.tenant.slug, alert: kind, call: callId, appointment: appointmentId },
      'alert raised',
    );
  }
  return result;
}
