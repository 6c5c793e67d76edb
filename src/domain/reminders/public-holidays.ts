import Holidays from 'date-holidays';
import { DAY_MS } from '../../platform/day-ms.ts';

const HOUR_MS = 3_600_000;
const MOST_REMEMBERED = 200;

/** The tables keep some days of a country with its parts; who names the country alone means this part's days. */
const MEANT_PART: Record<string, string> = { GB: 'GB-ENG' };

/** The days of a region's year, as worked out before: always the same answer, whoever asks. */
const remembered = new Map<string, ReadonlySet<string>>();

/** Whether a region has a table of holidays: `GB`, `DE-BY` (ISO 3166-1 and -2, capitals). */
export function isKnownRegion(region: string): boolean {
  const [country = '', state, part, ...rest] = region.split('-');
  const tables = new Holidays();
  if (rest.length > 0 || !has(tables.getCountries(), country)) return false;
  if (state === undefined) return true;
  if (!has(tables.getStates(country), state)) return false;
  return part === undefined || has(tables.getRegions(country, state), part);
}

/** Whether a calendar day (YYYY-MM-DD) is a public holiday in any of the regions (VIO-34). Unknown regions have none. */
export function isPublicHoliday(date: string, regions: readonly string[]): boolean {
  return regions.some((region) => holidaysOf(region, Number(date.slice(0, 4))).has(date));
}

function holidaysOf(region: string, year: number): ReadonlySet<string> {
  const key = `${region} ${year}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const days = lookUp(region, year);
  const [oldest] = remembered.keys();
  if (remembered.size >= MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
  remembered.set(key, days);
  return days;
}

function lookUp(region: string, year: number): ReadonlySet<string> {
  if (!isKnownRegion(region)) return new Set();
  const [country = '', ...parts] = (MEANT_PART[region] ?? region).split('-');
  const [state, part] = parts;
  const table = new Holidays(
    { country, ...(state !== undefined && { state }), ...(part !== undefined && { region: part }) },
    { types: ['public'] },
  );
  // Feasts of several days may begin in the year before.
  const holidays = [...table.getHolidays(year - 1), ...table.getHolidays(year)];
  return new Set(holidays.flatMap(({ date, start, end }) => daysOf(date, end.getTime() - start.getTime())));
}

/** The calendar days of a holiday by what is written, never by instants: those depend on zones. Half days count whole. */
function daysOf(written: string, lastsMs: number): string[] {
  const first = Date.parse(`${written.slice(0, 10)}T00:00:00Z`);
  const beginsAtMs = Number(written.slice(11, 13)) * HOUR_MS;
  // On a day of 25 hours one hour more is no further day.
  const days = Math.max(1, Math.ceil((beginsAtMs + lastsMs - HOUR_MS) / DAY_MS));
  return Array.from({ length: days }, (_, n) => new Date(first + n * DAY_MS).toISOString().slice(0, 10));
}

function has(names: Record<string, string> | undefined, name: string): boolean {
  return names !== undefined && Object.hasOwn(names, name);
}
