import { isDate } from '../../wall-clock.ts';
import { applyDayRules, fromToday, NOT_COUNTING, single, span } from './day-rule.ts';
import type { DayRule, DaysRead } from './day-rule.ts';
import { FEAST } from './feasts.ts';
import { findFeasts } from './find-feasts.ts';
import { pastStarts } from './past-starts.ts';
import { ahead } from './periods.ts';
import { phrase, rewrite } from './scene.ts';
import type { Groups, Scene } from './scene.ts';
import { dateOf, fullYear, inMonth, nextMonthly, nextYearly } from './yearly.ts';

const DAY = '[OP]?(?<day>\\d{1,2})';
const DAY_2 = '[OP]?(?<day2>\\d{1,2})';
const MONTH = 'M(?<month>\\d+)';
const YEAR = '(?: (?:in |of |year )*(?<year>(?:19|20)\\d\\d)(?! (?:oclock|unit)))?';
// "18. Juli 14": two digits at the end that cannot be a time.
const SHORT_YEAR = ' (?<short>\\d\\d)(?= (?:$|;))';
const SPOKEN_YEAR = ' 20 (?<short>\\d\\d)';
const NOT_A_TIME = '(?! (?:oclock|am|pm|unit|minute|hour))';
const LINK = '(?: (?:until|to|-|and until))(?: the)?';
// "The first three days of December" is no third of it.
const NO_EDGE = '(?!(?<= (?:O1|last) )\\d+ day)';
const DAY_OF_MONTH = `(?:next )?(?:the )?${NO_EDGE}${DAY}(?: day)?(?: (?:of|in|from))?(?: the)? ${MONTH}`;
// "Im Oktober am ersten Dienstag" is no first of October.
const NOT_COUNTED = '(?!(?<= on(?: the)? )[OP]\\d+ (?:W\\d|week|weekend|bizday))';
const MONTH_DAY = `${MONTH}(?: (?:the|on))* ${NOT_COUNTED}${DAY}${NOT_A_TIME}`;
// How far ahead a year of two digits may lie before it is more likely something else.
const SHORT_YEARS_AHEAD = 2;

const day: DayRule[1] = (groups, scene) => single(calendarDay(groups, scene));

const RULES: readonly DayRule[] = [
  [phrase('Dx'), () => 'impossible'],
  [phrase(`(?<year>(?:19|20)\\d\\d) ${MONTH} ${DAY}`), day],
  [phrase(`${MONTH}(?: -)? (?<year>(?:19|20)\\d\\d)(?: -)? ${DAY}${NOT_A_TIME}`), day],
  [
    phrase(`(?:from )?(?:the )?P?(?<day>\\d{1,2})${LINK} D(?<iso>[\\d-]+)`),
    ({ day: first, iso = '' }) => span(inMonth(iso, Number(first)), iso),
  ],
  [phrase('D(?<iso>[\\d-]+)'), ({ iso = '' }) => (isDate(iso) ? [{ date: iso }] : 'impossible')],
  [
    phrase(
      `(?:(?:from|between) )?(?:the )?${DAY}(?:${LINK}| and(?: the)?) ${DAY_2}(?: of)?(?: the)? ${MONTH}${YEAR}`,
    ),
    monthDays,
  ],
  [phrase(`(?:(?:from|between) )?${MONTH}(?: the)? ${DAY}${LINK} ${DAY_2}${NOT_A_TIME}${YEAR}`), monthDays],
  // "3rd-5th December" has lost its dash.
  [phrase(`O(?<day>\\d{1,2}) O(?<day2>\\d{1,2})(?: of)?(?: the)? ${MONTH}${YEAR}`), monthDays],
  [phrase(`${MONTH}(?: the)? O(?<day>\\d{1,2}) O(?<day2>\\d{1,2})${NOT_A_TIME}${YEAR}`), monthDays],
  [phrase(`between ${MONTH}(?: the)? ${DAY} and(?: the)? ${DAY_2}${NOT_A_TIME}${YEAR}`), monthDays],
  [phrase(`${DAY_OF_MONTH}(?:${SPOKEN_YEAR}|${SHORT_YEAR})`), shortYear],
  [phrase(`${MONTH_DAY}(?:${SPOKEN_YEAR}|${SHORT_YEAR})`), shortYear],
  [phrase(`${DAY_OF_MONTH}${YEAR}`), day],
  [phrase(`${MONTH_DAY}${YEAR}`), day],
];

const SPOKEN_MONTH_RULES: readonly DayRule[] = [
  // "der zwölfte fünfte", "the 3rd of the 11th": the month as an ordinal.
  [phrase(`[OP](?<day>\\d{1,2}) [OP](?<month>\\d{1,2})${YEAR}(?! W\\d)`), spokenMonth],
];
const OF_SPOKEN_MONTH_RULES: readonly DayRule[] = [
  [phrase(`(?:the )?[OP](?<day>\\d{1,2}) of (?:the )?[OP](?<month>\\d{1,2})${YEAR}`), spokenMonth],
];

const DAY_BEHIND = `[OP](?<day2>\\d{1,2})${NOT_COUNTING}(?! (?:of|am|pm) )`;
// Ordinals alone: "vom 3. bis zum 7.", "the 3rd to the 7th".
const ORDINAL_RANGE_RULES: readonly DayRule[] = [
  [
    phrase(
      `(?:(?:from|on) )?(?:the )?[OP](?<day>\\d{1,2})(?: (?:until|to|-))+(?: (?:the|on))* ${DAY_BEHIND}`,
    ),
    daysOfMonth,
  ],
  [phrase(`between (?:the )?[OP](?<day>\\d{1,2}) and (?:the )?${DAY_BEHIND}`), daysOfMonth],
];

const WEEKDAY_DASH = phrase(
  '(?<!(?:from|between|until|-) )(?<weekday>W\\d) -(?= (?:the )?(?:[OP]?\\d{1,2} (?:of )?(?:the )?M\\d|M\\d+ (?:the )?[OP]?\\d|[DE]\\d))',
);
const YEAR_WORD = '(?:in |of )?(?:the )?(?<which>this|next|coming|last|afternext) year';
const DATED = `(?:[OP]?\\d{1,2}(?: (?:of|in|the))* M\\d+|M\\d+(?: (?:the )?[OP]?\\d{1,2})?|S\\d|${FEAST.replace('?<feast>', '?:')})`;
const BEFORE_DATED = '(?:(?:in|on|at|the|;|over|start|middle|end|of) )*';
const YEAR_BEHIND = phrase(`(?<dated>${DATED}) ${YEAR_WORD}`);
const YEAR_BEFORE = phrase(`${YEAR_WORD} (?<dated>${BEFORE_DATED}${DATED})`);
const dated = (which: string): string =>
  `(?:(?:[OP]?\\d{1,2}(?: (?:of|in|the))* )?M(?<month${which}>\\d+)|M(?<month${which}>\\d+)(?: the)? [OP]?\\d{1,2}|E(?<month${which}>\\d+)-\\d+)`;
const YEAR_AT_END = phrase(
  `(?<first>${dated('')})(?<link>(?: (?:until|to|-|on|the))+) (?<second>${dated('2')})(?: (?:of|in))* (?<year>20\\d\\d)(?! (?:oclock|unit))`,
);
const YEAR_IN_END = phrase(
  `(?<first>E(?<month>\\d+)-\\d+)(?<link>(?: (?:until|to|-|on|the))+) D(?<year>20\\d\\d)-(?<month2>\\d\\d)(?<rest>-\\d\\d)`,
);
// "24. bis 26.12."
const SHARED_END = phrase(
  `(?<lead>(?:from |between )?(?:the )?)P(?<day>\\d{1,2})(?<link>${LINK}) E(?<month>\\d+)-(?<day2>\\d+)`,
);
const ORDINAL = '[OP]\\d{1,2}';
const ORDINALS = `(?<days>${ORDINAL}(?: (?:or|and)(?: (?:the|on|W\\d))* ${ORDINAL})+)`;
const MONTH_BEHIND = phrase(`${ORDINALS}(?: (?:of|in|the))* (?<month>M\\d+(?: 20\\d\\d)?)`);
const MONTH_BEFORE = phrase(`(?<month>M\\d+)(?: the)? ${ORDINALS}`);

/** Replaces calendar dates and feasts in the line. */
export function findDates(scene: Scene): void {
  // "Tuesday - 12th January - 11:45": dashes between the parts of one moment.
  rewrite(scene, WEEKDAY_DASH, ({ weekday = '' }) => weekday);
  pastStarts(scene);
  nameYears(scene);
  shareYears(scene);
  shareMonths(scene);
  findFeasts(scene);
  applyDayRules(scene, RULES);
  applyDayRules(scene, scene.lexicon.dotIsOrdinal ? SPOKEN_MONTH_RULES : OF_SPOKEN_MONTH_RULES);
  applyDayRules(scene, ORDINAL_RANGE_RULES);
}

/** "March to May 2028": the year at the end is the one of the start, or the one after it. */
function shareYears(scene: Scene): void {
  rewrite(
    scene,
    YEAR_AT_END,
    ({ first = '', month, link = '', second = '', month2, year }) =>
      `${first} ${Number(year) - (Number(month) > Number(month2) ? 1 : 0)}${link} ${second} ${year}`,
  );
  rewrite(scene, YEAR_IN_END, ({ month, month2, first = '', link = '', year, rest }) => {
    const ofFirst = Number(year) - (Number(month) > Number(month2) ? 1 : 0);
    return `${first} ${ofFirst}${link} D${year}-${month2}${rest}`;
  });
}

/** "Next year" beside a date becomes the number of that year, behind the date. */
function nameYears(scene: Scene): void {
  const named = ({ dated = '', which }: Groups): string =>
    `${dated} ${Number(scene.today.slice(0, 4)) + ahead(which)}`;
  rewrite(scene, YEAR_BEHIND, named);
  rewrite(scene, YEAR_BEFORE, named);
}

/** "The 3rd or 4th of May": each day with its month. */
function shareMonths(scene: Scene): void {
  rewrite(scene, MONTH_BEHIND, ({ days = '', month = '' }) =>
    days.replaceAll(/[OP]\d+/g, (ordinal) => `${ordinal} ${month}`),
  );
  rewrite(scene, SHARED_END, ({ lead = '', day, link = '', month, day2 }) =>
    Number(day) < Number(day2) ? `${lead}E${month}-${day}${link} E${month}-${day2}` : undefined,
  );
  rewrite(scene, MONTH_BEFORE, ({ days = '', month = '' }) =>
    days.replaceAll(/[OP]\d+/g, (ordinal) => `${month} ${ordinal}`),
  );
}

function calendarDay(groups: Groups, scene: Scene): string | undefined {
  const { month, day, year } = groups;
  return year === undefined
    ? nextYearly(Number(month), Number(day), scene.today)
    : dateOf(Number(year), Number(month), Number(day));
}

function monthDays(groups: Groups, scene: Scene): DaysRead {
  const { day, day2 } = groups;
  if (Number(day2) <= Number(day)) return undefined;
  const until = calendarDay({ ...groups, day: day2 }, scene);
  const days = span(until === undefined ? undefined : inMonth(until, Number(day)), until);
  return days === 'impossible' ? days : days.map((found) => fromToday(found, scene.today));
}

/** "Vom 3. bis zum 7.": both in one month, the next in which they are not over. */
function daysOfMonth({ day, day2 }: Groups, { today }: Scene): DaysRead {
  const until = nextMonthly(Number(day2), today);
  if (Number(day2) <= Number(day) || until === undefined) return undefined;
  const date = inMonth(until, Number(day));
  return date === undefined ? 'impossible' : [fromToday({ date, untilDate: until }, today)];
}

function shortYear(groups: Groups, scene: Scene): DaysRead {
  const year = fullYear(groups['short'] ?? '');
  const ahead = Number(year) - Number(scene.today.slice(0, 4));
  const isBirth = year.startsWith('19');
  if (!isBirth && (ahead < 0 || ahead > SHORT_YEARS_AHEAD)) return undefined;
  return single(calendarDay({ ...groups, year }, scene));
}

function spokenMonth(groups: Groups, scene: Scene): DaysRead {
  return Number(groups['month']) > 12 ? undefined : single(calendarDay(groups, scene));
}
