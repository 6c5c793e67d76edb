import { dropTooSoon, rankAlternatives, slotsOnDay } from '../domain/offer-times.ts';
import { formattedDate } from '../domain/speech/speak.ts';
import { done, refused, say } from '../platform/outcome.ts';
import type { Outcome, WallTime } from '../platform/outcome.ts';
import { chooseService } from './choose-service.ts';
import type { CallCtx } from './context.ts';
import { daysFrom, findFreeSlots } from './find-free-slots.ts';
import type { FreeSlots } from './find-free-slots.ts';
import { releaseOffersOfCall } from './release-offers.ts';
import { understandDay } from './understand-moment.ts';
import type { SaidMoment } from './understand-moment.ts';

export interface AvailabilityWish extends SaidMoment {
  service?: string;
  staff?: string;
}

export interface Availability {
  service: string;
  available: boolean;
  /** The day asked for. */
  date: string;
  /** As numbers in the order of the tenant's locale, such as 24.11.2026 (ASK-06). */
  formattedDate: string;
  /** Free times of that day, HH:MM. */
  times: string[];
  alternatives: WallTime[];
}

/** How many days one question to the calendar covers, so that alternatives come in the same answer (ASK-10). */
export const DAYS_AHEAD = 8;
const MOST_ALTERNATIVES = 5;
const MOST_TIMES = 288;

/** Whether a day, or a time on it, is free; with alternatives where it is not (ASK-05, ASK-06, ASK-10). */
export async function checkAvailability(
  ctx: CallCtx,
  wish: AvailabilityWish,
): Promise<Outcome<Availability>> {
  const choice = chooseService(ctx.tenant, wish);
  if (choice.kind === 'refused') return choice;
  const { source } = choice;
  const day = understandDay(ctx, wish);
  if (day.kind === 'refused') return day;
  await releaseOffersOfCall(ctx);
  const service = source.service.name;

  const found = await findFreeSlots(ctx, source, [day.date], { fetchDays: DAYS_AHEAD });
  if (found === undefined) return { ...refused('calendar_unreachable', {}), offerCallback: true };
  const open = listedTimes(slotsOnDay(bookable(ctx, found), day.date, ctx.tenant.timezone));
  const times = open.filter((time) => day.fits(time));
  const base = { service, ...datesOf(ctx, day.date), times };
  if (day.time !== undefined && times.includes(day.time)) {
    const saying = say('slot_free', { service, date: day.date, time: day.time });
    return { ...done({ ...base, available: true, alternatives: [] }, saying), stale: isStale(found) };
  }
  if (day.time === undefined && times.length > 0) {
    const saying = say('slots_on_day', { service, date: day.date, times });
    return { ...done({ ...base, available: true, alternatives: [] }, saying), stale: isStale(found) };
  }
  const around =
    found.step === 'cache' ? await findFreeSlots(ctx, source, daysFrom(day.date, DAYS_AHEAD)) : found;
  const stale = isStale(found) || isStale(around);
  const alternatives = pickAlternatives(ctx, around, { date: day.date, time: day.time });
  const data = { ...base, available: false, alternatives };
  if (alternatives.length === 0)
    return { ...done(data, say('nothing_free', { service, date: day.date })), stale };
  const facts = { service, date: day.date, alternatives };
  if (day.time !== undefined) {
    return { ...done(data, say('slot_taken_with_alternatives', { ...facts, time: day.time })), stale };
  }
  const isOnlyPart = open.length > 0;
  const saying = say(isOnlyPart ? 'part_of_day_full_with_alternatives' : 'day_full_with_alternatives', facts);
  return { ...done(data, saying), stale };
}

/** Wall times as they are listed: each once, no more than a day of five-minute steps has. */
export function listedTimes(walls: WallTime[]): string[] {
  return [...new Set(walls.map((wall) => wall.time))].slice(0, MOST_TIMES);
}

export function isStale(found: FreeSlots | undefined): boolean {
  return found?.step === 'stale';
}

/** A date as data, in both forms. */
export function datesOf(ctx: CallCtx, date: string): { date: string; formattedDate: string } {
  return { date, formattedDate: formattedDate(date, ctx.tenant.locale) };
}

/** Free times near a wish, the nearest first (ASK-13); none where nothing was found out. */
export function pickAlternatives(
  ctx: CallCtx,
  found: FreeSlots | undefined,
  near: { date: string; time: string | undefined },
): WallTime[] {
  if (found === undefined) return [];
  const wish = near.time === undefined ? { date: near.date } : { date: near.date, time: near.time };
  return rankAlternatives(bookable(ctx, found), wish, ctx.tenant.timezone, MOST_ALTERNATIVES).map(
    ({ date, time }) => ({ date, time }),
  );
}

/** Without the times that are past or too soon (ASK-58). */
export function bookable(ctx: CallCtx, found: FreeSlots): FreeSlots['slots'] {
  return dropTooSoon(found.slots, ctx.clock.now(), ctx.tenant.policies.minNoticeMinutes);
}
