import type { DayHours } from './day-hours.ts';

/**
 * What was said about a day and a time, and nothing more: "um 15 Uhr" has a time and no date, "morgen" a date and no
 * time. Dates YYYY-MM-DD, times HH:MM (24 h), both on the wall of the zone.
 * - `at`: `date` and/or `time`.
 * - `from`: not before `date`/`time`. With a day only for the bound: `date` is the day, `time` the earliest on it.
 * - `until`: not after `untilDate`/`untilTime`; `date` is then the wanted day ("morgen bis 11 Uhr").
 * - `between`: `date` to `untilDate` (a week, a range of days) and/or `time` to `untilTime` (a part of the day).
 */
export interface Reading {
  kind: 'at' | 'from' | 'until' | 'between';
  date?: string;
  time?: string;
  untilDate?: string;
  untilTime?: string;
}

/** Why nothing came of it: nothing that names a moment, a day no calendar has, a time no clock shows. */
export type NotUnderstood = 'unclear' | 'no_such_day' | 'no_such_time';

/** `candidates`: two to four, the likeliest first; the caller must be asked which. `none`: nothing usable was said. */
export type MomentReading =
  | { status: 'resolved'; reading: Reading }
  | { status: 'ambiguous'; candidates: Reading[] }
  | { status: 'none'; why: NotUnderstood };

/**
 * `now` is business time, `zone` an IANA name, `locale` BCP 47: it chooses the words and the order of 3/4. `hours` are
 * the tenant's own: what the parts of a day stand for, and which half of the day a bare hour is in.
 */
export interface SpeechContext {
  now: Date;
  zone: string;
  locale: string;
  hours?: DayHours;
}

/** All that a text can mean, the likeliest first. */
export function readingsOf(read: MomentReading): Reading[] {
  if (read.status === 'none') return [];
  return read.status === 'resolved' ? [read.reading] : read.candidates;
}
