import {
  AND_BEFORE_TENS,
  DIGITS,
  HUNDRED,
  numberOf,
  REPEATS,
  TENS_BEFORE_UNIT,
  THOUSAND,
  TIMES,
  UNITS_BEFORE_TENS,
} from './known-words.ts';

/** One word of a spoken number; `pause` is a comma or the like, over which no two words make one number. */
export type DigitToken =
  | { kind: 'digits'; text: string; word: string }
  | { kind: 'number'; value: number; word: string }
  | { kind: 'hundred' | 'thousand' | 'times' | 'and' | 'pause' | 'filler' }
  | { kind: 'repeat'; count: number };

const MOST_READINGS = 64;

/** What a folded word is in a spoken number; `undefined` for one that has no place in it. */
export function digitToken(word: string): DigitToken | undefined {
  if (/^\d+$/.test(word)) return { kind: 'digits', text: word, word };
  const digit = DIGITS.get(word);
  if (digit !== undefined) return { kind: 'digits', text: digit, word };
  const value = numberOf(word);
  if (HUNDRED.has(word)) return { kind: 'hundred' };
  if (THOUSAND.has(word)) return { kind: 'thousand' };
  if (value !== undefined) return { kind: 'number', value, word };
  const count = REPEATS.get(word);
  if (count !== undefined) return { kind: 'repeat', count: Number(count) };
  if (TIMES.has(word)) return { kind: 'times' };
  return AND_BEFORE_TENS.has(word) ? { kind: 'and' } : undefined;
}

/** The texts that one group of words can stand for, likeliest first, and where the next group begins. */
type Group = { text: string; next: number }[];

/**
 * All digits that the words can mean, likeliest first: "twenty one" is 21 and 201. Nothing where a word is out of
 * place or there are too many ways to read them.
 */
export function readDigits(tokens: readonly DigitToken[]): string[] {
  // From the end, so that what follows a group is read once, however many groups lead to it.
  const tails = new Map<number, string[]>([[tokens.length, ['']]]);
  for (let at = tokens.length - 1; at >= 0; at -= 1) {
    const readings = groupAt(tokens, at).flatMap(({ text, next }) =>
      (tails.get(next) ?? []).map((tail) => text + tail),
    );
    const distinct = [...new Set(readings)];
    if (distinct.length > MOST_READINGS) return [];
    tails.set(at, distinct);
  }
  return tails.get(0) ?? [];
}

function groupAt(tokens: readonly DigitToken[], at: number): Group {
  const token = tokens[at];
  switch (token?.kind) {
    case 'filler':
    case 'pause':
    case 'and':
    case 'times':
      return [{ text: '', next: at + 1 }];
    case 'repeat':
      return repeated(tokens, token.count, at + 1);
    case 'hundred':
    case 'thousand':
      return withRest(tokens, token.kind === 'hundred' ? 100 : 1000, at + 1);
    case 'number':
      return [...tensAndUnit(tokens, token, at), ...multiplied(tokens, token.value, String(token.value), at)];
    case 'digits':
      return (
        manyTimes(tokens, token.text, at) ??
        unitAndTens(tokens, token, at) ??
        multiplied(tokens, Number(token.text), token.text, at)
      );
    case undefined:
      return [];
  }
}

/** "doppel drei"; the fillers between are skipped ("dreimal die fünf"). */
function repeated(tokens: readonly DigitToken[], count: number, from: number): Group {
  let at = from;
  while (tokens[at]?.kind === 'filler') at += 1;
  const token = tokens[at];
  if (token?.kind === 'number') return [{ text: String(token.value).repeat(count), next: at + 1 }];
  if (token?.kind !== 'digits') return [];
  const { text } = token;
  const whole = { text: text.repeat(count), next: at + 1 };
  return text.length === 1
    ? [whole]
    : [whole, { text: text.charAt(0).repeat(count - 1) + text, next: at + 1 }];
}

/** "drei mal die fünf". */
function manyTimes(tokens: readonly DigitToken[], text: string, at: number): Group | undefined {
  const isCount = /^[2-6]$/.test(text) && tokens[at + 1]?.kind === 'times';
  return isCount ? repeated(tokens, Number(text), at + 2) : undefined;
}

/** "ein und zwanzig", as a compound is sometimes written down. */
function unitAndTens(
  tokens: readonly DigitToken[],
  unit: { text: string; word: string },
  at: number,
): Group | undefined {
  const tens = tokens[at + 2];
  const isOne =
    UNITS_BEFORE_TENS.has(unit.word) &&
    tokens[at + 1]?.kind === 'and' &&
    tens?.kind === 'number' &&
    isTens(tens.value);
  return isOne ? [{ text: String(tens.value + Number(unit.text)), next: at + 3 }] : undefined;
}

/** "twenty one": 21, or 20 and 1. */
function tensAndUnit(
  tokens: readonly DigitToken[],
  tens: { value: number; word: string },
  at: number,
): Group {
  const unit = tokens[at + 1];
  if (!TENS_BEFORE_UNIT.has(tens.word) || unit?.kind !== 'digits' || !/^[1-9]$/.test(unit.text)) return [];
  const value = tens.value + Number(unit.text);
  return multiplied(tokens, value, String(value), at + 1);
}

/** "forty-five hundred": the number stands for itself where no "hundred" follows. */
function multiplied(tokens: readonly DigitToken[], value: number, text: string, at: number): Group {
  const by = tokens[at + 1]?.kind;
  if ((by !== 'hundred' && by !== 'thousand') || value < 1 || value > 99) return [{ text, next: at + 1 }];
  return withRest(tokens, value * (by === 'hundred' ? 100 : 1000), at + 2);
}

/** "hundred and twelve": 112, or 100 and 12. */
function withRest(tokens: readonly DigitToken[], value: number, next: number): Group {
  const alone = { text: String(value), next };
  const at = tokens[next]?.kind === 'and' ? next + 1 : next;
  const token = tokens[at];
  const unit = tokens[at + 1];
  if (token?.kind === 'digits' && /^[1-9]\d?$/.test(token.text)) {
    const [compound] = unitAndTens(tokens, token, at) ?? [];
    const added = compound === undefined ? Number(token.text) : Number(compound.text);
    return [{ text: String(value + added), next: compound?.next ?? at + 1 }, alone];
  }
  if (token?.kind !== 'number' || token.value > 99) return [alone];
  const summed = { text: String(value + token.value), next: at + 1 };
  const isUnit = TENS_BEFORE_UNIT.has(token.word) && unit?.kind === 'digits' && /^[1-9]$/.test(unit.text);
  if (!isUnit) return [summed, alone];
  return [{ text: String(value + token.value + Number(unit.text)), next: at + 2 }, summed, alone];
}

function isTens(value: number): boolean {
  return value >= 20 && value < 100 && value % 10 === 0;
}
