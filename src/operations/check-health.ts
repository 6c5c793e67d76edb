import type { Deps } from './context.ts';
import { openTenantCalendar } from './open-ctx.ts';
import { waitUntil } from './wait-until.ts';

export interface PartHealth {
  up: boolean;
  ms: number;
}

export interface Health {
  database: PartHealth;
  /** `undefined` where there is no Redis, and the cache is inside this process. */
  cache: PartHealth | undefined;
}

export interface CalendarsHealth extends Health {
  /** `undefined` when no tenant has a calendar set up. */
  calcom: (PartHealth & { circuit: string; averageMs?: number }) | undefined;
  circuits: { closed: number; open: number; half_open: number };
}

/** Whether database and cache answer before `signal` aborts. */
export async function checkHealth(deps: Deps, signal: AbortSignal): Promise<Health> {
  const [database, cache] = await Promise.all([
    timed(deps, signal, () => deps.system.ping()),
    deps.cache.isRedis ? timed(deps, signal, () => deps.cache.ping()) : undefined,
  ]);
  return { database, cache };
}

/** The same, with a probe of the first tenant's calendar and all tenants' circuits (ASK-88). Names no tenant. */
export async function checkCalendars(deps: Deps, signal: AbortSignal): Promise<CalendarsHealth> {
  const doors = deps.directory.allDoors().filter((door) => door.calcom !== undefined);
  const [first] = doors;
  const [parts, probe] = await Promise.all([
    checkHealth(deps, signal),
    first?.calcom === undefined
      ? undefined
      : timed(deps, signal, () => openTenantCalendar(deps, first.id).ping({ signal })),
  ]);
  const states = doors.map((door) => deps.calendars.health(door.id));
  const count = (circuit: string) => states.filter((state) => state.circuit === circuit).length;
  const averages = states.flatMap((state) => (state.averageMs === undefined ? [] : [state.averageMs]));
  const averageMs = averages.reduce((sum, ms) => sum + ms, 0) / averages.length;
  return {
    ...parts,
    circuits: { closed: count('closed'), open: count('open'), half_open: count('half_open') },
    calcom:
      probe === undefined
        ? undefined
        : {
            ...probe,
            circuit: count('open') > 0 ? 'open' : count('half_open') > 0 ? 'half_open' : 'closed',
            ...(averages.length === 0 ? {} : { averageMs: Math.round(averageMs) }),
          },
  };
}

async function timed(deps: Deps, signal: AbortSignal, probe: () => Promise<void>): Promise<PartHealth> {
  const startedMs = deps.machine.elapsedMs();
  const elapsed = () => Math.round(deps.machine.elapsedMs() - startedMs);
  try {
    await waitUntil(signal, probe());
    return { up: true, ms: elapsed() };
  } catch (error) {
    deps.log.warn({ err: error }, 'a part does not answer the health check');
    return { up: false, ms: elapsed() };
  }
}
