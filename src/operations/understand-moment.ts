import { checkNotice } from '../domain/offer-times.ts';
import { resolveWish } from '../domain/speech/resolve-wish.ts';
import type { Wish, WishPart } from '../domain/speech/resolve-wish.ts';
import { addDays, toInstant, toWallTime } from '../domain/wall-clock.ts';
import { refused } from '../platform/outcome.ts';
import type { Refusal, WallTime } from '../platform/outcome.ts';
import type { Ctx } from './context.ts';

/** A day and a time as a caller said them; each may hold either or both, as free speech. */
export interface SaidMoment {
  date?: string;
  time?: string;
}

/** A day to look for free times on; `fits` keeps to what was said of the time of day. */
export interface WishedDay {
  kind: 'day';
  date: string;
  /** HH:MM, where one time was meant. */
  time: string | undefined;
  fits(time: string): boolean;
}

/** A moment to book: the wall time and its instant. */
export interface WishedStart {
  kind: 'start';
  wall: WallTime;
  startsAt: Date;
}

/** What tells appointments apart; empty parts rule nothing out. */
export interface MomentFilter {
  kind: 'filter';
  date: string | undefined;
  times: string[];
}

/** Nobody keeps a calendar for longer, and calendars cannot be asked for any day of any century. */
const MOST_DAYS_AHEAD = 730;

/** Between these hours a bare "um drei" can only mean one of its two readings; outside, nobody takes appointments. */
const DAYTIME = { from: '07:00', until: '21:00' };

/** The day that was wished for; asked back where it is missing, unclear, ambiguous or past (ASK-05, ASK-11). */
export function understandDay(ctx: Ctx, said: SaidMoment): WishedDay | Refusal {
  return dayOf(ctx, wishOf(ctx, said), undefined);
}

/** The same, with today where no day was said. */
export function understandOptionalDay(ctx: Ctx, said: SaidMoment): WishedDay | Refusal {
  return dayOf(ctx, wishOf(ctx, said), todayOf(ctx).date);
}

/** The moment to book: day and time, in the future, with the tenant's notice kept (ASK-19, ASK-58). */
export function understandStart(ctx: Ctx, said: SaidMoment): WishedStart | Refusal {
  return startOf(ctx, wishOf(ctx, said), undefined);
}

/** Where to move an appointment: a time alone means its own day. */
export function understandNewStart(
  ctx: Ctx,
  said: { newDate?: string; newTime?: string },
  current: WallTime,
): WishedStart | Refusal {
  const wish = wishOf(ctx, {
    ...(said.newDate === undefined ? {} : { date: said.newDate }),
    ...(said.newTime === undefined ? {} : { time: said.newTime }),
  });
  return startOf(ctx, wish, wish.time.status === 'missing' ? undefined : current.date);
}

/** What was said to name an appointment that exists; a past day is fine here, it simply finds none. */
export function understandFilter(ctx: Ctx, said: SaidMoment): MomentFilter | Refusal {
  const { date, time } = wishOf(ctx, said);
  if (date.status === 'ambiguous') return refused('date_ambiguous', { candidates: date.candidates });
  if (date.status === 'unclear') return refused('date_unclear', {});
  return {
    kind: 'filter',
    date: date.status === 'given' ? date.value : undefined,
    times: time.status === 'given' ? [time.value] : time.status === 'ambiguous' ? time.candidates : [],
  };
}

function wishOf(ctx: Ctx, said: SaidMoment): Wish {
  const { timezone: zone, locale } = ctx.tenant;
  const { date, time } = said;
  return resolveWish(
    { ...(date === undefined ? {} : { date }), ...(time === undefined ? {} : { time }) },
    { now: ctx.clock.now(), zone, locale },
  );
}

function todayOf(ctx: Ctx): WallTime {
  return toWallTime(ctx.clock.now(), ctx.tenant.timezone);
}

function dayOf(ctx: Ctx, wish: Wish, fallbackDate: string | undefined): WishedDay | Refusal {
  const today = todayOf(ctx);
  const date = dateOf(wish, today.date, fallbackDate);
  if (typeof date !== 'string') return date;
  if (wish.time.status === 'unclear') return refused('time_unclear', {});
  const time = settleTime(wish.time);
  if (typeof time === 'object') return time;
  if (time !== undefined && date === today.date && time < today.time)
    return refused('time_in_past', { date, time });
  const { earliest = '00:00', latest = '24:00' } = wish;
  // An appointment at the very end of a window would lie outside it: noon is no part of the morning.
  return { kind: 'day', date, time, fits: (at) => at >= earliest && at < latest };
}

function dateOf(wish: Wish, today: string, fallback: string | undefined): string | Refusal {
  const { date } = wish;
  if (date.status === 'ambiguous') {
    return refused('date_ambiguous', {
      candidates: date.candidates.filter((candidate) => candidate >= today),
    });
  }
  if (date.status === 'unclear') return refused('date_unclear', {});
  const value = date.status === 'given' ? date.value : fallback;
  if (value === undefined) return refused('argument_missing', { argument: 'date' });
  if (value > addDays(today, MOST_DAYS_AHEAD)) return refused('date_too_far', { date: value });
  if (value >= today) return value;
  // "Diese Woche" began before today; what is left of it is meant.
  return wish.untilDate !== undefined && wish.untilDate >= today
    ? today
    : refused('date_in_past', { date: value });
}

function settleTime(part: WishPart): string | undefined | Refusal {
  if (part.status === 'given') return part.value;
  if (part.status !== 'ambiguous') return undefined;
  const daytime = part.candidates.filter((time) => time >= DAYTIME.from && time <= DAYTIME.until);
  const [only, ...others] = daytime;
  return only !== undefined && others.length === 0
    ? only
    : refused('time_ambiguous', { candidates: part.candidates });
}

function startOf(ctx: Ctx, wish: Wish, fallbackDate: string | undefined): WishedStart | Refusal {
  const day = dayOf(ctx, wish, fallbackDate);
  if (day.kind === 'refused') return day;
  if (day.time === undefined) return refused('argument_missing', { argument: 'time' });
  const wall = { date: day.date, time: day.time };
  const instant = toInstant(wall, ctx.tenant.timezone);
  if (instant.kind === 'gap') return refused('time_does_not_exist', wall);
  const startsAt = instant.kind === 'one' ? instant.at : instant.first;
  const minutes = ctx.tenant.policies.minNoticeMinutes;
  const notice = checkNotice(startsAt, ctx.clock.now(), minutes);
  if (notice === 'past') return refused('time_in_past', wall);
  if (notice === 'too_short') return refused('notice_too_short', { minutes });
  return { kind: 'start', wall, startsAt };
}
