import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openCtx } from '../../../src/operations/open-ctx.ts';
import { reconcileTenant } from '../../../src/operations/reconcile/reconcile-tenant.ts';
import { setUpTenant } from '../../../src/operations/set-up-tenant.ts';
import { reconcileCalls } from '../../../src/operations/reconcile/reconcile-calls.ts';
import type { ReconcileReport } from '../../../src/operations/reconcile/run-reconcile.ts';
import type { Telephony } from '../../../src/upstream/telephony.ts';
import { functionBody } from '../../support/function-body.ts';
import { ownerRows } from '../../support/owner-rows.ts';
import { salonDefinition } from '../../support/salon.ts';
import type { TenantUnderTest } from '../../support/tenant-under-test.ts';
import { unhurried } from '../../support/unhurried.ts';
import { createWorld } from '../../support/world.ts';
import type { World } from '../../support/world.ts';
import type { SimCall } from '../../simulators/retell-api/workspace.ts';

const DOOR = '/api/webhooks/retell';
const WORDS = 'Agent: Guten Tag.\nUser: Einen Termin bitte.';
const ANALYSIS = { call_summary: 'Ein Termin.', call_successful: true };

let world: World;
let salon: TenantUnderTest;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
});
beforeEach(async () => {
  salon = await world.tenant();
  world.retellApi.heal();
});
afterAll(() => world.close());

function keyOf(tenant: TenantUnderTest): string {
  return tenant.definition.retell?.apiKey ?? '';
}

/** The call as the service has it: going on, ended or analyzed. */
function callAt(phase: 'ongoing' | 'ended' | 'analyzed', change: Record<string, unknown> = {}): SimCall {
  const began = world.clock.now().getTime() - 600_000;
  const over = {
    call_status: 'ended',
    end_timestamp: began + 41_380,
    duration_ms: 41_380,
    disconnection_reason: 'user_hangup',
    transcript: WORDS,
    recording_url: 'https://recordings.example.test/one.wav',
  };
  const { call } = functionBody(salon, '');
  return {
    ...call,
    call_id: salon.callId,
    start_timestamp: began,
    ...(phase === 'ongoing' ? {} : over),
    ...(phase === 'analyzed' ? { call_analysis: ANALYSIS, call_cost: { combined_cost: 17.25 } } : {}),
    ...change,
  };
}

function keep(call: SimCall, tenant = salon): void {
  world.retellApi.putCall(keyOf(tenant), call);
}

async function post(event: string, call: SimCall): Promise<void> {
  expect((await salon.postRetell(DOOR, { event, call })).status).toBe(204);
  await world.settle();
}

async function reconcile(tenant = salon): Promise<ReconcileReport> {
  const ctx = await openCtx(world.deps, tenant.id, new AbortController().signal, 'system');
  const report = await reconcileCalls(ctx, 'nightly');
  await world.settle();
  return report;
}

/** The workspace with one call on each page. */
function onePerPage(telephony: Telephony): Telephony {
  return {
    ...telephony,
    async listCalls({ startedFrom, after }, options) {
      const { calls } = await telephony.listCalls({ startedFrom }, options);
      const at = Number(after ?? 0);
      return { calls: calls.slice(at, at + 1), ...(at + 1 < calls.length ? { next: String(at + 1) } : {}) };
    },
  };
}

async function storedCalls(tenant = salon): Promise<Record<string, unknown>[]> {
  return ownerRows(world.databaseUrl, `select * from calls where tenant_id = '${tenant.id}' order by id`);
}

const WHOLE = {
  status: 'analyzed',
  direction: 'inbound',
  from_number: '+491711234567',
  duration_ms: 41_380,
  disconnection_reason: 'user_hangup',
  transcript: WORDS,
  cost_cents: 17.25,
  call_successful: true,
  analysis: ANALYSIS,
};

describe('a comparison with the calls of Retell', () => {
  it.each([
    { lost: 'every event', came: [], what: 'call_missing' },
    { lost: 'the end and the analysis', came: ['call_started'], what: 'call_unfinished' },
    { lost: 'the analysis', came: ['call_started', 'call_ended'], what: 'call_unfinished' },
    { lost: 'all but the end', came: ['call_ended'], what: 'call_unfinished' },
  ] as const)('makes up for $lost of a call, once (ASK-45, ASK-49)', async ({ came, what }) => {
    for (const event of came) await post(event, callAt(event === 'call_started' ? 'ongoing' : 'ended'));
    keep(callAt('analyzed'));
    world.clock.advance({ hours: 1 });
    const { run, broken } = await reconcile();
    expect(broken).toBeUndefined();
    expect(run.drift).toEqual([{ what, callId: salon.callId, repaired: true }]);
    expect(await storedCalls()).toMatchObject([WHOLE]);
    expect((await reconcile()).run).toMatchObject({ looked: 1, drift: [] });
    expect(await salon.store.alerts.listUnseen()).toMatchObject([
      { kind: 'drift', facts: { run: run.id, source: 'retell' } },
    ]);
  });

  it('takes a delivery that comes after it as a repeat (ASK-45)', async () => {
    keep(callAt('analyzed'));
    await reconcile();
    const entries = await salon.store.inbox.listAll();
    expect(entries.map(({ event }) => event).toSorted()).toEqual(['call_analyzed', 'call_ended']);
    const rows = await storedCalls();
    await post('call_analyzed', callAt('analyzed'));
    await post('call_ended', callAt('ended'));
    expect(await salon.store.inbox.listAll()).toEqual(entries);
    expect(await storedCalls()).toMatchObject(rows.map(({ updated_at: _at, ...row }) => row));
  });

  it('stores each event as Retell would have sent it (ASK-45)', async () => {
    keep(callAt('analyzed', { call_type: 'web_call', access_token: 'token-of-a-web-call' }));
    await reconcile();
    const entries = await salon.store.inbox.listAll();
    const payload = (name: string) => Object(entries.find(({ event }) => event === name)?.payload);
    expect(payload('call_ended')).toMatchObject({ event: 'call_ended', call: { transcript: WORDS } });
    expect(payload('call_ended').call).not.toHaveProperty('call_analysis');
    expect(payload('call_analyzed')).toMatchObject({ call: { call_analysis: ANALYSIS } });
    expect(JSON.stringify(entries)).not.toContain('token-of-a-web-call');
  });

  it('frees what a call still holds whose end never came (ASK-48)', async () => {
    await salon.ask('start_booking', { date: 'Dienstag', time: '14 Uhr 30', service: 'Herrenschnitt' });
    await world.settle();
    const holds = () =>
      salon.store.claims.liveWithin(
        { startsAt: new Date('2026-11-01'), endsAt: new Date('2026-12-31') },
        world.clock.now(),
      );
    expect(await holds()).toHaveLength(1);
    keep(callAt('ended'));
    await reconcile();
    expect(await holds()).toEqual([]);
  });

  it('is no drift: a call that goes on, is right, waits for its analysis, or was never connected yet (ASK-45)', async () => {
    const going = callAt('ongoing', { call_id: 'call_going' });
    const ended = callAt('ended', { call_id: 'call_ended' });
    const right = callAt('analyzed', { call_id: 'call_right' });
    for (const call of [going, ended, right]) keep(call);
    keep(callAt('ongoing', { call_id: 'call_waiting', call_status: 'registered' }));
    await post('call_started', going);
    await post('call_ended', ended);
    await post('call_analyzed', right);
    expect((await reconcile()).run).toMatchObject({ looked: 4, drift: [] });
    expect(await salon.store.alerts.listUnseen()).toEqual([]);
  });

  it('leaves what has just happened to its own events, and looks at it the next time (ASK-45)', async () => {
    const minuteAgo = world.clock.now().getTime() - 60_000;
    keep(callAt('analyzed', { start_timestamp: minuteAgo - 60_000, end_timestamp: minuteAgo }));
    expect((await reconcile()).run).toMatchObject({ looked: 1, drift: [] });
    world.clock.advance({ minutes: 1 });
    expect((await reconcile()).run.drift).toMatchObject([{ what: 'call_missing', repaired: true }]);
  });

  it('leaves a call alone whose words were deleted for good (ASK-91)', async () => {
    await post('call_ended', callAt('ended'));
    await ownerRows(
      world.databaseUrl,
      `update calls set transcript = null, purged_at = now() where tenant_id = '${salon.id}'`,
    );
    await ownerRows(world.databaseUrl, `delete from webhook_inbox where tenant_id = '${salon.id}'`);
    keep(callAt('analyzed'));
    expect((await reconcile()).run.drift).toEqual([]);
    await post('call_analyzed', callAt('analyzed'));
    expect(await storedCalls()).toMatchObject([{ status: 'ended', transcript: null, analysis: null }]);
    expect(await salon.store.inbox.listAll()).toEqual([]);
  });

  it('looks at the calls of the tenant alone, also where several share a workspace (ASK-72)', async () => {
    const other = await world.tenant();
    const ofOther = functionBody(other, '').call;
    keep(callAt('analyzed'));
    keep(callAt('analyzed', { ...ofOther, call_id: 'call_of_other' }));
    keep(callAt('analyzed', { call_id: 'call_of_nobody', to_number: '+4930999', agent_id: 'agent_x' }));
    keep(callAt('analyzed', { ...ofOther, call_id: 'call_elsewhere' }), other);
    expect((await reconcile()).run).toMatchObject({ looked: 1, drift: [{ callId: salon.callId }] });
    expect(await storedCalls(other)).toEqual([]);
  });

  it('goes through all pages, and begins where the longest call before the last run began (ASK-45)', async () => {
    for (let n = 0; n < 203; n += 1) {
      keep(callAt('ongoing', { call_id: `call_${n}`, call_status: 'registered' }));
    }
    const early = callAt('analyzed')['start_timestamp'];
    keep(callAt('analyzed', { start_timestamp: Number(early) - 2 * 3_600_000 }));
    expect((await reconcile()).run).toMatchObject({ looked: 204, drift: [{ callId: salon.callId }] });
    world.clock.advance({ minutes: 30 });
    keep(callAt('analyzed', { call_id: 'call_long', start_timestamp: Number(early) - 2 * 3_600_000 }));
    expect((await reconcile()).run).toMatchObject({ looked: 205, drift: [{ callId: 'call_long' }] });
  });

  it('goes on where it left off where there are more calls than one run compares (ASK-45)', async () => {
    const began = world.clock.now().getTime() - 2 * 24 * 3_600_000;
    for (let n = 1; n <= 100; n += 1) {
      const waiting = { call_status: 'registered', start_timestamp: began + n * 60_000 };
      keep(callAt('ongoing', { call_id: `call_${n}`, ...waiting }));
    }
    keep(callAt('analyzed', { start_timestamp: began + 101 * 60_000 }));
    const ctx = await openCtx(world.deps, salon.id, new AbortController().signal, 'system');
    if (ctx.phone === undefined) throw new Error('the salon has no workspace');
    const phone = { ...ctx.phone, telephony: onePerPage(ctx.phone.telephony) };
    const first = await reconcileCalls({ ...ctx, phone }, 'nightly');
    expect(first).toMatchObject({ broken: 'budget_spent', run: { looked: 100, drift: [] } });
    const second = await reconcileCalls({ ...ctx, phone }, 'nightly');
    expect(second.run.since).toEqual(new Date(began + 100 * 60_000));
    expect(second.broken).toBeUndefined();
    expect(second.run).toMatchObject({ looked: 2, drift: [{ what: 'call_missing', repaired: true }] });
    const third = await reconcile();
    expect(third.run.since).toEqual(new Date(second.run.startedAt.getTime() - 3 * 3_600_000));
  });

  it.each([
    { fault: { kind: 'status', status: 429 }, path: '/v3/list-calls', broken: 'upstream_unsent' },
    { fault: { kind: 'status', status: 500 }, path: '/v2/get-call', broken: 'upstream_unavailable' },
    { fault: { kind: 'reset' }, path: '/v2/get-call', broken: 'upstream_unavailable' },
  ] as const)(
    'that breaks off at $path because of $fault.kind says so, and the next one does the rest (ASK-45)',
    async ({ broken, ...rule }) => {
      keep(callAt('analyzed'));
      keep(callAt('analyzed', { call_id: 'call_second' }));
      world.retellApi.fail(rule.path === '/v2/get-call' ? { ...rule, skip: 1 } : rule);
      expect((await reconcile()).broken).toBe(broken);
      expect((await salon.store.reconciles.listLatest(1))[0]?.finishedAt).toBeUndefined();
      world.retellApi.heal();
      expect((await reconcile()).broken).toBeUndefined();
      expect((await storedCalls()).map(({ status }) => status)).toEqual(['analyzed', 'analyzed']);
      expect((await reconcile()).run.drift).toEqual([]);
    },
  );

  it('ends in the same state where two run at once (ASK-45)', async () => {
    keep(callAt('analyzed'));
    await Promise.all([reconcile(), reconcile()]);
    expect(await storedCalls()).toMatchObject([WHOLE]);
    expect(await salon.store.inbox.listAll()).toHaveLength(2);
  });

  it('is all that is compared for a tenant without a calendar (ASK-45)', async () => {
    const { calcom: _calcom, ...definition } = salonDefinition('0123456789ab', 'http://127.0.0.1:9/v2');
    const result = await setUpTenant(world.deps, definition);
    if (result.kind === 'refused') throw new Error(result.problems.join('; '));
    world.retellApi.addKey(definition.retell?.apiKey ?? '');
    await world.deps.directory.refresh();
    const ctx = await openCtx(world.deps, result.tenantId, new AbortController().signal, 'system');
    expect(await reconcileTenant(ctx, 'on_demand')).toMatchObject([{ run: { source: 'retell', looked: 0 } }]);
  });
});
