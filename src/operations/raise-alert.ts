import type { Alert } from '../store/alert-queries.ts';
import type { Queries } from '../store/tenant-store.ts';
import type { Ctx } from './context.ts';

/** Keeps an alert for the owner, counts it and logs it; one about the same thing is raised once. */
export async function raiseAlert(
  ctx: Ctx,
  store: Queries,
  alert: Omit<Alert, 'id' | 'raisedAt'>,
): Promise<void> {
  const isNew = await store.alerts.add({ ...alert, id: ctx.ids.next('alr'), raisedAt: ctx.clock.now() });
  if (!isNew) return;
  ctx.metrics.alerts.inc({ kind: alert.kind });
  ctx.log.error(
    { tenant: ctx.tenant.slug, alert: alert.kind, call: alert.callId, appointment: alert.appointmentId },
    'alert raised',
  );
}
