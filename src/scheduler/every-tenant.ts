import type { Ctx, Deps } from '../operations/context.ts';
import { openCtx } from '../operations/open-ctx.ts';
import { asFault } from '../platform/fault.ts';

export interface Round {
  /** For the log. */
  name: string;
  /** How many tenants at a time: one whose calendar hangs holds up no more than its own lane. */
  lanes: number;
  signal: AbortSignal;
}

/** Does one piece of work for every tenant; one tenant's trouble does not keep it from the others. */
export async function everyTenant(
  deps: Deps,
  round: Round,
  work: (ctx: Ctx) => Promise<void>,
): Promise<void> {
  const waiting = [...deps.directory.allDoors()];
  const lane = async (): Promise<void> => {
    for (let door = waiting.pop(); door !== undefined && !round.signal.aborted; door = waiting.pop()) {
      try {
        await work(await openCtx(deps, door.id, round.signal, 'system'));
      } catch (error) {
        deps.log.warn(
          { err: asFault(error), tenant: door.slug, round: round.name },
          'tenant left out, the next round tries again',
        );
      }
    }
  };
  await Promise.all(Array.from({ length: round.lanes }, lane));
}
