import { describe, expect, it } from 'vitest';
import { asFault, Fault } from '../../src/platform/fault.ts';

describe('asFault', () => {
  it('passes a fault on as it is', () => {
    const fault = new Fault('upstream_rejected', 'the key is wrong', { cause: new Error('401') });
    expect(asFault(fault)).toBe(fault);
    expect(fault).toMatchObject({ name: 'Fault', code: 'upstream_rejected', cause: { message: '401' } });
  });

  it.each([new TypeError('x is not a function'), 'a text', undefined, null, { code: 'store_unavailable' }])(
    'takes %s for a defect of ours, and keeps it as the cause',
    (thrown) => {
      const fault = asFault(thrown);
      expect(fault).toBeInstanceOf(Fault);
      expect(fault).toMatchObject({ code: 'internal', message: 'unexpected error' });
      expect(fault.cause).toBe(thrown);
    },
  );
});
