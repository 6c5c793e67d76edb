import { isWithinEdits } from '../fold-text.ts';
import { digitToken, readDigits } from './spoken-digits.ts';
import type { DigitToken } from './spoken-digits.ts';
import {
  DOUBLE,
  DOUBLED,
  HINTS,
  LANGUAGES,
  LETTER_NAMES,
  SPELLING,
  UNITS_BEFORE_TENS,
  WEAK_DIGITS,
} from './known-words.ts';

/** A part of what was said: a word, letters that were spelled one by one, or digits. */
export interface Piece {
  kind: 'word' | 'letters' | 'digits';
  text: string;
  /** Where its words begin and end in the list they came from. */
  from: number;
  until: number;
}

/** Names of letters and words of a spelling alphabet mean their letters only in company. */
const FEWEST_NAMES = 2;
const FEWEST_SPELLING_WORDS = 3;
/** No address and no name has more of them in a row. */
const MOST_DIGIT_WORDS = 24;

interface Letter {
  text: string;
  /** How sure it is: one that was said as such, the name of one ("em"), a word of a spelling alphabet ("Martha"). */
  as: 'letter' | 'name' | 'spelling';
  until: number;
}

/** Folded words as pieces: "max m wie martha doppel t acht" is a word, letters and a digit. */
export function piecesOf(words: readonly string[]): Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at < words.length;) {
    const found = digitsAt(words, at) ?? lettersAt(words, at) ?? wordAt(words, at);
    pieces.push(found);
    at = found.until;
  }
  return withoutHints(
    pieces.flatMap((piece, place) => (isSpelledNext(piece, pieces[place + 1]) ? [] : [piece])),
  );
}

/** "Meier, M A I E R": the letters say how the word is written. */
function isSpelledNext(piece: Piece, next: Piece | undefined): boolean {
  if (piece.kind !== 'word' || next?.kind !== 'letters' || next.text.length < 3) return false;
  return isWithinEdits(piece.text, next.text, Math.max(1, Math.floor(next.text.length / 3)));
}

/** "Hanna mit doppel n", "Anna, doppel n": said twice. Where the two differ, nothing is taken off. */
function withoutHints(pieces: readonly Piece[]): Piece[] {
  const hints = new Set<Piece>();
  pieces.forEach((word, place) => {
    const [next, last] = [pieces[place + 1], pieces[place + 2]];
    if (word.kind !== 'word' || next === undefined) return;
    if (next.kind === 'letters' && /^(.)\1$/.test(next.text) && word.text.includes(next.text))
      hints.add(next);
    const isHint =
      HINTS.has(next.text) && last !== undefined && last.kind !== 'digits' && last.text.length <= 3;
    if (isHint && word.text.includes(last.text)) hints.add(next).add(last);
  });
  return pieces.filter((piece) => !hints.has(piece));
}

/** "b wie Paula": a letter that its own example contradicts. */
export function isContradicted(pieces: readonly Piece[], words: readonly string[]): boolean {
  return pieces.some(
    ({ kind, from }, place) =>
      kind === 'word' &&
      pieces[place - 1]?.kind === 'letters' &&
      LANGUAGES.some(({ asIn }) => asIn.test(`${words.slice(from, from + 3).join(' ')} `)),
  );
}

function wordAt(words: readonly string[], at: number): Piece {
  return { kind: 'word', text: words[at] ?? '', from: at, until: at + 1 };
}

function digitsAt(words: readonly string[], at: number): Piece | undefined {
  const tokens: DigitToken[] = [];
  let until = at;
  for (let place = at; place < Math.min(words.length, at + MOST_DIGIT_WORDS); place += 1) {
    const word = words[place] ?? '';
    const weak = tokens.length === 0 ? undefined : WEAK_DIGITS.get(word);
    const token: DigitToken | undefined =
      weak === undefined ? digitToken(word) : { kind: 'digits', text: weak, word };
    if (token === undefined || !isLinked(tokens, token, words[place + 1] ?? '')) break;
    tokens.push(token);
    // "doppel" and "und" belong to a number only where one follows.
    if (token.kind === 'digits' || token.kind === 'number' || token.kind === 'hundred') until = place + 1;
  }
  const [digits] = readDigits(tokens.slice(0, until - at));
  return until === at || digits === undefined || digits === ''
    ? undefined
    : { kind: 'digits', text: digits, from: at, until };
}

/** "Und" and "mal" stand in a number only where they make one of two: "eins und eins" is none. */
function isLinked(before: readonly DigitToken[], token: DigitToken, nextWord: string): boolean {
  const previous = before.at(-1);
  if (token.kind === 'times') return previous?.kind === 'digits' && /^[2-6]$/.test(previous.text);
  if (token.kind !== 'and') return true;
  if (previous?.kind === 'hundred' || previous?.kind === 'thousand') return true;
  return (
    previous?.kind === 'digits' &&
    UNITS_BEFORE_TENS.has(previous.word) &&
    digitToken(nextWord)?.kind === 'number'
  );
}

function lettersAt(words: readonly string[], at: number): Piece | undefined {
  const letters: Letter[] = [];
  for (let letter = letterAt(words, at); letter !== undefined; letter = letterAt(words, letter.until)) {
    letters.push(letter);
  }
  const [first, ...rest] = letters;
  if (first === undefined) return undefined;
  // A name that is also a word of a spelling alphabet may be said first and spelled then: "Otto, O T T O".
  if (first.as === 'spelling' && (words[at] ?? '') === textOf(rest)) return undefined;
  const isSpelled =
    letters.every(({ as }) => as === 'letter') ||
    letters.length >= (letters.some(({ as }) => as === 'spelling') ? FEWEST_SPELLING_WORDS : FEWEST_NAMES);
  if (isSpelled) {
    return { kind: 'letters', text: textOf(letters), from: at, until: letters.at(-1)?.until ?? at + 1 };
  }
  return first.as === 'letter'
    ? { kind: 'letters', text: first.text, from: at, until: first.until }
    : undefined;
}

function textOf(letters: readonly Letter[]): string {
  return letters.map(({ text }) => text).join('');
}

function letterAt(words: readonly string[], at: number): Letter | undefined {
  return doubledAt(words, at) ?? explainedAt(words, at) ?? plainAt(words, at);
}

/** "doppel t", "doppelt", "double you". */
function doubledAt(words: readonly string[], at: number): Letter | undefined {
  const word = words[at] ?? '';
  if (DOUBLE.has(word)) {
    const letter = explainedAt(words, at + 1) ?? plainAt(words, at + 1);
    if (letter !== undefined && letter.text.length === 1 && letter.as !== 'spelling')
      return { text: letter.text.repeat(2), as: 'letter', until: letter.until };
  }
  const doubled = DOUBLED.get(word);
  return doubled === undefined ? undefined : { text: doubled, as: 'name', until: at + 1 };
}

/** "m wie martha", "b for bravo", "sch wie schule": sure, where the word begins with the letter. */
function explainedAt(words: readonly string[], at: number): Letter | undefined {
  const word = words[at] ?? '';
  const text = LETTER_NAMES.get(word) ?? word;
  if (text.length > 3 || text === '') return undefined;
  const behind = `${words.slice(at + 1, at + 4).join(' ')} `;
  for (const { asIn } of LANGUAGES) {
    const link = asIn.exec(behind)?.[0];
    if (link === undefined) continue;
    const place = at + link.split(' ').length;
    const example = words[place] ?? '';
    const isExample =
      example.length > text.length && (example.startsWith(text) || SPELLING.get(example) === text);
    if (isExample) return { text, as: 'letter', until: place + 1 };
  }
  return undefined;
}

function plainAt(words: readonly string[], at: number): Letter | undefined {
  const word = words[at] ?? '';
  const until = at + 1;
  if (/^[a-z]$/.test(word)) {
    return words[until] === 'umlaut'
      ? { text: `${word}e`, as: 'letter', until: until + 1 }
      : { text: word, as: 'letter', until };
  }
  const named = LETTER_NAMES.get(word);
  if (named !== undefined) return { text: named, as: 'name', until };
  const spelled = SPELLING.get(word);
  return spelled === undefined ? undefined : { text: spelled, as: 'spelling', until };
}
