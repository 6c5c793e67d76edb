import { z } from 'zod';

/** Ids are keys in the database and in the cache; a longer text is none. */
const MOST_ID_CHARACTERS = 200;
const MOST_INTEGER = 2_147_483_647;
const MOST_EPOCH_MS = 8.64e15;

// A part that is not as expected counts as missing: the rest of the request still says what is wanted.
const text = z.string().nullish().catch(undefined);
const id = z.string().max(MOST_ID_CHARACTERS).nullish().catch(undefined);
const integer = z.number().min(0).max(MOST_INTEGER).transform(Math.round).nullish().catch(undefined);
const instant = z
  .number()
  .min(0)
  .max(MOST_EPOCH_MS)
  .transform((epochMs) => new Date(epochMs))
  .nullish()
  .catch(undefined);

/** The parts of Retell's call object that are read; all of them may be missing, more may come. */
export const callSchema = z.looseObject({
  call_id: id,
  call_type: text,
  agent_id: id,
  agent_version: integer,
  from_number: id,
  to_number: id,
  direction: text,
  start_timestamp: instant,
  end_timestamp: instant,
  duration_ms: integer,
  disconnection_reason: id,
  transcript: text,
  metadata: z.unknown().optional(),
  call_cost: z
    .looseObject({ combined_cost: z.number().nullish().catch(undefined) })
    .nullish()
    .catch(undefined),
  call_analysis: z
    .looseObject({ call_successful: z.boolean().nullish().catch(undefined) })
    .nullish()
    .catch(undefined),
  transcript_with_tool_calls: z
    .array(z.looseObject({ role: text, name: text, tool_call_id: id }).catch({}))
    .nullish()
    .catch(undefined),
});

export type RetellCall = z.infer<typeof callSchema>;

/** A function request: wrapped (`name`, `args`, `call`), or the bare arguments. */
export const functionBodySchema = z.looseObject({
  name: text,
  args: z.unknown().optional(),
  call: callSchema.nullish().catch(undefined),
});

export const eventBodySchema = z.looseObject({
  event: z.string().min(1).max(100),
  call: callSchema.nullish().catch(undefined),
  chat: z.looseObject({ chat_id: id, agent_id: id }).nullish().catch(undefined),
  transfer_destination: z.looseObject({}).nullish().catch(undefined),
});

export const inboundBodySchema = z.looseObject({
  event: text,
  call_inbound: z.looseObject({
    call_id: id,
    agent_id: id,
    agent_version: integer,
    from_number: id,
    to_number: id,
  }),
});

/** The text if it can be an id and says something. */
export function presentId(value: unknown): string | undefined {
  return present(id.parse(value));
}

/** What models and tools write where they have nothing (ASK-42). */
const NOTHING: ReadonlySet<string> = new Set(['', 'null', 'none', 'undefined']);

/** The text, or `undefined` where it says nothing. */
export function present(value: string | null | undefined): string | undefined {
  if (value === null || value === undefined) return undefined;
  return NOTHING.has(value.trim().toLowerCase()) ? undefined : value.trim();
}

/** Optional properties for a value that may be absent: `given('endedAt', x)` is `{}` or `{ endedAt: x }`. */
export function given<Key extends string, Value>(
  key: Key,
  value: Value | null | undefined,
): { [K in Key]?: Value } {
  if (value === null || value === undefined) return {};
  // The computed key is exactly Key, which TypeScript widens to string.
  return { [key]: value } as { [K in Key]?: Value };
}
