import { foldText, isWithinEdits } from './fold-text.ts';

/** What matching needs to know of a service. */
export interface ServiceCard {
  id: string;
  name: string;
  synonyms: string[];
  isDefault: boolean;
  active: boolean;
}

export type ServiceMatch<T> =
  | { kind: 'one'; service: T }
  /** What was said fits these, in the order of the list. */
  | { kind: 'several'; services: T[] }
  | { kind: 'unknown' }
  /** Nothing was said: the default, or the only service there is. */
  | { kind: 'none_said'; default?: T };

export type StaffMatch<T> =
  | { kind: 'one'; staff: T }
  | { kind: 'several'; staff: T[] }
  | { kind: 'unknown' }
  | { kind: 'none_said' };

const NOTHING_SAID: ReadonlySet<string> = new Set(['', 'none', 'null', 'undefined', 'n a']);
const NO_PREFERENCE: ReadonlySet<string> = new Set([
  'egal',
  'ist egal',
  'mir egal',
  'jeder',
  'jede',
  'irgendwer',
  'irgendjemand',
  'keine praeferenz',
  'any',
  'anyone',
  'anybody',
  'no preference',
]);
const MAX_CHARACTERS = 200;

/**
 * Finds the service a caller means (ASK-37) among the active ones. The closest kind of match decides: same name or
 * synonym; every word said is in the name, or the whole name is in what was said; a slip of one or two letters.
 */
export function matchService<T extends ServiceCard>(
  said: string | undefined,
  services: readonly T[],
): ServiceMatch<T> {
  const active = services.filter((service) => service.active);
  const wanted = foldText((said ?? '').slice(0, MAX_CHARACTERS));
  if (NOTHING_SAID.has(wanted) || wordsOf(wanted).length === 0) {
    const standard =
      active.find((service) => service.isDefault) ?? (active.length === 1 ? active[0] : undefined);
    return standard === undefined ? { kind: 'none_said' } : { kind: 'none_said', default: standard };
  }
  const found = closest(wanted, active, (service) => [service.name, ...service.synonyms]);
  const [only] = found;
  if (only === undefined) return { kind: 'unknown' };
  return found.length === 1 ? { kind: 'one', service: only } : { kind: 'several', services: found };
}

/** Finds the member of staff a caller means (ASK-12) by the whole name or a part of it; "egal" is no wish. */
export function matchStaff<T extends { id: string; name: string }>(
  said: string | undefined,
  staff: readonly T[],
): StaffMatch<T> {
  const wanted = foldText((said ?? '').slice(0, MAX_CHARACTERS)).replace(
    /^(?:bei |mit |with |der |die |herrn? |frau |mrs? |ms )+/,
    '',
  );
  if (NOTHING_SAID.has(wanted) || NO_PREFERENCE.has(wanted)) return { kind: 'none_said' };
  const found = closest(wanted, staff, (member) => [member.name]);
  const [only] = found;
  if (only === undefined) return { kind: 'unknown' };
  return found.length === 1 ? { kind: 'one', staff: only } : { kind: 'several', staff: found };
}

function closest<T>(wanted: string, items: readonly T[], namesOf: (item: T) => string[]): T[] {
  for (const fits of [isSame, isPart, isNear]) {
    const found = items.filter((item) => namesOf(item).some((name) => fits(wanted, foldText(name))));
    if (found.length > 0) return found;
  }
  return [];
}

function isSame(wanted: string, name: string): boolean {
  return name !== '' && (squeezed(wanted) === squeezed(name) || singular(wanted) === singular(name));
}

/** "Waschen" is part of "Waschen und Schneiden"; "einen Herrenschnitt bitte" contains "Herrenschnitt". */
function isPart(wanted: string, name: string): boolean {
  if (name === '') return false;
  const [said, known] = [wordsOf(wanted), wordsOf(name)];
  const allSaid = said.every((word) => known.some((other) => isWordIn(word, other)));
  const allKnown = known.every((word) => said.some((other) => singular(other) === singular(word)));
  return allSaid || allKnown;
}

function isWordIn(word: string, other: string): boolean {
  const stem = singular(word);
  return stem === singular(other) || (stem.length >= 4 && plainVowels(other).includes(stem));
}

function isNear(wanted: string, name: string): boolean {
  const known = squeezed(name);
  if (isWithinEdits(squeezed(wanted), known, slips(known))) return true;
  const longWords = (text: string) => wordsOf(text).filter((word) => word.length >= 5);
  return longWords(wanted).some((word) =>
    [known, ...longWords(name)].some((other) => isWithinEdits(word, other, slips(other))),
  );
}

/** Short words differ by one letter and mean something else. */
function slips(name: string): number {
  if (name.length <= 3) return 0;
  return name.length <= 7 ? 1 : 2;
}

function wordsOf(text: string): string[] {
  return text.split(' ').filter((word) => word !== '' && !FILLERS.has(word));
}

function plainVowels(text: string): string {
  return text.replace(/([aou])e/g, '$1');
}

function squeezed(text: string): string {
  return text.replaceAll(' ', '');
}

/** The word without its ending, umlauts as plain vowels: "Färben", "Farbe" and "Färbung" are one. */
function singular(text: string): string {
  const word = squeezed(text)
    .replace(/s?termine?$/, '')
    .replace(/([aou])e/g, '$1');
  return word.length > 4 ? word.replace(/(?:ungen|ung|en|es|er|n|s|e)$/, '') : word;
}

const FILLERS: ReadonlySet<string> = new Set(
  'ein eine einen einer und mit fuer zum zur der die das den bitte ich moechte gerne termin a an the and with for please appointment i want would like'.split(
    ' ',
  ),
);
