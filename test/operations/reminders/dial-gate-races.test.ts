import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReminderWishes } from '../../../src/domain/reminders/reminder-settings.ts';
import type { Ctx } from '../../../src/operations/context.ts';
import { askDialGate } from '../../../src/operations/reminders/dialling/dial-gate.ts';
import { DIAL_LEASE_MS } from '../../../src/operations/reminders/dialling/dial-lease.ts';
import { dialTask } from '../../../src/operations/reminders/dialling/dial-task.ts';
import { pauseReminders, resumeReminders } from '../../../src/operations/reminders/pause-reminders.ts';
import { addDueReminder, beginCancelling, dialsOf, openDueReminder } from '../../support/due-reminder.ts';
import type { DueReminder } from '../../support/due-reminder.ts';
import { ownerRows } from '../../support/owner-rows.ts';
import { openReminderSalon } from '../../support/reminder-salon.ts';
import { MAX } from '../../support/tenant-under-test.ts';
import { START, createWorld } from '../../support/world.ts';
import type { World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const openDue = (wishes?: ReminderWishes): Promise<DueReminder> => openDueReminder(world, wishes);

describe('between the two looks of the gate', () => {
  /** Something that happens while the calendar is asked. */
  async function ringWhile(due: DueReminder, meanwhile: () => Promise<unknown>) {
    const ctx = await due.salon.ctx();
    const { calendar } = ctx;
    const getBooking: Ctx['calendar']['getBooking'] = async (uid, options) => {
      const answer = await calendar.getBooking(uid, options);
      await meanwhile();
      return answer;
    };
    return dialTask({ ...ctx, calendar: { ...calendar, getBooking } }, due.task.id);
  }

  it('nobody is rung who says no meanwhile (VIO-35)', async () => {
    const due = await openDue();
    const dialled = await ringWhile(due, () =>
      due.salon.store.doNotCall.add({
        number: '+491711234567',
        source: 'customer',
        addedAt: world.clock.now(),
      }),
    );
    expect(dialled).toMatchObject({ kind: 'refused', answer: { verdict: 'do_not_call' } });
    expect(dialsOf(world, due.salon)).toEqual([]);
  });

  it('nobody is rung for a task that was ended meanwhile, and nothing is decided', async () => {
    const due = await openDue();
    const now = world.clock.now();
    const dialled = await ringWhile(due, () =>
      due.salon.store.followUpTasks.close(due.task.id, { status: 'cancelled', action: 'do_not_call', now }),
    );
    expect(dialled).toEqual({ kind: 'idle' });
    expect(await due.salon.store.dialGate.ofTask(due.task.id)).toEqual([]);
    expect(dialsOf(world, due.salon)).toEqual([]);
  });

  it('a task that another worker has taken up meanwhile is theirs alone (VIO-20)', async () => {
    const due = await openDue({ limits: { sameNumberMinutes: 1 } });
    let theirs: unknown;
    const dialled = await ringWhile(due, async () => {
      if (theirs !== undefined) return;
      // So long that the claim has lapsed.
      world.clock.advance({ minutes: 10 });
      theirs = await due.ring();
      world.clock.advance({ minutes: 2 });
    });
    expect(theirs).toMatchObject({ kind: 'placed' });
    expect(dialled).toEqual({ kind: 'idle' });
    expect(dialsOf(world, due.salon)).toHaveLength(1);
    expect(await due.salon.store.followUpTasks.find(due.task.id)).toMatchObject({ status: 'processing' });
  });

  it('nobody is rung about an appointment that they begin to cancel meanwhile (VIO-35)', async () => {
    const due = await openDue();
    const ctx = await due.salon.ctx();
    const { phone } = ctx;
    if (phone === undefined) throw new Error('no phone');
    const getConcurrency: typeof phone.telephony.getConcurrency = async (options) => {
      await beginCancelling(due);
      return phone.telephony.getConcurrency(options);
    };
    const telephony = { ...phone.telephony, getConcurrency };
    const dialled = await dialTask({ ...ctx, phone: { ...phone, telephony } }, due.task.id);
    expect(dialled).toMatchObject({ kind: 'refused', answer: { verdict: 'standing_unknown' } });
    expect(dialsOf(world, due.salon)).toEqual([]);
  });

  it('the calls stop for whom they are stopped (VIO-40)', async () => {
    const due = await openDue();
    const dialled = await ringWhile(due, async () => pauseReminders(await due.salon.ctx(), 'owner'));
    expect(dialled).toMatchObject({ kind: 'refused', answer: { verdict: 'paused' } });
  });
});

type Step = () => Promise<unknown>;

/** Rings with something happening around the moment in which the call is begun. */
async function ringAround(due: DueReminder, { before, after }: { before?: Step; after?: Step }) {
  const ctx = await due.salon.ctx();
  const { callSessions } = ctx.store;
  const markInitiating: typeof callSessions.markInitiating = async (id, now) => {
    await before?.();
    const isBegun = await callSessions.markInitiating(id, now);
    await after?.();
    return isBegun;
  };
  const slow = { ...ctx, store: { ...ctx.store, callSessions: { ...callSessions, markInitiating } } };
  return dialTask(slow, due.task.id);
}

describe('between the yes and the request', () => {
  it('the calls stop for whom they are stopped (VIO-40)', async () => {
    const due = await openDue();
    const before = async () => pauseReminders(await due.salon.ctx(), 'owner');
    expect(await ringAround(due, { before })).toEqual({ kind: 'waiting' });
    expect(await due.now()).toMatchObject({ status: 'pending' });
    expect(await due.ring()).toMatchObject({ kind: 'refused', answer: { verdict: 'paused' } });
    expect(dialsOf(world, due.salon)).toEqual([]);
  });

  const addedAt = new Date(START);
  it.each<[string, string, (due: DueReminder) => Promise<unknown>]>([
    [
      'who wants no more calls',
      'do_not_call',
      ({ salon }) => salon.store.doNotCall.add({ number: MAX, source: 'customer', addedAt }),
    ],
    [
      'whom nobody may call any more',
      'globally_do_not_call',
      () => ownerRows(world.databaseUrl, `insert into global_do_not_call values ('${MAX}', now())`),
    ],
    [
      'whose appointment is cancelled',
      'appointment_gone',
      ({ salon, appointmentId }) =>
        salon.store.appointments.setStatus(appointmentId, 'cancelled', world.clock.now()),
    ],
    [
      'whose appointment is moved',
      'appointment_gone',
      ({ salon, appointmentId }) =>
        salon.store.appointments.moveTo(appointmentId, {
          startsAt: new Date('2026-11-27T13:30:00Z'),
          endsAt: new Date('2026-11-27T14:15:00Z'),
          status: 'scheduled',
          now: world.clock.now(),
        }),
    ],
    ['who begins to cancel their appointment', 'standing_unknown', beginCancelling],
  ])('nobody is rung %s (VIO-35)', async (_whom, verdict, meanwhile) => {
    const due = await openDue();
    try {
      expect(await ringAround(due, { before: () => meanwhile(due) })).toEqual({ kind: 'waiting' });
      expect(dialsOf(world, due.salon)).toEqual([]);
      expect(await due.ring()).toMatchObject({ kind: 'refused', answer: { verdict } });
      expect(dialsOf(world, due.salon)).toEqual([]);
    } finally {
      await ownerRows(world.databaseUrl, `delete from global_do_not_call where number = '${MAX}'`);
    }
  });

  it('the task is kept for as long as a request may take, however long the yes took (VIO-20)', async () => {
    const due = await openDue();
    const ctx = await due.salon.ctx();
    const { calendar, phone } = ctx;
    if (phone === undefined) throw new Error('no phone');
    const getBooking: Ctx['calendar']['getBooking'] = (uid, options) => {
      world.clock.advance({ seconds: 85 });
      return calendar.getBooking(uid, options);
    };
    let keptForMs = 0;
    const placeCall: typeof phone.telephony.placeCall = async (...asked) => {
      const until = (await due.now())?.claimedUntil?.getTime() ?? 0;
      keptForMs = until - world.clock.now().getTime();
      return phone.telephony.placeCall(...asked);
    };
    const telephony = { ...phone.telephony, placeCall };
    const slow = { ...ctx, calendar: { ...calendar, getBooking }, phone: { ...phone, telephony } };
    expect(await dialTask(slow, due.task.id)).toMatchObject({ kind: 'placed' });
    expect(keptForMs).toBe(DIAL_LEASE_MS);
  });
});

describe('a process that stands still before the request', () => {
  it('does not ring whom another one has rung since (VIO-17, VIO-62)', async () => {
    const due = await openDue();
    let theirs: unknown;
    const after = async () => {
      world.clock.advance({ minutes: 5 });
      theirs = await due.ring();
    };
    const ours = await ringAround(due, { after });
    expect(theirs).toMatchObject({ kind: 'placed' });
    expect(ours).toEqual({ kind: 'waiting' });
    expect(dialsOf(world, due.salon)).toHaveLength(1);
    expect(await due.now()).toMatchObject({ status: 'processing' });
    expect(await due.sessions()).toMatchObject([
      { state: 'ringing' },
      { state: 'failed', placementError: 'never_made' },
    ]);
  });

  it('leaves the call to the next alarm, where nobody has taken it up (VIO-20, VIO-62)', async () => {
    const due = await openDue();
    const after = async () => world.clock.advance({ seconds: 61 });
    expect(await ringAround(due, { after })).toEqual({ kind: 'waiting' });
    expect(dialsOf(world, due.salon)).toEqual([]);
    expect(await due.sessions()).toMatchObject([{ state: 'failed', placementError: 'not_sent' }]);
    expect(await due.ring()).toMatchObject({ kind: 'placed' });
  });

  it('rings where it was but a moment (VIO-20)', async () => {
    const due = await openDue();
    const after = async () => world.clock.advance({ seconds: 60 });
    expect(await ringAround(due, { after })).toMatchObject({ kind: 'placed' });
  });
});

describe('a worker whose claim has lapsed', () => {
  it('after a no leaves the task to who dials it now (VIO-20)', async () => {
    const due = await openDue();
    await pauseReminders(await due.salon.ctx(), 'owner');
    const ctx = await due.salon.ctx();
    const atomically: Ctx['store']['atomically'] = async (work) => {
      const answer = await ctx.store.atomically(work);
      world.clock.advance({ minutes: 2 });
      await resumeReminders(await due.salon.ctx());
      expect(await due.ring()).toMatchObject({ kind: 'placed' });
      return answer;
    };
    const late = { ...ctx, store: { ...ctx.store, atomically } };
    expect(await dialTask(late, due.task.id)).toMatchObject({ kind: 'refused' });
    expect(await due.now()).toMatchObject({ status: 'processing' });
    expect(dialsOf(world, due.salon)).toHaveLength(1);
  });
});

describe('a call of another worker', () => {
  /** The call of a worker that got as far as the yes of the gate. */
  async function openAllowed(): Promise<{ due: DueReminder; sessionId: string }> {
    const due = await openDue();
    const { store } = due.salon;
    const now = world.clock.now();
    const claimed = await store.followUpTasks.claim(
      due.task.id,
      now,
      new Date(now.getTime() + DIAL_LEASE_MS),
    );
    if (claimed === undefined) throw new Error('not claimed');
    const answer = await askDialGate(await due.salon.ctx(), claimed);
    if (answer.kind !== 'allowed') throw new Error('not allowed');
    return { due, sessionId: answer.call.sessionId };
  }

  it('that begins while it is taken for dead is the only one (VIO-17, VIO-20)', async () => {
    const { due, sessionId } = await openAllowed();
    world.clock.advance({ seconds: 91 });
    const ctx = await due.salon.ctx();
    const { callSessions } = ctx.store;
    const ofTask: typeof callSessions.ofTask = async (taskId) => {
      const seen = await callSessions.ofTask(taskId);
      expect(await callSessions.markInitiating(sessionId, world.clock.now())).toBe(true);
      return seen;
    };
    const second = { ...ctx, store: { ...ctx.store, callSessions: { ...callSessions, ofTask } } };
    expect(await dialTask(second, due.task.id)).toEqual({ kind: 'waiting' });
    expect(dialsOf(world, due.salon)).toEqual([]);
    expect(await due.sessions()).toMatchObject([{ id: sessionId, state: 'initiating' }]);
  });

  it('whose events come while it is looked up is the only one (VIO-17, VIO-62)', async () => {
    const { due, sessionId } = await openAllowed();
    const ctx = await due.salon.ctx();
    const { store, phone } = ctx;
    if (phone === undefined) throw new Error('no phone');
    await store.callSessions.markInitiating(sessionId, world.clock.now());
    world.clock.advance({ minutes: 6 });
    const findCallByMetadata: typeof phone.telephony.findCallByMetadata = async () => {
      const now = world.clock.now();
      await store.callSessions.markAnswered(sessionId, 'call_heard_of', now, now);
      return undefined;
    };
    const telephony = { ...phone.telephony, findCallByMetadata };
    const looking = { ...ctx, phone: { ...phone, telephony } };
    expect(await dialTask(looking, due.task.id)).toEqual({ kind: 'waiting' });
    expect(dialsOf(world, due.salon)).toEqual([]);
    const [session] = await due.sessions();
    expect(session).toMatchObject({ state: 'answered', callId: 'call_heard_of' });
    expect(session).not.toHaveProperty('placementError');
  });
});

describe('many at the same moment', () => {
  it.each([
    ['at once', { atOnce: 3 }, 3, 'at_once_limit'],
    ['in a quarter of an hour', { perQuarterHour: 2 }, 2, 'quarter_hour_limit'],
    ['in a day', { perDay: 4 }, 4, 'day_limit'],
  ] as const)('never ring more %s than may be (VIO-38)', async (_, limits, most, verdict) => {
    const salon = await openReminderSalon(world, { limits });
    const dues: DueReminder[] = [];
    for (let n = 1; n <= 7; n += 1) {
      world.clock.set(START);
      dues.push(await addDueReminder(world, salon, { number: `+49171000001${n}` }));
    }
    const ended = await Promise.all(dues.map((due) => due.ring()));
    expect(dialsOf(world, salon)).toHaveLength(most);
    expect(ended.filter(({ kind }) => kind === 'placed')).toHaveLength(most);
    const refused = ended.filter((one) => one.kind === 'refused').map(({ answer }) => answer.verdict);
    expect(refused).toEqual(Array.from({ length: 7 - most }, () => verdict));
  });

  it('never ring one number twice (VIO-38)', async () => {
    const salon = await openReminderSalon(world);
    const first = await addDueReminder(world, salon);
    world.clock.set(START);
    const second = await addDueReminder(world, salon);
    await Promise.all([first, second].map((due) => due.ring()));
    expect(dialsOf(world, salon)).toHaveLength(1);
  });
});
