import type { Lexicon } from './lexicon.ts';
import { markLiterals } from './literals.ts';
import type { DateOrder } from './literals.ts';

const MAX_CHARACTERS = 500;
const INVISIBLE = /[\p{Cf}\u{FE0F}\u{20E3}]/gu;
const NOISE = /[\p{Cc}\p{Cs}\p{Co}\p{Extended_Pictographic}]/gu;
const UMLAUTS: readonly (readonly [RegExp, string])[] = [
  [/ä/g, 'ae'],
  [/ö/g, 'oe'],
  [/ü/g, 'ue'],
  [/ß/g, 'ss'],
];
// "Tuesday at half past two next week": the week belongs to its weekday.
const TIME_AMID_WEEK =
  / (W\d)((?: (?!W\d|M\d|or|rather|not|and|until|-|from|to|next|this|coming|afternext|week|month|;|_)\S+){1,6}) ((?:in |on )?(?:next|this|coming|afternext) week)(?= )/g;
const PIECES = /[DTCE][\dx][\d:-]*|O\d+|\d+\.?|[a-z]+|[-;.!?_@&]/g;
// "At two. Thirty.": pauses of speech recognition within a time.
const MINUTES_APART = / (at \d{1,2}|\d{1,2} oclock) ; P?(15|30|45)(?= (?:;|$))/g;
// "Monday. The 24th." goes on about the same day, "not Monday. The 24th." does not.
const PAUSE_BEHIND_WEEKDAY = /(?<! not(?: (?:on|at|the|this|next|coming)){0,3}) (W\d) ;(?= )/g;

/** Turns speech into a line of lexemes (see `Lexicon`), each with a space in front, ended by a space. Never throws. */
export function toLexemes(text: string, lexicon: Lexicon, order: DateOrder, zone: string): string {
  const folded = lexicon.phrases.reduce((rest, [pattern, by]) => rest.replace(pattern, by), fold(text));
  const pieces =
    markLiterals(folded, order, zone)
      .replace(/(\d{1,2})(?:st|nd|rd|th|ten|te|ter)\b/g, ' O$1 ')
      .match(PIECES) ?? [];
  const line: string[] = [];
  for (const [index, piece] of pieces.entries()) {
    const lexeme = lexemeOf(piece, pieces[index - 1], lexicon);
    if (lexeme !== '') line.push(lexeme);
  }
  const joined = ` ${line.join(' ')} `
    // "Um drei geht nicht; um vier": the end of what is refused stays.
    .replace(MINUTES_APART, ' $1 $2')
    .replace(PAUSE_BEHIND_WEEKDAY, ' $1')
    .replace(/(?:(?<! not| refused) ;| at)+(?= at )/g, '')
    .replace(/(?: \d){5,}(?= )/g, ' _');
  const settled = lexicon.context.reduce((rest, [pattern, by]) => rest.replace(pattern, by), joined);
  return settled.replace(TIME_AMID_WEEK, ' $1 $3$2');
}

/** How many of the words are words of the language. */
export function knownWords(text: string, lexicon: Lexicon): number {
  return (fold(text).match(/[a-z]+/g) ?? []).filter((word) => lexicon.words.has(word)).length;
}

/** Lower case ASCII with umlauts written out; control characters, emoji and quotes gone. */
export function fold(text: string): string {
  const plain = text
    .slice(0, MAX_CHARACTERS)
    .replace(/½/g, ' 1/2')
    .replace(INVISIBLE, '')
    .replace(NOISE, ' ')
    .normalize('NFKC')
    .toLowerCase();
  return UMLAUTS.reduce((rest, [pattern, by]) => rest.replace(pattern, by), plain.normalize('NFC'))
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[‘’`´]/g, "'")
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/(?<=[a-z])[-/](?=[a-z])|(?<![ap]m|[aph]|uhr)(?<=[a-z])[-/](?=\d)|(?<=\d)[-/](?=[a-z])/g, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, MAX_CHARACTERS);
}

function lexemeOf(piece: string, before: string | undefined, lexicon: Lexicon): string {
  if (/^\d+\.$/.test(piece))
    return lexicon.dotIsOrdinal ? `P${piece.slice(0, -1)}` : `${piece.slice(0, -1)} ;`;
  if (/^[DTCEO\d]/.test(piece)) return piece;
  if (/^[.!?;]$/.test(piece)) {
    return piece === '.' && before !== undefined && lexicon.shortForms.has(before) ? '' : ';';
  }
  if (piece === '-' || piece === '_') return piece;
  if (piece === '@') return 'at';
  if (piece === '&') return 'and';
  return lexicon.words.get(piece) ?? '_';
}
