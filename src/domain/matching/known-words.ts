import type { Language } from '../../platform/language.ts';
import { germanServiceWords } from '../languages/de/service-words.ts';
import { englishServiceWords } from '../languages/en/service-words.ts';
import { MEANINGS } from './meanings.ts';
import type { Meaning } from './meanings.ts';
import type { ServiceWords } from './service-words.ts';

const BY_LANGUAGE: Record<Language, ServiceWords> = { de: germanServiceWords, en: englishServiceWords };

/** Callers mix languages and so do the names of services: all that we know is known at once. */
export const LANGUAGES: readonly ServiceWords[] = Object.values(BY_LANGUAGE);

/** A part of a compound that says nothing. */
export const NOTHING = '';

const COMPOUND_LINKS = ['', 's', 'n', 'en', 'e', 'es', 'er'];
const SHORTEST_LINKED = 4;

export const FILLERS = wordSet(({ fillers }) => fillers);
export const NEGATORS = wordSet(({ negators }) => negators);
export const CONTRASTS = wordSet(({ contrasts }) => contrasts);
export const TITLES = wordSet(({ titles }) => titles);
export const SURELY_BEFORE_PERSON = wordSet(({ beforePerson }) => beforePerson.surely);
export const BEFORE_CALLER = wordSet(({ beforeCaller }) => beforeCaller);
export const MAYBE_BEFORE_PERSON = wordSet(({ beforePerson }) => beforePerson.maybe);

const WORDS = LANGUAGES.flatMap((language) =>
  meanings().flatMap((meaning) =>
    language.meanings[meaning].split(' ').map((word) => ({ word, meaning, language })),
  ),
);
const EXACT = firstOf(WORDS.map(({ word, meaning }) => [word, meaning]));
const INFLECTED = firstOf(
  WORDS.flatMap(({ word, meaning, language }) =>
    [plainVowels(word), language.stem(word)]
      .filter((form) => form.length >= SHORTEST_LINKED)
      .map((form): [string, Meaning] => [form, meaning]),
  ),
);
const PARTS: ReadonlyMap<string, Meaning | typeof NOTHING> = new Map([
  ...[...partForms()].toReversed(),
  ...LANGUAGES.flatMap(({ fillerParts }) =>
    fillerParts
      .split(' ')
      .filter((word) => word !== '')
      .map((word): [string, typeof NOTHING] => [word, NOTHING]),
  ),
]);

/** What a folded word means, with or without its ending. */
export function meaningOf(word: string): Meaning | undefined {
  const exact = EXACT.get(word);
  if (exact !== undefined) return exact;
  for (const { stem } of LANGUAGES) {
    const found = INFLECTED.get(stem(word));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What a part of a compound means: like a word, with the letters that link it to the next part. */
export function meaningOfPart(part: string): Meaning | typeof NOTHING | undefined {
  return PARTS.get(part);
}

/** The words of a meaning, in all languages. */
export function wordsOfMeaning(meaning: string): readonly string[] {
  return BY_MEANING.get(meaning) ?? [];
}

/** Umlauts that were written out as the vowels they are taken for. */
function plainVowels(word: string): string {
  return word.replace(/([aou])e/g, '$1');
}

const BY_MEANING: ReadonlyMap<string, string[]> = new Map(
  [...Map.groupBy(WORDS, ({ meaning }) => meaning)].map(([meaning, words]) => [
    meaning,
    words.map(({ word }) => word),
  ]),
);

function meanings(): Meaning[] {
  return Object.keys(MEANINGS).filter((key): key is Meaning => key in MEANINGS);
}

function wordSet(pick: (words: ServiceWords) => string): ReadonlySet<string> {
  return new Set(LANGUAGES.flatMap((words) => pick(words).split(' ')));
}

function firstOf(pairs: [string, Meaning][]): ReadonlyMap<string, Meaning> {
  return new Map(pairs.toReversed());
}

function* partForms(): Generator<[string, Meaning]> {
  for (const { word, meaning } of WORDS) if (word.length >= 3) yield [word, meaning];
  for (const { word, meaning, language } of WORDS) {
    for (const base of [word, language.stem(word), plainVowels(word), word.replace(/(?:en|e)$/, '')]) {
      if (base.length < SHORTEST_LINKED) continue;
      for (const link of COMPOUND_LINKS) yield [base + link, meaning];
    }
  }
}
