import { planImport } from '../domain/import-services.ts';
import type { EventType } from '../domain/event-type.ts';
import type { Ctx } from './context.ts';
import { amongExchanges } from './exchanges.ts';
import { withAlerts } from './with-alerts.ts';

/**
 * Takes the calendar's event types over into the tenant's services (ASK-59); the same twice changes nothing, and what
 * the owner has set is never overwritten. Rejects, with nothing changed, where the calendar does not answer. Answers
 * whether the tenant's profile has changed.
 */
export async function importEventTypes(ctx: Ctx): Promise<boolean> {
  const { types, gone } = await askCalendar(ctx);
  return withAlerts(ctx, async (store, raise) => {
    const plan = planImport(await store.serviceImport.lock(), types, gone);
    for (const { serviceId, eventTypeId } of plan.missed) {
      await raise({
        kind: 'event_type_gone',
        dedupeKey: `event_type_gone ${serviceId} ${eventTypeId}`,
        facts: { serviceId, eventTypeId },
      });
    }
    return store.serviceImport.carryOut(plan, { ids: ctx.ids, now: ctx.clock.now() });
  });
}

/** The listed event types and those that services name and the list lacks, as it does the ones of teams. */
async function askCalendar(ctx: Ctx): Promise<{ types: EventType[]; gone: Set<number> }> {
  const listed = await ctx.calendar.listEventTypes(amongExchanges(ctx));
  const types = [...listed];
  const gone = new Set<number>();
  const known = await ctx.store.serviceImport.list();
  const named = new Set(known.flatMap((service) => [service.eventTypeId, ...service.staffEventTypeIds]));
  for (const id of named) {
    if (listed.some((type) => type.id === id)) continue;
    const one = await ctx.calendar.getEventType(id, amongExchanges(ctx));
    if (one.kind === 'done') types.push(one.data);
    else if (one.why === 'not_found') gone.add(id);
  }
  return { types, gone };
}
