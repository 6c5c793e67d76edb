import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCtx } from '../../src/operations/open-ctx.ts';
import { sweepTenant } from '../../src/operations/sweep.ts';
import { HAIRCUT } from '../support/salon.ts';
import { openSecondGateway } from '../support/second-gateway.ts';
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

const TUESDAY = '2026-11-24';
const HAIRCUT_WISH = { date: TUESDAY, time: '14:30', service: 'Herrenhaarschnitt' };
const COLOURING_WISH = { date: TUESDAY, time: '14:00', service: 'Färben' };

/** Local start times of what is held or booked on that Tuesday. */
async function claimed(salon: TenantUnderTest): Promise<string[]> {
  const day = { startsAt: new Date('2026-11-23T23:00:00Z'), endsAt: new Date('2026-11-24T23:00:00Z') };
  const claims = await salon.store.claims.liveWithin(day, world.clock.now());
  return claims.map(({ startsAt }) => startsAt.toISOString().slice(11, 16));
}

function reserved(salon: TenantUnderTest): string[] {
  return salon.calcom.reservations().map(({ start }) => start.toISOString().slice(11, 16));
}

describe('the hold of start_booking', () => {
  it('stays one offer with one booking_id and one sentence for the same wish again', async () => {
    const salon = await world.tenant();
    const first = await salon.ask('start_booking', HAIRCUT_WISH, { toolCallId: 'tool_a' });
    const sameTool = await salon.ask('start_booking', HAIRCUT_WISH, { toolCallId: 'tool_a' });
    const otherTool = await salon.ask('start_booking', HAIRCUT_WISH, { toolCallId: 'tool_b' });
    const otherWords = await salon.ask('start_booking', { date: 'Dienstag', time: 'halb drei nachmittags' });
    for (const again of [sameTool, otherTool, otherWords]) expect(again).toEqual(first);
    expect(await claimed(salon)).toEqual(['13:30']);
    await world.settle();
    expect(reserved(salon)).toEqual(['13:30']);
  });

  it('stays one where the same wish comes twice at the same moment, also through two gateways', async () => {
    const salon = await world.tenant();
    const other = await openSecondGateway(world, salon);
    const answers = await Promise.all(
      [salon, salon, other, other].map((gateway) => gateway.ask('start_booking', HAIRCUT_WISH)),
    );
    expect(new Set(answers.map((answer) => answer['booking_id'])).size).toBe(1);
    expect(new Set(answers.map(({ message }) => message)).size).toBe(1);
    expect(await claimed(salon)).toEqual(['13:30']);
    await Promise.all([world.settle(), other.settle()]);
    expect(reserved(salon)).toEqual(['13:30']);
  });

  it('is given back where the caller wishes something else, and that offer can no longer be confirmed', async () => {
    const salon = await world.tenant();
    const first = await salon.ask('start_booking', HAIRCUT_WISH);
    await world.settle();
    const second = await salon.ask('start_booking', { ...HAIRCUT_WISH, time: '16:00' });
    expect(second['booking_id']).not.toBe(first['booking_id']);
    expect(await claimed(salon)).toEqual(['15:00']);
    await world.settle();
    expect(reserved(salon)).toEqual(['15:00']);
    expect(
      await salon.ask('confirm_booking', { booking_id: first['booking_id'], confirmed: true }),
    ).toMatchObject({ success: false, reason: 'offer_changed' });
    expect(salon.calcom.bookings()).toEqual([]);
    expect(
      await salon.ask('check_availability', { ...HAIRCUT_WISH }, { callId: 'call_other' }),
    ).toMatchObject({ available: true });
  });

  it('is a new offer for another name, e-mail address, note or person at the same time', async () => {
    const salon = await world.tenant();
    const ids = new Set<unknown>();
    const changes = [
      {},
      { name: 'Erika Muster' },
      { email: 'max.other@example.com' },
      { notes: 'Kommt zehn Minuten später.' },
      { staff: 'Anna' },
    ];
    let wish: Record<string, unknown> = HAIRCUT_WISH;
    for (const change of changes) {
      wish = { ...wish, ...change };
      const answer = await salon.ask('start_booking', wish);
      await world.settle();
      expect(answer).toMatchObject({ success: true, time: '14:30' });
      ids.add(answer['booking_id']);
    }
    expect(ids.size).toBe(changes.length);
    expect(await claimed(salon)).toEqual(['13:30']);
    expect(reserved(salon)).toEqual(['13:30']);
  });

  it('is a new, live offer where the caller comes back to the first wish', async () => {
    const salon = await world.tenant();
    const first = await salon.ask('start_booking', HAIRCUT_WISH);
    await world.settle();
    await salon.ask('start_booking', { ...HAIRCUT_WISH, time: '16:00' });
    await world.settle();
    const third = await salon.ask('start_booking', HAIRCUT_WISH);
    expect(third).toMatchObject({ success: true, message: first.message });
    expect(
      await salon.ask('confirm_booking', { booking_id: third['booking_id'], confirmed: true }),
    ).toMatchObject({ success: true, time: '14:30' });
  });

  it('is a new, live offer after a search in between', async () => {
    const salon = await world.tenant();
    await salon.ask('start_booking', HAIRCUT_WISH);
    await world.settle();
    expect(await salon.ask('check_availability', HAIRCUT_WISH)).toMatchObject({ available: true });
    await world.settle();
    expect(await claimed(salon)).toEqual([]);
    const again = await salon.ask('start_booking', HAIRCUT_WISH);
    expect(
      await salon.ask('confirm_booking', { booking_id: again['booking_id'], confirmed: true }),
    ).toMatchObject({ success: true });
  });

  it('never counts as taken for its own call, also where the new time overlaps the held one', async () => {
    const salon = await world.tenant();
    expect(await salon.ask('start_booking', COLOURING_WISH)).toMatchObject({ success: true });
    await world.settle();
    expect(await salon.ask('start_booking', { ...COLOURING_WISH, time: '14:30' })).toMatchObject({
      success: true,
    });
    await world.settle();
    expect(await salon.ask('start_booking', HAIRCUT_WISH)).toMatchObject({ success: true });
    expect(await claimed(salon)).toEqual(['13:30']);
  });

  it('never counts as taken for its own call while the reservation is still being made', async () => {
    const salon = await world.tenant();
    salon.calcom.faults.add({
      fault: { kind: 'delay', ms: 250, when: 'after' },
      method: 'POST',
      path: '/v2/slots/reservations',
    });
    await salon.ask('start_booking', HAIRCUT_WISH);
    expect(await salon.ask('start_booking', { ...HAIRCUT_WISH, name: 'Erika Muster' })).toMatchObject({
      success: true,
    });
    await world.settle();
    expect(await claimed(salon)).toEqual(['13:30']);
  });

  it('leaves one live offer where two wishes of a call come at the same moment', async () => {
    const salon = await world.tenant();
    const offers = await Promise.all(
      ['14:30', '16:00'].map((time) => salon.ask('start_booking', { ...HAIRCUT_WISH, time })),
    );
    await world.settle();
    const live = await salon.store.offers.ofCall(salon.callId, ['live']);
    expect(live).toHaveLength(1);
    expect(offers.map((offer) => offer['booking_id'])).toContain(live[0]?.id);
    expect(await claimed(salon)).toHaveLength(1);
    expect(reserved(salon)).toEqual(await claimed(salon));
  });

  it.each([
    { name: 'is refused', fault: { kind: 'status', status: 422 } as const },
    { name: 'fails', fault: { kind: 'status', status: 500 } as const },
    { name: 'is cut off', fault: { kind: 'reset' } as const },
  ])('stands without the reservation, which is a courtesy, where that $name', async ({ fault }) => {
    const salon = await world.tenant();
    salon.calcom.faults.add({ fault, path: '/v2/slots/reservations*' });
    const offer = await salon.ask('start_booking', HAIRCUT_WISH);
    expect(offer).toMatchObject({ success: true, availability_confirmed: true });
    await world.settle();
    expect(salon.calcom.reservations()).toEqual([]);
    expect(await claimed(salon)).toEqual(['13:30']);
    expect(
      await salon.ask('confirm_booking', { booking_id: offer['booking_id'], confirmed: true }),
    ).toMatchObject({ success: true });
  });

  it('lapses after five minutes: the time is free for others, the offer is not', async () => {
    const salon = await world.tenant();
    const offer = await salon.ask('start_booking', HAIRCUT_WISH);
    await world.settle();
    world.clock.advance({ minutes: 4, seconds: 59 });
    expect(await salon.ask('start_booking', HAIRCUT_WISH, { callId: 'call_early' })).toMatchObject({
      reason: 'slot_taken',
    });
    world.clock.advance({ seconds: 1 });
    expect(await salon.ask('start_booking', HAIRCUT_WISH, { callId: 'call_late' })).toMatchObject({
      success: true,
    });
    expect(
      await salon.ask('confirm_booking', { booking_id: offer['booking_id'], confirmed: true }),
    ).toMatchObject({ success: false, reason: 'offer_expired' });
  });

  it('is made anew where the same wish comes after it has lapsed', async () => {
    const salon = await world.tenant();
    const first = await salon.ask('start_booking', HAIRCUT_WISH);
    await world.settle();
    world.clock.advance({ minutes: 6 });
    const second = await salon.ask('start_booking', HAIRCUT_WISH);
    expect(second['booking_id']).not.toBe(first['booking_id']);
    expect(
      await salon.ask('confirm_booking', { booking_id: second['booking_id'], confirmed: true }),
    ).toMatchObject({ success: true });
  });

  it("is taken off everybody's cached times, and put back by the sweep when it has lapsed", async () => {
    const salon = await world.tenant();
    const ask = () => salon.ask('check_availability', HAIRCUT_WISH, { callId: 'call_other' });
    expect(await ask()).toMatchObject({ available: true });
    await salon.ask('start_booking', HAIRCUT_WISH);
    await world.settle();
    expect(await ask()).toMatchObject({ available: false });
    world.clock.advance({ minutes: 5 });
    await sweepTenant(await openCtx(world.deps, salon.id, new AbortController().signal, 'system'));
    expect(await ask()).toMatchObject({ available: true });
  });

  it('cannot be confirmed by another tenant', async () => {
    const salon = await world.tenant();
    const stranger = await world.tenant();
    const offer = await salon.ask('start_booking', HAIRCUT_WISH);
    expect(
      await stranger.ask(
        'confirm_booking',
        { booking_id: offer['booking_id'], confirmed: true },
        { callId: salon.callId },
      ),
    ).toMatchObject({ success: false, reason: 'nothing_offered' });
    expect(await claimed(stranger)).toEqual([]);
    expect(await claimed(salon)).toEqual(['13:30']);
  });

  it('says that it is not sure where only an old copy of the calendar says that the time is free (ASK-68)', async () => {
    const salon = await world.tenant();
    await salon.ask('check_availability', { ...HAIRCUT_WISH }, { callId: 'call_other' });
    world.clock.advance({ minutes: 10 });
    salon.calcom.faults.add({ fault: { kind: 'status', status: 503 }, path: '/v2/slots' });
    expect(await salon.ask('start_booking', HAIRCUT_WISH)).toMatchObject({
      success: true,
      availability_confirmed: false,
      warning: 'stale_data',
    });
    salon.calcom.faults.clear();
    salon.calcom.addBooking({ eventTypeId: HAIRCUT, start: new Date('2026-11-24T13:30:00Z') });
    expect(await salon.ask('confirm_booking', { confirmed: true })).toMatchObject({
      success: false,
      reason: 'slot_taken',
    });
  });
});
