import { addDays, daysBetween } from '../../wall-clock.ts';
import { countOf, shift } from './day-rule.ts';
import { findAnchoredDays } from './find-anchored-days.ts';
import { periodAt } from './periods.ts';
import { addDay, phrase, rewrite } from './scene.ts';
import type { DayFound, DaySpan, Groups, Scene } from './scene.ts';
import { weekdaysWithin } from './find-weekdays.ts';
import { weekdayAfter } from './yearly.ts';

const UNIT = '(?<unit>day|bizday|week|weekend|month|year|W\\d)';
const TOLD = `(?:(?<count>a|few|\\d{1,3}) )?${UNIT} (?<side>after|before|of) said`;
const ONE = phrase('(?:the )?(?<side>next|last) said');
const SAID = /^.*? (?:after|before|of) (?=said )/;
// "Die Woche drauf am Donnerstag".
const OF_STRETCH = phrase('d(?<stretch>\\d+)(?: (?:on|the|at))* W(?<weekday>\\d)');
const ALONE = phrase(`(?:(?:in|on|at) )?(?:the )?${TOLD}`);
// "The 5th is my birthday, so the day before": what the wish is told from is none itself.
const BACKGROUND = / d\d+(?= (?:(?!(?:[dtp]\d+|or|and|until|to|-|not|refused|rather) )\S+ )*$)/;
const MAX_ROUNDS = 3;

/** Replaces days told from the one named before them: "the day after that", "am Montag drauf". Runs after the others. */
export function findSaidDays(scene: Scene): void {
  for (let round = 0; round < MAX_ROUNDS && scene.line.includes(' said '); round += 1) {
    rewrite(scene, ONE, ({ side }, before) => oneOn(side, before, scene));
    anchorFirst(scene);
    findAnchoredDays(scene);
  }
  rewrite(scene, ALONE, (groups) => fromToday(groups, scene));
  rewrite(scene, phrase('said'), () => '_');
  rewrite(scene, OF_STRETCH, ({ stretch, weekday }) => {
    const inside = weekdaysWithin(scene.days[Number(stretch)]?.options ?? [], Number(weekday));
    return inside.length === 0 ? undefined : addDay(scene, ...inside);
  });
}

/** The last day named in a piece of the line that `isMeant`. */
export function dayBefore(
  line: string,
  { days }: Scene,
  isMeant: (found: DayFound) => boolean = () => true,
): DayFound | undefined {
  const places = line.match(/(?<= d)\d+(?= |$)/g) ?? [];
  return places
    .map((place) => days[Number(place)])
    .findLast((found) => found !== undefined && isMeant(found));
}

/** Puts the day meant in the place of the first word that points to it. */
function anchorFirst(scene: Scene): void {
  const [lead] = SAID.exec(scene.line) ?? [];
  const found = lead === undefined ? undefined : dayBefore(lead, scene);
  if (lead === undefined || found === undefined) return;
  const behind = scene.line.slice(lead.length);
  scene.line = `${lead.replace(BACKGROUND, ' _')}${addDay(scene, ...found.options)}${behind.replace('said', '')}`;
}

/** "Not this Monday, the one after": as far on as the days told are long, at least a week. */
function oneOn(side: string | undefined, before: string, scene: Scene): string | undefined {
  const found = dayBefore(before, scene);
  if (found === undefined) return undefined;
  const moved = found.options.map(({ date, untilDate }): DaySpan => {
    const length = untilDate === undefined ? 7 : Math.max(7, daysBetween(date, untilDate) + 1);
    const days = side === 'last' ? -length : length;
    return untilDate === undefined
      ? { date: addDays(date, days) }
      : { date: addDays(date, days), untilDate: addDays(untilDate, days) };
  });
  return addDay(scene, ...moved);
}

/** Where no day was named before, it is today that is meant. */
function fromToday({ count, unit = '', side }: Groups, scene: Scene): string {
  if (unit.startsWith('W') && side !== 'before')
    return addDay(scene, { date: weekdayAfter(scene.today, Number(unit.slice(1))) });
  if (side !== 'after') return '_';
  if (count === undefined && unit === 'week') return addDay(scene, periodAt('week', scene.today, 2));
  const date = shift(scene.today, countOf(count), unit);
  return unit === 'weekend' || date === undefined ? '_' : addDay(scene, { date });
}
