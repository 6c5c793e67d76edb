import { z } from 'zod';
import { isZone } from '../domain/is-zone.ts';
import { LEAST_HOURS_BEFORE, MOST_HOURS_BEFORE } from '../domain/reminders/reminder-settings.ts';
import type { ReminderWishes } from '../domain/reminders/reminder-settings.ts';
import { camelCase } from './camel-case.ts';

const MOST_LISTED = 50;
const WHOLE_HOURS = `must be whole hours from ${LEAST_HOURS_BEFORE} to ${MOST_HOURS_BEFORE}`;

const number = z.number().exactOptional();
const flag = z.boolean().exactOptional();
const line = z.string().trim().min(1).max(300).exactOptional();

/** One hour before an appointment (VIO-13). */
export const hourBefore = z
  .number()
  .refine(
    (hour) => Number.isInteger(hour) && hour >= LEAST_HOURS_BEFORE && hour <= MOST_HOURS_BEFORE,
    WHOLE_HOURS,
  );

/** The hours before an appointment at which its customer is reminded. Empty: not at all. */
export const hoursBefore = z
  .array(hourBefore)
  .max(MOST_LISTED)
  .refine((hours) => new Set(hours).size === hours.length, 'must not repeat an hour');

/** The name of an IANA zone. */
export const zoneName = z.string().refine(isZone, 'must be an IANA zone such as Europe/Berlin');

/**
 * What an owner says about reminder calls (VIO-01), as a seed file and the owner's door write it. What the values must be
 * is told by `checkTenantReminders`; here only their kind is looked at.
 */
export const reminderWishesSchema: z.ZodType<ReminderWishes> = z
  .strictObject({
    enabled: flag,
    preset: z.enum(['standard', 'office']).exactOptional(),
    hours_before: z.array(z.number()).max(MOST_LISTED).exactOptional(),
    agent_id: line,
    from_number: line,
    calling_hours: z
      .strictObject({
        from: line,
        until: line,
        weekdays: z.array(z.number()).max(MOST_LISTED).exactOptional(),
        holidays: z.array(z.string().max(20)).max(MOST_LISTED).exactOptional(),
      })
      .exactOptional(),
    retries: z
      .strictObject({
        most_retries: number,
        delay_minutes: z
          .strictObject({
            no_answer: number,
            voicemail: number,
            busy: number,
            declined: number,
            failed: number,
            unclear: number,
          })
          .exactOptional(),
        backoff: z
          .strictObject({ factor: number, step_minutes: number, most_minutes: number })
          .transform((backoff) => camelCase(backoff))
          .exactOptional(),
        escalate_after: number,
      })
      .transform((retries) => camelCase(retries))
      .exactOptional(),
    limits: z
      .strictObject({
        per_quarter_hour: number,
        per_day: number,
        at_once: number,
        same_number_minutes: number,
      })
      .transform((limits) => camelCase(limits))
      .exactOptional(),
    quality: z
      .strictObject({
        auto_pause: flag,
        short_seconds: number,
        long_seconds: number,
        failure_share: number,
        short_share: number,
        least_calls: number,
      })
      .transform((quality) => camelCase(quality))
      .exactOptional(),
    privacy: z
      .strictObject({
        enabled: flag,
        first_name_only: flag,
        generic_wording: flag,
        avoid_medical_terms: flag,
        screen_instructions: flag,
      })
      .transform((privacy) => camelCase(privacy))
      .exactOptional(),
    content: z
      .strictObject({
        personality: z.enum(['professional', 'friendly', 'medical']).exactOptional(),
        script: z.enum(['generic', 'medical']).exactOptional(),
        confirmation: flag,
        rescheduling: flag,
        cancelling: flag,
        special_instructions: flag,
        instructions: z.string().max(2_000).exactOptional(),
        location: line,
        callback_number: line,
      })
      .transform((content) => camelCase(content))
      .exactOptional(),
    behaviour: z
      .strictObject({
        max_seconds: number,
        ring_seconds: number,
        silence_seconds: number,
        recording: flag,
        transcription: flag,
      })
      .transform((behaviour) => camelCase(behaviour))
      .exactOptional(),
    waitlist: flag,
    live_updates: flag,
  })
  .transform((wishes) => camelCase(wishes));
