import type { Reading } from '../../../../../src/domain/speech/reading.ts';
import { between, until } from '../../../../support/phrase-table.ts';

/** One or two dates and two times, or two dates: first and last day, earliest and latest time. */
export function span(...parts: string[]): Reading {
  const [date, untilDate] = parts.filter((part) => !part.includes(':'));
  const [time, untilTime] = parts.filter((part) => part.includes(':'));
  return between({
    ...(date !== undefined && { date }),
    ...(untilDate !== undefined && { untilDate }),
    ...(time !== undefined && { time }),
    ...(untilTime !== undefined && { untilTime }),
  });
}

/** Not later than the time; a date is the day that is wanted, not a bound. */
export function before(...parts: string[]): Reading {
  const date = parts.find((part) => !part.includes(':'));
  const untilTime = parts.find((part) => part.includes(':'));
  return until({ ...(date !== undefined && { date }), ...(untilTime !== undefined && { untilTime }) });
}
