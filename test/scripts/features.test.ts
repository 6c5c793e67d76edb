import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { FEATURES } from '../../scripts/features/feature-ids.ts';
import { listCoverage } from '../../scripts/features/list-coverage.ts';
import { namedFeatures, titledFeatures } from '../../scripts/features/titled-features.ts';

const TESTS = fileURLToPath(new URL('..', import.meta.url));

describe('the features a title names', () => {
  it.each([
    ['retries two hours later (VIO-22)', ['VIO-22']],
    ['moves it (VIO-26 to VIO-28)', ['VIO-26', 'VIO-27', 'VIO-28']],
    ['counts (VIO-39, 40 and 41)', ['VIO-39', 'VIO-40', 'VIO-41']],
    ['both (ASK-9, VIO-53 to 55)', ['ASK-09', 'VIO-53', 'VIO-54', 'VIO-55']],
    ['rings at 10 to 12 o clock', []],
  ])('are read from "%s"', (title, ids) => {
    expect(namedFeatures(title)).toEqual(ids);
  });

  it('are looked for in titles only, also behind a table', () => {
    const source = [
      `// VIO-01`,
      `describe('a call (VIO-04)', () => {`,
      `  it('rings (VIO-05)', () => { say('VIO-06'); });`,
      `  it.each([['x']])(`,
      `    "and \\"ends\\" (VIO-07)",`,
      `    run,`,
      `  );`,
    ].join('\n');
    expect(titledFeatures(source)).toEqual(['VIO-04', 'VIO-05', 'VIO-07']);
  });
});

describe('the features', () => {
  it('of reminder calls that are core or supporting are each named by a test', async () => {
    const { missing } = await listCoverage(TESTS);
    const wanted = missing.filter(({ id, tag }) => id.startsWith('VIO-') && tag !== 'nice');
    expect(wanted.map(({ id }) => id)).toEqual([]);
  });

  it('are all that tests name', async () => {
    expect((await listCoverage(TESTS)).unknown).toEqual([]);
  });

  it('have one id each', () => {
    expect(new Set(FEATURES.map(({ id }) => id)).size).toBe(FEATURES.length);
  });
});
