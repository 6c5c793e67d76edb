import { describe, expect, it } from 'vitest';
import type { DialDelay } from '../../../src/domain/reminders/dial-verdict.ts';
import { waitInTurn } from '../../../src/domain/reminders/wait-in-turn.ts';

const NOW = new Date('2026-11-23T10:00:00Z');
const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const LIMITS = { perQuarterHour: 25, perDay: 300, atOnce: 5 };
const BASE_MS = 30 * SECOND_MS;

const waits = (
  verdict: DialDelay,
  before: number,
  startsAt: Date | undefined = new Date(NOW.getTime() + 24 * HOUR_MS),
) => {
  const retryAt = new Date(NOW.getTime() + BASE_MS);
  return waitInTurn({ verdict, retryAt, before, limits: LIMITS, startsAt }).getTime() - retryAt.getTime();
};

/** Everybody who is due at once, with calls of 90 seconds: how often they ask until all are rung. */
function countAsks(count: number, wait: (at: number, before: number) => number): number {
  const waiting = new Map(Array.from({ length: count }, (_, place) => [place, 0]));
  let running: number[] = [];
  let asks = 0;
  for (let now = 0; waiting.size > 0; now += SECOND_MS) {
    running = running.filter((until) => until > now);
    let before = 0;
    for (const [place, at] of waiting) {
      if (at <= now) {
        asks += 1;
        if (running.length < LIMITS.atOnce) {
          running.push(now + 90 * SECOND_MS);
          waiting.delete(place);
          continue;
        }
        waiting.set(place, wait(now, before));
      }
      before += 1;
    }
  }
  return asks;
}

describe('who waits for a free line', () => {
  it('asks again the later the more are before them (VIO-38)', () => {
    expect(waits('at_once_limit', 0)).toBe(0);
    expect(waits('at_once_limit', 50)).toBe(10 * MINUTE_MS);
    expect(waits('quarter_hour_limit', 50)).toBe(30 * MINUTE_MS);
    expect(waits('day_limit', 5)).toBe(24 * MINUTE_MS);
  });

  it('never an hour later, and with time left before the appointment (VIO-36, VIO-38)', () => {
    expect(waits('quarter_hour_limit', 10_000)).toBe(HOUR_MS);
    const soon = new Date(NOW.getTime() + BASE_MS + 80 * MINUTE_MS);
    expect(waits('quarter_hour_limit', 10_000, soon)).toBe(10 * MINUTE_MS);
    expect(waits('quarter_hour_limit', 10_000, NOW)).toBe(0);
  });

  it('of what has nothing to do with others is put off as it was', () => {
    expect([waits('paused', 50), waits('number_called_lately', 50), waits('outside_hours', 50)]).toEqual([
      0, 0, 0,
    ]);
  });

  it('asks a few times, however many they are (VIO-19, VIO-38)', () => {
    const startsAt = new Date(NOW.getTime() + 48 * HOUR_MS);
    const inTurn = (now: number, before: number) =>
      waitInTurn({
        verdict: 'at_once_limit',
        retryAt: new Date(NOW.getTime() + now + BASE_MS),
        before,
        limits: LIMITS,
        startsAt,
      }).getTime() - NOW.getTime();
    for (const count of [100, 1_000]) {
      const most = count * Math.log2(count);
      expect(countAsks(count, inTurn)).toBeLessThan(most);
    }
    expect(countAsks(1_000, (now) => now + BASE_MS)).toBeGreaterThan(100_000);
  });
});
