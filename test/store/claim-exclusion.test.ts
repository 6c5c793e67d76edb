import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ownerRows } from '../support/owner-rows.ts';
import type { TenantUnderTest } from '../support/tenant-under-test.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const NINE = new Date('2026-11-24T08:00:00Z');
const TEN = new Date('2026-11-24T09:00:00Z');
const ELEVEN = new Date('2026-11-24T10:00:00Z');
const SEAT = 'staff:anna';

let world: World;
let salon: TenantUnderTest;
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(async () => {
  salon = await world.tenant();
});
afterAll(() => world.close());

let made = 0;
function wish(startsAt: Date, endsAt: Date, seats = [SEAT]) {
  made += 1;
  return { id: `clm_${made}`, seats, startsAt, endsAt, now: world.clock.now() };
}

/** Straight into the table, as its owner: no code of ours, no row security. */
function insert(
  startsAt: Date,
  endsAt: Date,
  change: { tenant?: string; seat?: string; state?: string } = {},
) {
  made += 1;
  const { tenant = salon.id, seat = SEAT, state = 'held' } = change;
  return ownerRows(
    world.databaseUrl,
    `insert into slot_claims (tenant_id, id, calendar_seat, starts_at, ends_at, state) values ('${tenant}',
     'clm_${made}', '${seat}', '${startsAt.toISOString()}', '${endsAt.toISOString()}', '${state}')`,
  );
}

const OVERLAP = /slot_claims_no_overlap/;

describe('the ledger of a calendar', () => {
  it.each(['held', 'booked'])(
    'refuses a second range over a %s one, whoever writes it (ASK-18)',
    async (state) => {
      await insert(NINE, TEN, { state });
      const half = new Date('2026-11-24T08:30:00Z');
      await expect(insert(NINE, TEN)).rejects.toThrow(OVERLAP);
      await expect(insert(half, ELEVEN, { state: 'booked' })).rejects.toThrow(OVERLAP);
      await expect(insert(half, new Date('2026-11-24T08:31:00Z'))).rejects.toThrow(OVERLAP);
    },
  );

  it('refuses a range moved over another one (ASK-18)', async () => {
    await insert(NINE, TEN);
    await insert(TEN, ELEVEN);
    const move = `update slot_claims set starts_at = '${NINE.toISOString()}' where tenant_id = '${salon.id}'`;
    await expect(ownerRows(world.databaseUrl, move)).rejects.toThrow(OVERLAP);
  });

  it('refuses a released one that is taken up again meanwhile (ASK-18)', async () => {
    await insert(NINE, TEN, { state: 'released' });
    await insert(NINE, TEN);
    const revive = `update slot_claims set state = 'held' where tenant_id = '${salon.id}'`;
    await expect(ownerRows(world.databaseUrl, revive)).rejects.toThrow(OVERLAP);
  });

  it('takes ranges that only touch, other seats, other tenants and what was released (ASK-18)', async () => {
    const other = await world.tenant();
    await insert(NINE, TEN);
    await insert(TEN, ELEVEN);
    await insert(NINE, TEN, { seat: 'staff:ben' });
    await insert(NINE, TEN, { tenant: other.id });
    await insert(NINE, TEN, { state: 'released' });
    expect(
      await salon.store.claims.liveWithin({ startsAt: NINE, endsAt: ELEVEN }, world.clock.now()),
    ).toHaveLength(3);
  });

  it('refuses a range that ends before it starts', async () => {
    await expect(insert(TEN, NINE)).rejects.toThrow(/slot_claims_range|range lower bound/);
    await expect(insert(TEN, TEN)).rejects.toThrow(/slot_claims_range/);
  });
});

describe('claims at the same moment', () => {
  it('are won by one of many (ASK-18)', async () => {
    const seats = await Promise.all(
      Array.from({ length: 24 }, () => salon.store.claims.take(wish(NINE, TEN))),
    );
    expect(seats.filter((seat) => seat !== undefined)).toEqual([SEAT]);
  });

  it('fill each seat once where there are several (ASK-18)', async () => {
    const hosts = ['staff:anna', 'staff:ben', 'staff:cleo'];
    const seats = await Promise.all(
      Array.from({ length: 12 }, () => salon.store.claims.take(wish(NINE, TEN, hosts))),
    );
    expect(seats.filter((seat) => seat !== undefined).toSorted()).toEqual(hosts);
  });

  /** Takes in a transaction that stays open until it is told how to end. */
  function takeAndWait() {
    const taken = Promise.withResolvers<void>();
    const end = Promise.withResolvers<void>();
    const over = salon.store.atomically(async (store) => {
      expect(await store.claims.take(wish(NINE, TEN))).toBe(SEAT);
      taken.resolve();
      await end.promise;
    });
    over.catch(taken.reject);
    return { taken: taken.promise, commit: end.resolve, rollBack: end.reject, over };
  }

  it('lose to a transaction that began before and commits (ASK-18)', async () => {
    const first = takeAndWait();
    await first.taken;
    const second = salon.store.claims.take(wish(NINE, TEN));
    first.commit();
    await first.over;
    expect(await second).toBeUndefined();
  });

  it('win over a transaction that began before and fails (ASK-18)', async () => {
    const first = takeAndWait();
    await first.taken;
    const second = salon.store.claims.take(wish(NINE, TEN));
    first.rollBack(new Error('changed its mind'));
    await expect(first.over).rejects.toMatchObject({ code: 'internal' });
    expect(await second).toBe(SEAT);
  });

  it('wait for no transaction for long (ASK-18)', async () => {
    const first = takeAndWait();
    await first.taken;
    await expect(salon.store.claims.take(wish(NINE, TEN))).rejects.toMatchObject({
      code: 'store_unavailable',
    });
    first.commit();
    await first.over;
  });
});
