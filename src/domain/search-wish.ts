import type { WallTime } from '../platform/outcome.ts';
import type { Preferences, Refused } from './speech/preferences.ts';
import { minutesOf, weekdayOf } from './wall-clock.ts';

/** Days that will do, with what will do on each of them. */
export interface SearchOption {
  /** YYYY-MM-DD, both included. */
  first: string;
  last: string;
  /** HH:MM, where one time was named. */
  time?: string;
  /** HH:MM bounds on a start; of a part of the day the end is not included: noon is no part of the morning. */
  earliest: string;
  latest: string;
  /** The end was named itself ("bis elf"), so that a start at it will do. */
  isLatestIncluded?: true;
}

/** What every search for free times keeps to. */
export interface SearchWish {
  options: SearchOption[];
  /** Each of the options will do; else one of them was meant, and only what is free can tell which. */
  anyWillDo: boolean;
  preferences: Preferences;
}

/** What a free time may break of a wish, when nothing is free that keeps to all of it. */
export type Broken = 'time' | 'weekday' | 'days' | 'anything';

/** How near to a time that was only named roughly. */
const NEAR_MINUTES = 45;

/** Whether a start keeps to the wish, or to what is left of it without the part that may be broken. */
export function fitsWish(wish: SearchWish, wall: WallTime, broken?: Broken): boolean {
  if (broken === 'anything') return true;
  const onDay = broken === 'days' ? wish.options : wish.options.filter((one) => coversDay(one, wall.date));
  if (onDay.length === 0) return false;
  if (!keepsWeekdays(wish.preferences, wall, broken)) return false;
  return (
    broken === 'time' || (onDay.some((one) => fitsTime(one, wall.time, wish)) && keepsBounds(wish, wall))
  );
}

/** Whether the wish has something to say about the time of day. */
export function hasTimeWish({ options, preferences }: SearchWish): boolean {
  return (
    options.some(
      ({ time, earliest, latest }) => time !== undefined || earliest > '00:00' || latest < '24:00',
    ) ||
    preferences.earliest !== undefined ||
    preferences.latest !== undefined ||
    preferences.refused.some(({ earliest, latest }) => earliest !== undefined || latest !== undefined)
  );
}

/** Whether the wish leaves days of its stretch out. */
export function hasDayWish({ preferences }: SearchWish): boolean {
  return preferences.weekdays !== undefined || preferences.refused.some(isAboutDays);
}

/** The wish for any time in its part of the day. */
export function withoutTime(wish: SearchWish): SearchWish {
  return { ...wish, options: wish.options.map(({ time: _time, ...option }) => option) };
}

function coversDay({ first, last }: SearchOption, date: string): boolean {
  return date >= first && date <= last;
}

function fitsTime(option: SearchOption, at: string, wish: SearchWish): boolean {
  const { time, earliest, latest, isLatestIncluded = false } = option;
  if (time === undefined) return at >= earliest && (at < latest || (isLatestIncluded && at === latest));
  return wish.preferences.about ? minutesApart(time, at) <= NEAR_MINUTES : at === time;
}

function keepsWeekdays(
  { weekdays, refused }: Preferences,
  wall: WallTime,
  broken: Broken | undefined,
): boolean {
  if (broken === 'weekday') return true;
  const isWanted = weekdays === undefined || weekdays.includes(weekdayOf(wall.date));
  return isWanted && !refused.some((one) => isAboutDays(one) && matches(one, wall));
}

function keepsBounds({ preferences }: SearchWish, wall: WallTime): boolean {
  const { earliest = '00:00', latest = '24:00', refused } = preferences;
  return (
    wall.time >= earliest &&
    wall.time < latest &&
    !refused.some((one) => !isAboutDays(one) && matches(one, wall))
  );
}

function isAboutDays({ weekdays, fromDate }: Refused): boolean {
  return weekdays !== undefined || fromDate !== undefined;
}

function matches(refused: Refused, { date, time }: WallTime): boolean {
  const { weekdays, fromDate = date, untilDate = date, earliest = '00:00', latest = '24:00' } = refused;
  const isDay = weekdays === undefined || weekdays.includes(weekdayOf(date));
  return isDay && date >= fromDate && date <= untilDate && time >= earliest && time < latest;
}

function minutesApart(a: string, b: string): number {
  return Math.abs(minutesOf(a) - minutesOf(b));
}
