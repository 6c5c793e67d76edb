import { addDays, weekdayOf } from '../../wall-clock.ts';
import { applyDayRules, COUNT, countOf, shift, single } from './day-rule.ts';
import type { DayRule, DaysRead } from './day-rule.ts';
import { addDay, phrase, rewrite } from './scene.ts';
import type { DaySpan, Groups, Scene } from './scene.ts';
import { mondayOf } from './yearly.ts';

const UNIT = '(?<unit>day|bizday|week|month|year)';
const DIGITS = '(?<count>\\d{1,2}|few)';
const RANGE = '(?<count>a|\\d{1,2}) (?:until|to|or|-) (?<count2>\\d{1,2})';
const AHEAD: Record<string, number> = { today: 0, tomorrow: 1, overmorrow: 2, yesterday: -1 };
const ANCHOR = '(?<anchor>today|tomorrow|overmorrow)';
const ANCHOR_BACK = '(?<anchor>today|tomorrow|yesterday)';
const NOT_A_TIME = '(?<! (?:at|from|until|after|before|past|to|half|quarter) )';
const AFTER_SOME = phrase(`after (?:the )?${COUNT} ${UNIT}(?! (?:before|after|from|of|ago|said|d\\d|M\\d))`);
// A vague count reaches this many units further than it says.
const FEW_REACH = 2;

const RULES: readonly DayRule[] = [
  [phrase(`${ANCHOR} (?:in|over) ${COUNT} (?<unit>day|week|month|year)`), fromAnchor],
  [phrase(`${COUNT} (?<unit>week|month|year)(?: from)? ${ANCHOR}`), fromAnchor],
  [phrase(`${ANCHOR_BACK} before ${COUNT} ${UNIT}`), backFromAnchor],
  [phrase('today'), (_groups, { today }) => [{ date: today }]],
  [phrase('tomorrow'), (_groups, { today }) => [{ date: addDays(today, 1) }]],
  [phrase('overmorrow'), (_groups, { today }) => [{ date: addDays(today, 2) }]],
  [phrase('yesterday'), (_groups, { today }) => [{ date: addDays(today, -1) }]],
  [phrase('foreyesterday'), (_groups, { today }) => [{ date: addDays(today, -2) }]],
  [phrase(`in (?:at )?(?:the )?${RANGE} ${UNIT}`), countRange],
  [phrase(`${RANGE} ${UNIT} fromnow`), countRange],
  [phrase(`(?:in|within|over) (?:the )?(?:next|coming) ${DIGITS} ${UNIT}`), rolling],
  [phrase(`(?:in|within|over) (?:the )?${DIGITS} (?:next|coming) ${UNIT}`), rolling],
  [phrase(`within (?:the )?(?:next |coming )?${COUNT} ${UNIT}`), rolling],
  [phrase(`within (?:the )?(?:next|coming) ${UNIT}`), rolling],
  [phrase(`(?:the|this) (?:next|coming) ${DIGITS} ${UNIT}`), fullUnits],
  [phrase(`coming ${DIGITS} ${UNIT}`), comingUnits],
  [phrase(`next ${DIGITS} ${UNIT}`), fullUnits],
  // "At three next week" counts no weeks.
  [phrase(`(?:the|this) ${DIGITS} (?:next|coming) ${UNIT}`), fullUnits],
  [phrase(`${NOT_A_TIME}${DIGITS} coming ${UNIT}`), comingUnits],
  [phrase(`${NOT_A_TIME}${DIGITS} next ${UNIT}`), fullUnits],
  [phrase(`in (?:at )?(?:the )?${COUNT} ${UNIT}(?! (?:after|before) said)`), ahead],
  [phrase(`${COUNT} ${UNIT} fromnow`), ahead],
  [phrase('(?:on |at |in )?(?:the )?(?:next|coming) (?<unit>day|bizday)'), ahead],
  [
    phrase(`(?:before ${COUNT} ${UNIT}|(?<count2>a|\\d{1,3}|few) (?<unit2>day|bizday|week|month|year) ago)`),
    ({ count, unit, count2, unit2 }, { today }) =>
      single(shift(today, -countOf(count ?? count2), unit ?? unit2)),
  ],
];

/** Replaces days told from today. Runs after `findWeekPhrases`. */
export function findRelativeDays(scene: Scene): void {
  // "After three days" is that day or later.
  rewrite(scene, AFTER_SOME, (groups) => {
    const days = ahead(groups, scene);
    return Array.isArray(days) ? `from ${addDay(scene, ...days)}` : undefined;
  });
  applyDayRules(scene, RULES);
}

function fromAnchor({ anchor = '', count, unit }: Groups, { today }: Scene): DaysRead {
  return single(shift(addDays(today, AHEAD[anchor] ?? 0), countOf(count), unit));
}

/** "Heute vor einer Woche", "a week ago yesterday". */
function backFromAnchor({ anchor = '', count, unit }: Groups, { today }: Scene): DaysRead {
  return single(shift(addDays(today, AHEAD[anchor] ?? 0), -countOf(count), unit));
}

function ahead({ count, unit }: Groups, { today }: Scene): DaysRead {
  const date = shift(today, countOf(count), unit);
  const until = count === 'few' ? shift(today, countOf(count) + FEW_REACH, unit) : undefined;
  return date === undefined || until === undefined ? single(date) : [{ date, untilDate: until }];
}

function countRange({ count, count2, unit }: Groups, { today }: Scene): DaysRead {
  return stretch(shift(today, countOf(count), unit), shift(today, countOf(count2), unit));
}

/** From tomorrow, for as long as was said. */
function rolling({ count, unit }: Groups, { today }: Scene): DaysRead {
  return stretch(addDays(today, 1), shift(today, countOf(count), unit));
}

/** "Die nächsten zwei Wochen" are two weeks from Monday, "die nächsten zwei Tage" begin tomorrow. */
function fullUnits(groups: Groups, scene: Scene): DaysRead {
  const { count, unit } = groups;
  const { today } = scene;
  if (unit === 'week') {
    const monday = addDays(mondayOf(today), 7);
    return stretch(monday, addDays(monday, 7 * countOf(count) - 1));
  }
  if (unit === 'bizday' && weekdayOf(today) >= 5)
    return stretch(shift(today, 1, unit), shift(today, countOf(count), unit));
  return rolling(groups, scene);
}

/** "Upcoming two weeks": within them, or (in English) the week that is two weeks away. */
function comingUnits(groups: Groups, scene: Scene): DaysRead {
  const within = fullUnits(groups, scene);
  const away = ahead(groups, scene);
  if (
    scene.lexicon.comingUnits === 'stretch' ||
    groups['count'] === 'few' ||
    !Array.isArray(within) ||
    !Array.isArray(away)
  )
    return within;
  const days = groups['unit'] === 'week' ? away.map(({ date }) => ({ date: mondayOf(date) })) : away;
  return [...within, ...days];
}

function stretch(date: string | undefined, untilDate: string | undefined): DaySpan[] | undefined {
  if (date === undefined || untilDate === undefined || untilDate < date) return undefined;
  return untilDate === date ? [{ date }] : [{ date, untilDate }];
}
