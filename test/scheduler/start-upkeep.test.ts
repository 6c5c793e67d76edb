import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startWorkers } from '../../src/scheduler/start-workers.ts';
import type { Workers } from '../../src/scheduler/start-workers.ts';
import type { TenantUnderTest } from '../support/tenant-under-test.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const PATIENCE = { timeout: 15_000, interval: 50 };

let world: World;
let workers: Workers | undefined;
beforeAll(async () => {
  world = await createWorld();
});
afterEach(async () => {
  await workers?.stop();
  workers = undefined;
});
afterAll(() => world.close());

async function liveOffers(tenant: TenantUnderTest): Promise<number> {
  return (await tenant.store.offers.ofCall(tenant.callId, ['live'])).length;
}

describe('the workers for the upkeep', () => {
  it("import event types so that the next call knows them, also when another tenant's calendar fails (ASK-59)", async () => {
    const definition = { services: [] };
    const [first, last] = [await world.tenant({ definition }), await world.tenant({ definition })];
    first.calcom.faults.add({ fault: { kind: 'status', status: 401 } });
    await world.jobs.boss.send('import', {});
    workers = await startWorkers(world.deps, world.jobs.boss);
    await vi.waitFor(async () => {
      const answer = await last.ask('get_available_services');
      expect(answer['services']).toHaveLength(3);
    }, PATIENCE);
    expect((await first.store.tenant.load())?.services).toEqual([]);
  });

  it('run the nights of all tenants, also when one of them cannot be opened (ASK-62)', async () => {
    const [first, last] = [await world.tenant(), await world.tenant()];
    for (const tenant of [first, last]) {
      await tenant.ask('start_booking', { date: '2026-11-24', time: '14:30' });
    }
    await world.settle();
    world.clock.advance({ hours: 2 });
    const { deps } = world;
    const directory = {
      ...deps.directory,
      profile: (id: typeof first.id) =>
        id === first.id ? Promise.reject(new Error('broken')) : deps.directory.profile(id),
    };
    await world.jobs.boss.send('night', {});
    workers = await startWorkers({ ...deps, directory }, world.jobs.boss);
    await vi.waitFor(async () => expect(await liveOffers(last)).toBe(0), PATIENCE);
    expect(await liveOffers(first)).toBe(1);
  });

  it('are called every hour and every ten minutes, those for what was forgotten every minute (VIO-19)', async () => {
    workers = await startWorkers(world.deps, world.jobs.boss);
    const plans = await world.jobs.boss.getSchedules();
    const crons = new Map(plans.map(({ name, cron }) => [name, cron]));
    expect(crons.get('import')).toBe('17 * * * *');
    expect(crons.get('night')).toBe('*/10 * * * *');
    expect(crons.get('sweep')).toBe('* * * * *');
  });
});
