import { hasEnding, mendDomain } from './contact/mail-domains.ts';
import { readSpokenAddress } from './contact/spoken-address.ts';
import { foldText } from './fold-text.ts';

export type EmailReading = { kind: 'ok'; email: string } | { kind: 'invalid' };

const MAX_CHARACTERS = 254;
const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
const DOMAIN = /^(?=.{4,253}$)(?:(?!-)[\p{L}\p{N}-]{1,63}(?<!-)\.)+(?:\p{L}{2,63}|xn--[a-z0-9-]{2,59})$/u;

/**
 * A practical e-mail address (ASK-17), trimmed, its domain in lower case, as it was written or as it is spoken in any
 * of our languages: signs as words, spelled letters, spelling alphabets, digits as words. One wrong letter in the
 * domain of a big provider is mended. Says nothing about whether the mailbox exists.
 */
export function readEmail(text: string): EmailReading {
  const trimmed = text
    .slice(0, MAX_CHARACTERS * 2)
    .trim()
    .replace(/^mailto:/i, '')
    .replace(/^[^<>@]*<([^<>]*)>$/, '$1')
    .replace(/[.,;]+$/, '');
  const address = /\s|^[^@]*$/.test(trimmed) ? readSpokenAddress(trimmed) : trimmed;
  const at = address?.lastIndexOf('@') ?? -1;
  if (address === undefined || at <= 0) return { kind: 'invalid' };
  const written = address.slice(0, at);
  const local = /[äöüß]/i.test(written) ? withoutUmlauts(written) : written;
  const named = address.slice(at + 1).toLowerCase();
  const domain = mendDomain(named) ?? named;
  const isFine =
    local.length <= 64 &&
    local.length + domain.length < MAX_CHARACTERS &&
    LOCAL.test(local) &&
    DOMAIN.test(domain) &&
    hasEnding(domain);
  if (!isFine) return { kind: 'invalid' };
  return { kind: 'ok', email: `${local}@${domain}` };
}

/** Hardly any mailbox has umlauts: "müller" is written "mueller" there. */
function withoutUmlauts(local: string): string {
  return local.replace(/[äöüß]/gi, (letter) => foldText(letter));
}
