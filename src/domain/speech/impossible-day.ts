import { languageOf } from '../../platform/language.ts';
import { lexiconOf } from './preference-patterns.ts';
import { fold } from './lex.ts';
import type { SpeechContext } from './reading.ts';

/** The day and month, 1 to 12, that were said of a day no calendar has ("31. Juni"), to be named in the answer. */
export function nameImpossibleDay(
  text: string,
  { locale }: SpeechContext,
): { day: number; month: number } | undefined {
  const folded = fold(text);
  const [, first = '', second = ''] = /(?<!\d)(\d{1,2})[./-] ?(\d{1,2})(?!\d)/.exec(folded) ?? [];
  if (first !== '') {
    const isMonthFirst = /^en-us\b/i.test(locale);
    return dayOf(Number(isMonthFirst ? second : first), Number(isMonthFirst ? first : second));
  }
  const { words } = lexiconOf(languageOf(locale));
  const lexemes = (folded.match(/[a-z]+|\d+/g) ?? []).map((word) => words.get(word) ?? word);
  const place = lexemes.findIndex((lexeme) => /^M\d+$/.test(lexeme));
  if (place < 0) return undefined;
  const near = [...lexemes.slice(0, place).toReversed().slice(0, 3), ...lexemes.slice(place + 1, place + 3)];
  const day = near.find((lexeme) => /^[OP]?\d{1,2}$/.test(lexeme));
  return dayOf(Number(day?.replace(/\D/, '')), Number(lexemes[place]?.slice(1)));
}

function dayOf(day: number, month: number): { day: number; month: number } | undefined {
  return day >= 1 && day <= 31 && month >= 1 && month <= 12 ? { day, month } : undefined;
}
