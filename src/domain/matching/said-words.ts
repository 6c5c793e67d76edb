import { foldText } from '../fold-text.ts';
import { CONTRASTS, LANGUAGES, NEGATORS, TITLES } from './known-words.ts';

export interface SaidWord {
  text: string;
  /** Words of one clause stand together: a negator reaches no further. */
  clause: number;
  isNegated: boolean;
}

/** What a machine sends in place of words. */
const PLACEHOLDERS: ReadonlySet<string> = new Set(
  'none,null,undefined,n a,na,nil,unknown,not specified,not provided,unspecified,empty'.split(','),
);
const MAX_CHARACTERS = 200;
const NEGATED_AT_MOST = 6;
const TAKEN_BACK = '~';

/** Whether there is anything in an argument that a caller may have said. */
export function isSaid(text: string | undefined): text is string {
  if (text === undefined) return false;
  const folded = foldText(text.slice(0, MAX_CHARACTERS));
  return folded !== '' && !PLACEHOLDERS.has(folded);
}

/** Stands for all words by which a caller leaves the person to us. */
export const ANYBODY = '*';

/** The folded words of a text, in order, without what the speaker took back. */
export function saidWords(text: string): SaidWord[] {
  return wordsOf(text, rewritten);
}

/** The words of the name of a service. Rewrites are for numbers and for what is more than one word. */
export function nameWords(name: string): SaidWord[] {
  return wordsOf(name, (clause) => (/^[a-z]*$/.test(clause) ? clause : rewritten(clause)));
}

/** The same, with `ANYBODY` for "egal", "whoever is free" and the like. */
export function saidOfPeople(text: string): SaidWord[] {
  return wordsOf(text, (clause) => tidy(withAnybody(rewritten(clause))));
}

function wordsOf(text: string, rewrite: (clause: string) => string): SaidWord[] {
  const clauses = withoutAbbreviations(text.slice(0, MAX_CHARACTERS))
    .split(/[,.;:!?\n]+|\s[-–—]\s/)
    .map((clause) => rewrite(foldText(clause)))
    .filter((clause) => clause !== '');
  const words = clauses.flatMap((clause, index) => wordsOfClause(clause, index));
  const lastTakenBack = words.findLastIndex(({ text: word }) => word === TAKEN_BACK);
  const left = words.slice(lastTakenBack + 1).filter(({ text: word }) => !NEGATORS.has(word));
  return (left.length > 0 ? words.slice(lastTakenBack + 1) : words).filter(
    ({ text: word }) => word !== TAKEN_BACK,
  );
}

function wordsOfClause(clause: string, index: number): SaidWord[] {
  let covered = 0;
  return clause.split(' ').map((text) => {
    if (NEGATORS.has(text)) covered = NEGATED_AT_MOST;
    else if (CONTRASTS.has(text) || text === TAKEN_BACK) covered = 0;
    else covered = Math.max(0, covered - 1);
    return { text, clause: index, isNegated: covered > 0 };
  });
}

function rewritten(clause: string): string {
  let rest = clause;
  for (const { rewrites } of LANGUAGES) {
    for (const [pattern, by] of rewrites) rest = rest.replace(pattern, by);
  }
  return tidy(rest);
}

function withAnybody(clause: string): string {
  return LANGUAGES.flatMap(({ anybody }) => anybody).reduce(
    (rest, pattern) => rest.replace(pattern, ` ${ANYBODY} `),
    clause,
  );
}

function tidy(clause: string): string {
  return clause.replace(/\s+/g, ' ').trim();
}

/** The full stop behind "Dr." ends no clause. */
function withoutAbbreviations(text: string): string {
  return text.replace(/(\p{L}+)\./gu, (all, word: string) =>
    TITLES.has(word.toLowerCase()) ? `${word} ` : all,
  );
}
