import { getCountryCallingCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { CountryCode } from 'libphonenumber-js/min';
import { foldText } from './fold-text.ts';

export type PhoneReading = { kind: 'ok'; e164: string } | { kind: 'invalid' };

const INVALID: PhoneReading = { kind: 'invalid' };
const MAX_CHARACTERS = 120;
const SPOKEN_DIGITS: Record<string, string> = {
  null: '0',
  eins: '1',
  ein: '1',
  zwei: '2',
  zwo: '2',
  drei: '3',
  vier: '4',
  fuenf: '5',
  sechs: '6',
  sieben: '7',
  acht: '8',
  neun: '9',
  zero: '0',
  oh: '0',
  o: '0',
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
  plus: '+',
};
const REPEATS: Record<string, number> = { double: 2, doppel: 2, triple: 3 };

/**
 * A phone number in E.164 (ASK-18, ASK-76) from whatever way it was written or spoken digit by digit; `country` is
 * assumed where the number names none. Invalid: withheld numbers, SIP addresses, and numbers no such country has.
 */
export function readPhone(text: string, country: CountryCode): PhoneReading {
  const trimmed = text.slice(0, MAX_CHARACTERS).trim();
  if (/^sips?:|@/i.test(trimmed)) return INVALID;
  const written = withDigits(trimmed.replace(/^tel:/i, ''));
  if (written === undefined) return INVALID;
  // "+49 (0)171": the zero is only dialled inside the country.
  const dialled = written.replace(/^(\+|00)(\d{1,3})\s*\(0\)/, '$1$2 ').replace(/^00/, '+');
  const number = withoutPlus(dialled, country) ?? parsePhoneNumberFromString(dialled, country);
  return number?.isValid() === true ? { kind: 'ok', e164: number.number } : INVALID;
}

/** "491711234567": programs drop the plus, and no German number at home begins with its own country code. */
function withoutPlus(text: string, country: CountryCode) {
  const digits = text.replace(/\D/g, '');
  if (text.startsWith('+') || digits.length < 11 || !digits.startsWith(getCountryCallingCode(country)))
    return undefined;
  const number = parsePhoneNumberFromString(`+${digits}`);
  return number?.isValid() === true ? number : undefined;
}

/** Words for digits become digits; any other word makes it no phone number. */
function withDigits(text: string): string | undefined {
  if (!/\p{L}/u.test(text)) return text;
  let digits = '';
  let repeat = 1;
  for (const word of foldText(text.replace(/\+/g, ' plus ')).split(' ')) {
    if (REPEATS[word] !== undefined) {
      repeat = REPEATS[word];
      continue;
    }
    const digit = /^\d+$/.test(word) ? word : SPOKEN_DIGITS[word];
    if (digit === undefined) return undefined;
    digits += digit.repeat(repeat);
    repeat = 1;
  }
  return digits;
}
