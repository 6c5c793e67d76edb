import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCtx } from '../../src/operations/open-ctx.ts';
import { runNight } from '../../src/operations/run-night.ts';
import { WRITE_TOKEN } from '../../src/operations/write-to-calendar.ts';
import { bookByPhone } from '../support/book-by-phone.ts';
import { expectLedgerEqualsCalendar } from '../support/expect-ledger-equals-calendar.ts';
import { ownerRows } from '../support/owner-rows.ts';
import { HAIRCUT } from '../support/salon.ts';
import type { TenantUnderTest } from '../support/tenant-under-test.ts';
import { unhurried } from '../support/unhurried.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
});
afterAll(() => world.close());

async function night(tenant: TenantUnderTest): Promise<boolean> {
  const ctx = await openCtx(world.deps, tenant.id, new AbortController().signal, 'system');
  const ran = await runNight(ctx);
  await world.settle();
  return ran;
}

/** The night is tried at every ten minutes of [from, until); the local dates and times at which it ran. */
async function nightsBetween(tenant: TenantUnderTest, from: string, until: string): Promise<string[]> {
  const ran: string[] = [];
  for (let at = Date.parse(from); at < Date.parse(until); at += 600_000) {
    world.clock.set(new Date(at));
    if (await night(tenant)) ran.push(new Date(at).toISOString().slice(0, 16));
  }
  return ran;
}

function zoned(timezone: string): Promise<TenantUnderTest> {
  const zoneless = { timezone, services: [], phoneNumbers: [] };
  const { calcom: _none, ...definition } = { calcom: undefined, ...zoneless };
  return world.tenant({ definition });
}

async function change(statement: string): Promise<void> {
  await ownerRows(world.databaseUrl, statement);
}

describe('the night of a tenant (ASK-62)', () => {
  it.each([
    [
      'Pacific/Auckland',
      '2026-11-30T00:00:00Z',
      '2026-12-01T00:00:00Z',
      ['2026-11-30T00:00', '2026-11-30T13:00'],
    ],
    [
      'Pacific/Honolulu',
      '2026-11-30T10:30:00Z',
      '2026-12-01T13:00:00Z',
      ['2026-11-30T12:00', '2026-12-01T12:00'],
    ],
    // The hour from two to three does not exist on the first night, and comes twice on the second.
    ['Europe/Berlin', '2027-03-27T23:00:00Z', '2027-03-28T04:00:00Z', ['2027-03-28T01:00']],
    ['Europe/Berlin', '2027-10-30T22:00:00Z', '2027-10-31T04:00:00Z', ['2027-10-31T00:00']],
    ['America/New_York', '2027-03-14T05:00:00Z', '2027-03-14T10:00:00Z', ['2027-03-14T07:00']],
    ['America/New_York', '2027-11-07T04:00:00Z', '2027-11-07T10:00:00Z', ['2027-11-07T07:00']],
  ])('runs once a local date, from two o’clock on, in %s from %s', async (zone, from, until, expected) => {
    const tenant = await zoned(zone);
    expect(await nightsBetween(tenant, from, until)).toEqual(expected);
  });

  it('is run by one of several processes only, and again by another where the first died over it', async () => {
    const salon = await world.tenant();
    const ran = await Promise.all([night(salon), night(salon), night(salon)]);
    expect(ran.filter((done) => done)).toHaveLength(1);
    await change(`update daily_runs set finished_at = null where tenant_id = '${salon.id}'`);
    world.clock.advance({ minutes: 59 });
    expect(await night(salon)).toBe(false);
    world.clock.advance({ minutes: 1 });
    expect(await night(salon)).toBe(true);
    world.clock.advance({ hours: 2 });
    expect(await night(salon)).toBe(false);
  });

  it('does its other parts while the calendar fails, and only what failed an hour later', async () => {
    const salon = await world.tenant();
    await salon.ask('start_booking', { date: '2026-11-24', time: '14:30' });
    await world.settle();
    world.clock.advance({ hours: 2 });
    salon.calcom.faults.add({ method: 'GET', fault: { kind: 'status', status: 503 } });
    expect(await night(salon)).toBe(true);
    expect(await salon.store.offers.ofCall(salon.callId, ['live'])).toEqual([]);
    salon.calcom.faults.clear();
    world.clock.advance({ minutes: 30 });
    expect(await night(salon)).toBe(false);
    world.clock.advance({ minutes: 30 });
    expect(await night(salon)).toBe(true);
    const again = await ownerRows(
      world.databaseUrl,
      `select task from daily_runs
       where tenant_id = '${salon.id}' and started_at = '${world.clock.now().toISOString()}'`,
    );
    expect(again).toEqual([{ task: 'night comparison' }]);
    world.clock.advance({ hours: 3 });
    expect(await night(salon)).toBe(false);
  });

  it('ends holds and offers that were left behind, with their reservations, but none that is under way', async () => {
    const salon = await world.tenant();
    const at = (time: string, callId: string) =>
      salon.ask('start_booking', { date: '2026-11-24', time }, { callId });
    await at('09:00', 'call_live');
    await at('09:45', 'call_stuck');
    await at('10:30', 'call_open');
    await world.settle();
    expect(salon.calcom.reservations()).toHaveLength(3);
    // Two processes died while they confirmed: one before, one after it had recorded what it was about to do.
    await change(
      `update offers set state = 'confirming' where tenant_id = '${salon.id}' and call_id in ('call_stuck', 'call_open')`,
    );
    await change(
      `update slot_claims set expires_at = null where tenant_id = '${salon.id}' and call_id in ('call_stuck', 'call_open')`,
    );
    await change(
      `insert into calendar_writes (tenant_id, id, kind, call_id, offer_id, claim_id, state, sent_at)
       select tenant_id, 'wrt_open' || tenant_id, 'book', call_id, id, claim_id, 'unknown', offered_at
       from offers where tenant_id = '${salon.id}' and call_id = 'call_open'`,
    );
    // A third one is moving an appointment: what it holds was never offered.
    await change(
      `insert into slot_claims (tenant_id, id, calendar_seat, starts_at, ends_at, state, call_id)
       select tenant_id, 'clm_move' || tenant_id, calendar_seat, '2026-11-24T15:00Z', '2026-11-24T15:45Z', 'held', 'call_move'
       from slot_claims where tenant_id = '${salon.id}' and call_id = 'call_open'`,
    );
    await change(
      `insert into calendar_writes (tenant_id, id, kind, call_id, claim_id, state, sent_at)
       select tenant_id, 'wrt_move' || tenant_id, 'move', call_id, id, 'sent', '2026-11-20T09:00Z'
       from slot_claims where tenant_id = '${salon.id}' and call_id = 'call_move'`,
    );
    world.clock.advance({ minutes: 70 });
    await night(salon);
    const day = { startsAt: new Date('2026-11-24T00:00:00Z'), endsAt: new Date('2026-11-25T00:00:00Z') };
    const left = await salon.store.claims.liveWithin(day, world.clock.now());
    expect(left.map(({ callId }) => callId)).toEqual(['call_open', 'call_move']);
    expect(await salon.store.offers.ofCall('call_stuck', ['void'])).toHaveLength(1);
    expect(await salon.store.offers.ofCall('call_live', ['void'])).toHaveLength(1);
    expect(await salon.store.offers.ofCall('call_open', ['confirming'])).toHaveLength(1);
  });

  it('frees booked times that belong to nobody, and claims the times of appointments that have none', async () => {
    const salon = await world.tenant();
    await bookByPhone(salon, { date: '2026-11-24', time: '09:00' }, { callId: 'call_kept' });
    await bookByPhone(salon, { date: '2026-11-24', time: '14:30' }, { callId: 'call_lost' });
    await change(
      `update slot_claims set state = 'released' where tenant_id = '${salon.id}' and call_id = 'call_lost'`,
    );
    await change(
      `insert into slot_claims (tenant_id, id, calendar_seat, starts_at, ends_at, state)
       select tenant_id, 'clm_orphan' || tenant_id, calendar_seat, '2026-11-25T08:00Z', '2026-11-25T08:45Z', 'booked'
       from slot_claims where tenant_id = '${salon.id}' and call_id = 'call_kept'`,
    );
    await night(salon);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
    const lines = world.logLines().filter((line) => line.includes('claims did not match appointments'));
    expect(JSON.parse(lines.at(-1) ?? '{}')).toMatchObject({ freed: 1, claimed: 1 });
  });

  it('finds bookings of ours that the ledger lacks, and makes them appointments', async () => {
    const salon = await world.tenant();
    await orphan(salon);
    await night(salon);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
    expect(salon.calcom.bookings().map(({ status }) => status)).toEqual(['accepted']);
  });

  it('cancels such a booking where its caller got another one', async () => {
    const salon = await world.tenant();
    await orphan(salon);
    await bookByPhone(salon, { date: '2026-11-24', time: '16:00' });
    await night(salon);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
    expect(salon.calcom.bookings().map(({ status }) => status)).toEqual(['cancelled', 'accepted']);
  });

  it('leaves bookings with a token of somebody else alone', async () => {
    const salon = await world.tenant();
    salon.calcom.addBooking({
      eventTypeId: HAIRCUT,
      start: new Date('2026-11-24T13:30:00Z'),
      metadata: { [WRITE_TOKEN]: 'wrt_of_another_gateway' },
    });
    await night(salon);
    expect(salon.calcom.bookings().map(({ status }) => status)).toEqual(['accepted']);
  });

  it('deletes what only told how earlier nights went', async () => {
    const salon = await world.tenant();
    await night(salon);
    await bookByPhone(salon, { date: '2026-11-24', time: '14:30' });
    await salon.ask('start_booking', { date: '2026-11-25', time: '09:00' }, { callId: 'call_void' });
    await world.settle();
    world.clock.advance({ days: 100 });
    await night(salon);
    const count = async (table: string) =>
      (await ownerRows(world.databaseUrl, `select 1 from ${table} where tenant_id = '${salon.id}'`)).length;
    expect(await count('daily_runs')).toBe(5);
    expect(await count('slot_claims')).toBe(1);
    expect(await count('appointments')).toBe(1);
  });

  it('deletes alerts that nobody has seen for a year, and the audit of more than three years ago', async () => {
    const salon = await world.tenant();
    const now = world.clock.now().getTime();
    const daysAgo = (days: number) => new Date(now - days * 86_400_000).toISOString();
    await change(
      `insert into alerts (tenant_id, id, kind, dedupe_key, facts, raised_at, seen_at) values
        ('${salon.id}', 'alr_unseen', 'drift', 'a', '{}', '${daysAgo(366)}', null),
        ('${salon.id}', 'alr_seen', 'drift', 'b', '{}', '${daysAgo(100)}', '${daysAgo(91)}'),
        ('${salon.id}', 'alr_waits', 'drift', 'c', '{}', '${daysAgo(364)}', null)`,
    );
    await change(
      `insert into audit_log (tenant_id, id, at, doer, deed) values
        ('${salon.id}', 'aud_old', '${daysAgo(1096)}', 'system', 'purge'),
        ('${salon.id}', 'aud_kept', '${daysAgo(1094)}', 'system', 'purge')`,
    );
    await night(salon);
    const ids = async (table: string) => {
      const rows = await ownerRows(
        world.databaseUrl,
        `select id from ${table} where tenant_id = '${salon.id}'`,
      );
      return rows.map(({ id }) => id);
    };
    expect(await ids('alerts')).toEqual(['alr_waits']);
    expect(await ids('audit_log')).toEqual(['aud_kept']);
  });

  it('touches no other tenant', async () => {
    const [salon, other] = [await world.tenant(), await world.tenant()];
    await other.ask('start_booking', { date: '2026-11-24', time: '14:30' });
    world.clock.advance({ hours: 3 });
    await night(salon);
    expect(await other.store.offers.ofCall(other.callId, ['live'])).toHaveLength(1);
  });
});

/** A booking that the calendar made after we had given its write up: its caller was told of none. */
async function orphan(salon: TenantUnderTest): Promise<void> {
  await salon.ask('start_booking', { date: '2026-11-24', time: '14:30' });
  salon.calcom.faults.add({ method: 'POST', path: '/v2/bookings', fault: { kind: 'lose_answer' }, times: 1 });
  salon.calcom.faults.add({
    method: 'GET',
    path: '/v2/bookings',
    fault: { kind: 'status', status: 200, body: { status: 'success', data: [] } },
  });
  await salon.ask('confirm_booking', {});
  salon.calcom.faults.clear();
  await change(
    `update calendar_writes set state = 'not_done', settled_at = sent_at where tenant_id = '${salon.id}'`,
  );
  await change(`update offers set state = 'void' where tenant_id = '${salon.id}'`);
  await change(`update slot_claims set state = 'released' where tenant_id = '${salon.id}'`);
  await world.settle();
}
