import type { Deps } from '../operations/context.ts';
import { importEventTypes } from '../operations/import-event-types.ts';
import { runNight } from '../operations/run-night.ts';
import { everyTenant } from './every-tenant.ts';
import type { Round } from './every-tenant.ts';
import type { WorkerCrew } from './worker-crew.ts';

/** Hourly, and not at the full hour, when everybody else asks too; tenants follow one another. */
const EVERY_HOUR = '17 * * * *';
const EVERY_TEN_MINUTES = '*/10 * * * *';

/** Starts the workers for the hourly import of event types (ASK-59) and for the nights of the tenants (ASK-62). */
export async function startUpkeep(deps: Deps, crew: WorkerCrew): Promise<void> {
  const imports = everyTenant(deps, { name: 'import', lanes: 2 });
  const nights = everyTenant(deps, { name: 'night', lanes: 2 });
  await crew.workRounds('import', EVERY_HOUR, (signal) => importAll(deps, imports, signal));
  await crew.workRounds('night', EVERY_TEN_MINUTES, (signal) =>
    nights(signal, async (ctx) => {
      await runNight(ctx);
    }),
  );
}

async function importAll(deps: Deps, round: Round, signal: AbortSignal): Promise<void> {
  let changed = false;
  await round(signal, async (ctx) => {
    if (deps.directory.door(ctx.tenant.id)?.calcom === undefined) return;
    if (await importEventTypes(ctx)) changed = true;
  });
  if (changed) await deps.directory.refresh();
}
