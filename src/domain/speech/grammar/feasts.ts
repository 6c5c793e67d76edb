import { addDays, addMonths, wallClockOf, weekdayOf } from '../../wall-clock.ts';
import { otherCalendarDays } from './other-calendars.ts';
import type { DaySpan } from './scene.ts';
import { seasonStart } from './seasons.ts';
import { dateOf, easterDay, nthWeekday } from './yearly.ts';

/** A feast in the line, as a piece of a rule's pattern. See `feastDays` for what the lexemes stand for. */
export const FEAST = '(?<feast>(?:[EXNAQ]-?\\d|K[a-z]|Z)[^ ]*)';

// "Over Christmas" is more than the day itself.
const AROUND: Record<string, string> = {
  'E1-1': 'E12-31..E1-1',
  'E12-25': 'E12-24..E12-26',
  'E12-24': 'E12-24..E12-26',
  X0: 'X-2..X1',
  X49: 'X48..X50',
  X39: 'X39..X42',
};
const YEARS_AHEAD = 8;

/** The stretch that "over" a feast means. */
export function around(feast: string): string {
  return AROUND[feast] ?? feast;
}

/** The next such day or stretch, today included; a stretch under way begins today. */
export function nextFeast(feast: string, today: string, zone: string): DaySpan | undefined {
  const thisYear = Number(today.slice(0, 4));
  // A stretch that began before the turn of the year can still be under way.
  const isStretch = feast.includes('..') || feast.startsWith('S');
  for (let year = isStretch ? thisYear - 1 : thisYear; year <= thisYear + YEARS_AHEAD; year += 1) {
    const found = spansOf(feast, year, zone).find(({ date, untilDate }) => (untilDate ?? date) >= today);
    if (found !== undefined) return found.date < today ? { ...found, date: today } : found;
  }
  return undefined;
}

/** The latest such day or stretch that is over. */
export function lastFeast(feast: string, today: string, zone: string): DaySpan | undefined {
  const thisYear = Number(today.slice(0, 4));
  return [thisYear - 1, thisYear]
    .flatMap((year) => spansOf(feast, year, zone))
    .findLast(({ date, untilDate }) => (untilDate ?? date) < today);
}

/** The first such day or stretch that begins in `year`. */
export function feastOfYear(feast: string, year: number, zone: string): DaySpan | undefined {
  return spansOf(feast, year, zone)[0];
}

function spansOf(feast: string, year: number, zone: string): DaySpan[] {
  if (feast.includes(','))
    return feast
      .split(',')
      .flatMap((one) => spansOf(one, year, zone))
      .toSorted((x, y) => (x.date < y.date ? -1 : 1));
  const season = /^S(\d)$/.exec(feast)?.[1];
  const [first = '', last] = season === undefined ? feast.split('..') : [`Q${season}`];
  return feastDays(first, year, zone).map((date) => {
    if (season !== undefined)
      return { date, untilDate: addDays(seasonAfter(Number(season), year, zone), -1) };
    const until = last === undefined ? undefined : endOf(last, date, zone);
    return until === undefined ? { date } : { date, untilDate: until };
  });
}

function seasonAfter(season: number, year: number, zone: string): string {
  return seasonStart((season % 4) + 1, season === 4 ? year + 1 : year, zone) ?? `${year}-12-31`;
}

/** `+28` is so many days on, anything else the next such feast. */
function endOf(feast: string, date: string, zone: string): string | undefined {
  if (feast.startsWith('+')) return addDays(date, Number(feast));
  const year = Number(date.slice(0, 4));
  return [year, year + 1].flatMap((of) => feastDays(feast, of, zone)).find((day) => day >= date);
}

/**
 * The days of a year that a feast falls on. `E12-24` month and day, `X-2` days after Easter Sunday, `A-21` days after
 * the last Sunday of Advent, `N11-4-4` month, weekday and which of them (-1 the last), `N11-4-4+1` the day after that,
 * `Q3` first day of the third season, `Kh..`, `Ki..`, `Kc..`, `Kd` other calendars, `Z` the clocks are changed, `Z+`
 * forward, `Z-` back. `A..B` is all from A to B, `A..+28` 28 days more; `A,B` the sooner of both, `A|B` either.
 */
function feastDays(feast: string, year: number, zone: string): string[] {
  const numbers = (feast.match(/(?<!\d)-\d+|\d+/g) ?? []).map(Number);
  const [a = 0, b = 0, c = 0, d = 0] = numbers;
  switch (feast[0]) {
    case 'E':
      return existing(dateOf(year, a, Math.abs(b)));
    case 'X':
      return [easterDay(year, a)];
    case 'A':
      return [addDays(lastAdvent(year), a)];
    case 'N': {
      const counted = nthWeekday(year, a, Math.abs(b), c);
      return counted === undefined ? [] : [addDays(counted, d)];
    }
    case 'Q':
      return existing(seasonStart(a, year, zone));
    case 'K': {
      const [, calendar = '', month = '', day = ''] = /^K([a-z])(\w*?)-?(\d*)$/.exec(feast) ?? [];
      return otherCalendarDays(calendar, month.replace('_', ' '), day, year);
    }
    case 'Z':
      return clockChanges(feast.slice(1), year, zone);
    default:
      return [];
  }
}

function existing(date: string | undefined): string[] {
  return date === undefined || date === '' ? [] : [date];
}

/** The Sunday before Christmas Day. */
function lastAdvent(year: number): string {
  const eve = `${year}-12-24`;
  return addDays(eve, -(weekdayOf(eve) % 7));
}

/** The days of a year on which the clocks of the zone are changed. */
function clockChanges(direction: string, year: number, zone: string): string[] {
  const wall = wallClockOf(zone);
  const offsetOn = (date: string): number => {
    const noon = new Date(`${date}T12:00:00Z`);
    const { date: day, time } = wall(noon);
    return Date.parse(`${day}T${time}Z`) - noon.getTime();
  };
  const found: string[] = [];
  for (let month = 1; month <= 12; month += 1) {
    const first = `${year}-${String(month).padStart(2, '0')}-01`;
    const end = addMonths(first, 1);
    let before = offsetOn(addDays(first, -1));
    if (before === offsetOn(addDays(end, -1))) continue;
    for (let date = first; date < end; date = addDays(date, 1)) {
      const moved = offsetOn(date) - before;
      if (moved !== 0 && direction !== (moved > 0 ? '-' : '+')) found.push(date);
      before += moved;
    }
  }
  return found;
}
