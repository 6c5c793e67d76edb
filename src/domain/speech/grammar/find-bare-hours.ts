import { clock } from './clock-phrases.ts';
import { phrase, rewrite } from './scene.ts';
import type { Scene } from './scene.ts';

const DAY = '(?:W\\d|d\\d+)';
const PARTS = '(?:morning|forenoon|midday|afternoon|evening|tonight|night)';
const BEHIND = `(?= (?:$|;|so|rather|or|not|refused|latest|earliest|(?:(?:on|in|at|the) )*(?:${DAY}|${PARTS}) ))`;
const SOME_HOUR = '[1-9]|1[0-2]';
const LATE_HOUR = '1[3-9]|20';
// Behind another word it may be the number of something: "flight 12".
const NOT_ALONE = '(?<=^ |(?:;|so|rather|or|and|refused) )';

// Beside a time that was said as one, a number is something else, unless it takes its place.
const HAS_TIME = / t\d+ (?!(?:\S+ )*(?:so|rather|or|refused) )/;
const BESIDE_TIME = phrase('(?<= (?:W\\d|d\\d+|O\\d+) )(?<hour>[1-9]|1[0-2])(?= (?:and|or) t\\d+ )');
const IN_FRONT = phrase(
  `${NOT_ALONE}(?<hour>[2-9]|1[0-2])(?= (?:(?:on|the) )*(?:${DAY}|(?<=on (?:the )?)[OP]\\d+) )`,
);
const ONE_IN_FRONT = phrase(`${NOT_ALONE}(?<hour>1)(?= (?:(?:on|the) )*${DAY}(?: (?:in|the))* ${PARTS} )`);
const ON_12 = behindDay(SOME_HOUR);
// Where an ordinal needs no ending, "Monday 15" is the 15th.
const ON_24 = behindDay(`${SOME_HOUR}|${LATE_HOUR}`);

/**
 * Replaces a lone number right beside a day by the hour that it is: "ten tomorrow", "Monday, ten", "eight on Saturday
 * evening". What the number could count stands behind it ("two haircuts") or was taken out by the language.
 */
export function findBareHours(scene: Scene): void {
  const { instead, behind } = scene.lexicon.dotIsOrdinal ? ON_24 : ON_12;
  const read = (pattern: RegExp): void => rewrite(scene, pattern, (groups) => clock(groups, scene, 0));
  read(instead);
  read(BESIDE_TIME);
  if (HAS_TIME.test(scene.line)) return;
  read(behind);
  read(IN_FRONT);
  read(ONE_IN_FRONT);
}

/** Rules for `hours` behind a day, and behind a time that they take the place of. */
function behindDay(hours: string): { behind: RegExp; instead: RegExp } {
  return {
    behind: phrase(`(?<= (?:(?<! the )W\\d|d\\d+|O\\d+)(?: asap)? )(?<hour>${hours})${BEHIND}`),
    instead: phrase(`(?<= t\\d+(?: (?:_|;|into))* so )(?<hour>${hours})${BEHIND}`),
  };
}
