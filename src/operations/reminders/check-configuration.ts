import { checkTenantReminders } from '../../domain/reminders/check-tenant-reminders.ts';
import type { SettingsCheck } from '../../domain/reminders/check-reminder-settings.ts';
import type { ReminderWishes } from '../../domain/reminders/reminder-settings.ts';
import { asFault } from '../../platform/fault.ts';
import type { Ctx } from '../context.ts';
import { waitUntil } from '../wait-until.ts';
import { settingsFrom } from './settings-from.ts';

export interface ConfigurationCheck extends SettingsCheck {
  /** Whether somebody can be rung as things are set up, were it only by hand; nobody is while all calls are paused. */
  canMakeCalls: boolean;
}

/** The settings by their rules alone; asks nobody outside. */
export async function checkConfiguration(ctx: Ctx, wishes: ReminderWishes): Promise<ConfigurationCheck> {
  const settings = settingsFrom(ctx.tenant, wishes);
  const check = checkTenantReminders(settings, wishes, await ctx.store.tenant.loadAddresses());
  const errors =
    ctx.phone === undefined ? [...check.errors, { field: 'api_key', problem: 'is missing' }] : check.errors;
  const isComplete = settings.agentId !== undefined && settings.fromNumber !== undefined;
  const isPaused = (await ctx.store.reminderPauses.current()) !== undefined;
  const canMakeCalls = isComplete && errors.length === 0 && !isPaused;
  return { errors, warnings: check.warnings, canMakeCalls };
}

/** The same, and whether the provider knows the agent (VIO-65); it is asked until `ctx.signal` aborts. */
export async function checkConfigurationLive(ctx: Ctx, wishes: ReminderWishes): Promise<ConfigurationCheck> {
  const check = await checkConfiguration(ctx, wishes);
  if (ctx.phone === undefined || wishes.agentId === undefined) return check;
  const found = await lookUpAgent(ctx, wishes.agentId);
  const errors = [...check.errors, ...found.errors];
  return {
    errors,
    warnings: [...check.warnings, ...found.warnings],
    canMakeCalls: check.canMakeCalls && errors.length === 0,
  };
}

async function lookUpAgent(ctx: Ctx, agentId: string): Promise<SettingsCheck> {
  const error = (field: string, problem: string) => ({ errors: [{ field, problem }], warnings: [] });
  const warning = (problem: string) => ({ errors: [], warnings: [{ field: 'agent_id', problem }] });
  if (ctx.phone === undefined) return { errors: [], warnings: [] };
  try {
    const agent = await waitUntil(ctx.signal, ctx.phone.telephony.getAgent(agentId, ctx));
    if (agent === undefined) return error('agent_id', 'is not known to Retell under this API key');
    if (agent.isPublished === false) return warning('is not published at Retell');
    return { errors: [], warnings: [] };
  } catch (thrown) {
    const fault = asFault(thrown);
    ctx.log.warn(
      { err: fault, tenant: ctx.tenant.slug },
      'the agent of the reminder calls was not looked up',
    );
    if (fault.code === 'upstream_rejected') return error('api_key', 'is not taken by Retell');
    return warning('could not be looked up: Retell did not answer');
  }
}
