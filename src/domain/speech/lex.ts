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
const PIECES = /[DTCE][\dx][\d:-]*|O\d+|\d+\.?|[a-z]+|[-;.!?_@&]/g;
// Words that may carry a full stop of their own; any other full stop ends a sentence.
const ABBREVIATED = /^[WM]\d|^(?:am|pm|minute|hour|at|)$/;

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
    .replace(/(?: (?:at|;))+(?= at )/g, '')
    .replace(/(?: \d){5,}(?= )/g, ' _');
  return lexicon.context.reduce((rest, [pattern, by]) => rest.replace(pattern, by), joined);
}

/** How many of the words are words of the language. */
export function knownWords(text: string, lexicon: Lexicon): number {
  return (fold(text).match(/[a-z]+/g) ?? []).filter((word) => lexicon.words.has(word)).length;
}

/** Lower case ASCII with umlauts written out; control characters, emoji and quotes gone. */
function fold(text: string): string {
  const plain = text
    .slice(0, MAX_CHARACTERS)
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
    const said = before === undefined ? '' : (lexicon.words.get(before) ?? '_');
    return piece === '.' && ABBREVIATED.test(said) ? '' : ';';
  }
  if (piece === '-' || piece === '_') return piece;
  if (piece === '@') return 'at';
  if (piece === '&') return 'and';
  return lexicon.words.get(piece) ?? '_';
}
