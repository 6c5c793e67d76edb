import { addDays, daysBetween, weekdayOf } from '../../wall-clock.ts';
import { applyDayRules, BESIDE, countOf, fromToday, shift } from './day-rule.ts';
import type { DayRule, DaysRead } from './day-rule.ts';
import { addDay, phrase, rewrite } from './scene.ts';
import type { DaySpan, Groups, Scene } from './scene.ts';
import { mondayOf, nextMonthly, weekdayAfter } from './yearly.ts';

const DAY = '(?:(?:on|the|at|from) )*d(?<anchor>\\d+)';
// "The day after my birthday on the 12th".
const NEAR_DAY = '(?:(?:on|the|at|a) )*(?:(?:_|unit) ){0,3}(?:(?:on|the|at|from) )*d(?<anchor>\\d+)';
const COUNT = '(?<count>a|\\d{1,3}|few)';
const UNIT = '(?<unit>day|bizday|week|month|year)';
const SIDE = '(?<side>before|after|from)';
const SIDE_OF = '(?<side>before|after)';
const W = 'W(?<weekday>\\d)';
const ORDINAL = '[OP](?<day>\\d{1,2})';
const NOT_COUNTED = '(?! (?:_|unit|of|oclock|minute|hour|day|week|month|W\\d|d\\d|M\\d))';
const PART = '(?<part>morning|forenoon|midday|afternoon|evening|night)';

const RULES: readonly DayRule[] = [
  [phrase(`${W}(?: (?:on|in|;))* ${COUNT} ${UNIT} ${SIDE} ${DAY}`), weekdayNear],
  [phrase(`${COUNT} ${UNIT} ${SIDE} ${DAY}${BESIDE} ${W}`), weekdayNear],
  [phrase(`${COUNT} ${UNIT} ${SIDE} ${NEAR_DAY}(?! (?:until|to|-))`), shifted],
  [
    phrase(`(?:on )?(?:the )?(?:next |coming |last )?(?<unit>day|bizday) (?<side>before|after) ${NEAR_DAY}`),
    shifted,
  ],
  [phrase(`(?:in )?(?:the )?(?<unit>week|weekend) (?<side>before|after) ${DAY}`), besideWeek],
  [phrase(`(?:in )?(?:the )?(?:week|weekno) (?:of|from|in) ${DAY}(?:${BESIDE} ${W})?`), weekOf],
  [phrase(`(?:on |at )?(?:the )?weekend (?:of|from|in|on) ${DAY}`), weekendOf],
  [phrase(`d(?<anchor>\\d+)(?: (?:on|at|the))* weekend`), weekendOf],
  [phrase('(?:in )?(?:the )?d(?<anchor>\\d+) week(?! \\d)'), weekOf],
  [phrase(`${W}(?: (?:of|in|the))* week (?:of|from|in) ${DAY}`), weekOf],
  [phrase(`(?:on )?(?:the )?(?:[OP](?<nth>\\d) )?closest ${W} (?:to|on|at) ${DAY}`), closest],
  [
    phrase(`(?:on )?(?:the )?(?:[OP](?<nth>\\d) )?${W} (?:[OP](?<nth2>\\d) )?closest (?:to|on|at) ${DAY}`),
    closest,
  ],
  // "That Saturday": the one from there on.
  [phrase(`(?:on )?${W} of ${DAY}`), weekdayFrom],
  [phrase(`(?<count>\\d) ${W} ${SIDE} ${DAY}`), weekdayBeside],
  [
    phrase(`(?:on )?(?:the )?(?:(?:[OP](?<nth>\\d)|next|coming|last) )?${W} (?<side>before|after) ${DAY}`),
    weekdayBeside,
  ],
  // "Nach Neujahr am Montag".
  [
    phrase(`${SIDE_OF} ${DAY}(?: (?:on|the|_|;)){1,3} ${W}(?! (?:after|before|of|week|next|this) )`),
    weekdayBeside,
  ],
];

const TELLS = `(?:(?:day|bizday|week|weekend|month|${W}) (?:before|after|from|of|on)|closest (?:W\\d )?(?:to|on))`;
const TOLD_FROM_ORDINAL = phrase(`(?<lead>${TELLS}) (?:the )?${ORDINAL}${NOT_COUNTED}`);
const PART_BESIDE = phrase(`(?:(?:on|the|in) )+${PART} (?<side>before|after) ${DAY}`);

/** Replaces days told from another day: "two weeks before Christmas", "the Friday after Easter", "the week of May 5th". */
export function findAnchoredDays(scene: Scene): void {
  rewrite(scene, TOLD_FROM_ORDINAL, ({ lead = '', day }) => {
    const date = nextMonthly(Number(day), scene.today);
    if (date === undefined) return undefined;
    return `${lead} ${addDay(scene, { date })}`;
  });
  rewrite(scene, PART_BESIDE, (groups) => {
    const days = shifted({ ...groups, unit: 'day' }, scene);
    if (days === undefined || days === 'impossible') return undefined;
    return `${addDay(scene, ...days)} ${groups['part']}`;
  });
  applyDayRules(scene, RULES);
}

/** What `make` answers for each day that the anchor can be: its first day before, its last day after. */
function fromAnchor(
  { anchor, side }: Groups,
  scene: Scene,
  make: (date: string) => DaySpan | undefined,
): DaySpan[] | undefined {
  const options = scene.days[Number(anchor)]?.options ?? [];
  const made = options
    .map(({ date, untilDate }) => make(side === 'after' || side === 'from' ? (untilDate ?? date) : date))
    .filter((found) => found !== undefined);
  return made.length === 0 ? undefined : made;
}

function shifted(groups: Groups, scene: Scene): DaysRead {
  const count = countOf(groups['count']) * (groups['side'] === 'before' ? -1 : 1);
  return fromAnchor(groups, scene, (from) => {
    const date = shift(from, count, groups['unit']);
    return date === undefined ? undefined : { date };
  });
}

/** "Sunday 3 weeks after January 15th": the Sunday from there on, or the one before. */
function weekdayNear(groups: Groups, scene: Scene): DaysRead {
  const weekday = Number(groups['weekday']);
  const near = shifted(groups, scene);
  if (near === undefined || near === 'impossible') return near;
  return near.flatMap(({ date }) => {
    const from = weekdayAfter(addDays(date, -1), weekday);
    return from === date ? [{ date }] : [{ date: from }, { date: addDays(from, -7) }];
  });
}

function besideWeek(groups: Groups, scene: Scene): DaysRead {
  const step = groups['side'] === 'before' ? -7 : 7;
  return fromAnchor(groups, scene, (date) => {
    // The week before a Sunday is the one that ends with it.
    const monday = addDays(mondayOf(date), step < 0 && weekdayOf(date) === 7 ? 0 : step);
    if (groups['unit'] === 'week')
      return fromToday({ date: monday, untilDate: addDays(monday, 6) }, scene.today);
    const saturday = step < 0 ? weekdayAfter(addDays(date, -8), 6) : weekdayAfter(date, 6);
    return { date: saturday, untilDate: addDays(saturday, 1) };
  });
}

function weekOf(groups: Groups, scene: Scene): DaysRead {
  const weekday = groups['weekday'];
  return fromAnchor(groups, scene, (date) => {
    const monday = mondayOf(date);
    if (weekday !== undefined) return { date: addDays(monday, Number(weekday) - 1) };
    return fromToday({ date: monday, untilDate: addDays(monday, 6) }, scene.today);
  });
}

/** The weekend that a day is in, or the one nearest to it. */
function weekendOf(groups: Groups, scene: Scene): DaysRead {
  return fromAnchor(groups, scene, (date) => {
    const sunday = addDays(mondayOf(date), weekdayOf(date) === 1 ? -1 : 6);
    return { date: addDays(sunday, -1), untilDate: sunday };
  });
}

function closest(groups: Groups, scene: Scene): DaysRead {
  const nth = Number(groups['nth'] ?? groups['nth2'] ?? 1);
  return fromAnchor(groups, scene, (date) => {
    const first = weekdayAfter(addDays(date, -7 * nth - 1), Number(groups['weekday']));
    const around = Array.from({ length: 2 * nth + 1 }, (_unused, index) => addDays(first, 7 * index));
    const byDistance = around.toSorted(
      (a, b) => Math.abs(daysBetween(date, a)) - Math.abs(daysBetween(date, b)),
    );
    const found = byDistance[nth - 1];
    return found === undefined ? undefined : { date: found };
  });
}

function weekdayFrom(groups: Groups, scene: Scene): DaysRead {
  const options = scene.days[Number(groups['anchor'])]?.options ?? [];
  return options.map(({ date }) => ({ date: weekdayAfter(addDays(date, -1), Number(groups['weekday'])) }));
}

function weekdayBeside(groups: Groups, scene: Scene): DaysRead {
  const weekday = Number(groups['weekday']);
  const further = 7 * (Number(groups['nth'] ?? groups['count'] ?? 1) - 1);
  return fromAnchor(groups, scene, (date) =>
    groups['side'] === 'before'
      ? { date: addDays(weekdayAfter(addDays(date, -8), weekday), -further) }
      : { date: addDays(weekdayAfter(date, weekday), further) },
  );
}
