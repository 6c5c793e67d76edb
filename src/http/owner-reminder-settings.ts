import { Hono } from 'hono';
import type { SettingsCheck } from '../domain/reminders/check-reminder-settings.ts';
import type { Deps } from '../operations/context.ts';
import { checkConfigurationLive } from '../operations/reminders/check-configuration.ts';
import type { ConfigurationCheck } from '../operations/reminders/check-configuration.ts';
import { pauseReminders, resumeReminders } from '../operations/reminders/pause-reminders.ts';
import { readReminderSettings } from '../operations/reminders/read-reminder-settings.ts';
import type { ReminderSetUp } from '../operations/reminders/read-reminder-settings.ts';
import { setReminders } from '../operations/reminders/set-reminders.ts';
import { withinBudget } from '../runtime/within-budget.ts';
import { invalid, readBody } from './owner-body.ts';
import { needs } from './owner-gate.ts';
import type { OwnerEnv } from './owner-gate.ts';
import { readQuery } from './owner-query.ts';
import { pauseJson } from './pause-json.ts';
import { noBody, noQuery } from './nothing-said.ts';
import { reminderWishesSchema } from './reminder-wishes.ts';
import { snakeCase } from './snake-case.ts';

/** What the look-up of the agent may take (VIO-65). */
const LOOK_UP_MS = 10_000;
const MOST_PAUSES = 100;

/** How a tenant's reminder calls are set up, whether that can work, and stopping all of them. */
export function ownerReminderSettingsRoutes(deps: Deps): Hono<OwnerEnv> {
  const app = new Hono<OwnerEnv>();

  app.get('/reminders/settings', async (c) => {
    const asked = readQuery(c, noQuery);
    if (asked.kind === 'rejected') return asked.response;
    return c.json(settingsJson(await readReminderSettings(c.var.ctx, deps.directory)));
  });

  app.put('/reminders/settings', needs('owner'), async (c) => {
    const said = await readBody(c, reminderWishesSchema);
    if (said.kind === 'rejected') return said.response;
    // What was lost on the way is no wish for nothing.
    if (Object.keys(said.body).length === 0) return invalid(c, [{ field: 'body', problem: 'says nothing' }]);
    const set = await setReminders(c.var.ctx, deps.directory, () => said.body);
    if (set.kind === 'wrong') return invalid(c, set.check.errors);
    return c.json(settingsJson(await readReminderSettings(c.var.ctx, deps.directory)));
  });

  app.post('/reminders/check', needs('staff'), async (c) => {
    const said = await readBody(c, reminderWishesSchema);
    if (said.kind === 'rejected') return said.response;
    const { ctx } = c.var;
    const isSaid = Object.keys(said.body).length > 0;
    const wishes = isSaid ? said.body : ((await ctx.store.tenant.loadReminders()) ?? {});
    const check = await withinBudget(LOOK_UP_MS, (limit) =>
      checkConfigurationLive({ ...ctx, signal: AbortSignal.any([ctx.signal, limit]) }, wishes),
    );
    return c.json(checkJson(check));
  });

  app.post('/reminders/pause', needs('owner'), async (c) => {
    const said = await readBody(c, noBody);
    if (said.kind === 'rejected') return said.response;
    await pauseReminders(c.var.ctx, 'owner');
    const pause = await c.var.ctx.store.reminderPauses.current();
    return c.json({
      paused: pause !== undefined,
      ...(pause === undefined ? {} : { pause: pauseJson(pause) }),
    });
  });

  app.post('/reminders/resume', needs('owner'), async (c) => {
    const said = await readBody(c, noBody);
    if (said.kind === 'rejected') return said.response;
    await resumeReminders(c.var.ctx);
    return c.json({ paused: false });
  });

  app.get('/reminders/pauses', async (c) => {
    const asked = readQuery(c, noQuery);
    if (asked.kind === 'rejected') return asked.response;
    const pauses = await c.var.ctx.store.reminderPauses.listLatest(MOST_PAUSES);
    return c.json({ pauses: pauses.map(pauseJson) });
  });
  return app;
}

function settingsJson({ wishes, settings, check, pause, key }: ReminderSetUp): object {
  return {
    settings: snakeCase(settings),
    wishes: wishes === undefined ? null : snakeCase(wishes),
    api_key: {
      is_set: key.isSet,
      is_own: key.isOwn,
      masked: key.endsWith === undefined ? undefined : `****${key.endsWith}`,
    },
    paused: pause === undefined ? null : pauseJson(pause),
    ...checkJson(check),
  };
}

function checkJson({ errors, warnings, canMakeCalls }: SettingsCheck & ConfigurationCheck): object {
  return { errors, warnings, can_make_calls: canMakeCalls };
}
