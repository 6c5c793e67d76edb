import { asFault } from '../platform/fault.ts';
import type { Deps } from './context.ts';
import { requestReconcile } from './request-reconcile.ts';

const OVERDUE_MS = 3_600_000;

/**
 * At the start of a process: webhooks may have been lost while none was up, so every tenant that nobody has compared
 * for an hour is. One tenant's trouble does not keep it from the others.
 */
export async function requestOverdueReconciles(deps: Deps): Promise<void> {
  const due = deps.clock.now().getTime() - OVERDUE_MS;
  for (const door of deps.directory.allDoors()) {
    const store = deps.openStore(door.id);
    try {
      const last = await store.reconciles.lastFinished('calcom');
      if (last === undefined || last.startedAt.getTime() < due) await requestReconcile({ store }, 'start');
    } catch (error) {
      deps.log.warn({ err: asFault(error), tenant: door.slug }, 'reconcile at start not requested');
    }
  }
}
