import { addDays, daysBetween } from '../../wall-clock.ts';
import { applyDayRules, countOf, fromToday, late, NOT_COUNTING, OF, single, WHICH } from './day-rule.ts';
import type { DayRule, DaysRead } from './day-rule.ts';
import {
  ahead,
  calendarWeek,
  edgeOfPeriod,
  firstAhead,
  halfOfPeriod,
  nthInPeriod,
  nthWeek,
  partOfPeriod,
  periodAt,
  periodsOf,
} from './periods.ts';
import type { Period } from './periods.ts';
import { phrase, rewrite } from './scene.ts';
import type { DaySpan, Groups, Scene } from './scene.ts';
import { inMonth, mondayOf, nextMonthly } from './yearly.ts';

const YEAR = '(?: (?:in |of |year )*(?<year>(?:19|20)\\d\\d)(?! (?:oclock|unit)))?';
const named = (units: string): string =>
  `(?:the )?(?:${WHICH} )?(?:M(?<month>\\d+)|(?<period>${units}))${YEAR}`;
const PERIOD = named('month|year|quarter');
const PERIOD_OR_WEEK = named('week|month|year|quarter');
const NTH = '(?:the )?(?:[OP](?<nth>\\d{1,2})(?: to)?(?<fromEnd> last)?|(?<final>last))';
const UNIT = '(?<unit>day|bizday|week|weekend|W\\d)';
const LEAD = '(?:(?:in|at|on|within) )?(?:the )?';
const ON_WEEKDAY = '(?: (?:on|the|a|at|;))* W(?<weekday>\\d)';
const ON_DAY = `(?: (?:on|the|at))* [OP](?<day>\\d{1,2})${NOT_COUNTING}`;

// "Next week, ten o'clock" and "Monday week, ten past nine" name no calendar week.
const WEEK_TOLD = '(?:this|next|coming|last|afternext|a|few|W\\d|[OP]?\\d+|d\\d+|today|tomorrow)';
const NOT_A_TIME =
  '(?! (?:oclock|am|pm|past|to|after|before|half|quarter|minute|hour|unit|in the|\\d{1,2} |morning|afternoon|evening))';

// A new year so near has no other month than January.
const NEAR_DAYS = 62;

const RULES: readonly DayRule[] = [
  [phrase(`${LEAD}${NTH} week${OF} ${PERIOD}${ON_WEEKDAY}`), weekdayOfWeek],
  [phrase(`W(?<weekday>\\d)${OF}(?: the)? ${NTH} week${OF} ${PERIOD}`), weekdayOfWeek],
  [
    phrase(
      `${LEAD}(?:[OP]1|(?<final>last)) (?<count>\\d{1,2}|few) (?<unit>day|bizday|week|month) (?:of|in|(?=the ))${OF} ?${PERIOD_OR_WEEK}`,
    ),
    edge,
  ],
  [phrase(`${LEAD}${NTH} ${UNIT}${OF} ${PERIOD}`), counted],
  [phrase(`in ${PERIOD}(?: (?:on|at))* ${NTH} ${UNIT}`), counted],
  [phrase(`(?:on )?${NTH} (?:(?:of|in) |(?=the ))${PERIOD}`), dayIn],
  [phrase(`${WHICH} (?<period>month|year)(?: (?:on|at|the))* ${NTH} ${UNIT}`), counted],
  [phrase(`${LEAD}${NTH} half${OF} ${PERIOD_OR_WEEK}`), half],
  [
    phrase(`${LEAD}[OP](?<nth>[1-4]) quarter${OF} (?:the )?(?:${WHICH} )?(?<period>year)${YEAR}`),
    quarterOfYear,
  ],
  [
    phrase(
      `${LEAD}(?<part>start|middle|end|early|late)(?: (?:of|the|at|in))* [OP](?<nth>[1-4]) quarter(?:${OF} (?:the )?year)?${YEAR}`,
    ),
    partOfQuarter,
  ],
  [
    phrase(`(?:in )?(?:the )?[OP](?<nth>[1-4]) quarter${YEAR}(?! (?:past|to|before|after|\\d))`),
    quarterOfYear,
  ],
  [phrase(`${LEAD}(?<part>start|middle|end|early|late)(?: (?:of|the|at|in))* ${PERIOD_OR_WEEK}`), part],
  [phrase(`${LEAD}${WHICH} month${ON_DAY}`), dayOfMonth],
  [phrase(`${LEAD}${WHICH} year${ON_DAY}`), dayOfYear],
  [
    phrase(`(?:(?:on|the) )*[OP](?<day>\\d{1,2})(?: day)?(?: (?:of|in|from))?(?: the)? (?:${WHICH} )?month`),
    dayOfMonth,
  ],
  [phrase(`(?:(?:on|the) )*(?<day>\\d{1,2})(?: day)? of(?: the)? (?:${WHICH} )?month`), dayOfMonth],
  [
    phrase(
      `${LEAD}(?<which>this|next|coming) (?:or|and) (?<which2>next|coming|afternext) (?<period>week|month)`,
    ),
    either,
  ],
  [phrase(`${LEAD}${WHICH} (?:M(?<month>\\d+)|(?<period>month|year|quarter))(?! \\d)`), whole],
  [phrase('(?:in )?(?:the )?(?<period>year) (?<year>20\\d\\d)'), whole],
  [late(`(?<! week| day) in (?:the )?M(?<month>\\d+)${YEAR}`), whole],
  [
    phrase(
      `${LEAD}(?:weekno (?<week>\\d{1,2})|[OP]?(?<week2>\\d{1,2}) weekno|(?<!${WEEK_TOLD} )week (?<week3>\\d{1,2})${NOT_A_TIME}|P(?<week4>\\d{1,2}) week)${YEAR}(?! (?:day|week|month|unit))`,
    ),
    numberedWeek,
  ],
];

/** Replaces months and what is told by its place in a month or year. Runs after `findDates`. */
export function findPeriods(scene: Scene): void {
  rewrite(
    scene,
    late('(?<! M\\d+) (?:of|in)(?: the)?(?: year)? (?<year>20\\d\\d)(?! (?:oclock|unit|\\d))'),
    ({ year }) => `of year ${year}`,
  );
  // "Before the end of March" is until it ends.
  rewrite(
    scene,
    phrase(
      `before(?<end>(?: the)? end)(?=(?: (?:of|the))* (?:${WHICH} )?(?:M\\d+|week|month|quarter|year) )`,
    ),
    ({ end = '' }) => `until${end}`,
  );
  applyDayRules(scene, RULES);
}

function counted(groups: Groups, scene: Scene): DaysRead {
  const unit = groups['unit'] ?? '';
  if (unit === 'week') return countedWeek(groups, scene);
  return whereItIs(groups, scene, (period) => nthInPeriod(nthOf(groups), unit, period));
}

/** "Die ersten drei Tage im Dezember." */
function edge(groups: Groups, scene: Scene): DaysRead {
  const { count, unit = '', final } = groups;
  return whereItIs(groups, scene, (period) =>
    edgeOfPeriod(countOf(count), unit, final !== undefined, period),
  );
}

/** A week half in and half out of a month is its first for some, and none of its weeks for others. */
function countedWeek(groups: Groups, scene: Scene): DaysRead {
  const nth = nthOf(groups);
  const generous = whereItIs(groups, scene, (period) => nthWeek(nth, period, true));
  const strict = whereItIs(groups, scene, (period) => nthWeek(nth, period, false));
  if (generous === 'impossible' || strict === 'impossible') return generous;
  return generous[0]?.date === strict[0]?.date ? generous : [...generous, ...strict];
}

/** "Friday in the first week of October" is the first Friday, or the one in the first week. */
function weekdayOfWeek(groups: Groups, scene: Scene): DaysRead {
  const nth = nthOf(groups);
  const weekday = Number(groups['weekday']);
  const counting = whereItIs(groups, scene, (period) => nthInPeriod(nth, `W${weekday}`, period));
  const inWeek = whereItIs(groups, scene, (period) => {
    const week = nthWeek(nth, period, false);
    return week === undefined ? undefined : { date: addDays(mondayOf(week.date), weekday - 1) };
  });
  if (counting === 'impossible' || inWeek === 'impossible') return 'impossible';
  return counting[0]?.date === inWeek[0]?.date ? counting : [...counting, ...inWeek];
}

/** "The first of the year", "the last of the month". */
function dayIn(groups: Groups, scene: Scene): DaysRead {
  const isEdge = groups['final'] !== undefined || Number(groups['nth']) === 1;
  return isEdge && groups['fromEnd'] === undefined ? counted({ ...groups, unit: 'day' }, scene) : undefined;
}

function half(groups: Groups, scene: Scene): DaysRead {
  return whereItIs(groups, scene, (period) => halfOfPeriod(nthOf(groups), period));
}

function quarterOfYear(groups: Groups, scene: Scene): DaysRead {
  const nth = Number(groups['nth']);
  return whereItIs({ ...groups, period: 'year' }, scene, ({ date }) => periodAt('quarter', date, nth - 1));
}

function partOfQuarter(groups: Groups, scene: Scene): DaysRead {
  const nth = Number(groups['nth']);
  return whereItIs({ ...groups, period: 'year' }, scene, ({ date }) =>
    partOfPeriod(partWord(groups), periodAt('quarter', date, nth - 1)),
  );
}

function part(groups: Groups, scene: Scene): DaysRead {
  return whereItIs(groups, scene, (period) => partOfPeriod(partWord(groups), period));
}

function partWord({ part: word }: Groups): string | undefined {
  if (word === 'early') return 'start';
  return word === 'late' ? 'end' : word;
}

function whole(groups: Groups, scene: Scene): DaysRead {
  return whereItIs(groups, scene, (period) => period);
}

function either(groups: Groups, { today }: Scene): DaysRead {
  return [groups['which'], groups['which2']].flatMap((which) =>
    periodsOf({ ...groups, which }, today).map((period) => fromToday(period, today)),
  );
}

function dayOfMonth({ day, which }: Groups, { today }: Scene): DaysRead {
  if (which === undefined) return single(nextMonthly(Number(day), today));
  const [month] = periodsOf({ which, period: 'month' }, today);
  return single(month === undefined ? undefined : inMonth(month.date, Number(day)));
}

/** "Nächstes Jahr am vierten", said when that year is near. */
function dayOfYear({ day, which }: Groups, { today }: Scene): DaysRead {
  const start = periodAt('year', today, ahead(which)).date;
  return daysBetween(today, start) > NEAR_DAYS ? undefined : single(inMonth(start, Number(day)));
}

function numberedWeek({ week, week2, week3, week4, year }: Groups, { today }: Scene): DaysRead {
  const found = calendarWeek(Number(week ?? week2 ?? week3 ?? week4), year, today);
  return found === undefined ? 'impossible' : [fromToday(found, today)];
}

/** What `pick` finds in the first of the periods meant that is not over. */
function whereItIs(
  groups: Groups,
  { today }: Scene,
  pick: (period: Period) => DaySpan | undefined,
): DaySpan[] | 'impossible' {
  const found = firstAhead(periodsOf(groups, today), today, pick);
  return found === undefined ? 'impossible' : [fromToday(found, today)];
}

function nthOf({ nth, fromEnd, final }: Groups): number {
  if (final !== undefined) return -1;
  return fromEnd === undefined ? Number(nth) : -Number(nth);
}
