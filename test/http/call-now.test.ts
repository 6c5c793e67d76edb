import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dialForgotten } from '../../src/operations/reminders/dialling/dial-forgotten.ts';
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

const now = (id: string) => `/trigger-call/${id}/immediate`;

/** Everything that is not over about Max, and what would ring by itself within a day. */
async function leftOver(door: ReminderDoor): Promise<unknown[]> {
  const open = await door.salon.store.followUpTasks.openOfCustomer(await door.maxId());
  return open.filter(({ kind, status }) => kind === 'call' && status === 'pending');
}

describe('a call now', () => {
  it('rings the customer about their next appointment and says where to follow it (VIO-04, VIO-05)', async () => {
    const door = await openReminderDoor(world);
    const appointmentId = await door.salon.book();
    const wish = { call_type: 'reminder', priority: 'high', bypass_schedule: true };
    const { status, json } = await door.as('staff', 'POST', now(await door.maxId()), wish);
    expect(status).toBe(201);
    expect(json).toEqual({
      success: true,
      session_id: expect.stringMatching(/^ses_/),
      call_id: expect.stringMatching(/^call_/),
      estimated_duration: 180,
      status_endpoint: `/call-status/${String(json['session_id'])}`,
    });
    expect(door.rung()).toBe(1);
    expect(world.retellApi.dials().at(-1)).toMatchObject({
      toNumber: MAX,
      metadata: { session_id: json['session_id'], call_purpose: 'call_now', appointment_id: appointmentId },
    });
    const followed = await door.as('reader', 'GET', String(json['status_endpoint']));
    // Its alarm finds it taken.
    const [task] = (await door.salon.tasks(appointmentId)).filter(({ purpose }) => purpose === 'call_now');
    expect(await dialTask(await door.salon.ctx(), task?.id ?? '')).toEqual({ kind: 'idle' });
    expect([task?.urgency, door.rung()]).toEqual(['high', 1]);
    expect(followed).toMatchObject({
      status: 200,
      json: { session_id: json['session_id'], call_id: json['call_id'], state: 'ringing', overdue: false },
    });
  });

  it('about nobody in particular is made all the same where there is no appointment (VIO-37)', async () => {
    const door = await openReminderDoor(world);
    const { status } = await door.as('staff', 'POST', now(await door.maxId()));
    expect(status).toBe(201);
    expect(world.retellApi.dials().at(-1)?.metadata).not.toHaveProperty('appointment_id');
  });

  it('asked for twice is one call: within the minute, and with the same key at any time (VIO-04)', async () => {
    const door = await openReminderDoor(world);
    const path = now(await door.maxId());
    const key = { 'idempotency-key': 'click-1' };
    const first = await door.as('staff', 'POST', path, {}, key);
    world.clock.advance({ minutes: 90 });
    const again = await door.as('staff', 'POST', path, {}, key);
    expect(again).toMatchObject({ status: 200, json: { ...first.json, repeated: true, state: 'ringing' } });
    expect(first.json).not.toHaveProperty('repeated');
    const [one, other] = [await door.as('staff', 'POST', path), await door.as('staff', 'POST', path)];
    expect([one.status, other.status]).toEqual([201, 200]);
    expect(other.json['session_id']).toBe(one.json['session_id']);
    expect(one.json['session_id']).not.toBe(first.json['session_id']);
    expect(door.rung()).toBe(2);
  });

  it('asked for by several at once rings once (VIO-04)', async () => {
    const door = await openReminderDoor(world);
    const path = now(await door.maxId());
    const answers = await Promise.all(Array.from({ length: 5 }, () => door.as('staff', 'POST', path)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.every(({ status }) => [200, 201, 409].includes(status))).toBe(true);
    const busy = answers.filter(({ status }) => status === 409);
    expect(busy.every(({ json }) => json['field'] === 'contact_id')).toBe(true);
    expect(door.rung()).toBe(1);
  });

  it('is left where they are rung anyhow, if the schedule is not to be bypassed (VIO-04)', async () => {
    const door = await openReminderDoor(world);
    const [task] = await door.salon.tasks(await door.salon.book());
    const answer = await door.as('staff', 'POST', now(await door.maxId()), { bypass_schedule: false });
    expect(answer).toMatchObject({
      status: 409,
      json: {
        error: 'already_planned',
        field: 'bypass_schedule',
        reminder_id: task?.id,
        at: task?.scheduledAt.toISOString(),
      },
    });
    expect(door.rung()).toBe(0);
  });

  it.each([
    [
      '21:14',
      '2026-11-20T20:14:00Z',
      { field: 'calling_hours', local_time: '2026-11-20 21:14', timezone: 'Europe/Berlin' },
    ],
    ['a Saturday', '2026-11-21T11:00:00Z', { local_time: '2026-11-21 12:00', reason: 'weekend' }],
  ])(
    "at %s on the customer's clock is refused with the time it is there (VIO-06)",
    async (_when, at, told) => {
      const door = await openReminderDoor(world);
      world.clock.set(at);
      const { status, json } = await door.as('staff', 'POST', now(await door.maxId()));
      expect(status).toBe(422);
      expect(json).toMatchObject({ success: false, error: 'outside_hours', ...told });
      expect(json['message']).toContain(String(told.local_time).slice(11));
      world.clock.set('2026-11-23T09:00:00Z');
      await dialForgotten(await door.salon.ctx());
      expect([door.rung(), await leftOver(door)]).toEqual([0, []]);
    },
  );

  it('over the limit is refused with the use of the last 15 minutes and when to try again (VIO-07, VIO-38)', async () => {
    const door = await openReminderDoor(world, { limits: { perQuarterHour: 1 } });
    const { store } = door.salon;
    const at = world.clock.now();
    const other = await store.customers.save({
      id: 'cus_other',
      name: 'Erika',
      phone: '+491711234599',
      now: at,
    });
    expect((await door.as('staff', 'POST', now(other))).status).toBe(201);
    world.clock.advance({ minutes: 5 });
    const { status, json, headers } = await door.as('staff', 'POST', now(await door.maxId()));
    expect([status, headers.get('retry-after')]).toEqual([429, '600']);
    expect(json).toMatchObject({
      error: 'rate_limit',
      field: 'limits.per_quarter_hour',
      reason: 'quarter_hour_limit',
      usage: { last_15_minutes: 1 },
      limits: { last_15_minutes: 1 },
    });
    world.clock.advance({ minutes: 20 });
    await dialForgotten(await door.salon.ctx());
    expect([door.rung(), await leftOver(door)]).toEqual([1, []]);
    // Refused is not carried out: the same wish may be said again when there is room.
    expect((await door.as('staff', 'POST', now(await door.maxId()))).status).toBe(201);
  });

  it('to a number that was called lately waits its hour (VIO-38)', async () => {
    const door = await openReminderDoor(world);
    const path = now(await door.maxId());
    await door.as('staff', 'POST', path);
    world.clock.advance({ minutes: 30 });
    const { status, json, headers } = await door.as('staff', 'POST', path);
    expect([status, headers.get('retry-after')]).toEqual([429, '1800']);
    expect(json).toMatchObject({
      error: 'number_called_lately',
      field: 'limits.same_number_minutes',
      retry_at: expect.any(String),
    });
  });

  it("for another tenant's contact, or nobody's, is not found (VIO-08)", async () => {
    const door = await openReminderDoor(world);
    const other = await openReminderDoor(world);
    for (const id of [await door.maxId(), 'cus_none', 'cus%00']) {
      const answer = await other.as('owner', 'POST', now(id));
      expect(answer).toMatchObject({ status: 404, json: { error: 'not_found', field: 'id' } });
    }
    const made = await door.as('staff', 'POST', now(await door.maxId()));
    const status = await other.as('owner', 'GET', String(made.json['status_endpoint']));
    expect(status.status).toBe(404);
    expect([door.rung(), other.rung()]).toEqual([1, 0]);
  });

  it('for who has no number or wants no calls is refused (VIO-08, VIO-35)', async () => {
    const door = await openReminderDoor(world);
    const { store } = door.salon;
    const nobody = await store.customers.save({
      id: 'cus_mail',
      name: 'Erika',
      email: 'e@example.com',
      now: world.clock.now(),
    });
    expect(await door.as('staff', 'POST', now(nobody))).toMatchObject({
      status: 422,
      json: { error: 'not_callable', field: 'contact_id', reason: 'no_number' },
    });
    await door.as('staff', 'PUT', `/api/v1/do-not-call/${MAX}`);
    expect(await door.as('staff', 'POST', now(await door.maxId()))).toMatchObject({
      status: 422,
      json: { error: 'not_callable', field: 'contact_id', reason: 'do_not_call' },
    });
    expect(door.rung()).toBe(0);
  });

  it('with an incomplete configuration names what is missing (VIO-09)', async () => {
    const door = await openReminderDoor(world);
    const { store } = door.salon;
    const path = now(await door.maxId());
    await store.tenant.saveReminders({ enabled: true, fromNumber: door.salon.fromNumber }, world.clock.now());
    expect(await door.as('staff', 'POST', path)).toMatchObject({
      status: 422,
      json: {
        error: 'not_configured',
        field: 'agent_id',
        errors: [{ field: 'agent_id', problem: 'is missing' }],
      },
    });
    expect(await store.followUpTasks.listReviews()).toEqual([]);
    expect(door.rung()).toBe(0);
  });

  it('while all calls are paused is refused (VIO-40)', async () => {
    const door = await openReminderDoor(world);
    await door.as('owner', 'POST', '/api/v1/reminders/pause');
    const answer = await door.as('staff', 'POST', now(await door.maxId()));
    expect(answer).toMatchObject({ status: 409, json: { error: 'paused', field: 'paused' } });
    expect(answer.json).not.toHaveProperty('retry_at');
    expect(await leftOver(door)).toEqual([]);
  });

  it.each([
    [400, 'refused_400'],
    [401, 'refused_401'],
    [422, 'refused_422'],
    [429, 'turned_away'],
  ])(
    'that Retell answers with %i leaves a failed session, and is not made later (VIO-11)',
    async (status, error) => {
      const door = await openReminderDoor(world);
      const apiKey = door.salon.definition.retell?.apiKey ?? '';
      world.retellApi.fail({ fault: { kind: 'status', status }, path: '/v2/create-phone-call', apiKey });
      const { json, ...answer } = await door.as('staff', 'POST', now(await door.maxId()));
      world.retellApi.heal();
      expect(answer.status).toBe(502);
      expect(json).toMatchObject({
        success: false,
        error: 'refused_by_provider',
        message: 'Retell has refused the call: nobody is rung.',
      });
      const told = await door.as('reader', 'GET', String(json['status_endpoint']));
      expect(told.json).toMatchObject({ state: 'failed', placement_error: error });
      world.clock.advance({ hours: 1 });
      await dialForgotten(await door.salon.ctx());
      expect([door.rung(), await leftOver(door)]).toEqual([0, []]);
    },
  );

  it('of whose fate nothing is heard is looked up, and never made a second time (VIO-11, VIO-62)', async () => {
    const door = await openReminderDoor(world);
    const apiKey = door.salon.definition.retell?.apiKey ?? '';
    world.retellApi.fail({ fault: { kind: 'reset' }, path: '/v2/create-phone-call', apiKey, times: 1 });
    const { status, json } = await door.as('staff', 'POST', now(await door.maxId()));
    expect([status, json['error']]).toEqual([504, 'outcome_unknown']);
    expect(json['message']).toContain('may be rung');
    for (const minutes of [6, 6, 6]) {
      world.clock.advance({ minutes });
      await dialForgotten(await door.salon.ctx());
    }
    const told = await door.as('reader', 'GET', String(json['status_endpoint']));
    expect(told.json).toMatchObject({ state: 'failed', placement_error: 'never_made' });
    expect([door.rung(), await leftOver(door)]).toEqual([0, []]);
  });

  it('that the provider took while its answer got lost is found again (VIO-11)', async () => {
    const door = await openReminderDoor(world);
    const apiKey = door.salon.definition.retell?.apiKey ?? '';
    world.retellApi.fail({ fault: { kind: 'lost' }, path: '/v2/create-phone-call', apiKey, times: 1 });
    const { status, json } = await door.as('staff', 'POST', now(await door.maxId()));
    expect([status, json['success'], door.rung()]).toEqual([201, true, 1]);
  });

  it.each([
    [{ priority: 'urgent' }, 'priority'],
    [{ bypass_schedule: 'yes' }, 'bypass_schedule'],
    [{ call_type: 'birthday' }, 'call_type'],
    [{ number: MAX }, 'number'],
    ['{', 'body'],
    ['[]', 'body'],
  ])('hears which field is wrong: %j', async (body, field) => {
    const door = await openReminderDoor(world);
    const answer = await door.as('staff', 'POST', now(await door.maxId()), body);
    expect(answer).toMatchObject({ status: 400, json: { error: 'invalid', field } });
    expect(door.rung()).toBe(0);
  });

  it('hears which types of calls there are (VIO-04)', async () => {
    const door = await openReminderDoor(world);
    const { json } = await door.as('staff', 'POST', now(await door.maxId()), { call_type: 'birthday' });
    expect(json['problems']).toEqual([{ field: 'call_type', problem: 'must be reminder or call_now' }]);
  });

  it('hears that its key cannot be one, and needs a key of the staff', async () => {
    const door = await openReminderDoor(world);
    const path = now(await door.maxId());
    const odd = await door.as('staff', 'POST', path, {}, { 'idempotency-key': 'a b' });
    expect(odd).toMatchObject({ status: 400, json: { field: 'idempotency-key' } });
    expect((await door.as('reader', 'POST', path)).status).toBe(403);
    const unproven = await world.app.request(path, { method: 'POST' });
    expect(unproven.status).toBe(401);
    expect(door.rung()).toBe(0);
  });
});

describe('the status of a call', () => {
  it('tells its states with their times, and when one takes too long (VIO-41, VIO-42)', async () => {
    const door = await openReminderDoor(world);
    const made = await door.as('staff', 'POST', now(await door.maxId()));
    const path = String(made.json['status_endpoint']);
    const { json } = await door.as('reader', 'GET', path);
    const states: unknown[] = Object(json['states']);
    expect(states.map((one) => Object(one)['state'])).toEqual([
      'queued',
      'processing',
      'initiating',
      'ringing',
    ]);
    expect(json).toMatchObject({ expected_seconds: { least: 30, most: 60 }, overdue: false });
    world.clock.advance({ minutes: 2 });
    expect((await door.as('reader', 'GET', path)).json).toMatchObject({
      overdue: true,
      seconds_in_state: 120,
    });
  });
});
