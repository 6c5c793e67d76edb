import { configDefaults, defineConfig } from 'vitest/config';

/** Files that measure answers against their budgets: they run first and with the machine to themselves. */
const TIMED = ['test/runtime/in-time.test.ts'];

export default defineConfig({
  test: {
    environment: 'node',
    globalSetup: ['test/support/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // No module holds anything that a test could change: what is imported serves all files of a worker.
    isolate: false,
    testTimeout: 20_000,
    hookTimeout: 20_000,
    projects: [
      { extends: true, test: { name: 'in time', include: TIMED, sequence: { groupOrder: 0 } } },
      {
        extends: true,
        test: {
          name: 'all others',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...TIMED],
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
