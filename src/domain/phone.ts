import { getCountryCallingCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { CountryCode } from 'libphonenumber-js/max';
import { PHONE_FILLERS, PLUS, WEAK_DIGITS } from './contact/known-words.ts';
import { digitToken, readDigits } from './contact/spoken-digits.ts';
import type { DigitToken } from './contact/spoken-digits.ts';
import { foldText } from './fold-text.ts';

export type PhoneReading = { kind: 'ok'; e164: string } | { kind: 'invalid' };

const INVALID: PhoneReading = { kind: 'invalid' };
const MAX_CHARACTERS = 300;
/** With its plus; some countries' plans would allow for more. */
const MOST_E164 = 16;

/**
 * A phone number in E.164 (ASK-18, ASK-76) from whatever way it was written or spoken, digit by digit or in numbers
 * ("null eins sieben eins, zwölf, vierunddreißig"); `country` is assumed where the number names none. Invalid:
 * withheld numbers, SIP addresses, numbers no such country has, and words that can be read as two numbers.
 */
export function readPhone(text: string, country: CountryCode): PhoneReading {
  const trimmed = text.slice(0, MAX_CHARACTERS).trim();
  if (/^sips?:|@/i.test(trimmed)) return INVALID;
  const written = trimmed.replace(/^tel:/i, '').replace(/((?:\+|\b00)\s?\d{1,3})\s*\(0\)/, '$1 ');
  const readings = /\p{L}/u.test(written) ? spokenNumbers(written) : [written];
  const numbers = new Set(readings.flatMap((reading) => numberOf(reading, country) ?? []));
  const [e164, ...others] = numbers;
  return e164 === undefined || others.length > 0 ? INVALID : { kind: 'ok', e164 };
}

function numberOf(text: string, country: CountryCode): string | undefined {
  const dialled = text.replace(/^00/, '+');
  const number = withoutPlus(dialled, country) ?? parsePhoneNumberFromString(dialled, country);
  return number?.isValid() === true && number.number.length <= MOST_E164 ? number.number : undefined;
}

/** "491711234567": programs drop the plus, and no German number at home begins with its own country code. */
function withoutPlus(text: string, country: CountryCode) {
  const digits = text.replace(/\D/g, '');
  if (text.startsWith('+') || digits.length < 11 || !digits.startsWith(getCountryCallingCode(country)))
    return undefined;
  const number = parsePhoneNumberFromString(`+${digits}`);
  return number?.isValid() === true ? number : undefined;
}

/** All numbers that the words can mean; a word that has no place in a number makes it none. */
function spokenNumbers(text: string): string[] {
  const tokens: DigitToken[] = [];
  let isAbroad = false;
  let optional: number | undefined;
  for (const word of wordsOf(text)) {
    const hasDigits = tokens.some(({ kind }) => kind === 'digits' || kind === 'number');
    const weak = WEAK_DIGITS.get(word);
    if (PLUS.has(word) && !hasDigits) isAbroad = true;
    else if (weak !== undefined) {
      // In front of all others it may be a digit or the opening of a sentence ("oh, das ist die ...").
      if (!hasDigits) optional ??= tokens.length;
      tokens.push({ kind: 'digits', text: weak, word });
    } else {
      const token = tokenOf(word);
      if (token === undefined) return [];
      tokens.push(token);
    }
  }
  const without = optional === undefined ? [] : readDigits(tokens.toSpliced(optional, 1));
  return [...readDigits(tokens), ...without].map((digits) => (isAbroad ? `+${digits}` : digits));
}

const PAUSE = ',';

function tokenOf(word: string): DigitToken | undefined {
  if (word === PAUSE) return { kind: 'pause' };
  return digitToken(word) ?? (PHONE_FILLERS.has(word) ? { kind: 'filler' } : undefined);
}

/** Folded words; a hyphen stays where the two sides are one number ("twenty-one"). */
function wordsOf(text: string): string[] {
  return text
    .replace(/\+/g, ' plus ')
    .split(/([,;:.!?/()–\s-]+)/)
    .reduce<string[]>((words, part, place, parts) => {
      if (place % 2 === 1) return /[,;:.!?/]/.test(part) ? [...words, PAUSE] : words;
      const previous = words.at(-1);
      const joined = `${previous}-${foldText(part)}`;
      if (parts[place - 1] === '-' && digitToken(joined) !== undefined)
        return [...words.slice(0, -1), joined];
      return [
        ...words,
        ...foldText(part)
          .split(' ')
          .filter((word) => word !== ''),
      ];
    }, []);
}
