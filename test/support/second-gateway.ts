import type { Hono } from 'hono';
import type { Deps } from '../../src/operations/context.ts';
import { createSingleFlight } from '../../src/operations/single-flight.ts';
import { createTenantDirectory } from '../../src/operations/tenant-directory.ts';
import { createBackground } from '../../src/platform/background.ts';
import { openTenant } from './tenant-under-test.ts';
import type { TenantUnderTest } from './tenant-under-test.ts';
import type { World } from './world.ts';

export interface SecondGateway extends TenantUnderTest {
  app: Hono;
  /** Waits for the work of this gateway that outlives its answers. */
  settle(): Promise<void>;
}

/**
 * The same tenant and the same call behind another gateway process on the same database and cache: nothing that a
 * process keeps in its memory is shared with the first one.
 */
export async function openSecondGateway(world: World, tenant: TenantUnderTest): Promise<SecondGateway> {
  const { deps: first } = world;
  const background = createBackground(first.log);
  const { system, openStore, machine } = first;
  const directory = createTenantDirectory({ system, openStore, background, elapsedMs: machine.elapsedMs });
  await directory.refresh();
  const deps: Deps = {
    ...first,
    background,
    directory,
    live: world.openLiveFeed(),
    calendars: world.openCalendars(),
    slotQuestions: createSingleFlight(),
    reservations: createSingleFlight(),
  };
  const settle = async (): Promise<void> => {
    await background.drain();
  };
  const { id, definition, calcom, callId } = tenant;
  const app = world.openApp(deps);
  const second = openTenant({ deps, app, settle, id, definition, calcom });
  return {
    ...second,
    app,
    settle,
    callId,
    ask: (name, args, options) => second.ask(name, args, { callId, ...options }),
  };
}
