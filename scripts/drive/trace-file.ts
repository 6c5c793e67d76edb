import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** A dialogue between people as the calls an agent would make of it. */
export interface Trace {
  id: string;
  steps: TraceStep[];
  /** How often the caller said no to what was read back. */
  rejected: number;
  /** The one booking that must stand at the end; absent where there must be none. */
  final?: Wish;
}

/** `look`: the caller asks what there is; `book`: wants this time, which the calendar has or has not. */
export type TraceStep = { kind: 'look' } | { kind: 'book'; wish: Wish; isFree: boolean };

export interface Wish {
  provider: string;
  /** `YYYY-MM-DD`. */
  date: string;
  /** `HH:MM`. */
  time: string;
}

const wish = z.object({
  provider: z.string().trim().min(1),
  date: z.iso.date(),
  time: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 08:30'),
});

const step = z.discriminatedUnion('op', [
  z.object({ op: z.literal('find_provider') }).transform((): TraceStep => ({ kind: 'look' })),
  z
    .object({ op: z.literal('book'), args: wish, calendar_says: z.enum(['free', 'taken']) })
    .transform(({ args, calendar_says: says }): TraceStep => ({
      kind: 'book',
      wish: args,
      isFree: says === 'free',
    })),
]);

const row = z
  .object({
    dialogue_id: z.string().min(1),
    steps: z.array(step),
    agent_confirmation_rejected: z.number().int().min(0).max(20),
    expected_bookings: z.union([z.literal(0), z.literal(1)]),
    final: wish.nullable(),
  })
  .refine(
    (one) => (one.final === null) === (one.expected_bookings === 0),
    'expects a booking without saying which',
  )
  .transform((one): Trace => ({
    id: one.dialogue_id,
    steps: one.steps,
    rejected: one.agent_confirmation_rejected,
    ...(one.final === null ? {} : { final: one.final }),
  }));

const file = z
  .array(row)
  .min(1)
  .refine((traces) => new Set(traces.map(({ id }) => id)).size === traces.length, 'two rows have one id');

/** Reads a file of dialogues; throws an error that names what is wrong in it. */
export async function readTraceFile(path: string): Promise<Trace[]> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new Error(`${path} cannot be read`);
  });
  let rows: unknown;
  try {
    rows = JSON.parse(text);
  } catch (error) {
    throw new Error(`${path} is not JSON`, { cause: error });
  }
  const read = file.safeParse(rows);
  if (!read.success) throw new Error(`${path} holds no dialogues:\n${z.prettifyError(read.error)}`);
  return read.data;
}
