import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReminderWishes } from '../../../src/domain/reminders/reminder-settings.ts';
import { callNow } from '../../../src/operations/reminders/dialling/call-now.ts';
import { runOutcomeUpdates } from '../../../src/operations/reminders/outcomes/run-outcome-updates.ts';
import type { DialScript } from '../../simulators/retell-api/dial-script.ts';
import { answerDials } from '../../support/answer-dials.ts';
import { brokenCtx } from '../../support/broken-ctx.ts';
import { openReminderSalon } from '../../support/reminder-salon.ts';
import type { ReminderSalon } from '../../support/reminder-salon.ts';
import { ring } from '../../support/ring.ts';
import { takeOutcomes } from '../../support/take-outcomes.ts';
import { MAX } from '../../support/tenant-under-test.ts';
import { unhurried } from '../../support/unhurried.ts';
import { createWorld } from '../../support/world.ts';
import type { World } from '../../support/world.ts';

/** Reminders of Thursday 14:30 on Tuesday at 14:30 and 15:30; a retry of the first would be dialled at 16:30. */
const TWICE: ReminderWishes = { hoursBefore: [48, 47] };
const NO_ANSWER: DialScript = { kind: 'no_answer' };
const CONFIRMED = said({ appointment_action: 'confirmed' });
const WANTS_OTHER_TIME = said({ appointment_action: 'rescheduled' });
const UNCLEAR: DialScript = { kind: 'answered' };

function said(analysis: Record<string, string | boolean>): DialScript {
  return { kind: 'answered', analysis };
}

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
});
afterAll(() => world.close());

/** The first reminder came to `script`, and the second is to be dialled an hour later. */
async function afterFirst(script: DialScript, wishes: ReminderWishes = {}) {
  const salon = await openReminderSalon(world, { ...TWICE, ...wishes });
  const appointmentId = await salon.book();
  const [first, second] = await salon.tasks(appointmentId);
  await ring(world, salon, first, script);
  const left = (await salon.tasks(appointmentId)).find(({ originalTaskId }) => originalTaskId === first?.id);
  const leftNow = () => salon.store.followUpTasks.find(left?.id ?? '');
  return { salon, appointmentId, first, second, left, leftNow };
}

/** The end of a call that was never told comes after all. */
async function tellEnd(salon: ReminderSalon, callId: string): Promise<void> {
  const call = world.retellApi.findCall(salon.definition.retell?.apiKey ?? '', callId);
  await salon.postRetell('/api/webhooks/retell', { event: 'call_ended', call });
  await takeOutcomes(salon);
}

async function maxOf(salon: ReminderSalon): Promise<string> {
  return (await salon.store.customers.findByPhone(MAX))[0]?.id ?? '';
}

async function ringNow(salon: ReminderSalon, script: DialScript): Promise<void> {
  const people = answerDials(world, () => script);
  const wish = { customerId: await maxOf(salon), bypassSchedule: true };
  expect(await callNow(await salon.ctx(), wish)).toMatchObject({ dialled: { kind: 'placed' } });
  await people.playOut();
  await world.settle();
  await takeOutcomes(salon);
}

const ANSWERED = { status: 'cancelled', action: 'answered_meanwhile' };
const REPLACED = { status: 'cancelled', action: 'replaced' };

describe('a customer who has answered', () => {
  it('is not rung again for an earlier call that went unheard; a reminder of its own hour stays (VIO-50)', async () => {
    const { salon, appointmentId, second, leftNow } = await afterFirst(NO_ANSWER, {
      hoursBefore: [48, 47, 24],
    });
    expect(await leftNow()).toMatchObject({ purpose: 'retry', status: 'pending' });
    const call = await ring(world, salon, second, CONFIRMED);
    expect(await leftNow()).toMatchObject(ANSWERED);
    const open = await salon.tasks(appointmentId);
    expect(open).toMatchObject([{ purpose: 'reminder', hoursBefore: 24, status: 'pending' }]);
    await runOutcomeUpdates(await salon.ctx(), call.sessionId);
    expect(await salon.tasks(appointmentId)).toEqual(open);
    expect(await salon.store.alerts.listUnseen()).toEqual([]);
  });

  it.each<[string, DialScript, ReminderWishes, DialScript]>([
    ['a call to hear what was left open', UNCLEAR, {}, CONFIRMED],
    ['waiting for a new time', WANTS_OTHER_TIME, {}, CONFIRMED],
    ['waiting for a new time, of who wants no more calls', WANTS_OTHER_TIME, {}, said({ do_not_call: true })],
    ['the review of calls in vain', NO_ANSWER, { retries: { mostRetries: 0 } }, CONFIRMED],
    ['the review of an unclear call', UNCLEAR, { retries: { delayMinutes: { unclear: 0 } } }, CONFIRMED],
  ])(
    'leaves nothing open that was to find out what they want: %s (VIO-50)',
    async (_what, before, wishes, answer) => {
      const { salon, appointmentId, second, left, leftNow } = await afterFirst(before, wishes);
      expect(left).toMatchObject({ status: 'pending' });
      await ring(world, salon, second, answer);
      expect(await leftNow()).toMatchObject(ANSWERED);
      expect(await salon.tasks(appointmentId)).toEqual([]);
    },
  );

  it('is still called back by a person who was asked for (VIO-50, VIO-96)', async () => {
    const { salon, second, leftNow } = await afterFirst(said({ callback_requested: true }));
    await ring(world, salon, second, CONFIRMED);
    expect(await leftNow()).toMatchObject({ status: 'pending', why: 'callback_requested' });
  });

  it('is not rung again for a call whose end is told only afterwards (VIO-50)', async () => {
    const { salon, appointmentId, first, second } = await afterFirst({
      ...NO_ANSWER,
      untold: ['call_ended', 'call_analyzed'],
    });
    await ring(world, salon, second, CONFIRMED);
    const [session] = await salon.store.callSessions.ofTask(first?.id ?? '');
    await tellEnd(salon, session?.callId ?? '');
    expect(await salon.store.callSessions.find(session?.id ?? '')).toMatchObject({
      outcome: 'no_answer',
      nextStep: 'none',
    });
    expect(await salon.tasks(appointmentId)).toEqual([]);
  });

  it('lets a retry that is ringing come to its end, and one that is only claimed not begin (VIO-50)', async () => {
    const wishes = { hoursBefore: [48, 45] };
    const { salon, appointmentId, second, left, leftNow } = await afterFirst(NO_ANSWER, wishes);
    const retry = await ring(world, salon, left, { ...NO_ANSWER, untold: ['call_ended', 'call_analyzed'] });
    await ring(world, salon, second, CONFIRMED);
    expect(await leftNow()).toMatchObject({ status: 'processing' });
    await tellEnd(salon, retry.dial.callId);
    expect(await leftNow()).toMatchObject({ status: 'completed', outcome: 'no_answer', action: 'none' });
    expect(await salon.tasks(appointmentId)).toEqual([]);

    const other = await afterFirst(NO_ANSWER, wishes);
    const due = other.left?.scheduledAt ?? new Date(0);
    const until = new Date(due.getTime() + 24 * 3_600_000);
    await other.salon.store.followUpTasks.claim(other.left?.id ?? '', due, until);
    await ring(world, other.salon, other.second, CONFIRMED);
    expect(await other.leftNow()).toMatchObject(ANSWERED);
  });

  it("about one appointment is rung about another, and so is another tenant's customer (VIO-50)", async () => {
    const elsewhere = await afterFirst(NO_ANSWER);
    const salon = await openReminderSalon(world, { hoursBefore: [48] });
    const noon = await salon.book({ time: '13:00' });
    const afternoon = await salon.book({ toolCallId: 'another' });
    await ring(world, salon, (await salon.tasks(noon))[0], NO_ANSWER);
    await ring(world, salon, (await salon.tasks(afternoon))[0], CONFIRMED);
    expect(await salon.tasks(afternoon)).toEqual([]);
    expect(await salon.tasks(noon)).toMatchObject([{ purpose: 'retry', status: 'pending' }]);
    expect(await elsewhere.leftNow()).toMatchObject({ purpose: 'retry', status: 'pending' });
  });

  it('and is not reached the next time has the attempts counted anew (VIO-50, VIO-52)', async () => {
    const { salon, appointmentId, second } = await afterFirst(NO_ANSWER, {
      hoursBefore: [48, 47, 46],
      retries: { escalateAfter: 1 },
    });
    await ring(world, salon, second, CONFIRMED);
    await ring(world, salon, (await salon.tasks(appointmentId))[0], NO_ANSWER);
    expect(await salon.tasks(appointmentId)).toMatchObject([{ kind: 'call', purpose: 'retry' }]);
  });
});

describe('of several calls about an appointment', () => {
  it.each<[string, DialScript, Record<string, unknown>]>([
    ['in vain', NO_ANSWER, { kind: 'call', purpose: 'retry', retryOf: 'no_answer' }],
    ['unclear', UNCLEAR, { kind: 'call', purpose: 'clarity', retryOf: 'unclear' }],
    ['for another time', WANTS_OTHER_TIME, { kind: 'wait_for_reschedule' }],
    ['to a wrong number', { kind: 'invalid' }, { kind: 'manual_review', why: 'bad_number' }],
  ])('the latest decides what follows, and that alone: %s (VIO-27)', async (_what, script, follows) => {
    const { salon, appointmentId, second, leftNow } = await afterFirst(NO_ANSWER);
    const call = await ring(world, salon, second, script);
    const open = await salon.tasks(appointmentId);
    expect(open).toMatchObject([{ ...follows, status: 'pending', originalTaskId: second?.id }]);
    expect(await leftNow()).toMatchObject(REPLACED);
    await runOutcomeUpdates(await salon.ctx(), call.sessionId);
    expect(await salon.tasks(appointmentId)).toEqual(open);
  });

  it('one row goes on where both retries fall on the same minute (VIO-27, VIO-28)', async () => {
    const wishes = { hoursBefore: [44, 43] };
    const { salon, appointmentId, second, left } = await afterFirst(NO_ANSWER, wishes);
    await ring(world, salon, second, NO_ANSWER);
    const [retry, ...others] = await salon.tasks(appointmentId);
    expect(others).toEqual([]);
    expect(retry?.scheduledAt).toEqual(left?.scheduledAt);
    expect(retry).toMatchObject({ originalTaskId: second?.id, status: 'pending' });
  });

  it.each(['close', 'add'] as const)(
    'what follows is put in place together or not at all: %s fails (VIO-27)',
    async (query) => {
      const { salon, appointmentId, second, left } = await afterFirst(NO_ANSWER);
      const call = await ring(world, salon, second, {
        ...NO_ANSWER,
        untold: ['call_ended', 'call_analyzed'],
      });
      const body = world.retellApi.findCall(salon.definition.retell?.apiKey ?? '', call.dial.callId);
      await salon.postRetell('/api/webhooks/retell', { event: 'call_ended', call: body });
      const ctx = brokenCtx(await salon.ctx(), 'followUpTasks', query);
      await takeOutcomes({ ...salon, ctx: () => Promise.resolve(ctx) });
      expect(await salon.tasks(appointmentId)).toMatchObject([
        { id: second?.id, status: 'processing' },
        { id: left?.id, status: 'pending' },
      ]);
      await runOutcomeUpdates(await salon.ctx(), call.sessionId);
      expect(await salon.tasks(appointmentId)).toMatchObject([{ originalTaskId: second?.id }]);
    },
  );
});

describe('a call now', () => {
  it('about an appointment is followed as any reminder is (VIO-04, VIO-27)', async () => {
    const salon = await openReminderSalon(world, { hoursBefore: [] });
    const appointmentId = await salon.book();
    world.clock.advance({ hours: 2 });
    await ringNow(salon, NO_ANSWER);
    expect(await salon.tasks(appointmentId)).toMatchObject([{ purpose: 'retry', retryOf: 'no_answer' }]);
  });

  it.each<[string, DialScript]>([
    ['in vain', NO_ANSWER],
    ['unclear', UNCLEAR],
    ['for another time', WANTS_OTHER_TIME],
    ['without a line', { kind: 'reason', reason: 'concurrency_limit_reached' }],
  ])('about no appointment is made once, and nothing follows: %s (VIO-04, VIO-37)', async (_what, script) => {
    const salon = await afterAppointment();
    await ringNow(salon, script);
    expect(await salon.store.followUpTasks.openOfCustomer(await maxOf(salon))).toEqual([]);
    expect(await salon.store.followUpTasks.listReviews()).toEqual([]);
  });

  it('about no appointment leaves the call back that was asked for, without haste (VIO-37, VIO-96)', async () => {
    const salon = await afterAppointment();
    await ringNow(salon, said({ callback_requested: true }));
    expect(await salon.store.followUpTasks.listReviews()).toMatchObject([
      { kind: 'manual_review', why: 'callback_requested', urgency: 'low' },
    ]);
    expect(await salon.store.callbacks.list('open')).toMatchObject([{ kind: 'caller', phone: MAX }]);
  });
});

/** Max's only appointment is over. */
async function afterAppointment(): Promise<ReminderSalon> {
  const salon = await openReminderSalon(world, { hoursBefore: [] });
  await salon.book();
  world.clock.set('2026-11-27T10:00:00Z');
  return salon;
}
