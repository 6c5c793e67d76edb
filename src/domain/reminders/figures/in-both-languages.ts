import type { Language } from '../../../platform/language.ts';
import { germanFigures } from '../../languages/de/figure-words.ts';
import { englishFigures } from '../../languages/en/figure-words.ts';
import type { FigureWords } from '../../languages/figure-words.ts';

/** A sentence about figures in every language an owner may read. */
export function inBothLanguages(say: (words: FigureWords) => string): Record<Language, string> {
  return { de: say(germanFigures), en: say(englishFigures) };
}
