import { checkReminderSettings } from './check-reminder-settings.ts';
import type { SettingsCheck } from './check-reminder-settings.ts';
import type { ReminderSettings, ReminderWishes } from './reminder-settings.ts';

/**
 * The rules of the settings (VIO-65) and what they must have in common with the tenant they are for: the agent that calls
 * is one of its own, as the functions it asks for in a call would find no tenant otherwise, and so is the number that
 * shows, as who rings back would reach nobody, or another tenant.
 */
export function checkTenantReminders(
  settings: ReminderSettings,
  wishes: ReminderWishes,
  tenant: { agents: readonly string[]; phoneNumbers: readonly string[] },
): SettingsCheck {
  const { errors, warnings } = checkReminderSettings(settings, wishes);
  const { agentId, fromNumber } = settings;
  const isForeign = agentId !== undefined && !tenant.agents.includes(agentId);
  const isUnlisted = fromNumber !== undefined && !tenant.phoneNumbers.includes(fromNumber);
  return {
    errors: [
      ...errors,
      ...(isForeign ? [{ field: 'agent_id', problem: 'must be one of the agents of the tenant' }] : []),
      ...(isUnlisted
        ? [{ field: 'from_number', problem: 'must be one of the phone numbers of the tenant' }]
        : []),
    ],
    warnings,
  };
}
