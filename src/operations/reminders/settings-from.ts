import type { ReminderSettings, ReminderWishes } from '../../domain/reminders/reminder-settings.ts';
import { resolveReminderSettings } from '../../domain/reminders/resolve-reminder-settings.ts';
import type { TenantProfile } from '../../domain/tenant.ts';

/** A tenant's reminder calls, complete, from what its owner has said. */
export function settingsFrom(
  { businessType, name, country }: Pick<TenantProfile, 'businessType' | 'name' | 'country'>,
  wishes: ReminderWishes,
): ReminderSettings {
  return resolveReminderSettings({ wishes, businessType, businessName: name, country });
}
