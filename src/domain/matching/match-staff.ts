import { foldText } from '../fold-text.ts';
import { CONTRASTS, FILLERS, NEGATORS, TITLES } from './known-words.ts';
import { nameLikeness, wordForm } from './likeness.ts';
import type { WordForm } from './likeness.ts';
import { ANYBODY, isSaid, saidOfPeople } from './said-words.ts';
import type { SaidWord } from './said-words.ts';

export type StaffMatch<T> =
  | { kind: 'one'; staff: T }
  /** What was said may mean these, likeliest first; a single one is to be asked about as well. */
  | { kind: 'several'; staff: T[] }
  /** These are not wanted; anybody else is. */
  | { kind: 'not'; staff: T[] }
  | { kind: 'unknown' }
  /** Nothing was said, or that it is all the same. */
  | { kind: 'none_said' };

export interface Person<T> {
  staff: T;
  names: WordForm[];
}

const LIKE_ENOUGH_TO_TAKE = 0.85;
const LIKE_ENOUGH_TO_ASK = 0.7;
const AHEAD = 0.1;
/** What a name that was said besides, and is nobody's, takes from somebody whose other name was not said. */
const OTHER_NAME = 0.2;
const WHOLE_NAME = 0.05;
const CHOICES_AT_MOST = 4;

/**
 * Finds the member of staff a caller means (ASK-12): by first or last name, with title, misspelt or misheard. Close
 * ones are several. "Egal" and "whoever is free" are no wish, "nicht bei Anna" is one for anybody else.
 */
export function matchStaff<T extends { name: string }>(
  said: string | undefined,
  staff: readonly T[],
): StaffMatch<T> {
  if (!isSaid(said)) return { kind: 'none_said' };
  const people = peopleOf(staff);
  const words = saidOfPeople(said);
  const isAllTheSame = words.some(({ text }) => text === ANYBODY);
  const refusing = refusingClauses(words, people);
  const isRefused = ({ isNegated, clause }: SaidWord) => isNegated || refusing.has(clause);
  const wanted = words.filter((word) => isName(word) && !isRefused(word));
  const found = rank(wanted, people);
  const [best] = found;
  if (best !== undefined && (best.score >= LIKE_ENOUGH_TO_TAKE || !isAllTheSame)) {
    const close = found.filter(({ score }) => score > best.score - AHEAD).map(({ person }) => person.staff);
    return best.score >= LIKE_ENOUGH_TO_TAKE && close.length === 1
      ? { kind: 'one', staff: best.person.staff }
      : { kind: 'several', staff: close.slice(0, CHOICES_AT_MOST) };
  }
  const refused = words.filter((word) => isName(word) && isRefused(word));
  const unwanted = rank(refused, people).map(({ person }) => person.staff);
  if (unwanted.length > 0) return { kind: 'not', staff: unwanted };
  return isAllTheSame || wanted.length === 0 ? { kind: 'none_said' } : { kind: 'unknown' };
}

export function peopleOf<T extends { name: string }>(staff: readonly T[]): Person<T>[] {
  return staff.map((member) => {
    const names = foldText(member.name).split(' ');
    const own = names.filter((name) => !TITLES.has(name) && name.length > 1);
    return { staff: member, names: (own.length > 0 ? own : names).map(wordForm) };
  });
}

/** How well a word fits one of the names of a person, 0 to 1. */
export function fitsPerson(word: WordForm, { names }: Person<unknown>): number {
  return names.reduce((best, name) => Math.max(best, nameLikeness(word, name)), 0);
}

function isName({ text }: SaidWord): boolean {
  return text !== ANYBODY && ![FILLERS, TITLES, NEGATORS, CONTRASTS].some((words) => words.has(text));
}

/** "Zur Anna nicht": a clause that negates, with nobody named behind the negator, is about whom it names before. */
function refusingClauses<T>(words: SaidWord[], people: Person<T>[]): ReadonlySet<number> {
  const negated = words.filter(({ text }) => NEGATORS.has(text)).map(({ clause }) => clause);
  return new Set(
    negated.filter(
      (clause) =>
        rank(
          words.filter((word) => word.clause === clause && word.isNegated && isName(word)),
          people,
        ).length === 0,
    ),
  );
}

function rank<T>(words: SaidWord[], people: Person<T>[]): { person: Person<T>; score: number }[] {
  const forms = words.map(({ text }) => wordForm(text));
  const likenesses = people.map((person) => forms.map((form) => fitsPerson(form, person)));
  const isForeign = forms.some((_form, at) => likenesses.every((of) => (of[at] ?? 0) < LIKE_ENOUGH_TO_ASK));
  return people
    .flatMap((person, index) => {
      const hits = (likenesses[index] ?? []).filter((like) => like >= LIKE_ENOUGH_TO_ASK);
      if (hits.length === 0) return [];
      const isWhole = hits.length >= person.names.length;
      const mean = hits.reduce((sum, like) => sum + like, 0) / hits.length;
      const more = isWhole && hits.length > 1 ? WHOLE_NAME * hits.length : 0;
      return [{ person, score: mean + more - (isForeign && !isWhole ? OTHER_NAME : 0) }];
    })
    .toSorted((a, b) => b.score - a.score);
}
