import { addDays, weekdayOf } from '../../wall-clock.ts';
import { COUNT, countOf, fromToday } from './day-rule.ts';
import { addDay, phrase, rewrite } from './scene.ts';
import type { DaySpan, Groups, Scene } from './scene.ts';
import { mondayOf, weekdayAfter } from './yearly.ts';

// How many days "shortly before Christmas" reaches back.
const FEW_DAYS = 5;
const NEAR_DAY = phrase('near (?<side>before|after)(?: (?:on|the|at))* d(?<index>\\d+)');
const REST = phrase('near');
const W = '(?:(?:on|the|last) )*W(?<weekday>\\d)';
const NO_DAY_BEHIND = '(?! (?:before|after|from|d\\d|W\\d|today|tomorrow|yesterday))';
const WEEKDAYS_AGO = [
  phrase(
    `${W}(?: (?:on|the|of|in|;))* (?:before ${COUNT} week|(?<count2>a|\\d{1,3}) week ago)${NO_DAY_BEHIND}`,
  ),
  phrase(`${COUNT} week ago ${W}`),
];

/** "Shortly before Christmas", "kurz nach Ostern": the few days beside a day. Runs before bounds are read. */
export function findNearDays(scene: Scene): void {
  rewrite(scene, NEAR_DAY, ({ side, index }) => {
    const options = scene.days[Number(index)]?.options ?? [];
    return addDay(scene, ...options.map((day) => fromToday(beside(day, side), scene.today)));
  });
  rewrite(scene, REST, () => '');
}

/** "Tuesday a week ago", "Dienstag vor zwei Wochen". Runs before weeks and weekdays are read on their own. */
export function findWeekdaysAgo(scene: Scene): void {
  for (const pattern of WEEKDAYS_AGO) {
    rewrite(scene, pattern, (groups) =>
      addDay(scene, ...someWeeksAgo(groups, scene).map((date) => ({ date }))),
    );
  }
}

function beside({ date, untilDate = date }: DaySpan, side: string | undefined): DaySpan {
  return side === 'before'
    ? { date: addDays(date, -FEW_DAYS), untilDate: addDays(date, -1) }
    : { date: addDays(untilDate, 1), untilDate: addDays(untilDate, FEW_DAYS) };
}

/** Counted from the week that runs, and from the last such weekday. */
function someWeeksAgo({ weekday, count, count2 }: Groups, { today }: Scene): string[] {
  const days = 7 * countOf(count ?? count2);
  const ofWeek = addDays(mondayOf(today), Number(weekday) - 1 - days);
  if (weekdayOf(today) === Number(weekday)) return [ofWeek];
  const behindLast = addDays(weekdayAfter(today, Number(weekday)), -7 - days);
  return ofWeek === behindLast ? [ofWeek] : [ofWeek, behindLast];
}
