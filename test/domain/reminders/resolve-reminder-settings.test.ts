import { describe, expect, it } from 'vitest';
import type { ReminderWishes } from '../../../src/domain/reminders/reminder-settings.ts';
import {
  hipaaByDefault,
  resolveReminderSettings,
} from '../../../src/domain/reminders/resolve-reminder-settings.ts';

const resolve = (wishes: ReminderWishes = {}, tenant: { businessType?: string; country?: string } = {}) =>
  resolveReminderSettings({
    wishes,
    businessType: 'salon',
    businessName: 'Studio Nord',
    country: 'GB',
    ...tenant,
  });

describe('reminder settings of a tenant that has wished for nothing', () => {
  it('make no calls, and would remind once, a day before (VIO-01, VIO-13)', () => {
    const settings = resolve();
    expect(settings).toMatchObject({
      enabled: false,
      preset: 'standard',
      hoursBefore: [24],
      waitlist: false,
      liveUpdates: true,
    });
    expect(settings).not.toHaveProperty('agentId');
    expect(settings).not.toHaveProperty('fromNumber');
  });

  it('call from 8 to 20 on working days that are no holidays (VIO-01, VIO-34)', () => {
    expect(resolve().callingHours).toEqual({
      from: '08:00',
      until: '20:00',
      weekdays: [1, 2, 3, 4, 5],
      holidays: ['GB'],
    });
    expect(resolve({}, { country: 'DE' }).callingHours.holidays).toEqual(['DE']);
  });

  it('know no holidays in a country that has no table of them (VIO-34)', () => {
    expect(resolve({}, { country: 'IO' }).callingHours.holidays).toEqual([]);
  });

  it('retry twice, after hours that depend on what the call came to (VIO-22, VIO-24, VIO-25, VIO-52)', () => {
    expect(resolve().retries).toEqual({
      mostRetries: 2,
      delayMinutes: { no_answer: 120, voicemail: 480, busy: 60, failed: 240, declined: 480, unclear: 240 },
      backoff: { factor: 1.5, stepMinutes: 60, mostMinutes: 1_440 },
      escalateAfter: 2,
    });
  });

  it('limit how much is dialled, and watch over how calls go (VIO-38, VIO-39, VIO-40)', () => {
    const { limits, quality } = resolve();
    expect(limits).toEqual({ perQuarterHour: 25, perDay: 300, atOnce: 5, sameNumberMinutes: 60 });
    expect(quality).toEqual({
      autoPause: true,
      shortSeconds: 10,
      longSeconds: 300,
      failureShare: 0.4,
      shortShare: 0.6,
      leastCalls: 10,
    });
  });

  it('end a call after five minutes or ten silent seconds, and record nothing (VIO-64, VIO-81)', () => {
    expect(resolve().behaviour).toEqual({
      maxSeconds: 300,
      ringSeconds: 30,
      silenceSeconds: 10,
      recording: false,
      transcription: false,
    });
  });

  it('speak as a professional who asks for a confirmation and takes any answer (VIO-02, VIO-61)', () => {
    expect(resolve().content).toEqual({
      personality: 'professional',
      script: 'generic',
      confirmation: true,
      rescheduling: true,
      cancelling: true,
      specialInstructions: true,
    });
  });
});

describe('the office preset', () => {
  it('calls from 9 to 17 and retries three times within minutes (VET-05, VET-15, VIO-24, VIO-25)', () => {
    const { preset, callingHours, retries } = resolve({ preset: 'office' });
    expect(preset).toBe('office');
    expect(callingHours).toMatchObject({ from: '09:00', until: '17:00', weekdays: [1, 2, 3, 4, 5] });
    expect(retries).toMatchObject({
      mostRetries: 3,
      backoff: { factor: 2, stepMinutes: 1, mostMinutes: 20 },
    });
    const waits = [0, 1, 2].map((retry) => retries.delayMinutes.no_answer * retries.backoff.factor ** retry);
    expect(waits).toEqual([5, 10, 20]);
    expect([retries.delayMinutes.busy, retries.delayMinutes.failed]).toEqual([5, 5]);
  });

  it('lets its own retries through: the number may be rung again, and nobody takes over before (VET-15, VIO-38)', () => {
    const { limits, retries } = resolve({ preset: 'office' });
    expect(limits).toEqual({ perQuarterHour: 25, perDay: 300, atOnce: 5, sameNumberMinutes: 5 });
    expect(retries.escalateAfter).toBe(0);
  });
});

describe('what an owner wishes for', () => {
  it('is taken, and all the rest stays as in the preset (VIO-01, VIO-66)', () => {
    const wishes: ReminderWishes = {
      enabled: true,
      agentId: 'agent_4c1d',
      fromNumber: '+442079460000',
      hoursBefore: [48, 2],
      callingHours: { until: '18:00', holidays: ['GB-SCT'] },
      retries: { mostRetries: 0, delayMinutes: { busy: 30 }, backoff: { factor: 2 } },
      limits: { perDay: 50 },
      quality: { autoPause: false },
      content: { script: 'medical', location: 'Room 4' },
      behaviour: { recording: true },
      waitlist: true,
    };
    const settings = resolve(wishes);
    const preset = resolve();
    expect(settings).toEqual({
      ...preset,
      ...wishes,
      callingHours: { ...preset.callingHours, until: '18:00', holidays: ['GB-SCT'] },
      retries: {
        ...preset.retries,
        mostRetries: 0,
        delayMinutes: { ...preset.retries.delayMinutes, busy: 30 },
        backoff: { ...preset.retries.backoff, factor: 2 },
      },
      limits: { ...preset.limits, perDay: 50 },
      quality: { ...preset.quality, autoPause: false },
      content: { ...preset.content, script: 'medical', location: 'Room 4' },
      behaviour: { ...preset.behaviour, recording: true },
    });
  });

  it('leaves the presets of other tenants as they are (VIO-01)', () => {
    const first = resolve({ retries: { delayMinutes: { busy: 1 } } });
    expect(first.retries.delayMinutes.busy).toBe(1);
    expect(resolve().retries.delayMinutes.busy).toBe(60);
  });

  it('never comes to more than five retries (VIO-24)', () => {
    expect(resolve({ retries: { mostRetries: 5 } }).retries.mostRetries).toBe(5);
    expect(resolve({ retries: { mostRetries: 9 } }).retries.mostRetries).toBe(5);
  });

  it('never comes to more calls, minutes or seconds than can be reckoned with (VIO-38, VIO-39)', () => {
    const most = Number.MAX_SAFE_INTEGER;
    const { retries, limits, quality } = resolve({
      retries: { escalateAfter: most },
      limits: { perQuarterHour: most, perDay: most, atOnce: most, sameNumberMinutes: most },
      quality: { shortSeconds: most, longSeconds: most, leastCalls: most },
    });
    expect(retries.escalateAfter).toBe(1_000_000);
    expect(limits).toEqual({
      perQuarterHour: 1_000_000,
      perDay: 1_000_000,
      atOnce: 1_000_000,
      sameNumberMinutes: 10_080,
    });
    expect(quality).toMatchObject({ shortSeconds: 7_200, longSeconds: 7_200, leastCalls: 1_000_000 });
  });
});

describe('privacy rules', () => {
  it.each([
    ['medical', 'Studio Nord', true],
    [' Medical ', 'Studio Nord', true],
    ['other', 'Northside Medical Centre', true],
    ['other', 'NORTHSIDE MEDICAL', true],
    ['salon', 'Studio Nord', false],
    ['vet', 'Pfotenpraxis', false],
    ['', '', false],
  ])('of a business of type %j named %j: %s (VIO-57)', (type, name, expected) => {
    expect(hipaaByDefault(type, name)).toBe(expected);
  });

  it('are all on where they hold, with the medical script (VIO-57, VIO-59, VIO-60)', () => {
    const { privacy, content } = resolve({}, { businessType: 'medical' });
    expect(privacy).toEqual({
      enabled: true,
      firstNameOnly: true,
      genericWording: true,
      avoidMedicalTerms: true,
      screenInstructions: true,
    });
    expect(content.script).toBe('medical');
    expect(resolve().privacy).toEqual({ ...privacy, enabled: false });
  });

  it('are switched one by one by the owner (VIO-59)', () => {
    const medical = { businessType: 'medical' };
    expect(resolve({ privacy: { enabled: false } }, medical).privacy.enabled).toBe(false);
    expect(resolve({ privacy: { enabled: true, firstNameOnly: false } }).privacy).toMatchObject({
      enabled: true,
      firstNameOnly: false,
      genericWording: true,
    });
  });
});
