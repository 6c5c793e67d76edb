import { minutesOf, toWallTime } from '../wall-clock.ts';

/** The hour of the day at which somebody mostly answers. */
export interface BestHour {
  /** 0 to 23, on the wall clock the history was told in. */
  hour: number;
  /** The share of the calls at that hour that were answered, 0 to 1. */
  confidence: number;
}

/** A call to somebody that is over. */
export interface PastAnswer {
  at: Date;
  answered: boolean;
}

const HOURS = Array.from({ length: 24 }, (_unused, hour) => hour);
/** With fewer calls an hour tells nothing. */
const LEAST_CALLS = 3;

/**
 * The hour whose calls were answered most often (VIO-29); of equals the one with more calls, then the earlier one.
 * Undefined where no hour had enough calls, or none of those was answered.
 */
export function bestHour(history: readonly { hour: number; answered: boolean }[]): BestHour | undefined {
  const [best] = HOURS.map((hour) => {
    const calls = history.filter((call) => call.hour === hour);
    const answered = calls.filter((call) => call.answered).length;
    return { hour, calls: calls.length, confidence: answered / calls.length };
  })
    .filter(({ calls, confidence }) => calls >= LEAST_CALLS && confidence > 0)
    .toSorted((a, b) => b.confidence - a.confidence || b.calls - a.calls);
  return best === undefined ? undefined : { hour: best.hour, confidence: best.confidence };
}

/** The same of calls as they were made, on the clock of `zone`. */
export function bestHourIn(zone: string, calls: readonly PastAnswer[]): BestHour | undefined {
  return bestHour(
    calls.map(({ at, answered }) => ({
      hour: Math.floor(minutesOf(toWallTime(at, zone).time) / 60),
      answered,
    })),
  );
}
