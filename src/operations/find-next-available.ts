import { fitsWish, withoutTime } from '../domain/search-wish.ts';
import type { SearchWish } from '../domain/search-wish.ts';
import { addDays } from '../domain/wall-clock.ts';
import { say } from '../platform/outcome.ts';
import type { Outcome, WallTime } from '../platform/outcome.ts';
import type { CallCtx } from './context.ts';
import {
  answer,
  answerNothing,
  datesOf,
  findTimes,
  listedTimes,
  MOST_ALTERNATIVES,
  openSearch,
  refuseUnreachable,
} from './search-free-times.ts';
import type { Availability, AvailabilityWish } from './search-free-times.ts';
import { MOST_CHOICES, MOST_DAYS } from './understand-search.ts';

/**
 * The first free time that fits, from now on or from the wished day and time on (ASK-15); four weeks from there, with
 * one question to the calendar.
 */
export async function findNextAvailable(
  ctx: CallCtx,
  wish: AvailabilityWish,
): Promise<Outcome<Availability>> {
  const opened = await openSearch(ctx, wish, 'next', 'from_today');
  if (opened.kind === 'refused') return opened;
  const { service, span } = opened;
  const search = onwards(opened.search, span);
  const found = await findTimes(ctx, opened, MOST_DAYS);
  if (found === undefined) return refuseUnreachable();
  const fitting = (kept: SearchWish): WallTime[] =>
    found.walls.filter((wall) => fitsWish(kept, wall) && isReached(opened.search, wall));
  const named = fitting(search);
  const open = named.length > 0 ? named : fitting(inLaterWeeks(search));
  const [next] = open;
  if (next === undefined) return answerNothing(ctx, { ...opened, search }, found);
  const data = {
    service,
    available: true,
    ...datesOf(ctx, next.date),
    times: listedTimes(open, next.date),
    alternatives: open.slice(1, 1 + MOST_ALTERNATIVES),
  };
  return answer(
    opened,
    data,
    say('next_free', { ...opened.subject, ...next, more: open.slice(1, MOST_CHOICES) }),
    found,
  );
}

/** One day is where to begin, not where to end; of a stretch its end is kept. */
function onwards(search: SearchWish, { first, last }: { first: string; last: string }): SearchWish {
  if (first !== last) return search;
  const options = withoutTime(search).options.map((option) => ({
    ...option,
    last: addDays(first, MOST_DAYS - 1),
  }));
  return { ...search, options };
}

/** Single days that were named stand for their weekdays where nothing fits on themselves. */
function inLaterWeeks(search: SearchWish): SearchWish {
  if (search.options.some(({ first, last }) => first !== last)) return search;
  const options = [0, 7, 14, 21].flatMap((days) =>
    search.options.map((option) => ({
      ...option,
      first: addDays(option.first, days),
      last: addDays(option.last, days),
    })),
  );
  return { ...search, options };
}

/** On the day that was named, nothing before the time that was named with it. */
function isReached({ options }: SearchWish, { date, time }: WallTime): boolean {
  return options.some((one) => one.first !== one.last || date !== one.first || time >= (one.time ?? '00:00'));
}
