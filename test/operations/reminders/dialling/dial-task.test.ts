import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Ctx } from '../../../../src/operations/context.ts';
import { askDialGate } from '../../../../src/operations/reminders/dialling/dial-gate.ts';
import { DIAL_LEASE_MS } from '../../../../src/operations/reminders/dialling/dial-lease.ts';
import { dialTask } from '../../../../src/operations/reminders/dialling/dial-task.ts';
import { resumeReminders } from '../../../../src/operations/reminders/pause-reminders.ts';
import type { RetellApiFault } from '../../../simulators/retell-api/api-fault.ts';
import { dialsOf, openDueReminder } from '../../../support/due-reminder.ts';
import type { DueReminder } from '../../../support/due-reminder.ts';
import { ownerRows } from '../../../support/owner-rows.ts';
import { openReminderSalon } from '../../../support/reminder-salon.ts';
import { MAX } from '../../../support/tenant-under-test.ts';
import { createWorld } from '../../../support/world.ts';
import type { World } from '../../../support/world.ts';

const PLACING = '/v2/create-phone-call';
const LISTING = '/v3/list-calls';

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: () => 30_000 });
});
afterEach(() => {
  world.retellApi.heal();
  world.retellApi.showCalls();
});
afterAll(() => world.close());

type Due = DueReminder & { dials(): number };

async function openDue(): Promise<Due> {
  const due = await openDueReminder(world);
  return { ...due, dials: () => dialsOf(world, due.salon).length };
}

const inSeconds = (seconds: number) => new Date(world.clock.now().getTime() + seconds * 1_000);
const fail = (fault: RetellApiFault, path = PLACING, times?: number) =>
  world.retellApi.fail({ fault, path, ...(times === undefined ? {} : { times }) });

describe('a reminder', () => {
  it('is planned with the booking of a call and dialled at its time, not before (VIO-10, VIO-12)', async () => {
    const salon = await openReminderSalon(world);
    const appointmentId = await salon.book();
    const [task] = await salon.tasks(appointmentId);
    expect(task).toMatchObject({ purpose: 'reminder', hoursBefore: 24, hoursBeforeActual: 24 });
    expect(await dialTask(await salon.ctx(), task?.id ?? '')).toEqual({ kind: 'idle' });
    const dialled = await salon.dialAtItsTime(task);
    expect(dialled).toMatchObject({ kind: 'placed' });
    expect(await dialTask(await salon.ctx(), task?.id ?? '')).toEqual({ kind: 'idle' });
    const requests = world.retellApi
      .requests()
      .filter(({ path, apiKey }) => path === PLACING && apiKey === salon.definition.retell?.apiKey);
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({
      method: 'POST',
      body: {
        from_number: salon.fromNumber,
        to_number: MAX,
        override_agent_id: salon.agentId,
        metadata: {
          session_id: 'sessionId' in dialled ? dialled.sessionId : '',
          contact_id: task?.customerId,
          tenant_id: salon.id,
          slotline_tenant: salon.definition.slug,
          call_purpose: 'reminder',
          business_type: 'salon',
          attempt: '1',
          appointment_id: appointmentId,
        },
      },
    });
  });

  it('is dialled once by ten alarms at the same moment, and once by ten more later (VIO-17, VIO-20)', async () => {
    const due = await openDue();
    const first = await Promise.all(Array.from({ length: 10 }, due.ring));
    expect(first.filter(({ kind }) => kind === 'placed')).toHaveLength(1);
    expect(first.filter(({ kind }) => kind === 'idle')).toHaveLength(9);
    world.clock.advance({ minutes: 90 });
    const again = await Promise.all(Array.from({ length: 10 }, due.ring));
    expect(again.every(({ kind }) => kind === 'idle' || kind === 'waiting')).toBe(true);
    expect(due.dials()).toBe(1);
    expect(await due.sessions()).toMatchObject([{ state: 'ringing', attempt: 1 }]);
  });

  it("is not another tenant's to dial", async () => {
    const due = await openDue();
    const other = await openReminderSalon(world);
    world.clock.set(due.task.scheduledAt);
    expect(await dialTask(await other.ctx(), due.task.id)).toEqual({ kind: 'idle' });
    expect(await due.now()).toEqual(due.task);
    expect(await dialTask(await due.salon.ctx(), 'tsk_unknown')).toEqual({ kind: 'idle' });
  });

  it.each([
    [3, 1],
    [6, 0],
  ])('whose alarm rings %i seconds early is woken %i times more', async (early, times) => {
    const due = await openDue();
    const alarms = () =>
      ownerRows(
        world.databaseUrl,
        `select 1 from pgboss.job where name = 'dial' and data->>'id' = '${due.task.id}'`,
      );
    const before = (await alarms()).length;
    world.clock.advance({ seconds: -early });
    expect(await due.ring()).toEqual({ kind: 'idle' });
    expect(await alarms()).toHaveLength(before + times);
    expect(await due.now()).toEqual(due.task);
    expect(due.dials()).toBe(0);
  });

  it('that a person is to look at is never dialled (VIO-20)', async () => {
    const due = await openDue();
    const id = world.deps.ids.next('tsk');
    await due.salon.store.followUpTasks.add({
      id,
      idempotencyKey: id,
      kind: 'manual_review',
      purpose: 'reminder',
      ...(due.task.customerId === undefined ? {} : { customerId: due.task.customerId }),
      scheduledAt: world.clock.now(),
      now: world.clock.now(),
    });
    expect(await dialTask(await due.salon.ctx(), id)).toEqual({ kind: 'idle' });
    expect(await due.salon.store.followUpTasks.find(id)).toMatchObject({ status: 'pending' });
  });
});

describe('a worker that dies', () => {
  const claim = async ({ salon, task }: Due) => {
    const until = new Date(world.clock.now().getTime() + DIAL_LEASE_MS);
    const claimed = await salon.store.followUpTasks.claim(task.id, world.clock.now(), until);
    if (claimed === undefined) throw new Error('not claimed');
    return claimed;
  };

  it('with a claimed task has it dialled by the next one, once its claim has lapsed (VIO-20)', async () => {
    const due = await openDue();
    await claim(due);
    expect(await due.ring()).toEqual({ kind: 'idle' });
    world.clock.advance({ seconds: 91 });
    expect(await due.ring()).toMatchObject({ kind: 'placed' });
  });

  it('before the request was begun has rung nobody: the next one rings at once (VIO-11)', async () => {
    const due = await openDue();
    await askDialGate(await due.salon.ctx(), await claim(due));
    world.clock.advance({ seconds: 91 });
    expect(await due.ring()).toMatchObject({ kind: 'placed' });
    expect(due.dials()).toBe(1);
    expect(await due.sessions()).toMatchObject([
      { state: 'ringing' },
      { state: 'failed', placementError: 'not_sent' },
    ]);
  });

  it('when the request may be out is waited for, and only then rung again (VIO-62)', async () => {
    const due = await openDue();
    const answer = await askDialGate(await due.salon.ctx(), await claim(due));
    if (answer.kind !== 'allowed') throw new Error('not allowed');
    const asked = world.clock.now();
    await due.salon.store.callSessions.markInitiating(answer.call.sessionId, asked);
    world.clock.advance({ seconds: 91 });
    expect(await due.ring()).toEqual({ kind: 'waiting' });
    expect(await due.now()).toMatchObject({
      status: 'pending',
      scheduledAt: new Date(asked.getTime() + 300_000),
    });
    expect(due.dials()).toBe(0);
    world.clock.set(new Date(asked.getTime() + 300_000));
    expect(await due.ring()).toMatchObject({ kind: 'placed' });
    expect((await due.sessions())[1]).toMatchObject({ state: 'failed', placementError: 'never_made' });
  });

  it('when the call was made has not rung anybody a second time (VIO-10)', async () => {
    const due = await openDue();
    const ctx = await due.salon.ctx();
    await expect(dialTask(dyingAfterTheDial(ctx), due.task.id)).rejects.toThrow('killed');
    world.clock.advance({ seconds: 91 });
    expect(await due.ring()).toEqual({ kind: 'waiting' });
    expect(due.dials()).toBe(1);
    expect(await due.sessions()).toMatchObject([{ state: 'ringing', callId: expect.any(String) }]);
  });

  function dyingAfterTheDial(ctx: Ctx): Ctx {
    if (ctx.phone === undefined) throw new Error('no phone');
    const { telephony } = ctx.phone;
    const placeCall: typeof telephony.placeCall = async (permit, request, options) => {
      await telephony.placeCall(permit, request, options);
      throw new Error('killed');
    };
    return { ...ctx, phone: { ...ctx.phone, telephony: { ...telephony, placeCall } } };
  }
});

describe('an answer that gets lost', () => {
  it.each<RetellApiFault>([
    { kind: 'lost' },
    { kind: 'lost_garbage' },
    { kind: 'lost_status', status: 500 },
    { kind: 'lost_status', status: 408 },
  ])('is found again at the provider at once (%o) (VIO-62)', async (fault) => {
    const due = await openDue();
    fail(fault, PLACING, 1);
    expect(await due.ring()).toMatchObject({ kind: 'placed' });
    expect(due.dials()).toBe(1);
    expect(await due.now()).toMatchObject({ status: 'processing' });
  });

  it('of a call that does not show up yet has nobody rung a second time while it is waited for (VIO-62)', async () => {
    const due = await openDue();
    world.retellApi.hideNewCalls();
    fail({ kind: 'lost_status', status: 503 }, PLACING, 1);
    expect(await due.ring()).toMatchObject({ kind: 'unknown' });
    for (const _ of [1, 2, 3]) {
      world.clock.advance({ seconds: 95 });
      expect(await due.ring()).toEqual({ kind: 'idle' });
    }
    expect(due.dials()).toBe(1);
    world.retellApi.showCalls();
    world.clock.advance({ seconds: 15 });
    expect(await due.ring()).toEqual({ kind: 'waiting' });
    expect(due.dials()).toBe(1);
  });

  it('is waited for as long as the provider does not answer the look-up either (VIO-62)', async () => {
    const due = await openDue();
    fail({ kind: 'lost_status', status: 503 }, PLACING, 1);
    fail({ kind: 'status', status: 500 }, LISTING);
    expect(await due.ring()).toMatchObject({ kind: 'unknown' });
    for (const _ of [1, 2]) {
      world.clock.advance({ minutes: 20 });
      expect(await due.ring()).toEqual({ kind: 'waiting' });
      expect(await due.now()).toMatchObject({ status: 'pending', scheduledAt: inSeconds(90) });
    }
    world.retellApi.heal();
    world.clock.advance({ minutes: 2 });
    expect(await due.ring()).toEqual({ kind: 'waiting' });
    expect(await due.sessions()).toMatchObject([{ state: 'ringing' }]);
    expect(due.dials()).toBe(1);
  });
});

describe('a call that the provider does not take', () => {
  it.each([
    ['429 after the time it names', { status: 429, headers: { 'retry-after': '20' } }, 20, 'turned_away'],
    ['429 after five minutes', { status: 429 }, 300, 'turned_away'],
    ['5xx after five minutes', { status: 502 }, 300, 'never_made'],
  ] as const)('is made after %s (VIO-11, VIO-62)', async (_, answer, seconds, error) => {
    const due = await openDue();
    fail({ kind: 'status', ...answer }, PLACING, 1);
    expect(['not_placed', 'unknown']).toContain((await due.ring()).kind);
    expect(await due.now()).toMatchObject({ status: 'pending', scheduledAt: inSeconds(seconds) });
    world.clock.advance({ seconds });
    expect(await due.ring()).toMatchObject({ kind: 'placed' });
    expect(due.dials()).toBe(1);
    expect((await due.sessions())[1]).toMatchObject({ state: 'failed', placementError: error });
  });

  it.each([
    [400, 'manual_review'],
    [422, 'technical_review'],
  ] as const)('for %i is put before a person and not made again (VIO-11, VIO-62)', async (status, kind) => {
    const due = await openDue();
    fail({ kind: 'status', status }, PLACING, 1);
    expect(await due.ring()).toMatchObject({ kind: 'not_placed', status });
    expect(await due.now()).toMatchObject({ status: 'failed', action: 'refused_by_provider' });
    expect(await due.sessions()).toMatchObject([{ state: 'failed', placementError: `refused_${status}` }]);
    expect(await due.salon.store.followUpTasks.listReviews()).toMatchObject([
      { kind, why: 'refused_by_provider', originalTaskId: due.task.id },
    ]);
    const alerts = await due.salon.store.alerts.listUnseen();
    expect(alerts.map((alert) => alert.kind)).toEqual(status === 422 ? ['reminder_review'] : []);
    world.clock.advance({ minutes: 20 });
    expect(await due.ring()).toEqual({ kind: 'idle' });
  });

  it('for another reason is asked three times, and then somebody looks at it (VIO-62, VIO-96)', async () => {
    const due = await openDue();
    fail({ kind: 'status', status: 403 }, PLACING);
    for (const _ of [1, 2]) {
      expect(await due.ring()).toMatchObject({ kind: 'not_placed', status: 403 });
      expect(await due.now()).toMatchObject({ status: 'pending', scheduledAt: inSeconds(600) });
      world.clock.advance({ seconds: 600 });
    }
    expect(await due.ring()).toMatchObject({ kind: 'not_placed', status: 403 });
    expect(await due.now()).toMatchObject({ status: 'failed', action: 'refused_by_provider' });
    const { store } = due.salon;
    expect(await store.followUpTasks.listReviews()).toMatchObject([
      { kind: 'technical_review', why: 'refused_by_provider' },
    ]);
    expect(await store.alerts.listUnseen()).toMatchObject([{ kind: 'reminder_review' }]);
  });

  it.each([
    [401, 'key'],
    [402, 'payment'],
  ])(
    'for %i stops all calls, tells the owner, and is made when they go on (VIO-62)',
    async (status, cause) => {
      const due = await openDue();
      fail({ kind: 'status', status });
      expect(await due.ring()).toMatchObject({ kind: 'not_placed', status });
      const { store } = due.salon;
      expect(await store.reminderPauses.current()).toMatchObject({ cause });
      expect(await store.alerts.listUnseen()).toMatchObject([{ kind: 'reminders_paused' }]);
      expect(await due.now()).toMatchObject({ status: 'pending' });
      expect(await due.ring()).toMatchObject({ kind: 'refused', answer: { verdict: 'paused' } });
      world.retellApi.heal();
      await resumeReminders(await due.salon.ctx());
      world.clock.advance({ minutes: 15 });
      expect(await due.ring()).toMatchObject({ kind: 'placed' });
      expect(due.dials()).toBe(1);
    },
  );
});
