import type { WallTime } from '../platform/outcome.ts';

/** More than this nobody keeps in mind while listening (ASK-08). */
const NAMED_AT_MOST = 3;

/** At most three, spread over all of them: the first, one from the middle and the last. */
export function spread<T>(rising: readonly T[]): T[] {
  if (rising.length <= NAMED_AT_MOST) return [...rising];
  const places = [0, Math.floor((rising.length - 1) / 2), rising.length - 1];
  return places.flatMap((place) => rising.slice(place, place + 1));
}

/**
 * At most three free times that stand for all of them: on the first days that have any, early on the one, later on
 * the next. `rising`: in the order of time.
 */
export function namedAcrossDays(rising: readonly WallTime[]): WallTime[] {
  const [first = [], second, third] = [...Map.groupBy(rising, ({ date }) => date).values()];
  if (second === undefined) return spread(first);
  const ends = (day: WallTime[]): WallTime[] => [...day.slice(0, 1), ...day.slice(1).slice(-1)];
  if (third === undefined) {
    const both = ends(first);
    return [...both, ...ends(second).slice(0, NAMED_AT_MOST - both.length)];
  }
  const middle = Math.floor((second.length - 1) / 2);
  return [...first.slice(0, 1), ...second.slice(middle, middle + 1), ...third.slice(-1)];
}
