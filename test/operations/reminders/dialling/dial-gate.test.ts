import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DialVerdict } from '../../../../src/domain/reminders/dial-verdict.ts';
import type { FollowUpTask } from '../../../../src/domain/reminders/follow-up-task.ts';
import type { ReminderWishes } from '../../../../src/domain/reminders/reminder-settings.ts';
import { dialTask } from '../../../../src/operations/reminders/dialling/dial-task.ts';
import { pauseReminders } from '../../../../src/operations/reminders/pause-reminders.ts';
import { settleOpenWrites } from '../../../../src/operations/settle-write.ts';
import { hearOf } from '../../../support/book-elsewhere.ts';
import { addDueReminder, beginCancelling, dialsOf, openDueReminder } from '../../../support/due-reminder.ts';
import type { DueReminder } from '../../../support/due-reminder.ts';
import { ownerRows } from '../../../support/owner-rows.ts';
import type { ReminderSalon } from '../../../support/reminder-salon.ts';
import { createWorld } from '../../../support/world.ts';
import type { World } from '../../../support/world.ts';

/** Nobody may ring it, whatever the tenant; no other test does. */
const EVERYBODYS = '+491710000099';
const FREE_DAYS: ReminderWishes = { callingHours: { holidays: [] } };

type Booking = Parameters<typeof openDueReminder>[2];

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const openDue = (wishes?: ReminderWishes, booking?: Booking): Promise<DueReminder> =>
  openDueReminder(world, wishes, booking);

/** As another process does it: ours has its old profile still. */
async function setElsewhere({ salon }: DueReminder, wishes: ReminderWishes): Promise<void> {
  const now = (await salon.store.tenant.loadReminders()) ?? {};
  await salon.store.tenant.saveReminders({ ...now, ...wishes }, world.clock.now());
}

const bookingQuestions = ({ calcom }: ReminderSalon) =>
  calcom.requests().filter(({ method, path }) => method === 'GET' && path.includes('/bookings/')).length;

const MINUTES = 60_000;

/** What makes each answer, what becomes of the task, and after how many minutes it is asked again. */
const ANSWERS: {
  verdict: DialVerdict;
  wishes?: ReminderWishes;
  booking?: Booking;
  arrange?: (due: DueReminder) => unknown;
  status: FollowUpTask['status'];
  again?: number;
}[] = [
  {
    verdict: 'switched_off',
    arrange: (due) => setElsewhere(due, { enabled: false }),
    status: 'cancelled',
  },
  {
    verdict: 'appointment_gone',
    arrange: ({ salon, uid }) => salon.calcom.cancelElsewhere(uid),
    status: 'cancelled',
  },
  {
    verdict: 'too_close_to_appointment',
    arrange: () => world.clock.advance({ hours: 23.5 }),
    status: 'failed',
  },
  {
    verdict: 'do_not_call',
    arrange: ({ salon }) =>
      salon.store.doNotCall.add({ number: '+491711234567', source: 'owner', addedAt: world.clock.now() }),
    status: 'cancelled',
  },
  {
    verdict: 'globally_do_not_call',
    booking: { number: EVERYBODYS },
    arrange: () =>
      ownerRows(world.databaseUrl, `insert into global_do_not_call values ('${EVERYBODYS}', now())`),
    status: 'cancelled',
  },
  {
    verdict: 'no_customer',
    arrange: ({ task }) =>
      ownerRows(world.databaseUrl, `update follow_up_tasks set customer_id = null where id = '${task.id}'`),
    status: 'failed',
  },
  {
    verdict: 'no_number',
    arrange: ({ task }) =>
      ownerRows(world.databaseUrl, `update customers set phone = null where id = '${task.customerId}'`),
    status: 'failed',
  },
  {
    verdict: 'not_configured',
    arrange: async ({ salon }) => {
      await salon.store.tenant.saveReminders({ enabled: true }, world.clock.now());
    },
    status: 'failed',
  },
  {
    verdict: 'no_common_hours',
    arrange: (due) => setElsewhere(due, { callingHours: { weekdays: [] } }),
    status: 'failed',
  },
  {
    verdict: 'paused',
    arrange: async ({ salon }) => pauseReminders(await salon.ctx(), 'owner'),
    status: 'pending',
    again: 15,
  },
  {
    verdict: 'standing_unknown',
    arrange: ({ salon }) =>
      salon.calcom.faults.add({ fault: { kind: 'status', status: 503 }, times: 'always' }),
    status: 'pending',
    again: 5,
  },
  {
    verdict: 'standing_unknown',
    arrange: beginCancelling,
    status: 'pending',
    again: 5,
  },
  {
    verdict: 'outside_hours',
    arrange: (due) => setElsewhere(due, { callingHours: { from: '15:30', until: '16:00', holidays: [] } }),
    status: 'pending',
    again: 60,
  },
  {
    verdict: 'weekend',
    arrange: (due) => setElsewhere(due, { callingHours: { weekdays: [4], holidays: [] } }),
    status: 'pending',
    again: 17.5 * 60,
  },
  {
    verdict: 'holiday',
    wishes: FREE_DAYS,
    // Its reminder comes on Epiphany, in Bavaria.
    booking: { start: '2027-01-07T13:30:00Z' },
    arrange: (due) => setElsewhere(due, { callingHours: { holidays: ['DE-BY'] } }),
    status: 'pending',
    again: 17.5 * 60,
  },
  {
    verdict: 'quarter_hour_limit',
    wishes: { limits: { perQuarterHour: 1 } },
    arrange: ({ salon }) => ringAnother(salon),
    status: 'pending',
    again: 15,
  },
  {
    verdict: 'day_limit',
    wishes: { limits: { perDay: 1 }, hoursBefore: [24] },
    arrange: ({ salon }) => ringAnother(salon),
    status: 'pending',
    again: 24 * 60,
  },
  {
    verdict: 'at_once_limit',
    wishes: { limits: { atOnce: 1 } },
    arrange: ({ salon }) => ringAnother(salon),
    status: 'pending',
    again: 0.5,
  },
  {
    verdict: 'number_called_lately',
    arrange: ({ salon }) => ringAnother(salon, '+491711234567'),
    status: 'pending',
    again: 60,
  },
  {
    verdict: 'no_line',
    arrange: ({ salon }) =>
      world.retellApi.setConcurrency(salon.definition.retell?.apiKey ?? '', {
        current: 18,
        limit: 20,
        reservedInbound: 2,
      }),
    status: 'pending',
    again: 1,
  },
];

/** Another customer's reminder, at the same minute. */
async function ringAnother(salon: ReminderSalon, number = '+491710000001'): Promise<void> {
  const now = world.clock.now();
  const other = await addDueReminder(world, salon, { number });
  world.clock.set(now);
  expect(await other.ring()).toMatchObject({ kind: 'placed' });
}

describe('the dial gate', () => {
  it.each(ANSWERS)(
    'answers $verdict, writes it down, and rings nobody (VIO-21, VIO-34, VIO-35, VIO-36, VIO-38)',
    async ({ verdict, wishes, booking, arrange, status, again }) => {
      const due = await openDue(wishes, booking);
      await arrange?.(due);
      const before = dialsOf(world, due.salon).length;
      const now = world.clock.now();
      expect(await due.ring()).toMatchObject({ kind: 'refused', answer: { verdict } });
      const retryAt = again === undefined ? undefined : new Date(now.getTime() + again * MINUTES);
      const [decision, ...others] = await due.salon.store.dialGate.ofTask(due.task.id);
      expect(others).toEqual([]);
      expect(decision).toMatchObject({ verdict, at: now, taskId: due.task.id });
      expect(decision?.retryAt).toEqual(retryAt);
      expect(decision).not.toHaveProperty('sessionId');
      const task = await due.salon.store.followUpTasks.find(due.task.id);
      expect(task).toMatchObject({ status, ...(retryAt === undefined ? {} : { scheduledAt: retryAt }) });
      const ending = verdict === 'no_number' ? 'bad_number' : verdict;
      expect(task?.action).toBe(again === undefined ? ending : undefined);
      expect(dialsOf(world, due.salon)).toHaveLength(before);
    },
  );

  it('lets a call through with what was counted, and has its row before the request (VIO-11, VIO-38)', async () => {
    const due = await openDue();
    const dialled = await due.ring();
    const [decision] = await due.salon.store.dialGate.ofTask(due.task.id);
    expect(decision).toMatchObject({
      verdict: 'allowed',
      facts: { quarterHour: 0, quarterHourLimit: 25, day: 0, dayLimit: 300, atOnce: 0, atOnceLimit: 5 },
    });
    expect(dialled).toMatchObject({ kind: 'placed', sessionId: decision?.sessionId });
    expect(dialsOf(world, due.salon)[0]?.metadata['session_id']).toBe(decision?.sessionId);
  });

  it('has the owner told once a day that nobody can be called, and a person look at each of them (VIO-21, VIO-96)', async () => {
    const due = await openDue();
    const second = await addDueReminder(world, due.salon, { number: '+491710000003' });
    await due.salon.store.tenant.saveReminders({ enabled: true }, world.clock.now());
    await Promise.all([due.ring(), second.ring()]);
    expect(await due.salon.store.alerts.listUnseen()).toMatchObject([{ kind: 'reminders_not_configured' }]);
    const reviews = await due.salon.store.followUpTasks.listReviews();
    expect(reviews.map(({ kind, why }) => `${kind} ${why}`)).toEqual([
      'technical_review not_configured',
      'technical_review not_configured',
    ]);
  });

  it('names what has moved a call with the call (VIO-33)', async () => {
    const due = await openDue();
    await setElsewhere(due, { callingHours: { from: '15:30', until: '16:00', holidays: [] } });
    await due.ring();
    expect(await due.salon.store.followUpTasks.find(due.task.id)).toMatchObject({
      movedBecause: 'before_hours',
      hoursBeforeActual: 23,
    });
  });

  it('asks the calendar only where its last word is a minute old', async () => {
    const due = await openDue();
    world.clock.advance({ seconds: -60 });
    await hearOf(due.salon, due.uid);
    // What is the same in the calendar is no news of ours; a change is.
    due.uid = due.salon.calcom.rescheduleElsewhere(due.uid, new Date('2026-11-26T13:45:00Z')).uid;
    world.clock.set('2026-11-25T13:44:01Z');
    await hearOf(due.salon, due.uid);
    const [fresh] = await due.salon.tasks(due.appointmentId);
    world.clock.set(fresh?.scheduledAt ?? '');
    const before = bookingQuestions(due.salon);
    expect(await dialTask(await due.salon.ctx(), fresh?.id ?? '')).toMatchObject({ kind: 'placed' });
    expect(bookingQuestions(due.salon)).toBe(before);

    const old = await openDue();
    const asked = bookingQuestions(old.salon);
    const key = old.salon.definition.retell?.apiKey ?? '';
    world.retellApi.setConcurrency(key, { current: 20, limit: 20 });
    expect(await old.ring()).toMatchObject({ kind: 'refused', answer: { verdict: 'no_line' } });
    expect(bookingQuestions(old.salon)).toBe(asked + 1);
    world.retellApi.setConcurrency(key, { current: 0 });
    world.clock.advance({ minutes: 1 });
    expect(await old.ring()).toMatchObject({ kind: 'placed' });
    expect(bookingQuestions(old.salon)).toBe(asked + 2);
  });

  it('does not ring about what the customer has cancelled, though the answer to that was lost (VIO-35)', async () => {
    const due = await openDue();
    const { salon } = due;
    const key = salon.definition.retell?.apiKey ?? '';
    world.retellApi.setConcurrency(key, { current: 20, limit: 20 });
    expect(await due.ring()).toMatchObject({ kind: 'refused', answer: { verdict: 'no_line' } });
    world.retellApi.setConcurrency(key, { current: 0 });
    world.clock.advance({ seconds: 30 });
    await beginCancelling(due);
    salon.calcom.cancelElsewhere(due.uid);
    world.clock.advance({ seconds: 30 });
    expect(await due.ring()).toMatchObject({ kind: 'refused', answer: { verdict: 'standing_unknown' } });
    world.clock.advance({ minutes: 5 });
    await settleOpenWrites(await salon.ctx());
    expect(await due.ring()).toEqual({ kind: 'idle' });
    expect(await due.now()).toMatchObject({ status: 'cancelled' });
    expect(dialsOf(world, salon)).toEqual([]);
  });

  it('follows what the calendar says: cancelled there, it is cancelled here; moved there, it is reminded of then', async () => {
    const cancelled = await openDue();
    cancelled.salon.calcom.cancelElsewhere(cancelled.uid);
    await cancelled.ring();
    expect(await cancelled.salon.store.appointments.find(cancelled.appointmentId)).toMatchObject({
      status: 'cancelled',
    });
    const moved = await openDue();
    moved.salon.calcom.rescheduleElsewhere(moved.uid, new Date('2026-11-27T13:30:00Z'));
    expect(await moved.ring()).toMatchObject({ kind: 'refused', answer: { verdict: 'appointment_gone' } });
    expect(await moved.salon.tasks(moved.appointmentId)).toMatchObject([
      { kind: 'call', scheduledAt: new Date('2026-11-26T13:30:00Z') },
    ]);
    expect([...dialsOf(world, cancelled.salon), ...dialsOf(world, moved.salon)]).toEqual([]);
  });

  it.each([401, 403])(
    'does not take an appointment for gone that the calendar only keeps from us (%i) (VIO-20)',
    async (status) => {
      const due = await openDue();
      due.salon.calcom.faults.add({ fault: { kind: 'status', status }, times: 'always' });
      expect(await due.ring()).toMatchObject({ kind: 'refused', answer: { verdict: 'standing_unknown' } });
      expect(await due.salon.store.followUpTasks.find(due.task.id)).toMatchObject({ status: 'pending' });
      due.salon.calcom.faults.clear();
      world.clock.advance({ minutes: 5 });
      expect(await due.ring()).toMatchObject({ kind: 'placed' });
    },
  );

  it('rings when the calendar is back (VIO-20)', async () => {
    const due = await openDue();
    due.salon.calcom.faults.add({ fault: { kind: 'status', status: 503 }, times: 'always' });
    await due.ring();
    due.salon.calcom.faults.clear();
    world.clock.advance({ minutes: 5 });
    expect(await due.ring()).toMatchObject({ kind: 'placed' });
  });

  it('rings where the provider does not say how many lines are free, and where one is (VIO-38)', async () => {
    const due = await openDue();
    world.retellApi.fail({ fault: { kind: 'status', status: 500 }, path: '/get-concurrency' });
    expect(await due.ring()).toMatchObject({ kind: 'placed' });
    world.retellApi.heal();
    const other = await openDue();
    const key = other.salon.definition.retell?.apiKey ?? '';
    world.retellApi.setConcurrency(key, { current: 17, limit: 20, reservedInbound: 2 });
    expect(await other.ring()).toMatchObject({ kind: 'placed' });
  });
});
