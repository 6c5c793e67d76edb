import type { PgBoss } from 'pg-boss';
import type { Deps } from '../operations/context.ts';
import { importEventTypes } from '../operations/import-event-types.ts';
import { runNight } from '../operations/run-night.ts';
import { everyTenant } from './every-tenant.ts';

/** Hourly, and not at the full hour, when everybody else asks too; tenants follow one another. */
const EVERY_HOUR = '17 * * * *';
const EVERY_TEN_MINUTES = '*/10 * * * *';
const POLLING = { pollingIntervalSeconds: 5 };

/** Starts the workers for the hourly import of event types (ASK-59) and for the nights of the tenants (ASK-62). */
export async function startUpkeep(deps: Deps, boss: PgBoss, signal: AbortSignal): Promise<void> {
  await boss.work('import', POLLING, () => importAll(deps, signal));
  await boss.schedule('import', EVERY_HOUR);
  await boss.work('night', POLLING, () =>
    everyTenant(deps, { name: 'night', lanes: 2, signal }, async (ctx) => {
      await runNight(ctx);
    }),
  );
  await boss.schedule('night', EVERY_TEN_MINUTES);
}

async function importAll(deps: Deps, signal: AbortSignal): Promise<void> {
  let changed = false;
  await everyTenant(deps, { name: 'import', lanes: 2, signal }, async (ctx) => {
    if (deps.directory.door(ctx.tenant.id)?.calcom === undefined) return;
    if (await importEventTypes(ctx)) changed = true;
  });
  if (changed) await deps.directory.refresh();
}
