import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { compareWords } from '../../src/operations/compare-words.ts';
import { openCtx } from '../../src/operations/open-ctx.ts';
import { sweepTenant } from '../../src/operations/sweep.ts';
import { startWorkers } from '../../src/scheduler/start-workers.ts';
import type { Workers } from '../../src/scheduler/start-workers.ts';
import { bookByPhone } from '../support/book-by-phone.ts';
import { functionBody } from '../support/function-body.ts';
import { MAX, STRANGER } from '../support/tenant-under-test.ts';
import type { TenantUnderTest } from '../support/tenant-under-test.ts';
import { unhurriedOffers } from '../support/unhurried.ts';
import { warmUpWrites } from '../support/warm-up-writes.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const WISH = { date: '2026-11-24', time: '14:30', service: 'Herrenhaarschnitt' };
const BOOKED = 'Ihr Termin ist gebucht: Herrenhaarschnitt am Dienstag, den 24. November, um 14 Uhr 30.';
const LONG_AGO = new Date(0);
const LOST = { kind: 'lose_answer' } as const;
const BROKEN = { kind: 'status', status: 502 } as const;

let world: World;
let salon: TenantUnderTest;
let workers: Workers | undefined;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurriedOffers });
  await warmUpWrites(world);
});
beforeEach(async () => {
  salon = await world.tenant();
});
afterEach(async () => {
  await workers?.stop();
  workers = undefined;
});
afterAll(() => world.close());

function ctxOf(tenant = salon) {
  return openCtx(world.deps, tenant.id, new AbortController().signal, 'system');
}

async function sweep(): Promise<void> {
  await sweepTenant(await ctxOf());
  await world.settle();
}

/** The call is over; the agent has said this on it. */
async function hangUp(said: string[], call: Record<string, unknown> = {}): Promise<void> {
  const now = world.clock.now().getTime();
  const { call: facts } = functionBody(
    salon,
    '',
    {},
    {
      start_timestamp: now - 60_000,
      end_timestamp: now,
      call_status: 'ended',
      transcript: ['User: Guten Tag.', ...said.map((sentence) => `Agent: ${sentence}`)].join('\n'),
      ...call,
    },
  );
  expect((await salon.postRetell('/api/webhooks/retell', { event: 'call_ended', call: facts })).status).toBe(
    204,
  );
  await world.settle();
}

/** Confirms what was offered; the calendar does it, but nobody hears of it. */
async function confirmUnheard(): Promise<void> {
  await salon.ask('start_booking', WISH);
  salon.calcom.faults.add({ method: 'POST', path: '/v2/bookings', fault: LOST, times: 1 });
  salon.calcom.faults.add({ method: 'GET', path: '/v2/bookings', fault: BROKEN });
  expect(await salon.ask('confirm_booking', {})).toMatchObject({ pending: true });
  await world.settle();
  salon.calcom.faults.clear();
}

async function found(): Promise<unknown[]> {
  const callbacks = await salon.store.callbacks.list('open');
  const alerts = await salon.store.alerts.listUnseen();
  const about = (all: { kind?: string; callId?: string }[]): string[] =>
    all.map(({ kind, callId }) => `${kind} ${callId}`).toSorted();
  expect(about(alerts)).toEqual(about(callbacks));
  return callbacks.map(({ kind, details }) => ({ kind, details }));
}

describe('after a call its words are compared with its deeds', () => {
  it('and a booking that was only claimed becomes one callback and one alert, whatever is repeated', async () => {
    await hangUp([BOOKED]);
    await compareWords(await ctxOf(), salon.callId);
    await hangUp([BOOKED]);
    await Promise.all([compareWords(await ctxOf(), salon.callId), sweep(), sweep()]);
    const [customer] = await salon.store.customers.findByPhone(MAX);
    expect(await salon.store.callbacks.list()).toEqual([
      {
        id: expect.stringMatching(/^cbk_/),
        kind: 'said_not_done',
        status: 'open',
        callId: salon.callId,
        customerId: customer?.id,
        name: 'Max Mustermann',
        phone: MAX,
        details: {
          what: 'not_done',
          deed: 'booked',
          said: [{ date: '2026-11-24', time: '14:30' }],
          done: [],
        },
        requestedAt: world.clock.now(),
      },
    ]);
    expect(await found()).toHaveLength(1);
  });

  it('at the same moment by several, and one of them finds it', async () => {
    await hangUp([BOOKED]);
    const ctx = await ctxOf();
    await Promise.all([1, 2, 3, 4].map(() => compareWords(ctx, salon.callId)));
    expect(await found()).toHaveLength(1);
  });

  it('and nothing comes of it where they agree', async () => {
    await bookByPhone(salon, WISH);
    await hangUp([BOOKED]);
    await sweep();
    expect(await found()).toEqual([]);
    expect(await salon.store.comparisons.listWaiting(LONG_AGO, 10)).toEqual([]);
  });

  it('and another time than the one booked is found out', async () => {
    const { appointmentId } = await bookByPhone(salon, WISH);
    await hangUp(['Ihr Termin ist gebucht: Herrenhaarschnitt am Dienstag um 15 Uhr 15.']);
    await sweep();
    expect(await found()).toEqual([
      {
        kind: 'said_not_done',
        details: {
          what: 'other_time',
          deed: 'booked',
          said: [{ date: '2026-11-24', time: '15:15' }],
          done: [{ deed: 'book', date: '2026-11-24', time: '14:30' }],
        },
      },
    ]);
    expect(await salon.store.callbacks.list('open')).toMatchObject([{ appointmentId }]);
  });

  it('and so are a cancellation and a move that were not done', async () => {
    await bookByPhone(salon, WISH, { callId: 'call_before' });
    await hangUp(['Ihr Termin am Dienstag um 14 Uhr 30 ist abgesagt.']);
    await hangUp(['Ich habe Ihren Termin auf Donnerstag um 15 Uhr verschoben.'], { call_id: 'call_moving' });
    await sweep();
    expect(await found()).toMatchObject([
      { details: { what: 'not_done', deed: 'cancelled' } },
      { details: { what: 'not_done', deed: 'moved' } },
    ]);
  });

  it('and what is told of an appointment that stands already is in order', async () => {
    await bookByPhone(salon, WISH, { callId: 'call_before' });
    await hangUp(['Ihr Termin ist am Dienstag, den 24. November, um 14 Uhr 30 eingetragen.']);
    await sweep();
    expect(await found()).toEqual([]);
  });

  it('and every deed of a call that books, moves and cancels is known', async () => {
    await bookByPhone(salon, WISH);
    await salon.ask('reschedule_appointment', { new_date: '2026-11-25', new_time: '10:30' });
    const moved = 'Ihr Termin ist verlegt: Herrenhaarschnitt am Mittwoch um 10 Uhr 30.';
    expect(await salon.ask('cancel_appointment', {})).toMatchObject({ success: true });
    await hangUp([BOOKED, moved, 'Ihr Termin am Mittwoch um 10 Uhr 30 ist abgesagt.']);
    await sweep();
    expect(await found()).toEqual([]);
  });

  it('and a caller without a name or a number is a callback all the same', async () => {
    await hangUp([BOOKED], { from_number: STRANGER });
    await hangUp([BOOKED], { from_number: null, call_id: 'call_withheld' });
    await sweep();
    const callbacks = await salon.store.callbacks.list('open');
    expect(callbacks.map(({ name, phone }) => ({ name, phone }))).toEqual([
      { name: undefined, phone: STRANGER },
      { name: undefined, phone: undefined },
    ]);
  });
});

describe('a deed whose end is open when the caller hangs up', () => {
  it('is waited for, and the caller who did not hear its end is called back', async () => {
    await confirmUnheard();
    await hangUp(['Einen Moment bitte, ich bin noch dabei.']);
    await compareWords(await ctxOf(), salon.callId);
    expect(await salon.store.comparisons.listWaiting(LONG_AGO, 10)).toEqual([]);
    expect(await salon.store.comparisons.find(salon.callId)).toBeDefined();
    expect(await found()).toEqual([]);
    world.clock.advance({ minutes: 1 });
    await sweep();
    expect(await found()).toEqual([
      { kind: 'never_heard', details: { deed: 'book', wasDone: true, date: '2026-11-24', time: '14:30' } },
    ]);
    await sweep();
    expect(await found()).toHaveLength(1);
  });

  it('needs nobody where the agent told of it anyway', async () => {
    await confirmUnheard();
    await hangUp([BOOKED]);
    world.clock.advance({ minutes: 1 });
    await sweep();
    expect(await found()).toEqual([]);
  });

  it('is told to its caller also where it came to nothing', async () => {
    await salon.ask('start_booking', WISH);
    salon.calcom.faults.add({ fault: BROKEN });
    expect(await salon.ask('confirm_booking', {})).toMatchObject({ pending: true });
    await world.settle();
    await hangUp(['Einen Moment bitte, ich bin noch dabei.']);
    salon.calcom.faults.clear();
    world.clock.advance({ minutes: 5 });
    await sweep();
    expect(await found()).toEqual([
      { kind: 'never_heard', details: { deed: 'book', wasDone: false, date: '2026-11-24', time: '14:30' } },
    ]);
  });
});

describe('the comparison of a call', () => {
  it('is made by the workers as soon as its transcript is there', async () => {
    workers = await startWorkers(world.deps, world.jobs.boss);
    await hangUp([BOOKED]);
    await vi.waitFor(async () => expect(await found()).toHaveLength(1), { timeout: 20_000, interval: 100 });
  });

  it('leaves nothing behind where the database fails, and is made the next time', async () => {
    await hangUp([BOOKED]);
    const ctx = await ctxOf();
    const dead = () => Promise.reject(new Error('planted'));
    await expect(
      compareWords({ ...ctx, store: { ...ctx.store, atomically: dead } }, salon.callId),
    ).rejects.toThrow('planted');
    const half: typeof ctx.store.atomically = (work) =>
      ctx.store.atomically((store) => work({ ...store, alerts: { ...store.alerts, add: dead } }));
    await expect(
      compareWords({ ...ctx, store: { ...ctx.store, atomically: half } }, salon.callId),
    ).rejects.toThrow('unexpected error in the store');
    expect(await found()).toEqual([]);
    await sweep();
    expect(await found()).toHaveLength(1);
  });

  it('is not made up for by the sweep where the call is long over', async () => {
    await hangUp([BOOKED]);
    world.clock.advance({ days: 8 });
    await sweep();
    expect(await found()).toEqual([]);
  });

  it('waits for a transcript, and never touches a call of another tenant', async () => {
    const other = await world.tenant();
    await hangUp([BOOKED], { transcript: undefined });
    await compareWords(await ctxOf(), salon.callId);
    expect(await found()).toEqual([]);
    await hangUp([BOOKED], { call_id: 'call_said' });
    await compareWords(await ctxOf(other), 'call_said');
    expect(await found()).toEqual([]);
    expect(await other.store.callbacks.list('open')).toEqual([]);
    await sweep();
    expect(await found()).toHaveLength(1);
    expect(await other.store.alerts.listUnseen()).toEqual([]);
  });
});
