import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerDials } from '../../support/answer-dials.ts';
import type { CallAnswerer } from '../../simulators/retell-api/answer-calls.ts';
import { NUMBERS } from '../../support/ringing-run.ts';
import type { InVain, TenantRules } from '../../support/ringing-run.ts';
import { openRingingYear, PEOPLE } from '../../support/ringing-year.ts';
import type { Happening } from '../../support/ringing-year.ts';
import { createWorld } from '../../support/world.ts';
import type { World } from '../../support/world.ts';

/** Raise these to look longer; a failure prints the seed and the path that lead to it again. */
const RUNS = 8;
const HAPPENINGS = 25;
const SEED = 20_261_120;

/** Some days before a night on which clocks change, or a holiday of one of the countries. */
const STARTS = [
  '2026-09-25T20:00:00Z',
  '2026-10-23T08:00:00Z',
  '2026-10-30T15:00:00Z',
  '2026-11-24T21:00:00Z',
  '2026-12-22T09:00:00Z',
  '2026-12-30T23:00:00Z',
  '2027-03-12T12:00:00Z',
  '2027-03-24T10:00:00Z',
  '2027-04-01T19:00:00Z',
  '2027-05-04T07:00:00Z',
];
const WEEK = [1, 2, 3, 4, 5];
const ZONES = [
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'Pacific/Auckland',
  'Pacific/Honolulu',
  'Asia/Kathmandu',
];

const person = fc.nat(PEOPLE - 1);
const which = fc.nat(9);
const minutesAhead = fc.oneof(fc.integer({ min: 30, max: 600 }), fc.integer({ min: 600, max: 9_000 }));
const zone = fc.constantFrom(...ZONES);
const rules: fc.Arbitrary<TenantRules> = fc
  .record({
    enabled: fc.constantFrom(true, true, true, true, false),
    times: fc.constantFrom(['08:00', '20:00'], ['09:00', '17:00'], ['17:30', '23:59'], ['00:00', '05:00']),
    weekdays: fc.constantFrom(WEEK, [...WEEK, 6, 7], [6, 7]).map((days) => [...days]),
    holidays: fc.subarray(['GB', 'DE-BY', 'US']),
    perQuarterHour: fc.constantFrom(25, 25, 1),
    atOnce: fc.constantFrom(5, 5, 1),
  })
  .map(({ times: [from = '', until = ''], ...others }) => ({ from, until, ...others }));

const bookings: fc.Arbitrary<Happening> = fc.record({
  kind: fc.constant('book'),
  person,
  minutesAhead,
  zone,
});
const happenings: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 2, arbitrary: bookings },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('move'), which, minutesAhead, told: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cancel'), which, told: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('tell'), which }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('zone'), person, zone: fc.option(zone) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('number'), person, number: fc.nat(NUMBERS.length - 1) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('hours before'),
      person,
      hours: fc.option(fc.constantFrom([1], [6], [48, 24, 3], []).map((hours) => [...hours])),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('rules'),
      rules,
      heard: fc.constantFrom('by nobody', 'here', 'and planned'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('pause', 'resume', 'resume') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('forbid', 'allow', 'allow'), person }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('wait'), minutes: fc.integer({ min: 1, max: 2_000 }) }),
  },
  {
    weight: 14,
    arbitrary: fc.record({
      kind: fc.constant('next alarm'),
      secondsLate: fc.constantFrom(-3, 0, 0, 0, 0, 1, 90, 3_700, 36_000, 172_800),
      times: fc.constantFrom(1, 1, 3),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('ring'), times: fc.constantFrom(1, 1, 3) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('sweep') }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('end'),
      as: fc.constantFrom('no_answer', 'busy', 'voicemail', 'declined'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('trouble'),
      fault: fc.constantFrom(
        { kind: 'lost' },
        { kind: 'lost_garbage' },
        { kind: 'lost_status', status: 503 },
        { kind: 'status', status: 429, headers: { 'retry-after': '20' } },
        { kind: 'status', status: 500 },
      ),
    }),
  },
);

let world: World;
let answerer: CallAnswerer;
let ending: InVain = 'no_answer';
beforeAll(async () => {
  world = await createWorld();
  answerer = answerDials(world, () => ({ kind: ending }));
});
afterAll(() => world.close());

async function playOut(as: InVain): Promise<string[]> {
  ending = as;
  return (await answerer.playOut()).map(({ dial }) => dial.callId);
}

describe('whatever the order of edits, retries, sweeps and alarms', () => {
  it(
    'nobody is rung outside their hours, on their holidays, too close, too often, or about what stands no more (VIO-26, VIO-34, VIO-35, VIO-36, VIO-38)',
    { timeout: 300_000 },
    async () => {
      let dials = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...STARTS),
          fc.array(bookings, { minLength: 3, maxLength: 3 }),
          fc.array(happenings, { minLength: HAPPENINGS, maxLength: HAPPENINGS }),
          async (start, made, changed) => {
            const year = await openRingingYear(world, start, playOut);
            for (const one of [...made, ...changed]) await year.happen(one);
            dials += year.dials();
            world.retellApi.heal();
            await playOut('no_answer');
            expect(year.violations).toEqual([]);
          },
        ),
        { numRuns: RUNS, seed: SEED, interruptAfterTimeLimit: 240_000, markInterruptAsFailure: true },
      );
      // Or nothing was proved.
      expect(dials).toBeGreaterThan(RUNS / 2);
    },
  );
});
