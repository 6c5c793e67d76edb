import { readPhone } from '../phone.ts';
import { minutesOf } from '../wall-clock.ts';
import { isKnownRegion } from './public-holidays.ts';
import {
  LEAST_HOURS_BEFORE,
  MOST_CALLS,
  MOST_HOURS_BEFORE,
  MOST_MINUTES,
  MOST_RETRIES,
  MOST_SECONDS,
} from './reminder-settings.ts';
import type {
  CallingHours,
  ReminderSettings,
  ReminderWishes,
  RetriedOutcome,
  RetryRules,
} from './reminder-settings.ts';

/** What is wrong with one field, named as owners write it: `calling_hours.from`. The problem is a sentence for them. */
export interface SettingsProblem {
  field: string;
  problem: string;
}

export interface SettingsCheck {
  /** With any of these nobody can be called. */
  errors: SettingsProblem[];
  warnings: SettingsProblem[];
}

type Found = SettingsProblem[];

const CLOCK_TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const MIDNIGHT_AFTER = '24:00';
/** Retell's bounds of a call (retell.md 5.1). */
const CALL_SECONDS = { least: 60, most: MOST_SECONDS };
const RING_SECONDS = { least: 5, most: 300 };
const LEAST_SILENCE_SECONDS = 10;
/** Earlier and later calls are unlawful in many places. */
const DECENT = { from: '08:00', until: '21:00' };

/**
 * VIO-65, but for the look-up of the agent at the provider. Agent and number may be missing while calls are off.
 * `wishes` are what the settings were resolved from: they alone still tell what was wished for beyond a bound.
 */
export function checkReminderSettings(
  resolved: ReminderSettings,
  wishes: ReminderWishes = {},
): SettingsCheck {
  const settings = unbounded(resolved, wishes);
  return {
    errors: [
      ...agentErrors(settings),
      ...numberErrors(settings),
      ...hoursBeforeErrors(settings.hoursBefore),
      ...callingHoursErrors(settings.callingHours),
      ...retryErrors(settings.retries),
      ...limitErrors(settings),
      ...behaviourErrors(settings),
    ],
    warnings: [...warningsOf(settings), ...retryWarnings(settings), ...keepingWarnings(settings)],
  };
}

function unbounded(
  settings: ReminderSettings,
  { retries, limits, quality }: ReminderWishes,
): ReminderSettings {
  return {
    ...settings,
    retries: {
      ...settings.retries,
      mostRetries: retries?.mostRetries ?? settings.retries.mostRetries,
      escalateAfter: retries?.escalateAfter ?? settings.retries.escalateAfter,
    },
    limits: { ...settings.limits, ...limits },
    quality: { ...settings.quality, ...quality },
  };
}

function agentErrors({ agentId, enabled }: ReminderSettings): Found {
  if (agentId === undefined) return unless(!enabled, 'agent_id', 'is missing');
  return unless(/^agent_\w+$/.test(agentId), 'agent_id', 'must start with agent_');
}

function numberErrors({ fromNumber, enabled, content }: ReminderSettings): Found {
  const { callbackNumber } = content;
  return [
    ...(fromNumber === undefined
      ? unless(!enabled, 'from_number', 'is missing')
      : unless(isE164(fromNumber), 'from_number', 'must be a number that exists, such as +442079460000')),
    ...(callbackNumber === undefined
      ? []
      : unless(
          isE164(callbackNumber),
          'content.callback_number',
          'must be a number that exists, such as +442079460000',
        )),
  ];
}

function hoursBeforeErrors(hours: readonly number[]): Found {
  return [
    ...unless(
      hours.every((one) => isWhole(one, LEAST_HOURS_BEFORE, MOST_HOURS_BEFORE)),
      'hours_before',
      `must be whole hours from ${LEAST_HOURS_BEFORE} to ${MOST_HOURS_BEFORE}`,
    ),
    ...unless(new Set(hours).size === hours.length, 'hours_before', 'must not repeat an hour'),
  ];
}

function callingHoursErrors({ from, until, weekdays, holidays }: CallingHours): Found {
  const readable = CLOCK_TIME.test(from) && isEnd(until);
  const days = weekdays.length > 0 && weekdays.every((day) => isWhole(day, 1, 7));
  return [
    ...unless(CLOCK_TIME.test(from), 'calling_hours.from', 'must be a time from 00:00 to 23:59'),
    ...unless(isEnd(until), 'calling_hours.until', 'must be a time from 00:01 to 24:00'),
    ...unless(
      !readable || minutesOf(from) < minutesOf(until),
      'calling_hours.from',
      'must be before calling_hours.until',
    ),
    ...unless(days, 'calling_hours.weekdays', 'must be days from 1 (Monday) to 7 (Sunday), at least one'),
    ...unless(
      new Set(weekdays).size === weekdays.length,
      'calling_hours.weekdays',
      'must not repeat a weekday',
    ),
    ...unless(
      holidays.every((region) => isKnownRegion(region)),
      'calling_hours.holidays',
      'must be known regions, such as GB, DE-BY or US-CA',
    ),
  ];
}

function retryErrors({ mostRetries, delayMinutes, backoff, escalateAfter }: RetryRules): Found {
  const delays: [RetriedOutcome, number][] = [
    ['no_answer', delayMinutes.no_answer],
    ['voicemail', delayMinutes.voicemail],
    ['busy', delayMinutes.busy],
    ['declined', delayMinutes.declined],
    ['failed', delayMinutes.failed],
    ['unclear', delayMinutes.unclear],
  ];
  const step = 'retries.backoff.step_minutes';
  return [
    ...wholeCalls(0, 'retries.most_retries', mostRetries),
    ...delays.flatMap(([outcome, minutes]) => wholeMinutes(0, `retries.delay_minutes.${outcome}`, minutes)),
    ...unless(backoff.factor >= 1 && backoff.factor <= 10, 'retries.backoff.factor', 'must be from 1 to 10'),
    ...wholeMinutes(1, step, backoff.stepMinutes),
    ...wholeMinutes(1, 'retries.backoff.most_minutes', backoff.mostMinutes),
    ...unless(
      !(backoff.stepMinutes > backoff.mostMinutes),
      step,
      'must not be more than retries.backoff.most_minutes',
    ),
    ...wholeCalls(0, 'retries.escalate_after', escalateAfter),
  ];
}

function limitErrors({ limits, quality }: ReminderSettings): Found {
  return [
    ...wholeCalls(1, 'limits.per_quarter_hour', limits.perQuarterHour),
    ...wholeCalls(1, 'limits.per_day', limits.perDay),
    ...wholeCalls(1, 'limits.at_once', limits.atOnce),
    ...wholeMinutes(1, 'limits.same_number_minutes', limits.sameNumberMinutes),
    ...wholeSeconds(1, 'quality.short_seconds', quality.shortSeconds),
    ...wholeSeconds(1, 'quality.long_seconds', quality.longSeconds),
    ...unless(
      !(quality.shortSeconds >= quality.longSeconds),
      'quality.short_seconds',
      'must be less than quality.long_seconds',
    ),
    ...share('quality.failure_share', quality.failureShare),
    ...share('quality.short_share', quality.shortShare),
    ...wholeCalls(1, 'quality.least_calls', quality.leastCalls),
  ];
}

function behaviourErrors({ behaviour }: ReminderSettings): Found {
  const { maxSeconds, ringSeconds, silenceSeconds } = behaviour;
  return [
    ...wholeSeconds(CALL_SECONDS.least, 'behaviour.max_seconds', maxSeconds, CALL_SECONDS.most),
    ...wholeSeconds(RING_SECONDS.least, 'behaviour.ring_seconds', ringSeconds, RING_SECONDS.most),
    ...wholeSeconds(LEAST_SILENCE_SECONDS, 'behaviour.silence_seconds', silenceSeconds),
  ];
}

function warningsOf(settings: ReminderSettings): Found {
  const { enabled, agentId, fromNumber, callingHours, hoursBefore } = settings;
  return [
    ...unless(enabled || agentId !== undefined, 'agent_id', 'is missing: nobody can be called'),
    ...unless(enabled || fromNumber !== undefined, 'from_number', 'is missing: nobody can be called'),
    ...unless(hoursBefore.length > 0, 'hours_before', 'is empty: no reminders are planned'),
    ...unless(
      callingHours.from >= DECENT.from && callingHours.until <= DECENT.until,
      'calling_hours',
      `go beyond ${DECENT.from} to ${DECENT.until}, where calls are unlawful in many places`,
    ),
  ];
}

function retryWarnings({ retries, limits }: ReminderSettings): Found {
  // A delay of nothing means that there is no retry.
  const soonest = Math.min(...Object.values(retries.delayMinutes).filter((minutes) => minutes > 0));
  return [
    ...unless(
      !(retries.mostRetries > MOST_RETRIES),
      'retries.most_retries',
      `is more than ${MOST_RETRIES}: no more than ${MOST_RETRIES} are made`,
    ),
    ...unless(
      retries.mostRetries === 0 || !(soonest < limits.sameNumberMinutes),
      'limits.same_number_minutes',
      'is longer than the shortest delay of a retry: such retries wait for it',
    ),
  ];
}

/** The provider has one switch for recordings and transcripts. */
function keepingWarnings({ behaviour: { recording, transcription } }: ReminderSettings): Found {
  return [
    ...unless(
      recording || !transcription,
      'behaviour.recording',
      'is off, and so no transcript is kept either: Retell keeps both or neither',
    ),
    ...unless(
      transcription || !recording,
      'behaviour.transcription',
      'is off, and so no recording is kept either: Retell keeps both or neither',
    ),
  ];
}

function unless(isFine: boolean, field: string, problem: string): Found {
  return isFine ? [] : [{ field, problem }];
}

function wholeCalls(least: number, field: string, calls: number): Found {
  return unless(
    isWhole(calls, least, MOST_CALLS),
    field,
    `must be a whole number from ${least} to ${MOST_CALLS}`,
  );
}

function wholeMinutes(least: number, field: string, minutes: number): Found {
  return unless(
    isWhole(minutes, least, MOST_MINUTES),
    field,
    `must be whole minutes from ${least} to ${MOST_MINUTES} (a week)`,
  );
}

function wholeSeconds(least: number, field: string, seconds: number, most = MOST_SECONDS): Found {
  return unless(isWhole(seconds, least, most), field, `must be whole seconds from ${least} to ${most}`);
}

function share(field: string, value: number): Found {
  return unless(value >= 0 && value <= 1, field, 'must be a share from 0 to 1');
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function isEnd(time: string): boolean {
  return time === MIDNIGHT_AFTER || (CLOCK_TIME.test(time) && time !== '00:00');
}

function isE164(number: string): boolean {
  const read = readPhone(number, 'GB');
  return read.kind === 'ok' && read.e164 === number;
}
