import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import type { Database } from '../../src/store/database.ts';
import { readyQuestion } from '../support/ready-question.ts';
import { inspectTenantStatement } from '../support/tenant-guard.ts';
import type { TenantUnderTest } from '../support/tenant-under-test.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

/** What the system role may see: who a request belongs to, and where work waits. Each one more is a decision. */
const SEEN_BY_SYSTEM = ['access_keys', 'agents', 'phone_numbers', 'tenants'];

let world: World;
let owner: Database;
let app: Database;
let system: Database;
let a: TenantUnderTest;
let b: TenantUnderTest;
/** Every table that holds rows of tenants, from the database itself, so that a new one is covered too. */
let tables: { name: string; key: string }[];

beforeAll(async () => {
  world = await createWorld();
  owner = openDatabase(world.databaseUrl, { connections: 1 });
  app = openDatabase(world.databaseUrl, { role: 'slotline_app', connections: 1 });
  system = openDatabase(world.databaseUrl, { role: 'slotline_system', connections: 1 });
  [a, b] = [await world.tenant(), await world.tenant()];
  for (const tenant of [a, b]) {
    await leaveRows(tenant);
    await leaveUpkeepRows(tenant);
  }
  tables = await listTenantTables();
});
afterAll(async () => {
  await Promise.all([owner.close(), app.close(), system.close()]);
  await world.close();
});

/** A booking, a cancellation, a callback, an open offer and a webhook: rows in most tables. */
async function leaveRows(tenant: TenantUnderTest): Promise<void> {
  const cancellation = await readyQuestion(tenant, 'cancel_appointment');
  await tenant.ask('cancel_appointment', cancellation);
  await tenant.ask('book_appointment', { date: '2026-11-25', time: '09:00' });
  await tenant.ask('start_booking', { date: '2026-11-26', time: '09:00' });
  await tenant.ask('request_callback', { reason: 'Frage' });
  await tenant.postCalcom({
    triggerEvent: 'BOOKING_CREATED',
    createdAt: '2026-11-20T09:00:00Z',
    payload: {},
  });
  await world.settle();
  await owner.db.execute(
    sql`insert into branches (tenant_id, id, name) values (${tenant.id}, ${`brn_${tenant.id}`}, 'Mitte')`,
  );
  await owner.db.execute(
    sql`insert into access_keys (tenant_id, id, role, hash) values (${tenant.id}, ${`key_${tenant.id}`}, 'owner', ${tenant.id})`,
  );
}

/** A row in each table that no question of a call fills. */
async function leaveUpkeepRows(tenant: TenantUnderTest): Promise<void> {
  const { id } = tenant;
  const at = '2026-11-20T09:00:00Z';
  for (const statement of [
    sql`insert into alerts (tenant_id, id, kind, dedupe_key, facts, raised_at) values (${id}, ${id}, 'drift', 'one', '{}', ${at})`,
    sql`insert into daily_runs (tenant_id, task, local_date, started_at) values (${id}, 'night', '2026-11-20', ${at})`,
    sql`insert into identity_tries (tenant_id, call_id, failed, updated_at) values (${id}, ${id}, '{}', ${at})`,
    sql`insert into reconcile_runs (tenant_id, id, source, cause, since, started_at, drift) values (${id}, ${id}, 'calcom', 'nightly', ${at}, ${at}, '[]')`,
    sql`insert into tool_answers (tenant_id, call_id, function, tool_call_id, arguments, answer, expires_at) values (${id}, ${id}, 'cancel_appointment', 'tool', '{}', '{}', ${at})`,
    sql`insert into follow_up_tasks (tenant_id, id, kind, purpose, status, idempotency_key, scheduled_at, wanted_at, auto_execution, updated_at) values (${id}, ${id}, 'call', 'reminder', 'pending', 'one', ${at}, ${at}, true, ${at})`,
    sql`insert into call_sessions (tenant_id, id, task_id, purpose, state, attempt, zones, agent_id, requested_at, updated_at) values (${id}, ${id}, ${id}, 'reminder', 'ringing', 1, '{}', 'agent', ${at}, ${at})`,
    sql`insert into call_session_states (tenant_id, session_id, state, at) values (${id}, ${id}, 'ringing', ${at})`,
    sql`insert into dial_decisions (tenant_id, id, task_id, at, verdict, facts) values (${id}, ${id}, ${id}, ${at}, 'allowed', '{}')`,
    sql`insert into do_not_call (tenant_id, number, source, added_at) values (${id}, '+4917100000000', 'owner', ${at})`,
    sql`insert into reminder_pauses (tenant_id, id, cause, facts, paused_at) values (${id}, ${id}, 'owner', '{}', ${at})`,
    sql`insert into customer_contacts (tenant_id, customer_id, call_attempts, updated_by, updated_at) select ${id}, min(id), 0, 'test', ${at} from customers where tenant_id = ${id}`,
    sql`insert into waitlist_entries (tenant_id, id, customer_id, service_id, earliest, latest, state, asked_at, updated_at)
        select ${id}, ${id}, (select min(id) from customers where tenant_id = ${id}), (select min(id) from services where tenant_id = ${id}), ${at}, ${at}, 'waiting', ${at}, ${at}`,
    sql`insert into freed_times (tenant_id, id, service_id, starts_at, state, look_at, freed_at)
        select ${id}, ${id}, service_id, ${at}, 'closed', ${at}, ${at} from waitlist_entries where tenant_id = ${id}`,
    sql`insert into waitlist_offers (tenant_id, id, freed_id, entry_id, service_id, claim_id, starts_at, ends_at, state, made_at, expires_at)
        select ${id}, ${id}, ${id}, ${id}, service_id, (select min(id) from slot_claims where tenant_id = ${id}), ${at}, ${at}, 'lapsed', ${at}, ${at} from waitlist_entries where tenant_id = ${id}`,
    sql`insert into audit_log (tenant_id, id, at, doer, deed) values (${id}, ${id}, ${at}, 'system', 'purge')`,
  ]) {
    await owner.db.execute(statement);
  }
}

async function rows(database: Pick<Database, 'db'>['db'] | Tx, query: ReturnType<typeof sql>) {
  return [...(await database.execute<Record<string, unknown>>(query))];
}
type Tx = Parameters<Parameters<Database['db']['transaction']>[0]>[0];

async function listTenantTables(): Promise<{ name: string; key: string }[]> {
  const found = await rows(
    owner.db,
    sql`select table_name as name from information_schema.columns
        where table_schema = 'public' and column_name = 'tenant_id' order by table_name`,
  );
  return [
    ...found.map(({ name }) => ({ name: String(name), key: 'tenant_id' })),
    { name: 'tenants', key: 'id' },
  ];
}

async function count(database: Database['db'] | Tx, table: string): Promise<number> {
  const [row] = await rows(database, sql`select count(*)::int as n from ${sql.identifier(table)}`);
  return Number(row?.['n']);
}

/** Runs `work` as the application does it for this tenant, and takes back whatever it changed. */
async function asTenant<T>(tenant: TenantUnderTest, work: (tx: Tx) => Promise<T>): Promise<T> {
  let result: { value: T } | undefined;
  const takenBack = new Error('taken back');
  await app.db
    .transaction(async (tx) => {
      await tx.execute(sql`select set_config('slotline.tenant_id', ${tenant.id}, true)`);
      result = { value: await work(tx) };
      throw takenBack;
    })
    .catch((error: unknown) => {
      if (error !== takenBack) throw error;
    });
  if (result === undefined) throw new Error('the work did not end');
  return result.value;
}

/** SQLSTATE of what the work rejects with; undefined when it does not. */
async function refusalOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
    return undefined;
  } catch (error) {
    const origin = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return typeof origin === 'object' && origin !== null && 'code' in origin ? origin.code : origin;
  }
}

const NOT_ALLOWED = '42501';

describe('the database keeps tenants apart even where the code is wrong (ASK-73, ASK-74)', () => {
  it('has rows of both tenants in every tenant table, so that what follows proves something', async () => {
    for (const { name, key } of tables) {
      const [row] = await rows(
        owner.db,
        sql`select count(distinct ${sql.identifier(key)})::int as n from ${sql.identifier(name)}
            where ${sql.identifier(key)} in (${a.id}, ${b.id})`,
      );
      expect({ name, tenants: row?.['n'] }).toEqual({ name, tenants: 2 });
    }
    expect(tables.length).toBeGreaterThan(15);
  });

  it('has row security with a policy of the own tenant on every one of them', async () => {
    for (const { name, key } of tables) {
      const found = await rows(
        owner.db,
        sql`select c.relrowsecurity as secured, p.qual, p.with_check as checked
            from pg_class c join pg_policies p on p.tablename = c.relname
            where c.relname = ${name} and 'slotline_app' = any(p.roles)`,
      );
      const rule = `(${key} = current_setting('slotline.tenant_id'::text, true))`;
      expect({ name, found }).toEqual({ name, found: [{ secured: true, qual: rule, checked: rule }] });
    }
  });

  it('shows the application no row at all while no tenant is set', async () => {
    for (const { name } of tables) expect({ name, n: await count(app.db, name) }).toEqual({ name, n: 0 });
  });

  it('shows only the rows of the tenant that is set', async () => {
    for (const { name, key } of tables) {
      const seen = await asTenant(a, (tx) =>
        rows(tx, sql`select distinct ${sql.identifier(key)} as tenant from ${sql.identifier(name)}`),
      );
      expect({ name, seen }).toEqual({ name, seen: [{ tenant: a.id }] });
    }
  });

  it('lets one tenant change or delete no row of another', async () => {
    for (const { name, key } of tables) {
      const table = sql.identifier(name);
      const column = sql.identifier(key);
      const changed = await asTenant(a, async (tx) => [
        ...(await rows(
          tx,
          sql`update ${table} set ${column} = ${column} where ${column} = ${b.id} returning 1`,
        )),
        ...(await rows(tx, sql`delete from ${table} where ${column} = ${b.id} returning 1`)),
      ]);
      expect({ name, changed }).toEqual({ name, changed: [] });
    }
  });

  it('refuses to give a row to another tenant', async () => {
    for (const { name, key } of tables) {
      const move = asTenant(a, (tx) =>
        rows(tx, sql`update ${sql.identifier(name)} set ${sql.identifier(key)} = ${b.id}`),
      );
      expect({ name, code: await refusalOf(move) }).toEqual({ name, code: NOT_ALLOWED });
    }
  });

  it('refuses to add a row for another tenant', async () => {
    for (const { name, key } of tables) {
      const columns = await rows(
        owner.db,
        sql`select column_name as name from information_schema.columns
            where table_schema = 'public' and table_name = ${name} and is_generated = 'NEVER'`,
      );
      const others = columns.map((column) => String(column['name'])).filter((column) => column !== key);
      const list = sql.join(
        others.map((column) => sql`${sql.identifier(column)}`),
        sql`, `,
      );
      const add = asTenant(a, (tx) =>
        rows(
          tx,
          sql`insert into ${sql.identifier(name)} (${sql.identifier(key)}, ${list})
              select ${b.id}, ${list} from ${sql.identifier(name)} limit 1`,
        ),
      );
      expect({ name, code: await refusalOf(add) }).toEqual({ name, code: NOT_ALLOWED });
    }
  });

  it('gives neither role a table of its own or a way around row security', async () => {
    const roles = await rows(
      owner.db,
      sql`select rolname as role, rolsuper as super, rolbypassrls as bypasses, rolcreaterole as makes_roles,
            (select count(*)::int from pg_class where relowner = r.oid) as owns
          from pg_roles r where rolname in ('slotline_app', 'slotline_system') order by rolname`,
    );
    const harmless = { super: false, bypasses: false, makes_roles: false, owns: 0 };
    expect(roles).toEqual([
      { role: 'slotline_app', ...harmless },
      { role: 'slotline_system', ...harmless },
    ]);
  });

  it('shows the system role only what finding tenants takes', async () => {
    const seen: string[] = [];
    for (const { name } of tables) if ((await count(system.db, name)) > 0) seen.push(name);
    expect(seen.toSorted()).toEqual(SEEN_BY_SYSTEM);
  });

  it('lets the system role change nothing in them', async () => {
    for (const { name, key } of tables) {
      const column = sql.identifier(key);
      const change = rows(system.db, sql`update ${sql.identifier(name)} set ${column} = ${column}`);
      expect({ name, code: await refusalOf(change) }).toEqual({ name, code: NOT_ALLOWED });
      const removal = rows(system.db, sql`delete from ${sql.identifier(name)}`);
      expect({ name, code: await refusalOf(removal) }).toEqual({ name, code: NOT_ALLOWED });
    }
  });
});

describe('the guard of the tests (ASK-73)', () => {
  it('knows every tenant table and rejects a statement on it that lacks the tenant', () => {
    for (const { name } of tables.filter(({ key }) => key === 'tenant_id')) {
      for (const statement of [
        `select "id" from "${name}" where "${name}"."id" = $1`,
        `update "${name}" set "id" = $1 where "id" = $2`,
        `delete from "${name}"`,
      ]) {
        expect(() => inspectTenantStatement(statement)).toThrow('does not name the tenant');
      }
      inspectTenantStatement(`select 1 from "${name}" where "${name}"."tenant_id" = $1`);
    }
  });

  it('stops such a statement before it is sent', async () => {
    const guarded = openDatabase(world.databaseUrl, {
      role: 'slotline_app',
      connections: 1,
      inspect: inspectTenantStatement,
    });
    await expect(guarded.db.execute(sql`delete from "customers"`)).rejects.toThrow(
      'does not name the tenant',
    );
    await guarded.close();
    expect(await count(owner.db, 'customers')).toBe(2);
  });
});
