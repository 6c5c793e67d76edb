import type { ReconcileCause } from '../../domain/reconcile-cause.ts';
import type { Ctx } from '../context.ts';
import { missingCalendar } from '../missing-calendar.ts';
import { reconcileCalendar } from './reconcile-calendar.ts';
import { reconcileCalls } from './reconcile-calls.ts';
import type { ReconcileReport } from './run-reconcile.ts';

/**
 * Compares our rows with the tenant's calendar and with its calls, repairs what was never delivered, and answers a
 * report for each that the tenant has; one goes on when the other breaks. `since` looks further back than the last
 * run, never less far. Safe at any time and twice at once.
 */
export async function reconcileTenant(
  ctx: Ctx,
  cause: ReconcileCause,
  since?: Date,
): Promise<ReconcileReport[]> {
  const reports: ReconcileReport[] = [];
  if (ctx.calendar !== missingCalendar) reports.push(await reconcileCalendar(ctx, cause, since));
  if (ctx.phone !== undefined) reports.push(await reconcileCalls(ctx, cause, since));
  return reports;
}
