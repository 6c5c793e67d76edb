import { describe, expect, inject, it } from 'vitest';
import { runModel } from './run-model.ts';

/** What `npm test` runs; `npm run model` asks for more. */
const SUITE = { runs: 30, seed: 20_261_120 };
const PROGRESS_EVERY = 50;

describe('nothing booked twice, nothing lost, nobody else’s appointment', () => {
  it(
    'holds whatever callers, gateways, calendar, webhooks, crashes and time do to each other',
    { timeout: 4 * 3_600_000 },
    async () => {
      const asked = inject('model');
      const print = (text: string): void => {
        if (asked !== undefined) process.stdout.write(`${text}\n`);
      };
      const counts = await runModel(asked ?? SUITE, (runs) => {
        if (runs % PROGRESS_EVERY === 0) print(`${runs} runs`);
      });
      for (const [what, times] of [...counts].toSorted(([one], [other]) => one.localeCompare(other)))
        print(`${String(times).padStart(8)} ${what}`);
      expect(counts.get('heard confirm done') ?? 0).toBeGreaterThan(0);
    },
  );
});
