import type { ReminderSettings } from '../../domain/reminders/reminder-settings.ts';
import type { TenantProfile } from '../../domain/tenant.ts';
import { settingsFrom } from './settings-from.ts';

/** A tenant's reminder calls as the profile has them; of one that has never set any up, the usual ones. */
export function settingsOf(tenant: TenantProfile): ReminderSettings {
  return tenant.reminders ?? settingsFrom(tenant, {});
}
