import { slotSource } from '../domain/seats.ts';
import { toWallTime } from '../domain/wall-clock.ts';
import { DAYS_AHEAD } from './search-free-times.ts';
import type { Ctx } from './context.ts';
import { daysFrom, findFreeSlots } from './find-free-slots.ts';

/** The default service and the first ones of the list: what most callers ask for. */
const USUAL_SERVICES = 3;

/** Fills the cache for the usual services while the phone still rings (ASK-47). */
export async function warmSlots(ctx: Ctx): Promise<void> {
  const today = toWallTime(ctx.clock.now(), ctx.tenant.timezone).date;
  const usual = ctx.tenant.services
    .filter((service) => service.active)
    .toSorted((a, b) => Number(b.isDefault) - Number(a.isDefault))
    .slice(0, USUAL_SERVICES);
  for (const service of usual) {
    const source = slotSource(service);
    if (source !== 'not_selectable') await findFreeSlots(ctx, source, daysFrom(today, DAYS_AHEAD));
  }
}
