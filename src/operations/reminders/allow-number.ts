import type { Appointment } from '../../domain/appointment.ts';
import { isByHand } from '../../domain/reminders/is-by-hand.ts';
import type { Queries } from '../../store/tenant-store.ts';
import { auditDeed } from '../audit-deed.ts';
import type { Ctx } from '../context.ts';
import { currentSettings } from './current-settings.ts';
import { planAppointmentReminders } from './planning/plan-appointment-reminders.ts';
import { planByHandAnew } from './planning/plan-by-hand-anew.ts';

/**
 * Takes a number (E.164) off the tenant's do-not-call list; who has it is reminded again of what is upcoming, as the
 * settings and who planned by hand want it. `false`: it was not on it.
 */
export function allowNumber(ctx: Ctx, number: string): Promise<boolean> {
  return ctx.store.atomically(async (store) => {
    const upcoming = await lockUpcomingOf(ctx, store, number);
    const forbiddenAt = await store.doNotCall.remove(number);
    if (forbiddenAt === undefined) return false;
    for (const appointment of upcoming) {
      await planAppointmentReminders(ctx, store, appointment.id);
      await planDroppedByHand(ctx, store, appointment, forbiddenAt);
    }
    await auditDeed(ctx, store, { deed: 'allow_number' });
    return true;
  });
}

/** Before the list, in the order in which everybody takes them. */
async function lockUpcomingOf(ctx: Ctx, store: Queries, number: string): Promise<Appointment[]> {
  const ids: string[] = [];
  for (const customer of await store.customers.findByPhone(number)) {
    ids.push(...(await store.reminderPlans.listUpcomingOf(customer.id, ctx.clock.now())));
  }
  const upcoming: Appointment[] = [];
  for (const id of ids.toSorted()) {
    const appointment = await store.appointments.lock(id);
    if (appointment !== undefined) upcoming.push(appointment);
  }
  return upcoming;
}

/** What was planned by hand and dropped since the number was forbidden. */
async function planDroppedByHand(
  ctx: Ctx,
  store: Queries,
  appointment: Appointment,
  since: Date,
): Promise<void> {
  const settings = await currentSettings(ctx, store);
  for (const task of await store.taskLists.forbiddenSince(appointment.id, since)) {
    if (isByHand(task)) await planByHandAnew(ctx, store, settings, task, appointment);
  }
}
