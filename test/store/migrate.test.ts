import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../../src/platform/log.ts';
import { openDatabase } from '../../src/store/database.ts';
import { JOB_QUEUES } from '../../src/store/job-queues.ts';
import { startJobQueue } from '../../src/store/job-queue.ts';
import { migrate } from '../../src/store/migrate.ts';
import { createBlankDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { ownerRows } from '../support/owner-rows.ts';

const log = createLog('silent');

let database: TestDatabase;
beforeEach(async () => {
  database = await createBlankDatabase();
});
afterEach(() => database.drop());

function rows(query: string): Promise<Record<string, unknown>[]> {
  return ownerRows(database.url, query);
}

/** Everything that a migration makes, as far as the catalogue knows it. */
async function catalogue(): Promise<unknown> {
  return {
    columns: await rows(
      `select table_schema, table_name, column_name, data_type from information_schema.columns
       where table_schema in ('public', 'pgboss') order by 1, 2, 3`,
    ),
    constraints: await rows(
      `select conrelid::regclass::text as of, conname, pg_get_constraintdef(oid) as is from pg_constraint
       where connamespace = 'public'::regnamespace order by 1, 2`,
    ),
    policies: await rows(`select tablename, policyname, roles::text, cmd from pg_policies order by 1, 2`),
    grants: await rows(
      `select table_schema, table_name, grantee, privilege_type from information_schema.role_table_grants
       where grantee in ('slotline_app', 'slotline_system') order by 1, 2, 3, 4`,
    ),
    queues: await rows(`select name, retry_limit, notify from pgboss.queue order by 1`),
    applied: await rows(`select hash from drizzle.__drizzle_migrations order by id`),
  };
}

async function allowed(role: 'slotline_app' | 'slotline_system', statement: string): Promise<boolean> {
  const { db, close } = openDatabase(database.url, { role, connections: 1 });
  const done = await db.execute(sql.raw(statement)).then(
    () => true,
    () => false,
  );
  await close();
  return done;
}

describe('migrate', () => {
  it('makes everything in an empty database, the same twice', async () => {
    await migrate(database.url, log);
    const first = await catalogue();
    const files = await readdir(new URL('../../drizzle/', import.meta.url));
    expect(first).toMatchObject({ applied: files.filter((name) => name.endsWith('.sql')).map(() => ({})) });
    expect(await rows('select name from pgboss.queue order by name')).toEqual(
      JOB_QUEUES.map(({ name }) => ({ name })).toSorted((a, b) => a.name.localeCompare(b.name)),
    );
    await migrate(database.url, log);
    expect(await catalogue()).toEqual(first);
  });

  it('may be run by several at the same moment', async () => {
    await Promise.all([migrate(database.url, log), migrate(database.url, log), migrate(database.url, log)]);
    const together = await catalogue();
    await migrate(database.url, log);
    expect(await catalogue()).toEqual(together);
  });

  it('keeps the rows that are there', async () => {
    await migrate(database.url, log);
    await rows(
      `insert into tenants (id, slug, name, business_type, locale, timezone, policies, limits,
       calcom_requests_per_minute, updated_at) values ('ten_1', 'salon', 'Salon', 'salon', 'de-DE', 'Europe/Berlin',
       '{}', '{}', 120, now())`,
    );
    await migrate(database.url, log);
    expect(await rows('select slug from tenants')).toEqual([{ slug: 'salon' }]);
  });

  it('lets the roles work on rows, and change nothing else', async () => {
    await migrate(database.url, log);
    expect(await allowed('slotline_app', 'select * from calls')).toBe(true);
    expect(await allowed('slotline_app', `delete from calls where tenant_id = 'x'`)).toBe(true);
    expect(await allowed('slotline_system', 'select * from tenants')).toBe(true);
    for (const statement of [
      'create table x (y int)',
      'drop table calls',
      'truncate calls',
      'alter table calls disable row level security',
      'alter policy own_tenant on calls using (true)',
      'create schema x',
    ]) {
      expect({ statement, allowed: await allowed('slotline_app', statement) }).toEqual({
        statement,
        allowed: false,
      });
    }
    for (const statement of [
      `delete from tenants where id = 'x'`,
      `update tenants set name = 'x' where id = 'x'`,
    ]) {
      expect({ statement, allowed: await allowed('slotline_system', statement) }).toEqual({
        statement,
        allowed: false,
      });
    }
  });

  it('lets the application set alarms and take them', async () => {
    await migrate(database.url, log);
    const jobs = await startJobQueue(database.url, { log, connections: 1 });
    const id = await jobs.boss.send('calendar-event', { tenantId: 'ten_1', id: 'evt_1' });
    expect(await jobs.boss.fetch('calendar-event')).toMatchObject([{ id, data: { id: 'evt_1' } }]);
    await jobs.stop();
  });

  it('is enough for an owner who is no superuser', async () => {
    const owner = `owner_${randomBytes(6).toString('hex')}`;
    const name = new URL(database.url).pathname.slice(1);
    const [server] = await rows(`select current_setting('server_version_num')::int as version`);
    // What a role that made both roles itself has of them.
    const membership =
      Number(server?.['version']) >= 160_000 ? 'admin true, inherit false, set false' : 'admin option';
    await rows(
      `create role ${owner} login createrole password 'owner-of-a-test';
       grant slotline_app, slotline_system to ${owner} with ${membership};
       alter database ${name} owner to ${owner}`,
    );
    const url = new URL(database.url);
    url.username = owner;
    url.password = 'owner-of-a-test';
    await migrate(url.href, log);
    const { db, close } = openDatabase(url.href, { role: 'slotline_app', connections: 1 });
    expect(await db.execute(sql`select current_user as role, count(*)::int as calls from calls`)).toEqual([
      { role: 'slotline_app', calls: 0 },
    ]);
    await close();
    await database.drop();
    const elsewhere = await createBlankDatabase();
    await ownerRows(elsewhere.url, `drop role ${owner}`);
    await elsewhere.drop();
  });
});
