import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { plantDue, plantWaiting } from '../../scripts/bench/reminders/plant-reminders.ts';
import type { DueReminder, Ground } from '../../scripts/bench/reminders/plant-reminders.ts';
import { complaintsOf, judgeDials } from '../../scripts/bench/reminders/judge-dials.ts';
import type { DialsFound } from '../../scripts/bench/reminders/judge-dials.ts';
import type { Deps } from '../../src/operations/context.ts';
import { dialForgotten } from '../../src/operations/reminders/dialling/dial-forgotten.ts';
import { DIAL_LEASE_MS } from '../../src/operations/reminders/dialling/dial-lease.ts';
import { createLog } from '../../src/platform/log.ts';
import { startWorkers } from '../../src/scheduler/start-workers.ts';
import { openDatabase } from '../../src/store/database.ts';
import { startJobQueue } from '../../src/store/job-queue.ts';
import type { Telephonies, Telephony } from '../../src/upstream/telephony.ts';
import { openReminderSalon } from '../support/reminder-salon.ts';
import type { ReminderSalon } from '../support/reminder-salon.ts';
import { HAIRCUT } from '../support/salon.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const DUE = 120;
const WAITING = 2_000;
const MANY = 1_000_000;
const DAY_MS = 24 * 3_600_000;
const LOOKED_UP_S = 5 * 60;
const FORGOTTEN_S = 30;
const PATIENCE = { timeout: 90_000, interval: 50 };

let world: World;
let sql: postgres.Sql;
let app: ReturnType<typeof openDatabase>;
let salon: ReminderSalon;

beforeAll(async () => {
  world = await createWorld();
  sql = postgres(world.databaseUrl, { max: 2, onnotice: () => undefined });
  app = openDatabase(world.databaseUrl, { role: 'slotline_app', connections: 1 });
  salon = await openReminderSalon(world, { limits: { perQuarterHour: MANY, perDay: MANY, atOnce: MANY } });
  world.retellApi.setConcurrency(salon.definition.retell?.apiKey ?? '', { limit: MANY });
});
afterAll(async () => {
  await sql.end();
  await app.close();
  await world.close();
});

/** Reminders that are due right now, about bookings that the calendar has. */
function dueNow(count: number): DueReminder[] {
  const scheduledAt = world.clock.now();
  return Array.from({ length: count }, () => {
    const start = new Date(scheduledAt.getTime() + DAY_MS);
    const booking = salon.calcom.addBooking({ eventTypeId: HAIRCUT, host: 'Anna', start });
    return { tenant: 0, scheduledAt, uid: booking.uid, calendarId: booking.id };
  });
}

/**
 * The telephony of a process that stops in the middle: some of its calls are made as usual, then some are made and
 * nobody reads the answer, and the requests of the others never leave it.
 */
function brokenOff(telephonies: Telephonies) {
  const gone = Promise.withResolvers<never>();
  let asked = 0;
  const doomed = {
    telephonies,
    unread: 0,
    unsent: 0,
    /** Ends what hangs, so that nothing of it outlives the test. */
    end: () => gone.reject(new Error('the process is gone')),
  };
  const open = (key: string): Telephony => {
    const real = telephonies.open(key);
    return {
      ...real,
      placeCall: async (...question) => {
        asked += 1;
        if (asked <= 6) return real.placeCall(...question);
        if (asked % 2 === 0) {
          await real.placeCall(...question);
          doomed.unread += 1;
        } else {
          doomed.unsent += 1;
        }
        return gone.promise;
      },
    };
  };
  doomed.telephonies = { ...telephonies, open };
  return doomed;
}

describe('a hundred and twenty reminders that are due at once, among two thousand that wait', () => {
  it('are each dialled exactly once by two processes, one of which stops in the middle, and none that waits (VIO-19, VIO-20, VIO-75, VIO-76)', async () => {
    const ground: Ground = {
      sql,
      app: app.db,
      jobs: world.jobs,
      zone: 'Europe/Berlin',
      now: () => world.clock.now(),
    };
    const later = new Date(world.clock.now().getTime() + DAY_MS);
    await plantWaiting(ground, { first: 0, until: WAITING, from: later });
    await plantDue(ground, 'd', dueNow(DUE));
    const dials = () => world.retellApi.dials();
    const sweep = async () => dialForgotten(await salon.ctx());

    const doomed = brokenOff(world.deps.telephonies);
    const doomedDeps: Deps = { ...world.deps, telephonies: doomed.telephonies };
    const doomedJobs = await startJobQueue(world.databaseUrl, { log: createLog('silent'), connections: 2 });
    const doomedWorkers = await startWorkers(doomedDeps, doomedJobs.boss);
    await vi.waitFor(() => expect(doomed.unread + doomed.unsent).toBeGreaterThan(1), PATIENCE);
    const workers = await startWorkers(world.deps, world.jobs.boss);
    await vi.waitFor(() => expect(dials().length + doomed.unsent).toBe(DUE), PATIENCE);
    expect(doomed.unread).toBeGreaterThan(0);
    expect(doomed.unsent).toBeGreaterThan(0);
    await doomedJobs.boss.stop({ graceful: false });

    world.clock.advance({ seconds: DIAL_LEASE_MS / 1_000 + 1 });
    await sweep();
    // What may have been made is looked up, and nobody is rung a second time meanwhile.
    expect(dials()).toHaveLength(DUE - doomed.unsent);
    world.clock.advance({ seconds: LOOKED_UP_S + FORGOTTEN_S });
    await vi.waitFor(async () => {
      await sweep();
      expect(dials()).toHaveLength(DUE);
    }, PATIENCE);
    doomed.end();
    await doomedWorkers.stop();
    await workers.stop();

    const times = Map.groupBy(dials(), ({ metadata }) => String(metadata['contact_id']));
    expect(times.size).toBe(DUE);
    expect([...times.keys()].every((customer) => customer.startsWith('cus_d'))).toBe(true);
    expect(dials()).toHaveLength(DUE);
    const left = await sql`
      select status, count(*)::int from follow_up_tasks group by status order by status`;
    expect(left.map((row) => [row['status'], row['count']])).toEqual([
      ['pending', WAITING],
      ['processing', DUE],
    ]);
  }, 300_000);
});

describe('the judge of the benchmark', () => {
  const at = (ms: number) => new Date(Date.parse('2026-11-20T09:00:00Z') + ms);
  const planned = Array.from({ length: 100 }, (_, place) => ({
    customer: `cus_${place}`,
    scheduledAt: at(place * 1_000),
  }));
  const inTime = planned.map(({ customer, scheduledAt }) => ({
    customer,
    purpose: 'reminder',
    at: new Date(scheduledAt.getTime() + 1_500),
  }));
  const complaints = (dials: DialsFound, over: Partial<Parameters<typeof complaintsOf>[0]> = {}) =>
    complaintsOf({ dials, times: 1, open: 0, events: { sent: 9, lost: 0 }, ...over });

  it('has nothing to say where each was dialled once and in time (VIO-75)', () => {
    const found = judgeDials(planned, inTime);
    expect(found).toMatchObject({ due: 100, dialled: { once: 100, more: 0, never: 0 }, within: { s5: 1 } });
    expect(complaints(found)).toEqual([]);
  });

  it('counts the retry of a busy line apart, an hour after it or later (VIO-22)', () => {
    const retry = { customer: 'cus_0', purpose: 'retry', at: at(3_601_500) };
    const found = judgeDials(planned, [...inTime, retry]);
    expect(found).toMatchObject({
      dialled: { once: 100, more: 0 },
      unasked: 0,
      retries: { all: 1, hasty: 0 },
    });
    expect(complaints(found)).toEqual([]);
  });

  it.each([
    { what: 'one that was never dialled', dials: inTime.slice(1), says: '1 were never dialled' },
    {
      what: 'one that was dialled twice',
      dials: [...inTime, { customer: 'cus_3', purpose: 'reminder', at: at(4_000_000) }],
      says: '1 were dialled more than once',
    },
    {
      what: 'one whose retry came too soon',
      dials: [...inTime, { customer: 'cus_0', purpose: 'retry', at: at(3_601_499) }],
      says: "1 were dialled again before their retry's time",
    },
    {
      what: 'a retry of what was never dialled',
      dials: [...inTime, { customer: 'cus_x', purpose: 'retry', at: at(0) }],
      says: "1 were dialled again before their retry's time",
    },
    {
      what: 'one that nobody asked for',
      dials: [...inTime, { customer: 'cus_x', purpose: 'reminder', at: at(0) }],
      says: '1 calls that nobody asked for',
    },
    {
      what: 'one before its time',
      dials: [{ customer: 'cus_0', purpose: 'reminder', at: at(-1) }, ...inTime.slice(1)],
      says: '1 were dialled before their time',
    },
    {
      what: 'two of a hundred that came late',
      dials: inTime.map((dial, place) => (place < 2 ? { ...dial, at: at(60_000) } : dial)),
      says: 'less than 99 % were dialled within 5 s of their time',
    },
  ])('names $what (VIO-75)', ({ dials, says }) => {
    expect(complaints(judgeDials(planned, dials))).toContain(says);
  });

  it('names a claim that grows with what waits, calls that are not over and events that got lost (VIO-76)', () => {
    const dials = judgeDials(planned, inTime);
    const over = { times: 2.1, open: 3, events: { sent: 9, lost: 1 } };
    expect(complaints(dials, over)).toEqual([
      'a claim costs more than 2 times as much among more that wait',
      '3 reminders are not over, though their calls are',
      '1 events of 9 were never taken',
    ]);
  });
});
