import type { Clock, MachineClock } from '../../src/platform/clock.ts';

export interface MovableClock extends Clock {
  /** From now on it runs on from there. */
  moveTo(at: Date): void;
}

/** A clock that runs at the machine's pace and can be set. */
export function createMovableClock(start: Date, machine: MachineClock): MovableClock {
  let zero = machine.elapsedMs();
  let from = start;
  return {
    now: () => new Date(from.getTime() + Math.round(machine.elapsedMs() - zero)),
    moveTo(at) {
      zero = machine.elapsedMs();
      from = at;
    },
  };
}
