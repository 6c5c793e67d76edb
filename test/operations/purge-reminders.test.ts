import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openCtx } from '../../src/operations/open-ctx.ts';
import { purgeOldData } from '../../src/operations/purge-old-data.ts';
import { openReminderDoor } from '../support/reminder-door.ts';
import { openReminderSalon } from '../support/reminder-salon.ts';
import type { ReminderSalon } from '../support/reminder-salon.ts';
import { ownerRows } from '../support/owner-rows.ts';
import { ring } from '../support/ring.ts';
import { MAX } from '../support/tenant-under-test.ts';
import { unhurried } from '../support/unhurried.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
let salon: ReminderSalon;
let other: ReminderSalon;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
});
beforeEach(async () => {
  other = await openReminderSalon(world);
  salon = await openReminderSalon(world);
  for (const one of [other, salon]) await plant(one);
});
afterAll(() => world.close());

const POLICIES = { cancelHours: 24, rescheduleHours: 24, minNoticeMinutes: 15 };
const AGES = { new: 80, words: 91, persons: 740 };

/** Of each age in days a reminder that was called, a time that was offered, and one of each that is not over. */
async function plant({ id, store }: ReminderSalon): Promise<void> {
  const customer = await store.customers.save({
    id: `cus_${id}`,
    name: 'Max',
    phone: MAX,
    now: world.clock.now(),
  });
  const [seat] = await ownerRows(
    world.databaseUrl,
    `select id from services where tenant_id = '${id}' limit 1`,
  );
  const now = `timestamptz '${world.clock.now().toISOString()}'`;
  for (const [age, days] of Object.entries(AGES)) {
    const then = `${now} - interval '${days} days'`;
    const [key, service] = [`'${id}', '${age}_${id}'`, `'${String(seat?.['id'])}'`];
    await ownerRows(
      world.databaseUrl,
      `insert into follow_up_tasks (tenant_id, id, kind, purpose, status, idempotency_key, customer_id, scheduled_at, wanted_at, auto_execution, closed_at, updated_at)
         values (${key}, 'call', 'reminder', 'completed', '${age}', '${customer}', ${then}, ${then}, true, ${then}, ${then}),
                ('${id}', 'open_${age}_${id}', 'manual_review', 'reminder', 'pending', 'open ${age}', '${customer}', ${then}, ${then}, false, null, ${then});
       insert into call_sessions (tenant_id, id, task_id, customer_id, purpose, state, attempt, zones, agent_id, requested_at, updated_at)
         values (${key}, '${age}_${id}', '${customer}', 'reminder', 'completed', 1, '{}', 'agent', ${then}, ${then});
       insert into call_session_states (tenant_id, session_id, state, at) values (${key}, 'completed', ${then});
       insert into dial_decisions (tenant_id, id, task_id, at, verdict, facts) values (${key}, '${age}_${id}', ${then}, 'allowed', '{}');
       insert into freed_times (tenant_id, id, service_id, starts_at, state, look_at, freed_at)
         values (${key}, ${service}, ${then}, 'closed', ${then}, ${then});
       insert into slot_claims (tenant_id, id, calendar_seat, starts_at, ends_at, state) values (${key}, 'staff:1', ${then}, ${then} + interval '1 hour', 'released');
       insert into waitlist_entries (tenant_id, id, customer_id, service_id, earliest, latest, state, asked_at, updated_at)
         values (${key}, '${customer}', ${service}, ${then}, ${then}, 'ended', ${then}, ${then});
       insert into waitlist_offers (tenant_id, id, freed_id, entry_id, service_id, claim_id, starts_at, ends_at, state, made_at, expires_at)
         values (${key}, '${age}_${id}', '${age}_${id}', ${service}, '${age}_${id}', ${then}, ${then}, 'declined', ${then}, ${then})`,
    );
  }
}

async function purge(): Promise<void> {
  await purgeOldData(await openCtx(world.deps, salon.id, new AbortController().signal, 'system'));
}

async function left({ id }: ReminderSalon, table: string, column = 'id'): Promise<string[]> {
  const rows = await ownerRows(
    world.databaseUrl,
    `select ${column} as id from ${table} where tenant_id = '${id}' order by 1`,
  );
  return rows.map((row) => String(row['id']).replace(`_${id}`, ''));
}

describe('what a tenant keeps no longer of its reminders', () => {
  it('is why and how each call was made after 90 days, and the whole after two years (VIO-81)', async () => {
    await purge();
    await purge();
    expect(await left(salon, 'dial_decisions')).toEqual(['new']);
    expect(await left(salon, 'call_session_states', 'session_id')).toEqual(['new']);
    for (const table of ['call_sessions', 'freed_times', 'waitlist_offers', 'waitlist_entries']) {
      expect([table, await left(salon, table)]).toEqual([table, ['new', 'words']]);
    }
    expect(await left(salon, 'follow_up_tasks')).toEqual([
      'new',
      'open_new',
      'open_persons',
      'open_words',
      'words',
    ]);
  });

  it("goes at once, and is not made anybody's before (VIO-81)", async () => {
    const { id } = salon;
    await ownerRows(
      world.databaseUrl,
      ['dial_decisions', 'freed_times', 'waitlist_entries', 'call_session_states']
        .map((table) => `delete from ${table} where tenant_id = '${id}'`)
        .join(';'),
    );
    await purge();
    const counts = await ownerRows(
      world.databaseUrl,
      `select after from audit_log where tenant_id = '${id}' and deed = 'purge'`,
    );
    expect(counts).toEqual([{ after: { count: 1 } }]);
  });

  it("is never another tenant's", async () => {
    await purge();
    for (const table of [
      'dial_decisions',
      'call_sessions',
      'freed_times',
      'waitlist_offers',
      'waitlist_entries',
    ]) {
      expect([table, await left(other, table)]).toEqual([table, ['new', 'persons', 'words']]);
    }
    expect(await left(other, 'follow_up_tasks')).toHaveLength(6);
  });

  it('is nothing of a reminder whose appointment is to come', async () => {
    await ownerRows(
      world.databaseUrl,
      `update follow_up_tasks set appointment_at = timestamptz '2027-01-01' where tenant_id = '${salon.id}' and id like 'persons%'`,
    );
    await purge();
    expect(await left(salon, 'follow_up_tasks')).toContain('persons');
  });
});

describe('the figures of a tenant that keeps persons for a short time', () => {
  it('stay, and tell nobody (VIO-97)', async () => {
    const retention = { transcriptDays: 60, personalDays: 10 };
    const definition = { policies: { ...POLICIES, retention } };
    const door = await openReminderDoor(world, { hoursBefore: [48] }, { definition });
    salon = door.salon;
    const [task] = await salon.tasks(await salon.book());
    await ring(world, salon, task, { kind: 'answered', analysis: { customer_response: 'confirmed' } });
    world.clock.advance({ minutes: 1 });
    const calls = async () =>
      (await door.as('reader', 'GET', '/api/v1/reminders/figures/analytics?days=30')).json['calls'];
    expect(await calls()).toMatchObject({ total: 1 });
    const names = async (table: string, columns: string) =>
      ownerRows(world.databaseUrl, `select ${columns} from ${table} where tenant_id = '${salon.id}'`);
    world.clock.advance({ days: 15 });
    await purge();
    expect(await calls()).toMatchObject({ total: 1 });
    expect(await names('call_sessions', 'customer_id, appointment_id, to_number, payload, analysis')).toEqual(
      [{ customer_id: null, appointment_id: null, to_number: null, payload: null, analysis: null }],
    );
    expect(await names('follow_up_tasks', 'customer_id, appointment_id, idempotency_key')).toEqual([
      { customer_id: null, appointment_id: null, idempotency_key: task?.id },
    ]);
    expect(await names('dial_decisions', 'customer_id')).toEqual([{ customer_id: null }]);
    world.clock.advance({ days: 112 });
    await purge();
    expect(await left(salon, 'call_sessions')).toEqual([]);
    expect(await left(salon, 'follow_up_tasks')).toEqual([]);
  });
});
