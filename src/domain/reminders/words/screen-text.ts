import { TITLES } from '../../contact/known-words.ts';
import { foldText } from '../../fold-text.ts';
import { redactIdentifiers } from './redact-identifiers.ts';
import { tellsOfHealth } from './screen-health-words.ts';

/** What no text may name in privacy mode, folded: each word of persons' names, and the name of the service. */
export interface Hidden {
  people: string[];
  service: string;
}

const MOST_READ = 2_000;
const MOST_CHARACTERS = 300;
const DOTS = '...';

/** An owner's text in one line, without signs that a voice or a template would stumble over; empty where none is left. */
export function plainText(text: string | undefined): string {
  const plain = (text ?? '')
    .slice(0, MOST_READ)
    .replace(/[^\p{L}\p{M}\p{N}\p{P}\p{Sc}+=°]|[{}<>[\]_*#\\]/gu, ' ')
    .replace(/ +/g, ' ')
    .trim();
  return /[\p{L}\p{N}]/u.test(plain) ? plain : '';
}

/** At most 300 characters: 297 and three dots (VIO-55). */
export function cutText(text: string): string {
  if (text.length <= MOST_CHARACTERS) return text;
  return `${text.slice(0, MOST_CHARACTERS - DOTS.length).replace(/[\uD800-\uDBFF]$/, '')}${DOTS}`;
}

/** The text without identifiers; undefined where it tells of somebody's health, or of who is seen about what. */
export function screenedText(
  text: string,
  hidden: Hidden,
  words: { aDate: string; aNumber: string },
): string | undefined {
  return tellsOfHealth(text) || names(text, hidden) ? undefined : redactIdentifiers(text, words);
}

/** The folded words of a person's name, its titles left out. */
export function wordsOfName(name: string): string[] {
  return foldText(name)
    .split(' ')
    .filter((word) => word !== '' && !TITLES.has(word));
}

function names(text: string, { people, service }: Hidden): boolean {
  const folded = ` ${foldText(text)} `;
  return [...people, service].some((name) => name !== '' && folded.includes(` ${name} `));
}
