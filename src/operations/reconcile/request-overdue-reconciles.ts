import type { OutsideService } from '../../domain/outside-service.ts';
import type { TenantDoor } from '../../domain/tenant.ts';
import { asFault } from '../../platform/fault.ts';
import type { TenantStore } from '../../store/tenant-store.ts';
import type { Deps } from '../context.ts';
import { requestReconcile } from './request-reconcile.ts';

const OVERDUE_MS = 3_600_000;

/**
 * At the start of a process: webhooks may have been lost while none was up, so every tenant that nobody has compared
 * for an hour with all that it has is. One tenant's trouble does not keep it from the others.
 */
export async function requestOverdueReconciles(deps: Deps): Promise<void> {
  const due = deps.clock.now().getTime() - OVERDUE_MS;
  for (const door of deps.directory.allDoors()) {
    const store = deps.openStore(door.id);
    try {
      if (await isOverdue(store, sourcesOf(deps, door), due)) await requestReconcile({ store }, 'start');
    } catch (error) {
      deps.log.warn({ err: asFault(error), tenant: door.slug }, 'reconcile at start not requested');
    }
  }
}

function sourcesOf(deps: Deps, door: TenantDoor): OutsideService[] {
  return [
    ...(door.calcom === undefined ? [] : (['calcom'] as const)),
    ...(deps.directory.retellKey(door.id) === undefined ? [] : (['retell'] as const)),
  ];
}

async function isOverdue(store: TenantStore, sources: OutsideService[], due: number): Promise<boolean> {
  for (const source of sources) {
    const last = await store.reconciles.lastCounting(source);
    if (last?.finishedAt === undefined || last.startedAt.getTime() < due) return true;
  }
  return false;
}
