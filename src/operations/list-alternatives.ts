import { languageOf } from '../platform/language.ts';
import { foldText } from '../domain/fold-text.ts';
import { namedAcrossDays } from '../domain/name-times.ts';
import { rankTimes } from '../domain/rank-times.ts';
import { fitsWish, withoutTime } from '../domain/search-wish.ts';
import type { SearchWish } from '../domain/search-wish.ts';
import { asksForOthers } from '../domain/speech/preference-patterns.ts';
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
  sayNearest,
} from './search-free-times.ts';
import type { Availability, AvailabilityWish, OpenSearch } from './search-free-times.ts';
import { MOST_DAYS } from './understand-search.ts';

/**
 * Up to five free times near the one wished for (ASK-13); one question to the calendar covers all days (ASK-14). Near
 * one day other days will do as well; of several days, only these. Where none of them has a time, it is said.
 */
export async function listAlternatives(ctx: CallCtx, wish: AvailabilityWish): Promise<Outcome<Availability>> {
  const opened = await openSearch(ctx, withoutRefusal(ctx, wish), 'alternatives', 'from_today');
  if (opened.kind === 'refused') return opened;
  const { service, subject, search, span } = opened;
  const found = await findTimes(ctx, opened, Math.min(daysIn(span) + DAYS_AHEAD - 1, MOST_DAYS));
  if (found === undefined) return refuseUnreachable();
  const onWished = onWishedDays(opened, found.walls);
  const alternatives = [...onWished, ...onOtherDays(opened, found.walls, onWished)].slice(
    0,
    MOST_ALTERNATIVES,
  );
  if (alternatives.length === 0) return answerNothing(ctx, opened, found);
  const day = span.first === span.last ? span.first : (alternatives[0]?.date ?? span.first);
  const times = listedTimes(alternatives, day);
  const data = { service, available: true, ...datesOf(ctx, day), times, alternatives };
  const saying =
    onWished.length > 0
      ? say('alternatives_listed', { ...subject, alternatives })
      : sayNearest(opened, { broken: isWindow(search) ? 'time' : 'days', others: alternatives });
  return answer(opened, data, saying, found);
}

/** "Keiner davon", "andere Tage": no day at all, but the wish for others than were offered. */
function withoutRefusal({ tenant }: CallCtx, { date, ...wish }: AvailabilityWish): AvailabilityWish {
  if (date === undefined) return wish;
  return asksForOthers(foldText(date), languageOf(tenant.locale)) ? wish : { ...wish, date };
}

/** What keeps to all of the wish; near one day also what is only near its time. */
function onWishedDays({ search, span }: OpenSearch, walls: readonly WallTime[]): WallTime[] {
  const inside = walls.filter((wall) => fitsWish(withoutTime(search), wall));
  const ranked = named(search, rankTimes(inside, rankWishOf(search), inside.length), inside);
  const whole = span.first === span.last ? [] : ranked.filter((wall) => fitsWish(search, wall));
  return (whole.length > 0 ? whole : ranked).slice(0, MOST_ALTERNATIVES);
}

/** The same on other days: of several that were named only where none of them has anything. */
function onOtherDays(
  { search, span }: OpenSearch,
  walls: readonly WallTime[],
  onWished: readonly WallTime[],
): WallTime[] {
  if (span.first !== span.last && onWished.length > 0) return [];
  const kept = walls.filter((wall) => fitsWish(withoutTime(search), wall, 'days'));
  const ranked = rankTimes(kept, rankWishOf(search), MOST_ALTERNATIVES * 2);
  return ranked.filter((wall) => !onWished.includes(wall));
}

function isWindow({ options }: SearchWish): boolean {
  return options.some(({ earliest, latest }) => earliest > '00:00' || latest < '24:00');
}

/** Where no time was named, those that are said stand for all of them instead of being the first. */
function named(search: SearchWish, ranked: WallTime[], rising: WallTime[]): WallTime[] {
  if (search.preferences.soonest || search.options.some(({ time }) => time !== undefined)) return ranked;
  const first = namedAcrossDays(rising);
  return [...first, ...ranked.filter((wall) => !first.includes(wall))];
}
