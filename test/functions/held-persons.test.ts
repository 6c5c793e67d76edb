import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectLedgerEqualsCalendar } from '../support/expect-ledger-equals-calendar.ts';
import { MAX, STRANGER } from '../support/tenant-under-test.ts';
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

const CUT = { date: '2026-11-24', time: '09:00', service: 'Herrenhaarschnitt' };
/** Anna or Ben does it, and the calendar picks. */
const COLOUR = { date: '2026-11-24', time: '09:00', service: 'Färben', name: 'Erika Musterfrau' };
const [FIRST, SECOND] = [
  { callId: 'call_first', from: MAX },
  { callId: 'call_second', from: STRANGER },
];

describe('a person who is held for one caller', () => {
  it('is not given to another one who takes anybody: the calendar would pick', async () => {
    const salon = await world.tenant();
    await salon.ask('start_booking', CUT, FIRST);
    await world.settle();
    expect(await salon.ask('start_booking', COLOUR, SECOND)).toMatchObject({ reason: 'slot_taken' });
    const seen = await salon.ask('check_availability', { date: CUT.date, service: 'Färben' }, SECOND);
    expect(seen['slots']).not.toContain('09:00');
    expect(await salon.ask('confirm_booking', { confirmed: true }, FIRST)).toMatchObject({ success: true });
    await world.settle();
    expect(await salon.ask('book_appointment', COLOUR, SECOND)).toMatchObject({ success: true });
    const hosts = salon.calcom.bookings().map(({ hostId }) => hostId);
    expect(new Set(hosts).size).toBe(2);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('is free for the other one as soon as the first says no', async () => {
    const salon = await world.tenant();
    await salon.ask('start_booking', CUT, FIRST);
    await world.settle();
    await salon.ask('confirm_booking', { confirmed: false }, FIRST);
    await world.settle();
    expect(await salon.ask('start_booking', COLOUR, SECOND)).toMatchObject({ success: true, time: '09:00' });
  });

  it('does not keep two callers who take anybody from each other', async () => {
    const salon = await world.tenant();
    await salon.ask('start_booking', { ...COLOUR, name: 'Max Mustermann' }, FIRST);
    await world.settle();
    expect(await salon.ask('start_booking', COLOUR, SECOND)).toMatchObject({ success: true, time: '09:00' });
    await world.settle();
    for (const call of [FIRST, SECOND]) {
      expect(await salon.ask('confirm_booking', { confirmed: true }, call)).toMatchObject({ success: true });
    }
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });
});
