import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HAIRCUT } from '../support/salon.ts';
import type { Answered } from '../support/tenant-under-test.ts';
import { warmUp } from '../support/warm-up.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
  await warmUp(world);
});
afterAll(() => world.close());

const TUESDAY = '2026-11-24';

function slotsOf(answer: Answered): unknown {
  return answer['slots'];
}

describe('calendar days', () => {
  const NIGHT: Record<number, [string, string][]> = { 7: [['00:00', '05:00']], 2: [['20:00', '24:00']] };
  const nightly = (timeZone: string) => ({
    definition: { timezone: timeZone },
    account: {
      timeZone,
      eventTypes: [
        {
          id: HAIRCUT,
          slug: 'nacht',
          title: 'Nacht',
          minutes: 60,
          hosts: ['Anna'],
          openingHours: NIGHT,
          emailRequired: false,
        },
      ],
    },
  });

  it('leave out the hour that the clocks skip in spring (ASK-09)', async () => {
    const salon = await world.tenant(nightly('Europe/Berlin'));
    world.clock.set('2027-03-26T09:00:00Z');
    const sunday = await salon.ask('check_availability', { date: '2027-03-28' });
    expect(sunday).toMatchObject({ available: true, date: '2027-03-28' });
    expect(slotsOf(sunday)).not.toContain('02:00');
    expect(slotsOf(sunday)).toEqual(expect.arrayContaining(['00:00', '01:00', '03:00', '04:00']));
  });

  it('name the hour that comes twice in autumn once (ASK-09)', async () => {
    const salon = await world.tenant(nightly('Europe/Berlin'));
    world.clock.set('2026-10-23T09:00:00Z');
    const sunday = await salon.ask('check_availability', { date: '2026-10-25' });
    expect(slotsOf(sunday)).toEqual(['00:00', '01:00', '02:00', '03:00', '04:00']);
  });

  it("are those of the tenant's zone, not of UTC (ASK-09)", async () => {
    const salon = await world.tenant(nightly('America/New_York'));
    const tuesday = await salon.ask('check_availability', { date: TUESDAY });
    expect(slotsOf(tuesday)).toEqual(['20:00', '21:00', '22:00', '23:00']);
    const wednesday = await salon.ask('check_availability', { date: '2026-11-25' });
    expect(slotsOf(wednesday)).toEqual([]);
    // From the cache they are the same.
    expect(slotsOf(await salon.ask('check_availability', { date: TUESDAY }))).toEqual(slotsOf(tuesday));
  });
});
