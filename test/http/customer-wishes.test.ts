import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { move } from '../support/planning-steps.ts';
import { ownerRows } from '../support/owner-rows.ts';
import { openReminderDoor } from '../support/reminder-door.ts';
import { MAX } from '../support/tenant-under-test.ts';
import { unhurried } from '../support/unhurried.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
});
afterAll(() => world.close());

const at = (path: string) => `/api/v1${path}`;

describe('how a customer wants to be reminded', () => {
  const contact = (id: string) => at(`/customers/${id}/contact`);

  it('goes before the settings of the business, and changes what is planned at once (VIO-14)', async () => {
    const door = await openReminderDoor(world);
    const appointmentId = await door.salon.book();
    const wish = { preferred_name: 'Maxi', timezone: 'America/New_York', reminder_hours: [20, 6] };
    for (const _again of [1, 2]) {
      const { status, json } = await door.as('staff', 'PATCH', contact(await door.maxId()), wish);
      expect([status, json]).toEqual([200, expect.objectContaining(wish)]);
      const tasks = await door.salon.tasks(appointmentId);
      // 08:30 in New York is too late for six hours before half past two in Berlin.
      expect(tasks.map(({ hoursBefore }) => hoursBefore)).toEqual([20, 6]);
      expect(tasks.every(({ scheduledAt }) => scheduledAt < new Date('2026-11-26T01:00:00Z'))).toBe(true);
    }
    const back = { preferred_name: null, timezone: null, reminder_hours: null };
    expect((await door.as('staff', 'PATCH', contact(await door.maxId()), back)).json).toMatchObject(back);
    expect(await door.salon.tasks(appointmentId)).toMatchObject([{ hoursBefore: 24 }]);
  });

  it.each([
    [{ timezone: 'Europe/Nowhere' }, 'timezone'],
    [{ timezone: '+03:00' }, 'timezone'],
    [{ timezone: 'UTC+3' }, 'timezone'],
    [{ reminder_hours: [0] }, 'reminder_hours[0]'],
    [{ reminder_hours: [169] }, 'reminder_hours[0]'],
    [{ reminder_hours: [2, 2] }, 'reminder_hours'],
    [{ preferred_name: '' }, 'preferred_name'],
    [{ name: 'Moritz' }, 'name'],
  ])('hears which field is wrong: %j', async (wish, field) => {
    const door = await openReminderDoor(world);
    const answer = await door.as('staff', 'PATCH', contact(await door.maxId()), wish);
    expect(answer).toMatchObject({ status: 400, json: { error: 'invalid', field } });
  });

  it('is not changed by another tenant', async () => {
    const door = await openReminderDoor(world);
    const other = await openReminderDoor(world);
    const id = await door.maxId();
    expect((await other.as('owner', 'PATCH', contact(id), { preferred_name: 'X' })).status).toBe(404);
    expect(await door.salon.store.customers.find(id)).not.toHaveProperty('preferredName');
  });
});

describe('the do-not-call list', () => {
  it('ends what is planned to its numbers, and lets it come back (VIO-35)', async () => {
    const door = await openReminderDoor(world);
    const appointmentId = await door.salon.book();
    const put = async () => (await door.as('staff', 'PUT', at('/do-not-call/0171%201234567'))).status;
    expect([await put(), await put()]).toEqual([201, 200]);
    expect(await door.salon.tasks(appointmentId)).toEqual([]);
    expect((await door.as('reader', 'GET', at('/do-not-call'))).json['numbers']).toEqual([
      { number: MAX, source: 'owner', added_at: world.clock.now().toISOString() },
    ]);
    expect((await door.as('reader', 'GET', at(`/do-not-call/${MAX}`))).json).toEqual({
      number: MAX,
      forbidden: true,
      by: 'tenant',
    });
    const remove = async () => (await door.as('staff', 'DELETE', at(`/do-not-call/${MAX}`))).status;
    expect([await remove(), await remove()]).toEqual([200, 404]);
    expect(await door.salon.tasks(appointmentId)).toHaveLength(1);
  });

  it('gives back what was planned by hand, at the time the appointment has by then, and nothing else (VIO-12, VIO-35)', async () => {
    const door = await openReminderDoor(world);
    const appointmentId = await door.salon.book();
    const remind = (hours: number) =>
      door.as('staff', 'POST', at(`/appointments/${appointmentId}/reminders`), { hours_before: hours });
    const planned = async () =>
      (await door.salon.tasks(appointmentId)).map(({ scheduledAt }) => scheduledAt.toISOString());
    await remind(3);
    const before = await planned();
    expect(before).toEqual(['2026-11-25T13:30:00.000Z', '2026-11-26T10:30:00.000Z']);
    const list = at(`/do-not-call/${MAX}`);
    for (const _again of [1, 2]) {
      await door.as('staff', 'PUT', list);
      expect(await planned()).toEqual([]);
      await door.as('staff', 'DELETE', list);
      expect(await planned()).toEqual(before);
    }
    await door.as('staff', 'PUT', list);
    await move(door.salon, appointmentId, new Date('2026-11-27T13:30:00Z'));
    await door.as('staff', 'DELETE', list);
    expect(await planned()).toEqual(['2026-11-26T13:30:00.000Z', '2026-11-27T10:30:00.000Z']);
  });

  it('gives it back however much was dropped about the appointment before (VIO-12, VIO-35)', async () => {
    const door = await openReminderDoor(world);
    const appointmentId = await door.salon.book();
    await ownerRows(
      world.databaseUrl,
      `insert into follow_up_tasks (tenant_id, id, kind, purpose, status, idempotency_key, appointment_id, appointment_at, scheduled_at, wanted_at, auto_execution, action, closed_at, updated_at)
       select tenant_id, '0_' || n, kind, purpose, 'cancelled', '0_' || n, appointment_id, appointment_at, scheduled_at, wanted_at, true, 'appointment_moved', updated_at, updated_at
       from follow_up_tasks, generate_series(1, 120) n where tenant_id = '${door.salon.id}'`,
    );
    await door.as('staff', 'POST', at(`/appointments/${appointmentId}/reminders`), { hours_before: 3 });
    const planned = async () =>
      (await door.salon.tasks(appointmentId)).map(({ scheduledAt }) => scheduledAt.toISOString());
    const before = await planned();
    expect(before).toHaveLength(2);
    for (const method of ['PUT', 'DELETE']) await door.as('staff', method, at(`/do-not-call/${MAX}`));
    expect(await planned()).toEqual(before);
  });

  it('brings back nothing that somebody was rung about since (VIO-17)', async () => {
    const door = await openReminderDoor(world);
    const appointmentId = await door.salon.book();
    const list = at(`/do-not-call/${MAX}`);
    const onAndOff = async () => {
      for (const method of ['PUT', 'DELETE']) await door.as('staff', method, list);
    };
    await door.as('staff', 'POST', at(`/appointments/${appointmentId}/reminders`), { hours_before: 30 });
    await onAndOff();
    const [task] = await door.salon.tasks(appointmentId);
    expect(task?.hoursBefore).toBeUndefined();
    expect(await door.salon.dialAtItsTime(task)).toMatchObject({ kind: 'placed' });
    await move(door.salon, appointmentId, new Date('2026-11-27T13:30:00Z'));
    await onAndOff();
    expect(
      (await door.salon.tasks(appointmentId)).filter(({ status }) => status === 'pending'),
    ).toMatchObject([{ hoursBefore: 24 }]);
  });

  it('says who forbids a number still that was taken off it (VIO-35)', async () => {
    const door = await openReminderDoor(world);
    const number = '+491711234502';
    await world.deps.system.saveGlobalDoNotCall([number], world.clock.now());
    await door.as('staff', 'PUT', at(`/do-not-call/${number}`));
    const left = await door.as('staff', 'DELETE', at(`/do-not-call/${number}`));
    expect(left).toMatchObject({ status: 200, json: { number, forbidden: true, by: 'global' } });
    await world.deps.system.saveGlobalDoNotCall([], world.clock.now());
    await door.as('staff', 'PUT', at(`/do-not-call/${number}`));
    expect((await door.as('staff', 'DELETE', at(`/do-not-call/${number}`))).json).toEqual({
      number,
      forbidden: false,
    });
  });

  it("of everybody holds for every tenant, and is nobody's to change here (VIO-35)", async () => {
    const door = await openReminderDoor(world);
    await world.deps.system.saveGlobalDoNotCall(['+491711234500', '+491711234501'], world.clock.now());
    await world.deps.system.saveGlobalDoNotCall(['+491711234500'], world.clock.now());
    const by = async (number: string) =>
      (await door.as('reader', 'GET', at(`/do-not-call/${number}`))).json['by'];
    expect([await by('+491711234500'), await by('+491711234501')]).toEqual(['global', undefined]);
    expect((await door.as('owner', 'DELETE', at('/do-not-call/+491711234500'))).status).toBe(404);
    await world.deps.system.saveGlobalDoNotCall([], world.clock.now());
    expect(await by('+491711234500')).toBeUndefined();
  });

  it("knows no number that cannot be one, and is each tenant's own", async () => {
    const door = await openReminderDoor(world);
    const other = await openReminderDoor(world);
    for (const method of ['GET', 'PUT', 'DELETE']) {
      expect(await door.as('staff', method, at('/do-not-call/12'))).toMatchObject({
        status: 400,
        json: { error: 'invalid', field: 'number' },
      });
    }
    await other.as('staff', 'PUT', at(`/do-not-call/${MAX}`));
    expect((await door.as('reader', 'GET', at('/do-not-call'))).json).toEqual({ numbers: [] });
    expect((await door.as('staff', 'DELETE', at(`/do-not-call/${MAX}`))).status).toBe(404);
    expect(await other.salon.store.doNotCall.count()).toBe(1);
  });
});
