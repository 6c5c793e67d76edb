import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openCrew } from '../../src/scheduler/worker-crew.ts';
import type { WorkerCrew } from '../../src/scheduler/worker-crew.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const HARDLY_EVER = '0 0 29 2 *';
const PATIENCE = { timeout: 20_000, interval: 50 };

let world: World;
let crew: WorkerCrew;
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(() => {
  crew = openCrew(world.deps, world.jobs.boss);
});
afterEach(() => crew.leave());
afterAll(() => world.close());

function ended(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve());
  });
}

describe('the work of a job', () => {
  it('is ended when the job is overdue, before another round of it begins', async () => {
    let signal: AbortSignal | undefined;
    await world.jobs.boss.send('night', {}, { expireInSeconds: 1 });
    await crew.workRounds('night', HARDLY_EVER, (given) => {
      signal = given;
      return ended(given);
    });
    await vi.waitFor(() => expect(signal?.aborted).toBe(true), PATIENCE);
  });

  it('is ended with the process', async () => {
    let signal: AbortSignal | undefined;
    await world.jobs.boss.send('import', {});
    await crew.workRounds('import', HARDLY_EVER, (given) => {
      signal = given;
      return ended(given);
    });
    await vi.waitFor(() => expect(signal).toBeDefined(), PATIENCE);
    expect(signal?.aborted).toBe(false);
    await crew.leave();
    expect(signal?.aborted).toBe(true);
  });

  it('keeps its signal for what it left to the background when the job is done', async () => {
    let signal: AbortSignal | undefined;
    const id = await world.jobs.boss.send('sweep', {});
    await crew.workRounds('sweep', HARDLY_EVER, (given) => {
      signal = given;
      return Promise.resolve();
    });
    await vi.waitFor(async () => {
      const [job] = await world.jobs.boss.findJobs('sweep', { id: id ?? '' });
      expect(job?.state).toBe('completed');
    }, PATIENCE);
    expect(signal?.aborted).toBe(false);
  });
});
