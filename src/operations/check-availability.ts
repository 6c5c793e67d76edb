import { namedAcrossDays, spread } from '../domain/name-times.ts';
import { rankTimes } from '../domain/rank-times.ts';
import { fitsWish, hasTimeWish, withoutTime } from '../domain/search-wish.ts';
import type { SearchWish } from '../domain/search-wish.ts';
import { comesTwice } from '../domain/wall-clock.ts';
import { refused, say } from '../platform/outcome.ts';
import type { Outcome, SpokenTime, WallTime } from '../platform/outcome.ts';
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
  refuseUnreachable,
} from './search-free-times.ts';
import type { Availability, AvailabilityWish, FoundTimes, OpenSearch } from './search-free-times.ts';
import { MOST_CHOICES, MOST_DAYS } from './understand-search.ts';

/**
 * Whether a day, or a time on it, is free; of a stretch of days, which of them have something that fits. With
 * alternatives where nothing does (ASK-05, ASK-06, ASK-10).
 */
export async function checkAvailability(
  ctx: CallCtx,
  wish: AvailabilityWish,
): Promise<Outcome<Availability>> {
  const opened = await openSearch(ctx, wish, 'check', 'ask');
  if (opened.kind === 'refused') return opened;
  const count = daysIn(opened.span);
  const fetchDays = count === 1 ? DAYS_AHEAD : Math.min(count + DAYS_AHEAD - 1, MOST_DAYS);
  const found = await findTimes(ctx, opened, count, fetchDays);
  if (found === undefined) return refuseUnreachable();
  const inside = { ...found, walls: found.walls.filter(({ date }) => date <= opened.span.last) };
  const times = wishedTimes(opened.search);
  const told =
    times.length === 0 ? await tellFree(ctx, opened, inside) : await tellTimes(ctx, opened, inside, times);
  if (told !== undefined) return told;
  // The days after come along with a fresh answer; a cached one had no need of them until now.
  const around = found.step === 'cache' ? await findTimes(ctx, opened, fetchDays) : found;
  return tellNothing(ctx, opened, around ?? found, times);
}

/** Times that were named. */
function wishedTimes({ options }: SearchWish): string[] {
  return [...new Set(options.flatMap(({ time }) => time ?? []))];
}

function isOneDay({ span }: OpenSearch): boolean {
  return span.first === span.last;
}

/** No time was named: what is free on the day, or on which days something is. */
async function tellFree(
  ctx: CallCtx,
  opened: OpenSearch,
  found: FoundTimes,
): Promise<Outcome<Availability> | undefined> {
  const { service, search, span } = opened;
  const fits = found.walls.filter((wall) => fitsWish(search, wall));
  if (fits.length === 0) return undefined;
  if (!isOneDay(opened)) return tellDays(ctx, opened, found, fits);
  const times = listedTimes(fits, span.first);
  const named = hasTimeWish(search) && !search.preferences.soonest ? { named: spread(times) } : {};
  const data = { service, available: true, ...datesOf(ctx, span.first), times, alternatives: [] };
  return answer(
    opened,
    data,
    say('slots_on_day', { ...opened.subject, date: span.first, times, ...named }),
    found,
  );
}

/** The days of a stretch that have something: a few times on the first of them are said, the rest is data. */
function tellDays(
  ctx: CallCtx,
  opened: OpenSearch,
  found: FoundTimes,
  fits: WallTime[],
): Promise<Outcome<Availability>> {
  const { service, search } = opened;
  const named = search.preferences.soonest ? fits.slice(0, MOST_CHOICES) : namedAcrossDays(fits);
  const best = named[0]?.date ?? opened.span.first;
  const others = fits.filter((wall) => wall.date !== best && !named.includes(wall));
  const alternatives = [...named.filter((wall) => wall.date !== best), ...oncePerDay(others)];
  const data = {
    service,
    available: true,
    ...datesOf(ctx, best),
    times: listedTimes(fits, best),
    alternatives: alternatives.slice(0, MOST_ALTERNATIVES),
  };
  return answer(opened, data, say('alternatives_listed', { ...opened.subject, alternatives: named }), found);
}

function oncePerDay(walls: WallTime[]): WallTime[] {
  return [...Map.groupBy(walls, ({ date }) => date).values()].flatMap((ofDay) => ofDay.slice(0, 1));
}

/** One or several times were named: what is free of them settles which was meant. */
async function tellTimes(
  ctx: CallCtx,
  opened: OpenSearch,
  found: FoundTimes,
  times: string[],
): Promise<Outcome<Availability> | undefined> {
  const { search } = opened;
  const fits = found.walls.filter((wall) => fitsWish(search, wall));
  const exact = fits.filter(({ time }) => times.includes(time));
  const heard = new Set(exact.map(({ time }) => time));
  if (heard.size > 1 && !search.anyWillDo)
    return refused('time_ambiguous', { candidates: [...heard].toSorted().slice(0, MOST_CHOICES) });
  const [only, ...more] = exact;
  if (only !== undefined && more.length === 0) return tellOne(ctx, opened, found, only);
  if (exact.length > 0) return tellSeveral(ctx, opened, found, exact);
  const near = nearest(fits, times, isOneDay(opened) ? MOST_CHOICES : 1);
  return near.length > 0 ? tellSeveral(ctx, opened, found, near) : undefined;
}

/** Only roughly that time was meant: of each day the nearest before and after it, rising. */
function nearest(fits: WallTime[], [time = '']: string[], perDay: number): WallTime[] {
  return [...Map.groupBy(fits, ({ date }) => date)].flatMap(([date, ofDay]) =>
    rankTimes(ofDay, { date, time }, perDay).toSorted((a, b) => (a.time < b.time ? -1 : 1)),
  );
}

function tellOne(
  ctx: CallCtx,
  opened: OpenSearch,
  found: FoundTimes,
  wall: WallTime,
): Promise<Outcome<Availability>> {
  const { service } = opened;
  const times = listedTimes(openTimes(opened, found), wall.date);
  const data = { service, available: true, ...datesOf(ctx, wall.date), times, alternatives: [] };
  return answer(opened, data, say('slot_free', { ...opened.subject, ...spoken(ctx, wall) }), found);
}

function tellSeveral(
  ctx: CallCtx,
  opened: OpenSearch,
  found: FoundTimes,
  fits: WallTime[],
): Promise<Outcome<Availability>> {
  if (!isOneDay(opened)) return tellDays(ctx, opened, found, fits);
  const { service, span } = opened;
  const times = listedTimes(openTimes(opened, found), span.first);
  const named = listedTimes(fits, span.first);
  const data = { service, available: true, ...datesOf(ctx, span.first), times, alternatives: [] };
  return answer(
    opened,
    data,
    say('slots_on_day', { ...opened.subject, date: span.first, times: named }),
    found,
  );
}

/** What is free on the days of the wish, at whatever time of the wished part of the day. */
function openTimes({ search }: OpenSearch, found: FoundTimes): WallTime[] {
  const anyTime = withoutTime(search);
  return found.walls.filter((wall) => fitsWish(anyTime, wall));
}

/** Of an hour that comes twice in a night the first is offered, and the sentence says so. */
function spoken(ctx: CallCtx, wall: WallTime): SpokenTime {
  return comesTwice(wall, ctx.tenant.timezone) ? { ...wall, beforeClockChange: true } : wall;
}

/** Nothing fits: near a time that was named, else what breaks the least of the wish. */
function tellNothing(
  ctx: CallCtx,
  opened: OpenSearch,
  found: FoundTimes,
  [time, ...more]: string[],
): Promise<Outcome<Availability>> {
  const { service, search, span } = opened;
  const times = listedTimes(openTimes(opened, found), span.first);
  if (time === undefined || more.length > 0 || !isOneDay(opened))
    return answerNothing(ctx, opened, found, times);
  const anyTime = withoutTime(search);
  const kept = found.walls.filter((wall) => fitsWish(anyTime, wall, 'days'));
  const near = kept.length > 0 ? kept : found.walls;
  const alternatives = rankTimes(near, { date: span.first, time }, MOST_ALTERNATIVES);
  const data = { service, available: false, ...datesOf(ctx, span.first), times, alternatives };
  const saying =
    alternatives.length === 0
      ? say('nothing_free', { service, ...span })
      : say('slot_taken_with_alternatives', { ...opened.subject, date: span.first, time, alternatives });
  return answer(opened, data, saying, found);
}
