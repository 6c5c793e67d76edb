import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { provenTenantId } from '../../src/domain/tenant.ts';
import type { TenantDoor } from '../../src/domain/tenant.ts';
import type { Deps } from '../../src/operations/context.ts';
import { openCtx } from '../../src/operations/open-ctx.ts';
import { requestOverdueReconciles } from '../../src/operations/reconcile/request-overdue-reconciles.ts';
import { requestReconcile } from '../../src/operations/reconcile/request-reconcile.ts';
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

  it.each([
    { calcom: 59, retell: 59, isAsked: false },
    { calcom: 61, retell: 59, isAsked: true },
    { calcom: 59, retell: 61, isAsked: true },
    { calcom: 59, retell: undefined, isAsked: true },
  ])(
    'is asked for at the start of a process where the last one is $calcom and $retell minutes old: $isAsked (ASK-57)',
    async ({ calcom, retell, isAsked }) => {
      await haveRun('calcom', calcom);
      if (retell !== undefined) await haveRun('retell', retell);
      await requestOverdueReconciles(onlySalon());
      const jobs = await world.jobs.boss.findJobs('reconcile', { queued: true });
      expect(jobs.map(({ data }) => data)).toEqual(isAsked ? [{ tenantId: salon.id, id: 'start' }] : []);
    },
  );

  it('is not asked for at the start for a tenant without a calendar whose calls were compared (ASK-57)', async () => {
    await haveRun('retell', 59);
    const deps = onlySalon(({ calcom: _calcom, ...door }) => door);
    await requestOverdueReconciles(deps);
    expect(await waitingJobs()).toBe(0);
  });

  it('is asked for at the start where the last one left something over (ASK-57)', async () => {
    await haveRun('retell', 59);
    await haveRun('calcom', 59, { since: world.clock.now() });
    await requestOverdueReconciles(onlySalon());
    expect(await waitingJobs()).toBe(1);
  });
});

/** The salon's last comparison, which got to its end unless there was more to compare. */
async function haveRun(source: 'calcom' | 'retell', minutesAgo: number, next?: { since: Date }) {
  const startedAt = new Date(world.clock.now().getTime() - minutesAgo * 60_000);
  const id = `rec_${source}`;
  await salon.store.reconciles.begin({ id, source, cause: 'nightly', since: startedAt, startedAt });
  const end = next === undefined ? { finishedAt: world.clock.now() } : { next };
  await salon.store.reconciles.note(id, { looked: 0, drift: [], ...end });
}

function onlySalon(change: (door: TenantDoor) => TenantDoor = (door) => door): Deps {
  const { directory } = world.deps;
  const allDoors = () => directory.allDoors().flatMap((door) => (door.id === salon.id ? [change(door)] : []));
  return { ...world.deps, directory: { ...directory, allDoors } };
}
