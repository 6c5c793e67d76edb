import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { provenTenantId } from '../../src/domain/tenant.ts';
import { openCtx } from '../../src/operations/open-ctx.ts';
import { requestOverdueReconciles } from '../../src/operations/request-overdue-reconciles.ts';
import { requestReconcile } from '../../src/operations/request-reconcile.ts';
import { startWorkers } from '../../src/scheduler/start-workers.ts';
import type { Workers } from '../../src/scheduler/start-workers.ts';
import { HAIRCUT } from '../support/salon.ts';
import type { TenantUnderTest } from '../support/tenant-under-test.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const FOUR = new Date('2026-11-24T15:00:00Z');
const PATIENCE = { timeout: 15_000, interval: 50 };

let world: World;
let salon: TenantUnderTest;
let workers: Workers | undefined;
beforeAll(async () => {
  world = await createWorld({
    breakerOpenMs: 100,
    // As `main.ts` wires it.
    onRecovered: (tenantId) => {
      const store = world.deps.openStore(provenTenantId(tenantId));
      world.deps.background.add('reconcile after an outage', requestReconcile({ store }, 'outage'));
    },
  });
});
beforeEach(async () => {
  await world.jobs.boss.deleteAllJobs('reconcile');
  salon = await world.tenant();
});
afterEach(async () => {
  await workers?.stop();
  workers = undefined;
});
afterAll(() => world.close());

async function start(): Promise<void> {
  workers = await startWorkers(world.deps, world.jobs.boss);
}

/** Source and cause of the finished runs, the first one first. */
async function finished(of = salon): Promise<string[]> {
  const runs = await of.store.reconciles.listLatest(50);
  return runs
    .filter(({ finishedAt }) => finishedAt !== undefined)
    .map(({ source, cause }) => `${source} ${cause}`)
    .toReversed();
}

async function waitingJobs(): Promise<number> {
  return (await world.jobs.boss.findJobs('reconcile', { queued: true })).length;
}

describe('a comparison that is asked for', () => {
  it('is made by a worker, once however often it was asked for meanwhile (ASK-57)', async () => {
    salon.calcom.addBooking({ eventTypeId: HAIRCUT, start: FOUR });
    for (let asked = 0; asked < 3; asked += 1) await requestReconcile(salon, 'on_demand');
    expect(await waitingJobs()).toBe(1);
    await start();
    await vi.waitFor(
      async () => expect(await finished()).toEqual(['calcom on_demand', 'retell on_demand']),
      PATIENCE,
    );
    const [{ uid } = { uid: '' }] = salon.calcom.bookings();
    expect(await salon.store.appointments.findByUid(uid)).toMatchObject({ startsAt: FOUR });
  });

  it('is made for each tenant by itself (ASK-57)', async () => {
    const other = await world.tenant();
    await requestReconcile(salon, 'on_demand');
    await requestReconcile(other, 'on_demand');
    await start();
    for (const tenant of [salon, other]) {
      await vi.waitFor(async () => expect(await finished(tenant)).toHaveLength(2), PATIENCE);
    }
  });

  it('waits to be tried again where the calendar fails, and does not hold up the calls (ASK-57)', async () => {
    salon.calcom.faults.add({ fault: { kind: 'status', status: 503 } });
    await requestReconcile(salon, 'on_demand');
    await start();
    await vi.waitFor(async () => expect(await finished()).toEqual(['retell on_demand']), PATIENCE);
    await vi.waitFor(async () => {
      const jobs = await world.jobs.boss.findJobs('reconcile', {});
      expect(jobs).toMatchObject([{ state: 'retry' }]);
    }, PATIENCE);
    salon.calcom.faults.clear();
  });
});

describe('a comparison that nobody asks for', () => {
  it('is made after an outage of the calendar, when its circuit closes again (ASK-67)', async () => {
    const { calendar } = await openCtx(world.deps, salon.id, new AbortController().signal, 'system');
    const ask = () => calendar.ping({}).catch((error: unknown) => error);
    await start();
    salon.calcom.faults.add({ fault: { kind: 'status', status: 503 } });
    for (let failures = 0; failures < 5; failures += 1) await ask();
    expect(world.deps.calendars.health(salon.id).circuit).not.toBe('closed');
    salon.calcom.addBooking({ eventTypeId: HAIRCUT, start: FOUR });
    salon.calcom.faults.clear();
    await vi.waitFor(async () => {
      await ask();
      expect(await finished()).toContain('calcom outage');
    }, PATIENCE);
    const [{ uid } = { uid: '' }] = salon.calcom.bookings();
    expect(await salon.store.appointments.findByUid(uid)).toMatchObject({ startsAt: FOUR });
  });

  it('is asked for at the start of a process, unless the last one is younger than an hour (ASK-57)', async () => {
    const young = await world.tenant();
    const now = world.clock.now();
    const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
    for (const [tenant, startedAt] of [
      [salon, minutesAgo(61)],
      [young, minutesAgo(59)],
    ] as const) {
      const run = { id: 'rec_1', source: 'calcom' as const, cause: 'nightly' as const };
      await tenant.store.reconciles.begin({ ...run, since: startedAt, startedAt });
      await tenant.store.reconciles.note('rec_1', { looked: 0, drift: [], finishedAt: now });
    }
    const { deps } = world;
    const doors = deps.directory.allDoors().filter(({ id }) => id === salon.id || id === young.id);
    const directory = { ...deps.directory, allDoors: () => doors };
    await requestOverdueReconciles({ ...deps, directory });
    const jobs = await world.jobs.boss.findJobs('reconcile', { queued: true });
    expect(jobs).toMatchObject([{ data: { tenantId: salon.id, id: 'start' } }]);
  });
});
