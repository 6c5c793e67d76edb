import { z } from 'zod';

const text = z.string().nullish();

/** The parts of Retell's call object that are read; all of them may be missing, more may come. */
export const callSchema = z.looseObject({
  call_id: text,
  call_type: text,
  agent_id: text,
  agent_version: z.number().nullish(),
  from_number: text,
  to_number: text,
  direction: text,
  start_timestamp: z.number().nullish(),
  end_timestamp: z.number().nullish(),
  duration_ms: z.number().nullish(),
  disconnection_reason: text,
  transcript: text,
  call_cost: z.looseObject({ combined_cost: z.number().nullish() }).nullish(),
  call_analysis: z.looseObject({ call_successful: z.boolean().nullish() }).nullish(),
  transcript_with_tool_calls: z
    .array(z.looseObject({ role: text, name: text, tool_call_id: text }))
    .nullish(),
});

export type RetellCall = z.infer<typeof callSchema>;

/** A function request: wrapped (`name`, `args`, `call`), or the bare arguments. */
export const functionBodySchema = z.looseObject({
  name: text,
  args: z.unknown(),
  call: callSchema.nullish().catch(undefined),
});

export const eventBodySchema = z.looseObject({
  event: z.string().min(1).max(100),
  call: callSchema.nullish(),
  chat: z.looseObject({ chat_id: text, agent_id: text }).nullish(),
});

export const inboundBodySchema = z.looseObject({
  event: text,
  call_inbound: z.looseObject({
    call_id: text,
    agent_id: text,
    agent_version: z.number().nullish(),
    from_number: text,
    to_number: text,
  }),
});

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
