import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openCtx } from '../../src/operations/open-ctx.ts';
import { purgeOldData } from '../../src/operations/purge-old-data.ts';
import { bookByPhone } from '../support/book-by-phone.ts';
import { functionBody } from '../support/function-body.ts';
import { ownerRows } from '../support/owner-rows.ts';
import { MAX } from '../support/tenant-under-test.ts';
import type { TenantUnderTest } from '../support/tenant-under-test.ts';
import { unhurried } from '../support/unhurried.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const POLICIES = { cancelHours: 24, rescheduleHours: 24, minNoticeMinutes: 15 };

let world: World;
let salon: TenantUnderTest;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
});
beforeEach(async () => {
  salon = await world.tenant();
});
afterAll(() => world.close());

async function purge(tenant = salon): Promise<void> {
  await purgeOldData(await openCtx(world.deps, tenant.id, new AbortController().signal, 'system'));
}

/** A call that books, with everything Retell tells of it. */
async function talk(tenant: TenantUnderTest, callId: string): Promise<void> {
  await bookByPhone(tenant, { date: '2026-11-24', time: '14:30' }, { callId });
  const { call } = functionBody(tenant, '');
  const ended = {
    ...call,
    call_id: callId,
    from_number: MAX,
    start_timestamp: world.clock.now().getTime(),
    duration_ms: 60_000,
    transcript: 'User: Mustermann, bitte einen Termin.',
    call_analysis: { call_summary: 'Ein Termin.' },
  };
  await tenant.postRetell('/api/webhooks/retell', { event: 'call_analyzed', call: ended });
  await tenant.postCalcom({
    triggerEvent: 'PING',
    createdAt: '2026-11-20T09:00:00Z',
    payload: {},
  });
  await tenant.workOffWebhooks();
  await world.settle();
}

function select(query: string, tenant = salon): Promise<Record<string, unknown>[]> {
  return ownerRows(world.databaseUrl, query.replaceAll(':tenant', `'${tenant.id}'`));
}

async function transcripts(tenant = salon): Promise<unknown[]> {
  const rows = await select('select transcript from calls where tenant_id = :tenant', tenant);
  return rows.map((row) => row['transcript']);
}

describe('what a tenant keeps no longer', () => {
  it('is the transcript after 90 days, with what functions were asked and webhooks brought; figures stay', async () => {
    await talk(salon, 'call_old');
    world.clock.advance({ days: 89, hours: 23 });
    await purge();
    expect(await transcripts()).toEqual(['User: Mustermann, bitte einen Termin.']);
    world.clock.advance({ hours: 2 });
    await purge();
    expect(
      await select(
        'select transcript, analysis, duration_ms, appointment_made from calls where tenant_id = :tenant',
      ),
    ).toEqual([{ transcript: null, analysis: null, duration_ms: 60_000, appointment_made: true }]);
    expect(await select('select id from webhook_inbox where tenant_id = :tenant')).toEqual([]);
    const records = await salon.store.functionCalls.ofCall('call_old');
    expect(records).toMatchObject([
      { function: 'start_booking', result: 'done', arguments: {}, answer: {}, exchanges: [] },
      { function: 'confirm_booking', result: 'done', arguments: {}, answer: {}, exchanges: [] },
    ]);
    expect(records.every(({ ms }) => ms > 0)).toBe(true);
    expect(await salon.store.customers.findByPhone(MAX)).toHaveLength(1);
  });

  it('is told once in the audit, with how much it was', async () => {
    await talk(salon, 'call_old');
    world.clock.advance({ days: 91 });
    await purge();
    await purge();
    const rows = await select(
      `select doer, after from audit_log where tenant_id = :tenant and deed = 'purge'`,
    );
    expect(rows).toMatchObject([{ doer: 'system' }]);
    expect(Object(rows[0]?.['after'])['count']).toBeGreaterThanOrEqual(4);
  });

  it('is what its own policy says', async () => {
    const brief = await world.tenant({
      definition: { policies: { ...POLICIES, retention: { transcriptDays: 7, personalDays: 30 } } },
    });
    await talk(brief, 'call_brief');
    world.clock.advance({ days: 8 });
    await purge(brief);
    expect(await transcripts(brief)).toEqual([null]);
    expect(await brief.store.customers.findByPhone(MAX)).toHaveLength(1);
    world.clock.advance({ days: 28 });
    await purge(brief);
    expect(await brief.store.customers.findByPhone(MAX)).toEqual([]);
  });

  it('is a customer of whom nothing was heard for two years, but nobody who was there since', async () => {
    await talk(salon, 'call_old');
    await salon.ask(
      'start_booking',
      { name: 'Nina Niemand', date: '2026-11-25', time: '09:00' },
      {
        callId: 'call_nobody',
        from: '+491710000022',
      },
    );
    await world.settle();
    world.clock.advance({ days: 732 });
    await purge();
    expect(await salon.store.customers.findByPhone(MAX)).toHaveLength(1);
    world.clock.advance({ days: 4 });
    await purge();
    expect(await salon.store.customers.findByPhone(MAX)).toEqual([]);
    const left = await select(
      'select name, phone from offers where tenant_id = :tenant union select from_number, to_number from calls where tenant_id = :tenant',
    );
    expect(JSON.stringify(left)).not.toMatch(/Niemand|Mustermann|491710000022|491711234567/);
    expect(await select('select id from appointments where tenant_id = :tenant')).toHaveLength(1);
  });

  it("is never another tenant's", async () => {
    const other = await world.tenant({
      definition: { policies: { ...POLICIES, retention: { transcriptDays: 3_000 } } },
    });
    await talk(salon, 'call_a');
    await talk(other, 'call_b');
    world.clock.advance({ days: 400 });
    await purge(salon);
    await purge(other);
    expect(await transcripts(salon)).toEqual([null]);
    expect(await transcripts(other)).toEqual(['User: Mustermann, bitte einen Termin.']);
  });
});
