import { describe, expect, it } from 'vitest';
import { createRandomIds } from '../../src/platform/ids.ts';

describe('ids', () => {
  it('say what they name and are never made twice', () => {
    const ids = createRandomIds(() => 1_795_168_800_000);
    const made = Array.from({ length: 5_000 }, () => ids.next('bkg'));
    expect(new Set(made).size).toBe(made.length);
    for (const id of made) expect(id).toMatch(/^bkg_[0-9a-hjkmnp-tv-z]{26}$/);
  });

  it('sort by the time they were made at', () => {
    let now = 1_795_168_800_000;
    const ids = createRandomIds(() => now);
    const made = [0, 1, 31, 32, 1_000, 86_400_000, 31_536_000_000].map((laterMs) => {
      now = 1_795_168_800_000 + laterMs;
      return ids.next('apt');
    });
    expect(made.toSorted()).toEqual(made);
  });
});

describe('booking codes', () => {
  it('are eight digits that begin with no zero, spread over the whole range', () => {
    const ids = createRandomIds(() => 0);
    const codes = Array.from({ length: 2_000 }, () => ids.bookingCode());
    for (const code of codes) expect(code).toMatch(/^[1-9]\d{7}$/);
    expect(new Set(codes.map((code) => code.slice(0, 1))).size).toBe(9);
    expect(new Set(codes).size).toBeGreaterThan(1_990);
  });
});
