import { describe, expect, inject, it } from 'vitest';
import { runModel } from './run-model.ts';

/** What `npm test` runs; `npm run model` asks for more. */
const SUITE = { runs: 30, seed: 20_261_120 };
const PROGRESS_EVERY = 50;

const DEEDS = ['search', 'start', 'confirm', 'deny', 'cancel', 'move'];
const TROUBLE = ['crash', 'double', 'elsewhere', 'fault', 'race', 'repeat', 'sweep', 'webhook'];

/** What a run must hold to prove anything, and does not: deeds that went through or may have, and what upsets them. */
function missingIn(counts: ReadonlyMap<string, number>): string[] {
  const happened = (what: string): boolean => (counts.get(what) ?? 0) > 0;
  const isHeard = (deed: string): boolean =>
    ['done', 'pending', 'lost'].some((end) => happened(`heard ${deed} ${end}`));
  return [...DEEDS.filter((deed) => !isHeard(deed)), ...TROUBLE.filter((what) => !happened(what))];
}

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
      // A single list that is played again need not hold all of it.
      expect(asked === undefined ? missingIn(counts) : []).toEqual([]);
    },
  );
});
