import { describe, expect, it } from 'vitest';
import { callButton, goesOn } from '../../../src/domain/reminders/call-button.ts';

describe('the Call Now button', () => {
  it.each([
    [undefined, 'idle'],
    ['queued', 'validating'],
    ['processing', 'validating'],
    ['initiating', 'initiating'],
    ['ringing', 'ringing'],
    ['answered', 'answered'],
    ['completed', 'completed'],
    ['no_answer', 'completed'],
    ['busy', 'completed'],
    ['voicemail', 'completed'],
    ['failed', 'failed'],
  ] as const)('of a call that is %s is %s (VIO-72)', (state, button) => {
    expect(callButton(state === undefined ? undefined : { state })).toBe(button);
  });

  it('is looked at again until the call is over (VIO-73)', () => {
    expect([goesOn('ringing'), goesOn('answered'), goesOn('voicemail')]).toEqual([true, true, false]);
  });
});
