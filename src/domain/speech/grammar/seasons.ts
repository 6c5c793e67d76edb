import { DAY_MS } from '../../../platform/day-ms.ts';
import { toWallTime } from '../../wall-clock.ts';

// Mean instants as Julian days, by thousands of years since 2000 (Meeus, Astronomical Algorithms, table 27.B).
// Without the periodic terms they are right to about a quarter of an hour.
const BEGINNINGS: readonly (readonly number[])[] = [
  [2_451_623.80984, 365_242.37404, 0.05169, -0.00411, -0.00057],
  [2_451_716.56767, 365_241.62603, 0.00325, 0.00888, -0.0003],
  [2_451_810.21715, 365_242.01767, -0.11575, 0.00337, 0.00078],
  [2_451_900.05952, 365_242.74049, -0.06223, -0.00823, 0.00032],
];
const JULIAN_DAY_OF_1970 = 2_440_587.5;

/** The day on which a season begins in `zone`: 1 spring, 2 summer, 3 autumn, 4 winter, as north of the equator. */
export function seasonStart(season: number, year: number, zone: string): string | undefined {
  const thousands = (year - 2000) / 1000;
  const terms = BEGINNINGS[season - 1];
  if (terms === undefined) return undefined;
  const day = terms.reduce((sum, term, power) => sum + term * thousands ** power, 0);
  return toWallTime(new Date((day - JULIAN_DAY_OF_1970) * DAY_MS), zone).date;
}
