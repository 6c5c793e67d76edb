import type { WallTime } from '../platform/outcome.ts';
import { daysBetween, minutesOf, wallClockOf } from './wall-clock.ts';

/** A free time; instants. */
export interface FreeSlot {
  startsAt: Date;
  endsAt: Date;
  /** Its start on the wall of the zone, where that is known already. */
  wall?: WallTime;
}

/** A free time as it is offered: the slot with the date and time of its start on the wall. */
export type Offer<T extends FreeSlot = FreeSlot> = WallTime & { slot: T };

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;

/** The slots that start on `date` in `zone`, rising, each start once. */
export function slotsOnDay<T extends FreeSlot>(slots: readonly T[], date: string, zone: string): Offer<T>[] {
  return offersOf(slots, zone).filter((offer) => offer.date === date);
}

/**
 * At most `limit` slots, the most welcome first (ASK-13): the wanted day, nearest the wanted time first; the same time
 * on other days, soonest first; the days after; anything else. The wanted moment itself is no alternative.
 */
export function rankAlternatives<T extends FreeSlot>(
  slots: readonly T[],
  wish: { date?: string; time?: string },
  zone: string,
  limit = 5,
): Offer<T>[] {
  const others = offersOf(slots, zone).filter(
    (offer) => !(offer.date === wish.date && offer.time === wish.time),
  );
  // The sort is stable and the offers rise, so equals stay in the order of time.
  return others.toSorted((a, b) => compareRanks(rankOf(a, wish), rankOf(b, wish))).slice(0, limit);
}

/** The first instant that may be booked with `minutes` of notice (ASK-58). */
export function bookableFrom(now: Date, minutes: number): Date {
  return new Date(now.getTime() + minutes * MINUTE_MS);
}

/** Whether a start is far enough away: the exact minute of notice is enough (ASK-58). */
export function checkNotice(startsAt: Date, now: Date, minutes: number): 'ok' | 'past' | 'too_short' {
  if (startsAt.getTime() <= now.getTime()) return 'past';
  return startsAt.getTime() >= bookableFrom(now, minutes).getTime() ? 'ok' : 'too_short';
}

/** The slots that may still be booked with `minutes` of notice (ASK-58). */
export function dropTooSoon<T extends FreeSlot>(slots: readonly T[], now: Date, minutes: number): T[] {
  return slots.filter((slot) => checkNotice(slot.startsAt, now, minutes) === 'ok');
}

function offersOf<T extends FreeSlot>(slots: readonly T[], zone: string): Offer<T>[] {
  const byStart = new Map(slots.map((slot) => [slot.startsAt.getTime(), slot]));
  const rising = [...byStart.values()].toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  const onTheWall = wallClockOf(zone);
  return rising.map((slot) => ({ ...(slot.wall ?? onTheWall(slot.startsAt)), slot }));
}

/** Group first, then the distance within it. */
function rankOf(offer: WallTime, { date, time }: { date?: string; time?: string }): [number, number, number] {
  const days = date === undefined ? 0 : daysBetween(date, offer.date);
  const minutes = time === undefined ? 0 : Math.abs(minutesOf(offer.time) - minutesOf(time));
  if (date !== undefined && days === 0) return [0, minutes, 0];
  if (time !== undefined && minutes === 0) return [1, days < 0 ? DAY_MINUTES - days : days, 0];
  if (days >= 0) return [2, days, minutes];
  return [3, -days, minutes];
}

function compareRanks(a: [number, number, number], b: [number, number, number]): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
