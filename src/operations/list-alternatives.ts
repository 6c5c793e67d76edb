import { toWallTime } from '../domain/wall-clock.ts';
import { done, refused, say } from '../platform/outcome.ts';
import type { Outcome, WallTime } from '../platform/outcome.ts';
import {
  bookable,
  datesOf,
  DAYS_AHEAD,
  isStale,
  listedTimes,
  pickAlternatives,
} from './check-availability.ts';
import type { Availability, AvailabilityWish } from './check-availability.ts';
import { chooseService } from './choose-service.ts';
import type { CallCtx } from './context.ts';
import { daysFrom, findFreeSlots } from './find-free-slots.ts';
import { releaseOffersOfCall } from './release-offers.ts';
import { understandDay, understandOptionalDay } from './understand-moment.ts';

const NEXT_DAYS = 28;
const MOST_NAMED = 3;

/** Up to five free times near the one wished for (ASK-13); one question to the calendar covers all days (ASK-14). */
export async function listAlternatives(ctx: CallCtx, wish: AvailabilityWish): Promise<Outcome<Availability>> {
  const choice = chooseService(ctx.tenant, wish);
  if (choice.kind === 'refused') return choice;
  const day = understandDay(ctx, wish);
  if (day.kind === 'refused') return day;
  await releaseOffersOfCall(ctx);
  const service = choice.source.service.name;
  const found = await findFreeSlots(ctx, choice.source, daysFrom(day.date, DAYS_AHEAD));
  if (found === undefined) return { ...refused('calendar_unreachable', {}), offerCallback: true };
  const alternatives = pickAlternatives(ctx, found, { date: day.date, time: day.time });
  const data = {
    service,
    available: alternatives.length > 0,
    ...datesOf(ctx, day.date),
    times: timesOn(alternatives, day.date),
    alternatives,
  };
  const saying =
    alternatives.length === 0
      ? say('nothing_free', { service, date: day.date })
      : say('alternatives_listed', { service, alternatives });
  return { ...done(data, saying), stale: isStale(found) };
}

/** The first free time from a day and a time on, or from now on (ASK-15). */
export async function findNextAvailable(
  ctx: CallCtx,
  wish: AvailabilityWish,
): Promise<Outcome<Availability>> {
  const choice = chooseService(ctx.tenant, wish);
  if (choice.kind === 'refused') return choice;
  const day = understandOptionalDay(ctx, wish);
  if (day.kind === 'refused') return day;
  await releaseOffersOfCall(ctx);
  const service = choice.source.service.name;
  const zone = ctx.tenant.timezone;
  const found = await findFreeSlots(ctx, choice.source, daysFrom(day.date, NEXT_DAYS));
  if (found === undefined) return { ...refused('calendar_unreachable', {}), offerCallback: true };
  const open = bookable(ctx, found)
    .map((slot) => toWallTime(slot.startsAt, zone))
    .filter((wall) => wall.date > day.date || (wall.date === day.date && wall.time >= (day.time ?? '')))
    .filter((wall) => day.fits(wall.time));
  const stale = isStale(found);
  const [next] = open;
  if (next === undefined) {
    const none = { service, available: false, ...datesOf(ctx, day.date), times: [], alternatives: [] };
    return { ...done(none, say('nothing_free', { service, date: day.date })), stale };
  }
  const more = open.slice(1, MOST_NAMED);
  const data = {
    service,
    available: true,
    ...datesOf(ctx, next.date),
    times: timesOn(open, next.date),
    alternatives: open.slice(1, 6),
  };
  return { ...done(data, say('next_free', { service, ...next, more })), stale };
}

function timesOn(walls: WallTime[], date: string): string[] {
  return listedTimes(walls.filter((wall) => wall.date === date));
}
