import type { WallTime } from '../platform/outcome.ts';
import { daysBetween, minutesOf } from './wall-clock.ts';

/** What a free time can be near to; absent parts rank nothing. */
export interface RankWish {
  date?: string;
  time?: string;
  /** HH:MM, a window to be near to where no time was named. */
  earliest?: string;
  latest?: string;
}

const DAY_MINUTES = 1_440;

/**
 * At most `limit` free times, the most welcome first (ASK-13): the wanted day, nearest the wanted time first, with the
 * nearest on either side of it in front; the same time on other days, soonest first; the days after; anything else.
 * The wanted moment itself is no alternative. `rising`: in the order of time.
 */
export function rankTimes(rising: readonly WallTime[], wish: RankWish, limit: number): WallTime[] {
  const others = rising.filter(({ date, time }) => !(date === wish.date && time === wish.time));
  // The sort is stable and the times rise, so equals stay in the order of time.
  const ranked = others.toSorted((a, b) => compareRanks(rankOf(a, wish), rankOf(b, wish)));
  return bothSidesFirst(ranked, wish).slice(0, limit);
}

/** Of the times on the wished day the nearest comes first, then the nearest on the other side of the wished time. */
function bothSidesFirst(ranked: WallTime[], { date, time }: RankWish): WallTime[] {
  const [nearest] = ranked;
  if (nearest === undefined || time === undefined || nearest.date !== date) return ranked;
  const isBefore = nearest.time < time;
  const across = ranked.find((other) => other.date === date && other.time < time !== isBefore);
  if (across === undefined) return ranked;
  return [nearest, across, ...ranked.filter((other) => other !== nearest && other !== across)];
}

/** Group first, then the distance within it. */
function rankOf(offer: WallTime, wish: RankWish): [number, number, number] {
  const days = wish.date === undefined ? 0 : daysBetween(wish.date, offer.date);
  const minutes = minutesAway(offer.time, wish);
  if (wish.date !== undefined && days === 0) return [0, minutes, 0];
  if (wish.time !== undefined && minutes === 0) return [1, days < 0 ? DAY_MINUTES - days : days, 0];
  if (days >= 0) return [2, days, minutes];
  return [3, -days, minutes];
}

function minutesAway(at: string, { time, earliest, latest }: RankWish): number {
  if (time !== undefined) return Math.abs(minutesOf(at) - minutesOf(time));
  if (earliest !== undefined && at < earliest) return minutesOf(earliest) - minutesOf(at);
  return latest !== undefined && at >= latest ? minutesOf(at) - minutesOf(latest) + 1 : 0;
}

function compareRanks(a: [number, number, number], b: [number, number, number]): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
