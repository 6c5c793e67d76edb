import type { Clock } from '../../src/platform/clock.ts';

/** Business time that stands still until a test moves it. */
export interface TestClock extends Clock {
  set(instant: string | Date): void;
  advance(time: { days?: number; hours?: number; minutes?: number; seconds?: number }): void;
}

export function createTestClock(start: string): TestClock {
  let now = new Date(start);
  return {
    now: () => new Date(now),
    set: (instant) => {
      now = new Date(instant);
    },
    advance: ({ days = 0, hours = 0, minutes = 0, seconds = 0 }) => {
      now = new Date(now.getTime() + (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000);
    },
  };
}
