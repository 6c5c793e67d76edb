import type { DayHours } from '../day-hours.ts';
import type { Lexicon } from './lexicon.ts';

/** One day, or the days from `date` to `untilDate`. */
export interface DaySpan {
  date: string;
  untilDate?: string;
}

/** A day that was understood; `options` likeliest first, more than one where the words leave it open. */
export interface DayFound {
  options: DaySpan[];
  /** A day and month without a year. */
  anyYear?: boolean;
  /** Its month was said: a mere "the 5th" behind it is of that month. */
  isDated?: boolean;
}

/** Which half of the day a time belongs to: `fixed` 24-hour, `open` not said. */
export type DayPart =
  | 'fixed'
  | 'open'
  | 'am'
  | 'pm'
  | 'morning'
  | 'forenoon'
  | 'midday'
  | 'afternoon'
  | 'evening'
  | 'tonight'
  | 'night';

/** A time that was understood. `minute` counts from `hour` as spoken and may be negative ("viertel vor drei"). */
export interface ClockFound {
  hour: number;
  minute: number;
  part: DayPart;
}

/** A part of the day that stands for a stretch of hours: "am späten Vormittag", "first thing"; `open` is all of it. */
export interface PartFound {
  part: string;
  degree: string | undefined;
}

/**
 * Work in progress: the line of lexemes, in which rules replace what they understood by `d0`, `d1` (days), `t0`, `t1`
 * (times) and `p0`, `p1` (parts of a day), and the lists these point into.
 */
export interface Scene {
  line: string;
  days: DayFound[];
  clocks: ClockFound[];
  parts: PartFound[];
  /** A day was named that does not exist. */
  impossible: boolean;
  /** A time was named that no clock shows. */
  impossibleTime: boolean;
  /** The tenant's day. */
  hours: DayHours;
  now: Date;
  zone: string;
  today: string;
  nowTime: string;
  lexicon: Lexicon;
}

export type Groups = Record<string, string | undefined>;

/** A rule's pattern: whole lexemes, with the space in front and up to the space behind. */
export function phrase(source: string): RegExp {
  return new RegExp(` (?:${source})(?= )`, 'g');
}

/**
 * Replaces every match of `pattern` by what `make` answers; `undefined` leaves the match alone. `before` is the line in
 * front of the match.
 */
export function rewrite(
  scene: Scene,
  pattern: RegExp,
  make: (groups: Groups, before: string) => string | undefined,
): void {
  // Most rules find nothing, and to look is far cheaper than to iterate.
  if (scene.line.search(pattern) < 0) return;
  let done = '';
  let from = 0;
  for (const match of scene.line.matchAll(pattern)) {
    const made = make(match.groups ?? {}, scene.line.slice(0, match.index));
    if (made === undefined) continue;
    done += scene.line.slice(from, match.index) + (made === '' ? '' : ` ${made}`);
    from = match.index + match[0].length;
  }
  scene.line = done + scene.line.slice(from);
}

/** Notes a day and answers its place in the line. */
export function addDay(scene: Scene, ...options: DaySpan[]): string {
  scene.days.push({ options });
  return `d${scene.days.length - 1}`;
}

/** Notes a time and answers its place in the line; `undefined` for one that no clock shows. */
export function addClock(scene: Scene, hour: number, minute: number, part: DayPart): string | undefined {
  if (!(hour >= 0 && hour <= 24 && minute > -60 && minute < 60) || (hour === 24 && minute > 0))
    return undefined;
  const isTold = hour > 12 || hour === 0;
  scene.clocks.push({ hour, minute, part: isTold ? 'fixed' : part });
  return `t${scene.clocks.length - 1}`;
}
