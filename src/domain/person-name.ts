import { TITLES } from './contact/known-words.ts';
import { nameIn } from './contact/read-name.ts';
import { foldText } from './fold-text.ts';

const PARTICLES: ReadonlySet<string> = new Set(
  'von vom van der den de zu zur di da del la le el al bin und y med'.split(' '),
);

/**
 * The name as it is kept and spoken: single spaces, no control characters, no "Mr", letters put together that were
 * spelled, capitals where they were left out or shouted ("MAX MUSTERMANN", "max mustermann"). Empty when it is no
 * name, which has to be asked for then.
 */
export function tidyName(text: string): string {
  const name = nameIn(text);
  const isShouted = name === name.toUpperCase() && name.length > 3;
  const isPlain = isShouted || name === name.toLowerCase();
  const lowered = isShouted ? name.toLowerCase() : name;
  const capitals = lowered.replace(/(?<![\p{L}'’])\p{Ll}\p{L}*/gu, (word) =>
    PARTICLES.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1),
  );
  return isPlain ? capitals.replace(/\b[OD]['’]\p{Ll}/gu, (start) => start.toUpperCase()) : capitals;
}

/**
 * Whether two names can be one person's: the family names are equal, and the given names where both are told
 * ("M. Mustermann" and "Mustermann" match "Max Mustermann", "Max" alone does not). Case, umlauts, accents, hyphens
 * and titles do not count; "Mustermann, Max" is turned round.
 */
export function sameName(a: string, b: string): boolean {
  const [first, second] = [partsOf(a), partsOf(b)];
  if (first.length === 0 || second.length === 0) return false;
  const [shorter, longer] = first.length <= second.length ? [first, second] : [second, first];
  if (shorter.join('') === longer.join('')) return true;
  return endsWith(longer, shorter) || (sameFamily(longer, shorter) && sameGiven(shorter[0], longer[0]));
}

/** Whether a name that was said is a known person's, their given name alone included: for among few who are known. */
export function isNameOf(known: string, said: string): boolean {
  const [only, ...others] = partsOf(said);
  return sameName(known, said) || (others.length === 0 && only !== undefined && partsOf(known)[0] === only);
}

function turned(name: string): string {
  const [family, given, ...rest] = name.split(',');
  return family !== undefined && given !== undefined && rest.length === 0
    ? `${given.trim()} ${family.trim()}`
    : name;
}

function partsOf(name: string): string[] {
  return foldText(turned(name))
    .split(' ')
    .filter((part) => part !== '' && !TITLES.has(part));
}

function endsWith(longer: string[], shorter: string[]): boolean {
  return shorter.every((part, index) => part === longer[longer.length - shorter.length + index]);
}

function sameFamily(longer: string[], shorter: string[]): boolean {
  return shorter.length > 1 && longer.at(-1) === shorter.at(-1);
}

function sameGiven(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return true;
  return a === b || (a.length === 1 && b.startsWith(a)) || (b.length === 1 && a.startsWith(b));
}
