import { wallClockOf } from '../../wall-clock.ts';
import { rate } from './rate.ts';

/** Calls of one quarter of an hour to customers of one zone. */
export interface QuarterCalls {
  /** IANA. */
  zone: string;
  from: Date;
  isRetry: boolean;
  calls: number;
  successful: number;
}

export interface HourCalls {
  /** 0 to 23 on the called party's wall clock. */
  hour: number;
  calls: number;
  successful: number;
  successRate: number;
}

/** With fewer calls an hour tells nothing. */
const LEAST_CALLS = 3;

/** The hours in which somebody was called, as their clocks showed them (VIO-71). Every zone's offset is whole quarters. */
export function hoursOfDay(quarters: readonly QuarterCalls[]): HourCalls[] {
  const clocks = new Map<string, ReturnType<typeof wallClockOf>>();
  const hours = new Map<number, { calls: number; successful: number }>();
  for (const { zone, from, calls, successful } of quarters) {
    const clock = clocks.get(zone) ?? wallClockOf(zone);
    clocks.set(zone, clock);
    const { time } = clock(from);
    // A zone nobody knows has no hours.
    if (time === '') continue;
    const hour = Number(time.slice(0, 2));
    const sum = hours.get(hour) ?? { calls: 0, successful: 0 };
    hours.set(hour, { calls: sum.calls + calls, successful: sum.successful + successful });
  }
  return [...hours]
    .map(([hour, sum]) => ({ hour, ...sum, successRate: rate(sum.successful, sum.calls) }))
    .toSorted((a, b) => a.hour - b.hour);
}

/** The hour with the best success; of equals the one with more calls, then the earlier one (VIO-70). */
export function bestOfHours(hours: readonly HourCalls[]): HourCalls | undefined {
  const share = ({ calls, successful }: HourCalls): number => successful / calls;
  const [best] = hours
    .filter(({ calls, successful }) => calls >= LEAST_CALLS && successful > 0)
    .toSorted((a, b) => share(b) - share(a) || b.calls - a.calls || a.hour - b.hour);
  return best;
}
