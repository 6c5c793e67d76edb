import { asObject } from './json-object.ts';
import type { JsonObject } from './json-object.ts';

/**
 * Turns what a recording says into what is true in this run. Ids, codes and sentences are made at run time, so:
 *
 * 1. A text argument that stood somewhere in an earlier recorded result is replaced by what the live answer to the
 *    same invocation holds at the same place; the newest result that had it decides.
 * 2. A recorded `message` within a spoken line becomes the live `message`.
 * 3. A booking code within a spoken line, written in one or digit by digit, becomes the live one.
 *
 * What the live answer lacks stays as recorded.
 */
export interface LiveValues {
  /** Notes a recorded result and the answer that came in its place. */
  learn(recorded: JsonObject, live: JsonObject): void;
  inArguments(recorded: JsonObject): JsonObject;
  inSpeech(line: string): string;
}

interface Pair {
  recorded: string;
  live: string;
}

/** Shorter ones would be found inside of prices and times. */
const FEWEST_DIGITS = 6;

export function createLiveValues(): LiveValues {
  /** The newest first. */
  const pairs: Pair[] = [];
  const messages: Pair[] = [];

  return {
    learn(recorded, live) {
      const found = textsOf(recorded, live);
      pairs.unshift(...found.map(({ pair }) => pair));
      messages.unshift(...found.filter(({ key }) => key === 'message').map(({ pair }) => pair));
    },
    inArguments: (recorded) => asObject(replaceTexts(recorded, (text) => liveOf(pairs, text) ?? text)),
    inSpeech(line) {
      const message = messages.find(({ recorded }) => line.includes(recorded));
      const said = message === undefined ? line : line.replaceAll(message.recorded, message.live);
      return pairs.filter(isCode).reduce(replaceCode, said);
    },
  };
}

function liveOf(pairs: Pair[], text: string): string | undefined {
  return pairs.find(({ recorded }) => recorded === text)?.live;
}

/** The texts of a recorded value with those at the same places of the live one. */
function textsOf(recorded: unknown, live: unknown, key = ''): { key: string; pair: Pair }[] {
  if (typeof recorded === 'string') {
    return recorded !== '' && typeof live === 'string' ? [{ key, pair: { recorded, live } }] : [];
  }
  if (Array.isArray(recorded)) {
    const there: unknown[] = Array.isArray(live) ? live : [];
    return recorded.flatMap((one, place) => textsOf(one, there[place], key));
  }
  const there = asObject(live);
  return Object.entries(asObject(recorded)).flatMap(([name, one]) => textsOf(one, there[name], name));
}

function replaceTexts(value: unknown, replace: (text: string) => string): unknown {
  if (typeof value === 'string') return replace(value);
  if (Array.isArray(value)) return value.map((one) => replaceTexts(one, replace));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, replaceTexts(one, replace)]));
}

function isCode({ recorded, live }: Pair): boolean {
  const digits = new RegExp(String.raw`^\d{${FEWEST_DIGITS},}$`);
  return recorded !== live && digits.test(recorded) && digits.test(live);
}

/** Digits with at most a comma and a space between them; the live ones take the same gaps. */
function replaceCode(line: string, { recorded, live }: Pair): string {
  const spoken = new RegExp(String.raw`(?<!\d)${recorded.split('').join('(?:, | )?')}(?!\d)`, 'g');
  return line.replaceAll(spoken, (said) => {
    let place = 0;
    const replaced = said.replaceAll(/\d/g, () => live[place++] ?? '');
    return replaced + live.slice(place);
  });
}
