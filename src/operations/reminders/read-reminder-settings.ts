import type { ReminderSettings, ReminderWishes } from '../../domain/reminders/reminder-settings.ts';
import type { ReminderPause } from '../../store/reminder-pause-queries.ts';
import type { Ctx } from '../context.ts';
import type { TenantDirectory } from '../tenant-directory.ts';
import { checkConfiguration } from './check-configuration.ts';
import type { ConfigurationCheck } from './check-configuration.ts';
import { settingsFrom } from './settings-from.ts';

export interface ReminderSetUp {
  /** What the owner has said; absent: never anything. */
  wishes?: ReminderWishes;
  settings: ReminderSettings;
  check: ConfigurationCheck;
  pause?: ReminderPause;
  key: MaskedKey;
}

/** The key with which Retell is asked, without being told (VIO-66). */
export interface MaskedKey {
  isSet: boolean;
  /** Whether it is the tenant's own, and not the one of the whole process. */
  isOwn: boolean;
  /** The end of the tenant's own. */
  endsWith?: string;
}

const SHOWN_CHARACTERS = 4;
/** Of a shorter one the end would tell too much. */
const LEAST_CHARACTERS = 12;

/** How a tenant's reminder calls are set up, complete, and what is wrong with it. */
export async function readReminderSettings(ctx: Ctx, directory: TenantDirectory): Promise<ReminderSetUp> {
  const { tenant, store } = ctx;
  const wishes = await store.tenant.loadReminders();
  const pause = await store.reminderPauses.current();
  return {
    settings: settingsFrom(tenant, wishes ?? {}),
    check: await checkConfiguration(ctx, wishes ?? {}),
    key: maskedKey(ctx, directory),
    ...(wishes === undefined ? {} : { wishes }),
    ...(pause === undefined ? {} : { pause }),
  };
}

function maskedKey({ tenant }: Ctx, directory: TenantDirectory): MaskedKey {
  const own = directory.door(tenant.id)?.retellKeys[0];
  if (own === undefined) return { isSet: directory.retellKey(tenant.id) !== undefined, isOwn: false };
  const endsWith = own.length < LEAST_CHARACTERS ? undefined : own.slice(-SHOWN_CHARACTERS);
  return { isSet: true, isOwn: true, ...(endsWith === undefined ? {} : { endsWith }) };
}
