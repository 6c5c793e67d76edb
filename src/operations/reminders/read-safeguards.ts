import type { DialVerdict } from '../../domain/reminders/dial-verdict.ts';
import type { ReminderSettings } from '../../domain/reminders/reminder-settings.ts';
import { DAY_MS } from '../../platform/day-ms.ts';
import type { DialUsage } from '../../store/dial-gate-queries.ts';
import type { ReminderPause } from '../../store/reminder-pause-queries.ts';
import type { Ctx } from '../context.ts';
import { settingsFrom } from './settings-from.ts';

/** What keeps a tenant's calls within bounds, and how near they are to them (VIO-38, VIO-77). */
export interface Safeguards {
  settings: ReminderSettings;
  usage: DialUsage;
  pause?: ReminderPause;
  forbiddenNumbers: number;
  /** What the dial gate has answered in the last 24 hours, how often. */
  decisions: { verdict: DialVerdict; times: number }[];
}

export async function readSafeguards({ store, tenant, clock }: Ctx): Promise<Safeguards> {
  const now = clock.now();
  const pause = await store.reminderPauses.current();
  return {
    settings: settingsFrom(tenant, (await store.tenant.loadReminders()) ?? {}),
    usage: await store.dialGate.usage(now),
    forbiddenNumbers: await store.doNotCall.count(),
    decisions: await store.dialGate.countSince(new Date(now.getTime() - DAY_MS)),
    ...(pause === undefined ? {} : { pause }),
  };
}
