import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { createLog } from '../../src/platform/log.ts';
import { warmUpWrites } from '../support/warm-up-writes.ts';
import { createWorld } from '../support/world.ts';
import { comeToRest } from './come-to-rest.ts';
import { commandsOfCallers } from './commands-of-callers.ts';
import { commandsOfTheWorld } from './commands-of-the-world.ts';
import { nobodyHeardAnything } from './heard.ts';
import { expectSoundCalendar } from './judge.ts';
import { openSalonRun, shareWorld } from './salon-run.ts';
import type { ModelWorld } from './salon-run.ts';

export interface ModelPlan {
  runs: number;
  seed: number;
  /** Of a counterexample, to see that one alone again. */
  path?: string;
  replayPath?: string;
}

const MOST_COMMANDS = 20;
/** A world remembers every salon it ever had. */
const RUNS_OF_A_WORLD = 200;

/**
 * Runs random lists of commands on a salon each, and answers how often what was done; throws with the shortest list
 * found that breaks a promise, and with the seed and the paths that bring it back.
 */
export async function runModel(plan: ModelPlan, onRun: (runs: number) => void): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  let runs = 0;
  let shared: ModelWorld | undefined;
  const openRun = async () => {
    if (runs % RUNS_OF_A_WORLD === 0) {
      await shared?.world.close();
      shared = undefined;
    }
    shared ??= await openModelWorld(counts);
    runs += 1;
    return openSalonRun(shared);
  };
  const commands = fc.commands([...commandsOfCallers, ...commandsOfTheWorld], {
    maxCommands: MOST_COMMANDS,
    size: 'max',
    ...(plan.replayPath === undefined ? {} : { replayPath: plan.replayPath }),
  });
  const holds = fc.asyncProperty(commands, async (list) => {
    const real = await openRun();
    const model = nobodyHeardAnything(randomBytes(4).toString('hex'));
    try {
      await fc.asyncModelRun(() => ({ model, real }), list);
      await comeToRest(real, model);
      expectSoundCalendar(real, model);
      onRun(runs);
    } finally {
      await real.close();
    }
  });
  try {
    const path = plan.path === undefined ? {} : { path: plan.path };
    await fc.assert(holds, { numRuns: plan.runs, seed: plan.seed, ...path });
  } finally {
    await shared?.world.close();
  }
  return counts;
}

/** Its budgets are long: what is proven is what is done, on however busy a machine. */
async function openModelWorld(counts: Map<string, number>): Promise<ModelWorld> {
  const log = createLog('error', { write: () => undefined });
  const world = await createWorld({ budgetMs: () => 30_000, log });
  await warmUpWrites(world);
  return shareWorld(world, counts);
}
