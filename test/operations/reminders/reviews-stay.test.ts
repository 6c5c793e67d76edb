import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planAppointmentReminders } from '../../../src/operations/reminders/planning/plan-appointment-reminders.ts';
import { bookElsewhere } from '../../support/book-elsewhere.ts';
import { openReminderSalon } from '../../support/reminder-salon.ts';
import { unhurried } from '../../support/unhurried.ts';
import { createWorld } from '../../support/world.ts';
import type { World } from '../../support/world.ts';

const THURSDAY = new Date('2026-11-26T13:30:00Z');
const FRIDAY = new Date('2026-11-27T13:30:00Z');

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
});
afterAll(() => world.close());

describe('a review', () => {
  it('stays where it is not about the appointment, when that is moved or cancelled (VIO-96)', async () => {
    const salon = await openReminderSalon(world);
    const { id } = await bookElsewhere(salon);
    const customerId = (await salon.store.appointments.find(id))?.customer?.id ?? '';
    const reviews = [
      ['manual_review', 'callback_requested'],
      ['manual_review', 'escalated'],
      ['manual_review', 'attempts_used_up'],
      ['technical_review', 'not_configured'],
    ] as const;
    for (const [kind, why] of reviews) {
      await salon.store.followUpTasks.add({
        id: world.deps.ids.next('tsk'),
        idempotencyKey: why,
        kind,
        why,
        purpose: 'reminder',
        customerId,
        appointmentId: id,
        appointmentAt: THURSDAY,
        scheduledAt: THURSDAY,
        now: world.clock.now(),
      });
    }
    const whysOf = async () =>
      (await salon.store.followUpTasks.listReviews()).map(({ why }) => why ?? '').toSorted();
    const stay = ['callback_requested', 'escalated', 'not_configured'];
    const plan = async () => {
      const ctx = await salon.ctx();
      await salon.store.atomically((store) => planAppointmentReminders(ctx, store, id));
    };
    const endsAt = new Date('2026-11-27T14:15:00Z');
    const now = world.clock.now();
    await salon.store.appointments.moveTo(id, { startsAt: FRIDAY, endsAt, status: 'scheduled', now });
    await plan();
    expect(await whysOf()).toEqual(stay);
    await salon.store.appointments.setStatus(id, 'cancelled', world.clock.now());
    await plan();
    expect(await whysOf()).toEqual(stay);
  });
});
