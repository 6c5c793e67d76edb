import { expect, it } from 'vitest';
import { TELEPHONY_TIMES } from '../src/build-deps.ts';
import { REQUEST_MS } from '../src/operations/reminders/dialling/dial-lease.ts';

it('a call that is to be placed has thirty seconds, and a question to the provider twenty (VIO-10)', () => {
  expect(REQUEST_MS).toBe(30_000);
  expect(TELEPHONY_TIMES).toEqual({ timeoutMs: 20_000, dialTimeoutMs: REQUEST_MS });
});
