import { expect, it } from 'vitest';
import type { CallOutcome } from '../../../src/domain/reminders/call-outcome.ts';
import { isUnresponsive } from '../../../src/domain/reminders/is-unresponsive.ts';

it.each<[outcomes: CallOutcome[], unresponsive: boolean]>([
  [[], false],
  [['no_answer', 'no_answer'], false],
  [['no_answer', 'no_answer', 'no_answer'], true],
  [['no_answer', 'no_answer', 'no_answer', 'confirmed'], true],
  [['no_answer', 'no_answer', 'confirmed', 'no_answer'], false],
  [['busy', 'no_answer', 'no_answer', 'no_answer'], false],
  [['no_answer', 'voicemail', 'no_answer', 'no_answer'], false],
])(
  'takes somebody for unresponsive after three calls in a row that rang out: %j is %s (VIO-87)',
  (outcomes, is) => {
    expect(isUnresponsive(outcomes)).toBe(is);
  },
);
