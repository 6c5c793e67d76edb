import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCtx } from '../../src/operations/open-ctx.ts';
import { sweepTenant } from '../../src/operations/sweep.ts';
import { bookByPhone } from '../support/book-by-phone.ts';
import { expectLedgerEqualsCalendar } from '../support/expect-ledger-equals-calendar.ts';
import type { TenantUnderTest } from '../support/tenant-under-test.ts';
import { unhurried } from '../support/unhurried.ts';
import { warmUpWrites } from '../support/warm-up-writes.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
  await warmUpWrites(world);
});
afterAll(() => world.close());

const HAIRCUT_WISH = { date: '2026-11-24', time: '14:30', service: 'Herrenhaarschnitt' };
const DAY = { startsAt: new Date('2026-11-23T23:00:00Z'), endsAt: new Date('2026-11-24T23:00:00Z') };

function endCall(salon: TenantUnderTest, event = 'call_ended'): Promise<Response> {
  const { definition, callId } = salon;
  const startedMs = world.clock.now().getTime();
  return salon.postRetell('/api/webhooks/retell', {
    event,
    call: {
      call_id: callId,
      call_type: 'phone_call',
      agent_id: definition.agents[0],
      direction: 'inbound',
      to_number: definition.phoneNumbers[0],
      call_status: 'ended',
      start_timestamp: startedMs - 60_000,
      end_timestamp: startedMs,
      duration_ms: 60_000,
      disconnection_reason: 'user_hangup',
    },
  });
}

function claims(salon: TenantUnderTest) {
  return salon.store.claims.liveWithin(DAY, world.clock.now());
}

describe('the end of a call', () => {
  it('frees what the call still held: ledger, cache and reservation', async () => {
    const salon = await world.tenant();
    const free = () => salon.ask('check_availability', HAIRCUT_WISH, { callId: 'call_other' });
    await salon.ask('start_booking', HAIRCUT_WISH);
    await world.settle();
    expect(await free()).toMatchObject({ available: false });
    expect((await endCall(salon)).status).toBe(204);
    await world.settle();
    expect(await claims(salon)).toEqual([]);
    expect(salon.calcom.reservations()).toEqual([]);
    expect(await free()).toMatchObject({ available: true });
  });

  it('frees nothing twice, and nothing that was taken since', async () => {
    const salon = await world.tenant();
    await salon.ask('start_booking', HAIRCUT_WISH);
    await world.settle();
    await endCall(salon);
    await world.settle();
    await salon.ask('start_booking', HAIRCUT_WISH, { callId: 'call_other' });
    await world.settle();
    await Promise.all([endCall(salon), endCall(salon, 'call_analyzed')]);
    await world.settle();
    expect(await claims(salon)).toMatchObject([{ callId: 'call_other', state: 'held' }]);
    expect(salon.calcom.reservations()).toHaveLength(1);
  });

  it('leaves a booking alone, also one that is still being made', async () => {
    const salon = await world.tenant();
    await bookByPhone(salon, HAIRCUT_WISH);
    await salon.ask('start_booking', { ...HAIRCUT_WISH, time: '16:00' });
    salon.calcom.faults.add({
      method: 'POST',
      path: '/v2/bookings',
      fault: { kind: 'delay', ms: 100 },
      times: 1,
    });
    const confirming = salon.ask('confirm_booking', {});
    await expect.poll(() => salon.calcom.requests().filter(isBooking).length).toBe(2);
    await endCall(salon);
    expect(await confirming).toMatchObject({ success: true, time: '16:00' });
    await world.settle();
    await expectLedgerEqualsCalendar(salon, world.clock.now());
    expect(salon.calcom.bookings()).toHaveLength(2);
  });

  it('gives the time back also where the reservation cannot be ended', async () => {
    const salon = await world.tenant();
    await salon.ask('start_booking', HAIRCUT_WISH);
    await world.settle();
    salon.calcom.faults.add({ method: 'DELETE', fault: { kind: 'status', status: 500 } });
    await endCall(salon);
    await world.settle();
    expect(await claims(salon)).toEqual([]);
    expect(salon.calcom.reservations()).toHaveLength(1);
    world.clock.advance({ minutes: 5 });
    expect(salon.calcom.reservations()).toEqual([]);
  });

  it("touches no other call's hold, and none of another tenant's", async () => {
    const salon = await world.tenant();
    const stranger = await world.tenant();
    await salon.ask('start_booking', HAIRCUT_WISH);
    await stranger.ask('start_booking', HAIRCUT_WISH, { callId: salon.callId });
    await salon.ask('start_booking', { ...HAIRCUT_WISH, time: '16:00' }, { callId: 'call_other' });
    await world.settle();
    await endCall(salon);
    await world.settle();
    expect(await claims(salon)).toMatchObject([{ callId: 'call_other' }]);
    expect(await claims(stranger)).toMatchObject([{ callId: salon.callId }]);
  });
});

describe('the sweep', () => {
  it('frees lapsed holds in ledger and calendar, and leaves the live ones', async () => {
    const salon = await world.tenant();
    await salon.ask('start_booking', HAIRCUT_WISH);
    await world.settle();
    world.clock.advance({ minutes: 4 });
    await salon.ask('start_booking', { ...HAIRCUT_WISH, time: '16:00' }, { callId: 'call_other' });
    await world.settle();
    world.clock.advance({ minutes: 1 });
    await sweepTenant(await openCtx(world.deps, salon.id, new AbortController().signal, 'system'));
    await world.settle();
    expect(await claims(salon)).toMatchObject([{ callId: 'call_other', state: 'held' }]);
    expect(salon.calcom.reservations()).toHaveLength(1);
  });

  it('forgets after a day what was done on a call', async () => {
    const salon = await world.tenant();
    await salon.ask('request_callback', {});
    const claimAgain = () => {
      const now = world.clock.now();
      const record = { arguments: '{}', now, leaseUntil: now, expiresAt: now };
      return salon.store.once.claim(
        { callId: salon.callId, function: 'request_callback', key: '{}' },
        record,
      );
    };
    const sweepAfter = async (hours: number) => {
      world.clock.advance({ hours });
      await sweepTenant(await openCtx(world.deps, salon.id, new AbortController().signal, 'system'));
    };
    await sweepAfter(23);
    expect(await claimAgain()).toMatchObject({ kind: 'done' });
    await sweepAfter(1);
    expect(await claimAgain()).toEqual({ kind: 'mine' });
  });
});

function isBooking({ method, path }: { method: string; path: string }): boolean {
  return method === 'POST' && path === '/v2/bookings';
}
