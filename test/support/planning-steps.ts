import type { ReminderWishes } from '../../src/domain/reminders/reminder-settings.ts';
import { planAppointmentReminders } from '../../src/operations/reminders/planning/plan-appointment-reminders.ts';
import type { ReminderSalon } from './reminder-salon.ts';

const HOUR_MS = 3_600_000;

/** Of what is open about an appointment: how many hours before it. */
export async function hoursOf(salon: ReminderSalon, id: string): Promise<(number | undefined)[]> {
  return (await salon.tasks(id)).map(({ hoursBefore }) => hoursBefore);
}

/** The same: when, in UTC. */
export async function timesOf(salon: ReminderSalon, id: string): Promise<string[]> {
  return (await salon.tasks(id)).map(({ scheduledAt }) => scheduledAt.toISOString());
}

/** What is over about an appointment: how it ended. */
export async function endsOf(salon: ReminderSalon, id: string): Promise<string[]> {
  const over = await salon.store.taskLists.ofAppointment(id, ['cancelled', 'completed', 'failed'], 50);
  return over.map(({ status, action }) => `${status} ${action}`);
}

/** Moves it as everybody does it: with its reminders, in one transaction. */
export async function move(salon: ReminderSalon, id: string, ...starts: Date[]): Promise<void> {
  const ctx = await salon.ctx();
  await salon.store.atomically(async (store) => {
    for (const startsAt of starts) {
      const endsAt = new Date(startsAt.getTime() + HOUR_MS);
      await store.appointments.moveTo(id, { startsAt, endsAt, status: 'scheduled', now: ctx.clock.now() });
      await planAppointmentReminders(ctx, store, id);
    }
  });
}

export async function plan(salon: ReminderSalon, id: string): Promise<void> {
  const ctx = await salon.ctx();
  await salon.store.atomically(async (store) => {
    await store.appointments.lock(id);
    await planAppointmentReminders(ctx, store, id);
  });
}

/** In another process: the profile in this one's memory is the old one still. */
export async function set(salon: ReminderSalon, wishes: ReminderWishes): Promise<void> {
  const before = (await salon.store.tenant.loadReminders()) ?? {};
  const { clock } = await salon.ctx();
  await salon.store.tenant.saveReminders({ ...before, ...wishes }, clock.now());
}
