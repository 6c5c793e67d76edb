import { addDays, addMonths, weekdayOf } from '../../wall-clock.ts';
import { rewrite } from './scene.ts';
import type { DaySpan, Groups, Scene } from './scene.ts';

/** What a rule makes of a match: the days it can stand for, `impossible` for a day that does not exist, or nothing. */
export type DaysRead = DaySpan[] | 'impossible' | undefined;

/** A pattern over the line and what it stands for. */
export type DayRule = readonly [RegExp, (groups: Groups, scene: Scene, before: string) => DaysRead];

/** A number of units: "a week", "three days", "a few months". */
export const COUNT = '(?<count>a|\\d{1,3}|few)';
/** What belongs to what: "of the", "in", "on the". */
export const OF = '(?: (?:of|in|the|on|at|from))*';
/** Words that may stand between a date and its weekday. */
export const BESIDE = '(?: (?:on|the|a|at|in|of))*';
export const WHICH = '(?<which>this|next|coming|last|afternext)';
/** Behind an ordinal, what it counts: "am dritten freien Termin", "the first Monday". */
export const NOT_COUNTING =
  '(?! (?:_ )?(?:unit|oclock|minute|hour|day|bizday|week|weekend|month|W\\d(?! of said)|d\\d|M\\d|last|half|quarter) )';
const FEW = 3;

/** As `phrase`, where the source begins with its own look-behind and space. */
export function late(source: string): RegExp {
  return new RegExp(`${source}(?= )`, 'g');
}

/** Replaces what each rule understands, rule after rule. */
export function applyDayRules(scene: Scene, rules: readonly DayRule[]): void {
  for (const [pattern, read] of rules) {
    rewrite(scene, pattern, (groups, before) => {
      const made = read(groups, scene, before);
      if (made === undefined) return undefined;
      if (made !== 'impossible') {
        scene.days.push({ options: made, anyYear: isWithoutYear(groups), isDated: hasMonth(groups) });
        return `d${scene.days.length - 1}`;
      }
      scene.impossible = true;
      return '_';
    });
  }
}

function hasMonth({ month, feast, iso, period }: Groups): boolean {
  return month !== undefined || feast !== undefined || iso !== undefined || period === 'month';
}

function isWithoutYear({ day, month, feast, year, short }: Groups): boolean {
  const isYearly = (day !== undefined && month !== undefined) || feast?.startsWith('E') === true;
  return isYearly && year === undefined && short === undefined;
}

/** One day, or none that exists. */
export function single(date: string | undefined): DaySpan[] | 'impossible' {
  return date === undefined ? 'impossible' : [{ date }];
}

/** The days from one to the other. */
export function span(date: string | undefined, untilDate: string | undefined): DaySpan[] | 'impossible' {
  return date === undefined || untilDate === undefined || untilDate < date
    ? 'impossible'
    : [{ date, untilDate }];
}

/** The part of a stretch that is not over; a stretch that is over stays as it was said. */
export function fromToday({ date, untilDate }: DaySpan, today: string): DaySpan {
  if (untilDate === undefined || date >= today || untilDate < today) {
    return untilDate === undefined ? { date } : { date, untilDate };
  }
  return untilDate === today ? { date: today } : { date: today, untilDate };
}

/** "a" is one; "a few" is three. */
export function countOf(count: string | undefined): number {
  if (count === 'few') return FEW;
  return count === undefined || count === 'a' ? 1 : Number(count);
}

/** `date` moved by a number of day, bizday, week, month or year; undefined beyond twenty years. */
export function shift(date: string, count: number, unit: string | undefined): string | undefined {
  if (unit === 'day') return addDays(date, count);
  if (unit === 'week') return addDays(date, count * 7);
  if (unit === 'bizday') return addBusinessDays(date, count);
  return Math.abs(count) > 240 ? undefined : addMonths(date, unit === 'month' ? count : count * 12);
}

/** Monday to Friday count; which of them are holidays is the calendar's business. */
function addBusinessDays(date: string, count: number): string {
  const step = count < 0 ? -1 : 1;
  let at = date;
  for (let left = Math.abs(count); left > 0;) {
    at = addDays(at, step);
    if (weekdayOf(at) <= 5) left -= 1;
  }
  return at;
}
