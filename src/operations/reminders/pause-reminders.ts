import type { PauseCause } from '../../domain/reminders/pause-cause.ts';
import type { Queries } from '../../store/tenant-store.ts';
import { auditDeed } from '../audit-deed.ts';
import type { Ctx } from '../context.ts';
import { withAlerts } from '../with-alerts.ts';
import type { Raise } from './outcomes/raise-review.ts';

/**
 * Stops all calls of the tenant until somebody lets them go on (VIO-40, VIO-62); the owner is alerted unless they did
 * it themselves. What is planned stays planned. `false`: they are stopped already.
 */
export async function pauseReminders(
  ctx: Ctx,
  cause: PauseCause,
  facts: Record<string, number> = {},
): Promise<boolean> {
  return withAlerts(ctx, (store, raise) => beginPause(ctx, store, raise, cause, facts));
}

/** The same in the running transaction. */
export async function beginPause(
  ctx: Ctx,
  store: Queries,
  raise: Raise,
  cause: PauseCause,
  facts: Record<string, number> = {},
): Promise<boolean> {
  const id = ctx.ids.next('pau');
  const isNew = await store.reminderPauses.begin({ id, cause, facts, pausedAt: ctx.clock.now() });
  if (!isNew) return false;
  await auditDeed(ctx, store, { deed: 'pause_reminders', after: { task: id } });
  if (cause !== 'owner') await raise({ kind: 'reminders_paused', dedupeKey: id, facts: { cause, ...facts } });
  return true;
}

/** Lets the calls go on; what came due meanwhile is dialled as the limits allow. `false`: nothing was stopped. */
export async function resumeReminders(ctx: Ctx): Promise<boolean> {
  return ctx.store.atomically(async (store) => {
    const lifted = await store.reminderPauses.lift(ctx.clock.now());
    if (lifted) await auditDeed(ctx, store, { deed: 'resume_reminders' });
    return lifted;
  });
}
