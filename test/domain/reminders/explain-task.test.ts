import { describe, expect, it } from 'vitest';
import type { CallSession } from '../../../src/domain/reminders/call-session.ts';
import { explainTask, explainVerdict } from '../../../src/domain/reminders/explain-task.ts';
import type { FollowUpTask, TaskStatus } from '../../../src/domain/reminders/follow-up-task.ts';

const AT = new Date('2026-11-25T13:30:00Z');

const NOT_KNOWN = 'Whether Retell made a call is not known yet.';
const LATER = new Date('2026-11-25T13:33:00Z');
const NOW = new Date('2026-11-25T13:32:00Z');

function task(status: TaskStatus, action?: string, more: Partial<FollowUpTask> = {}): FollowUpTask {
  return {
    id: 'tsk_1',
    kind: 'call',
    purpose: 'reminder',
    status,
    scheduledAt: AT,
    wantedAt: AT,
    retryCount: 0,
    ...(action === undefined ? {} : { action }),
    ...more,
  };
}

function session(end: Partial<CallSession> = {}): CallSession {
  return {
    id: 'ses_1',
    taskId: 'tsk_1',
    purpose: 'reminder',
    state: 'ringing',
    callId: 'call_1',
    attempt: 1,
    zones: ['Europe/Berlin'],
    agentId: 'agent_1',
    requestedAt: AT,
    deeds: { confirmed: false, cancelled: false, moved: false, optedOut: false, callbackRequested: false },
    ...end,
  };
}

/** One of which the provider has told nothing. */
function unknown(state: 'queued' | 'initiating'): CallSession {
  const { callId: _none, ...others } = session({ state });
  return others;
}

describe('why nobody was called', () => {
  it.each<[FollowUpTask, Parameters<typeof explainTask>[1], string]>([
    [task('pending'), {}, 'Its time has not come.'],
    [
      task('pending'),
      { verdict: 'holiday' },
      "It was a public holiday on the customer's calendar. It is tried again at its time.",
    ],
    [
      task('pending'),
      { verdict: 'allowed', session: session({ placementError: 'turned_away' }) },
      'Retell made no call (turned_away). It is tried again at its time.',
    ],
    [
      task('pending'),
      { verdict: 'allowed', session: session({ state: 'failed', placementError: 'never_made' }) },
      'Retell was asked for a call and has told of none (never_made). It is tried again at its time.',
    ],
    [task('processing'), {}, 'It is being dialled.'],
    [
      task('processing'),
      { verdict: 'allowed', session: session() },
      'A call was made, and what came of it is awaited.',
    ],
    [task('cancelled', 'do_not_call'), { verdict: 'do_not_call' }, explainVerdict('do_not_call')],
    [task('cancelled', 'appointment_moved'), {}, 'It was ended without a call (appointment_moved).'],
    [
      task('cancelled', 'appointment_moved'),
      { verdict: 'paused' },
      'It was ended without a call (appointment_moved).',
    ],
    [
      task('cancelled', 'appointment_moved'),
      { verdict: 'allowed', session: session({ placementError: 'refused_500' }) },
      'Retell made no call (refused_500). It was ended (appointment_moved).',
    ],
    [
      task('failed', 'refused_by_provider'),
      { verdict: 'allowed', session: session({ state: 'failed', placementError: 'refused_422' }) },
      'Retell made no call (refused_422).',
    ],
    [
      task('failed', 'outcome_missing'),
      { verdict: 'allowed', session: session({ state: 'completed' }) },
      'The call was made, and nobody has told what came of it.',
    ],
    [task('completed'), { session: session({ outcome: 'confirmed' }) }, 'The call was made (confirmed).'],
    [
      task('superseded_by_retry'),
      { session: session({ outcome: 'no_answer' }) },
      'The call was made (no_answer); a retry follows it.',
    ],
  ])('is told by where the task stands, the gate and the call (VIO-78): %#', (one, last, sentence) => {
    expect(explainTask(one, last, NOW)).toBe(sentence);
  });

  const unanswered = { verdict: 'allowed', session: unknown('initiating') } as const;
  it.each<[FollowUpTask, Parameters<typeof explainTask>[1], string]>([
    [task('pending'), unanswered, `${NOT_KNOWN} It is looked up before anybody is rung again.`],
    [task('processing', undefined, { claimedUntil: LATER }), unanswered, 'It is being dialled.'],
    [
      task('processing', undefined, { claimedUntil: AT }),
      unanswered,
      `The dialling broke off. ${NOT_KNOWN} It is looked up before anybody is rung again.`,
    ],
    [
      task('cancelled', 'appointment_moved'),
      unanswered,
      'It was ended (appointment_moved), and nobody knows whether Retell made a call.',
    ],
    [
      task('pending'),
      { verdict: 'allowed', session: unknown('queued') },
      'The call was broken off before Retell was asked for it. It will be taken up again.',
    ],
  ])(
    'says where nobody knows whether a call was made, and that it is found out (VIO-78): %#',
    (one, last, sentence) => {
      expect(explainTask(one, last, NOW)).toBe(sentence);
    },
  );

  it('says of a talk whose end nobody can read that there was one (VIO-78)', () => {
    const ended = session({ state: 'failed', endClass: 'unknown', outcome: 'failed', durationMs: 60_000 });
    expect(explainTask(task('failed', 'manual_review'), { verdict: 'allowed', session: ended }, NOW)).toBe(
      'The call was made and has ended, the reason unknown to us (manual_review).',
    );
  });

  it.each<[Partial<FollowUpTask>, CallSession | undefined, string]>([
    [{ claimedUntil: LATER }, undefined, 'It is being dialled.'],
    [{ claimedUntil: AT }, undefined, 'The dialling broke off. It will be taken up again.'],
    [{ claimedUntil: AT }, unknown('queued'), 'The dialling broke off. It will be taken up again.'],
    [
      { claimedUntil: AT, purpose: 'call_now' },
      undefined,
      'The dialling broke off. As such a call is made at once or not at all, it is about to be ended.',
    ],
    [
      { claimedUntil: AT },
      session({ outcome: 'confirmed', state: 'completed' }),
      'The call was made (confirmed), and what follows from it is being done.',
    ],
    [
      { claimedUntil: LATER },
      session({ outcome: 'failed', state: 'failed', updates: { task: true } }),
      'It is being dialled.',
    ],
  ])(
    'says that whoever was dialling has stopped, once their time is over (VIO-20, VIO-78): %#',
    (more, last, sentence) => {
      const told = last === undefined ? {} : { session: last };
      expect(explainTask(task('processing', undefined, more), told, NOW)).toBe(sentence);
    },
  );

  it.each<[Partial<FollowUpTask>, string]>([
    [{ kind: 'manual_review' }, 'It waits for a person.'],
    [{ kind: 'wait_for_reschedule' }, 'The customer wants another time, which is waited for.'],
  ])('says of what is no call what is waited for (VIO-78): %#', (more, sentence) => {
    expect(explainTask(task('pending', undefined, more), {}, NOW)).toBe(sentence);
  });
});
