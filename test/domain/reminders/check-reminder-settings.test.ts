import { describe, expect, it } from 'vitest';
import { checkReminderSettings } from '../../../src/domain/reminders/check-reminder-settings.ts';
import type { ReminderWishes } from '../../../src/domain/reminders/reminder-settings.ts';
import { resolveReminderSettings } from '../../../src/domain/reminders/resolve-reminder-settings.ts';

const ready: ReminderWishes = { enabled: true, agentId: 'agent_4c1d', fromNumber: '+442079460000' };

const check = (wishes: ReminderWishes) => {
  const tenant = { wishes, businessType: 'salon', businessName: 'Studio Nord', country: 'GB' };
  const { errors, warnings } = checkReminderSettings(resolveReminderSettings(tenant), wishes);
  return { errors: errors.map(({ field }) => field), warnings: warnings.map(({ field }) => field) };
};
const checkReady = (wishes: ReminderWishes) => check({ ...ready, ...wishes });

describe('checking reminder settings', () => {
  it.each(['standard', 'office'] as const)('finds nothing wrong with the preset %s (VIO-65)', (preset) => {
    expect(checkReady({ preset })).toEqual({ errors: [], warnings: [] });
  });

  it('says what is wrong in a sentence with the name of the field (VIO-65)', () => {
    const settings = resolveReminderSettings({
      wishes: { ...ready, callingHours: { from: '20:00', until: '08:00' } },
      businessType: 'salon',
      businessName: 'Studio Nord',
      country: 'GB',
    });
    expect(checkReminderSettings(settings).errors).toEqual([
      { field: 'calling_hours.from', problem: 'must be before calling_hours.until' },
    ]);
  });

  it('misses agent and number only where calls are on (VIO-09, VIO-65)', () => {
    expect(check({ enabled: true })).toEqual({ errors: ['agent_id', 'from_number'], warnings: [] });
    expect(check({})).toEqual({ errors: [], warnings: ['agent_id', 'from_number'] });
  });

  it.each<[string, string, ReminderWishes]>([
    ['an agent id that is none', 'agent_id', { agentId: 'llm_4c1d' }],
    ['an agent id without its number', 'agent_id', { agentId: 'agent_' }],
    ['a caller id without a country', 'from_number', { fromNumber: '02079460000' }],
    ['a caller id that no country has', 'from_number', { fromNumber: '+4420794' }],
    ['a caller id with blanks', 'from_number', { fromNumber: '+44 20 7946 0000' }],
    [
      'a number for callbacks that is none',
      'content.callback_number',
      { content: { callbackNumber: '110' } },
    ],
    ['no hour before', 'hours_before', { hoursBefore: [0] }],
    ['more than a week before', 'hours_before', { hoursBefore: [24, 169] }],
    ['half an hour more', 'hours_before', { hoursBefore: [1.5] }],
    ['an hour that is no number', 'hours_before', { hoursBefore: [Number.NaN] }],
    ['an hour twice', 'hours_before', { hoursBefore: [24, 2, 24] }],
    ['hours that begin at no time', 'calling_hours.from', { callingHours: { from: '8:00' } }],
    ['hours that begin after the day', 'calling_hours.from', { callingHours: { from: '24:00' } }],
    ['hours that end at no time', 'calling_hours.until', { callingHours: { until: '20:60' } }],
    ['hours that end as the day begins', 'calling_hours.until', { callingHours: { until: '00:00' } }],
    ['hours that end before they begin', 'calling_hours.from', { callingHours: { from: '20:30' } }],
    ['hours that end when they begin', 'calling_hours.from', { callingHours: { from: '20:00' } }],
    ['no weekday', 'calling_hours.weekdays', { callingHours: { weekdays: [] } }],
    ['an eighth weekday', 'calling_hours.weekdays', { callingHours: { weekdays: [1, 8] } }],
    ['a weekday nought', 'calling_hours.weekdays', { callingHours: { weekdays: [0] } }],
    ['a weekday twice', 'calling_hours.weekdays', { callingHours: { weekdays: [1, 1] } }],
    ['holidays of nowhere', 'calling_hours.holidays', { callingHours: { holidays: ['GB', 'Atlantis'] } }],
    ['fewer retries than none', 'retries.most_retries', { retries: { mostRetries: -1 } }],
    ['half a retry', 'retries.most_retries', { retries: { mostRetries: 1.5 } }],
    [
      'a delay before its call',
      'retries.delay_minutes.no_answer',
      { retries: { delayMinutes: { no_answer: -5 } } },
    ],
    [
      'a delay of over a week',
      'retries.delay_minutes.unclear',
      { retries: { delayMinutes: { unclear: 10_081 } } },
    ],
    ['waits that become shorter', 'retries.backoff.factor', { retries: { backoff: { factor: 0.9 } } }],
    ['waits that explode', 'retries.backoff.factor', { retries: { backoff: { factor: 11 } } }],
    ['steps of nothing', 'retries.backoff.step_minutes', { retries: { backoff: { stepMinutes: 0 } } }],
    [
      'steps over the longest wait',
      'retries.backoff.step_minutes',
      { retries: { backoff: { mostMinutes: 30 } } },
    ],
    [
      'a longest wait of nothing',
      'retries.backoff.most_minutes',
      { retries: { backoff: { stepMinutes: 0, mostMinutes: 0 } } },
    ],
    ['a person before the first call', 'retries.escalate_after', { retries: { escalateAfter: -1 } }],
    ['no calls in a quarter of an hour', 'limits.per_quarter_hour', { limits: { perQuarterHour: 0 } }],
    ['calls without end', 'limits.per_day', { limits: { perDay: Infinity } }],
    ['half a call at once', 'limits.at_once', { limits: { atOnce: 0.5 } }],
    ['one number without a pause', 'limits.same_number_minutes', { limits: { sameNumberMinutes: 0 } }],
    ['a share over all', 'quality.failure_share', { quality: { failureShare: 1.01 } }],
    ['a share below none', 'quality.short_share', { quality: { shortShare: -0.1 } }],
    ['a share that is no number', 'quality.short_share', { quality: { shortShare: Number.NaN } }],
    ['short calls that are long', 'quality.short_seconds', { quality: { shortSeconds: 300 } }],
    ['long calls of no length', 'quality.long_seconds', { quality: { longSeconds: -1 } }],
    ['a judgement of no calls', 'quality.least_calls', { quality: { leastCalls: 0 } }],
    ['calls too short for the provider', 'behaviour.max_seconds', { behaviour: { maxSeconds: 59 } }],
    ['calls too long for the provider', 'behaviour.max_seconds', { behaviour: { maxSeconds: 7_201 } }],
    ['a ring too short', 'behaviour.ring_seconds', { behaviour: { ringSeconds: 4 } }],
    ['a ring too long', 'behaviour.ring_seconds', { behaviour: { ringSeconds: 301 } }],
    ['a silence too short', 'behaviour.silence_seconds', { behaviour: { silenceSeconds: 9 } }],
    ['retries without end', 'retries.most_retries', { retries: { mostRetries: Infinity } }],
    ['a person after ages', 'retries.escalate_after', { retries: { escalateAfter: 1_000_001 } }],
    ['a quarter of an hour of ages', 'limits.per_quarter_hour', { limits: { perQuarterHour: 1_000_001 } }],
    ['a day of ages', 'limits.per_day', { limits: { perDay: 1_000_001 } }],
    ['a country at once', 'limits.at_once', { limits: { atOnce: 1_000_001 } }],
    [
      'one number left alone for over a week',
      'limits.same_number_minutes',
      { limits: { sameNumberMinutes: 10_081 } },
    ],
    ['short calls that no call is', 'quality.short_seconds', { quality: { shortSeconds: 7_201 } }],
    ['long calls that no call is', 'quality.long_seconds', { quality: { longSeconds: 7_201 } }],
    ['a judgement that never comes', 'quality.least_calls', { quality: { leastCalls: 1_000_001 } }],
  ])('refuses %s: %s (VIO-13, VIO-24, VIO-34, VIO-38, VIO-64, VIO-65)', (_, field, wishes) => {
    expect(checkReady(wishes).errors).toContain(field);
  });

  it.each<[string, ReminderWishes]>([
    ['1 and 168 hours before', { hoursBefore: [168, 1] }],
    ['hours until midnight', { callingHours: { from: '12:00', until: '24:00' } }],
    ['five retries and no person', { retries: { mostRetries: 5, escalateAfter: 0 } }],
    ['no retry after a voicemail', { retries: { delayMinutes: { voicemail: 0 } } }],
    ["the provider's shortest", { behaviour: { maxSeconds: 60, ringSeconds: 5, silenceSeconds: 10 } }],
    ["the provider's longest", { behaviour: { maxSeconds: 7_200, ringSeconds: 300 } }],
    [
      'as many calls as can be',
      { limits: { perQuarterHour: 1_000_000, perDay: 1_000_000, atOnce: 1_000_000 } },
    ],
    ['a judgement of the longest calls', { quality: { shortSeconds: 7_199, longSeconds: 7_200 } }],
    [
      'every weekday and holidays of three countries',
      { callingHours: { weekdays: [1, 2, 3, 4, 5, 6, 7], holidays: ['GB-SCT', 'DE-BY', 'US-CA'] } },
    ],
  ])('takes %s (VIO-13, VIO-24, VIO-64, VIO-65)', (_, wishes) => {
    expect(checkReady(wishes).errors).toEqual([]);
  });

  it.each<[string, string, ReminderWishes]>([
    ['more than five retries', 'retries.most_retries', { retries: { mostRetries: 6 } }],
    ['no reminder at all', 'hours_before', { hoursBefore: [] }],
    ['calls before eight in the morning', 'calling_hours', { callingHours: { from: '07:59' } }],
    ['calls after nine in the evening', 'calling_hours', { callingHours: { until: '21:01' } }],
    [
      'retries sooner than a number may be called again',
      'limits.same_number_minutes',
      { limits: { sameNumberMinutes: 61 } },
    ],
    [
      'recordings without transcripts',
      'behaviour.transcription',
      { behaviour: { recording: true, transcription: false } },
    ],
    [
      'transcripts without recordings',
      'behaviour.recording',
      { behaviour: { recording: false, transcription: true } },
    ],
  ])('warns of %s: %s (VIO-64, VIO-65)', (_, field, wishes) => {
    expect(checkReady(wishes)).toEqual({ errors: [], warnings: [field] });
  });

  it('does not warn of delays that are never waited for (VIO-24, VIO-65)', () => {
    const delayMinutes = { busy: 0 };
    expect(checkReady({ retries: { delayMinutes } }).warnings).toEqual([]);
    expect(checkReady({ retries: { mostRetries: 0 }, limits: { sameNumberMinutes: 600 } }).warnings).toEqual(
      [],
    );
  });
});
