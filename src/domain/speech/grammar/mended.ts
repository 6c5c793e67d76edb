import type { Lexicon } from './lexicon.ts';

const MIN_LETTERS = 6;
// The shorter a number or an ordinal, the more other words are a letter away from it ("Drittel", "weiter", "thirsty").
const MENDABLE: readonly (readonly [RegExp, number])[] = [
  [/^(?:W\d|M\d+|morning|forenoon|midday|noon|afternoon|evening|tonight|midnight)$/, MIN_LETTERS],
  [/^(?:today|tomorrow|overmorrow|yesterday|quarter|threequarter)$/, MIN_LETTERS],
  [/^\d{1,2}$/, 7],
  [/^O\d+$/, 9],
];

/** The words of a language that a slip of spelling is mended to: weekdays, months, parts of the day, longer numbers. */
export function mendableWords(words: readonly (readonly [string, string])[]): readonly string[] {
  return words.flatMap(([word, lexeme]) =>
    MENDABLE.some(([kind, letters]) => word.length >= letters && kind.test(lexeme)) ? [word] : [],
  );
}

/**
 * The word that a folded one was meant to be: "mitwoch", "febuar", "nachmitag". Only an unknown word of six letters or
 * more that is one slip (a letter too many, missing, wrong, or two swapped) behind the first letter from words of
 * one meaning; any other comes back as it is.
 */
export function mended(word: string, { words, mendable }: Pick<Lexicon, 'words' | 'mendable'>): string {
  if (word.length < MIN_LETTERS || words.has(word)) return word;
  const targets = mendable.filter((target) => isOneSlip(word, target));
  const [first] = targets;
  if (first === undefined) return word;
  return targets.every((target) => words.get(target) === words.get(first)) ? first : word;
}

/** Mends the words of a folded text, and those cut in two: "sams tag", "to morrow". */
export function mendedText(text: string, lexicon: Pick<Lexicon, 'words' | 'mendable'>): string {
  const { words, mendable } = lexicon;
  const isCut = (first: string, second: string): boolean =>
    mendable.includes(first + second) &&
    (!words.has(first) || !words.has(second) || words.get(first) === words.get(first + second));
  return text
    .replace(/[a-z]+/g, (word) => mended(word, lexicon))
    .replace(/\b([a-z]{2,}) (?=([a-z]{3,})\b)/g, (whole, first: string, second: string) =>
      isCut(first, second) ? first : whole,
    );
}

function isOneSlip(word: string, target: string): boolean {
  const longer = word.length - target.length;
  if (longer < -1 || longer > 1 || word[0] !== target[0]) return false;
  let at = 1;
  while (at < target.length && word[at] === target[at]) at += 1;
  const isSwapped =
    longer === 0 &&
    word[at] === target[at + 1] &&
    word[at + 1] === target[at] &&
    word.slice(at + 2) === target.slice(at + 2);
  return isSwapped || word.slice(at + (longer < 0 ? 0 : 1)) === target.slice(at + (longer > 0 ? 0 : 1));
}
