import { addDays, addMonths, isDate } from '../wall-clock.ts';
import { addDay, phrase, rewrite } from './scene.ts';
import type { DaySpan, Groups, Scene } from './scene.ts';
import {
  dateOf,
  easterDay,
  inMonth,
  nextEaster,
  monthSpan,
  nextMonthly,
  nextYearly,
  nthWeekday,
} from './yearly.ts';

/** A rule answers the days it stands for, `impossible` for a day that does not exist, `undefined` for no match. */
type DayRule = readonly [RegExp, (groups: Groups, scene: Scene) => DaySpan[] | 'impossible' | undefined];

/** As `phrase`, where the source begins with its own look-behind and space. */
const late = (source: string): RegExp => new RegExp(`${source}(?= )`, 'g');

const DAY = '[OP]?(?<day>\\d{1,2})';
const DAY_2 = '[OP]?(?<day2>\\d{1,2})';
const MONTH = 'M(?<month>\\d+)';
const YEAR = '(?: (?:in |of )?(?<year>(?:19|20)\\d\\d)(?! (?:oclock|unit)))?';
const NOT_A_TIME = '(?! (?:oclock|am|pm|unit|minute|hour))';
// An ordinal that counts something else: "den ersten freien Termin", "the first one", "first of all".
const NOT_COUNTED = '(?! (?:_|unit|of|oclock|minute|hour|day|week|month|W\\d|d\\d|M\\d))';
const LINK = '(?: (?:until|to|-))(?: the)?';

const CALENDAR_RULES: readonly DayRule[] = [
  [phrase('Dx'), () => 'impossible'],
  [
    phrase(`(?<year>(?:19|20)\\d\\d) ${MONTH} ${DAY}`),
    ({ day, month, year }, scene) => single(calendarDay(month, day, year, scene)),
  ],
  [
    phrase(`(?:from )?(?:the )?P?(?<day>\\d{1,2})${LINK} D(?<iso>[\\d-]+)`),
    ({ day, iso = '' }) => span(inMonth(iso, Number(day)), iso),
  ],
  [phrase('D(?<iso>[\\d-]+)'), ({ iso = '' }) => (isDate(iso) ? [{ date: iso }] : 'impossible')],
  [
    phrase('(?:next )?X(?<offset>-?\\d+)(?: (?<year>(?:19|20)\\d\\d))?'),
    ({ offset, year }, { today }) =>
      single(
        year === undefined ? nextEaster(Number(offset), today) : easterDay(Number(year), Number(offset)),
      ),
  ],
  [
    phrase('(?:next )?E(?<month>\\d+)-(?<day>\\d+)(?: (?<year>(?:19|20)\\d\\d))?'),
    ({ month, day, year }, scene) => single(calendarDay(month, day, year, scene)),
  ],
  [
    phrase(`(?:from )?(?:the )?${DAY}${LINK} ${DAY_2}(?: of)?(?: the)? ${MONTH}${YEAR}`),
    ({ day, day2, month, year }, scene) => monthDays(month, day, day2, year, scene),
  ],
  [
    phrase(`(?:from )?${MONTH}(?: the)? ${DAY}${LINK} ${DAY_2}${NOT_A_TIME}${YEAR}`),
    ({ day, day2, month, year }, scene) => monthDays(month, day, day2, year, scene),
  ],
  [
    phrase(`(?:(?:on )?the )?O(?<nth>[1-5]) W(?<weekday>\\d)(?: (?:in|of))?(?: the)? ${MONTH}${YEAR}`),
    ({ nth, weekday, month, year }, scene) => nthOfMonth(Number(nth), weekday, month, year, scene),
  ],
  [
    phrase(`(?:the )?last W(?<weekday>\\d)(?: (?:in|of))?(?: the)? ${MONTH}${YEAR}`),
    ({ weekday, month, year }, scene) => nthOfMonth(-1, weekday, month, year, scene),
  ],
  [
    phrase(`(?<part>start|middle|end)(?: (?:of|the))* ${MONTH}${YEAR}`),
    ({ part, month, year }, scene) => partOfMonth(part, monthStart(month, year, scene)),
  ],
  [
    phrase(`(?:next )?(?:the )?${DAY}(?: day)?(?: (?:of|in))?(?: the)? ${MONTH}${YEAR}`),
    ({ day, month, year }, scene) => single(calendarDay(month, day, year, scene)),
  ],
  [
    phrase(`${MONTH}(?: the)? ${DAY}${NOT_A_TIME}${YEAR}`),
    ({ day, month, year }, scene) => single(calendarDay(month, day, year, scene)),
  ],
];

const SPOKEN_MONTH_RULES: readonly DayRule[] = [
  // "der zwölfte fünfte": the month as an ordinal.
  [
    phrase(`[OP](?<day>\\d{1,2}) [OP](?<month>\\d{1,2})${YEAR}`),
    ({ day, month, year }, scene) =>
      Number(month) > 12 ? undefined : single(calendarDay(month, day, year, scene)),
  ],
];

const RELATIVE_RULES: readonly DayRule[] = [
  [
    phrase('(?<anchor>today|tomorrow) in (?<count>a|\\d{1,2}) (?<unit>day|week|month)'),
    ({ anchor, count, unit }, { today }) =>
      single(shift(addDays(today, anchor === 'today' ? 0 : 1), countOf(count), unit)),
  ],
  [phrase('today'), (_groups, { today }) => [{ date: today }]],
  [phrase('tomorrow'), (_groups, { today }) => [{ date: addDays(today, 1) }]],
  [phrase('overmorrow'), (_groups, { today }) => [{ date: addDays(today, 2) }]],
  [phrase('yesterday'), (_groups, { today }) => [{ date: addDays(today, -1) }]],
  [phrase('foreyesterday'), (_groups, { today }) => [{ date: addDays(today, -2) }]],
  [
    phrase('in(?: the)? (?<count>a|\\d{1,3}) (?<unit>day|week|month|year)'),
    ({ count, unit }, { today }) => single(shift(today, countOf(count), unit)),
  ],
  [
    phrase('(?<count>a|\\d{1,3}) (?<unit>day|week|month|year) fromnow'),
    ({ count, unit }, { today }) => single(shift(today, countOf(count), unit)),
  ],
  [
    phrase(
      '(?:before (?<count>a|\\d{1,3}) (?<unit>day|week|month|year)|(?<count2>a|\\d{1,3}) (?<unit2>day|week|month|year) ago)',
    ),
    ({ count, unit, count2, unit2 }, { today }) =>
      single(shift(today, -countOf(count ?? count2), unit ?? unit2)),
  ],
  [
    phrase('(?:in )?(?:the )?(?:next|coming) (?<count>\\d{1,2}) day'),
    ({ count }, { today }) => [{ date: addDays(today, 1), untilDate: addDays(today, Number(count)) }],
  ],
  [
    phrase(`(?:the )?${DAY}(?: day)?(?: (?:of|in))?(?: the)? (?<which>this|next|coming) month`),
    ({ day, which }, { today }) =>
      single(inMonth(addMonths(monthSpan(today).date, which === 'this' ? 0 : 1), Number(day))),
  ],
  [
    phrase('(?<!(?:start|middle|end) (?:of |the )*)(?:in )?(?:the )?(?<which>this|next|coming) month'),
    ({ which }, scene) => wholeMonth(addMonths(monthSpan(scene.today).date, which === 'this' ? 0 : 1), scene),
  ],
  [
    phrase('(?<part>start|middle|end)(?: (?:of|the))* (?:(?<which>this|next|coming) )?month'),
    ({ part, which }, { today }) =>
      partOfMonth(part, addMonths(monthSpan(today).date, which === undefined || which === 'this' ? 0 : 1)),
  ],
  [
    late(`(?<! week| day) in (?:the )?${MONTH}(?: (?<year>20\\d\\d))?`),
    ({ month, year }, scene) => wholeMonth(monthStart(month, year, scene), scene),
  ],
];

const LATE_RULES: readonly DayRule[] = [
  [
    phrase('(?<count>a|\\d{1,2}) (?<unit>day|week|month|year) (?:from|after) (?:on )?d(?<anchor>\\d+)'),
    ({ count, unit, anchor }, scene) => {
      const from = scene.days[Number(anchor)]?.options;
      return from?.length === 1 && from[0] !== undefined
        ? single(shift(from[0].date, countOf(count), unit))
        : undefined;
    },
  ],
  [
    /^ M(?<month>\d+)(?: (?<year>20\d\d))?(?= $)/g,
    ({ month, year }, scene) => wholeMonth(monthStart(month, year, scene), scene),
  ],
  [phrase(`(?:(?:on|at) )?(?:the )?(?:on )?O(?<day>\\d{1,2})${NOT_COUNTED}`), englishOrdinal],
  [
    late(`(?<= (?:on|until|from|after|before|between|and|or)(?: the)?) O(?<day>\\d{1,2})${NOT_COUNTED}`),
    ordinalDay,
  ],
  [late(`(?<= the) O(?<day>[6-9]|[123]\\d)${NOT_COUNTED}`), ordinalDay],
  [
    late(`(?<=^| (?:on|the|until|from|after|before|between|and|or|-)) P(?<day>\\d{1,2})${NOT_COUNTED}`),
    ordinalDay,
  ],
  [phrase('(?:on|the|on the) (?<day>[1-9]|[12]\\d|3[01])(?= (?:$|;|at|t\\d|C))'), ordinalDay],
];

/** Replaces calendar dates in the line. */
export function findDates(scene: Scene): void {
  apply(scene, CALENDAR_RULES);
  if (scene.lexicon.dotIsOrdinal) apply(scene, SPOKEN_MONTH_RULES);
}

/** Replaces days told from today, and parts of months. Runs after `findWeekPhrases`. */
export function findRelativeDays(scene: Scene): void {
  apply(scene, RELATIVE_RULES);
}

/** Replaces what builds on days already found, lone months and days of the month. Runs after `findWeekdays`. */
export function findLateDays(scene: Scene): void {
  apply(scene, LATE_RULES);
}

function apply(scene: Scene, rules: readonly DayRule[]): void {
  for (const [pattern, read] of rules) {
    rewrite(scene, pattern, (groups) => {
      const made = read(groups, scene);
      if (made === undefined) return undefined;
      if (made !== 'impossible') return addDay(scene, ...made);
      scene.impossible = true;
      return '_';
    });
  }
}

function englishOrdinal(groups: Groups, scene: Scene): DaySpan[] | 'impossible' | undefined {
  return scene.lexicon.dotIsOrdinal ? undefined : ordinalDay(groups, scene);
}

function ordinalDay({ day }: Groups, { today }: Scene): DaySpan[] | 'impossible' {
  return single(nextMonthly(Number(day), today));
}

function single(date: string | undefined): DaySpan[] | 'impossible' {
  return date === undefined ? 'impossible' : [{ date }];
}

function span(date: string | undefined, untilDate: string | undefined): DaySpan[] | 'impossible' {
  return date === undefined || untilDate === undefined || untilDate < date
    ? 'impossible'
    : [{ date, untilDate }];
}

function calendarDay(
  month: string | undefined,
  day: string | undefined,
  year: string | undefined,
  scene: Scene,
) {
  return year === undefined
    ? nextYearly(Number(month), Number(day), scene.today)
    : dateOf(Number(year), Number(month), Number(day));
}

function monthDays(
  month: string | undefined,
  day: string | undefined,
  day2: string | undefined,
  year: string | undefined,
  scene: Scene,
): DaySpan[] | 'impossible' | undefined {
  if (Number(day2) <= Number(day)) return undefined;
  const until = calendarDay(month, day2, year, scene);
  return span(until === undefined ? undefined : inMonth(until, Number(day)), until);
}

/** The first of the month that is meant: this year's, or next year's once it is over. */
function monthStart(
  month: string | undefined,
  year: string | undefined,
  { today }: Scene,
): string | undefined {
  const thisYear = Number(today.slice(0, 4));
  if (year !== undefined) return dateOf(Number(year), Number(month), 1);
  return dateOf(Number(month) < Number(today.slice(5, 7)) ? thisYear + 1 : thisYear, Number(month), 1);
}

function wholeMonth(start: string | undefined, { today }: Scene): DaySpan[] | undefined {
  if (start === undefined) return undefined;
  const { date, untilDate } = monthSpan(start);
  return [{ date: date < today && untilDate >= today ? today : date, untilDate }];
}

function partOfMonth(part: string | undefined, start: string | undefined): DaySpan[] | undefined {
  if (start === undefined) return undefined;
  const { date, untilDate } = monthSpan(start);
  if (part === 'start') return [{ date, untilDate: addDays(date, 9) }];
  if (part === 'middle') return [{ date: addDays(date, 10), untilDate: addDays(date, 19) }];
  return [{ date: addDays(date, 20), untilDate }];
}

function nthOfMonth(
  nth: number,
  weekday: string | undefined,
  month: string | undefined,
  year: string | undefined,
  { today }: Scene,
): DaySpan[] | 'impossible' {
  if (year !== undefined) return single(nthWeekday(Number(year), Number(month), Number(weekday), nth));
  const thisYear = Number(today.slice(0, 4));
  const dates = [thisYear, thisYear + 1].map((y) => nthWeekday(y, Number(month), Number(weekday), nth));
  return single(dates.find((date) => date !== undefined && date >= today));
}

function countOf(count: string | undefined): number {
  return count === 'a' ? 1 : Number(count);
}

function shift(date: string, count: number, unit: string | undefined): string | undefined {
  if (unit === 'day') return addDays(date, count);
  if (unit === 'week') return addDays(date, count * 7);
  return count > 240 ? undefined : addMonths(date, unit === 'month' ? count : count * 12);
}
