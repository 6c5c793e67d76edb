import { Hono } from 'hono';
import type { Deps } from '../operations/context.ts';
import { checkConfiguration } from '../operations/reminders/check-configuration.ts';
import { readSafeguards } from '../operations/reminders/read-safeguards.ts';
import type { Safeguards } from '../operations/reminders/read-safeguards.ts';
import { MOST_QUEUED } from '../operations/reminders/reminder-figures.ts';
import { createHealthProbe } from '../runtime/probe-health.ts';
import { createRetellProbe } from '../runtime/probe-retell.ts';
import type { OwnerEnv } from './owner-gate.ts';
import { noQuery } from './nothing-said.ts';
import { readQuery } from './owner-query.ts';
import { pauseJson } from './pause-json.ts';
import { taskJson } from './reminder-json.ts';
import { snakeCase } from './snake-case.ts';

/** What a tenant's programs ask of its calls: does everything work, what is due, how near are the limits (VIO-77). */
export function systemRoutes(deps: Deps): Hono<OwnerEnv> {
  const app = new Hono<OwnerEnv>();
  const health = createHealthProbe(deps);
  const retell = createRetellProbe(deps);

  app.get('/api/follow-up-tasks/due', async (c) => {
    const asked = readQuery(c, noQuery);
    if (asked.kind === 'rejected') return asked.response;
    const { store, clock } = c.var.ctx;
    const now = clock.now();
    const due = await store.followUpTasks.listDue(now);
    const { due: count } = await store.reminderFlow.queue(now, MOST_QUEUED);
    return c.json({ count, counted_up_to: MOST_QUEUED, due: due.map(taskJson) });
  });

  app.get('/api/system/health', async (c) => {
    const asked = readQuery(c, noQuery);
    if (asked.kind === 'rejected') return asked.response;
    const { ctx } = c.var;
    const { database, cache } = await health.ready();
    const wishes = (await ctx.store.tenant.loadReminders()) ?? {};
    const { errors, canMakeCalls } = await checkConfiguration(ctx, wishes);
    const isPaused = (await ctx.store.reminderPauses.current()) !== undefined;
    const isWell = database.up && cache?.up !== false && (wishes.enabled !== true || canMakeCalls);
    return c.json({
      status: isWell ? 'ok' : 'degraded',
      checks: {
        database,
        redis: cache ?? null,
        reminders: {
          enabled: wishes.enabled === true,
          can_make_calls: canMakeCalls,
          paused: isPaused,
          errors,
        },
      },
      timestamp: ctx.clock.now(),
    });
  });

  app.get('/api/system/retell-status', async (c) => {
    const asked = readQuery(c, noQuery);
    if (asked.kind === 'rejected') return asked.response;
    const { status, concurrency, ms, checkedAt } = await retell(c.var.ctx);
    return c.json({
      status,
      latency_ms: ms,
      concurrency:
        concurrency === undefined
          ? null
          : {
              current: concurrency.current,
              limit: concurrency.limit,
              reserved_inbound: concurrency.reservedInbound,
            },
      checked_at: checkedAt,
    });
  });

  app.get('/api/system/safeguards', async (c) => {
    const asked = readQuery(c, noQuery);
    if (asked.kind === 'rejected') return asked.response;
    return c.json(safeguardsJson(await readSafeguards(c.var.ctx)));
  });
  return app;
}

function safeguardsJson({ settings, usage, pause, forbiddenNumbers, decisions }: Safeguards): object {
  return {
    enabled: settings.enabled,
    limits: snakeCase(settings.limits),
    calling_hours: settings.callingHours,
    quality: snakeCase(settings.quality),
    usage: { last_15_minutes: usage.quarterHour, last_24_hours: usage.day, at_once: usage.atOnce },
    paused: pause === undefined ? null : pauseJson(pause),
    do_not_call: { numbers: forbiddenNumbers },
    decisions_last_24_hours: Object.fromEntries(decisions.map(({ verdict, times }) => [verdict, times])),
  };
}
