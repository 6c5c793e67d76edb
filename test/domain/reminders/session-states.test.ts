import { describe, expect, it } from 'vitest';
import type { CallOutcome } from '../../../src/domain/reminders/call-outcome.ts';
import type { SessionState } from '../../../src/domain/reminders/call-session.ts';
import {
  expectedSeconds,
  isTerminal,
  mayFollow,
  stateOfOutcome,
} from '../../../src/domain/reminders/session-states.ts';

const STATES: SessionState[] = [
  'queued',
  'processing',
  'initiating',
  'ringing',
  'answered',
  'completed',
  'no_answer',
  'busy',
  'failed',
  'voicemail',
];

/** A row may be followed by a column marked x. The columns are the states in the order above. */
const MAY_FOLLOW = `
            q p i r a c n b f v
queued      . x . . . . . . x .
processing  . . x . . . . . x .
initiating  . . . x x x x x x x
ringing     . . . . x x x x x x
answered    . . . . . x . . x x
completed   . . . . . . . . . .
no_answer   . . . . . . . . . .
busy        . . . . . . . . . .
failed      . . . . . . . . . .
voicemail   . . . . . . . . . .
`;

const PAIRS = MAY_FOLLOW.trim()
  .split('\n')
  .slice(1)
  .flatMap((line, row) => {
    const [, ...marks] = line.trim().split(/\s+/);
    return STATES.map((to, column) => ({
      from: STATES[row] ?? 'queued',
      to,
      allowed: marks[column] === 'x',
    }));
  });

describe('the state of a call', () => {
  it('is one of ten, each with each', () => {
    expect(PAIRS).toHaveLength(100);
  });

  it.each(PAIRS)('"$from" followed by "$to": $allowed (VIO-41)', ({ from, to, allowed }) => {
    expect(mayFollow(from, to)).toBe(allowed);
  });

  it('is final when the call is over (VIO-41)', () => {
    expect(STATES.filter(isTerminal)).toEqual(['completed', 'no_answer', 'busy', 'failed', 'voicemail']);
  });

  it('lasts as long as expected, where anything is (VIO-42)', () => {
    expect(STATES.map((state) => expectedSeconds(state))).toEqual([
      undefined,
      { least: 5, most: 15 },
      { least: 10, most: 30 },
      { least: 30, most: 60 },
      { least: 45, most: 180 },
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it.each<[CallOutcome, SessionState]>([
    ['confirmed', 'completed'],
    ['cancelled', 'completed'],
    ['rescheduled', 'completed'],
    ['wants_reschedule', 'completed'],
    ['opted_out', 'completed'],
    ['unclear', 'completed'],
    ['handed_over', 'completed'],
    ['stopped', 'failed'],
    ['no_answer', 'no_answer'],
    ['voicemail', 'voicemail'],
    ['busy', 'busy'],
    ['declined', 'no_answer'],
    ['failed', 'failed'],
    ['bad_number', 'failed'],
    ['no_line', 'failed'],
    ['account', 'failed'],
  ])('after "%s" is "%s", which a ringing call may become (VIO-41)', (outcome, state) => {
    expect(stateOfOutcome(outcome)).toBe(state);
    expect(mayFollow('ringing', state)).toBe(true);
  });
});
