import { expect, it } from 'vitest';
import { TELEPHONY_TIMES } from '../src/build-deps.ts';

it('a call that is to be placed has thirty seconds, and a question to the provider twenty (VIO-10)', () => {
  expect(TELEPHONY_TIMES).toEqual({ timeoutMs: 20_000, dialTimeoutMs: 30_000 });
});
