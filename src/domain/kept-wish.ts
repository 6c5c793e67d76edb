import type { TimeWindow } from '../platform/outcome.ts';
import type { SearchOption, SearchWish } from './search-wish.ts';
import { hasTimeWish } from './search-wish.ts';

/** What of a wish can be said in a few words; the rest of it only counts as `isMore`. */
export interface KeptWish extends TimeWindow {
  /** Single days, rising, where several were named and no stretch. */
  days?: string[];
  /** 1 Monday to 7 Sunday, where not all of them would do. */
  weekdays?: number[];
  isMore?: true;
}

const MOST_DAYS_NAMED = 3;
const WEEK = [1, 2, 3, 4, 5, 6, 7];

/** Every part of a wish that a search kept to, so that nothing is said not to be free that was never looked at. */
export function keptWish(search: SearchWish): KeptWish {
  const days = singleDays(search);
  const weekdays = keptWeekdays(search);
  return {
    ...(days === undefined ? {} : { days }),
    ...(weekdays === undefined ? {} : { weekdays }),
    ...windowOf(search),
    ...(isMoreWished(search) ? { isMore: true } : {}),
  };
}

/** The part of the day that was wished for, where all days have the same. */
export function windowOf({ options, anyWillDo }: SearchWish): TimeWindow {
  const [window, ...others] = options.map(windowOfOption);
  if (window === undefined) return {};
  const isSame = others.every((other) => JSON.stringify(other) === JSON.stringify(window));
  return isSame || !anyWillDo ? window : {};
}

function windowOfOption({ time, earliest, latest }: SearchOption): TimeWindow {
  if (time !== undefined) return { time };
  return { ...(earliest > '00:00' ? { earliest } : {}), ...(latest < '24:00' ? { latest } : {}) };
}

function singleDays({ options }: SearchWish): string[] | undefined {
  const days = [...new Set(options.map(({ first }) => first))].toSorted();
  const isSingle = options.every(({ first, last }) => first === last);
  return isSingle && days.length > 1 && days.length <= MOST_DAYS_NAMED ? days : undefined;
}

function keptWeekdays({ preferences: { weekdays = WEEK, refused } }: SearchWish): number[] | undefined {
  const never = refused.filter(isWeekday).flatMap((one) => one.weekdays ?? []);
  const kept = weekdays.filter((weekday) => !never.includes(weekday));
  return kept.length < WEEK.length ? kept : undefined;
}

/** Refused on every such weekday, at any time of it. */
function isWeekday({ weekdays, ...rest }: SearchWish['preferences']['refused'][number]): boolean {
  return weekdays !== undefined && Object.keys(rest).length === 0;
}

function isMoreWished(search: SearchWish): boolean {
  const { earliest, latest, refused } = search.preferences;
  const isBounded = earliest !== undefined || latest !== undefined;
  const isUnsaid = hasTimeWish(search) && Object.keys(windowOf(search)).length === 0;
  const isApart = new Set(search.options.map(({ first }) => first)).size > MOST_DAYS_NAMED;
  return isBounded || isUnsaid || isApart || refused.some((one) => !isWeekday(one));
}
