import { z } from 'zod';
import type { CallCtx } from '../operations/context.ts';
import { refused } from '../platform/outcome.ts';
import type { ArgumentName, Outcome, Refusal } from '../platform/outcome.ts';
import { tidyArguments } from './tidy-arguments.ts';

/** The parsed arguments; what was not given is absent, never `undefined`. */
export type Given<Input extends z.ZodObject> = {
  [Field in keyof z.infer<Input>]: Exclude<z.infer<Input>[Field], undefined>;
};

/** What a file in `functions/` says about one function that a voice agent can call. */
interface Definition<Input extends z.ZodObject, T> {
  /** As agents call it. */
  name: string;
  /** Other names it answers to. */
  aliases?: string[];
  /** Written for a language model: what drives its choice. */
  description: string;
  /** Flat; every field described, saying where its value comes from. */
  input: Input;
  /** Fields in which an empty or null value is an answer to be weighed, not the same as none. */
  emptyCounts?: (keyof z.infer<Input> & string)[];
  /** Milliseconds from the receipt of the request within which it is answered. */
  budgetMs: number;
  /** Still answered, no longer offered to new agents. */
  deprecated?: boolean;
  /** Translates wire words to trade words and calls one operation. */
  run(ctx: CallCtx, input: Given<Input>): Promise<Outcome<T>> | Outcome<T>;
  /** The function's own part of the answer, in the words of the wire; `message` is the sentence that goes with it. */
  answer(data: T, message: string): Record<string, unknown>;
}

export interface ReadDefinition<Input extends z.ZodObject, T> extends Definition<Input, T> {
  effect: 'read';
}

export interface WriteDefinition<Input extends z.ZodObject, T> extends Definition<Input, T> {
  effect: 'write';
  /** Equal for two requests of one call that wish the same deed. The runtime puts tenant, call and function before. */
  onceKey(input: Given<Input>): string;
  /** Functions whose remembered deeds on the call are undone or used up by this one. */
  undoes: string[];
  /** The deed recognises its own repeat, as long as it still holds: its answer is not remembered. */
  recognisesRepeats?: boolean;
}

/** A function with its input type sealed in, so that all of them fit in one list. */
export interface VoiceFunction {
  name: string;
  aliases: string[];
  description: string;
  deprecated: boolean;
  effect: 'read' | 'write';
  budgetMs: number;
  undoes: string[];
  recognisesRepeats: boolean;
  /** JSON Schema of the arguments, for the agent's tool definition. */
  parameters(): Record<string, unknown>;
  /** Arguments as they came, made ready to run; or the refusal that names the unusable one. */
  bind(rawArguments: unknown): Bound | Refusal;
}

export interface Bound {
  kind: 'bound';
  /** The tidied arguments as JSON with sorted keys. */
  canonical: string;
  onceKey: string;
  run(ctx: CallCtx): Promise<Ran>;
}

export interface Ran {
  outcome: Outcome;
  /** The function's own fields of the answer that has this sentence; none for a refusal. */
  fields(message: string): Record<string, unknown>;
}

export function defineFunction<Input extends z.ZodObject, T>(
  definition: ReadDefinition<Input, T> | WriteDefinition<Input, T>,
): VoiceFunction {
  return {
    name: definition.name,
    aliases: definition.aliases ?? [],
    description: definition.description,
    deprecated: definition.deprecated ?? false,
    effect: definition.effect,
    budgetMs: definition.budgetMs,
    undoes: definition.effect === 'write' ? definition.undoes : [],
    recognisesRepeats: definition.effect === 'write' && definition.recognisesRepeats === true,
    parameters: () => z.toJSONSchema(definition.input, { io: 'input' }),
    bind(rawArguments) {
      const tidied = tidyArguments(rawArguments, Object.keys(definition.input.shape), definition.emptyCounts);
      const parsed = definition.input.safeParse(tidied);
      if (!parsed.success) {
        return refused('argument_unusable', { argument: argumentName(parsed.error.issues[0]?.path[0]) });
      }
      const input = asGiven<Input>(parsed.data);
      return {
        kind: 'bound',
        canonical: canonicalJson(tidied),
        onceKey: definition.effect === 'write' ? definition.onceKey(input) : '',
        run: async (ctx) => {
          const outcome = await definition.run(ctx, input);
          return {
            outcome,
            fields: (message) => (outcome.kind === 'done' ? definition.answer(outcome.data, message) : {}),
          };
        },
      };
    },
  };
}

function asGiven<Input extends z.ZodObject>(parsed: z.infer<Input>): Given<Input> {
  // Safe: `tidyArguments` leaves absent fields out, and zod adds no key that was not there.
  return parsed as Given<Input>;
}

/** JSON with the keys in order and absent values left out: equal for equal arguments. */
export function canonicalJson(flat: Record<string, unknown>): string {
  const entries = Object.entries(flat).filter(([, value]) => value !== undefined);
  return JSON.stringify(Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1))));
}

const ARGUMENT_NAMES: Record<string, ArgumentName> = {
  name: 'name',
  email: 'email',
  phone: 'phone',
  date: 'date',
  new_date: 'date',
  time: 'time',
  new_time: 'time',
  best_time: 'time',
  service: 'service',
  staff: 'staff',
  notes: 'notes',
  text: 'text',
  booking_id: 'booking',
  booking_code: 'booking',
  confirmed: 'booking',
  appointment_id: 'appointment',
  reason: 'reason',
};

function argumentName(field: PropertyKey | undefined): ArgumentName {
  return ARGUMENT_NAMES[String(field)] ?? 'text';
}
