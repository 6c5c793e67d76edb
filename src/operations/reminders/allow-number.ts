import { auditDeed } from '../audit-deed.ts';
import type { Ctx } from '../context.ts';
import { planAppointmentReminders } from './planning/plan-appointment-reminders.ts';

/**
 * Takes a number (E.164) off the tenant's do-not-call list; who has it is reminded again of what is upcoming. `false`: it
 * was not on it.
 */
export function allowNumber(ctx: Ctx, number: string): Promise<boolean> {
  return ctx.store.atomically(async (store) => {
    if (!(await store.doNotCall.remove(number))) return false;
    for (const customer of await store.customers.findByPhone(number)) {
      for (const id of await store.reminderPlans.listUpcomingOf(customer.id, ctx.clock.now())) {
        if ((await store.appointments.lock(id)) !== undefined) await planAppointmentReminders(ctx, store, id);
      }
    }
    await auditDeed(ctx, store, { deed: 'allow_number' });
    return true;
  });
}
