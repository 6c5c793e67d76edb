import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

function bench(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/bench.ts', ...args], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('bench', () => {
  it('counts what it parsed and tells the average, also for a program', () => {
    const { status, stdout } = bench('dates', '--count', '120', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      parses: 120,
      phrases: expect.any(Number),
      averageMs: expect.any(Number),
      timesHmac: expect.any(Number),
    });
    expect(status).toBe(0);
    expect(bench('dates', '--count', '120').stdout).toMatch(
      /^120 parses of \d+ phrases: \d+\.\d+ ms on average/,
    );
  });

  it.each([
    { args: [] },
    { args: ['money'] },
    { args: ['dates', '--count', 'many'] },
    { args: ['dates', '--count', '0'] },
  ])('shows what it can do after $args and fails', ({ args }) => {
    const { status, stderr } = bench(...args);
    expect(stderr).toContain('npm run bench');
    expect(status).toBe(1);
  });
});
