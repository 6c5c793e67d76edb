import { createVitest } from 'vitest/node';
import { readOptions } from './read-options.ts';
import { wholeNumber } from './whole-number.ts';

const HELP = `npm run model -- [--runs 2000] [--seed N] [--path PATH --replay-path PATH]

Lets random lists of commands loose on a salon each: callers who search, start, confirm, deny, cancel, move and repeat
themselves at two gateways on one PostgreSQL and one Redis, a calendar that loses answers, bookings made elsewhere,
webhooks that come late, twice or never, processes that die, and time. After every command and when all has come to
rest the promises are held against ledger and calendar. Prints how often what was done; a broken promise comes with the
shortest list found that breaks it. Ends with 0 when all runs held.

  --runs         how many lists (default 2000)
  --seed         the lists of an earlier run again (default: another one each time)
  --path         with the seed: one counterexample alone, as it was printed
  --replay-path  the same for its list of commands
  --help         print this
`;

const { values } = readOptions(HELP, {
  options: {
    runs: { type: 'string', default: '2000' },
    seed: { type: 'string' },
    path: { type: 'string' },
    'replay-path': { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
const runs = wholeNumber('runs', values.runs, 1, 1_000_000);
const seed = wholeNumber('seed', values.seed ?? String(Date.now() % 1_000_000), 0, 2 ** 31);
await run();

async function run(): Promise<void> {
  process.stdout.write(`${runs} runs with seed ${seed}\n`);
  const startedMs = Date.now();
  const vitest = await createVitest('test', { watch: false, reporters: ['default'], silent: false });
  const { path, 'replay-path': replayPath } = values;
  vitest.provide('model', {
    runs,
    seed,
    ...(path === undefined ? {} : { path }),
    ...(replayPath === undefined ? {} : { replayPath }),
  });
  try {
    const { testModules } = await vitest.start(['test/model/booking-model.test.ts']);
    const holds = testModules.length > 0 && testModules.every((module) => module.ok());
    const seconds = Math.round((Date.now() - startedMs) / 1_000);
    process.stdout.write(
      holds ? `all ${runs} runs held, ${seconds} s\n` : `a promise was broken, ${seconds} s\n`,
    );
    process.exitCode = holds ? 0 : 1;
  } finally {
    await vitest.close();
  }
}
