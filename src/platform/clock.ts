import { performance } from 'node:perf_hooks';

/** Business time: what "today", "past" and "expired" mean. Runs from `CLOCK_START` in demos and tests. */
export interface Clock {
  now(): Date;
}

/** Machine time: for signature freshness, durations and budgets, never for business decisions. */
export interface MachineClock {
  /** Epoch milliseconds of the machine's wall clock. */
  epochMs(): number;
  /** Milliseconds on a monotonic scale with an arbitrary zero. */
  elapsedMs(): number;
}

export const systemClock: Clock = { now: () => new Date() };

export const systemMachineClock: MachineClock = {
  epochMs: () => Date.now(),
  elapsedMs: () => performance.now(),
};

/** A clock that stood at `start` when it was made and has run on at the machine's pace since. */
export function createShiftedClock(start: Date, machine: MachineClock): Clock {
  const zero = machine.elapsedMs();
  return { now: () => new Date(start.getTime() + Math.round(machine.elapsedMs() - zero)) };
}
