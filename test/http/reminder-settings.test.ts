import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { planAllReminders } from '../../src/operations/reminders/planning/plan-all-reminders.ts';
import { ownerRows } from '../support/owner-rows.ts';
import { openReminderDoor } from '../support/reminder-door.ts';
import type { ReminderDoor } from '../support/reminder-door.ts';
import { unhurried } from '../support/unhurried.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const SETTINGS = '/api/v1/reminders/settings';

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
});
afterAll(() => world.close());

/** As a worker does once it hears of the request. */
async function planned(door: ReminderDoor): Promise<void> {
  await planAllReminders(await door.salon.ctx());
}

describe("the owner's settings of reminder calls", () => {
  it('are shown complete, with what was said, and the key only by its end (VIO-01, VIO-02, VIO-61, VIO-64)', async () => {
    const door = await openReminderDoor(world, {
      hoursBefore: [48, 2],
      content: { personality: 'friendly' },
    });
    const { status, json } = await door.as('reader', 'GET', SETTINGS);
    expect(status).toBe(200);
    expect(json['settings']).toMatchObject({
      enabled: true,
      preset: 'standard',
      hours_before: [48, 2],
      agent_id: door.salon.agentId,
      calling_hours: { from: '08:00', until: '20:00', weekdays: [1, 2, 3, 4, 5] },
      retries: { most_retries: 2, delay_minutes: { no_answer: 120, voicemail: 480, busy: 60, failed: 240 } },
      limits: { per_quarter_hour: 25, per_day: 300, at_once: 5, same_number_minutes: 60 },
      content: { personality: 'friendly', confirmation: true, rescheduling: true, cancelling: true },
      behaviour: { max_seconds: 300, silence_seconds: 10, recording: false, transcription: false },
    });
    expect(json).toMatchObject({
      wishes: { hours_before: [48, 2], content: { personality: 'friendly' } },
      errors: [],
      can_make_calls: true,
      paused: null,
    });
    const apiKey = door.salon.definition.retell?.apiKey ?? '';
    expect(json['api_key']).toEqual({ is_set: true, is_own: true, masked: `****${apiKey.slice(-4)}` });
    expect(JSON.stringify(json)).not.toContain(apiKey);
  });

  it('replace what was said before; what is upcoming is reminded by them (VIO-01, VIO-12, VIO-13)', async () => {
    const door = await openReminderDoor(world);
    const { agentId, fromNumber } = door.salon;
    const appointmentId = await door.salon.book();
    const wishes = { enabled: true, agent_id: agentId, from_number: fromNumber, hours_before: [48, 3] };
    for (const _again of [1, 2]) {
      const { status, json } = await door.as('owner', 'PUT', SETTINGS, wishes);
      expect([status, json['wishes']]).toEqual([200, wishes]);
      await planned(door);
      const tasks = await door.salon.tasks(appointmentId);
      expect(tasks.map(({ hoursBefore }) => hoursBefore)).toEqual([48, 3]);
    }
    await door.as('owner', 'PUT', SETTINGS, { ...wishes, enabled: false });
    await planned(door);
    expect(await door.salon.tasks(appointmentId)).toEqual([]);
  });

  it('set while calls go on are used by the next booking, and are in the audit (VIO-01)', async () => {
    const door = await openReminderDoor(world, { enabled: false });
    const { agentId, fromNumber, store } = door.salon;
    const wishes = { enabled: true, agent_id: agentId, from_number: fromNumber, hours_before: [6] };
    expect((await door.as('owner', 'PUT', SETTINGS, wishes)).status).toBe(200);
    const [task] = await door.salon.tasks(await door.salon.book());
    expect(task).toMatchObject({ hoursBefore: 6 });
    expect(await store.tenant.loadReminders()).toMatchObject({ hoursBefore: [6] });
    expect((await door.salon.ctx()).tenant.reminders).toMatchObject({ enabled: true, hoursBefore: [6] });
    const deeds = await ownerRows(
      world.databaseUrl,
      `select deed, doer from audit_log where tenant_id = '${door.salon.id}' and deed = 'set_reminders'`,
    );
    expect(deeds).toEqual([{ deed: 'set_reminders', doer: 'owner' }]);
  });

  it('set at the same time by several leave one whole set', async () => {
    const door = await openReminderDoor(world);
    const { agentId, fromNumber, store } = door.salon;
    const base = { enabled: true, agent_id: agentId, from_number: fromNumber };
    const sets = [1, 2, 6].map((hour) => ({ ...base, hours_before: [hour], limits: { per_day: hour } }));
    await Promise.all(sets.map((one) => door.as('owner', 'PUT', SETTINGS, one)));
    const left = await store.tenant.loadReminders();
    expect(left?.hoursBefore).toEqual([left?.limits?.perDay]);
  });

  it.each<[Record<string, unknown>, string]>([
    [{ hours_before: [0] }, 'hours_before'],
    [{ hours_before: [169] }, 'hours_before'],
    [{ hours_before: [1.5] }, 'hours_before'],
    [{ hours_before: [24, 24] }, 'hours_before'],
    [{ hours_before: ['24'] }, 'hours_before[0]'],
    [{ hours_before: 24 }, 'hours_before'],
    [{ calling_hours: { from: '20:00', until: '08:00' } }, 'calling_hours.from'],
    [{ calling_hours: { from: '08:00', until: '08:00' } }, 'calling_hours.from'],
    [{ calling_hours: { from: '8 am' } }, 'calling_hours.from'],
    [{ calling_hours: { weekdays: [] } }, 'calling_hours.weekdays'],
    [{ calling_hours: { holidays: ['DE-XX'] } }, 'calling_hours.holidays'],
    [{ calling_hours: { zone: 'Europe/Berlin' } }, 'calling_hours.zone'],
    [{ agent_id: 'assistant_1' }, 'agent_id'],
    [{ agent_id: 'agent_of_somebody_else' }, 'agent_id'],
    [{ from_number: '+4930' }, 'from_number'],
    [{ from_number: '+493012345678' }, 'from_number'],
    [{ retries: { delay_minutes: { no_answer: -1 } } }, 'retries.delay_minutes.no_answer'],
    [{ retries: { delay_minutes: { lost: 5 } } }, 'retries.delay_minutes.lost'],
    [{ limits: { per_day: 0 } }, 'limits.per_day'],
    [{ limits: { per_day: 1_000_001 } }, 'limits.per_day'],
    [{ limits: { same_number_minutes: 2_000_000_000_000 } }, 'limits.same_number_minutes'],
    [{ retries: { escalate_after: Number.MAX_SAFE_INTEGER } }, 'retries.escalate_after'],
    [{ quality: { long_seconds: 2_147_484 } }, 'quality.long_seconds'],
    [{ quality: { least_calls: Number.MAX_SAFE_INTEGER } }, 'quality.least_calls'],
    [{ behaviour: { max_seconds: 10 } }, 'behaviour.max_seconds'],
    [{ content: { personality: 'rude' } }, 'content.personality'],
    [{ content: { callback_number: '12' } }, 'content.callback_number'],
    [{ preset: 'fast' }, 'preset'],
    [{ colour: 'blue' }, 'colour'],
    [{ enabled: 'yes' }, 'enabled'],
  ])(
    'that cannot be are refused by the name of the field, and change nothing: %j (VIO-65)',
    async (change, field) => {
      const door = await openReminderDoor(world);
      const { agentId, fromNumber, store } = door.salon;
      const before = await store.tenant.loadReminders();
      const wishes = { enabled: true, agent_id: agentId, from_number: fromNumber, ...change };
      const { status, json } = await door.as('owner', 'PUT', SETTINGS, wishes);
      expect([status, json['error'], json['field']]).toEqual([400, 'invalid', field]);
      expect(await store.tenant.loadReminders()).toEqual(before);
    },
  );

  it('are nothing that staff or readers change, or another tenant', async () => {
    const door = await openReminderDoor(world);
    const other = await openReminderDoor(world);
    for (const role of ['staff', 'reader'] as const) {
      expect((await door.as(role, 'PUT', SETTINGS, { enabled: false })).status).toBe(403);
    }
    await other.as('owner', 'PUT', SETTINGS, { enabled: false });
    expect(await door.salon.store.tenant.loadReminders()).toMatchObject({ enabled: true });
  });

  it.each([
    ['no body', undefined],
    ['nothing but blanks', ' \n'],
    ['no wish', {}],
  ])('that say nothing are refused, and change nothing: %s (VIO-01)', async (_what, body) => {
    const door = await openReminderDoor(world);
    const before = await door.salon.store.tenant.loadReminders();
    const { status, json } = await door.as('owner', 'PUT', SETTINGS, body);
    expect([status, json['error'], json['field']]).toEqual([400, 'invalid', 'body']);
    expect(await door.salon.store.tenant.loadReminders()).toEqual(before);
  });

  it('say that nobody can be called while all calls are paused (VIO-40, VIO-65)', async () => {
    const door = await openReminderDoor(world);
    const canMakeCalls = async () => (await door.as('reader', 'GET', SETTINGS)).json['can_make_calls'];
    await door.as('owner', 'POST', '/api/v1/reminders/pause');
    expect(await canMakeCalls()).toBe(false);
    await door.as('owner', 'POST', '/api/v1/reminders/resume');
    expect(await canMakeCalls()).toBe(true);
  });

  it('larger than 64 KB are not read', async () => {
    const door = await openReminderDoor(world);
    const answer = await door.as('owner', 'PUT', SETTINGS, { content: { location: 'x'.repeat(70_000) } });
    expect(answer).toMatchObject({ status: 413, json: { error: 'too_large', field: 'body' } });
  });
});

describe('the check of a configuration', () => {
  const CHECK = '/api/v1/reminders/check';

  it('asks Retell for the agent, and warns of what may be meant so (VIO-65)', async () => {
    const door = await openReminderDoor(world, { retries: { mostRetries: 7 } });
    const { json } = await door.as('staff', 'POST', CHECK);
    expect(json).toMatchObject({ errors: [], can_make_calls: true });
    expect(json['warnings']).toContainEqual({
      field: 'retries.most_retries',
      problem: 'is more than 5: no more than 5 are made',
    });
    expect(world.retellApi.requests().at(-1)?.path).toBe(`/get-agent/${door.salon.agentId}`);
  });

  it('judges wishes before they are set, and sets nothing (VIO-65)', async () => {
    const door = await openReminderDoor(world);
    const before = await door.salon.store.tenant.loadReminders();
    const { json } = await door.as('staff', 'POST', CHECK, { enabled: true, hours_before: [0] });
    expect(json).toMatchObject({ can_make_calls: false });
    expect(json['errors']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ field: 'agent_id' }),
        expect.objectContaining({ field: 'hours_before' }),
      ]),
    );
    expect(await door.salon.store.tenant.loadReminders()).toEqual(before);
  });

  it.each([
    [404, 'agent_id', 'errors', false],
    [401, 'api_key', 'errors', false],
    [500, 'agent_id', 'warnings', true],
  ])('that Retell answers with %i tells so, at %s (VIO-65)', async (status, field, list, canMakeCalls) => {
    const door = await openReminderDoor(world);
    const apiKey = door.salon.definition.retell?.apiKey ?? '';
    world.retellApi.fail({ fault: { kind: 'status', status }, path: '/get-agent', apiKey });
    const { json } = await door.as('staff', 'POST', CHECK);
    world.retellApi.heal();
    expect(json[list]).toContainEqual(expect.objectContaining({ field }));
    expect(json['can_make_calls']).toBe(canMakeCalls);
  });

  it('takes no number of nobody, and none of another tenant: who rings back must reach the one who rang (VIO-65)', async () => {
    const other = await openReminderDoor(world);
    for (const fromNumber of ['+493012345678', other.salon.fromNumber]) {
      const door = await openReminderDoor(world, { fromNumber });
      const { json } = await door.as('staff', 'POST', CHECK);
      expect(json['can_make_calls']).toBe(false);
      expect(json['errors']).toContainEqual({
        field: 'from_number',
        problem: 'must be one of the phone numbers of the tenant',
      });
      const wishes = { enabled: true, agent_id: door.salon.agentId, from_number: fromNumber };
      expect(await door.as('owner', 'PUT', SETTINGS, wishes)).toMatchObject({
        status: 400,
        json: { field: 'from_number' },
      });
    }
  });
});

describe('the check of a configuration whose agent cannot be looked up', () => {
  it('answers after ten seconds, and says so (VIO-65)', async () => {
    const door = await openReminderDoor(world);
    const { accessKeys } = door.salon.definition;
    const asked = Promise.withResolvers<void>();
    const app = world.openApp({
      ...world.deps,
      telephonies: {
        open: (apiKey) => ({
          ...world.deps.telephonies.open(apiKey),
          getAgent: () => {
            asked.resolve();
            return new Promise(() => undefined);
          },
        }),
      },
    });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const response = app.request('/api/v1/reminders/check', {
        method: 'POST',
        headers: { authorization: `Bearer ${accessKeys.find(({ role }) => role === 'staff')?.key}` },
      });
      await asked.promise;
      vi.advanceTimersByTime(10_000);
      expect(await (await response).json()).toMatchObject({
        errors: [],
        warnings: [{ field: 'agent_id', problem: 'could not be looked up: Retell did not answer' }],
        can_make_calls: true,
      });
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('stopping all calls', () => {
  it('is done once, told, and taken back once (VIO-40)', async () => {
    const door = await openReminderDoor(world);
    const first = await door.as('owner', 'POST', '/api/v1/reminders/pause');
    world.clock.advance({ minutes: 5 });
    expect(await door.as('owner', 'POST', '/api/v1/reminders/pause')).toMatchObject({
      status: 200,
      json: first.json,
    });
    expect((await door.as('reader', 'GET', SETTINGS)).json).toMatchObject({ paused: { cause: 'owner' } });
    for (const _again of [1, 2]) {
      const resumed = await door.as('owner', 'POST', '/api/v1/reminders/resume');
      expect(resumed.json).toEqual({ paused: false });
    }
    const { json } = await door.as('reader', 'GET', '/api/v1/reminders/pauses');
    expect(json['pauses']).toEqual([
      expect.objectContaining({ cause: 'owner', lifted_at: world.clock.now().toISOString() }),
    ]);
  });

  it('is the business of owners, each of their own tenant', async () => {
    const door = await openReminderDoor(world);
    const other = await openReminderDoor(world);
    for (const path of ['/api/v1/reminders/pause', '/api/v1/reminders/resume']) {
      expect((await door.as('staff', 'POST', path)).status).toBe(403);
    }
    await other.as('owner', 'POST', '/api/v1/reminders/pause');
    expect(await door.salon.store.reminderPauses.current()).toBeUndefined();
  });
});
