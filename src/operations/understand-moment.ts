import { checkNotice } from '../domain/offer-times.ts';
import type { SlotSource } from '../domain/seats.ts';
import { resolveWish } from '../domain/speech/resolve-wish.ts';
import type { Wish } from '../domain/speech/resolve-wish.ts';
import { resolveMove } from '../domain/speech/resolve-move.ts';
import { toInstant, toWallTime } from '../domain/wall-clock.ts';
import { refused } from '../platform/outcome.ts';
import type { Refusal, SpokenTime, WallTime } from '../platform/outcome.ts';
import type { Ctx } from './context.ts';
import { findFreeSlots } from './find-free-slots.ts';
import { speechContext } from './speech-context.ts';
import { MOST_CHOICES, refuseNoSuchDay, searchOf } from './understand-search.ts';
import type { SaidMoment, UnderstoodSearch, WithoutDay } from './understand-search.ts';

/** A moment to book: the wall time and its instant. */
export interface WishedStart {
  kind: 'start';
  wall: SpokenTime;
  startsAt: Date;
}

/** What tells appointments apart; empty parts rule nothing out. */
export interface MomentFilter {
  kind: 'filter';
  /** The first day that can be meant, and the last where it was a stretch. */
  date: string | undefined;
  lastDate: string | undefined;
  /** The day, where the words mean that one and no other: only such a day proves anything. */
  onlyDay: string | undefined;
  times: string[];
}

/**
 * The moment to book: day and time, in the future, with the tenant's notice kept (ASK-19, ASK-58). What is free
 * settles a time that the words leave open.
 */
export function understandStart(
  ctx: Ctx,
  said: SaidMoment,
  source: SlotSource,
): Promise<WishedStart | Refusal> {
  return startOf(ctx, resolveWish(said, speechContext(ctx), 'moment'), said, source, 'ask');
}

/** Where to move an appointment: a time alone means its own day, "eine Stunde später" counts from it. */
export function understandNewStart(
  ctx: Ctx,
  said: { newDate?: string; newTime?: string },
  current: WallTime,
  source: SlotSource,
): Promise<WishedStart | Refusal> {
  const moved = resolveMove(
    {
      ...(said.newDate === undefined ? {} : { date: said.newDate }),
      ...(said.newTime === undefined ? {} : { time: said.newTime }),
    },
    current,
    speechContext(ctx),
  );
  if (moved === 'unclear') return Promise.resolve(refused('time_unclear', {}));
  const wish = resolveWish(moved, speechContext(ctx), 'moment');
  return startOf(ctx, wish, moved, source, wish.time === 'missing' ? 'ask' : { date: current.date });
}

/** What was said to name an appointment that exists; a past day is fine here, it simply finds none. */
export function understandFilter(ctx: Ctx, said: SaidMoment): MomentFilter | Refusal {
  const { options, date } = resolveWish(said, speechContext(ctx), 'moment');
  if (date === 'impossible') return refuseNoSuchDay(ctx, said);
  if (date === 'unclear') return refused('date_unclear', {});
  const days = [...new Set(options.map(({ first }) => first).filter((first) => first !== undefined))];
  if (days.length > 1) return refused('date_ambiguous', { candidates: days.slice(0, MOST_CHOICES) });
  const last = options[0]?.last;
  return {
    kind: 'filter',
    date: days[0],
    lastDate: last === days[0] ? undefined : last,
    onlyDay: options.every((one) => one.first === one.last) ? days[0] : undefined,
    times: [...new Set(options.map(({ time }) => time).filter((time) => time !== undefined))],
  };
}

async function startOf(
  ctx: Ctx,
  wish: Wish,
  said: SaidMoment,
  source: SlotSource,
  withoutDay: WithoutDay,
): Promise<WishedStart | Refusal> {
  const search = searchOf(ctx, wish, said, withoutDay);
  if (search.kind === 'refused') return search;
  const date = onlyDay(search);
  if (typeof date !== 'string') return date;
  const time = await settleTime(ctx, source, date, search);
  return typeof time === 'string' ? startAt(ctx, { date, time }) : time;
}

/** A booking is on one day; of a stretch, none is picked for the caller. */
function onlyDay({ options }: UnderstoodSearch): string | Refusal {
  const days = [...new Set(options.map(({ first }) => first))];
  const [only] = days;
  if (only === undefined || options.some(({ first, last }) => first !== last))
    return refused('argument_missing', { argument: 'date' });
  return days.length === 1 ? only : refused('date_ambiguous', { candidates: days.slice(0, MOST_CHOICES) });
}

async function settleTime(
  ctx: Ctx,
  source: SlotSource,
  date: string,
  { options }: UnderstoodSearch,
): Promise<string | Refusal> {
  const times = [...new Set(options.flatMap(({ time }) => time ?? []))];
  const [only] = times;
  if (only === undefined) return refused('argument_missing', { argument: 'time' });
  if (times.length === 1) return only;
  const found = await findFreeSlots(ctx, source, [date]);
  const free = new Set(found?.slots.map((slot) => toWallTime(slot.startsAt, ctx.tenant.timezone).time));
  const offered = times.filter((time) => free.has(time));
  const [settled] = offered;
  if (settled !== undefined && offered.length === 1) return settled;
  const candidates = offered.length > 0 ? offered : times;
  return refused('time_ambiguous', { candidates: candidates.slice(0, MOST_CHOICES) });
}

function startAt(ctx: Ctx, wall: WallTime): WishedStart | Refusal {
  const instant = toInstant(wall, ctx.tenant.timezone);
  if (instant.kind === 'gap') return refused('time_does_not_exist', wall);
  // Of an hour that comes twice in the night of the clock change the first is taken, and said.
  const isTwice = instant.kind === 'twice';
  const startsAt = instant.kind === 'twice' ? instant.first : instant.at;
  const minutes = ctx.tenant.policies.minNoticeMinutes;
  const notice = checkNotice(startsAt, ctx.clock.now(), minutes);
  if (notice === 'past') return refused('time_in_past', wall);
  if (notice === 'too_short') return refused('notice_too_short', { minutes });
  return { kind: 'start', wall: isTwice ? { ...wall, beforeClockChange: true } : wall, startsAt };
}
