import { addDays, daysBetween } from '../wall-clock.ts';
import { applyDayRules, fromToday, late, single } from './day-rule.ts';
import type { DayRule, DaysRead } from './day-rule.ts';
import { findAnchoredDays } from './find-anchored-days.ts';
import { firstAhead, periodsOf } from './periods.ts';
import { addDay, phrase, rewrite } from './scene.ts';
import type { DaySpan, Groups, Scene } from './scene.ts';
import { nextMonthly } from './yearly.ts';

// An ordinal that counts something else: "den ersten freien Termin", "the first one", "first of all".
const NOT_COUNTED =
  '(?! (?:_|unit|of|oclock|minute|hour|day|bizday|week|weekend|month|W\\d|d\\d|M\\d|last|half))';
const YEAR = '(?: (?:in |of |year )*(?<year>(?:19|20)\\d\\d)(?! (?:oclock|unit)))?';
const NOT_NUMBERED = '(?! (?:the )?[OP]?\\d)';

const RULES: readonly DayRule[] = [
  [phrase(`(?:(?:on|at) )?(?:the )?(?:on )?O(?<day>\\d{1,2})${NOT_COUNTED}`), englishOrdinal],
  [
    late(`(?<= (?:on|until|from|after|before|between|and|or)(?: the)?) O(?<day>\\d{1,2})${NOT_COUNTED}`),
    ordinalDay,
  ],
  [late(`(?<= the) O(?<day>[6-9]|[123]\\d)${NOT_COUNTED}`), ordinalDay],
  // "The third one" is none of a month, "the third at three" is.
  [
    late('(?<= the) O(?<day>[1-5])(?= (?:(?:at|from|until|after|before|between|latest) )*t\\d+ )'),
    ordinalDay,
  ],
  [
    late(`(?<=^| (?:on|the|until|from|after|before|between|and|or|-)) P(?<day>\\d{1,2})${NOT_COUNTED}`),
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
  boundDays(scene);
  dropPastAsides(scene);
}

function englishOrdinal(groups: Groups, scene: Scene): DaysRead {
  return scene.lexicon.dotIsOrdinal ? undefined : ordinalDay(groups, scene);
}

function ordinalDay({ day }: Groups, { today }: Scene): DaysRead {
  return single(nextMonthly(Number(day), today));
}

function wholeMonth({ month, year }: Groups, { today }: Scene): DaysRead {
  const found = firstAhead(periodsOf({ month, year }, today), today, (period) => period);
  return found === undefined ? undefined : [fromToday(found, today)];
}

/** "Nach Ostern" begins the day after, "vor Weihnachten" ends the day before; "ab nächster Woche" has no end. */
function boundDays(scene: Scene): void {
  const change = (bound: string, make: (span: DaySpan) => DaySpan): void => {
    rewrite(
      scene,
      phrase(
        `(?<said>${bound}(?: (?:on|the|at))*) d(?<index>\\d+)(?! (?:until|to|-|and|fromnow|(?:at )?t\\d|midday|morning|forenoon|afternoon|evening))`,
      ),
      ({ said = '', index }) => {
        const found = scene.days[Number(index)];
        if (found === undefined) return undefined;
        return `${said} ${addDay(scene, ...found.options.map(make))}`;
      },
    );
  };
  change('after', ({ date, untilDate }) => ({ date: addDays(untilDate ?? date, 1) }));
  change('before', ({ date }) => ({ date: addDays(date, -1) }));
  change('(?:from|earliest)', ({ date }) => ({ date }));
}

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
    late('(?<! (?:until|to|-|not)(?: the)?) d(?<index>\\d+)(?! (?:until|to|-|rather))'),
    ({ index }) => (isPast(index) ? '_' : undefined),
  );
}
