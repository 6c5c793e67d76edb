import { foldText } from '../fold-text.ts';
import { domainBySound } from './mail-domains.ts';
import { DOUBLE, HYPHENATED, LANGUAGES, numberOf, signOf } from './known-words.ts';
import { isContradicted, piecesOf } from './spelled-letters.ts';

/** Between signs: the words of one part of the address. */
type Part = string[];
type Unit = Part | '@' | '.' | '-' | '_' | '+';

const TOGETHER = 'zzztogether';

/**
 * The address that was spoken ("max punkt mustermann ät gmail punkt com"), still to be checked; `undefined` where
 * words are left that are no part of one.
 */
export function readSpokenAddress(text: string): string | undefined {
  // Signs that are not spoken: taken off with the rest of the punctuation, they would leave another address.
  if (/[!#$%&'*/=?^`{|}~](?=\S*@)/.test(text)) return undefined;
  const { words, isTogether } = wordsOf(text);
  const units = unitsOf(words);
  const at = units.indexOf('@');
  if (at < 0 || units.indexOf('@', at + 1) >= 0) return undefined;
  const local = joined(units.slice(0, at), isTogether);
  const domain = domainOf(units.slice(at + 1), isTogether);
  return local === undefined || domain === undefined ? undefined : `${local}@${domain}`;
}

/** Folded words and signs, without what only tells about the writing. */
function wordsOf(text: string): { words: string[]; isTogether: boolean } {
  const spaced = text
    .replace(/(?<=^|[\s,;])\p{L}(?:-\p{L}){2,}(?![\p{L}-])/gu, (spelled) => spelled.replaceAll('-', ' '))
    .replace(/\p{L}+(?:-\p{L}+)+/gu, withoutHyphen)
    // A full stop behind a word ends a sentence, unless an ending of domains follows.
    .replace(/\.\s+(?=(?:com|de|net|org|at|ch|eu|info)\W*$)/i, '.')
    .replace(/(?<=\S)[.,;:!?]+(?=\s|$)/g, ' ')
    .replace(/[@._+-]/g, (sign) => ` ${SIGN_WORDS[sign] ?? ''} `);
  const phrased = LANGUAGES.flatMap(({ addressPhrases }) => addressPhrases).reduce(
    (rest, [pattern, by]) => rest.replace(pattern, by),
    foldText(spaced),
  );
  const opened = LANGUAGES.reduce(
    (rest, { addressOpening }) => withoutOpening(rest, addressOpening),
    phrased,
  );
  const marked = LANGUAGES.reduce((rest, { together }) => rest.replace(together, TOGETHER), opened);
  const plain = LANGUAGES.reduce((rest, { addressFillers }) => rest.replace(addressFillers, ' '), marked);
  const words = plain.split(' ').filter((word) => word !== '');
  return { words: words.filter((word) => word !== TOGETHER), isTogether: words.includes(TOGETHER) };
}

/** "E-Mail" and "twenty-one" have no sign in them. */
function withoutHyphen(word: string): string {
  const whole = foldText(word.replaceAll('-', ''));
  if (HYPHENATED.has(whole)) return whole;
  const [first = ''] = foldText(word).split(' ');
  const isSpoken = DOUBLE.has(first) || numberOf(word.toLowerCase()) !== undefined;
  return isSpoken ? word.replaceAll('-', ' ') : word;
}

/** "mail at example punkt com" begins with the address itself, not with a word in front of it. */
function withoutOpening(text: string, opening: RegExp): string {
  const found = opening.exec(text)?.[0] ?? '';
  const rest = text.slice(found.length);
  const last = found.trim().split(' ').at(-1) ?? '';
  const [next = ''] = rest.split(' ');
  return last !== '' && isSign(next) ? `${last} ${rest}` : rest;
}

/** Written signs as words that no language has, so that folding keeps them. */
const SIGN_WORDS: Record<string, string> = {
  '@': 'zzzat',
  '.': 'zzzdot',
  '-': 'zzzhyphen',
  _: 'zzzunderscore',
  '+': 'zzzplus',
};
const WRITTEN: ReadonlyMap<string, Unit> = new Map<string, Unit>([
  ['zzzat', '@'],
  ['zzzdot', '.'],
  ['zzzhyphen', '-'],
  ['zzzunderscore', '_'],
  ['zzzplus', '+'],
]);

function isSign(word: string): boolean {
  return WRITTEN.has(word) || signOf(word) !== undefined;
}

function unitsOf(words: readonly string[]): Unit[] {
  const units: Unit[] = [];
  let part: Part = [];
  words.forEach((word, place) => {
    const sign = WRITTEN.get(word) ?? signOf(word);
    const isEnding = sign === '@' && place === words.length - 1 && units.at(-1) === '.' && part.length === 0;
    if (sign === undefined || isEnding) {
      part.push(word);
      return;
    }
    if (part.length > 0) units.push(part);
    units.push(sign);
    part = [];
  });
  if (part.length > 0) units.push(part);
  return units;
}

/** The parts with their signs; several words make one part only where the caller said so. */
function joined(units: readonly Unit[], isTogether: boolean): string | undefined {
  let text = '';
  for (const unit of units) {
    if (typeof unit === 'string') {
      text += unit;
      continue;
    }
    const pieces = piecesOf(unit);
    const isOneWord = isTogether || pieces.filter(({ kind }) => kind === 'word').length <= 1;
    if (!isOneWord || isContradicted(pieces, unit)) return undefined;
    text += pieces.map((piece) => piece.text).join('');
  }
  return text;
}

function domainOf(units: readonly Unit[], isTogether: boolean): string | undefined {
  const sound = units.map((unit) => (typeof unit === 'string' ? unit : spoken(unit))).join('');
  return domainBySound(sound) ?? joined(units, isTogether);
}

function spoken(part: Part): string {
  return piecesOf(part)
    .map(({ text }) => text)
    .join('');
}
