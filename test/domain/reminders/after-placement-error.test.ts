import { describe, expect, it } from 'vitest';
import { afterPlacementError } from '../../../src/domain/reminders/after-placement-error.ts';
import type { PlacementStep } from '../../../src/domain/reminders/after-placement-error.ts';

function wait(seconds: number): PlacementStep {
  return { kind: 'wait', seconds, pausesTenant: false };
}

describe('a call that the provider did not take', () => {
  it.each([401, 402])('for want of a key or of money (%d) pauses the tenant (VIO-62)', (status) => {
    const step: PlacementStep = { kind: 'technical_review', why: 'account', pausesTenant: true };
    expect(afterPlacementError(status)).toEqual(step);
    expect(afterPlacementError(status, { retryAfterSeconds: 30 })).toEqual(step);
  });

  it('for a wrong request (400) goes to a person and is not tried again (VIO-62)', () => {
    expect(afterPlacementError(400)).toEqual({
      kind: 'manual_review',
      why: 'refused_by_provider',
      pausesTenant: false,
    });
  });

  it('for something it does not know (422) goes to who set it up, the tenant calling on (VIO-62)', () => {
    expect(afterPlacementError(422)).toEqual({
      kind: 'technical_review',
      why: 'refused_by_provider',
      pausesTenant: false,
    });
  });

  it.each([429, 500, 502, 503, 599])('for a while (%d) waits as long as it is told (VIO-62)', (status) => {
    expect(afterPlacementError(status, { retryAfterSeconds: 42 })).toEqual(wait(42));
    expect(afterPlacementError(status, { retryAfterSeconds: 0.2 })).toEqual(wait(1));
    expect(afterPlacementError(status)).toEqual(wait(300));
  });

  it.each([0, -5, Number.NaN])('and says to wait %d seconds waits five minutes (VIO-62)', (told) => {
    expect(afterPlacementError(429, { retryAfterSeconds: told })).toEqual(wait(300));
  });

  it('waits no longer than a day (VIO-62)', () => {
    expect(afterPlacementError(429, { retryAfterSeconds: Number.POSITIVE_INFINITY })).toEqual(wait(86_400));
  });

  it.each([403, 404, 409])('for another reason (%d) three times goes to who set it up (VIO-62)', (status) => {
    expect(afterPlacementError(status, { refusedInARow: 2 })).toEqual(wait(600));
    expect(afterPlacementError(status, { refusedInARow: 3 })).toEqual({
      kind: 'technical_review',
      why: 'refused_by_provider',
      pausesTenant: false,
    });
    expect(afterPlacementError(429, { refusedInARow: 3 })).toEqual(wait(300));
  });

  it.each([403, 404, 418, 600, 200, 'timeout'] as const)(
    'for another reason (%s) waits ten minutes (VIO-62)',
    (status) => {
      expect(afterPlacementError(status)).toEqual(wait(600));
      expect(afterPlacementError(status, { retryAfterSeconds: 42 })).toEqual(wait(600));
    },
  );
});
