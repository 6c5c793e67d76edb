export type EmailReading = { kind: 'ok'; email: string } | { kind: 'invalid' };

const MAX_CHARACTERS = 254;
const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
const DOMAIN = /^(?=.{4,253}$)(?:(?!-)[\p{L}\p{N}-]{1,63}(?<!-)\.)+(?:\p{L}{2,63}|xn--[a-z0-9-]{2,59})$/u;
const SPOKEN: readonly (readonly [RegExp, string])[] = [
  [/\s+(?:at|ät|aet|et|klammeraffe)\s+/gi, '@'],
  [/\s*(?:^|(?<=\s))(?:punkt|dot|period)(?=\s)\s*/gi, '.'],
  [/\s*(?:^|(?<=\s))(?:unterstrich|underscore)(?=\s)\s*/gi, '_'],
  [/\s*(?:^|(?<=\s))(?:minus|bindestrich|dash|hyphen)(?=\s)\s*/gi, '-'],
  [/\s*(?:^|(?<=\s))(?:plus)(?=\s)\s*/gi, '+'],
];

/**
 * A practical e-mail address (ASK-17), trimmed, its domain in lower case; spoken signs ("punkt", "at", "Unterstrich")
 * are read. Says nothing about whether the mailbox exists.
 */
export function readEmail(text: string): EmailReading {
  const trimmed = text
    .slice(0, MAX_CHARACTERS * 2)
    .trim()
    .replace(/^mailto:/i, '')
    .replace(/^<(.*)>$/, '$1')
    .replace(/[.,;]$/, '');
  const address = /\s/.test(trimmed) ? fromSpeech(trimmed) : trimmed;
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  const domain = address.slice(at + 1).toLowerCase();
  const isFine =
    at > 0 &&
    local.length <= 64 &&
    address.length <= MAX_CHARACTERS &&
    LOCAL.test(local) &&
    DOMAIN.test(domain);
  return isFine ? { kind: 'ok', email: `${local}@${domain}` } : { kind: 'invalid' };
}

/** Letters spelled with spaces are joined; words that are no part of an address stay apart and make it invalid. */
function fromSpeech(text: string): string {
  const signs = SPOKEN.reduce((rest, [pattern, by]) => rest.replace(pattern, by), text.toLowerCase())
    .replace(/\s*([@._+-])\s*/g, '$1')
    .replace(/ß/g, 'ss');
  return signs.replace(/(?<=(?:^|[\s@._+-])[\p{L}\d]) (?=[\p{L}\d](?:$|[\s@._+-]))/gu, '');
}
