import { describe, expect, it } from 'vitest';
import { spokenProofs, suffices, USUAL_PROOF } from '../../src/domain/proof.ts';
import type { ProofPolicy } from '../../src/domain/proof.ts';

const STRICT: ProofPolicy = { ...USUAL_PROOF, cancel: ['booking_code'], move: ['caller_id'] };

describe('which proof suffices for which deed', () => {
  it('is any of them for every deed, unless a tenant has decided otherwise', () => {
    for (const deed of ['read', 'move', 'cancel'] as const) {
      for (const by of ['caller_id', 'name_and_date', 'booking_code', 'this_call'] as const) {
        expect(suffices(USUAL_PROOF, deed, by)).toBe(true);
      }
    }
  });

  it('is only what the tenant names, and always what was made on this very call', () => {
    expect(suffices(STRICT, 'cancel', 'booking_code')).toBe(true);
    expect(suffices(STRICT, 'cancel', 'caller_id')).toBe(false);
    expect(suffices(STRICT, 'cancel', 'name_and_date')).toBe(false);
    expect(suffices(STRICT, 'cancel', 'this_call')).toBe(true);
    expect(suffices(STRICT, 'read', 'caller_id')).toBe(true);
  });

  it('leaves to be said what is no matter of the number, which may be nothing', () => {
    expect(spokenProofs(USUAL_PROOF, 'read')).toEqual(['name_and_date', 'booking_code']);
    expect(spokenProofs(STRICT, 'cancel')).toEqual(['booking_code']);
    expect(spokenProofs(STRICT, 'move')).toEqual([]);
  });
});
