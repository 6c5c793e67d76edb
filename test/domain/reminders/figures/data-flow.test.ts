import { describe, expect, it } from 'vitest';
import { judgeFlow } from '../../../../src/domain/reminders/figures/data-flow.ts';
import { bestOfHours, hoursOfDay } from '../../../../src/domain/reminders/figures/hours-of-day.ts';
import type { QuarterCalls } from '../../../../src/domain/reminders/figures/hours-of-day.ts';
import { spreadOver } from '../../../../src/domain/reminders/figures/spread.ts';

describe('the way of outcomes to us', () => {
  it.each([
    [{ expected: 0, delivered: 0, late: 0, prompt: 0 }, 0, 0, 0, 'no_data'],
    [{ expected: 100, delivered: 100, late: 0, prompt: 100 }, 1, 0, 100, 'healthy'],
    [{ expected: 100, delivered: 99, late: 1, prompt: 90 }, 0.99, 0, 97, 'healthy'],
    [{ expected: 100, delivered: 100, late: 0, prompt: 50 }, 1, 0, 90, 'degraded'],
    [{ expected: 10, delivered: 7, late: 1, prompt: 7 }, 0.7, 2, 76, 'unhealthy'],
    [{ expected: 5, delivered: 0, late: 0, prompt: 0 }, 0, 5, 0, 'unhealthy'],
  ])('is judged by what comes and how soon: %o (VIO-105)', (counts, deliveryRate, missing, score, health) => {
    expect(judgeFlow(counts)).toEqual({ deliveryRate, missing, score, health });
  });
});

describe('the hours of calls', () => {
  const at = (from: string, zone: string, calls: number, successful: number): QuarterCalls => ({
    from: new Date(from),
    zone,
    isRetry: false,
    calls,
    successful,
  });

  it('are those on the wall of whom was called, in half-hour zones and across a clock change too (VIO-71)', () => {
    expect(
      hoursOfDay([
        at('2026-11-20T08:45:00Z', 'Europe/London', 2, 1),
        at('2026-11-20T07:00:00Z', 'Europe/Berlin', 4, 4),
        at('2026-10-20T06:15:00Z', 'Europe/Berlin', 1, 0),
        at('2026-11-20T03:30:00Z', 'Asia/Kolkata', 1, 1),
        at('2026-11-20T03:30:00Z', 'Nowhere/None', 9, 9),
      ]),
    ).toEqual([
      { hour: 8, calls: 7, successful: 5, successRate: 0.71 },
      { hour: 9, calls: 1, successful: 1, successRate: 1 },
    ]);
  });

  it('are best where most calls succeed, of enough of them (VIO-70)', () => {
    const hour = (n: number, calls: number, successful: number) => ({
      hour: n,
      calls,
      successful,
      successRate: 0,
    });
    expect(bestOfHours([hour(9, 2, 2), hour(10, 4, 3), hour(11, 8, 6), hour(12, 9, 3)])?.hour).toBe(11);
    expect(bestOfHours([hour(9, 3, 0), hour(10, 2, 2)])).toBeUndefined();
  });
});

describe('a spread', () => {
  it('has one stretch more than bounds, and nothing where nothing was counted (VIO-71)', () => {
    expect(spreadOver([10, 30], new Map([[2, 7]]))).toEqual([
      { from: 0, until: 10, count: 0 },
      { from: 10, until: 30, count: 0 },
      { from: 30, count: 7 },
    ]);
  });
});
