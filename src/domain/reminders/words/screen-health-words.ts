import { foldText } from '../../fold-text.ts';
import { GERMAN_HEALTH_WORDS } from '../../languages/de/health-words.ts';
import { ENGLISH_HEALTH_WORDS } from '../../languages/en/health-words.ts';

const ENGLISH = new RegExp(`\\b(?:${ENGLISH_HEALTH_WORDS.join('|')})`);
/** Within words as well: "Brustkrebs", "Darmkrebsvorsorge"; "Kooperation" is none. */
const GERMAN = new RegExp(`(?<!\\bko)(?:${GERMAN_HEALTH_WORDS.join('|')})`);

/** Whether a text names an illness, a treatment or the like (VIO-55, VIO-58), in whatever language it is written. */
export function tellsOfHealth(text: string): boolean {
  const folded = foldText(text);
  return ENGLISH.test(folded) || GERMAN.test(folded);
}
