import { foldText } from '../fold-text.ts';
import { digitToken } from './spoken-digits.ts';
import { LANGUAGES, NAME_HYPHENS, NO_NAMES, SALUTATIONS, SENTENCE_WORDS, TITLES } from './known-words.ts';
import { piecesOf } from './spelled-letters.ts';
import type { Piece } from './spelled-letters.ts';

const MAX_CHARACTERS = 200;
const MOST_WORDS = 8;
const MOST_PEELS = 8;
/** What no name has: digits, signs of addresses and of markup. */
const FOREIGN = /[\p{N}<>{}[\]@#$%^*=|\\~`§€]|:\/\//u;

/**
 * The name in what was said, still in the speaker's capitals: without what stands around it ("Mein Name ist ..."),
 * spelled letters put together ("M wie Martha, A, I, E, R"). Empty where there is none: a yes, a placeholder, a
 * sentence, an address or a number.
 */
export function nameIn(text: string): string {
  const plain = text
    .slice(0, MAX_CHARACTERS)
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Extended_Pictographic}"„“”»«]/gu, ' ')
    .replace(/_/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (FOREIGN.test(plain)) return '';
  const labelled = LANGUAGES.reduce((rest, { nameLabels }) => rest.replace(nameLabels, ' '), peeled(plain));
  const named = familyFirst(peeled(labelled));
  if (/[:?]/.test(named)) return '';
  const spelled = withSpelling(withHyphens(named));
  const words = spelled
    .split(' ')
    .flatMap((word) => (foldText(word) === '' ? word : foldText(word).split(' ')));
  const isName = words.length > 0 && words.length <= MOST_WORDS && !isNoName(words);
  return /\p{L}/u.test(spelled) && isName ? spelled : '';
}

/** Takes off, as often as there is one, an opening in front and an ending behind. */
function peeled(text: string): string {
  let rest = text;
  for (let peels = 0; peels < MOST_PEELS; peels += 1) {
    const next = LANGUAGES.flatMap(({ nameOpenings, nameEndings }) => [
      ...nameOpenings,
      ...nameEndings,
    ]).reduce((name, pattern) => name.replace(pattern, '').trim(), rest);
    const bare = withoutSalutation(next)
      .replace(/^[\s.,;:!?'’-]+|[\s,;:!?]+$/gu, '')
      .replace(/(?<=\p{L}{2})\.$/u, '');
    if (bare === rest) return rest;
    rest = bare;
  }
  return rest;
}

function withoutSalutation(name: string): string {
  const [first = '', ...others] = name.split(' ');
  return SALUTATIONS.has(foldText(first)) ? others.join(' ') : name;
}

/** "Meier, Anna Meier". */
function familyFirst(name: string): string {
  return name.replace(/^([\p{L}-]+), (.+ \1)$/iu, '$2');
}

/** "Müller Bindestrich Schmidt", "Müller - Schmidt". */
function withHyphens(name: string): string {
  return name
    .split(' ')
    .map((word) => (NAME_HYPHENS.has(foldText(word)) ? '-' : word))
    .join(' ')
    .replace(/(?<=\p{L}) ?- ?(?=\p{L})/gu, '-')
    .trim();
}

/** Initials stay letters: "J R Smith", "J.R.R. Muster". */
const FEWEST_LETTERS = 3;
/** Words of spelling alphabets are given names as well: "Viktor Emil Ludwig". */
const FEWEST_SPELLING_WORDS = 4;

function withSpelling(name: string): string {
  const tokens = name
    .replace(/(?<=^|[\s,;])\p{L}(?:-\p{L}){2,}(?![\p{L}-])/gu, (spelled) => spelled.replaceAll('-', ' '))
    .split(/[\s,;]+/)
    .filter((word) => /\p{L}/u.test(word));
  const isReadable = tokens.every((word) => foldText(word) !== '' && !/^\p{L}\.$/u.test(word));
  if (!isReadable) return name;
  const words = tokens.map((word) => foldText(word).replaceAll(' ', '-'));
  const pieces = piecesOf(words);
  const parts = pieces.map((piece) =>
    isSpelled(piece, words) ? piece.text : tokens.slice(piece.from, piece.until).join(' '),
  );
  return pieces.some((piece) => isSpelled(piece, words)) ? parts.join(' ') : name;
}

function isSpelled({ kind, text, from, until }: Piece, words: readonly string[]): boolean {
  if (kind !== 'letters' || until - from < 2) return false;
  const isExplained = until - from > text.length;
  const isPlain = words.slice(from, until).every((word) => word.length <= 2);
  if (isExplained || !isPlain) return isExplained || until - from >= FEWEST_SPELLING_WORDS;
  return text.length >= FEWEST_LETTERS || until - from === words.length;
}

/** "Weiß" and "Morgen" are family names as well: one such word makes a sentence only of many words. */
const FEWEST_SENTENCE_WORDS = 2;
const FEWEST_WORDS_OF_SENTENCE = 4;

function isSentence(words: readonly string[]): boolean {
  const telling = words.filter((word) => SENTENCE_WORDS.has(word)).length;
  const counted = words.filter((word) => !TITLES.has(word)).length;
  return telling >= (counted >= FEWEST_WORDS_OF_SENTENCE ? 1 : FEWEST_SENTENCE_WORDS);
}

function isNoName(words: readonly string[]): boolean {
  return (
    words.every((word) => NO_NAMES.has(word) || SALUTATIONS.has(word)) ||
    isSentence(words) ||
    (words.length > 1 && words.every((word) => digitToken(word) !== undefined))
  );
}
