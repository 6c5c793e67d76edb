import { Fault } from '../../../platform/fault.ts';
import type { Ctx } from '../../context.ts';
import { readProfile } from '../../tenant-directory.ts';
import { planAppointmentReminders } from './plan-appointment-reminders.ts';

const PAGE = 50;
/** What one job does at the most; another one goes on. */
const MOST_PAGES = 4;

/**
 * Plans the reminders of everything upcoming anew, each appointment in a transaction of its own: after what its owner has
 * set (VIO-12). Safe to be broken off and begun again. `afterId`: the appointment at which the job before has ended, ''
 * for the first.
 */
export async function planAllReminders(ctx: Ctx, afterId = ''): Promise<void> {
  // What was set in another process is not in the memory of this one yet.
  const fresh = { ...ctx, tenant: await readProfile(ctx.store, ctx.tenant.id) };
  const now = ctx.clock.now();
  let last = afterId;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const page: string[] = await ctx.store.reminderPlans.listUpcoming(now, last, PAGE);
    for (const id of page) {
      if (ctx.signal.aborted) throw new Fault('budget_spent', 'not everything was planned anew in time');
      await ctx.store.atomically(async (store) => {
        if ((await store.appointments.lock(id)) !== undefined)
          await planAppointmentReminders(fresh, store, id);
      });
    }
    const end = page.at(-1);
    if (end === undefined || page.length < PAGE) return;
    last = end;
  }
  await ctx.store.reminderPlans.request(last);
}
