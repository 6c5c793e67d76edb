import { isKnownRegion } from './public-holidays.ts';
import { MOST_CALLS, MOST_MINUTES, MOST_RETRIES, MOST_SECONDS } from './reminder-settings.ts';
import type {
  DialLimits,
  QualityRules,
  ReminderPreset,
  ReminderSettings,
  ReminderWishes,
  RetryRules,
} from './reminder-settings.ts';

type Preset = Pick<ReminderSettings, 'callingHours' | 'retries' | 'limits'>;

const WORKING_DAYS = [1, 2, 3, 4, 5];
const LIMITS = { perQuarterHour: 25, perDay: 300, atOnce: 5, sameNumberMinutes: 60 };

/** VIO-01, VIO-22, VIO-24, VIO-25, VIO-52. Somebody who declined is left alone for as long as after a voicemail. */
const STANDARD: Preset = {
  callingHours: { from: '08:00', until: '20:00', weekdays: WORKING_DAYS, holidays: [] },
  retries: {
    mostRetries: 2,
    delayMinutes: { no_answer: 120, voicemail: 480, busy: 60, declined: 480, failed: 240, unclear: 240 },
    backoff: { factor: 1.5, stepMinutes: 60, mostMinutes: 1_440 },
    escalateAfter: 2,
  },
  limits: LIMITS,
};

/**
 * VET-05, VET-15: after 5, 10 and 20 minutes, so the same number may be rung again that soon and nobody looks before the
 * last retry. What is no failed call is left alone for the longest of these.
 */
const OFFICE: Preset = {
  callingHours: { from: '09:00', until: '17:00', weekdays: WORKING_DAYS, holidays: [] },
  retries: {
    mostRetries: 3,
    delayMinutes: { no_answer: 5, voicemail: 20, busy: 5, declined: 20, failed: 5, unclear: 20 },
    backoff: { factor: 2, stepMinutes: 1, mostMinutes: 20 },
    escalateAfter: 0,
  },
  limits: { ...LIMITS, sameNumberMinutes: 5 },
};

const PRESETS: Record<ReminderPreset, Preset> = { standard: STANDARD, office: OFFICE };

/**
 * A tenant's reminder calls, complete: what was not wished for is as in the preset. No calls are made until the owner
 * switches them on. `country` (ISO 3166-1) is the tenant's: its holidays are free of calls (VIO-34). Limits, numbers of
 * retries and what counts as a bad call come to their bounds where more was wished for.
 */
export function resolveReminderSettings(tenant: {
  wishes: ReminderWishes;
  businessType: string;
  businessName: string;
  country: string;
}): ReminderSettings {
  const { wishes, businessType, businessName, country } = tenant;
  const preset = wishes.preset ?? 'standard';
  const { callingHours, retries, limits } = PRESETS[preset];
  const medical = hipaaByDefault(businessType, businessName);
  return {
    enabled: false,
    hoursBefore: [24],
    waitlist: false,
    liveUpdates: true,
    ...wishes,
    preset,
    callingHours: {
      ...callingHours,
      holidays: isKnownRegion(country) ? [country] : [],
      ...wishes.callingHours,
    },
    retries: withWishes(retries, wishes.retries),
    limits: withinLimits({ ...limits, ...wishes.limits }),
    quality: withinCalls({ ...QUALITY, ...wishes.quality }),
    privacy: { ...PRIVACY, enabled: medical, ...wishes.privacy },
    content: { ...CONTENT, script: medical ? 'medical' : 'generic', ...wishes.content },
    behaviour: { ...BEHAVIOUR, ...wishes.behaviour },
  };
}

/** Whether calls go by the privacy rules unless the owner says otherwise (VIO-57). */
export function hipaaByDefault(businessType: string, businessName: string): boolean {
  return businessType.trim().toLowerCase() === 'medical' || businessName.toLowerCase().includes('medical');
}

/** VIO-39, VIO-40. */
const QUALITY = {
  autoPause: true,
  shortSeconds: 10,
  longSeconds: 300,
  failureShare: 0.4,
  shortShare: 0.6,
  leastCalls: 10,
};

/** All of them hold where the rules do at all (VIO-59). */
const PRIVACY = {
  firstNameOnly: true,
  genericWording: true,
  avoidMedicalTerms: true,
  screenInstructions: true,
};

/** VIO-02, VIO-61. */
const CONTENT = {
  personality: 'professional' as const,
  confirmation: true,
  rescheduling: true,
  cancelling: true,
  specialInstructions: true,
};

/** VIO-64; nothing is kept of a call that was not asked for (VIO-81). */
const BEHAVIOUR = {
  maxSeconds: 300,
  ringSeconds: 30,
  silenceSeconds: 10,
  recording: false,
  transcription: false,
};

function withWishes(rules: RetryRules, wishes: ReminderWishes['retries']): RetryRules {
  return {
    ...rules,
    ...wishes,
    mostRetries: Math.min(wishes?.mostRetries ?? rules.mostRetries, MOST_RETRIES),
    escalateAfter: Math.min(wishes?.escalateAfter ?? rules.escalateAfter, MOST_CALLS),
    delayMinutes: { ...rules.delayMinutes, ...wishes?.delayMinutes },
    backoff: { ...rules.backoff, ...wishes?.backoff },
  };
}

function withinLimits({ perQuarterHour, perDay, atOnce, sameNumberMinutes }: DialLimits): DialLimits {
  return {
    perQuarterHour: Math.min(perQuarterHour, MOST_CALLS),
    perDay: Math.min(perDay, MOST_CALLS),
    atOnce: Math.min(atOnce, MOST_CALLS),
    sameNumberMinutes: Math.min(sameNumberMinutes, MOST_MINUTES),
  };
}

function withinCalls(rules: QualityRules): QualityRules {
  return {
    ...rules,
    shortSeconds: Math.min(rules.shortSeconds, MOST_SECONDS),
    longSeconds: Math.min(rules.longSeconds, MOST_SECONDS),
    leastCalls: Math.min(rules.leastCalls, MOST_CALLS),
  };
}
