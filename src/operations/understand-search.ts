import type { SearchOption, SearchWish } from '../domain/search-wish.ts';
import { nameImpossibleDay } from '../domain/speech/impossible-day.ts';
import { isPartOfDay } from '../domain/speech/grammar/part-hours.ts';
import { resolveWish } from '../domain/speech/resolve-wish.ts';
import type { Reading } from '../domain/speech/reading.ts';
import type { Wish } from '../domain/speech/resolve-wish.ts';
import { addDays, daysBetween, isDate, toInstant, toWallTime } from '../domain/wall-clock.ts';
import { refused } from '../platform/outcome.ts';
import type { Refusal, WallTime } from '../platform/outcome.ts';
import type { Ctx } from './context.ts';
import { speechContext } from './speech-context.ts';

/** A day and a time as a caller said them; each may hold either or both, as free speech. */
export interface SaidMoment {
  date?: string;
  time?: string;
}

/** Where no day was said: ask for it, look from today on, or take this one. */
export type WithoutDay = 'ask' | 'from_today' | { date: string };

export interface UnderstoodSearch extends SearchWish {
  kind: 'search';
}

/** How many days one search, and so one question to the calendar, covers at most. */
export const MOST_DAYS = 28;
/** Nobody keeps a calendar for longer, and calendars cannot be asked for any day of any century. */
const MOST_DAYS_AHEAD = 730;
/** More choices nobody can tell apart while listening. */
export const MOST_CHOICES = 3;
/** A day that is over for no longer was likely meant by its weekday, one of longer ago by its date. */
const RECENT_DAYS = 14;

/**
 * The days and times to look for; asked back where they are missing, unclear, ambiguous or past (ASK-05, ASK-11).
 * A stretch that began in the past begins today, one without an end ends after `MOST_DAYS`.
 */
export function understandSearch(
  ctx: Ctx,
  said: SaidMoment,
  withoutDay: WithoutDay,
): UnderstoodSearch | Refusal {
  return searchOf(ctx, resolveWish(said, speechContext(ctx)), said, withoutDay);
}

/** The same of a wish that is understood already. */
export function searchOf(
  ctx: Ctx,
  wish: Wish,
  said: SaidMoment,
  withoutDay: WithoutDay,
): UnderstoodSearch | Refusal {
  const now = toWallTime(ctx.clock.now(), ctx.tenant.timezone);
  const unclear = refuseUnclear(ctx, wish, said);
  if (unclear !== undefined) return unclear;
  const dated = datedOptions(ctx, wish, now.date, withoutDay);
  if (dated === undefined) return refused('argument_missing', { argument: 'date' });
  const ahead = dated.filter(({ last }) => last >= now.date);
  const [likeliest] = dated;
  if (ahead.length === 0) return refuseDayInPast(likeliest?.last ?? now.date, now.date);
  const open = ahead.filter((option) => !isOver(option, now));
  const [first] = open;
  if (first === undefined) return refuseTimeInPast(ahead, now.date);
  const near = open.filter((option) => !isTooFar(option.first, now.date));
  if (near.length === 0) return refused('date_too_far', { date: first.first });
  const real = near.filter((option) => !isInGap(option, ctx.tenant.timezone));
  const options = real.map((option) => within(option, now.date));
  if (options.length === 0)
    return refused('time_does_not_exist', { date: first.first, time: first.time ?? '' });
  const { anyWillDo, preferences } = wish;
  return refuseSeveralDays(wish, options) ?? { kind: 'search', options, anyWillDo, preferences };
}

/** Why a moment that was understood cannot be had, whatever is free: past, too far ahead, or skipped by the clock. */
export function refuseOutOfReach(ctx: Ctx, { kind, date, time, untilDate }: Reading): Refusal | undefined {
  if (date === undefined) return undefined;
  const now = toWallTime(ctx.clock.now(), ctx.tenant.timezone);
  if ((untilDate ?? date) < now.date && kind !== 'from') return refuseDayInPast(untilDate ?? date, now.date);
  if (isTooFar(date, now.date)) return refused('date_too_far', { date });
  if (kind !== 'at' || time === undefined) return undefined;
  if (date === now.date && time < now.time) return refused('time_in_past', { date, time });
  const isGap = toInstant({ date, time }, ctx.tenant.timezone).kind === 'gap';
  return isGap ? refused('time_does_not_exist', { date, time }) : undefined;
}

/** Whether no calendar is kept for so long ahead. */
export function isTooFar(date: string, today: string): boolean {
  return date > addDays(today, MOST_DAYS_AHEAD);
}

/** Every day from the first to the last that will do. */
export function spanOf({ options }: SearchWish): { first: string; last: string } {
  const firsts = options.map(({ first }) => first).toSorted();
  const lasts = options.map(({ last }) => last).toSorted();
  return { first: firsts[0] ?? '', last: lasts.at(-1) ?? '' };
}

/** The day that no calendar has, by its name where it can be told from the words. */
export function refuseNoSuchDay(ctx: Ctx, said: SaidMoment): Refusal {
  const context = speechContext(ctx);
  const named = [said.date, said.time].map((text) => nameImpossibleDay(text ?? '', context));
  return refused('no_such_day', named.find((day) => day !== undefined) ?? {});
}

/** What was not understood is asked for by its own name: an unclear time is no unclear day. */
function refuseUnclear(ctx: Ctx, { date, time }: Wish, said: SaidMoment): Refusal | undefined {
  if (date === 'impossible') return refuseNoSuchDay(ctx, said);
  if (date === 'unclear') return refused('date_unclear', {});
  if (time === 'impossible') return refused('no_such_time', {});
  return time === 'unclear' ? refused('time_unclear', {}) : undefined;
}

/** The options with a day each; `undefined` where none was said and the caller has to be asked. */
function datedOptions(
  ctx: Ctx,
  wish: Wish,
  today: string,
  withoutDay: WithoutDay,
): SearchOption[] | undefined {
  const { anyDay, soonest, weekdays, refused: refusals } = wish.preferences;
  const isLeftToUs = anyDay || soonest || weekdays !== undefined || refusals.length > 0;
  const isWindow = wish.options.some(
    ({ earliest, latest }) => earliest !== undefined || latest !== undefined,
  );
  if (wish.date !== 'given' && withoutDay === 'ask' && !isLeftToUs && !isWindow) return undefined;
  const { hours } = speechContext(ctx);
  const fallback = typeof withoutDay === 'object' ? withoutDay.date : undefined;
  return wish.options.map(({ first, last, time, earliest = '00:00', latest = '24:00' }) => ({
    first: first ?? fallback ?? today,
    last:
      last ??
      (first === undefined && fallback !== undefined
        ? fallback
        : addDays(latestOf(first, today), MOST_DAYS - 1)),
    earliest,
    latest: latest > earliest ? latest : '24:00',
    ...(latest > earliest && !isPartOfDay(earliest, latest, hours) ? { isLatestIncluded: true } : {}),
    ...(time === undefined ? {} : { time }),
  }));
}

function latestOf(first: string | undefined, today: string): string {
  return first === undefined || first < today ? today : first;
}

/** "Diese Woche" began before today: what is left of it is meant. */
function within(option: SearchOption, today: string): SearchOption {
  const first = latestOf(option.first, today);
  const end = addDays(first, MOST_DAYS - 1);
  return { ...option, first, last: option.last < end ? option.last : end };
}

function isOver({ last, time }: SearchOption, now: WallTime): boolean {
  return last === now.date && time !== undefined && time < now.time;
}

function isInGap({ first, last, time }: SearchOption, zone: string): boolean {
  return time !== undefined && first === last && toInstant({ date: first, time }, zone).kind === 'gap';
}

/** Which day is meant has to be clear, unless any of those named will do and all are near. */
function refuseSeveralDays(wish: Wish, options: SearchOption[]): Refusal | undefined {
  const days = [...new Set(options.map(({ first }) => first))].toSorted();
  const { first, last } = spanOf({ ...wish, options });
  if (days.length === 1 || (wish.anyWillDo && daysBetween(first, last) < MOST_DAYS)) return undefined;
  return refused('date_ambiguous', { candidates: days.slice(0, MOST_CHOICES) });
}

function refuseTimeInPast(over: SearchOption[], today: string): Refusal {
  const times = over.flatMap(({ time }) => time ?? []).toSorted();
  return refused('time_in_past', { date: today, time: times.at(-1) ?? '' });
}

/** With the next day that may have been meant: that weekday to come, or that date of a year to come. */
function refuseDayInPast(date: string, today: string): Refusal {
  const ago = daysBetween(date, today);
  const sameWeekday = addDays(today, 7 - (ago % 7 === 0 ? 7 : ago % 7));
  const next = ago <= RECENT_DAYS ? sameWeekday : sameDateToCome(date, today);
  return refused('date_in_past', { date, ...(next === undefined ? {} : { next }) });
}

function sameDateToCome(date: string, today: string): string | undefined {
  const year = Number(today.slice(0, 4));
  return [year, year + 1]
    .map((candidate) => `${candidate}${date.slice(4)}`)
    .find((candidate) => isDate(candidate) && candidate >= today);
}
