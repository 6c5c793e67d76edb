import { describe, expect, it } from 'vitest';
import { createShiftedClock, systemClock, systemMachineClock } from '../../src/platform/clock.ts';

describe('a shifted clock', () => {
  it('starts at its instant and runs on at the pace of the machine', () => {
    let elapsedMs = 5_000.4;
    const clock = createShiftedClock(new Date('2026-03-02T08:00:00Z'), {
      epochMs: () => 0,
      elapsedMs: () => elapsedMs,
    });
    expect(clock.now()).toEqual(new Date('2026-03-02T08:00:00Z'));
    elapsedMs += 90_000;
    expect(clock.now()).toEqual(new Date('2026-03-02T08:01:30Z'));
  });

  it('is not moved by the wall clock of the machine', () => {
    let epochMs = 0;
    const clock = createShiftedClock(new Date('2026-03-02T08:00:00Z'), {
      epochMs: () => epochMs,
      elapsedMs: () => 0,
    });
    epochMs += 3_600_000;
    expect(clock.now()).toEqual(new Date('2026-03-02T08:00:00Z'));
  });

  it('answers a fresh date each time', () => {
    const clock = createShiftedClock(new Date('2026-03-02T08:00:00Z'), {
      epochMs: () => 0,
      elapsedMs: () => 0,
    });
    clock.now().setFullYear(1999);
    expect(clock.now().getUTCFullYear()).toBe(2026);
  });
});

describe('the clocks of the machine', () => {
  it('agree with each other and never run backwards', () => {
    const before = systemMachineClock.epochMs();
    expect(Math.abs(systemClock.now().getTime() - before)).toBeLessThan(5_000);
    const first = systemMachineClock.elapsedMs();
    expect(systemMachineClock.elapsedMs()).toBeGreaterThanOrEqual(first);
  });
});
