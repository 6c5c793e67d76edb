import type { FreeSlot } from '../domain/offer-times.ts';
import type { Lane } from '../domain/rate-window.ts';
import { seatLeft } from '../domain/seats.ts';
import type { SlotSource } from '../domain/seats.ts';
import { addDays, dayBounds, wallClockOf } from '../domain/wall-clock.ts';
import { Fault } from '../platform/fault.ts';
import type { CachedDay } from '../store/slot-cache.ts';
import type { CallOptions, Exchange } from '../upstream/calendar.ts';
import type { Ctx, FetchedDays, LadderStep } from './context.ts';
import { urgencyOf } from './exchanges.ts';
import { waitUntil } from './wait-until.ts';

export interface FreeSlots {
  /** Rising by start. Of the days asked for; from the calendar itself or a stale copy, of all days fetched with them. */
  slots: FreeSlot[];
  step: Exclude<LadderStep, 'none'>;
}

/** How long a cached day counts as fresh (ASK-64). */
const FRESH_MS = 5 * 60_000;

/**
 * The free times of a source on consecutive local days, down the ladder: fresh cache, the calendar itself, a stale
 * copy (ASK-64, ASK-68). `undefined` when no step has an answer in time (ASK-69). `live` skips the fresh cache,
 * for the look before a write; `fetchDays` is how many days from the first one are fetched when the calendar is asked.
 * Equal questions share one request, which goes on to fill the cache when the one who asked stops waiting.
 */
export async function findFreeSlots(
  ctx: Ctx,
  source: SlotSource,
  dates: string[],
  options: { live?: boolean; ownBookingUid?: string; fetchDays?: number } = {},
): Promise<FreeSlots | undefined> {
  const cached = await ctx.cache.readDays(source.key, dates);
  const known = cached.days.filter((day) => day !== undefined);
  const areFresh = (days: CachedDay[]) => areAllFresh(ctx, days, dates.length);
  const isFresh = areFresh(known);
  if (isFresh && options.live !== true) return answer(ctx, slotsOfDays(known), 'cache');
  const wanted = daysFrom(dates[0] ?? '', Math.max(dates.length, options.fetchDays ?? 0));
  const lane = options.live === true ? 'write' : 'read';
  try {
    const fetched = await askCalendar(ctx, source, wanted, lane, cached.epoch, options.ownBookingUid);
    return answer(ctx, [...fetched.values()].flat(), 'live');
  } catch (error) {
    ctx.log.warn({ err: error }, 'calendar not readable in time');
  }
  if (isFresh) return answer(ctx, slotsOfDays(known), 'cache');
  // Another process may have written meanwhile what this one had no room to ask for.
  const latest = (await ctx.cache.readDays(source.key, wanted)).days;
  // A cache that has stopped answering must not take back what it said before.
  const copies = wanted.flatMap((_, place) => latest[place] ?? cached.days[place] ?? []);
  const asked = copies.filter((day) => dates.includes(day.date));
  // Without the first day, the one that was asked for, the rest would be an answer to another question.
  if (asked[0]?.date !== dates[0]) {
    ctx.trace.step = 'none';
    return undefined;
  }
  return areFresh(asked)
    ? answer(ctx, slotsOfDays(asked), 'cache')
    : answer(ctx, slotsOfDays(copies), 'stale');
}

function areAllFresh(ctx: Ctx, days: CachedDay[], count: number): boolean {
  const oldest = ctx.clock.now().getTime() - FRESH_MS;
  return days.length === count && days.every((day) => day.fetchedAt > oldest);
}

/** `count` consecutive local dates. */
export function daysFrom(first: string, count: number): string[] {
  return Array.from({ length: count }, (_, ahead) => addDays(first, ahead));
}

function answer(ctx: Ctx, slots: FreeSlot[], step: Exclude<LadderStep, 'none'>): FreeSlots {
  ctx.trace.step = step;
  return { slots, step };
}

async function askCalendar(
  ctx: Ctx,
  source: SlotSource,
  dates: string[],
  lane: Lane,
  epoch: string,
  ownBookingUid: string | undefined,
): Promise<Map<string, FreeSlot[]>> {
  // With the epoch: who asks after a change must not get the answer to a question put before it.
  // With the lane: who is let through must not get that somebody else was not.
  const key = [ctx.tenant.id, source.key, dates[0], dates.length, ownBookingUid ?? '', epoch, lane].join(' ');
  const ask = (among: CallOptions) =>
    fetchDays(ctx, source, dates, epoch, ownBookingUid, { ...among, ...urgencyOf(ctx, lane) });
  const question = ctx.slotQuestions
    .share(key, () => keepExchanges(ask))
    .then((fetched) => {
      ctx.trace.exchanges.push(...fetched.exchanges);
      return fetched.found;
    });
  // Whoever waits is told of a failure; here it only has to be over before the process stops.
  ctx.background.add('slot question', question);
  const found = await waitUntil(ctx.signal, question);
  if (found.kind === 'failed') throw found.error;
  return found.days;
}

/** Never rejects: what was exchanged is worth keeping of a failure most of all. */
async function keepExchanges(
  ask: (among: CallOptions) => Promise<Map<string, FreeSlot[]>>,
): Promise<FetchedDays> {
  const exchanges: Exchange[] = [];
  try {
    const days = await ask({ onExchange: (exchange) => exchanges.push(exchange) });
    return { found: { kind: 'days', days }, exchanges };
  } catch (error) {
    return { found: { kind: 'failed', error }, exchanges };
  }
}

/** Asks the calendar once for all days, takes off what our ledger holds, and fills the cache. */
async function fetchDays(
  ctx: Ctx,
  source: SlotSource,
  dates: string[],
  epoch: string,
  ownBookingUid: string | undefined,
  among: CallOptions,
): Promise<Map<string, FreeSlot[]>> {
  const zone = ctx.tenant.timezone;
  const [first] = dates;
  if (first === undefined) throw new Fault('internal', 'slots were asked for without a day');
  const from = dayBounds(first, zone).from;
  const until = dayBounds(addDays(first, dates.length - 1), zone).until;
  const fetchedAt = ctx.clock.now();
  const open = await ctx.calendar.findSlots(
    {
      eventTypeId: source.eventTypeId,
      from,
      until,
      timeZone: zone,
      ...(ownBookingUid === undefined ? {} : { ownBookingUid }),
    },
    among,
  );
  // A booking being moved may take times that its own claim covers; the write decides there.
  const claims =
    ownBookingUid === undefined
      ? await ctx.store.claims.liveWithin({ startsAt: from, endsAt: until }, fetchedAt)
      : [];
  const free = open.filter((slot) => seatLeft(source.seats, slot, claims));
  const days = new Map<string, FreeSlot[]>(dates.map((date) => [date, []]));
  const onTheWall = wallClockOf(zone);
  for (const slot of free) {
    const wall = onTheWall(slot.startsAt);
    days.get(wall.date)?.push({ ...slot, wall });
  }
  if (ownBookingUid === undefined) {
    await ctx.cache.writeDays(source.key, toCachedDays(days, fetchedAt), epoch);
  }
  return days;
}

function toCachedDays(days: Map<string, FreeSlot[]>, fetchedAt: Date): CachedDay[] {
  return [...days].map(([date, slots]) => ({
    date,
    fetchedAt: fetchedAt.getTime(),
    slots: slots.map((slot) => [slot.startsAt.getTime(), slot.endsAt.getTime(), slot.wall?.time ?? '']),
  }));
}

function slotsOfDays(days: CachedDay[]): FreeSlot[] {
  return days.flatMap(({ date, slots }) =>
    slots.map(([startsAt, endsAt, time]) => ({
      startsAt: new Date(startsAt),
      endsAt: new Date(endsAt),
      wall: { date, time },
    })),
  );
}
