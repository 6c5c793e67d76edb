import { expect, it } from 'vitest';
import { createThrottle } from '../../src/runtime/throttle.ts';

it('admits so many calls a minute, each tenant for itself, and anew in the next minute (ASK-51)', () => {
  let now = 0;
  const throttle = createThrottle(() => now);
  const admitted = (tenant: string, times: number) =>
    Array.from({ length: times }, () => throttle.admit(tenant, 2)).filter(Boolean).length;
  expect(admitted('a', 5)).toBe(2);
  expect(admitted('b', 1)).toBe(1);
  now = 59_999;
  expect(admitted('a', 1)).toBe(0);
  now = 60_000;
  expect(admitted('a', 3)).toBe(2);
});

it('admits nobody where the limit is zero', () => {
  const throttle = createThrottle(() => 0);
  expect([throttle.admit('a', 0), throttle.admit('a', 0)]).toEqual([false, false]);
});
