import { addDays, weekdayOf } from '../../wall-clock.ts';
import { COUNT } from './day-rule.ts';
import { FEAST } from './feasts.ts';
import { addDay, phrase, rewrite } from './scene.ts';
import type { Scene } from './scene.ts';
import { dateOf, inMonth, weekdayAfter } from './yearly.ts';

const ON = '(?:(?:on|the|at|last) )*';
const NO_YEAR = '(?! (?:20\\d\\d|of))';
const WEEKDAY = phrase(
  `since ${ON}W(?<weekday>\\d)(?! (?:week|next|this|tomorrow|today|d\\d|[OPDE]\\d|the [OP]))`,
);
const DAY = phrase(
  `since ${ON}[OP](?<day>\\d{1,2})(?! (?:of|in|M\\d|W\\d|P\\d|O\\d|unit|day|week|month|quarter))`,
);
const DAY_OF_MONTH = phrase(
  `since ${ON}(?<said>[OP]?(?<day>\\d{1,2})(?: (?:of|the|in))* M(?<month>\\d+))${NO_YEAR}`,
);
const MONTH_DAY = phrase(`since ${ON}(?<said>M(?<month>\\d+)(?: the)? [OP]?(?<day>\\d{1,2}))${NO_YEAR}`);
const WRITTEN = phrase(`since ${ON}(?<said>E(?<month>\\d+)-(?<day>\\d+))${NO_YEAR}`);
const MONTH = phrase(`since ${ON}M(?<month>\\d+)(?! (?:the )?[OP]?\\d)`);
const FEAST_BEFORE = phrase(`since ${ON}(?<said>${FEAST})${NO_YEAR}`);
const WEEKDAY_AND_DAY = phrase(
  `since ${ON}W(?<weekday>\\d)(?: (?:on|the))* [OP](?<day>\\d{1,2})(?! (?:of|M\\d|[OP]\\d))`,
);
const AGO = phrase(`since ${COUNT} (?<unit>day|week|month|year)(?! ago)`);
const REST = phrase('since');

/** "Since Monday", "seit dem 20.": from the last such day. What has a year of its own stays; the bound becomes `from`. */
export function pastStarts(scene: Scene): void {
  const { today } = scene;
  if (!scene.line.includes(' since ')) return;
  const thisYear = Number(today.slice(0, 4));
  rewrite(
    scene,
    WEEKDAY,
    ({ weekday }) => `from ${addDay(scene, { date: weekdayAfter(addDays(today, -8), Number(weekday)) })}`,
  );
  for (const pattern of [DAY_OF_MONTH, MONTH_DAY, WRITTEN])
    rewrite(scene, pattern, ({ said = '', month, day }) => {
      const date = dateOf(thisYear, Number(month), Number(day));
      return `from ${said} ${date !== undefined && date <= today ? thisYear : thisYear - 1}`;
    });
  rewrite(
    scene,
    MONTH,
    ({ month }) => `from M${month} ${Number(month) <= Number(today.slice(5, 7)) ? thisYear : thisYear - 1}`,
  );
  rewrite(scene, DAY, ({ day }) => {
    const date = lastMonthly(Number(day), today);
    return date === undefined ? undefined : `from ${addDay(scene, { date })}`;
  });
  rewrite(scene, FEAST_BEFORE, ({ said = '' }) => `from last ${said}`);
  rewrite(scene, WEEKDAY_AND_DAY, ({ weekday, day }) => {
    const date = lastMonthly(Number(day), today);
    return date === undefined || weekdayOf(date) !== Number(weekday)
      ? undefined
      : `from ${addDay(scene, { date })}`;
  });
  rewrite(scene, AGO, ({ count, unit }) => `from before ${count} ${unit}`);
  rewrite(scene, REST, () => 'from');
}

/** The last day with this number that is not ahead. */
function lastMonthly(day: number, today: string): string | undefined {
  let first = `${today.slice(0, 8)}01`;
  for (let back = 0; back <= 2; back += 1) {
    const date = inMonth(first, day);
    if (date !== undefined && date <= today) return date;
    first = `${addDays(first, -1).slice(0, 8)}01`;
  }
  return undefined;
}
