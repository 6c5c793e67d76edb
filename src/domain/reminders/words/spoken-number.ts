import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { speakCode } from '../../speech/speak.ts';

/**
 * A number to be dialled by who hears it, digit by digit: "4 1 5, 5 5 5, 0 1 0 1", with its country where the
 * listener's number is another country's. Both E.164; undefined for what is no number. `plus`: the sign as a word.
 */
export function spokenNumber(e164: string, listener: string, plus: string): string | undefined {
  const number = parsePhoneNumberFromString(e164);
  if (number === undefined) return undefined;
  const isAtHome = parsePhoneNumberFromString(listener)?.countryCallingCode === number.countryCallingCode;
  const written = isAtHome ? number.formatNational() : number.formatInternational();
  const groups = written.split(/\D+/).filter((group) => group !== '');
  const digits = groups.map(speakCode).join(', ');
  return isAtHome ? digits : `${plus} ${digits}`;
}
