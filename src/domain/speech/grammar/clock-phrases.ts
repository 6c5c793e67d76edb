import { addClock } from './scene.ts';
import type { DayPart, Groups, Scene } from './scene.ts';

/** Notes the time whose parts a rule has found (`hour`, `chour`:`cminute` or `named`, and `part`), `minutes` later. */
export function clock(groups: Groups, scene: Scene, minutes: number): string | undefined {
  const { hour, chour, cminute, named } = groups;
  if (named === 'midnight') return addClock(scene, minutes > 0 ? 0 : 24, minutes, 'fixed');
  if (named !== undefined) return addClock(scene, 12, minutes, 'fixed');
  const spoken = hour === 'a' ? 1 : Number(chour ?? hour);
  // Two digits with a leading zero are how programs write a 24-hour time.
  const isTold = /^0\d$/.test(chour ?? hour ?? '');
  const part = groups['part'] === undefined && isTold ? 'fixed' : partOf(groups['part']);
  return addClock(scene, spoken, Number(cminute ?? 0) + minutes, part);
}

/** "viertel nach drei", "twenty to five". */
export function minutesAround(groups: Groups, scene: Scene): string | undefined {
  const { lead, side, unit } = groups;
  const minutes = quarters(groups['before']);
  // "From ten to noon" is a range, "9 to 5" too, "10 to 5" is before five; "after 3 before 5" are two bounds.
  if (unit === undefined && lead === 'from' && side === 'to' && /^\d/.test(groups['before'] ?? ''))
    return undefined;
  if (unit === undefined && minutes % 5 !== 0 && (side === 'to' || lead !== undefined)) return undefined;
  if (unit === undefined && side === 'before' && (lead === 'after' || lead === 'earliest')) return undefined;
  const found = clock(groups, scene, isToward(groups) ? -minutes : minutes);
  return lead === undefined || found === undefined ? found : `${lead} ${found}`;
}

/** "fünf vor halb drei"; `half` is what the half adds to the hour. */
export function aroundHalf(groups: Groups, scene: Scene): string | undefined {
  const minutes = quarters(groups['before']);
  return clock(groups, scene, scene.lexicon.halfMinutes + (isToward(groups) ? -minutes : minutes));
}

/** "viertel drei" is a quarter of the third hour, 2:15; "dreiviertel drei" 2:45, "fünf vor dreiviertel drei" 2:40. */
export function quarterOf(groups: Groups, scene: Scene): string | undefined {
  if (scene.lexicon.halfMinutes > 0) return undefined;
  const beside = groups['beside'] === undefined ? 0 : Number(groups['beside']);
  return clock(groups, scene, quarters(groups['before']) - 60 + (isToward(groups) ? -beside : beside));
}

/** "1430", "230". */
export function compact(groups: Groups, scene: Scene): string | undefined {
  const digits = groups['compact'] ?? '';
  const minutes = Number(digits.slice(-2));
  if (minutes > 59 || Number(digits.slice(0, -2)) > 24) return undefined;
  return clock({ ...groups, hour: digits.slice(0, -2) }, scene, minutes);
}

/** Two bare hours: "9 bis 11", "from 3 to 4:30". */
export function bareRange(groups: Groups, scene: Scene): string | undefined {
  const { lead, link, hour2, minutes2 } = groups;
  if (lead === 'from' && link === 'and') return undefined;
  const first = clock(groups, scene, Number(groups['minutes'] ?? 0));
  const second = addClock(scene, Number(hour2), Number(minutes2 ?? 0), 'open');
  return first === undefined || second === undefined
    ? undefined
    : `${lead === undefined ? '' : `${lead} `}${first} ${link} ${second}`;
}

/** The lexeme of a part of the day as what it says about a clock time beside it. */
export function partOf(word: string | undefined): DayPart {
  switch (word) {
    case 'fixed':
    case 'am':
    case 'pm':
    case 'morning':
    case 'forenoon':
    case 'midday':
    case 'afternoon':
    case 'evening':
    case 'tonight':
    case 'night':
      return word;
    case 'opening':
      return 'morning';
    case 'closing':
    case 'dayend':
      return 'pm';
    default:
      return 'open';
  }
}

function isToward({ side }: Groups): boolean {
  return side === 'to' || side === 'before';
}

function quarters(word: string | undefined): number {
  if (word === '') return 1;
  if (word === 'quarter') return 15;
  return word === 'threequarter' ? 45 : Number(word);
}
