import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startWorkers } from '../../src/scheduler/start-workers.ts';
import type { Workers } from '../../src/scheduler/start-workers.ts';
import { HAIRCUT } from '../support/salon.ts';
import type { TenantUnderTest } from '../support/tenant-under-test.ts';
import { createWorld, START } from '../support/world.ts';
import type { World } from '../support/world.ts';

const TUESDAY_14_30 = new Date('2026-11-24T13:30:00Z');
const PATIENCE = { timeout: 15_000, interval: 50 };

let world: World;
let salon: TenantUnderTest;
let workers: Workers | undefined;
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(async () => {
  salon = await world.tenant();
});
afterEach(async () => {
  await workers?.stop();
  workers = undefined;
});
afterAll(() => world.close());

function created(uid: string) {
  return { triggerEvent: 'BOOKING_CREATED', createdAt: '2026-11-20T09:00:00.000Z', payload: { uid } };
}

async function results(of = salon): Promise<(string | null)[]> {
  return (await of.store.inbox.listAll()).map((entry) => entry.result);
}

describe('the workers behind the job queue', () => {
  it('take in a booking made elsewhere as soon as its webhook is stored (ASK-57)', async () => {
    workers = await startWorkers(world.deps, world.jobs.boss);
    const { uid } = salon.calcom.addBooking({ eventTypeId: HAIRCUT, start: TUESDAY_14_30 });
    await salon.postCalcom(created(uid));
    await vi.waitFor(async () => expect(await results()).toEqual(['done']), PATIENCE);
    expect(await salon.store.appointments.findByUid(uid)).toMatchObject({
      status: 'scheduled',
      startsAt: TUESDAY_14_30,
    });
  });

  it('take up what was stored while no worker ran (ASK-57)', async () => {
    const { uid } = salon.calcom.addBooking({ eventTypeId: HAIRCUT, start: TUESDAY_14_30 });
    await salon.postCalcom(created(uid));
    expect(await results()).toEqual([null]);
    workers = await startWorkers(world.deps, world.jobs.boss);
    await vi.waitFor(async () => expect(await results()).toEqual(['done']), PATIENCE);
  });

  it('try again when the calendar does not answer (ASK-57)', async () => {
    workers = await startWorkers(world.deps, world.jobs.boss);
    const { uid } = salon.calcom.addBooking({ eventTypeId: HAIRCUT, start: TUESDAY_14_30 });
    salon.calcom.faults.add({ fault: { kind: 'reset' }, method: 'GET', path: '/v2/bookings/*', times: 1 });
    await salon.postCalcom(created(uid));
    await vi.waitFor(async () => expect(await results()).toEqual(['done']), PATIENCE);
    const [entry] = await salon.store.inbox.listAll();
    expect(entry?.attempts).toBeGreaterThan(1);
  });

  it('sweep up a webhook whose alarm was lost (ASK-57)', async () => {
    const { uid } = salon.calcom.addBooking({ eventTypeId: HAIRCUT, start: TUESDAY_14_30 });
    await salon.store.inbox.add({
      id: world.deps.ids.next('evt'),
      source: 'calcom',
      event: 'BOOKING_CREATED',
      dedupeKey: 'lost',
      payload: created(uid),
      receivedAt: world.clock.now(),
    });
    world.clock.advance({ minutes: 1 });
    await world.jobs.boss.send('sweep', {});
    workers = await startWorkers(world.deps, world.jobs.boss);
    await vi.waitFor(async () => expect(await results()).toEqual(['done']), PATIENCE);
    expect(await salon.store.appointments.findByUid(uid)).toBeDefined();
  });

  it('sweep up lapsed holds of every tenant, also when one of them cannot be opened (ASK-57)', async () => {
    const first = await world.tenant();
    const last = await world.tenant();
    const wish = { date: 'Dienstag', time: '14 Uhr 30', service: 'Herrenschnitt' };
    for (const tenant of [first, last]) {
      expect(await tenant.ask('start_booking', wish)).toMatchObject({ success: true });
    }
    await world.settle();
    expect(last.calcom.reservations()).toHaveLength(1);
    world.clock.advance({ hours: 1 });
    const { deps } = world;
    const directory = {
      ...deps.directory,
      profile: (id: typeof first.id) =>
        id === first.id ? Promise.reject(new Error('broken')) : deps.directory.profile(id),
    };
    await world.jobs.boss.send('sweep', {});
    workers = await startWorkers({ ...deps, directory }, world.jobs.boss);
    const early = new Date(START);
    const day = { startsAt: new Date('2026-11-24T00:00:00Z'), endsAt: new Date('2026-11-25T00:00:00Z') };
    await vi.waitFor(
      async () => expect(await last.store.claims.liveWithin(day, early)).toEqual([]),
      PATIENCE,
    );
    expect(await first.store.claims.liveWithin(day, early)).toHaveLength(1);
  });

  it('try a call again by itself whose comparison failed, not those that came with it', async () => {
    const { boss } = world.jobs;
    const ids = await Promise.all(
      [salon.id, 'ten_nobody', salon.id].map((tenantId) =>
        boss.send('compare-call', { tenantId, id: 'call_unknown' }),
      ),
    );
    workers = await startWorkers(world.deps, boss);
    const states = async () => {
      const jobs = await boss.findJobs('compare-call', {});
      return ids.map((id) => jobs.find((job) => job.id === id)?.state);
    };
    await vi.waitFor(
      async () => expect(await states()).toEqual(['completed', 'retry', 'completed']),
      PATIENCE,
    );
  });

  it('leave no fault of ours in the tables of the queue', async () => {
    workers = await startWorkers(world.deps, world.jobs.boss);
    const from = world.logLines().length;
    salon.calcom.faults.add({
      fault: { kind: 'status', status: 500, body: { name: 'Gerlinde Planthagen' } },
    });
    await salon.postCalcom(created('uid_unknown'));
    await vi.waitFor(
      () => expect(world.logLines().slice(from).join('\n')).toContain('job failed, it is tried again'),
      PATIENCE,
    );
    await workers.stop();
    workers = undefined;
    const jobs = await world.jobs.boss.findJobs('calendar-event', {});
    const text = JSON.stringify(jobs.map((job) => Object(job)['output']));
    expect(text).not.toContain('Planthagen');
    expect(text).not.toContain('src/upstream');
  });
});
