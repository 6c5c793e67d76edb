import type { Language } from '../../platform/language.ts';
import { GERMAN_CONTACT } from '../languages/de/contact-words.ts';
import { ENGLISH_CONTACT } from '../languages/en/contact-words.ts';
import type { ContactWords, SpokenSign } from './contact-words.ts';

const BY_LANGUAGE: Record<Language, ContactWords> = { de: GERMAN_CONTACT, en: ENGLISH_CONTACT };

/** The words of every language. */
export const LANGUAGES: readonly ContactWords[] = Object.values(BY_LANGUAGE);

/** Word to its meaning, of all languages; the first language that has a word wins. */
function invert(pick: (words: ContactWords) => Record<string, string>): ReadonlyMap<string, string> {
  const pairs = LANGUAGES.toReversed().flatMap((language) =>
    Object.entries(pick(language)).flatMap(([meaning, list]) =>
      wordsOf(list).map((word): [string, string] => [word, meaning]),
    ),
  );
  return new Map(pairs);
}

function collect(pick: (words: ContactWords) => string): ReadonlySet<string> {
  return new Set(LANGUAGES.flatMap((language) => wordsOf(pick(language))));
}

function wordsOf(list: string): string[] {
  return list.split(' ').filter((word) => word !== '');
}

export const DIGITS = invert((words) => words.digits);
export const WEAK_DIGITS = invert((words) => words.weakDigits);
export const HUNDRED = collect((words) => words.hundred);
export const THOUSAND = collect((words) => words.thousand);
export const AND_BEFORE_TENS = collect((words) => words.unitAndTens.and);
export const UNITS_BEFORE_TENS = collect((words) => words.unitAndTens.units);
export const TENS_BEFORE_UNIT = collect((words) => words.tensBeforeUnit);
export const REPEATS = invert((words) => words.repeats);
export const TIMES = collect((words) => words.times);
export const PLUS = collect((words) => words.plus);
export const PHONE_FILLERS = collect((words) => words.phoneFillers);
export const HYPHENATED = collect((words) => words.hyphenated);
export const LETTER_NAMES = invert((words) => words.letterNames);
export const SPELLING = invert((words) => words.spelling);
export const DOUBLE = collect((words) => words.double);
export const HINTS = collect((words) => words.hint);
export const DOUBLED: ReadonlyMap<string, string> = new Map(
  LANGUAGES.flatMap((words) => Object.entries(words.doubled)),
);
export const SALUTATIONS = collect((words) => words.salutations);
export const NO_NAMES = collect((words) => words.noNames);
export const SENTENCE_WORDS = collect((words) => words.sentenceWords);
/** Before and within names, the same in all languages; those of other languages are said as well. */
export const TITLES: ReadonlySet<string> = new Set(
  'herr herrn frau fraeulein dr prof professor doktor doctor mr mrs ms miss mister dipl ing med'.split(' '),
);
export const NAME_HYPHENS = collect((words) => words.nameHyphen);

const SIGNS = invert((words) => words.signs);

/** The sign that a word stands for. */
export function signOf(word: string): SpokenSign | undefined {
  const sign = SIGNS.get(word);
  return sign === '@' || sign === '.' || sign === '-' || sign === '_' || sign === '+' ? sign : undefined;
}

/** The value of one word for a number from 10 up. */
export function numberOf(word: string): number | undefined {
  for (const words of LANGUAGES) {
    const value = words.number(word);
    if (value !== undefined) return value;
  }
  return undefined;
}
