import { namedAcrossDays } from '../domain/name-times.ts';
import { rankTimes } from '../domain/rank-times.ts';
import { fitsWish, withoutTime } from '../domain/search-wish.ts';
import type { SearchWish } from '../domain/search-wish.ts';
import { say } from '../platform/outcome.ts';
import type { Outcome, WallTime } from '../platform/outcome.ts';
import type { CallCtx } from './context.ts';
import {
  answer,
  answerNothing,
  datesOf,
  DAYS_AHEAD,
  daysIn,
  findTimes,
  listedTimes,
  MOST_ALTERNATIVES,
  openSearch,
  rankWishOf,
  refuseUnreachable,
} from './search-free-times.ts';
import type { Availability, AvailabilityWish } from './search-free-times.ts';
import { MOST_DAYS } from './understand-search.ts';

/**
 * Up to five free times near the one wished for (ASK-13); one question to the calendar covers all days (ASK-14).
 * Weekdays, part of the day and what was refused are kept, also on other days; only where that leaves nothing, broken.
 */
export async function listAlternatives(ctx: CallCtx, wish: AvailabilityWish): Promise<Outcome<Availability>> {
  const isSilent = wish.date === undefined && wish.time === undefined;
  const opened = await openSearch(ctx, wish, 'alternatives', isSilent ? 'ask' : 'from_today');
  if (opened.kind === 'refused') return opened;
  const { service, search, span } = opened;
  const found = await findTimes(ctx, opened, Math.min(daysIn(span) + DAYS_AHEAD - 1, MOST_DAYS));
  if (found === undefined) return refuseUnreachable();
  const anyTime = withoutTime(search);
  const inside = found.walls.filter((wall) => fitsWish(anyTime, wall));
  const kept = found.walls.filter((wall) => fitsWish(anyTime, wall, 'days'));
  const near = rankWishOf(search);
  const onWishedDays = named(search, rankTimes(inside, near, MOST_ALTERNATIVES), inside);
  const onOthers = rankTimes(kept, near, MOST_ALTERNATIVES * 2).filter(
    (wall) => !onWishedDays.includes(wall),
  );
  const alternatives = [...onWishedDays, ...onOthers].slice(0, MOST_ALTERNATIVES);
  if (alternatives.length === 0) return answerNothing(ctx, opened, found);
  const day = span.first === span.last ? span.first : (alternatives[0]?.date ?? span.first);
  const times = listedTimes(alternatives, day);
  const data = { service, available: true, ...datesOf(ctx, day), times, alternatives };
  return answer(opened, data, say('alternatives_listed', { service, alternatives }), found);
}

/** Where no time was named, those that are said stand for all of them instead of being the first. */
function named(search: SearchWish, ranked: WallTime[], rising: WallTime[]): WallTime[] {
  if (search.preferences.soonest || search.options.some(({ time }) => time !== undefined)) return ranked;
  const first = namedAcrossDays(rising);
  return [...first, ...ranked.filter((wall) => !first.includes(wall))];
}
