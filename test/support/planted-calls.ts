import type { CallOutcome } from '../../src/domain/reminders/call-outcome.ts';
import type { SessionState } from '../../src/domain/reminders/call-session.ts';
import { stateOfOutcome } from '../../src/domain/reminders/session-states.ts';
import { ownerRows } from './owner-rows.ts';
import type { TenantUnderTest } from './tenant-under-test.ts';
import type { World } from './world.ts';

/** A call as its row would have it, had it been made. Instants are ISO texts. */
export interface PlantedCall {
  /** When it was requested. */
  at: string;
  /** Absent: it goes on, or nothing is known of it yet. */
  outcome?: CallOutcome;
  /** Where it goes on. */
  state?: SessionState;
  seconds?: number;
  sentiment?: 'positive' | 'neutral' | 'negative';
  attempt?: number;
  zone?: string;
  /** When its task was due; at once. */
  dueAt?: string;
  processingMs?: number;
  /** From its end to the receipt of each event that came. */
  events?: Partial<Record<'call_ended' | 'call_analyzed', number>>;
  /** The provider took it. */
  placed?: boolean;
  /** When its outcome is asked for. */
  outcomeDueAt?: string;
  /** Nobody's any more: whom it was to was erased. */
  isNobodys?: boolean;
}

/** Puts calls, their tasks and their events behind the gateway's back. Answers the ids of the calls. */
export async function plantCalls(
  world: World,
  tenant: TenantUnderTest,
  calls: readonly PlantedCall[],
): Promise<string[]> {
  const planted = calls.map((call) => {
    const id = world.deps.ids.next('ses');
    const endedMs = Date.parse(call.at) + (call.seconds ?? 20) * 1_000;
    return {
      ...call,
      id,
      state: call.state ?? stateOfOutcome(call.outcome ?? 'unclear'),
      attempt: call.attempt ?? 1,
      zone: call.zone ?? 'Europe/Berlin',
      due_at: call.dueAt ?? call.at,
      to_number: call.isNobodys === true ? null : '+4917100000099',
      call_id: call.placed === false ? null : `call_${id}`,
      duration_ms: call.seconds === undefined ? null : call.seconds * 1_000,
      processing_ms: call.processingMs ?? null,
      ended_at: call.outcome === undefined ? null : new Date(endedMs).toISOString(),
      outcome_due_at: call.outcomeDueAt ?? null,
      events: Object.entries(call.events ?? {}).map(([event, ms]) => ({
        event,
        received_at: new Date(endedMs + ms).toISOString(),
      })),
    };
  });
  const t = `'${tenant.id}'`;
  const from = `from jsonb_to_recordset('${JSON.stringify(planted)}') as c(
    id text, at timestamptz, outcome text, state text, sentiment text, attempt int, zone text, due_at timestamptz,
    to_number text, call_id text, duration_ms int, processing_ms float8, ended_at timestamptz, outcome_due_at timestamptz, events jsonb)`;
  for (const statement of [
    `insert into follow_up_tasks (tenant_id, id, kind, purpose, status, idempotency_key, scheduled_at, wanted_at, auto_execution, updated_at)
     select ${t}, 'tsk_' || id, 'call', 'reminder', 'completed', id, due_at, due_at, true, at ${from}`,
    `insert into call_sessions (tenant_id, id, task_id, purpose, state, attempt, zones, agent_id, requested_at, updated_at,
       to_number, call_id, outcome, duration_ms, sentiment, ended_at, processing_ms, outcome_due_at)
     select ${t}, id, 'tsk_' || id, 'reminder', state, attempt, array[zone], 'agent', at, at,
       to_number, call_id, outcome, duration_ms, sentiment, ended_at, processing_ms, outcome_due_at ${from}`,
    `insert into call_session_states (tenant_id, session_id, state, at) select ${t}, id, state, at ${from}`,
    `insert into webhook_inbox (tenant_id, id, source, event, dedupe_key, payload, received_at, processed_at, result)
     select ${t}, e.event || id, 'retell', e.event, e.event || ' ' || call_id, '{}', e.received_at, e.received_at, 'done'
     ${from}, jsonb_to_recordset(events) as e(event text, received_at timestamptz)`,
  ]) {
    await ownerRows(world.databaseUrl, statement);
  }
  return planted.map(({ id }) => id);
}

/** The same call so many times. */
export function times(count: number, call: PlantedCall): PlantedCall[] {
  return Array.from({ length: count }, () => call);
}
