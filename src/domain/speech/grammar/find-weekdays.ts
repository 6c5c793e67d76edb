import { addDays, daysBetween, weekdayOf } from '../../wall-clock.ts';
import { addDay, phrase, rewrite } from './scene.ts';
import type { DaySpan, Groups, Scene } from './scene.ts';
import { countOf, fromToday, shift } from './day-rule.ts';
import { ahead, firstAhead, nthInPeriod, periodAt } from './periods.ts';
import { weekendAt, weekendsMeant } from './weekends.ts';
import { mondayOf, nextMonthly, nextMonthlyOn, weekdayAfter, yearWithWeekday } from './yearly.ts';

const W = 'W(?<weekday>\\d)';
const MAX_WITHIN = 5;
const OF = '(?: (?:of|the|on|in|a))*';
const COUNT = '(?<count>a|\\d{1,2})';
const WHICH = '(?<which>this|next|coming|last|afternext)';
const NTH_DAY =
  '(?:[OP](?<day>\\d{1,2})(?! (?:oclock|am|pm|minute|hour|unit|M\\d+) )|(?:(?<=the )(?<said>[1-9]|[12]\\d|3[01])|(?<bare>1[3-9]|2\\d|3[01]))(?! (?:\\d+|oclock|am|pm|minute|hour|unit|past|to|before|after|M\\d+) ))';

type WeekdayRule = readonly [RegExp, (groups: Groups, scene: Scene, weekday: number) => string[] | undefined];

/** A weekday with the week it is in. */
const OF_WEEK: readonly WeekdayRule[] = [
  [phrase(`${W}${OF} ${WHICH} week(?! after)`), inWeek],
  [phrase(`(?:in |on )?(?:the )?${WHICH} week(?: (?:on|at))*${OF} ${W}`), inWeek],
  // British and German: a week after the coming one.
  [phrase(`${W} (?:over|fromnow) ${COUNT} week`), afterComing],
  [
    phrase(`${W} week(?! (?:(?:2[5-9]|[345]\\d) |of|from|after|before|d\\d|in (?:the )?(?:M?\\d|d\\d)))`),
    afterComing,
  ],
  [phrase(`${W}${OF} in (?:a|1) week`), afterComing],
  [
    phrase(`(?<!(?:in|before|from|within|over|next|coming|last) )${COUNT} week(?: (?:on|from|after))? ${W}`),
    afterComing,
  ],
  [phrase(`${W}${OF}(?: in)? ${COUNT} week(?: fromnow)?(?! (?:before|after|from|ago))`), inSomeWeeks],
  [phrase(`(?:in ${COUNT} week|(?<count2>a|\\d{1,2}) week fromnow)(?: on)?${OF} ${W}`), inSomeWeeks],
  [
    phrase(`${W}${OF} (?:in )?${COUNT} (?<unit>month|year)(?: fromnow)?(?! (?:before|after|from|ago))`),
    nearWeekday,
  ],
  [phrase(`(?:in )?${COUNT} (?<unit>month|year)(?: fromnow)?${OF} ${W}`), nearWeekday],
  [
    phrase(`(?:the )?[OP]?(?<count>\\d) ${W} fromnow`),
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
  [phrase(`(?:on )?(?:the )?afternext ${W}`), (_groups, scene, weekday) => afterNext(scene, weekday)],
  [
    phrase(`(?:on )?(?:the )?last ${W}`),
    (_groups, { today }, weekday) => [weekdayAfter(addDays(today, -8), weekday)],
  ],
];

const NOT_ANCHORED = '(?! (?:(?:after|before|of) said|(?:after|before) (?:(?:on|the) )*d\\d))';
// "The second Tuesday", of this month or the next, or counted from today.
const COUNTED_ALONE = phrase(
  `(?:(?:on|the) )*O(?<nth>[1-5]) ${W}(?! (?:of|in|after|before|from|fromnow|this|next|closest|to))`,
);
const PLAIN = phrase(`(?<! said (?:(?:on|the|at) )*)${W}${NOT_ANCHORED}`);
// A date and the weekday it falls on, in either order: "Dienstag, den 24. November".
const WITH_DATE = [
  phrase(`(?:(?:next|this|coming) )?${W}(?: (?:on|the|a|at|in|of|within))* d(?<date>\\d+)`),
  phrase(
    `d(?<date>\\d+)(?: (?:on|the|a))* ${W}(?!(?: (?:on|the|a))* (?:d\\d|next|this|in|(?:after|before|of) said))`,
  ),
];
// "Samstagvormittag, den 28."
const TIME_BETWEEN = phrase(
  `${W} (?<time>(?:(?:early|late|in|at|the) )*(?:morning|forenoon|midday|afternoon|evening|night|[tp]\\d+)) (?<day>(?:(?:on|the) )+[OP]\\d{1,2}(?! (?:M\\d|W\\d|day|week|month)))`,
);
const WITH_DAY_OF_MONTH = phrase(`(?:(?:next|this|coming) )?${W}(?: (?:on|the))* ${NTH_DAY}`);
// "The 24th, Tuesday": beyond the fifth, no weekdays of a month are counted.
const DAY_OF_MONTH_FIRST = phrase(
  `(?:(?:on|the) )*O(?<day>[6-9]|[12]\\d|3[01]) ${W}(?! (?:of|in|after|before|from))`,
);

const WEEKEND_OF_WEEK = [
  phrase(`(?:in |on )?(?:the )?${WHICH} week(?: (?:on|at|the))* weekend`),
  phrase(`(?:on |at )?(?:the )?weekend${OF} ${WHICH} week`),
];
// "Weekend after next, Saturday preferably": a weekday of the stretch that was named.
const IN_STRETCH = phrase(
  `d(?<date>\\d+)(?<beside>(?: (?:_|on|the|a|at|in|[tp]\\d+)){0,4}) ${W}${NOT_ANCHORED}(?! (?:next|this|week))`,
);
const WEEKEND_IN_WEEKS = phrase(
  `(?:(?:on |at )?(?:the )?weekend in ${COUNT} week|in (?<count2>a|\\d{1,2}) week(?: (?:on|at|the))* weekend)`,
);

const WEEK_SPANS: readonly (readonly [RegExp, (groups: Groups, scene: Scene) => DaySpan[]])[] = [
  [
    phrase(`(?<! \\d+ )(?:in |at |on |within )?(?:the )?(?:this )?${WHICH} week`),
    ({ which }, { today }) => [fromToday(periodAt('week', today, ahead(which)), today)],
  ],
  [
    phrase(
      `(?<!\\d )(?:on |at |in |over )?(?:the )?(?:${WHICH} )?weekend(?! (?:after|before) (?:said|d\\d))`,
    ),
    ({ which }, scene) => weekendsMeant(which, scene),
  ],
];

// "Nicht nächste Woche, sondern übernächste."
const SAME_UNIT = phrase(
  '(?<first>this|next|coming) (?<unit>week|weekend|month|W\\d)(?<between>(?: (?![dtWM]\\d)\\S+){0,3}) (?<second>next|afternext)(?= (?:$|;))',
);

// Weekdays told together share their week: "Montag oder Dienstag nächster Woche".
const LIST = 'W\\d(?:(?: (?:or|and|until|to|-|;|on|the))+ W\\d)+';
const LIST_OF_WEEK = [
  phrase(`(?<list>${LIST})${OF} (?<week>(?:this|next|coming|afternext) week)`),
  phrase(`(?<week>(?:this|next|coming|afternext) week)(?: (?:on|from|between|the))* (?<list>${LIST})`),
];

/** Replaces weekdays that are named with their week. Runs after `findDates`, before `findRelativeDays`. */
export function findWeekPhrases(scene: Scene): void {
  rewrite(
    scene,
    SAME_UNIT,
    ({ first = '', between = '', unit = '', second = '' }) => `${first} ${unit}${between} ${second} ${unit}`,
  );
  for (const pattern of LIST_OF_WEEK) {
    rewrite(scene, pattern, ({ list = '', week = '' }) => list.replaceAll(/W\d/g, (day) => `${day} ${week}`));
  }
  for (const pattern of WEEKEND_OF_WEEK) {
    rewrite(scene, pattern, ({ which }) => addDay(scene, weekendAt(ahead(which), scene)));
  }
  rewrite(scene, WEEKEND_IN_WEEKS, ({ count, count2 }) =>
    addDay(scene, weekendAt(countOf(count ?? count2), scene)),
  );
  apply(scene, OF_WEEK);
}

/** Replaces the other weekdays, weeks and weekends. Runs after `findRelativeDays` and `findTimes`. */
export function findWeekdays(scene: Scene): void {
  rewrite(scene, TIME_BETWEEN, ({ weekday, time = '', day = '' }) => `W${weekday} ${day} ${time}`);
  for (const pattern of WITH_DATE) rewrite(scene, pattern, (groups) => agree(groups, scene));
  for (const pattern of [WITH_DAY_OF_MONTH, DAY_OF_MONTH_FIRST])
    rewrite(scene, pattern, (groups) => dayOfMonth(groups, scene));
  apply(scene, NAMED);
  for (const [pattern, read] of WEEK_SPANS) {
    rewrite(scene, pattern, (groups) => addDay(scene, ...read(groups, scene)));
  }
  rewrite(scene, IN_STRETCH, ({ date, beside = '', weekday }) => {
    const spans = (scene.days[Number(date)]?.options ?? []).filter(
      ({ date: first, untilDate = first }) => untilDate > first && daysBetween(first, untilDate) < 7,
    );
    const inside = weekdaysWithin(spans, Number(weekday));
    return inside.length === 0 ? undefined : `_${beside} ${addDay(scene, ...inside)}`;
  });
  rewrite(scene, COUNTED_ALONE, ({ nth, weekday }) =>
    addDay(scene, ...countedAlone(Number(nth), Number(weekday), scene)),
  );
  rewrite(scene, PLAIN, ({ weekday }) => addDay(scene, ...plainWeekday(Number(weekday), scene)));
}

function apply(scene: Scene, rules: readonly WeekdayRule[]): void {
  for (const [pattern, read] of rules) {
    rewrite(scene, pattern, (groups) => {
      const dates = read(groups, scene, Number(groups['weekday']));
      return dates === undefined ? undefined : addDay(scene, ...dates.map((date) => ({ date })));
    });
  }
}

/** The next such day after today; said on that very weekday it can be today as well. */
function plainWeekday(weekday: number, { today }: Scene): DaySpan[] {
  const date = weekdayAfter(today, weekday);
  return weekdayOf(today) === weekday ? [{ date }, { date: today }] : [{ date }];
}

function countedAlone(nth: number, weekday: number, { today }: Scene): DaySpan[] {
  const months = [periodAt('month', today, 0), periodAt('month', today, 1)];
  const ofMonth = firstAhead(months, today, (month) => nthInPeriod(nth, `W${weekday}`, month));
  const fromToday = addDays(weekdayAfter(today, weekday), 7 * (nth - 1));
  return ofMonth === undefined || ofMonth.date === fromToday
    ? [{ date: fromToday }]
    : [ofMonth, { date: fromToday }];
}

function inWeek({ which }: Groups, { today }: Scene, weekday: number): string[] {
  return [addDays(mondayOf(today), ahead(which) * 7 + weekday - 1)];
}

function afterComing({ count }: Groups, { today }: Scene, weekday: number): string[] {
  const days = 7 * countOf(count);
  return [addDays(weekdayOf(today) === weekday ? today : weekdayAfter(today, weekday), days)];
}

/** "In zwei Monaten am Dienstag": the one from that day on, or the one before. */
function nearWeekday({ count, unit }: Groups, { today }: Scene, weekday: number): string[] | undefined {
  const date = shift(today, countOf(count), unit);
  if (date === undefined) return undefined;
  const from = weekdayAfter(addDays(date, -1), weekday);
  return from === date ? [date] : [from, addDays(from, -7)];
}

/** "Montag in einer Woche": that many weeks after this week's Monday, or after the coming one. */
function inSomeWeeks({ count, count2 }: Groups, { today }: Scene, weekday: number): string[] {
  const days = 7 * countOf(count ?? count2);
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

/** The one after the next: a week after either of those that "next" can be. */
function afterNext(scene: Scene, weekday: number): string[] {
  const coming = weekdayAfter(scene.today, weekday);
  const isInNextWeek = coming > addDays(mondayOf(scene.today), 6);
  return isInNextWeek ? [addDays(coming, 7)] : [addDays(coming, 7), addDays(coming, 14)];
}

/** A weekday beside a date: one day where they agree, a question where they do not. */
function agree({ weekday, date: index }: Groups, scene: Scene): string | undefined {
  const found = scene.days[Number(index)];
  const only = found?.options[0];
  if (found === undefined || only === undefined) return undefined;
  const wanted = Number(weekday);
  if (only.untilDate !== undefined) {
    const inside = weekdaysWithin(found.options, wanted);
    return inside.length === 0 ? undefined : addDay(scene, ...inside);
  }
  const agreeing = found.options.filter((option) => weekdayOf(option.date) === wanted);
  if (agreeing.length > 0) return addDay(scene, ...agreeing);
  // "Vor zwei Wochen war ich da, geht Dienstag?"
  if (only.date < scene.today) return undefined;
  const offset = ((wanted - weekdayOf(only.date) + 10) % 7) - 3;
  const nearest = addDays(only.date, offset);
  const later = found.anyYear === true ? yearWithWeekday(only.date, wanted) : undefined;
  const options = [only.date, nearest < scene.today ? addDays(nearest, 7) : nearest, later];
  return addDay(scene, ...options.filter((date) => date !== undefined).map((date) => ({ date })));
}

/** "Ein Freitag im November" can be any of them. */
export function weekdaysWithin(spans: DaySpan[], weekday: number): DaySpan[] {
  return spans.flatMap(({ date, untilDate = date }) => {
    const inside: DaySpan[] = [];
    for (let day = weekdayAfter(addDays(date, -1), weekday); day <= untilDate; day = addDays(day, 7)) {
      if (inside.length <= MAX_WITHIN) inside.push({ date: day });
    }
    return inside;
  });
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
  const options = [both, next, weekdayAfter(scene.today, Number(weekday))];
  return addDay(scene, ...options.filter((date) => date !== undefined).map((date) => ({ date })));
}
