import { describe, expect, it } from 'vitest';
import { nextStep, urgencyOf } from '../../../src/domain/reminders/next-step.ts';
import { BY_THE_HOUR, BY_THE_MINUTE, NOW, inHours, stepAfter } from '../../support/step-after.ts';

describe('after a talk', () => {
  it.each(['confirmed', 'cancelled', 'rescheduled', 'opted_out'] as const)(
    'that came to "%s" nothing is left to do (VIO-50)',
    (outcome) => {
      expect(stepAfter({ outcome, end: 'talked' })).toBe('none');
    },
  );

  it.each([
    [100, 'wait +24h, review +48h'],
    [49.5, 'wait +24h, review +48h'],
    [30, 'wait +24h, review +29h'],
    [25, 'review normal close'],
    [20, 'review high close'],
  ])(
    'whose customer wants another time, %d hours before the old one, waits as long as it can (VIO-91)',
    (hours, step) => {
      expect(stepAfter({ outcome: 'wants_reschedule', end: 'talked', startsAt: inHours(hours) })).toBe(step);
    },
  );

  it('about an appointment without a time waits for a new one all the same (VIO-91)', () => {
    expect(stepAfter({ outcome: 'wants_reschedule', end: 'talked', startsAt: undefined })).toBe(
      'wait +24h, review +48h',
    );
  });

  it('that stayed unclear a second time is looked at by a person (VIO-32, VIO-92)', () => {
    expect(stepAfter({ outcome: 'unclear', end: 'talked', retryCount: 1, wasClarityCall: true })).toBe(
      'review low unclear',
    );
  });

  it('is never asked to make clear where the tenant wants no such calls (VIO-92)', () => {
    const settings = { ...BY_THE_HOUR, delayMinutes: { ...BY_THE_HOUR.delayMinutes, unclear: 0 } };
    expect(stepAfter({ outcome: 'unclear', end: 'talked', settings })).toBe('review low unclear');
  });

  it.each(['confirmed', 'unclear', 'wants_reschedule', 'handed_over'] as const)(
    'that came to "%s" and to the wish to be called back has a person call soon (VIO-96)',
    (outcome) => {
      expect(stepAfter({ outcome, end: 'talked', callbackRequested: true })).toBe('review high callback');
    },
  );

  it('nobody is called back who wants no more calls', () => {
    expect(stepAfter({ outcome: 'opted_out', end: 'talked', callbackRequested: true })).toBe('none');
  });
});

describe('a retry', () => {
  it.each([
    [0, 0, 'review low used up'],
    [2, 1, 'no_answer +8h'],
    [2, 2, 'review low used up'],
    [5, 4, 'no_answer +11h'],
    [5, 5, 'review low used up'],
  ])('with %d allowed and %d made is as it must be (VIO-24)', (mostRetries, retryCount, step) => {
    expect(stepAfter({ settings: { ...BY_THE_HOUR, mostRetries }, retryCount })).toBe(step);
  });

  it.each([
    [0, 'busy +1h'],
    [1, 'busy +2h'],
    [2, 'busy +3h'],
    [3, 'busy +4h'],
    [4, 'busy +6h'],
  ])('waits in whole hours begun, after %d retries (VIO-25)', (retryCount, step) => {
    const settings = { ...BY_THE_HOUR, mostRetries: 5 };
    expect(stepAfter({ outcome: 'busy', end: 'busy', retryCount, settings })).toBe(step);
  });

  it('waits no longer than the cap, the first one included (VIO-25)', () => {
    const delayMinutes = { ...BY_THE_HOUR.delayMinutes, busy: 3000 };
    const settings = { ...BY_THE_HOUR, delayMinutes };
    expect(stepAfter({ outcome: 'busy', end: 'busy', settings })).toBe('busy +24h');
    expect(stepAfter({ outcome: 'busy', end: 'busy', retryCount: 2, settings })).toBe('busy +24h');
  });

  it('is no step longer because of how a computer counts (VIO-25)', () => {
    const backoff = { factor: 1.1, stepMinutes: 1, mostMinutes: 240 };
    const settings = {
      ...BY_THE_MINUTE,
      delayMinutes: { ...BY_THE_MINUTE.delayMinutes, busy: 100 },
      backoff,
    };
    expect(stepAfter({ outcome: 'busy', end: 'busy', retryCount: 2, settings })).toBe('busy +121min');
  });

  it('is not made where the tenant has no delay for it (VIO-22)', () => {
    const delayMinutes = { ...BY_THE_HOUR.delayMinutes, busy: 0, failed: 0 };
    const settings = { ...BY_THE_HOUR, delayMinutes };
    expect(stepAfter({ outcome: 'busy', end: 'busy', settings })).toBe('review low used up');
    expect(stepAfter({ outcome: 'failed', end: 'failed', settings })).toBe('technical used up');
  });

  it.each(['no_answer', 'voicemail', 'busy', 'failed'] as const)(
    'after "%s" comes after 5, 10 and 20 minutes where the steps are minutes (VIO-25, VET-15)',
    (outcome) => {
      const steps = [0, 1, 2, 3].map((retryCount) =>
        stepAfter({
          outcome,
          end: outcome,
          retryCount,
          settings: BY_THE_MINUTE,
          bestHour: { hour: 17, confidence: 1 },
        }),
      );
      expect(steps.slice(0, 3)).toEqual([`${outcome} +5min`, `${outcome} +10min`, `${outcome} +20min`]);
      expect(steps[3]).toMatch(/used up$/);
    },
  );

  it('is still made a minute before the last hour, and no later (VIO-36)', () => {
    const hour = { outcome: 'busy', end: 'busy' } as const;
    expect(stepAfter({ ...hour, startsAt: new Date(inHours(2).getTime() + 60_000) })).toBe('busy +1h');
    expect(stepAfter({ ...hour, startsAt: inHours(2) })).toBe('review high close');
  });

  it('of an appointment without a time is made, and looked at with no hurry', () => {
    expect(stepAfter({ startsAt: undefined })).toBe('no_answer +2h');
    expect(stepAfter({ startsAt: undefined, retryCount: 3 })).toBe('review normal used up');
  });

  it('that found no free line goes to a person when the appointment is near (VIO-36)', () => {
    expect(stepAfter({ outcome: 'no_line', end: 'no_line', startsAt: inHours(1) })).toBe('review high close');
  });
});

describe('the second call that nobody answers', () => {
  const second = { retryCount: 1 };

  it.each([
    ['later today', 17, 0.71, 'no_answer +6h'],
    ['only tomorrow, the plain delay not being over', 12, 0.9, 'no_answer +25h'],
    ['just when the plain delay is over', 13, 0.9, 'no_answer +2h'],
  ])("is made again at the customer's best hour: %s (VIO-29)", (_when, hour, confidence, step) => {
    // 10:00 UTC is 11:00 in Berlin.
    expect(stepAfter({ ...second, bestHour: { hour, confidence } })).toBe(step);
  });

  it('is made again after eight hours where the best hour is not sure enough (VIO-29)', () => {
    expect(stepAfter({ ...second, bestHour: { hour: 17, confidence: 0.7 } })).toBe('no_answer +8h');
    expect(stepAfter(second)).toBe('no_answer +8h');
  });

  it('is made again after eight hours where the best hour is too late (VIO-29)', () => {
    const bestHour = { hour: 12, confidence: 0.9 };
    expect(stepAfter({ ...second, bestHour, startsAt: inHours(26) })).toBe('no_answer +8h');
    expect(stepAfter({ ...second, bestHour, startsAt: inHours(27) })).toBe('no_answer +25h');
  });

  it('knows the hour the clocks leave out (VIO-29)', () => {
    const now = new Date('2027-03-27T23:00:00Z');
    const step = nextStep({
      outcome: 'no_answer',
      end: 'no_answer',
      retryCount: 1,
      failedAttempts: 2,
      wasClarityCall: false,
      callbackRequested: false,
      isSystemic: false,
      now,
      settings: BY_THE_HOUR,
      bestHour: { hour: 2, confidence: 1 },
      zone: 'Europe/Berlin',
    });
    expect(step).toEqual({ kind: 'retry', at: new Date('2027-03-29T00:00:00Z'), why: 'no_answer' });
  });

  it('changes nothing for the first one, whatever the best hour is (VIO-29)', () => {
    expect(stepAfter({ bestHour: { hour: 17, confidence: 1 } })).toBe('no_answer +2h');
  });
});

describe('a failure', () => {
  it.each(['failed', 'platform_fault'] as const)(
    '(%s) that others share is looked at, and not retried (VIO-31)',
    (end) => {
      expect(stepAfter({ outcome: 'failed', end, isSystemic: true })).toBe('technical systemic');
    },
  );

  it('of others changes nothing for who did not answer (VIO-31)', () => {
    expect(stepAfter({ isSystemic: true })).toBe('no_answer +2h');
  });

  it('waits longer each time, twelve hours at most (VIO-31)', () => {
    const settings = {
      ...BY_THE_HOUR,
      mostRetries: 5,
      delayMinutes: { ...BY_THE_HOUR.delayMinutes, failed: 60 },
    };
    const steps = [0, 1, 2, 3, 4].map((retryCount) =>
      stepAfter({ outcome: 'failed', end: 'failed', retryCount, settings }),
    );
    expect(steps).toEqual(['failed +1h', 'failed +3h', 'failed +6h', 'failed +8h', 'failed +12h']);
  });
});

describe('escalation', () => {
  const settings = { ...BY_THE_HOUR, escalateAfter: 2 };

  it.each(['no_answer', 'voicemail', 'busy', 'failed'] as const)(
    'hands "%s" to a person after two calls in vain behind the first, with the urgency of the time left (VIO-52, VIO-96)',
    (outcome) => {
      const call = { outcome, end: outcome, settings, retryCount: 1, failedAttempts: 3 };
      expect(stepAfter(call)).toBe('review low escalated');
      expect(stepAfter({ ...call, startsAt: inHours(20) })).toBe('review high escalated');
      expect(stepAfter({ ...call, failedAttempts: 2 })).toBe(
        stepAfter({ outcome, end: outcome, retryCount: 1 }),
      );
    },
  );

  it.each([
    ['no_answer', 'review low escalated'],
    ['voicemail', 'review low escalated'],
    ['busy', 'review low escalated'],
    ['declined', 'review low escalated'],
    ['failed', 'technical used up'],
  ] as const)(
    'also hands "%s" over where no retry is left, a line that failed to who runs it (VIO-50, VIO-52)',
    (outcome, step) => {
      const call = { outcome, end: outcome, settings: { ...settings, mostRetries: 2 }, retryCount: 2 };
      expect(stepAfter({ ...call, failedAttempts: 3 })).toBe(step);
      expect(stepAfter({ ...call, failedAttempts: 2 })).toBe(
        stepAfter({ ...call, settings: BY_THE_HOUR, retryCount: 3 }),
      );
    },
  );

  it('is off at 0 (VIO-52)', () => {
    expect(stepAfter({ failedAttempts: 9 })).toBe('no_answer +2h');
    expect(stepAfter({ failedAttempts: 9, retryCount: 3 })).toBe('review low used up');
  });
});

describe('the urgency of a review', () => {
  it.each([
    [-1, 'high'],
    [23.9, 'high'],
    [24, 'normal'],
    [71.9, 'normal'],
    [72, 'low'],
  ])('%d hours before the appointment is as near as that (VIO-96)', (hours, urgency) => {
    expect(urgencyOf(NOW, inHours(hours))).toBe(urgency);
  });
});
