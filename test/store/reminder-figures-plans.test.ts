import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reminderFiguresQueries } from '../../src/store/reminder-figures-queries.ts';
import { reminderFlowQueries } from '../../src/store/reminder-flow-queries.ts';
import { openScope } from '../../src/store/scope.ts';
import type { Scope } from '../../src/store/scope.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const CALLS = 6_000;
const NOW = new Date('2026-11-20T12:00:00Z');
/** The last ten calls. */
const PERIOD = { from: new Date('2026-11-20T11:50:00Z'), until: NOW };
const RULES = { shortSeconds: 10, longSeconds: 300 };

let world: World;
let client: postgres.Sql;
let scope: Scope;
let sent: { text: string; params: unknown[] }[] = [];

beforeAll(async () => {
  world = await createWorld();
  const { id } = await world.tenant();
  client = postgres(world.databaseUrl, { max: 1, onnotice: () => undefined });
  const logQuery = (text: string, params: unknown[]) => void sent.push({ text, params });
  scope = openScope(drizzle(client, { logger: { logQuery } }), id);
  const from = `from (select n, timestamptz '${NOW.toISOString()}' - n * interval '1 minute' as at from generate_series(1, ${CALLS}) n) c`;
  for (const statement of [
    `insert into follow_up_tasks (tenant_id, id, kind, purpose, status, idempotency_key, scheduled_at, wanted_at, auto_execution, updated_at)
     select '${id}', 'tsk_' || n, 'call', 'reminder', case when n % 100 = 0 then 'pending' else 'completed' end, 'key' || n, at, at, true, at ${from}`,
    `insert into call_sessions (tenant_id, id, task_id, purpose, state, attempt, zones, agent_id, requested_at, updated_at, call_id, outcome, duration_ms, ended_at)
     select '${id}', 'ses_' || n, 'tsk_' || n, 'reminder', 'completed', 1, array['Europe/Berlin'], 'agent', at, at, 'call_' || n, 'confirmed', 60000, at ${from}`,
    `insert into call_session_states (tenant_id, session_id, state, at) select '${id}', 'ses_' || n, 'completed', at ${from}`,
    `insert into webhook_inbox (tenant_id, id, source, event, dedupe_key, payload, received_at, processed_at)
     select '${id}', 'evt_' || n, 'retell', 'call_ended', 'call_ended call_' || n, '{}', at, at ${from}`,
    'analyze',
  ]) {
    await client.unsafe(statement);
  }
});
afterAll(async () => {
  await client.end({ timeout: 5 });
  await world.close();
});

/** The ways the statements of `work` reach the rows, as PostgreSQL plans them. */
async function waysOf(work: () => Promise<unknown>): Promise<string[]> {
  sent = [];
  await work();
  const ways: string[] = [];
  for (const { text, params } of sent.filter((one) => !one.text.includes('set_config'))) {
    const plan = await client.unsafe(`explain ${text}`, params.map(String));
    for (const row of plan) {
      const line = String(row['QUERY PLAN']);
      const [, index] = / (?:using|Bitmap Index Scan on) (\w+)/.exec(line) ?? [];
      const [, whole] = /Seq Scan on (\w+)/.exec(line) ?? [];
      if (index !== undefined) ways.push(index);
      if (whole !== undefined) ways.push(`all of ${whole}`);
    }
  }
  return ways;
}

describe('the statements of the figures, among many older calls', () => {
  it.each<[string, string, () => Promise<unknown>]>([
    ['sums', 'call_sessions_requested', () => reminderFiguresQueries(scope).sums(PERIOD, RULES)],
    [
      'counts',
      'call_sessions_requested',
      () => reminderFiguresQueries(scope).countsBetween([PERIOD.from, PERIOD.until]),
    ],
    ['attempts', 'call_sessions_requested', () => reminderFiguresQueries(scope).byAttempt(PERIOD)],
    ['hours', 'call_sessions_requested', () => reminderFiguresQueries(scope).byQuarter(PERIOD)],
    ['lengths', 'call_sessions_requested', () => reminderFiguresQueries(scope).lengths(PERIOD, [10])],
    [
      'flagged calls',
      'call_sessions_requested',
      () => reminderFiguresQueries(scope).listFlagged(PERIOD, RULES, 5),
    ],
    ['running calls', 'call_session_states_session', () => reminderFlowQueries(scope).running(NOW)],
    ['the queue', 'follow_up_tasks_due', () => reminderFlowQueries(scope).queue(NOW, 10)],
    ['deliveries', 'webhook_inbox_dedupe', () => reminderFlowQueries(scope).deliveries(PERIOD, NOW, [1])],
    ['step times', 'follow_up_tasks_tenant_id_id_pk', () => reminderFlowQueries(scope).stepTimes(PERIOD)],
  ])(
    'reach %s by %s, and look through nothing as a whole (VIO-67 to VIO-71, VIO-105)',
    async (_what, index, work) => {
      const ways = await waysOf(work);
      expect(ways).toContain(index);
      expect(ways.filter((way) => way.startsWith('all of'))).toEqual([]);
    },
  );
});
