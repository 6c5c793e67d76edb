import { checkTenantReminders } from '../../domain/reminders/check-tenant-reminders.ts';
import type { SettingsCheck } from '../../domain/reminders/check-reminder-settings.ts';
import type { ReminderSettings, ReminderWishes } from '../../domain/reminders/reminder-settings.ts';
import { auditDeed } from '../audit-deed.ts';
import type { Ctx } from '../context.ts';
import type { TenantDirectory } from '../tenant-directory.ts';
import { settingsFrom } from './settings-from.ts';

/** `wrong`: with the errors, and nothing was changed. `settings`: what the wishes come to. */
export type SetReminders = { kind: 'done' | 'wrong'; check: SettingsCheck; settings: ReminderSettings };

/**
 * Makes the owner's wishes about reminder calls what `change` makes of the ones before, and has everything upcoming
 * planned anew (VIO-01).
 */
export async function setReminders(
  ctx: Ctx,
  directory: TenantDirectory,
  change: (before: ReminderWishes) => ReminderWishes,
): Promise<SetReminders> {
  const set = await ctx.store.atomically(async (store): Promise<SetReminders> => {
    const addresses = await store.tenant.loadAddresses();
    const wishes = change((await store.tenant.lockReminders()) ?? {});
    const settings = settingsFrom(ctx.tenant, wishes);
    const check = checkTenantReminders(settings, wishes, addresses);
    if (check.errors.length > 0) return { kind: 'wrong', check, settings };
    await store.tenant.saveReminders(wishes, ctx.clock.now());
    await auditDeed(ctx, store, { deed: 'set_reminders' });
    await store.reminderPlans.request();
    return { kind: 'done', check, settings };
  });
  if (set.kind === 'done') await directory.refresh();
  return set;
}
