import { getCountries } from 'libphonenumber-js/min';
import type { CountryCode } from 'libphonenumber-js/min';

const BY_LANGUAGE: Record<string, CountryCode> = { de: 'DE', en: 'GB' };
const KNOWN: ReadonlySet<string> = new Set(getCountries());

function isCountry(code: string): code is CountryCode {
  return KNOWN.has(code);
}

/** ISO country of a BCP 47 locale (`de-AT` is AT); of its language where it names none; DE otherwise (ASK-96). */
export function countryOf(locale: string): CountryCode {
  const [language = '', ...parts] = locale.split(/[-_]/);
  const region = parts.map((part) => part.toUpperCase()).find(isCountry);
  return region ?? BY_LANGUAGE[language.toLowerCase()] ?? 'DE';
}
