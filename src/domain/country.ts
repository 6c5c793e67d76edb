import { getCountries, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { CountryCode } from 'libphonenumber-js/min';

const BY_LANGUAGE: Record<string, CountryCode> = { de: 'DE', en: 'GB' };
const KNOWN: ReadonlySet<string> = new Set(getCountries());
// Zones of countries whose callers we expect; any other zone says nothing.
const BY_ZONE: Record<string, CountryCode> = {
  'Europe/Berlin': 'DE',
  'Europe/Busingen': 'DE',
  'Europe/Vienna': 'AT',
  'Europe/Zurich': 'CH',
  'Europe/Vaduz': 'LI',
  'Europe/Luxembourg': 'LU',
  'Europe/London': 'GB',
  'Europe/Dublin': 'IE',
  'America/New_York': 'US',
  'America/Chicago': 'US',
  'America/Denver': 'US',
  'America/Phoenix': 'US',
  'America/Los_Angeles': 'US',
};

function isCountry(code: string): code is CountryCode {
  return KNOWN.has(code);
}

/** ISO country of a BCP 47 locale (`de-AT` is AT); of its language where it names none; DE otherwise (ASK-96). */
export function countryOf(locale: string): CountryCode {
  const [language = '', ...parts] = locale.split(/[-_]/);
  const region = parts.map((part) => part.toUpperCase()).find(isCountry);
  return region ?? BY_LANGUAGE[language.toLowerCase()] ?? 'DE';
}

/** ISO country of an IANA zone, where the zone belongs to one country that we know of. */
export function countryOfZone(zone: string): CountryCode | undefined {
  return BY_ZONE[zone];
}

/** ISO country of a number in E.164, e.g. the tenant's own line: the best guess for numbers its callers say. */
export function countryOfNumber(e164: string): CountryCode | undefined {
  return parsePhoneNumberFromString(e164)?.country;
}
