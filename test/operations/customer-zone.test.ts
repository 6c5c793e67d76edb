import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toWallTime } from '../../src/domain/wall-clock.ts';
import { setContact } from '../../src/operations/reminders/planning/set-contact.ts';
import { bookElsewhere } from '../support/book-elsewhere.ts';
import { openReminderSalon } from '../support/reminder-salon.ts';
import type { ReminderSalon } from '../support/reminder-salon.ts';
import { unhurried } from '../support/unhurried.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const HONOLULU = '+18085550101';

let world: World;
let salon: ReminderSalon;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
  salon = await openReminderSalon(world);
});
afterAll(() => world.close());

const customerOf = async (appointmentId: string) =>
  (await salon.store.appointments.find(appointmentId))?.customer;

describe('the zone of who books in the calendar', () => {
  it("tells nothing of who is rung: the number's zone or the customer's own counts (VIO-34)", async () => {
    const first = await bookElsewhere(salon, { number: HONOLULU, timeZone: 'Europe/Berlin' });
    const customer = await customerOf(first.id);
    expect(customer?.timezone).toBeUndefined();
    const [task] = await salon.tasks(first.id);
    expect(toWallTime(task?.scheduledAt ?? new Date(0), 'Pacific/Honolulu').time >= '08:00').toBe(true);
    await setContact(await salon.ctx(), customer?.id ?? '', { timezone: 'America/New_York' });
    const second = await bookElsewhere(salon, {
      number: HONOLULU,
      timeZone: 'Europe/Berlin',
      start: '2026-11-27T13:30:00Z',
    });
    expect(await customerOf(second.id)).toMatchObject({ id: customer?.id, timezone: 'America/New_York' });
  });
});
