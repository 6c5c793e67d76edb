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
    expect(await select('select notes from appointments where tenant_id = :tenant')).toEqual([
      { notes: null },
    ]);
  });

  it('takes the webhooks that name a customer with them, where these are kept for longer', async () => {
    const brief = await world.tenant({
      definition: { policies: { ...POLICIES, retention: { transcriptDays: 90, personalDays: 30 } } },
    });
    await talk(brief, 'call_brief');
    const attendees = [{ name: 'Max', email: 'max@example.com', phoneNumber: MAX }];
    for (const uid of ['named', 'other']) {
      await brief.postCalcom({
        triggerEvent: 'BOOKING_CREATED',
        createdAt: '2026-11-20T09:00:00Z',
        payload: { uid, ...(uid === 'named' ? { attendees } : {}) },
      });
    }
    await brief.workOffWebhooks();
    world.clock.advance({ days: 36 });
    await purge(brief);
    expect(await brief.store.customers.findByPhone(MAX)).toEqual([]);
    const left = await select(
      `select payload -> 'payload' ->> 'uid' as uid from webhook_inbox
       where tenant_id = :tenant and event = 'BOOKING_CREATED'`,
      brief,
    );
    const uids = left.map((row) => row['uid']);
    expect(uids).toContain('other');
    expect(uids).not.toContain('named');
  });

  it('is what a caller wanted the calendar to know of an appointment that was over two years ago', async () => {
    await talk(salon, 'call_old');
    await ownerRows(
      world.databaseUrl,
      `update appointments set notes = 'kommt mit Hund' where tenant_id = '${salon.id}'`,
    );
    const notes = async () =>
      (await select('select notes from appointments where tenant_id = :tenant')).map((row) => row['notes']);
    world.clock.advance({ days: 733 });
    await bookByPhone(salon, { date: world.clock.now().toISOString().slice(0, 10), time: '16:00' });
    await purge();
    expect(await notes()).toContain('kommt mit Hund');
    world.clock.advance({ days: 2 });
    await purge();
    expect(await notes()).not.toContain('kommt mit Hund');
    expect(await salon.store.customers.findByPhone(MAX)).toHaveLength(1);
  });

  it('is taken away also where one customer cannot be, who is tried again', async () => {
    await salon.store.customers.save({
      id: `cus_stuck_${salon.id}`,
      name: 'Nina Niemand',
      phone: '+491710000022',
      now: world.clock.now(),
    });
    world.clock.advance({ minutes: 1 });
    await talk(salon, 'call_old');
    await ownerRows(
      world.databaseUrl,
      `create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$;
       create trigger stuck before delete on customers for each row
       when (old.name = 'Nina Niemand') execute function refuse()`,
    );
    world.clock.advance({ days: 800 });
    await expect(purge()).rejects.toThrow('could not be taken away');
    expect(await salon.store.customers.findByPhone(MAX)).toEqual([]);
    expect(await select(`select id from offers where tenant_id = :tenant and name <> ''`)).toEqual([]);
    expect(
      await select(`select id from audit_log where tenant_id = :tenant and deed = 'purge'`),
    ).toHaveLength(1);
    await ownerRows(world.databaseUrl, 'drop trigger stuck on customers');
    await purge();
    expect(await salon.store.customers.findByPhone('+491710000022')).toEqual([]);
  });

  it('is taken away in batches, however much it is', async () => {
    await ownerRows(
      world.databaseUrl,
      `insert into calls (tenant_id, id, direction, from_number, status, started_at, updated_at, transcript)
       select '${salon.id}', 'call_' || n, 'inbound', '+4917100000' || n, 'ended', '2024-01-01', '2024-01-01', 'Hallo.'
       from generate_series(10, 1210) n`,
    );
    await purge();
    expect(
      await select(
        'select id from calls where tenant_id = :tenant and (transcript is not null or from_number is not null)',
      ),
    ).toEqual([]);
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
