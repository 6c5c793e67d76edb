import type { TenantId } from '../domain/tenant.ts';
import type { Deps } from './context.ts';

/** Stores a Cal.com webhook and sets the alarm that has it worked off; a repeat is stored once. */
export async function storeCalendarEvent(
  deps: Deps,
  tenantId: TenantId,
  delivery: { event: string; dedupeKey: string; payload: unknown },
): Promise<{ isNew: boolean }> {
  const isNew = await deps
    .openStore(tenantId)
    .inbox.add(
      { ...delivery, id: deps.ids.next('evt'), source: 'calcom', receivedAt: deps.clock.now() },
      'calendar-event',
    );
  return { isNew };
}
