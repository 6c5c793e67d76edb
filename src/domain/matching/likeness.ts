import { isWithinEdits } from '../fold-text.ts';
import { LANGUAGES } from './known-words.ts';

/** A folded word with all that it is compared by. */
export interface WordForm {
  word: string;
  stems: string[];
  /** As it is heard, and the key of its consonants, once in each language. */
  heard: string[];
  keys: string[];
  /** Which letters are heard, as bits. */
  letters: number[];
}

export function wordForm(word: string): WordForm {
  const heard = LANGUAGES.map((language) => language.heard(word));
  return {
    word,
    stems: LANGUAGES.map((language) => language.stem(word)),
    heard,
    keys: LANGUAGES.map((language) => language.soundKey(word)),
    letters: heard.map(lettersOf),
  };
}

/**
 * How likely two words are one and the same, misspelt or misheard: 1 the same but for its ending, 0.95 the same by
 * ear, from 0.85 a slip in a long word, from 0.7 one worth asking about, 0 another word.
 */
export function likeness(a: WordForm, b: WordForm): number {
  if (a.word === b.word) return 1;
  if (a.stems.some((stem, language) => stem === b.stems[language])) return 1;
  return Math.max(likenessToEar(a, b), isShortened(a.word, b.word) ? 0.85 : 0);
}

/** "Kinesio" for "Kinesiologie". */
function isShortened(a: string, b: string): boolean {
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  return shorter.length >= 6 && shorter.length >= 0.6 * longer.length && longer.startsWith(shorter);
}

/** The same of two names, whose endings are theirs alone: "Christian" is not "Christiane". */
export function nameLikeness(said: WordForm, name: WordForm): number {
  if (said.word === name.word || said.word === `${name.word}s`) return 1;
  if (differInEnding(said.word, name.word)) return 0.75;
  const byEar = likenessToEar(said, name);
  const isShortForm =
    said.word.length >= 3 && name.word.startsWith(said.word.replace(/(?<=...)(?:i|y|ie)$/, ''));
  return isShortForm ? Math.max(byEar, said.word.length >= 4 ? 0.85 : 0.75) : byEar;
}

/** "Martin" and "Martina", "Maria" and "Marie". */
function differInEnding(a: string, b: string): boolean {
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  if (longer.length - shorter.length === 1 && longer.startsWith(shorter)) return /[aeio]$/.test(longer);
  const [stem, other] = [a.replace(/(?:ie|[aeio])$/, ''), b.replace(/(?:ie|[aeio])$/, '')];
  return stem === other && stem.length >= 2;
}

function likenessToEar(a: WordForm, b: WordForm): number {
  let best = 0;
  for (let language = 0; language < a.heard.length; language += 1) {
    best = Math.max(best, likenessByEar(a, b, language));
  }
  return best;
}

function likenessByEar(a: WordForm, b: WordForm, language: number): number {
  const [one = '', other = ''] = [a.heard[language], b.heard[language]];
  const shorter = Math.min(one.length, other.length);
  if (one === other) return 0.95;
  if (shorter < 3 || Math.abs(one.length - other.length) > 3) return 0;
  const fewest = fewestEdits(a.letters[language] ?? 0, b.letters[language] ?? 0);
  if (fewest > (shorter >= 9 ? 3 : shorter >= 5 ? 2 : 1)) return 0;
  const [key = '', otherKey = ''] = [a.keys[language], b.keys[language]];
  const isSameKey = key !== '' && key === otherKey;
  if (isWithinEdits(one, other, 1)) {
    const isLong = Math.min(a.word.length, b.word.length) >= 5;
    if (isLong) return isSameKey ? 0.9 : one.charAt(0) === other.charAt(0) ? 0.85 : 0.7;
    return isSameKey && shorter + key.length >= 4 ? 0.75 : 0;
  }
  if (shorter >= 5 && isWithinEdits(one, other, 2)) {
    if (shorter >= 8) return isSameKey ? 0.87 : 0.8;
    return isSameKey ? 0.75 : 0;
  }
  return shorter >= 9 && isSameKey && isWithinEdits(one, other, 3) ? 0.75 : 0;
}

function lettersOf(word: string): number {
  let bits = 0;
  for (let at = 0; at < word.length; at += 1) bits |= 1 << (word.charCodeAt(at) - 97);
  return bits;
}

/** Each edit changes at most two of the letters that there are: a cheap way to see that words are far apart. */
function fewestEdits(a: number, b: number): number {
  let bits = a ^ b;
  let differing = 0;
  for (; bits !== 0; bits &= bits - 1) differing += 1;
  return Math.ceil(differing / 2);
}
