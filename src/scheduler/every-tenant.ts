import type { TenantId } from '../domain/tenant.ts';
import type { Ctx, Deps } from '../operations/context.ts';
import { openCtx } from '../operations/open-ctx.ts';
import { asFault } from '../platform/fault.ts';

interface Rounds {
  /** For the log. */
  name: string;
  /** How many tenants at a time: one whose calendar hangs holds up no more than its own lane. */
  lanes: number;
}

export type Round = (signal: AbortSignal, work: (ctx: Ctx) => Promise<void>) => Promise<void>;

/**
 * Rounds that do one piece of work for every tenant; one tenant's trouble does not keep it from the others, and where a
 * round is cut short the next one begins with those whom it has left out.
 */
export function everyTenant(deps: Deps, { name, lanes }: Rounds): Round {
  let last: TenantId | undefined;
  return async (signal, work) => {
    const doors = deps.directory.allDoors();
    const first = doors.findIndex(({ id }) => id === last) + 1;
    const waiting = [...doors.slice(first), ...doors.slice(0, first)];
    const lane = async (): Promise<void> => {
      while (!signal.aborted) {
        const door = waiting.shift();
        if (door === undefined) return;
        last = door.id;
        try {
          await work(await openCtx(deps, door.id, signal, 'system'));
        } catch (error) {
          deps.log.warn(
            { err: asFault(error), tenant: door.slug, round: name },
            'tenant left out, the next round tries again',
          );
        }
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
  };
}
