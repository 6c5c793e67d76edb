import { describe, expect, it } from 'vitest';
import { bestHour } from '../../../src/domain/reminders/best-hour.ts';

type History = { hour: number; answered: boolean }[];

function calls(hour: number, answered: number, missed: number): History {
  return [
    ...Array.from({ length: answered }, () => ({ hour, answered: true })),
    ...Array.from({ length: missed }, () => ({ hour, answered: false })),
  ];
}

describe('the best hour', () => {
  it('is the one whose calls are answered most often (VIO-29)', () => {
    const history = [...calls(9, 1, 3), ...calls(17, 3, 1), ...calls(12, 2, 2)];
    expect(bestHour(history)).toEqual({ hour: 17, confidence: 0.75 });
  });

  it.each<[what: string, history: History]>([
    ['without calls', []],
    ['with too few of them', [...calls(17, 2, 0), ...calls(9, 1, 1)]],
    ['with none answered', calls(17, 0, 5)],
    ['with hours that no clock has', [...calls(24, 4, 0), ...calls(-1, 4, 0), ...calls(9.5, 4, 0)]],
  ])('is unknown %s (VIO-29)', (_what, history) => {
    expect(bestHour(history)).toBeUndefined();
  });

  it('is of equals the one with more calls, then the earlier (VIO-29)', () => {
    expect(bestHour([...calls(9, 3, 0), ...calls(17, 4, 0)])?.hour).toBe(17);
    expect(bestHour([...calls(17, 3, 0), ...calls(9, 3, 0)])?.hour).toBe(9);
  });
});
