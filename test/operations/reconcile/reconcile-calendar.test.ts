import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Drift } from '../../../src/domain/drift.ts';
import type { Ctx } from '../../../src/operations/context.ts';
import { openCtx } from '../../../src/operations/open-ctx.ts';
import { reconcileCalendar } from '../../../src/operations/reconcile/reconcile-calendar.ts';
import type { ReconcileReport } from '../../../src/operations/reconcile/run-reconcile.ts';
import { Fault } from '../../../src/platform/fault.ts';
import { bookByPhone } from '../../support/book-by-phone.ts';
import { HOOK } from '../../support/calendar-hook.ts';
import { expectLedgerEqualsCalendar } from '../../support/expect-ledger-equals-calendar.ts';
import { BEARD_TRIM, HAIRCUT, salonAccount } from '../../support/salon.ts';
import type { TenantUnderTest } from '../../support/tenant-under-test.ts';
import { unhurried } from '../../support/unhurried.ts';
import { warmUpWrites } from '../../support/warm-up-writes.ts';
import { createWorld } from '../../support/world.ts';
import type { World } from '../../support/world.ts';

const HALF_PAST_TWO = new Date('2026-11-24T13:30:00Z');
const FOUR = new Date('2026-11-24T15:00:00Z');
const FIVE = new Date('2026-11-24T16:00:00Z');
const WISH = { date: '2026-11-24', time: '14:30', service: 'Herrenhaarschnitt' };

let world: World;
let salon: TenantUnderTest;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
  await warmUpWrites(world);
});
beforeEach(async () => {
  salon = await openSalon();
});
afterAll(() => world.close());

/** A salon whose calendar sends webhooks that all get lost. */
async function openSalon(requiresConfirmation = false): Promise<TenantUnderTest> {
  const eventTypes = salonAccount('any').eventTypes.map((type) => ({ ...type, requiresConfirmation }));
  const opened = await world.tenant({ account: { webhooks: [HOOK], eventTypes } });
  opened.calcom.faults.webhooks.drop = 1;
  return opened;
}

function ctxOf(tenant: TenantUnderTest): Promise<Ctx> {
  return openCtx(world.deps, tenant.id, new AbortController().signal, 'system');
}

async function reconcile(tenant = salon): Promise<ReconcileReport> {
  return reconcileCalendar(await ctxOf(tenant), 'nightly');
}

async function expectNothingLeft(tenant = salon): Promise<void> {
  await expectLedgerEqualsCalendar(tenant, world.clock.now());
  expect(await reconcile(tenant)).toMatchObject({ run: { drift: [] } });
}

function uidOf(tenant: TenantUnderTest): string {
  return tenant.calcom.bookings().at(-1)?.uid ?? '';
}

async function decide(tenant: TenantUnderTest, verdict: 'confirm' | 'decline'): Promise<void> {
  const answer = await fetch(`${tenant.calcom.url}/bookings/${uidOf(tenant)}/${verdict}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${tenant.definition.calcom?.apiKey}`,
      'cal-api-version': '2026-02-25',
    },
  });
  expect(answer.status).toBe(200);
}

interface Case {
  happened: string;
  what: Drift['what'];
  status: string;
  startsAt: Date;
  /** Done in the calendar to an appointment booked by phone for half past two. */
  change: (tenant: TenantUnderTest) => unknown;
  requiresConfirmation?: true;
}

const CASES: Case[] = [
  {
    happened: 'was moved',
    what: 'moved',
    status: 'scheduled',
    startsAt: FOUR,
    change: ({ calcom }) => calcom.rescheduleElsewhere(uidOf(salon), FOUR),
  },
  {
    happened: 'was moved twice',
    what: 'moved',
    status: 'scheduled',
    startsAt: FIVE,
    change: ({ calcom }) =>
      calcom.rescheduleElsewhere(calcom.rescheduleElsewhere(uidOf(salon), FOUR).uid, FIVE),
  },
  {
    happened: 'was cancelled',
    what: 'cancelled',
    status: 'cancelled',
    startsAt: HALF_PAST_TWO,
    change: ({ calcom }) => calcom.cancelElsewhere(uidOf(salon)),
  },
  {
    happened: 'was moved and cancelled',
    what: 'cancelled',
    status: 'cancelled',
    startsAt: HALF_PAST_TWO,
    change: ({ calcom }) => calcom.cancelElsewhere(calcom.rescheduleElsewhere(uidOf(salon), FOUR).uid),
  },
  {
    happened: 'was confirmed by the business',
    what: 'status',
    status: 'scheduled',
    startsAt: HALF_PAST_TWO,
    change: (tenant) => decide(tenant, 'confirm'),
    requiresConfirmation: true,
  },
  {
    happened: 'was declined by the business',
    what: 'cancelled',
    status: 'cancelled',
    startsAt: HALF_PAST_TWO,
    change: (tenant) => decide(tenant, 'decline'),
    requiresConfirmation: true,
  },
  {
    happened: 'stands there and was taken for cancelled here',
    what: 'status',
    status: 'scheduled',
    startsAt: HALF_PAST_TWO,
    change: async ({ store }) => {
      const known = await store.appointments.findByUid(uidOf(salon));
      await store.appointments.setStatus(known?.id ?? '', 'cancelled', world.clock.now());
      if (known?.claimId !== undefined) await store.claims.release([known.claimId]);
    },
  },
];

describe('a comparison with the calendar', () => {
  it.each(CASES)(
    'repairs and reports an appointment that $happened without a word, once (ASK-57)',
    async ({ change, what, status, startsAt, requiresConfirmation }) => {
      if (requiresConfirmation === true) salon = await openSalon(true);
      const { appointmentId } = await bookByPhone(salon, WISH);
      await world.settle();
      world.clock.advance({ hours: 2 });
      expect(await reconcile()).toMatchObject({ run: { drift: [] } });
      await change(salon);
      world.clock.advance({ days: 1 });
      const report = await reconcile();
      expect(report).toMatchObject({ run: { drift: [{ what, appointmentId, repaired: true }] } });
      expect(report.broken).toBeUndefined();
      expect(await salon.store.appointments.find(appointmentId)).toMatchObject({ status, startsAt });
      await expectNothingLeft();
      expect(await salon.store.alerts.listUnseen()).toMatchObject([
        { kind: 'drift', facts: { run: report.run.id, source: 'calcom' } },
      ]);
    },
  );

  it('makes appointments of bookings that were made elsewhere, also of one that was moved since (ASK-57)', async () => {
    const first = salon.calcom.addBooking({ eventTypeId: HAIRCUT, start: HALF_PAST_TWO });
    const second = salon.calcom.addBooking({ eventTypeId: BEARD_TRIM, start: FIVE });
    const moved = salon.calcom.rescheduleElsewhere(first.uid, FOUR);
    const { run } = await reconcile();
    expect(run.drift).toHaveLength(2);
    for (const { uid, start } of [moved, second]) {
      const made = await salon.store.appointments.findByUid(uid);
      expect(made).toMatchObject({ source: 'calendar', startsAt: start });
      expect(run.drift).toContainEqual({ what: 'missing', appointmentId: made?.id, repaired: true });
    }
    await expectNothingLeft();
  });

  it('finds what changed long before it was last heard of, by what stands on either side (ASK-57)', async () => {
    const { appointmentId } = await bookByPhone(salon, WISH);
    salon.calcom.cancelElsewhere(uidOf(salon));
    const late = new Date('2026-12-22T13:30:00Z');
    const elsewhere = salon.calcom.addBooking({ eventTypeId: BEARD_TRIM, start: late });
    // As if the run that should have seen both had ended without them.
    world.clock.advance({ days: 2 });
    const at = { startedAt: world.clock.now(), since: world.clock.now() };
    await salon.store.reconciles.begin({ id: 'rec_1', source: 'calcom', cause: 'nightly', ...at });
    await salon.store.reconciles.note('rec_1', { looked: 0, drift: [], finishedAt: world.clock.now() });
    world.clock.advance({ hours: 1 });
    const { run } = await reconcile();
    expect(run.drift).toMatchObject([
      { what: 'missing', repaired: true },
      { what: 'cancelled', appointmentId, repaired: true },
    ]);
    expect(await salon.store.appointments.findByUid(elsewhere.uid)).toMatchObject({ startsAt: late });
    await expectNothingLeft();
  });

  it('leaves an appointment as it is whose booking the calendar does not have, and alerts once (ASK-57)', async () => {
    const range = { startsAt: HALF_PAST_TWO, endsAt: FOUR };
    const now = world.clock.now();
    await salon.store.appointments.add({
      id: 'apt_gone',
      ...range,
      status: 'scheduled',
      source: 'voice',
      now,
    });
    const booking = { uid: 'uid_that_is_gone', calendarId: 1, startsAt: HALF_PAST_TWO, now };
    await salon.store.appointments.linkBooking('apt_gone', booking);
    for (const night of [1, 2]) {
      world.clock.advance({ hours: night });
      expect((await reconcile()).run.drift).toEqual([
        { what: 'vanished', appointmentId: 'apt_gone', repaired: false },
      ]);
    }
    expect(await salon.store.appointments.find('apt_gone')).toMatchObject({ status: 'scheduled' });
    expect(await salon.store.alerts.listUnseen()).toMatchObject([
      { kind: 'drift', appointmentId: 'apt_gone' },
    ]);
  });

  it('is no drift: what is right, what no service is booked by, and what is being written (ASK-57)', async () => {
    const services = salon.definition.services.filter(({ eventTypeId }) => eventTypeId !== BEARD_TRIM);
    salon = await world.tenant({ definition: { services } });
    salon.calcom.addBooking({ eventTypeId: BEARD_TRIM, start: FIVE });
    await bookByPhone(salon, WISH);
    await salon.ask('start_booking', { ...WISH, time: '16:00' }, { callId: 'call_lost' });
    const booked = { method: 'POST', path: '/v2/bookings' };
    salon.calcom.faults.add({ ...booked, fault: { kind: 'lose_answer' }, times: 1 });
    salon.calcom.faults.add({ method: 'GET', path: '/v2/bookings', fault: { kind: 'status', status: 500 } });
    expect(await salon.ask('confirm_booking', {}, { callId: 'call_lost' })).toMatchObject({ pending: true });
    await world.settle();
    salon.calcom.faults.clear();
    const { run, broken } = await reconcile();
    expect({ broken, drift: run.drift }).toEqual({ broken: undefined, drift: [] });
    expect(run.looked).toBe(3);
    expect(await salon.store.alerts.listUnseen()).toEqual([]);
  });

  it('says so where two appointments claim the bookings of one chain, and leaves them to a person (ASK-57)', async () => {
    const first = salon.calcom.addBooking({ eventTypeId: HAIRCUT, start: HALF_PAST_TWO });
    await reconcile();
    const second = salon.calcom.rescheduleElsewhere(first.uid, FOUR);
    const now = world.clock.now();
    const range = { startsAt: FOUR, endsAt: FIVE };
    await salon.store.appointments.add({
      id: 'apt_2',
      ...range,
      status: 'scheduled',
      source: 'calendar',
      now,
    });
    const booking = { uid: second.uid, calendarId: second.id, startsAt: FOUR, now };
    await salon.store.appointments.linkBooking('apt_2', booking);
    const original = await salon.store.appointments.findByUid(first.uid);
    expect((await reconcile()).run.drift).toEqual([
      { what: 'moved', appointmentId: original?.id, repaired: false },
    ]);
  });

  it('is no drift: what a webhook says that has come and waits (ASK-57)', async () => {
    const { uid } = salon.calcom.addBooking({ eventTypeId: HAIRCUT, start: FOUR });
    const body = { triggerEvent: 'BOOKING_CREATED', createdAt: '2026-11-20T09:00:00Z', payload: { uid } };
    expect((await salon.postCalcom(body)).status).toBe(204);
    expect((await reconcile()).run).toMatchObject({ looked: 1, drift: [] });
    expect(await salon.store.appointments.findByUid(uid)).toBeUndefined();
    await salon.workOffWebhooks();
    await expectNothingLeft();
  });

  it('ends in the same state where two run at once, and touches no other tenant (ASK-57)', async () => {
    const other = await openSalon();
    for (const tenant of [salon, other]) {
      tenant.calcom.addBooking({ eventTypeId: HAIRCUT, start: FOUR });
    }
    await bookByPhone(salon, WISH);
    salon.calcom.rescheduleElsewhere(uidOf(salon), FIVE);
    const reports = await Promise.all([reconcile(), reconcile(), reconcile()]);
    expect(reports.map(({ broken }) => broken)).toEqual([undefined, undefined, undefined]);
    await expectNothingLeft();
    expect(await other.store.reconciles.listLatest(5)).toEqual([]);
    const year = [new Date('2026-01-01'), new Date('2027-12-31')] as const;
    expect(await other.store.appointments.startingWithin(...year)).toEqual([]);
  });
});

describe('a comparison that breaks off', () => {
  const twoChanges = () => {
    salon.calcom.addBooking({ eventTypeId: HAIRCUT, start: FOUR });
    salon.calcom.addBooking({ eventTypeId: BEARD_TRIM, start: FIVE });
  };

  it.each([
    { where: 'while it lists', path: '/v2/bookings', skip: 1 },
    { where: 'while it fetches', path: '/v2/bookings/*', skip: 1 },
  ])('because the calendar fails $where says so, and the next one does the rest (ASK-57)', async (fault) => {
    await reconcile();
    twoChanges();
    const { path, skip } = fault;
    salon.calcom.faults.add({ method: 'GET', path, skip, fault: { kind: 'status', status: 503 } });
    const broken = await reconcile();
    expect(broken.broken).toBe('upstream_unavailable');
    expect(await salon.store.reconciles.listLatest(1)).toMatchObject([{ drift: broken.run.drift }]);
    expect((await salon.store.reconciles.listLatest(1))[0]?.finishedAt).toBeUndefined();
    salon.calcom.faults.clear();
    world.clock.advance({ hours: 1 });
    const next = await reconcile();
    expect(next.run.since).toEqual(broken.run.since);
    expect(next.broken).toBeUndefined();
    await expectNothingLeft();
  });

  it('because its process is killed at any step leaves nothing that the next one does not repair (ASK-57)', async () => {
    const ends: (string | undefined)[] = [];
    for (let step = 1; step <= 5; step += 1) {
      salon = await openSalon();
      twoChanges();
      const ctx = await ctxOf(salon);
      let left = step;
      const { store } = ctx;
      const killed: typeof store.atomically = (work) => {
        left -= 1;
        return left > 0
          ? store.atomically(work)
          : Promise.reject(new Fault('store_unavailable', 'the process is gone'));
      };
      const report = await reconcileCalendar({ ...ctx, store: { ...store, atomically: killed } }, 'nightly');
      ends.push(report.broken);
      await reconcile();
      await expectNothingLeft();
    }
    const gone = 'store_unavailable';
    expect(ends).toEqual([gone, gone, gone, gone, undefined]);
  });
});
