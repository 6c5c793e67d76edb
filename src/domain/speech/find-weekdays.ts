import { addDays, daysBetween, weekdayOf } from '../wall-clock.ts';
import { addDay, phrase, rewrite } from './scene.ts';
import type { DaySpan, Groups, Scene } from './scene.ts';
import { mondayOf, nextMonthly, nextMonthlyOn, weekdayAfter } from './yearly.ts';

const W = 'W(?<weekday>\\d)';
const OF = '(?: (?:of|the|on|in))*';
const NTH_DAY =
  '(?:[OP](?<day>\\d{1,2})|(?<=the )(?<said>[1-9]|[12]\\d|3[01])|(?<bare>1[3-9]|2\\d|3[01]))(?! (?:\\d|oclock|am|pm|minute|hour|unit|past|to|before|after|M\\d))';

type WeekdayRule = readonly [RegExp, (groups: Groups, scene: Scene, weekday: number) => string[] | undefined];

/** A weekday with the week it is in. */
const OF_WEEK: readonly WeekdayRule[] = [
  [
    phrase(`${W}${OF} (?:next|coming) week|(?:in |on )?(?:next|coming) week(?: on)?${OF} W(?<weekday2>\\d)`),
    inWeek(1),
  ],
  [phrase(`${W}${OF} this week|this week(?: on)?${OF} W(?<weekday2>\\d)`), inWeek(0)],
  [phrase(`${W}${OF} afternext week|(?:in |on )?afternext week${OF} W(?<weekday2>\\d)`), inWeek(2)],
  [phrase(`${W} in (?<count>a|\\d{1,2}) week`), inSomeWeeks],
  [phrase(`in (?<count>a|\\d{1,2}) week(?: on)?${OF} ${W}`), inSomeWeeks],
  [
    phrase(`(?<count>\\d) ${W} fromnow`),
    ({ count }, { today }, weekday) => [addDays(weekdayAfter(today, weekday), 7 * (Number(count) - 1))],
  ],
];

const NAMED: readonly WeekdayRule[] = [
  [phrase(`(?:on )?(?:the )?next ${W}`), (_groups, scene, weekday) => nextWeekday(scene, weekday)],
  [
    phrase(`(?:on )?(?:the )?(?:this )?coming ${W}`),
    (_groups, { today }, weekday) => [weekdayAfter(today, weekday)],
  ],
  [
    phrase(`(?:on )?(?:the )?this ${W}`),
    (_groups, { today }, weekday) => [weekdayAfter(addDays(today, -1), weekday)],
  ],
  [
    phrase(`(?:on )?(?:the )?afternext ${W}`),
    (_groups, { today }, weekday) => [addDays(weekdayAfter(today, weekday), 7)],
  ],
  [
    phrase(`(?:on )?(?:the )?last ${W}`),
    (_groups, { today }, weekday) => [weekdayAfter(addDays(today, -8), weekday)],
  ],
];

const PLAIN = phrase(W);
// A date and the weekday it falls on, in either order: "Dienstag, den 24. November".
const WITH_DATE = [
  phrase(`(?:(?:next|this|coming) )?${W}(?: (?:on|the|a|at))* d(?<date>\\d+)`),
  phrase(`d(?<date>\\d+)(?: (?:on|the|a))* ${W}(?!(?: (?:on|the|a))* (?:d\\d|next|this|in))`),
];
const WITH_DAY_OF_MONTH = phrase(`(?:(?:next|this|coming) )?${W}(?: (?:on|the))* ${NTH_DAY}`);

const WEEK_SPANS: readonly (readonly [RegExp, (groups: Groups, scene: Scene) => DaySpan[]])[] = [
  [
    phrase(
      '(?:in |at |on )?(?:the )?(?<part>start|middle|end)(?: (?:of|the|at))* (?<which>this|next|coming|afternext) week',
    ),
    ({ part, which }, { today }) => [partOfWeek(part, weekStart(which, today))],
  ],
  [
    phrase('(?<!\\d )(?:in |at |on )?(?:the )?(?<which>this|next|coming|afternext) week'),
    ({ which }, { today }) => {
      const monday = weekStart(which, today);
      return [{ date: which === 'this' ? today : monday, untilDate: addDays(monday, 6) }];
    },
  ],
  [
    phrase('(?:on |at |in )?(?:the )?(?:(?<which>this|coming|next) )?weekend'),
    ({ which }, { today }) => {
      const sunday = addDays(mondayOf(today), 6);
      const near = { date: weekdayOf(today) === 7 ? today : addDays(sunday, -1), untilDate: sunday };
      const far = { date: addDays(sunday, 6), untilDate: addDays(sunday, 7) };
      if (which !== 'next') return [near];
      return weekdayOf(today) >= 6 ? [far] : [far, near];
    },
  ],
];

/** Replaces weekdays that are named with their week. Runs after `findDates`, before `findRelativeDays`. */
export function findWeekPhrases(scene: Scene): void {
  apply(scene, OF_WEEK);
}

/** Replaces the other weekdays, weeks and weekends. Runs after `findRelativeDays` and `findTimes`. */
export function findWeekdays(scene: Scene): void {
  for (const pattern of WITH_DATE) rewrite(scene, pattern, (groups) => agree(groups, scene));
  rewrite(scene, WITH_DAY_OF_MONTH, (groups) => dayOfMonth(groups, scene));
  apply(scene, NAMED);
  for (const [pattern, read] of WEEK_SPANS) {
    rewrite(scene, pattern, (groups) => addDay(scene, ...read(groups, scene)));
  }
  rewrite(scene, PLAIN, ({ weekday }) => addDay(scene, ...plainWeekday(Number(weekday), scene)));
}

function apply(scene: Scene, rules: readonly WeekdayRule[]): void {
  for (const [pattern, read] of rules) {
    rewrite(scene, pattern, (groups) => {
      const dates = read(groups, scene, Number(groups['weekday'] ?? groups['weekday2']));
      return dates === undefined ? undefined : addDay(scene, ...dates.map((date) => ({ date })));
    });
  }
}

/** The next such day after today; said on that very weekday it can be today as well. */
function plainWeekday(weekday: number, { today }: Scene): DaySpan[] {
  const date = weekdayAfter(today, weekday);
  return weekdayOf(today) === weekday ? [{ date }, { date: today }] : [{ date }];
}

function inWeek(ahead: number) {
  return (_groups: Groups, { today }: Scene, weekday: number): string[] => [
    addDays(mondayOf(today), ahead * 7 + weekday - 1),
  ];
}

/** "Montag in einer Woche": that many weeks after this week's Monday, or after the coming one. */
function inSomeWeeks({ count }: Groups, { today }: Scene, weekday: number): string[] {
  const days = 7 * (count === 'a' ? 1 : Number(count));
  const ofWeek = addDays(mondayOf(today), days + weekday - 1);
  const afterComing = addDays(weekdayAfter(today, weekday), days);
  if (weekdayOf(today) === weekday) return [addDays(today, days)];
  return ofWeek === afterComing ? [ofWeek] : [ofWeek, afterComing];
}

function nextWeekday({ today, lexicon }: Scene, weekday: number): string[] {
  const ofNextWeek = addDays(mondayOf(today), 6 + weekday);
  const coming = weekdayAfter(today, weekday);
  if (coming !== ofNextWeek) return lexicon.nextWeekday === 'week' ? [ofNextWeek] : [ofNextWeek, coming];
  // Nobody calls tomorrow "next Monday" for sure.
  return daysBetween(today, coming) === 1 ? [coming, addDays(coming, 7)] : [coming];
}

/** A weekday beside a date: one day where they agree, a question where they do not. */
function agree({ weekday, date }: Groups, scene: Scene): string | undefined {
  const found = scene.days[Number(date)];
  const only = found?.options[0];
  if (found === undefined || only === undefined || only.untilDate !== undefined) return undefined;
  if (found.options.some((option) => weekdayOf(option.date) === Number(weekday))) return `d${date}`;
  const offset = ((Number(weekday) - weekdayOf(only.date) + 10) % 7) - 3;
  const nearest = addDays(only.date, offset);
  found.options = [only, { date: nearest < scene.today ? addDays(nearest, 7) : nearest }];
  return `d${date}`;
}

/** "Freitag, den 14.": where the next 14th is no Friday, the caller has one of the two wrong or means a later month. */
function dayOfMonth({ weekday, day, said, bare }: Groups, scene: Scene): string | undefined {
  const number = Number(day ?? said ?? bare);
  // "Dienstag 15" is three in the afternoon as well as the 15th.
  if (bare !== undefined && scene.lexicon.dotIsOrdinal && number < 25) return undefined;
  const next = nextMonthly(number, scene.today);
  if (next === undefined) {
    scene.impossible = true;
    return '_';
  }
  const both = nextMonthlyOn(Number(weekday), number, scene.today);
  if (both === next) return addDay(scene, { date: next });
  const options = [next, weekdayAfter(scene.today, Number(weekday)), both];
  return addDay(scene, ...options.filter((date) => date !== undefined).map((date) => ({ date })));
}

function weekStart(which: string | undefined, today: string): string {
  return addDays(mondayOf(today), which === 'this' ? 0 : which === 'afternext' ? 14 : 7);
}

function partOfWeek(part: string | undefined, monday: string): DaySpan {
  if (part === 'start') return { date: monday, untilDate: addDays(monday, 1) };
  if (part === 'middle') return { date: addDays(monday, 1), untilDate: addDays(monday, 3) };
  return { date: addDays(monday, 4), untilDate: addDays(monday, 6) };
}
