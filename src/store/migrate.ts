import { sql } from 'drizzle-orm';
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import { fileURLToPath } from 'node:url';
import { PgBoss } from 'pg-boss';
import type { Log } from '../platform/log.ts';
import { openDatabase } from './database.ts';
import type { Db } from './database.ts';
import { JOB_QUEUES, JOB_SCHEMA } from './job-queues.ts';

const FOLDER = fileURLToPath(new URL('../../drizzle', import.meta.url));
/** Any number of our own; every process of ours that migrates this database waits for the same one. */
const ADVISORY_LOCK = 5_107_110_114;

/**
 * Brings the database at `url` (an owner of it) to this version: roles, tables, job queue, grants.
 * Under an advisory lock, so that processes starting together wait for each other; safe to repeat.
 */
export async function migrate(url: string, log: Log): Promise<void> {
  const { db, close } = openDatabase(url, { connections: 1 });
  try {
    await db.execute(sql`set lock_timeout = '60s'`);
    await db.execute(sql`select pg_advisory_lock(${sql.raw(String(ADVISORY_LOCK))})`);
    await makeRoles(db);
    await applyMigrations(db, { migrationsFolder: FOLDER });
    await makeJobQueues(url, log);
    await indexDialAlarms(db);
    await grant(db);
    await db.execute(sql`select pg_advisory_unlock(${sql.raw(String(ADVISORY_LOCK))})`);
  } finally {
    await close();
  }
}

/** Roles belong to the whole server, so another database's migration may make them at the same moment. */
async function makeRoles(db: Db): Promise<void> {
  for (const role of ['slotline_app', 'slotline_system']) {
    await db.execute(
      sql.raw(`do $$ begin
        if not exists (select from pg_roles where rolname = '${role}') then
          create role ${role} nologin nosuperuser nobypassrls nocreatedb nocreaterole;
        end if;
        -- From version 16 on, whoever makes a role is a member of it without being allowed to act as it.
        if not pg_has_role(current_user, '${role}',
            case when current_setting('server_version_num')::int >= 160000 then 'set' else 'member' end) then
          grant ${role} to current_user;
        end if;
      exception when duplicate_object or unique_violation then null;
      end $$`),
    );
  }
}

async function makeJobQueues(url: string, log: Log): Promise<void> {
  const boss = new PgBoss({
    connectionString: url,
    schema: JOB_SCHEMA,
    supervise: false,
    schedule: false,
    max: 2,
  });
  boss.on('error', (error) => log.error({ err: error }, 'job queue failed while migrating'));
  await boss.start();
  try {
    for (const queue of JOB_QUEUES) {
      if ((await boss.getQueue(queue.name)) === null) await boss.createQueue(queue.name, queue.options);
    }
  } finally {
    await boss.stop({ graceful: false });
  }
}

/**
 * A queue is fetched from in the order its jobs were made, by an index that leads past every job whose time has not come.
 * Alarms of calls wait for days, any number of them: by this one a fetch finds those that ring and reads nothing else.
 */
async function indexDialAlarms(db: Db): Promise<void> {
  await db.execute(
    sql.raw(`create index if not exists dial_alarms on ${JOB_SCHEMA}.job_common (start_after)
      where name = 'dial' and state < 'active' and not blocked`),
  );
}

async function grant(db: Db): Promise<void> {
  const statements = [
    'grant usage on schema public to slotline_app, slotline_system',
    'grant select, insert, update, delete on all tables in schema public to slotline_app',
    // Row security decides which of these the system role really sees: only tables with a policy for it.
    'grant select on all tables in schema public to slotline_system',
    'grant insert on tenants to slotline_system',
    'grant insert, delete on global_do_not_call to slotline_system',
    `grant usage on schema ${JOB_SCHEMA} to slotline_app`,
    `grant select, insert, update, delete on all tables in schema ${JOB_SCHEMA} to slotline_app`,
    `grant usage on all sequences in schema ${JOB_SCHEMA} to slotline_app`,
    `grant execute on all functions in schema ${JOB_SCHEMA} to slotline_app`,
  ];
  for (const statement of statements) await db.execute(sql.raw(statement));
}
