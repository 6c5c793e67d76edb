import type postgres from 'postgres';
import type { JobQueue } from '../../../src/store/job-queue.ts';
import type { Db } from '../../../src/store/database.ts';
import { JOB_SCHEMA } from '../../../src/store/job-queues.ts';

/** Where rows are planted: everything as the owner of the database, but for the one alarm that the others are copied from. */
export interface Ground {
  sql: postgres.Sql;
  app: Db;
  jobs: JobQueue;
  /** IANA; every customer's. */
  zone: string;
  /** Business time. */
  now: () => Date;
}

/** A reminder that becomes due while we watch, about a booking that the calendar has. */
export interface DueReminder {
  /** The tenant's place among all, by slug. */
  tenant: number;
  scheduledAt: Date;
  uid: string;
  calendarId: number;
}

const HOURS_BEFORE = 24;
const DAY_MS = 24 * 3_600_000;
const CHUNK = 2_000;
/** Those who wait have so many appointments each. */
const APPOINTMENTS_EACH = 10;

/** Makes appointments that nobody hears of before `from`, with reminder and alarm: so many, over the thirty days from then. */
export async function plantWaiting(
  ground: Ground,
  range: { first: number; until: number; from: Date },
): Promise<void> {
  const { sql } = ground;
  const { first, until, from } = range;
  await intoRows(ground, async () => {
    await sql`
      insert into bench_rows (name, customer, tenant, scheduled_at)
      select 'w' || lpad(n::text, 8, '0'), 'w' || lpad((n / ${APPOINTMENTS_EACH}::int)::text, 8, '0'),
        (n / ${APPOINTMENTS_EACH}::int) % (select count(*) from tenants),
        ${from}::timestamptz + (n::bigint * 7919 % 2592000) * interval '1 second'
      from generate_series(${first}::int, ${until - 1}::int) n`;
  });
}

/** The same for reminders that are due soon, each of a customer of its own. `name` tells them from others. */
export async function plantDue(ground: Ground, name: string, due: readonly DueReminder[]): Promise<void> {
  const { sql } = ground;
  await intoRows(ground, async () => {
    for (let start = 0; start < due.length; start += CHUNK) {
      const rows = due.slice(start, start + CHUNK).map(({ tenant, scheduledAt, uid, calendarId }, place) => ({
        name: name + String(start + place).padStart(8, '0'),
        tenant,
        scheduled_at: scheduledAt.toISOString(),
        uid,
        calendar_id: calendarId,
      }));
      await sql`
        insert into bench_rows (name, customer, tenant, scheduled_at, uid, calendar_id)
        select name, name, tenant, scheduled_at, uid, calendar_id
        from jsonb_to_recordset(${sql.json(rows)}::jsonb)
          as r (name text, tenant int, scheduled_at timestamptz, uid text, calendar_id bigint)`;
    }
  });
}

/** Deletes what `plantDue` has planted under the name. */
export async function uprootDue({ sql }: Ground, name: string): Promise<void> {
  const like = `tsk_${name}%`;
  await sql`delete from ${sql(JOB_SCHEMA)}.job where name = 'dial' and data->>'id' like ${like}`;
  await sql`delete from follow_up_tasks where id like ${like}`;
  await sql`delete from appointments where id like ${`apt_${name}%`}`;
  await sql`delete from slot_claims where id like ${`clm_${name}%`}`;
  await sql`delete from customers where id like ${`cus_${name}%`}`;
}

/** What the server does by itself some minutes after such a load: statistics, and pages to disk. */
export async function freshenStatistics({ sql }: Ground): Promise<void> {
  for (const table of [
    'customers',
    'slot_claims',
    'appointments',
    'follow_up_tasks',
    `${JOB_SCHEMA}.job_common`,
  ]) {
    await sql.unsafe(`vacuum analyze ${table}`);
  }
  await sql`checkpoint`;
}

async function intoRows(ground: Ground, fill: () => Promise<void>): Promise<void> {
  const { sql } = ground;
  await sql`
    create table if not exists bench_rows (name text, customer text, tenant int, scheduled_at timestamptz,
      uid text, calendar_id bigint)`;
  await sql`truncate bench_rows`;
  await fill();
  await sql.begin(async (tx) => {
    // What refers to what is right as planted; to check each of a million rows would take longer than to plant them.
    await tx`set local session_replication_role = replica`;
    await plantRows(tx, ground);
  });
  await plantAlarms(ground);
  await sql`drop table bench_rows`;
}

/**
 * Every row as it is after a booking: its customer, its time, its appointment, its booking where it has one, its
 * reminder. Each has a seat of its own, or so many could not be at once.
 */
async function plantRows(sql: postgres.TransactionSql, { zone, now }: Ground): Promise<void> {
  const heardOfAt = new Date(now().getTime() - DAY_MS);
  const tenants = sql`
    select row_number() over (order by t.slug) - 1 as place, t.id,
      (select min(s.id) from services s where s.tenant_id = t.id) as service_id
    from tenants t`;
  await sql`
    insert into customers (tenant_id, id, name, phone, timezone, updated_at)
    select distinct on (r.customer) t.id, 'cus_' || r.customer, 'Max Mustermann',
      case when r.customer like 'w%' then '+4917200' else '+4917100' end || right(r.customer, 6), ${zone},
      ${heardOfAt}
    from bench_rows r join (${tenants}) t on t.place = r.tenant
    on conflict do nothing`;
  await sql`
    insert into slot_claims (tenant_id, id, calendar_seat, starts_at, ends_at, state)
    select t.id, 'clm_' || r.name, 'service:' || t.service_id || '#' || r.name,
      r.scheduled_at + ${HOURS_BEFORE} * interval '1 hour',
      r.scheduled_at + ${HOURS_BEFORE} * interval '1 hour' + interval '30 minutes', 'booked'
    from bench_rows r join (${tenants}) t on t.place = r.tenant`;
  await sql`
    insert into appointments (tenant_id, id, customer_id, service_id, claim_id, starts_at, ends_at, status, source, updated_at)
    select t.id, 'apt_' || r.name, 'cus_' || r.customer, t.service_id, 'clm_' || r.name,
      r.scheduled_at + ${HOURS_BEFORE} * interval '1 hour',
      r.scheduled_at + ${HOURS_BEFORE} * interval '1 hour' + interval '30 minutes', 'scheduled', 'calendar',
      ${heardOfAt}
    from bench_rows r join (${tenants}) t on t.place = r.tenant`;
  await sql`
    insert into calendar_bookings (tenant_id, uid, calendar_id, appointment_id, starts_at, recorded_at)
    select t.id, r.uid, r.calendar_id, 'apt_' || r.name, r.scheduled_at + ${HOURS_BEFORE} * interval '1 hour',
      ${heardOfAt}
    from bench_rows r join (${tenants}) t on t.place = r.tenant
    where r.uid is not null`;
  await sql`
    insert into follow_up_tasks (tenant_id, id, kind, purpose, status, idempotency_key, customer_id, appointment_id,
      appointment_at, scheduled_at, wanted_at, hours_before, hours_before_actual, auto_execution, updated_at)
    select t.id, 'tsk_' || r.name, 'call', 'reminder', 'pending', 'bench:' || r.name, 'cus_' || r.customer,
      'apt_' || r.name, r.scheduled_at + ${HOURS_BEFORE} * interval '1 hour', r.scheduled_at, r.scheduled_at,
      ${HOURS_BEFORE}, ${HOURS_BEFORE}, true, ${heardOfAt}
    from bench_rows r join (${tenants}) t on t.place = r.tenant`;
}

/**
 * The alarms are copies of one that was set as every alarm is: all columns are pg-boss's own. Each was set at another
 * moment, as alarms are, and rings up to a second late, since its seconds are whole.
 */
async function plantAlarms({ sql, app, jobs, now }: Ground): Promise<void> {
  const pattern = { tenantId: 'bench', id: 'bench_pattern' };
  await app.transaction((tx) => jobs.enqueue(tx, 'dial', pattern, { afterSeconds: 86_400 }));
  const job = sql(JOB_SCHEMA);
  await sql`
    insert into ${job}.job
    select made.*
    from bench_rows r
    join (select row_number() over (order by slug) - 1 as place, id from tenants) t on t.place = r.tenant
    cross join lateral (
      select now() + (r.scheduled_at - ${now()}::timestamptz) + random() * interval '1 second' as rings_at) alarm
    join ${job}.job pattern on pattern.name = 'dial' and pattern.data->>'id' = ${pattern.id}
    cross join lateral jsonb_populate_record(pattern, jsonb_build_object(
      'id', gen_random_uuid(),
      'data', jsonb_build_object('tenantId', t.id, 'id', 'tsk_' || r.name),
      'start_after', alarm.rings_at,
      'keep_until', alarm.rings_at + (pattern.keep_until - pattern.start_after),
      'created_on', now() - random() * interval '20 days'
    )) made`;
  await sql`delete from ${job}.job where name = 'dial' and data->>'id' = ${pattern.id}`;
}
