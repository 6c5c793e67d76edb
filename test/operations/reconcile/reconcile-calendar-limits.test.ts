import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openCtx } from '../../../src/operations/open-ctx.ts';
import { reconcileCalendar } from '../../../src/operations/reconcile/reconcile-calendar.ts';
import type { ReconcileReport } from '../../../src/operations/reconcile/run-reconcile.ts';
import { HOOK } from '../../support/calendar-hook.ts';
import { expectLedgerEqualsCalendar } from '../../support/expect-ledger-equals-calendar.ts';
import { HAIRCUT } from '../../support/salon.ts';
import type { TenantUnderTest } from '../../support/tenant-under-test.ts';
import { createWorld } from '../../support/world.ts';
import type { World } from '../../support/world.ts';

let world: World;
let salon: TenantUnderTest;
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(async () => {
  // All webhooks of its calendar get lost.
  salon = await world.tenant({ account: { webhooks: [HOOK] } });
  salon.calcom.faults.webhooks.drop = 1;
});
afterAll(() => world.close());

async function reconcile(limits?: { listed: number; fetched: number }): Promise<ReconcileReport> {
  const ctx = await openCtx(world.deps, salon.id, new AbortController().signal, 'system');
  return reconcileCalendar(ctx, 'nightly', undefined, limits);
}

async function expectNothingLeft(): Promise<void> {
  await expectLedgerEqualsCalendar(salon, world.clock.now());
  expect(await reconcile()).toMatchObject({ run: { drift: [] } });
}

describe('a comparison with the calendar of more than one run takes', () => {
  const day = (date: number, hour = 13) => new Date(Date.UTC(2026, 11, date, hour));

  /** Runs until one gets to its end, at most `most` of them. */
  async function untilThrough(limits: { listed: number; fetched: number }, most: number) {
    const reports: ReconcileReport[] = [];
    do reports.push(await reconcile(limits));
    while (reports.at(-1)?.broken !== undefined && reports.length < most);
    return reports;
  }

  it('goes on behind the change that the last run reached (ASK-57)', async () => {
    const bookings = [1, 2, 3, 4, 5].map((date) =>
      salon.calcom.addBooking({ eventTypeId: HAIRCUT, start: day(date) }),
    );
    await reconcile();
    world.clock.advance({ hours: 1 });
    for (const { uid } of bookings) {
      world.clock.advance({ minutes: 1 });
      salon.calcom.cancelElsewhere(uid);
    }
    world.clock.advance({ hours: 1 });
    const reports = await untilThrough({ listed: 3, fetched: 0 }, 3);
    expect(reports.map(({ broken }) => broken)).toEqual(['budget_spent', 'budget_spent', undefined]);
    expect(reports.map(({ run }) => run.drift.map(({ what }) => what))).toEqual([
      ['cancelled', 'cancelled', 'cancelled'],
      ['cancelled', 'cancelled'],
      [],
    ]);
    expect(reports[1]?.run.since).toEqual(reports[0]?.run.next?.since);
    await expectNothingLeft();
  });

  it('is not stopped by more changes in one moment than it lists (ASK-57)', async () => {
    for (const date of [1, 2, 3, 4, 5]) salon.calcom.addBooking({ eventTypeId: HAIRCUT, start: day(date) });
    const reports = await untilThrough({ listed: 2, fetched: 0 }, 2);
    expect(reports.map(({ run }) => run.drift.length)).toEqual([2, 3]);
    await expectNothingLeft();
  });

  it('goes on behind the standing booking that the last run reached, and then from now on again (ASK-57)', async () => {
    for (const date of [1, 2, 3, 4, 5]) salon.calcom.addBooking({ eventTypeId: HAIRCUT, start: day(date) });
    // As if the run that should have seen them had ended without them.
    world.clock.advance({ days: 2 });
    const at = { startedAt: world.clock.now(), since: world.clock.now() };
    await salon.store.reconciles.begin({ id: 'rec_1', source: 'calcom', cause: 'nightly', ...at });
    await salon.store.reconciles.note('rec_1', { looked: 0, drift: [], finishedAt: world.clock.now() });
    world.clock.advance({ hours: 1 });
    const reports = await untilThrough({ listed: 3, fetched: 0 }, 2);
    expect(reports.map(({ run }) => run.drift.length)).toEqual([3, 2]);
    expect(reports[0]?.run.next?.standingFrom).toEqual(day(3));
    salon.calcom.addBooking({ eventTypeId: HAIRCUT, start: day(1, 9) });
    expect((await reconcile()).run.drift).toMatchObject([{ what: 'missing', repaired: true }]);
    await expectNothingLeft();
  });

  it('fetches as many of ours as one run may, and the next one the others (ASK-57)', async () => {
    const now = world.clock.now();
    for (const date of [1, 2, 3, 4, 5]) {
      const id = `apt_${date}`;
      const range = { startsAt: day(date), endsAt: day(date, 14) };
      await salon.store.appointments.add({ id, ...range, status: 'scheduled', source: 'voice', now });
      const booking = { uid: `uid_${date}`, calendarId: date, startsAt: day(date), now };
      await salon.store.appointments.linkBooking(id, booking);
    }
    const reports = await untilThrough({ listed: 10, fetched: 2 }, 3);
    const found = reports.map(({ run }) => run.drift.map(({ appointmentId }) => appointmentId));
    expect(found).toEqual([['apt_1', 'apt_2'], ['apt_3', 'apt_4'], ['apt_5']]);
    expect(reports.map(({ broken }) => broken)).toEqual(['budget_spent', 'budget_spent', undefined]);
    world.clock.advance({ hours: 1 });
    expect((await reconcile()).run.drift).toHaveLength(5);
  });
});
