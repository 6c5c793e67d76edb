import type { WallTime } from '../platform/outcome.ts';
import { wallClockOf } from './wall-clock.ts';

/** A free time; instants. */
export interface FreeSlot {
  startsAt: Date;
  endsAt: Date;
  /** Its start on the wall of the zone, where that is known already. */
  wall?: WallTime;
}

const MINUTE_MS = 60_000;

/** The starts of the slots on the wall of the zone, rising, each once (ASK-09). */
export function wallTimesOf(slots: readonly FreeSlot[], zone: string): WallTime[] {
  const onTheWall = wallClockOf(zone);
  const rising = slots.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  const walls = rising.map((slot) => slot.wall ?? onTheWall(slot.startsAt));
  return [...new Map(walls.map((wall) => [`${wall.date} ${wall.time}`, wall])).values()];
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
