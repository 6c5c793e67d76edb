import type { ReminderSettings } from '../../domain/reminders/reminder-settings.ts';
import type { Queries } from '../../store/tenant-store.ts';
import type { Ctx } from '../context.ts';
import { settingsFrom } from './settings-from.ts';

/**
 * A tenant's reminder calls as its owner has set them by now; the profile in memory may be some seconds old. An agent or
 * a number that is no longer the tenant's is none: the functions of such a call would find no tenant. `undefined`: nothing
 * was ever set up.
 */
export async function currentSettings(ctx: Ctx, store: Queries): Promise<ReminderSettings | undefined> {
  const wishes = await store.tenant.loadUsableReminders();
  return wishes === undefined ? undefined : settingsFrom(ctx.tenant, wishes);
}
