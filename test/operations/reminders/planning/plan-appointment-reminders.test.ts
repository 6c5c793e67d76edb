import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reconcileTenant } from '../../../../src/operations/reconcile/reconcile-tenant.ts';
import { dialTask } from '../../../../src/operations/reminders/dialling/dial-task.ts';
import { planAllReminders } from '../../../../src/operations/reminders/planning/plan-all-reminders.ts';
import { planAppointmentReminders } from '../../../../src/operations/reminders/planning/plan-appointment-reminders.ts';
import { setContact } from '../../../../src/operations/reminders/planning/set-contact.ts';
import { bookElsewhere, hearOf } from '../../../support/book-elsewhere.ts';
import { deliver, HOOK } from '../../../support/calendar-hook.ts';
import { endsOf, hoursOf, move, plan, set, timesOf } from '../../../support/planning-steps.ts';
import { openReminderSalon } from '../../../support/reminder-salon.ts';
import { HAIRCUT, salonDefinition } from '../../../support/salon.ts';
import { createWorld } from '../../../support/world.ts';
import type { World } from '../../../support/world.ts';

/** Thursday, 14:30 in Berlin. */
const THURSDAY = new Date('2026-11-26T13:30:00Z');
const FRIDAY = new Date('2026-11-27T13:30:00Z');
const HOUR_MS = 3_600_000;

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: () => 30_000 });
});
afterAll(() => world.close());

describe('every appointment gets its reminders', () => {
  it('made on the phone, told of by webhook, or found by the comparison of the night (VIO-12)', async () => {
    const salon = await openReminderSalon(world, {}, { account: { webhooks: [HOOK] } });
    const attendee = { name: 'Kim Beispiel', phoneNumber: '+491710000011' };
    const spoken = await salon.book();
    const before = salon.calcom.deliveries().length;
    const told = salon.calcom.addBooking({ eventTypeId: HAIRCUT, start: FRIDAY, attendee });
    await salon.calcom.flushWebhooks();
    const bodies = salon.calcom.deliveries().slice(before);
    await deliver(
      salon,
      bodies.map(({ rawBody }): unknown => JSON.parse(rawBody)),
    );
    const untold = salon.calcom.addBooking({
      eventTypeId: HAIRCUT,
      start: new Date('2026-12-01T13:30:00Z'),
      attendee,
    });
    await reconcileTenant(await salon.ctx(), 'nightly');
    const adopted = await Promise.all(
      [told, untold].map(({ uid }) => salon.store.appointments.findByUid(uid)),
    );
    const ids = [spoken, ...adopted.map((one) => one?.id ?? '')];
    expect(await Promise.all(ids.map((id) => timesOf(salon, id)))).toEqual([
      ['2026-11-25T13:30:00.000Z'],
      ['2026-11-26T13:30:00.000Z'],
      ['2026-11-30T13:30:00.000Z'],
    ]);
  });

  it('once, by a key of the customer, the appointment and the wanted time (VIO-17)', async () => {
    const salon = await openReminderSalon(world);
    const { id } = await bookElsewhere(salon);
    await plan(salon, id);
    const [task, ...others] = await salon.tasks(id);
    expect(others).toEqual([]);
    const key = `initial_call_${task?.customerId}_${id}_2026-11-25T13:30:00.000Z`;
    expect(await salon.store.taskLists.findByKey(key)).toEqual(task);
  });

  it("not on a holiday of the tenant's country, though none was set (VIO-34)", async () => {
    const salon = await openReminderSalon(world, { hoursBefore: [72] });
    const { id } = await bookElsewhere(salon, { start: '2026-12-28T13:30:00Z' });
    expect(await salon.tasks(id)).toMatchObject([
      {
        wantedAt: new Date('2026-12-25T13:30:00Z'),
        scheduledAt: new Date('2026-12-28T07:00:00Z'),
        movedBecause: 'holiday',
      },
    ]);
  });

  it("as many as are wished for: the customer's hours, else the service's, else the tenant's (VIO-13, VIO-14)", async () => {
    const { services } = salonDefinition('any', 'any');
    const salon = await openReminderSalon(world, { hoursBefore: [48, 24, 2] });
    const { id } = await bookElsewhere(salon);
    expect(await hoursOf(salon, id)).toEqual([48, 24, 2]);
    const customerId = (await salon.store.appointments.find(id))?.customer?.id ?? '';
    await setContact(await salon.ctx(), customerId, { reminderHours: [6] });
    expect(await hoursOf(salon, id)).toEqual([6]);
    await setContact(await salon.ctx(), customerId, { reminderHours: [] });
    expect(await hoursOf(salon, id)).toEqual([]);
    await setContact(await salon.ctx(), customerId, { reminderHours: null });
    expect(await hoursOf(salon, id)).toEqual([48, 24, 2]);

    const withOwn = services.map((service) => ({ ...service, reminderHours: [3] }));
    const other = await openReminderSalon(
      world,
      { hoursBefore: [48] },
      { definition: { services: withOwn } },
    );
    expect(await hoursOf(other, (await bookElsewhere(other)).id)).toEqual([3]);
  });

  it('in the hours of the called party, with the hours that were wanted and those that are (VIO-18, VIO-33)', async () => {
    const salon = await openReminderSalon(world, { hoursBefore: [24] });
    const { id } = await bookElsewhere(salon, { start: '2026-11-30T08:30:00Z' });
    expect(await salon.tasks(id)).toMatchObject([
      {
        hoursBefore: 24,
        hoursBeforeActual: 1.5,
        wantedAt: new Date('2026-11-29T08:30:00Z'),
        scheduledAt: new Date('2026-11-30T07:00:00Z'),
        movedBecause: 'weekend',
      },
    ]);
    const away = await bookElsewhere(salon, { number: '+64211234567', timeZone: 'Pacific/Auckland' });
    // 02:30 there: moved to 08:00, which is 19:00 UTC the day before.
    expect(await salon.tasks(away.id)).toMatchObject([
      {
        scheduledAt: new Date('2026-11-25T19:00:00Z'),
        hoursBeforeActual: 18.5,
        movedBecause: 'before_hours',
      },
    ]);
    const zoneless = await setContact(
      await salon.ctx(),
      (await salon.store.appointments.find(away.id))?.customer?.id ?? '',
      { timezone: 'Pacific/Honolulu' },
    );
    expect(zoneless).toMatchObject({ timezone: 'Pacific/Honolulu' });
    expect(await timesOf(salon, away.id)).toEqual(['2026-11-25T18:00:00.000Z']);
  });

  it('or none, which the log tells: no number, a time that is over, one too close (VIO-15, VIO-16)', async () => {
    const salon = await openReminderSalon(world, { hoursBefore: [24, 2] });
    const attendee = { name: 'Kim Beispiel', email: 'kim@example.com' };
    const { uid } = salon.calcom.addBooking({ eventTypeId: HAIRCUT, start: THURSDAY, attendee });
    await hearOf(salon, uid);
    const silent = await salon.store.appointments.findByUid(uid);
    const soon = await bookElsewhere(salon, { start: '2026-11-20T10:30:00Z' });
    expect([await salon.tasks(silent?.id ?? ''), await salon.tasks(soon.id)]).toEqual([[], []]);
    const told = world
      .logLines()
      .filter((line) => line.includes(salon.definition.slug) && line.includes('no reminder is planned'))
      .map((line) => /"why":"(\w+)"/.exec(line)?.[1]);
    expect(told).toEqual(['no_number', 'past', 'past']);
  });

  it('none of them another tenant can plan', async () => {
    const salon = await openReminderSalon(world);
    const { id } = await bookElsewhere(salon);
    const other = await openReminderSalon(world);
    await plan(other, id);
    expect(await other.tasks(id)).toEqual([]);
    expect(await salon.tasks(id)).toHaveLength(1);
  });
});

describe('reminders follow their appointment', () => {
  it('planned ten times at once, they are there once (VIO-17)', async () => {
    const salon = await openReminderSalon(world, { hoursBefore: [48, 24] });
    const { id } = await bookElsewhere(salon);
    const before = await salon.tasks(id);
    await Promise.all(Array.from({ length: 10 }, () => plan(salon, id)));
    expect(await salon.tasks(id)).toEqual(before);
    expect(await endsOf(salon, id)).toEqual([]);
  });

  it('moved, cancelled, and back again in one transaction (VIO-12)', async () => {
    const salon = await openReminderSalon(world);
    const { id } = await bookElsewhere(salon);
    await move(salon, id, FRIDAY);
    expect(await timesOf(salon, id)).toEqual(['2026-11-26T13:30:00.000Z']);
    expect(await endsOf(salon, id)).toEqual(['cancelled appointment_moved']);
    await move(salon, id, THURSDAY, FRIDAY, THURSDAY);
    expect(await timesOf(salon, id)).toEqual(['2026-11-25T13:30:00.000Z']);
    const ctx = await salon.ctx();
    await salon.store.atomically(async (store) => {
      await store.appointments.setStatus(id, 'cancelled', world.clock.now());
      await planAppointmentReminders(ctx, store, id);
    });
    expect(await salon.tasks(id)).toEqual([]);
    expect((await endsOf(salon, id)).at(-1)).toBe('cancelled no_longer_wanted');
  });

  it('not at all where the transaction fails (VIO-12)', async () => {
    const salon = await openReminderSalon(world);
    const { id } = await bookElsewhere(salon);
    const before = await salon.tasks(id);
    const ctx = await salon.ctx();
    const moved = salon.store.atomically(async (store) => {
      const endsAt = new Date(FRIDAY.getTime() + HOUR_MS);
      await store.appointments.moveTo(id, {
        startsAt: FRIDAY,
        endsAt,
        status: 'scheduled',
        now: world.clock.now(),
      });
      await planAppointmentReminders(ctx, store, id);
      throw new Error('killed');
    });
    await expect(moved).rejects.toBeInstanceOf(Error);
    expect(await salon.tasks(id)).toEqual(before);
    expect(await salon.store.appointments.find(id)).toMatchObject({ startsAt: THURSDAY });
  });

  it('and are not made a second time for a time of which the customer was told (VIO-17)', async () => {
    const salon = await openReminderSalon(world);
    const { id } = await bookElsewhere(salon);
    const [task] = await salon.tasks(id);
    const now = world.clock.now();
    await salon.store.followUpTasks.close(task?.id ?? '', { status: 'completed', outcome: 'confirmed', now });
    await plan(salon, id);
    await move(salon, id, FRIDAY);
    await move(salon, id, THURSDAY);
    expect(await salon.tasks(id)).toEqual([]);
  });

  it('a wait for a new time ends well with one, and a review of the old one is over (VIO-91)', async () => {
    const salon = await openReminderSalon(world);
    const { id } = await bookElsewhere(salon);
    const customerId = (await salon.store.appointments.find(id))?.customer?.id ?? '';
    const now = world.clock.now();
    for (const kind of ['wait_for_reschedule', 'manual_review'] as const) {
      await salon.store.followUpTasks.add({
        id: world.deps.ids.next('tsk'),
        idempotencyKey: kind,
        kind,
        purpose: 'reminder',
        customerId,
        appointmentId: id,
        appointmentAt: THURSDAY,
        scheduledAt: THURSDAY,
        now,
      });
    }
    await plan(salon, id);
    expect(await endsOf(salon, id)).toEqual([]);
    await move(salon, id, FRIDAY);
    const ends = await endsOf(salon, id);
    expect(ends.toSorted()).toEqual([
      'cancelled appointment_moved',
      'cancelled appointment_moved',
      'completed appointment_moved',
    ]);
  });

  it('one whose call is being made stays with its call, and none is planned beside it (VIO-20)', async () => {
    const salon = await openReminderSalon(world);
    const { id } = await bookElsewhere(salon);
    const [task] = await salon.tasks(id);
    await salon.dialAtItsTime(task);
    await plan(salon, id);
    expect(await salon.tasks(id)).toMatchObject([{ id: task?.id, status: 'processing' }]);
  });
});

describe('what an owner sets anew', () => {
  it('moves what is planned, and is known at once whatever this process has in memory (VIO-12, VIO-33)', async () => {
    const salon = await openReminderSalon(world, { hoursBefore: [24] });
    const { id } = await bookElsewhere(salon);
    const [task] = await salon.tasks(id);
    await set(salon, { callingHours: { from: '16:00', until: '18:00' } });
    await plan(salon, id);
    expect(await salon.tasks(id)).toMatchObject([
      {
        id: task?.id,
        scheduledAt: new Date('2026-11-25T15:00:00Z'),
        movedBecause: 'before_hours',
        hoursBeforeActual: 22.5,
      },
    ]);
  });

  it('leaves one call of two that now fall on the same moment, and two again when they do not (VIO-16, VIO-38)', async () => {
    const salon = await openReminderSalon(world, { hoursBefore: [24, 12] });
    const { id } = await bookElsewhere(salon, { start: '2026-11-25T07:30:00Z' });
    expect(await timesOf(salon, id)).toEqual(['2026-11-24T07:30:00.000Z', '2026-11-24T18:00:00.000Z']);
    await set(salon, { callingHours: { from: '09:00', until: '10:00' } });
    await plan(salon, id);
    expect(await salon.tasks(id)).toMatchObject([
      { hoursBefore: 12, scheduledAt: new Date('2026-11-24T08:00:00Z') },
    ]);
    expect(await endsOf(salon, id)).toEqual(['cancelled same_moment']);
    await set(salon, { callingHours: { from: '08:00', until: '20:00' } });
    await plan(salon, id);
    expect(await hoursOf(salon, id)).toEqual([24, 12]);
  });

  it('adds and takes away reminders, and all of them come and go with the switch (VIO-12)', async () => {
    const salon = await openReminderSalon(world, { hoursBefore: [24] });
    const { id } = await bookElsewhere(salon);
    await set(salon, { hoursBefore: [48, 2] });
    await planAllReminders(await salon.ctx());
    expect(await hoursOf(salon, id)).toEqual([48, 2]);
    await set(salon, { enabled: false });
    await planAllReminders(await salon.ctx());
    expect(await salon.tasks(id)).toEqual([]);
    const { id: meanwhile } = await bookElsewhere(salon, { start: FRIDAY.toISOString() });
    expect(await salon.tasks(meanwhile)).toEqual([]);
    await set(salon, { enabled: true });
    await planAllReminders(await salon.ctx());
    expect(await hoursOf(salon, id)).toEqual([48, 2]);
    expect(await hoursOf(salon, meanwhile)).toEqual([48, 2]);
  });

  it('does not put a reminder in front again that waits for its turn (VIO-38)', async () => {
    const salon = await openReminderSalon(world, { hoursBefore: [24] });
    const first = await bookElsewhere(salon);
    const second = await bookElsewhere(salon, { start: '2026-11-26T13:45:00Z' });
    const [earlier] = await salon.tasks(first.id);
    const [later] = await salon.tasks(second.id);
    expect(await salon.dialAtItsTime(earlier)).toMatchObject({ kind: 'placed' });
    world.clock.set(later?.scheduledAt ?? '');
    expect(await dialTask(await salon.ctx(), later?.id ?? '')).toMatchObject({
      kind: 'refused',
      answer: { verdict: 'number_called_lately' },
    });
    const put = await salon.tasks(second.id);
    expect(put).toMatchObject([
      { scheduledAt: new Date('2026-11-25T14:30:00Z'), movedBecause: 'number_called_lately' },
    ]);
    await set(salon, { callingHours: { from: '08:30' } });
    await planAllReminders(await salon.ctx());
    expect(await salon.tasks(second.id)).toEqual(put);
  });
});
