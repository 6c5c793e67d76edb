import type { Language } from '../../platform/language.ts';
import { GERMAN_ANSWERS } from '../languages/de/answer-words.ts';
import { ENGLISH_ANSWERS } from '../languages/en/answer-words.ts';
import type { AnswerMark, AnswerWords } from './answer-words.ts';

const BY_LANGUAGE: Record<Language, AnswerWords> = { de: GERMAN_ANSWERS, en: ENGLISH_ANSWERS };

/** Of all languages at once: callers mix them, and models answer in English to anybody. */
const ANSWERS = Object.values(BY_LANGUAGE);
const MARKS: readonly AnswerMark[] = ['yes', 'no', 'stop', 'not', 'agreeing', 'filler'];
const MARK_OF: ReadonlyMap<string, AnswerMark> = new Map(
  ANSWERS.flatMap(({ words }) =>
    MARKS.flatMap((mark) => words[mark].split(' ').map((word): [string, AnswerMark] => [word, mark])),
  ),
);
const IDIOMS = ANSWERS.flatMap(({ idioms }) => idioms);

/**
 * A caller's yes or no as a model passes it on. Absent counts as yes, since the function is called only after one.
 * A text is read whole: a word unknown here (a time, a "but", an "or") makes it unclear, and so does a yes beside a
 * no. What is unclear is asked again, which costs a breath; a wrong yes books.
 */
export function readYesNo(said: boolean | string | undefined): 'yes' | 'no' | 'unclear' {
  if (said === undefined || said === true || said === '1') return 'yes';
  if (said === false || said === '0') return 'no';
  if (said.includes('?')) return 'unclear';
  const found = new Set(marksOf(said));
  if (found.has(undefined)) return 'unclear';
  const isNegated = found.has('not');
  if (found.has('yes')) {
    return isNegated || found.has('no') || found.has('stop') ? 'unclear' : 'yes';
  }
  if (found.has('stop')) return isNegated || found.has('agreeing') ? 'unclear' : 'no';
  // "No, I don't want that" is a no; "no, no problem" is who knows what.
  return found.has('no') && (isNegated || !found.has('agreeing')) ? 'no' : 'unclear';
}

function marksOf(said: string): (AnswerMark | undefined)[] {
  const text = said
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[’‘`´]/g, "'");
  const found: (AnswerMark | undefined)[] = [];
  let rest = text.replaceAll(/[\s.,;:!…"„“”()–—-]+/g, ' ');
  for (const [idiom, marks] of IDIOMS) {
    rest = rest.replaceAll(idiom, () => {
      found.push(...marks);
      return ' ';
    });
  }
  const words = rest.split(' ').filter((word) => word !== '');
  return [...found, ...words.map((word) => MARK_OF.get(word))];
}
