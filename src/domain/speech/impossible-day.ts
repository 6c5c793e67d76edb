import { fold } from './grammar/lex.ts';
import { lexiconsFrom } from './grammar/lexicons.ts';
import { isMonthFirst } from './month-first.ts';
import type { SpeechContext } from './reading.ts';

interface NamedDay {
  day: number;
  month: number;
}

/** The day and month, 1 to 12, that were said of a day no calendar has ("31. Juni"), to be named in the answer. */
export function nameImpossibleDay(text: string, { locale }: SpeechContext): NamedDay | undefined {
  const folded = fold(text);
  const [, first = '', second = ''] = /(?<!\d)(\d{1,2})[./-] ?(\d{1,2})(?!\d)/.exec(folded) ?? [];
  if (first !== '') return asWritten(Number(first), Number(second), isMonthFirst(locale));
  const words = folded.match(/[a-z]+|\d+/g) ?? [];
  return lexiconsFrom(locale)
    .map((lexicon) => asSaid(words.map((word) => lexicon.words.get(word) ?? word)))
    .find((day) => day !== undefined);
}

/** Where the one order makes no month, the other was meant. */
function asWritten(first: number, second: number, monthFirst: boolean): NamedDay | undefined {
  const [usual, other] = [dayOf(first, second), dayOf(second, first)];
  return monthFirst ? (other ?? usual) : (usual ?? other);
}

function asSaid(lexemes: string[]): NamedDay | undefined {
  const place = lexemes.findIndex((lexeme) => /^M\d+$/.test(lexeme));
  if (place < 0) return undefined;
  const near = [...lexemes.slice(0, place).toReversed().slice(0, 3), ...lexemes.slice(place + 1, place + 3)];
  const day = near.find((lexeme) => /^[OP]?\d{1,2}$/.test(lexeme));
  return dayOf(Number(day?.replace(/\D/, '')), Number(lexemes[place]?.slice(1)));
}

function dayOf(day: number, month: number): NamedDay | undefined {
  return day >= 1 && day <= 31 && month >= 1 && month <= 12 ? { day, month } : undefined;
}
