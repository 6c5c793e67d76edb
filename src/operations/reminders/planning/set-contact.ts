import type { Customer } from '../../../domain/appointment.ts';
import type { ContactWishes } from '../../../domain/tenant.ts';
import { auditDeed } from '../../audit-deed.ts';
import type { Ctx } from '../../context.ts';
import { planAppointmentReminders } from './plan-appointment-reminders.ts';

/** What is missing stays, `null` takes a wish back. */
export type ContactChange = { [Wish in keyof ContactWishes]?: NonNullable<ContactWishes[Wish]> | null };

/**
 * How a customer wants to be called and reminded from now on; what is planned about them changes with it in the same
 * transaction (VIO-14). `undefined`: there is no such customer.
 */
export function setContact(
  ctx: Ctx,
  customerId: string,
  change: ContactChange,
): Promise<Customer | undefined> {
  return ctx.store.atomically(async (store) => {
    const now = ctx.clock.now();
    const upcoming = await store.reminderPlans.listUpcomingOf(customerId, now);
    // Before the customer: whoever moves an appointment takes them in this order.
    for (const id of upcoming) await store.appointments.lock(id);
    if (!(await store.customers.setContact(customerId, change, now))) return undefined;
    await auditDeed(ctx, store, { deed: 'set_contact', customerId });
    for (const id of upcoming) await planAppointmentReminders(ctx, store, id);
    return store.customers.find(customerId);
  });
}
