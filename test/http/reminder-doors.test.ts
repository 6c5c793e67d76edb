import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dialTask } from '../../src/operations/reminders/dialling/dial-task.ts';
import { openReminderDoor } from '../support/reminder-door.ts';
import type { ReminderDoor } from '../support/reminder-door.ts';
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

/** A review of a number that cannot be, as a call leaves it. */
async function plantReview(door: ReminderDoor): Promise<string> {
  const now = world.clock.now();
  const id = world.deps.ids.next('tsk');
  const review = { kind: 'manual_review', purpose: 'reminder', why: 'bad_number', urgency: 'high' } as const;
  const customerId = await door.maxId();
  const { store } = door.salon;
  const appointmentAt = new Date(now.getTime() + 6_000_000);
  await store.followUpTasks.add({
    ...review,
    id,
    idempotencyKey: id,
    customerId,
    appointmentAt,
    scheduledAt: now,
    now,
  });
  return id;
}

describe('the list of reminders', () => {
  it('shows what is planned with the hours wanted and kept, and what has moved it (VIO-33)', async () => {
    const door = await openReminderDoor(world, { hoursBefore: [24, 18] });
    const appointmentId = await door.salon.book();
    const { json } = await door.as('reader', 'GET', at('/reminders'));
    expect(json['reminders']).toMatchObject([
      { hours_before: 24, hours_before_actual: 24, appointment_id: appointmentId, status: 'pending' },
      { hours_before: 18, hours_before_actual: 6.5, moved_because: 'after_hours' },
    ]);
    const id = `?appointment_id=${appointmentId}`;
    expect((await door.as('reader', 'GET', at(`/reminders${id}`))).json['reminders']).toHaveLength(2);
    expect((await door.as('reader', 'GET', at(`/reminders${id}&status=completed`))).json).toEqual({
      reminders: [],
    });
  });

  it('keeps what is over under its status, and shows nothing of another tenant', async () => {
    const door = await openReminderDoor(world);
    const other = await openReminderDoor(world);
    const appointmentId = await door.salon.book();
    await door.as('staff', 'PUT', at(`/do-not-call/${MAX}`));
    expect((await door.as('reader', 'GET', at('/reminders'))).json).toEqual({ reminders: [] });
    const { json } = await door.as('reader', 'GET', at('/reminders?status=cancelled'));
    expect(json['reminders']).toMatchObject([{ appointment_id: appointmentId, action: 'do_not_call' }]);
    for (const query of ['', '?status=cancelled', `?appointment_id=${appointmentId}`]) {
      expect((await other.as('owner', 'GET', at(`/reminders${query}`))).json).toEqual({ reminders: [] });
    }
  });
});

describe('one reminder', () => {
  it('tells everything that happened and why nobody was called (VIO-78)', async () => {
    const door = await openReminderDoor(world);
    const [task] = await door.salon.tasks(await door.salon.book());
    const path = at(`/reminders/${task?.id}`);
    expect((await door.as('reader', 'GET', path)).json).toMatchObject({
      explanation: 'Its time has not come.',
      decisions: [],
      calls: [],
    });
    await door.as('owner', 'POST', at('/reminders/pause'));
    await door.salon.dialAtItsTime(task);
    const paused = await door.as('reader', 'GET', path);
    expect(paused.json).toMatchObject({
      status: 'pending',
      explanation: 'All calls of the business are paused. It is tried again at its time.',
      decisions: [{ verdict: 'paused', because: 'All calls of the business are paused.' }],
    });
    await door.as('owner', 'POST', at('/reminders/resume'));
    world.clock.advance({ minutes: 15 });
    await dialTask(await door.salon.ctx(), task?.id ?? '');
    const { json } = await door.as('reader', 'GET', path);
    expect(json).toMatchObject({
      status: 'processing',
      explanation: 'A call was made, and what came of it is awaited.',
      decisions: [{ verdict: 'allowed' }, { verdict: 'paused' }],
      calls: [{ state: 'ringing', attempt: 1, purpose: 'reminder' }],
    });
    expect(JSON.stringify(json)).not.toContain(MAX);
  });

  it('of another tenant, or none, is not found', async () => {
    const door = await openReminderDoor(world);
    const other = await openReminderDoor(world);
    const [task] = await door.salon.tasks(await door.salon.book());
    for (const id of [task?.id, 'tsk_none']) {
      expect((await other.as('owner', 'GET', at(`/reminders/${id}`))).status).toBe(404);
    }
  });
});

describe('the appointments of a customer', () => {
  it('are those that stand and are still to come, with the id a reminder by hand is planned by', async () => {
    const door = await openReminderDoor(world);
    const later = await door.salon.book({ date: '2026-11-27' });
    const sooner = await door.salon.book();
    const gone = await door.salon.book({ date: '2026-11-25', toolCallId: 'gone' });
    await door.salon.ask('cancel_appointment', { appointment_id: gone });
    await door.salon.store.appointments.confirm(sooner, world.clock.now());
    const path = at(`/customers/${await door.maxId()}/appointments`);
    const both = (await door.as('reader', 'GET', path)).json['appointments'];
    expect(both).toEqual([
      {
        id: sooner,
        service: 'Herrenhaarschnitt',
        staff: 'Anna',
        starts_at: '2026-11-26T13:30:00.000Z',
        ends_at: '2026-11-26T14:15:00.000Z',
        status: 'scheduled',
        confirmed_at: world.clock.now().toISOString(),
      },
      expect.objectContaining({ id: later, confirmed_at: null }),
    ]);
    const planned = await door.as('staff', 'POST', at(`/appointments/${sooner}/reminders`), {
      hours_before: 3,
    });
    expect(planned.status).toBe(201);
    world.clock.set('2026-11-26T13:31:00Z');
    expect((await door.as('reader', 'GET', path)).json).toMatchObject({ appointments: [{ id: later }] });
  });
});

describe('a reminder by hand', () => {
  const path = (id: string) => at(`/appointments/${id}/reminders`);

  it('is planned beside the others, once, and stays when these change (VIO-12)', async () => {
    const door = await openReminderDoor(world);
    const appointmentId = await door.salon.book();
    const first = await door.as('staff', 'POST', path(appointmentId), { hours_before: 3 });
    expect(first).toMatchObject({ status: 201, json: { hours_before: 3, hours_before_actual: 3 } });
    const again = await door.as('staff', 'POST', path(appointmentId), { hours_before: 3 });
    expect(again).toMatchObject({ status: 200, json: { id: first.json['id'] } });
    await door.as('staff', 'PATCH', at(`/customers/${await door.maxId()}/contact`), { reminder_hours: [6] });
    const { json } = await door.as(
      'reader',
      'GET',
      at(`/reminders?appointment_id=${appointmentId}&status=pending`),
    );
    const hours: unknown[] = [...Object(json['reminders'])];
    expect(hours.map((one) => Object(one)['hours_before'])).toEqual(expect.arrayContaining([3, 6]));
    expect(hours).toHaveLength(2);
  });

  it('at the hour of one that is planned is that one (VIO-17)', async () => {
    const door = await openReminderDoor(world);
    const appointmentId = await door.salon.book();
    const [task] = await door.salon.tasks(appointmentId);
    const answer = await door.as('staff', 'POST', path(appointmentId), { hours_before: 24 });
    expect(answer).toMatchObject({ status: 200, json: { id: task?.id } });
    expect(await door.salon.tasks(appointmentId)).toHaveLength(1);
  });

  it.each([[0], [169], [1.5], ['3'], [undefined]])(
    'so many hours before is none: %j (VIO-13)',
    async (hours) => {
      const door = await openReminderDoor(world);
      const answer = await door.as('staff', 'POST', path('apt_any'), { hours_before: hours });
      expect(answer).toMatchObject({ status: 400, json: { error: 'invalid', field: 'hours_before' } });
    },
  );

  it('whose time is over is not planned, nor one about a cancelled appointment (VIO-16)', async () => {
    const door = await openReminderDoor(world);
    const appointmentId = await door.salon.book();
    expect(await door.as('staff', 'POST', path(appointmentId), { hours_before: 168 })).toMatchObject({
      status: 422,
      json: { error: 'not_planned', field: 'hours_before', why: 'past' },
    });
    await door.salon.ask('cancel_appointment', { appointment_id: appointmentId });
    expect(await door.as('staff', 'POST', path(appointmentId), { hours_before: 3 })).toMatchObject({
      status: 422,
      json: { why: 'appointment_gone' },
    });
  });

  it("is none for another tenant's appointment", async () => {
    const door = await openReminderDoor(world);
    const other = await openReminderDoor(world);
    const appointmentId = await door.salon.book();
    expect((await other.as('owner', 'POST', path(appointmentId), { hours_before: 3 })).status).toBe(404);
    expect(await door.salon.tasks(appointmentId)).toHaveLength(1);
  });
});

describe('what a person has to look at', () => {
  it('waits until somebody has, once (VIO-96)', async () => {
    const door = await openReminderDoor(world);
    const id = await plantReview(door);
    const list = at('/reminders/reviews');
    expect((await door.as('reader', 'GET', list)).json['reviews']).toMatchObject([
      { id, kind: 'manual_review', why: 'bad_number', urgency: 'high' },
    ]);
    const first = await door.as('staff', 'POST', at(`/reminders/reviews/${id}/done`));
    // Hours before are of calls alone, and always whole.
    expect(first.json).not.toHaveProperty('hours_before');
    world.clock.advance({ minutes: 5 });
    expect(await door.as('staff', 'POST', at(`/reminders/reviews/${id}/done`))).toMatchObject({
      status: 200,
      json: first.json,
    });
    expect((await door.as('reader', 'GET', list)).json).toEqual({ reviews: [] });
  });

  it('is no planned call, and not of another tenant', async () => {
    const door = await openReminderDoor(world);
    const other = await openReminderDoor(world);
    const id = await plantReview(door);
    const [task] = await door.salon.tasks(await door.salon.book());
    expect((await other.as('owner', 'POST', at(`/reminders/reviews/${id}/done`))).status).toBe(404);
    expect((await door.as('owner', 'POST', at(`/reminders/reviews/${task?.id}/done`))).status).toBe(404);
    expect(await door.salon.store.followUpTasks.listReviews()).toHaveLength(1);
    expect(await door.salon.store.followUpTasks.find(task?.id ?? '')).toMatchObject({ status: 'pending' });
  });
});
