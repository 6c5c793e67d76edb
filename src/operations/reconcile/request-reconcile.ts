import type { ReconcileCause } from '../../domain/reconcile-cause.ts';
import type { TenantStore } from '../../store/tenant-store.ts';

/** Has a worker compare the tenant's rows with Cal.com and Retell; of several requests that wait one is carried out. */
export function requestReconcile(ctx: { store: TenantStore }, cause: ReconcileCause): Promise<void> {
  // The first callers of a process that has just started go before.
  return ctx.store.reconciles.request(cause, cause === 'start' ? 20 : 0);
}
