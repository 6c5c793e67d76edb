import { timezones } from 'libphonenumber-geo-carrier';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { PhoneNumber } from 'libphonenumber-js/max';
import { IANAZone } from 'luxon';
import { Fault } from '../../platform/fault.ts';

/** Looks a number up; `null` for what is not in the table, and where the table could not be read. */
type Look = (number: PhoneNumber | undefined) => Promise<string[] | null>;

const MOST_REMEMBERED = 5_000;
/** With the plus; the table of the zones has no longer beginnings of numbers. */
const TELLING_CHARACTERS = 10;
/** Certainly in the table. */
const IN_THE_TABLE = '+12125550100';

/** Zones by the beginning of a number: always the same answer, whoever asks. Reading the table takes milliseconds. */
const remembered = new Map<string, readonly string[]>();

/**
 * The IANA zones in which a number (E.164) may ring, by its beginning; none when it does not tell. Rejects where that
 * cannot be looked up.
 */
export async function zonesOfNumber(e164: string): Promise<string[]> {
  const number = parsePhoneNumberFromString(e164);
  if (number === undefined) return [];
  const beginning = number.number.slice(0, TELLING_CHARACTERS);
  const known = remembered.get(beginning);
  if (known !== undefined) return [...known];
  const found = await lookUpZones(number, timezones);
  const zones = found.filter((zone) => IANAZone.isValidZone(zone));
  const [oldest] = remembered.keys();
  if (remembered.size >= MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
  remembered.set(beginning, zones);
  return zones;
}

/** None where the table is read and has none; a table that cannot be read is no answer, and rejects. */
export async function lookUpZones(number: PhoneNumber, look: Look): Promise<string[]> {
  const found = await look(number);
  if (found !== null) return found;
  if ((await look(parsePhoneNumberFromString(IN_THE_TABLE))) === null) {
    throw new Fault('internal', 'the zones of numbers cannot be read');
  }
  // The first look may have met a moment in which it could not be read.
  return (await look(number)) ?? [];
}

/**
 * The zones in each of which it must be a time for calls: the customer's own, else the number's, else the tenant's.
 * Of several zones of a number the tenant's is taken to be the right one if it is among them; if not, all count.
 */
export function zonesToHonour(zones: {
  customerZone?: string;
  numberZones: readonly string[];
  tenantZone: string;
}): string[] {
  const { customerZone, numberZones, tenantZone } = zones;
  if (customerZone !== undefined) return [customerZone];
  if (numberZones.length === 0 || numberZones.includes(tenantZone)) return [tenantZone];
  return [...numberZones];
}
