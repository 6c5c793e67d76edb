import { foldText } from './fold-text.ts';

const TITLES: ReadonlySet<string> = new Set(
  'herr herrn frau fraeulein dr prof professor doktor doctor mr mrs ms miss mister dipl ing med'.split(' '),
);
const PARTICLES: ReadonlySet<string> = new Set(
  'von vom van der den de zu zur di da del la le el al bin und y'.split(' '),
);
const LETTER = /\p{L}/u;
const MAX_CHARACTERS = 120;
// Openings that a caller or an agent puts in front of the name itself.
const OPENING =
  /^(?:(?:also|ja|hallo)[ ,]+)*(?:ich (?:bin|hei(?:ß|ss)e)|mein name ist|(?:i am|i'm|my name is|this is))\s+(?:der |die )?/i;

/**
 * The name as it is kept and spoken: single spaces, no control characters, capitals where they were left
 * out or shouted ("MAX MUSTERMANN", "max mustermann"). Empty when there is no letter in it.
 */
export function tidyName(text: string): string {
  const plain = text
    .slice(0, MAX_CHARACTERS)
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Extended_Pictographic}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const name = plain
    .replace(OPENING, '')
    .replace(/[.,;:!?]+$/, '')
    .trim();
  if (!LETTER.test(name)) return '';
  const isShouted = name === name.toUpperCase() && name.length > 3;
  return (isShouted ? name.toLowerCase() : name).replace(/(?<![\p{L}'’])\p{Ll}\p{L}*/gu, (word) =>
    PARTICLES.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1),
  );
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
