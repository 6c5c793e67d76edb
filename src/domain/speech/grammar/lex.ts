import type { Lexicon } from './lexicon.ts';
import { markLiterals } from './literals.ts';
import type { DateOrder } from './literals.ts';
import { mendedText } from './mended.ts';

const MAX_CHARACTERS = 500;
// "Mo/Mi" names two, "Mo-Mi" has lost its dash by the time that words are looked up.
const SLASH = /(?<=\p{L})\s?\/\s?(?=\p{L})/gu;
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
  / (W\d)((?: (?!W\d|M\d|or|rather|not|and|until|-|from|to|so|next|this|coming|afternext|week|month|;|_)\S+){1,6}) ((?:in |on )?(?:next|this|coming|afternext) week)(?= )/g;
const PIECES = /[DTCE][\dx][\d:-]*|[OM]\d+|\d+\.?|[a-z]+|[-;.!?_@&]/g;
// "At two. Thirty.": pauses of speech recognition within a time.
const MINUTES_APART = / (at \d{1,2}|\d{1,2} oclock) ; P?(15|30|45)(?= (?:;|$))/g;
// "Monday. The 24th." goes on about the same day, "not Monday. The 24th." does not.
const PAUSE_BEHIND_WEEKDAY = /(?<! not(?: (?:on|at|the|this|next|coming)){0,3}) (W\d) ;(?= )/g;

// "Dienstag, also der 24.", "next week, so Wednesday": one day.
const SAME_DAY =
  /(?<= W\d) so(?= (?:(?:on|the) )*(?:[OPDE]\d[\d-]*|M\d+|today|tomorrow) )|(?<= (?:week|month|weekend|today|tomorrow|overmorrow|[OP]\d+|M\d+|[DE]\d[\d-]*)) so(?= (?:(?:on|the) )*(?:W\d|[OPDE]\d[\d-]*) )/g;
// "Den Montag, nicht den jetzt": the one after it.
const NOT_THIS_ONE =
  / not (?:the |this )?(?:coming|this|now)(?: unit)?(?: rather)?(?: the next)?(?: unit)?(?= (?:;|$|at|on|in|from|rather|next said))/g;
// A sentence with more in it than a day and a time: there can be a reason for the wish.
const REASON =
  / (?:_|(?:today|tomorrow|overmorrow) W\d|refused|busy|not|unit|instead|[ANQXZK]\S*\d\S*)(?: |$)/;

/** Turns speech into a line of lexemes (see `Lexicon`), each with a space in front, ended by a space. Never throws. */
export function toLexemes(text: string, lexicon: Lexicon, order: DateOrder, zone: string): string {
  const folded = lexicon.phrases.reduce(
    (rest, [pattern, by]) => rest.replace(pattern, by),
    mendedText(fold(text.replace(SLASH, ', ')), lexicon),
  );
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
  return withoutIdleSo(settled.replace(NOT_THIS_ONE, afterThisOne)).replace(TIME_AMID_WEEK, ' $1 $3$2');
}

function afterThisOne(_whole: string, at: number, line: string): string {
  if (line.includes(' next said')) return ' rather';
  return / W\d(?= |$)/.test(line.slice(0, at)) ? ' rather next said' : '';
}

/** "So" and "then" begin a wish only behind something that can be its reason; elsewhere they are fillers. */
function withoutIdleSo(line: string): string {
  return line.replace(SAME_DAY, '').replace(/ so(?= )/g, (so, at: number) => {
    const before = line.slice(0, at).replace(/(?: ;)+$/, '');
    const sentence = before.slice(before.lastIndexOf(' ; ') + 1);
    const isBetweenNumbers = /\d$/.test(before) && /^ so \d/.test(line.slice(at));
    return isBetweenNumbers || REASON.test(` ${sentence}`) ? so : '';
  });
}

/** How many of the words are words of the language. */
export function knownWords(text: string, lexicon: Lexicon): number {
  return (fold(text).match(/(?<![a-z\d])[a-z]+/g) ?? []).filter((word) => lexicon.words.has(word)).length;
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
  if (/^[DTCEOM\d]/.test(piece)) return piece;
  if (/^[.!?;]$/.test(piece)) {
    return piece === '.' && before !== undefined && lexicon.shortForms.has(before) ? '' : ';';
  }
  if (piece === '-' || piece === '_') return piece;
  if (piece === '@') return 'at';
  if (piece === '&') return 'and';
  return lexicon.words.get(piece) ?? '_';
}
