import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { functionBody } from '../support/function-body.ts';
import { STRANGER } from '../support/tenant-under-test.ts';
import type { TenantUnderTest } from '../support/tenant-under-test.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const WISH = { date: 'Dienstag', time: '14 Uhr 30', service: 'Herrenschnitt' };
const WHOLE_CALENDAR = { startsAt: new Date('2026-11-01'), endsAt: new Date('2026-12-31') };

let world: World;
let salon: TenantUnderTest;
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(async () => {
  salon = await world.tenant();
});
afterAll(() => world.close());

async function hold(): Promise<string> {
  const offer = await salon.ask('start_booking', WISH);
  expect(offer).toMatchObject({ success: true, time: '14:30' });
  await world.settle();
  expect(await claims()).toHaveLength(1);
  expect(salon.calcom.reservations()).toHaveLength(1);
  return String(offer['booking_id']);
}

async function end(event: string): Promise<void> {
  const { call } = functionBody(salon, '', {}, { call_status: 'ended' });
  expect((await salon.postRetell('/api/webhooks/retell', { event, call })).status).toBe(204);
  await world.settle();
}

function claims() {
  return salon.store.claims.liveWithin(WHOLE_CALENDAR, world.clock.now());
}

async function timesForOthers(): Promise<unknown> {
  const answer = await salon.ask(
    'check_availability',
    { date: 'Dienstag', service: 'Herrenschnitt' },
    { callId: 'call_of_somebody_else', from: STRANGER },
  );
  return answer['slots'];
}

describe('the end of a call', () => {
  it.each(['call_ended', 'call_analyzed'])(
    'frees what it holds in ledger and calendar, and offers it to others, at %s (ASK-48)',
    async (event) => {
      const offerId = await hold();
      expect(await timesForOthers()).not.toContain('14:30');
      await end(event);
      expect(await claims()).toEqual([]);
      expect(salon.calcom.reservations()).toEqual([]);
      expect(await timesForOthers()).toContain('14:30');
      expect(await salon.store.offers.find(offerId)).toMatchObject({ state: 'void' });
    },
  );

  it('frees the same once when it is told again (ASK-48)', async () => {
    await hold();
    await end('call_ended');
    const requests = salon.calcom.requests().length;
    await end('call_ended');
    await end('call_analyzed');
    expect(await claims()).toEqual([]);
    expect(salon.calcom.requests()).toHaveLength(requests);
  });

  it('leaves what was booked (ASK-48)', async () => {
    await hold();
    expect(await salon.ask('confirm_booking', { confirmed: 'ja' })).toMatchObject({ success: true });
    await end('call_ended');
    expect(await claims()).toMatchObject([{ state: 'booked' }]);
    expect(salon.calcom.bookings()).toMatchObject([{ status: 'accepted' }]);
  });

  it('leaves what another call holds (ASK-48)', async () => {
    await salon.ask(
      'start_booking',
      { ...WISH, name: 'Erika Beispiel' },
      { callId: 'call_b', from: STRANGER },
    );
    await world.settle();
    await end('call_ended');
    expect(await claims()).toMatchObject([{ state: 'held', callId: 'call_b' }]);
  });

  it('frees the ledger though the calendar does not answer (ASK-48)', async () => {
    await hold();
    salon.calcom.faults.add({ fault: { kind: 'status', status: 500 } });
    await end('call_ended');
    expect(await claims()).toEqual([]);
  });

  it('is no confirmation: what was only offered is not booked afterwards (ASK-48)', async () => {
    const booking_id = await hold();
    await end('call_ended');
    const answer = await salon.ask('confirm_booking', { booking_id, confirmed: 'ja' });
    expect(answer.success).toBe(false);
    expect(salon.calcom.bookings()).toEqual([]);
  });
});
