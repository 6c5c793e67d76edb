import { addDays, daysBetween } from '../../wall-clock.ts';
import { applyDayRules, fromToday, late, NOT_COUNTING, single } from './day-rule.ts';
import type { DayRule, DaysRead } from './day-rule.ts';
import { findAnchoredDays } from './find-anchored-days.ts';
import { dayBefore, findSaidDays } from './find-said-days.ts';
import { firstAhead, periodsOf } from './periods.ts';
import { addDay, phrase, rewrite } from './scene.ts';
import type { DayFound, DaySpan, Groups, Scene } from './scene.ts';
import { nextMonthly } from './yearly.ts';

// An ordinal that may count something that we do not know: "the first one", "first of all".
const NOT_COUNTED = `(?! (?:_|of) )${NOT_COUNTING}`;
const YEAR = '(?: (?:in |of |year )*(?<year>(?:19|20)\\d\\d)(?! (?:oclock|unit)))?';
const NOT_NUMBERED = '(?! (?:the )?[OP]?\\d)';

// A day further ahead is more likely one that is over: "on November 5th I was there".
const MONTHS_AHEAD_DAYS = 300;

const NARROWED = late(
  '(?<! (?:from|until|before|after|between|to|-|or|not)(?: (?:on|the|in|at))*) d(?<wide>\\d+)(?<beside>(?: (?:_|;|on|the|at|in|a|[tp]\\d+)){0,6}) d(?<near>\\d+)(?! (?:until|to|-|not|refused|before|after))',
);

const FROM_PART = phrase(
  '(?:from|earliest) (?:(?:on|the|at) )*(?<day>d(?<index>\\d+))(?: (?:in|on|at|the))* (?<part>morning|forenoon|midday|afternoon|evening)(?! (?:until|to|-|and|at|t\\d|\\d))',
);

const RULES: readonly DayRule[] = [
  // "On the fifth I have time": what stands behind is counted only where it can be.
  [
    late(`(?<= (?:on|until|from|after|before|between) the) O(?<day>\\d{1,2})(?! of )${NOT_COUNTING}`),
    ordinalDay,
  ],
  [late(`(?<= (?:on|until|from)) O(?<day>\\d{1,2})(?! of )${NOT_COUNTING}`), germanOrdinal],
  [phrase(`(?:(?:on|at) )?(?:the |on )+O(?<day>\\d{1,2})${NOT_COUNTED}`), englishOrdinal],
  // "Whatever is first on Wednesday."
  [phrase(`(?:at )?O(?<day>[6-9]|[123]\\d)${NOT_COUNTED}`), englishOrdinal],
  [phrase(`O(?<day>[1-5])(?= (?:;|or|and|until|at|t\\d+|p\\d+|$))`), englishOrdinal],
  [
    late(`(?<= (?:on|until|from|after|before|between|and|or)(?: the)?) O(?<day>\\d{1,2})${NOT_COUNTED}`),
    ordinalDay,
  ],
  [late(`(?<= the) O(?<day>[6-9]|1[0-2])${NOT_COUNTED}`), ordinalDay],
  [late(`(?<= the) O(?<day>1[3-9]|[23]\\d)(?! of )${NOT_COUNTING}`), ordinalDay],
  // "The third one" is none of a month, "the third at three" is.
  [
    late('(?<= the) O(?<day>[1-5])(?= (?:(?:at|from|until|after|before|between|latest) )*t\\d+ )'),
    ordinalDay,
  ],
  [
    late(`(?<=^| (?:on|the|until|from|after|before|between|and|or|-)) P(?<day>\\d{1,2})${NOT_COUNTING}`),
    ordinalDay,
  ],
  [phrase('(?:on|the|on the) (?<day>[1-9]|[12]\\d|3[01])(?= (?:$|;|at|t\\d|C|p\\d))'), ordinalDay],
  [late('(?<=^(?: the)?) O(?<day>[6-9]|[12]\\d|3[01])(?= $)'), ordinalDay],
  // A month that stands for itself; beside a number it is a date that was not understood.
  [
    late(
      `(?<= (?:of|in|until|to|-|from|before|after|between|or|and|on|over)(?: the)?) M(?<month>\\d+)${YEAR}${NOT_NUMBERED}`,
    ),
    wholeMonth,
  ],
  [
    late(
      `(?<=^(?: (?:_|;|the|or|and))*) M(?<month>\\d+)${YEAR}(?= (?:(?:or|until|to|-) (?:the )?(?:M\\d+|d\\d+) )?(?:;|$))`,
    ),
    wholeMonth,
  ],
];

/** Replaces what builds on days already found, lone months and days of the month. Runs after `findWeekdays`. */
export function findLateDays(scene: Scene): void {
  applyDayRules(scene, RULES);
  findAnchoredDays(scene);
  findSaidDays(scene);
  dropNarrowed(scene);
  boundDays(scene);
  dropPastAsides(scene);
}

function englishOrdinal(groups: Groups, scene: Scene, before: string): DaysRead {
  return scene.lexicon.dotIsOrdinal ? undefined : ordinalDay(groups, scene, before);
}

function germanOrdinal(groups: Groups, scene: Scene, before: string): DaysRead {
  return scene.lexicon.dotIsOrdinal ? ordinalDay(groups, scene, before) : undefined;
}

/** "Am 3. Januar nicht, aber am fünften": the month that was said before goes on. */
function ordinalDay({ day }: Groups, scene: Scene, before: string): DaysRead {
  const named = dayBefore(before, scene, ({ isDated }) => isDated === true)?.options[0]?.date ?? scene.today;
  const isAhead = named > scene.today && daysBetween(scene.today, named) <= MONTHS_AHEAD_DAYS;
  return single(nextMonthly(Number(day), isAhead ? named : scene.today));
}

function wholeMonth({ month, year }: Groups, { today }: Scene): DaysRead {
  const found = firstAhead(periodsOf({ month, year }, today), today, (period) => period);
  return found === undefined ? undefined : [fromToday(found, today)];
}

/** "Ende des Monats, am liebsten am 30.": the day wins over the stretch that it is in. */
function dropNarrowed(scene: Scene): void {
  const inside = ({ options: days }: DayFound, { options: spans }: DayFound): DaySpan[] =>
    days.filter((day) =>
      spans.some(
        ({ date, untilDate = date }) =>
          date !== untilDate &&
          day.date >= date &&
          (day.untilDate ?? day.date) <= untilDate &&
          (day.date !== date || day.untilDate !== untilDate),
      ),
    );
  rewrite(scene, NARROWED, ({ wide, beside = '', near }) => {
    const [stretch, day] = [scene.days[Number(wide)], scene.days[Number(near)]];
    const days = stretch === undefined || day === undefined ? [] : inside(day, stretch);
    return days.length === 0 ? undefined : `_${beside} ${addDay(scene, ...days)}`;
  });
}

const boundOn = (bound: string): RegExp =>
  phrase(
    `(?<said>${bound}(?: (?:on|the|at))*) d(?<index>\\d+)(?! (?:until|to|-|and|fromnow|(?:at )?t\\d|midday|morning|forenoon|afternoon|evening))`,
  );
const AFTER_DAY = boundOn('after');
const BEFORE_DAY = boundOn('before');
const FROM_DAY = boundOn('(?:from|earliest)');

/** "Nach Ostern" begins the day after, "vor Weihnachten" ends the day before; "ab nächster Woche" has no end. */
function boundDays(scene: Scene): void {
  const change = (pattern: RegExp, make: (span: DaySpan) => DaySpan): void => {
    rewrite(scene, pattern, ({ said = '', index }) => {
      const found = scene.days[Number(index)];
      if (found === undefined) return undefined;
      return `${said} ${addDay(scene, ...found.options.map(make))}`;
    });
  };
  // "Ab morgen Mittag": what it is from is the part of that day.
  rewrite(scene, FROM_PART, ({ day = '', index, part = '' }) => {
    const isOneDay = scene.days[Number(index)]?.options.every(({ untilDate }) => untilDate === undefined);
    return isOneDay === true ? `${day} from ${part}` : undefined;
  });
  change(AFTER_DAY, ({ date, untilDate }) => ({ date: addDays(untilDate ?? date, 1) }));
  change(BEFORE_DAY, ({ date }) => ({ date: addDays(date, -1) }));
  change(FROM_DAY, ({ date }) => ({ date }));
}

const ITS_TIME =
  '(?: (?:(?:on|at|the|in|early|late) )*(?:t\\d+|morning|forenoon|midday|afternoon|evening|night))?';

/** "Ich war letzte Woche da, jetzt bräuchte ich am Freitag": what is over is no wish beside what is ahead. */
function dropPastAsides(scene: Scene): void {
  const isPast = (index: string | undefined): boolean =>
    (scene.days[Number(index)]?.options ?? []).every(
      ({ date, untilDate }) => daysBetween(untilDate ?? date, scene.today) > 0,
    );
  const said = scene.line.match(/(?<= d)\d+(?= )/g) ?? [];
  if (said.every(isPast) || !said.some(isPast)) return;
  rewrite(
    scene,
    late(`(?<! (?:until|to|-|not)(?: the)?) d(?<index>\\d+)${ITS_TIME}(?! (?:until|to|-|rather))`),
    ({ index }) => (isPast(index) ? '_' : undefined),
  );
}
