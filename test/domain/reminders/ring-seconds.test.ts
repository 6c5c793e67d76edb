import { describe, expect, it } from 'vitest';
import { ringSeconds } from '../../../src/domain/reminders/ring-seconds.ts';

const at = (seconds: number) => new Date(Date.parse('2026-11-24T13:30:00Z') + seconds * 1_000);
const call = (times: Partial<Parameters<typeof ringSeconds>[0]>) =>
  ringSeconds({ placedAt: at(0), ...times });

describe('how long it rang', () => {
  it('is until somebody picked up, else until the call was over (VIO-83)', () => {
    expect(call({ answeredAt: at(18.4), endedAt: at(80), outcome: 'confirmed' })).toBe(18);
    expect(call({ endedAt: at(30), outcome: 'no_answer' })).toBe(30);
  });

  it('is not known before that, nor where only we gave up waiting for what came of it', () => {
    expect(call({})).toBeUndefined();
    expect(call({ endedAt: at(1_200) })).toBeUndefined();
    expect(ringSeconds({ answeredAt: at(5) })).toBeUndefined();
  });

  it('is nothing where the clock of the provider is behind ours', () => {
    expect(call({ answeredAt: at(-1) })).toBe(0);
  });
});
