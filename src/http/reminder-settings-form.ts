import { z } from 'zod';
import type { ReminderWishes } from '../domain/reminders/reminder-settings.ts';

/** Names that a form may send several times. */
export const LISTS = ['hours_before', 'weekdays'] as const;

const text = z
  .string()
  // PostgreSQL keeps a zero character in no text; a line break is sent as two characters and counted as one.
  .transform((said) => said.replaceAll('\0', '').replaceAll('\r\n', '\n').trim())
  .pipe(z.string().max(2_000))
  .default('');
const ticked = z
  .literal('on')
  .optional()
  .transform((value) => value === 'on');
const number = z.coerce.number();

const formSchema = z.object({
  enabled: ticked,
  agent_id: text,
  from_number: text,
  personality: z.enum(['professional', 'friendly', 'medical']),
  confirmation: ticked,
  special_instructions: ticked,
  instructions: text,
  hours_before: z.array(number).default([]),
  other_hours: text,
  from: text,
  until: text,
  weekdays: z.array(number).default([]),
  holidays: text,
  preset: z.enum(['standard', 'office']),
  most_retries: number,
  delay_no_answer: number,
  delay_voicemail: number,
  delay_busy: number,
  delay_failed: number,
});

export interface SettingsForm {
  /** What it says, put over what the owner has said elsewhere. */
  over(before: ReminderWishes): ReminderWishes;
  /** The hours before an appointment that are none of those to tick, as they were typed. */
  otherHours: string;
}

/** Reads the settings form; its values are judged where they are saved. `undefined`: no form of ours sends that. */
export function readSettingsForm(sent: unknown): SettingsForm | undefined {
  const { data: said } = formSchema.safeParse(sent);
  if (said === undefined) return undefined;
  return { over: (before) => wishesOf(said, before), otherHours: said.other_hours };
}

function wishesOf(said: z.infer<typeof formSchema>, before: ReminderWishes): ReminderWishes {
  const { agentId: _agentId, fromNumber: _fromNumber, ...rest } = before;
  const { instructions: _instructions, ...content } = before.content ?? {};
  // Another rule set brings its own hours and delays; what is left of the old one's would belong to neither.
  const isOtherPreset = said.preset !== (before.preset ?? 'standard');
  return {
    ...rest,
    enabled: said.enabled,
    preset: said.preset,
    hoursBefore: [...said.hours_before, ...listOf(said.other_hours).map(wholeNumber)],
    ...(said.agent_id === '' ? {} : { agentId: said.agent_id }),
    ...(said.from_number === '' ? {} : { fromNumber: said.from_number }),
    callingHours: {
      ...(isOtherPreset ? {} : { from: said.from, until: said.until }),
      weekdays: said.weekdays,
      holidays: listOf(said.holidays),
    },
    retries: isOtherPreset
      ? {}
      : {
          ...before.retries,
          mostRetries: said.most_retries,
          delayMinutes: {
            ...before.retries?.delayMinutes,
            no_answer: said.delay_no_answer,
            voicemail: said.delay_voicemail,
            busy: said.delay_busy,
            failed: said.delay_failed,
          },
        },
    content: {
      ...content,
      personality: said.personality,
      confirmation: said.confirmation,
      specialInstructions: said.special_instructions,
      ...(said.instructions === '' ? {} : { instructions: said.instructions }),
    },
  };
}

function wholeNumber(word: string): number {
  return /^\d+$/.test(word) ? Number(word) : Number.NaN;
}

function listOf(said: string): string[] {
  return said
    .split(/[\s,;]+/)
    .map((word) => word.trim())
    .filter((word) => word !== '');
}
