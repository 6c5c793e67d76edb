import { languageOf } from '../../../platform/language.ts';
import type { Language } from '../../../platform/language.ts';
import { GERMAN } from '../../languages/de/words.ts';
import { ENGLISH } from '../../languages/en/words.ts';
import type { Lexicon } from './lexicon.ts';

export const LEXICONS: Record<Language, Lexicon> = { de: GERMAN, en: ENGLISH };

/** All of them, that of the locale (BCP 47) first: callers and models mix their languages. */
export function lexiconsFrom(locale: string): Lexicon[] {
  const own = LEXICONS[languageOf(locale)];
  return [own, ...Object.values(LEXICONS).filter((lexicon) => lexicon !== own)];
}
