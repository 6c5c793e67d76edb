import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const word = z.looseObject({ word: z.string(), start: z.number(), end: z.number() });

const utterance = z.looseObject({
  role: z.enum(['agent', 'user', 'transfer_target']),
  content: z.string(),
  words: z.array(word),
});

const invocation = z.looseObject({
  role: z.literal('tool_call_invocation'),
  tool_call_id: z.string().min(1),
  name: z.string().min(1),
  /** JSON text. */
  arguments: z.string(),
});

const result = z.looseObject({
  role: z.literal('tool_call_result'),
  tool_call_id: z.string().min(1),
  content: z.string(),
  successful: z.boolean().exactOptional(),
});

const entry = z.discriminatedUnion('role', [utterance, invocation, result]);

/** A finished inbound phone call as Retell hands it out: the `call` of `call_analyzed` (retell.md 3.4). */
const recordedCall = z.looseObject({
  call_type: z.literal('phone_call'),
  direction: z.literal('inbound'),
  call_id: z.string().min(1),
  agent_id: z.string().min(1),
  agent_version: z.number().int(),
  from_number: z.string().min(1),
  to_number: z.string().min(1),
  call_status: z.literal('ended'),
  start_timestamp: z.number().int(),
  end_timestamp: z.number().int(),
  duration_ms: z.number().int(),
  disconnection_reason: z.string(),
  metadata: z.record(z.string(), z.unknown()).exactOptional(),
  retell_llm_dynamic_variables: z.record(z.string(), z.string()).exactOptional(),
  transcript: z.string(),
  transcript_object: z.array(utterance),
  transcript_with_tool_calls: z.array(entry),
  latency: z.looseObject({ e2e: z.looseObject({ values: z.array(z.number()) }) }).exactOptional(),
  call_cost: z.looseObject({ combined_cost: z.number() }),
  call_analysis: z.looseObject({ call_summary: z.string(), call_successful: z.boolean() }),
});

export type RecordedCall = z.infer<typeof recordedCall>;
export type TranscriptEntry = z.infer<typeof entry>;
export type Utterance = z.infer<typeof utterance>;
export type Invocation = z.infer<typeof invocation>;
export type InvocationResult = z.infer<typeof result>;

/** Where the recorded calls of the repository lie, as a folder URL. */
export const RECORDED_CALLS = new URL('../../fixtures/calls/', import.meta.url);

/** Reads the text of a recording; throws an error that names every field that is not as Retell has it. */
export function parseRecordedCall(text: string): RecordedCall {
  const parsed = recordedCall.safeParse(JSON.parse(text));
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
  const problems = pairingProblems(parsed.data.transcript_with_tool_calls);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return parsed.data;
}

export async function readRecordedCall(path: string): Promise<RecordedCall> {
  const text = await readFile(path, 'utf8');
  try {
    return parseRecordedCall(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unreadable';
    throw new Error(`${path} is no recorded call: ${why}`, { cause: error });
  }
}

/** Paths of a folder's recordings in the order of their names. */
export async function listRecordedCalls(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  return names
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => join(folder, name));
}

/** Every invocation has exactly one result, behind it, and arguments and result are JSON objects. */
export function pairingProblems(entries: TranscriptEntry[]): string[] {
  const open = new Set<string>();
  const seen = new Set<string>();
  const problems: string[] = [];
  for (const one of entries) {
    if (one.role === 'tool_call_invocation') {
      if (seen.has(one.tool_call_id)) problems.push(`${one.tool_call_id} is invoked twice`);
      if (!isObjectText(one.arguments)) problems.push(`${one.tool_call_id} has arguments that are no object`);
      seen.add(one.tool_call_id);
      open.add(one.tool_call_id);
    } else if (one.role === 'tool_call_result') {
      if (!open.delete(one.tool_call_id))
        problems.push(`${one.tool_call_id} has a result without invocation`);
      if (!isObjectText(one.content)) problems.push(`${one.tool_call_id} has a result that is no object`);
    }
  }
  return [...problems, ...[...open].map((id) => `${id} has no result`)];
}

function isObjectText(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
