/** More than this nobody keeps in mind while listening (ASK-08). */
export const SPOKEN_AT_MOST = 3;

const LONGEST_NAME = 48;
const LONGEST_NAME_IN_LIST = 40;

/** A name that an owner or a caller gave, fit to be spoken: letters, digits and light punctuation, of sane length. */
export function spokenName(text: string, longest = LONGEST_NAME): string {
  const clean = text.replace(/[^\p{L}\p{M}\p{N}.,'’&+/()-]+/gu, ' ').trim();
  const cut = clean.slice(0, longest);
  const isMidWord = /^\S/u.test(clean.slice(longest));
  return (isMidWord ? cut.replace(/\s\S*$/u, '') : cut).replace(/[\s.,&+/(-]+$/u, '');
}

/** A name among others. */
export function listedName(text: string): string {
  return spokenName(text, LONGEST_NAME_IN_LIST);
}

/** The caller's own words, where they can be said as they are: short, and without dates or times in digits. */
export function spokenWish(text: string | undefined): string | undefined {
  const asGiven = (text ?? '').trim().replace(/[.!?]+$/, '');
  const wish = spokenName(asGiven);
  return wish === '' || wish !== asGiven || /\d\s*[.,/-]/.test(wish) ? undefined : wish;
}

/** The parts with one space between, and no gap where one has nothing to say. */
export function words(...parts: (string | undefined)[]): string {
  return spokenParts(parts).join(' ');
}

/** The parts with commas between. */
export function clauses(...parts: (string | undefined)[]): string {
  return spokenParts(parts).join(', ');
}

/** A full stop, where the last word has not brought its own ("p.m."). */
export function ended(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The first few that have anything to say, then `rest` in place of all others. */
export function firstFew(items: string[], atMost: number, rest: string): string[] {
  const named = items.filter((item) => item !== '');
  return named.length > atMost ? [...named.slice(0, atMost), rest] : named;
}

function spokenParts(parts: (string | undefined)[]): (string | undefined)[] {
  return parts.filter((part) => part !== undefined && part !== '');
}
