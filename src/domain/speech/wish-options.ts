import type { WallTime } from '../../platform/outcome.ts';
import type { Reading } from './reading.ts';

/** One moment, or stretch of days and window of the day, that can be meant; absent parts were not said. */
export interface WishOption {
  /** YYYY-MM-DD. Without `last` there is no end ("ab dem 5."). */
  first?: string;
  last?: string;
  /** HH:MM, where one time was meant. */
  time?: string;
  /** HH:MM bounds on a start where no time but a window was ("nachmittags", "ab 15 Uhr"). */
  earliest?: string;
  latest?: string;
}

/** The readings in which the day and the time of one option were said; often the same. */
export interface DayAndTime {
  day: Reading;
  at: Reading;
}

/**
 * The options of what was said, each once. Where the words leave an end or a window open between two, and the caller
 * named no alternatives, the wider end and the likelier window count. `now` on the wall.
 */
export function toOptions(said: DayAndTime[], now: WallTime, isNamedChoice: boolean): WishOption[] {
  const options = said.map(({ day, at }) => ({ ...daysOf(day, now), ...timesOf(at, now) }));
  const distinct = [...new Map(options.map((option) => [keyOf(option), option])).values()];
  if (isNamedChoice) return distinct.length > 0 ? distinct : [{}];
  const byDay = Map.groupBy(distinct, ({ first, time }) => `${first} ${time}`);
  const settled = [...byDay.values()].flatMap(([likeliest, ...others]) => {
    if (likeliest === undefined) return [];
    return [others.reduce(withLaterEnd, likeliest)];
  });
  return settled.length > 0 ? settled : [{}];
}

/** The window of the day of a reading that names no exact time. */
export function boundsOf(reading: Reading): Pick<WishOption, 'earliest' | 'latest'> {
  if (isExact(reading)) return {};
  const { time, untilTime } = reading;
  return {
    ...(time === undefined ? {} : { earliest: time }),
    ...(untilTime === undefined ? {} : { latest: untilTime }),
  };
}

function withLaterEnd(option: WishOption, { last }: WishOption): WishOption {
  return last !== undefined && option.last !== undefined && last > option.last ? { ...option, last } : option;
}

function daysOf(reading: Reading, now: WallTime): Pick<WishOption, 'first' | 'last'> {
  const { kind, date, time, untilDate } = reading;
  if (date === undefined) {
    // "Bis Freitag" begins today.
    return untilDate === undefined
      ? {}
      : { first: untilDate < now.date ? untilDate : now.date, last: untilDate };
  }
  const isOpen = kind === 'from' && untilDate === undefined && (time === undefined || isNow(reading, now));
  return isOpen ? { first: date } : { first: date, last: untilDate ?? date };
}

function timesOf(reading: Reading, now: WallTime): Pick<WishOption, 'time' | 'earliest' | 'latest'> {
  const { date, time, untilDate } = reading;
  if (isNow(reading, now)) return {};
  // An hour said with the end of a stretch bounds its last day alone.
  if (date === undefined && untilDate !== undefined) return {};
  return time !== undefined && isExact(reading) ? { time } : boundsOf(reading);
}

function isExact({ kind, time, untilTime }: Reading): boolean {
  return time !== undefined && untilTime === undefined && kind !== 'from' && kind !== 'until';
}

/** "So bald wie möglich" is from this minute on, and on any day. */
function isNow({ kind, date, time }: Reading, now: WallTime): boolean {
  return kind === 'from' && date === now.date && time === now.time;
}

function keyOf({ first, last, time, earliest, latest }: WishOption): string {
  return [first, last, time, earliest, latest].join('|');
}
