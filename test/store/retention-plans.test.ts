import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditQueries } from '../../src/store/audit-queries.ts';
import { leftoverQueries } from '../../src/store/leftover-queries.ts';
import { personalDataQueries } from '../../src/store/personal-data-queries.ts';
import { reminderRetentionQueries } from '../../src/store/reminder-retention-queries.ts';
import { retentionQueries } from '../../src/store/retention-queries.ts';
import { openScope } from '../../src/store/scope.ts';
import type { Scope } from '../../src/store/scope.ts';
import type { TenantUnderTest } from '../support/tenant-under-test.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

/** Rows of each table that were dealt with long ago; a plan that looks at all of them costs more with every year. */
const DONE = 6_000;
const DUE = 60;
const OLD = new Date('2023-01-01T00:00:00Z');
const BEFORE = new Date('2023-06-01T00:00:00Z');
const NOW = new Date('2026-11-20T02:00:00Z');

let world: World;
let salon: TenantUnderTest;
let client: postgres.Sql;
let scope: Scope;
let sent: { text: string; params: unknown[] }[] = [];

beforeAll(async () => {
  world = await createWorld();
  salon = await world.tenant();
  client = postgres(world.databaseUrl, { max: 1, onnotice: () => undefined });
  const logQuery = (text: string, params: unknown[]) => void sent.push({ text, params });
  scope = openScope(drizzle(client, { logger: { logQuery } }), salon.id);
  await plant();
});
afterAll(async () => {
  await client.end({ timeout: 5 });
  await world.close();
});

/** The last `DUE` of each are still to be dealt with. The n-th of each belongs to the n-th customer. */
async function plant(): Promise<void> {
  const all = DONE + DUE;
  const t = `'${salon.id}'`;
  const old = `'${OLD.toISOString()}'::timestamptz`;
  const isDue = `n > ${DONE}`;
  const many = `from generate_series(1, ${all}) n`;
  for (const statement of [
    `insert into customers (tenant_id, id, name, phone, updated_at)
     select ${t}, 'cus_' || n, 'Gast ' || n, '+49171' || n, ${old} ${many}`,
    `insert into calls (tenant_id, id, direction, from_number, to_number, status, started_at, updated_at, purged_at, transcript, customer_id)
     select ${t}, 'call_' || n, 'inbound', case when ${isDue} then '+4917100000' || n end, null, 'ended', ${old}, ${old},
       case when not ${isDue} then ${old} end, case when ${isDue} then 'Hallo.' end,
       case when not ${isDue} then 'cus_' || n end ${many}`,
    `insert into function_calls (tenant_id, id, call_id, function, arguments, answer, result, exchanges, at, ms)
     select ${t}, 'fun_' || n, 'call_' || n, 'check_availability', '{}', case when ${isDue} then '{"message":"Ja."}' else '{}' end::jsonb,
       'done', '[]', ${old}, 1 ${many}`,
    `insert into webhook_inbox (tenant_id, id, source, event, dedupe_key, payload, received_at, processed_at)
     select ${t}, 'evt_' || n, case when n % 2 = 0 then 'retell' else 'calcom' end, 'call_ended', 'call_ended call_' || n, '{}',
       case when ${isDue} then ${old} else '${NOW.toISOString()}' end, ${old} ${many}`,
    `insert into callbacks (tenant_id, id, call_id, customer_id, name, phone, status, requested_at)
     select ${t}, 'cbk_' || n, 'call_' || n, case when not ${isDue} then 'cus_' || n end, 'Gast', '+49171' || n, 'done', ${old} ${many}`,
    `insert into slot_claims (tenant_id, id, calendar_seat, starts_at, ends_at, state)
     select ${t}, 'clm_' || n, 'staff:' || n, ${old}, ${old} + interval '1 hour', case when ${isDue} then 'released' else 'booked' end ${many}`,
    `insert into offers (tenant_id, id, call_id, claim_id, service_id, event_type_id, starts_at, ends_at, name, state, expires_at, offered_at)
     select ${t}, 'off_' || n, 'call_' || n, 'clm_' || n, (select id from services where tenant_id = ${t} limit 1), 1, ${old}, ${old},
       case when ${isDue} then 'Gast ' || n else '' end, case when ${isDue} then 'void' else 'confirmed' end, ${old}, ${old} ${many}`,
    `insert into appointments (tenant_id, id, customer_id, claim_id, starts_at, ends_at, status, source, notes, updated_at)
     select ${t}, 'app_' || n, 'cus_' || n, case when not ${isDue} then 'clm_' || n end, ${old}, ${old}, 'completed', 'voice',
       case when ${isDue} then 'Hund' end, ${old} ${many}`,
    `insert into calendar_writes (tenant_id, id, kind, call_id, appointment_id, reason, state, sent_at)
     select ${t}, 'wrt_' || n, 'cancel', 'call_' || n, 'app_' || n, case when ${isDue} then 'krank' end, 'done', ${old} ${many}`,
    `insert into audit_log (tenant_id, id, at, doer, deed)
     select ${t}, 'aud_' || n, case when ${isDue} then ${old} else '${NOW.toISOString()}' end, 'caller', 'book' ${many}`,
    `insert into follow_up_tasks (tenant_id, id, kind, purpose, status, idempotency_key, customer_id, scheduled_at, wanted_at, auto_execution, closed_at, updated_at)
     select ${t}, 'tsk_' || n, 'call', 'reminder', 'completed', n, 'cus_' || n, ${old}, ${old}, true, case when ${isDue} then ${old} else '${NOW.toISOString()}' end, ${old} ${many}`,
    `insert into call_sessions (tenant_id, id, task_id, purpose, state, attempt, zones, agent_id, requested_at, updated_at)
     select ${t}, 'ses_' || n, 'tsk_' || n, 'reminder', 'completed', 1, '{}', 'agent', ${old}, ${old} ${many}`,
    `insert into call_session_states (tenant_id, session_id, state, at)
     select ${t}, 'ses_' || n, 'completed', case when ${isDue} then ${old} else '${NOW.toISOString()}' end ${many}`,
    `insert into dial_decisions (tenant_id, id, task_id, at, verdict, facts)
     select ${t}, 'dec_' || n, 'tsk_' || n, case when ${isDue} then ${old} else '${NOW.toISOString()}' end, 'allowed', '{}' ${many}`,
    `insert into freed_times (tenant_id, id, service_id, starts_at, state, look_at, freed_at)
     select ${t}, 'frd_' || n, (select id from services where tenant_id = ${t} limit 1),
       case when ${isDue} then ${old} else '${NOW.toISOString()}' end, 'closed', ${old}, ${old} ${many}`,
    `insert into waitlist_entries (tenant_id, id, customer_id, service_id, earliest, latest, state, asked_at, updated_at)
     select ${t}, 'wtl_' || n, 'cus_' || n, (select id from services where tenant_id = ${t} limit 1), ${old}, ${old}, 'ended', ${old},
       case when ${isDue} then ${old} else '${NOW.toISOString()}' end ${many}`,
    'analyze',
  ]) {
    await client.unsafe(statement);
  }
}

/** The ways the statements of `work` reach the rows of these tables, as PostgreSQL plans them. */
async function waysOf(work: () => Promise<unknown>): Promise<string[]> {
  sent = [];
  await work();
  const statements = sent.filter(({ text }) => !text.includes('set_config'));
  const ways: string[] = [];
  for (const { text, params } of statements) {
    const [row] = await client.unsafe(`explain (format json) ${text}`, params.map(asParameter));
    collect(row?.['QUERY PLAN'], ways);
  }
  return ways;
}

/** What drizzle hands to the driver is text, a number, an array of text or nothing. */
function asParameter(value: unknown): string | number | null {
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (value === null) return null;
  throw new Error(`unexpected parameter of type ${typeof value}`);
}

function collect(plan: unknown, into: string[]): void {
  if (typeof plan !== 'object' || plan === null) return;
  const node: Record<string, unknown> = { ...plan };
  if (node['Node Type'] === 'Seq Scan') into.push(`all of ${String(node['Relation Name'])}`);
  if (typeof node['Index Name'] === 'string') into.push(node['Index Name']);
  for (const inner of Object.values(node)) if (typeof inner === 'object') collect(inner, into);
}

describe('the statements of the nightly clean-up, on tables full of what was dealt with', () => {
  it.each<[string, string[], () => Promise<unknown>]>([
    [
      'transcripts',
      ['calls_with_words', 'webhook_inbox_call', 'callbacks_call'],
      () => retentionQueries(scope).clearTranscripts(BEFORE, NOW),
    ],
    [
      'function calls',
      ['function_calls_with_words'],
      () => retentionQueries(scope).clearFunctionCalls(BEFORE),
    ],
    ['webhooks', ['webhook_inbox_processed'], () => retentionQueries(scope).deleteWebhooks(BEFORE)],
    ['numbers', ['calls_with_numbers'], () => retentionQueries(scope).clearNumbers(BEFORE)],
    ['offers', ['offers_with_name'], () => retentionQueries(scope).clearOffers(BEFORE)],
    ['notes', ['appointments_with_notes'], () => retentionQueries(scope).clearNotes(BEFORE)],
    ['reasons', ['calendar_writes_with_reason'], () => retentionQueries(scope).clearReasons(BEFORE)],
    ['stray callbacks', ['callbacks_customer'], () => retentionQueries(scope).deleteStrayCallbacks(BEFORE)],
    [
      'decisions about calls',
      ['dial_decisions_at'],
      () => reminderRetentionQueries(scope).deleteDecisions(BEFORE),
    ],
    [
      'states of calls',
      ['call_session_states_at'],
      () => reminderRetentionQueries(scope).deleteStates(BEFORE),
    ],
    [
      'persons of calls',
      ['follow_up_tasks_over'],
      () => reminderRetentionQueries(scope).clearPersons(BEFORE),
    ],
    ['follow-up tasks', ['follow_up_tasks_over'], () => reminderRetentionQueries(scope).deleteTasks(BEFORE)],
    ['freed times', ['freed_times_over'], () => reminderRetentionQueries(scope).deleteFreed(BEFORE)],
    ['the waitlist', ['waitlist_entries_over'], () => reminderRetentionQueries(scope).deleteEntries(BEFORE)],
    ['audit', ['audit_log_age'], () => auditQueries(scope).deleteBefore(BEFORE)],
  ])('find %s by their index', async (_what, indexes, work) => {
    const ways = await waysOf(work);
    expect(ways).toEqual(expect.arrayContaining(indexes));
  });

  it('look through nothing as a whole to erase a customer', async () => {
    const data = personalDataQueries(scope);
    const ways = await waysOf(async () => {
      const footprint = await data.lock('cus_7');
      expect(footprint).toMatchObject({ callIds: ['call_7'], appointmentIds: ['app_7'] });
      if (footprint !== undefined) await data.erase(footprint, [], NOW);
    });
    // What a single call leaves for an hour was not planted.
    const small = ['calendar_bookings', 'once_records', 'tool_answers', 'identity_tries'];
    const whole = ways.filter((way) => way.startsWith('all of'));
    expect(whole.filter((way) => !small.includes(way.slice('all of '.length)))).toEqual([]);
  });

  it('delete released claims by their index, and find what hangs on them by one too', async () => {
    expect(await waysOf(() => leftoverQueries(scope).deleteReleased(BEFORE))).toContain(
      'slot_claims_released',
    );
    const named = await client.unsafe(
      `select indexname from pg_indexes where indexname in ('offers_claim', 'appointments_claim')`,
    );
    expect(named).toHaveLength(2);
  });
});
