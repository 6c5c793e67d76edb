import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OWNER_ROLES } from '../support/owner-door.ts';
import type { OwnerRole } from '../support/owner-door.ts';
import { ownerRows } from '../support/owner-rows.ts';
import { openReminderDoor } from '../support/reminder-door.ts';
import { unhurried } from '../support/unhurried.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
});
afterAll(() => world.close());

const at = (path: string) => `/api/v1${path}`;

describe('the doors of programs', () => {
  it('list what is due, soonest first (VIO-77)', async () => {
    const door = await openReminderDoor(world);
    const [task] = await door.salon.tasks(await door.salon.book());
    const due = async () => (await door.as('reader', 'GET', '/api/follow-up-tasks/due')).json;
    expect(await due()).toEqual({ count: 0, counted_up_to: 10_000, due: [] });
    world.clock.set(task?.scheduledAt.toISOString() ?? '');
    expect(await due()).toMatchObject({ count: 1, due: [{ id: task?.id }] });
  });

  it('count all that is due, also where the list is cut off (VIO-77)', async () => {
    const door = await openReminderDoor(world);
    const due = `timestamptz '${world.clock.now().toISOString()}' - interval '1 minute'`;
    await ownerRows(
      world.databaseUrl,
      `insert into follow_up_tasks (tenant_id, id, kind, purpose, status, idempotency_key, scheduled_at, wanted_at, auto_execution, updated_at)
       select '${door.salon.id}', 'tsk_' || n, 'call', 'reminder', 'pending', n, ${due}, ${due}, true, ${due} from generate_series(1, 620) n`,
    );
    const { json } = await door.as('reader', 'GET', '/api/follow-up-tasks/due');
    expect(json['count']).toBe(620);
    expect(json['due']).toHaveLength(500);
  });

  it('tell whether calls can be made (VIO-77)', async () => {
    const door = await openReminderDoor(world);
    const health = async () => (await door.as('reader', 'GET', '/api/system/health')).json;
    expect(await health()).toMatchObject({
      status: 'ok',
      checks: { database: { up: true }, reminders: { enabled: true, can_make_calls: true, paused: false } },
    });
    await door.as('owner', 'POST', at('/reminders/pause'));
    expect(await health()).toMatchObject({
      status: 'degraded',
      checks: { reminders: { can_make_calls: false, paused: true } },
    });
  });

  it('tell how Retell answers, asked once in a few seconds (VIO-77)', async () => {
    const door = await openReminderDoor(world);
    const apiKey = door.salon.definition.retell?.apiKey ?? '';
    const asked = () => world.retellApi.requests().filter((one) => one.apiKey === apiKey).length;
    const before = asked();
    const [one] = await Promise.all(
      [1, 2, 3].map(() => door.as('reader', 'GET', '/api/system/retell-status')),
    );
    expect(one?.json).toMatchObject({ status: 'up', concurrency: { current: 0, reserved_inbound: 0 } });
    expect(asked() - before).toBe(2);
    const stranger = await openReminderDoor(world);
    const otherKey = stranger.salon.definition.retell?.apiKey ?? '';
    world.retellApi.fail({ fault: { kind: 'status', status: 401 }, apiKey: otherKey });
    const refused = await stranger.as('reader', 'GET', '/api/system/retell-status');
    world.retellApi.heal();
    expect(refused.json).toMatchObject({ status: 'key_refused', concurrency: null });
  });

  it('tell the limits, their use and what the gate has answered (VIO-38, VIO-77)', async () => {
    const door = await openReminderDoor(world, { limits: { perDay: 50 } });
    const path = `/trigger-call/${await door.maxId()}/immediate`;
    await door.as('staff', 'POST', path);
    world.clock.advance({ minutes: 2 });
    await door.as('staff', 'POST', path);
    await door.as('staff', 'PUT', at('/do-not-call/+491711234599'));
    const { json } = await door.as('reader', 'GET', '/api/system/safeguards');
    expect(json).toMatchObject({
      limits: { per_quarter_hour: 25, per_day: 50, at_once: 5, same_number_minutes: 60 },
      usage: { last_15_minutes: 1, last_24_hours: 1, at_once: 1 },
      paused: null,
      do_not_call: { numbers: 1 },
      decisions_last_24_hours: { allowed: 1, number_called_lately: 1 },
    });
  });

  it('open for nobody without a key, and tell nothing of another tenant', async () => {
    const door = await openReminderDoor(world);
    const other = await openReminderDoor(world);
    await door.as('staff', 'POST', `/trigger-call/${await door.maxId()}/immediate`);
    for (const path of ['/api/follow-up-tasks/due', '/api/system/health', '/api/system/safeguards']) {
      expect((await world.app.request(path)).status).toBe(401);
    }
    expect((await other.as('reader', 'GET', '/api/system/safeguards')).json).toMatchObject({
      usage: { last_24_hours: 0 },
      decisions_last_24_hours: {},
    });
  });
});

describe('what a key allows', () => {
  it.each<[string, string, OwnerRole]>([
    ['GET', '/api/v1/reminders', 'reader'],
    ['GET', '/api/v1/reminders/reviews', 'reader'],
    ['GET', '/api/v1/reminders/settings', 'reader'],
    ['GET', '/api/v1/reminders/pauses', 'reader'],
    ['GET', '/api/v1/reminders/tsk_none', 'reader'],
    ['GET', '/api/v1/do-not-call', 'reader'],
    ['GET', '/api/v1/services', 'reader'],
    ['GET', '/call-status/ses_none', 'reader'],
    ['GET', '/api/system/safeguards', 'reader'],
    ['POST', '/trigger-call/cus_none/immediate', 'staff'],
    ['POST', '/api/v1/reminders/check', 'staff'],
    ['POST', '/api/v1/reminders/reviews/tsk_none/done', 'staff'],
    ['POST', '/api/v1/appointments/apt_none/reminders', 'staff'],
    ['PATCH', '/api/v1/customers/cus_none/contact', 'staff'],
    ['PUT', '/api/v1/do-not-call/+491711234599', 'staff'],
    ['DELETE', '/api/v1/do-not-call/+491711234599', 'staff'],
    ['POST', '/api/v1/reminders/pause', 'owner'],
    ['POST', '/api/v1/reminders/resume', 'owner'],
    ['PUT', '/api/v1/reminders/settings', 'owner'],
  ])('is told by its role: %s %s needs %s', async (method, path, least) => {
    const door = await openReminderDoor(world);
    const forbidden: OwnerRole[] = [];
    for (const role of OWNER_ROLES) {
      const { status, json } = await door.as(role, method, path);
      expect([200, 201, 400, 403, 404]).toContain(status);
      if (json['error'] === 'forbidden') forbidden.push(role);
    }
    expect(forbidden).toEqual(OWNER_ROLES.slice(OWNER_ROLES.indexOf(least) + 1));
  });
});

describe('a question that cannot be read', () => {
  it.each([
    ['/api/v1/reminders?status=lost', 'status'],
    ['/api/v1/reminders?customer=1', 'customer'],
    ['/api/v1/reminders/settings?a=1', 'a'],
    ['/api/v1/reminders/reviews?limit=1', 'limit'],
    ['/call-status/ses_none?verbose=1', 'verbose'],
    ['/api/follow-up-tasks/due?limit=1', 'limit'],
    ['/api/system/health?all=1', 'all'],
    ['/api/system/retell-status?all=1', 'all'],
    ['/api/system/safeguards?all=1', 'all'],
    ['/api/v1/services?active=1', 'active'],
  ])('hears which field is wrong: %s', async (path, field) => {
    const door = await openReminderDoor(world);
    expect(await door.as('owner', 'GET', path)).toMatchObject({
      status: 400,
      json: { error: 'invalid', field },
    });
  });
});
