import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

/** Frees every claim of the day behind the back of its call, as a process with a faster clock would. */
async function loseHolds(salon: TenantUnderTest): Promise<void> {
  const claims = await salon.store.claims.liveWithin(DAY, world.clock.now());
  await salon.store.claims.release(claims.map(({ id }) => id));
}

async function withOffer() {
  const salon = await world.tenant();
  const offer = await salon.ask('start_booking', HAIRCUT_WISH);
  await world.settle();
  const yes = { booking_id: offer['booking_id'], confirmed: true };
  return { salon, confirm: () => salon.ask('confirm_booking', yes) };
}

describe('an offer whose hold is lost', () => {
  it('is not booked: nothing is sent to the calendar (ASK-24)', async () => {
    const { salon, confirm } = await withOffer();
    await loseHolds(salon);
    expect(await confirm()).toMatchObject({ success: false, reason: 'offer_expired' });
    expect(salon.calcom.bookings()).toEqual([]);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('claims the booked time again where the hold is lost while the calendar books it (ASK-25)', async () => {
    const { salon, confirm } = await withOffer();
    const NEW_BOOKING = { method: 'POST', path: '/v2/bookings' };
    salon.calcom.faults.add({ ...NEW_BOOKING, fault: { kind: 'delay', ms: 100 }, times: 1 });
    const confirming = confirm();
    const isSent = () =>
      salon.calcom.requests().some(({ method, path }) => method === 'POST' && path === NEW_BOOKING.path);
    await expect.poll(isSent).toBe(true);
    await loseHolds(salon);
    expect(await confirming).toMatchObject({ success: true, time: '14:30' });
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });
});
