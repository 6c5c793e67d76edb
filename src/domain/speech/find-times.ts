import { toWallTime } from '../wall-clock.ts';
import { addClock, addDay, phrase, rewrite } from './scene.ts';
import type { DayPart, Groups, Scene } from './scene.ts';

const PARTS = 'am|pm|morning|forenoon|midday|afternoon|evening|tonight|night';
const PART = `(?:(?:(?:in|on|at) )?(?:the )?(?<part>${PARTS}))`;
const NOT_COUNTED =
  '(?! (?:unit|day|week|weekend|month|year|hour|minute|M\\d|W\\d|(?:until|to|-) \\d{1,2} unit))';
const MINUTES = '(?<minutes>0\\d|[1-5]\\d)';
// An hour in a phrase such as "quarter past ...": a number, a written time, or noon.
const HOUR = `(?:(?:at )?P?(?<hour>\\d{1,2}|a)(?: oclock)?|C(?<chour>\\d{1,2}):(?<cminute>\\d\\d)|(?<named>noon|midnight|midday))(?: ${PART})?`;

type ClockRule = readonly [RegExp, (groups: Groups, scene: Scene) => string | undefined];

const RULES: readonly ClockRule[] = [
  [
    phrase('T(?<hour>\\d\\d):(?<minutes>\\d\\d)'),
    ({ hour, minutes }, scene) => addClock(scene, Number(hour), Number(minutes), 'fixed'),
  ],
  // Ranges of bare hours, before "10 to 12" can be read as ten minutes to twelve.
  [
    phrase(
      `(?<lead>from|between) (?:at )?P?(?<hour>\\d{1,2})(?: oclock)?(?: ${MINUTES})?(?: (?<part>am|pm))? (?<link>until|to|-|and) (?:at )?P?(?<hour2>\\d{1,2})(?: oclock)?(?! \\d\\d? (?:am|pm)| oclock${NOT_COUNTED.slice(3)}`,
    ),
    bareRange,
  ],
  [
    phrase(
      `(?:at )?(?<before>\\d{1,2}|quarter|threequarter)(?: minute)? (?<side>past|after|to|before) half ${HOUR}`,
    ),
    (groups, scene) => around(groups, scene, scene.lexicon.halfMinutes),
  ],
  [phrase(`(?:at )?half (?<side>past|after) ${HOUR}`), (groups, scene) => clock(groups, scene, 30)],
  [phrase(`(?:at )?half ${HOUR}`), (groups, scene) => clock(groups, scene, scene.lexicon.halfMinutes)],
  [
    phrase(
      `(?:at )?(?:a )?(?<before>quarter|threequarter|[1-9]|[12]\\d)(?<unit> minute)?(?: (?<side>past|after|to|before)) ${HOUR}`,
    ),
    (groups, scene) => minutesAround(groups, scene),
  ],
  [
    phrase(`(?:at )?(?<before>quarter|threequarter) P?(?<hour>\\d{1,2})(?: oclock)?(?: ${PART})?`),
    (groups, scene) => quarterOf(groups, scene),
  ],
  [
    phrase(`(?:at )?C(?<chour>\\d{1,2}):(?<cminute>\\d\\d)(?: oclock)?(?: ${PART})?`),
    (groups, scene) => clock(groups, scene, 0),
  ],
  [
    phrase(
      `(?:at )?P?(?<hour>\\d{1,2}|a) oclock(?: and)?(?: (?<minutes>[0-5]?\\d)(?! (?:unit|oclock|until|-|M\\d))(?: minute)?)?(?: ${PART})?`,
    ),
    (groups, scene) => clock(groups, scene, Number(groups['minutes'] ?? 0)),
  ],
  [phrase(`(?:at )?(?<compact>\\d{3,4}) (?<part>am|pm)`), compact],
  [phrase(`at (?<compact>\\d{3,4})${NOT_COUNTED}`), compact],
  [
    phrase(`(?:at )?(?<hour>\\d{1,2}) ${MINUTES} ${PART}`),
    (groups, scene) => clock(groups, scene, Number(groups['minutes'])),
  ],
  [phrase(`(?:at )?(?<hour>\\d{1,2}) ${PART}`), (groups, scene) => clock(groups, scene, 0)],
  [
    phrase(`at P?(?<hour>\\d{1,2}) ${MINUTES}${NOT_COUNTED}`),
    (groups, scene) => clock(groups, scene, Number(groups['minutes'])),
  ],
  [phrase(`at (?:the )?P?(?<hour>\\d{1,2})${NOT_COUNTED}`), (groups, scene) => clock(groups, scene, 0)],
  // "twelve thirty": only the minutes that people say without a word beside them.
  [
    phrase(`(?<! \\d+ )(?<hour>\\d{1,2}) (?<minutes>15|30|45)${NOT_COUNTED}(?! \\d)`),
    (groups, scene) => clock(groups, scene, Number(groups['minutes'])),
  ],
  // A part of the day with its hour right behind: "afternoon 2".
  [
    phrase(
      `(?<part>morning|forenoon|midday|afternoon|evening|night) (?<hour>\\d{1,2})(?: ${MINUTES})?${NOT_COUNTED}`,
    ),
    (groups, scene) => clock(groups, scene, Number(groups['minutes'] ?? 0)),
  ],
  // The other end of a range or a bound: "8 am until 6", "ab 10".
  [
    phrase(
      `(?<lead>t\\d+ (?:until|to|-)|from|until|before|after|latest|earliest) P?(?<hour>\\d{1,2})${NOT_COUNTED}`,
    ),
    (groups, scene) => behind(groups['lead'], clock(groups, scene, 0)),
  ],
  [
    phrase(`(?<hour>\\d{1,2})(?: ${MINUTES})? (?<link>until|to|-) (?<next>t\\d+)`),
    (groups, scene) => inFront(clock(groups, scene, Number(groups['minutes'] ?? 0)), groups),
  ],
  [phrase('(?:at )?(?:the )?(?<named>noon|midnight)'), (groups, scene) => clock(groups, scene, 0)],
];

/** Replaces clock times in the line, and stretches from now ("in zwei Stunden"). */
export function findTimes(scene: Scene): void {
  rewrite(scene, phrase('in(?: the)? (?<count>a|\\d{1,3}) (?<unit>hour|minute)'), (groups) =>
    fromNow(groups, scene),
  );
  rewrite(
    scene,
    phrase('(?:(?<days>a|\\d{1,3}) day (?:and )?)?(?<count>a|\\d{1,3}) (?<unit>hour|minute) fromnow'),
    (groups) => fromNow(groups, scene),
  );
  for (const [pattern, read] of RULES) rewrite(scene, pattern, (groups) => read(groups, scene));
  attachParts(scene);
}

/** Gives a time without half of the day the part of the day that stands beside it. */
function attachParts(scene: Scene): void {
  const attach = ({ part, clock: index }: Groups): string | undefined => {
    const found = scene.clocks[Number(index)];
    if (found?.part !== 'open') return undefined;
    found.part = partOf(part);
    return `t${index}`;
  };
  rewrite(scene, phrase(`t(?<clock>\\d+) ${PART}`), attach);
  rewrite(scene, phrase(`${PART}(?: at)? t(?<clock>\\d+)`), attach);
}

function clock(groups: Groups, scene: Scene, minutes: number): string | undefined {
  const { hour, chour, cminute, named } = groups;
  if (named !== undefined) return addClock(scene, named === 'midnight' ? 24 : 12, minutes, 'fixed');
  const written = chour === undefined ? undefined : Number(chour);
  const spoken = hour === 'a' ? 1 : Number(hour);
  // Two digits with a leading zero are how programs write a 24-hour time.
  const isTold = chour !== undefined && chour.startsWith('0') && chour.length === 2;
  const part = groups['part'] === undefined && isTold ? 'fixed' : partOf(groups['part']);
  return addClock(scene, written ?? spoken, Number(cminute ?? 0) + minutes, part);
}

function minutesAround(groups: Groups, scene: Scene): string | undefined {
  const minutes = quarters(groups['before']);
  const isTo = groups['side'] === 'to' || groups['side'] === 'before';
  // "9 to 5" is a range, "10 to 5" is before five.
  if (groups['unit'] === undefined && minutes % 5 !== 0) return undefined;
  return clock(groups, scene, isTo ? -minutes : minutes);
}

function around(groups: Groups, scene: Scene, half: number): string | undefined {
  const minutes = quarters(groups['before']);
  const isTo = groups['side'] === 'to' || groups['side'] === 'before';
  return clock(groups, scene, half + (isTo ? -minutes : minutes));
}

/** "viertel drei" is a quarter of the third hour, 2:15; "dreiviertel drei" 2:45. */
function quarterOf(groups: Groups, scene: Scene): string | undefined {
  if (scene.lexicon.halfMinutes > 0) return undefined;
  return clock(groups, scene, quarters(groups['before']) - 60);
}

function quarters(word: string | undefined): number {
  if (word === 'quarter') return 15;
  return word === 'threequarter' ? 45 : Number(word);
}

function compact(groups: Groups, scene: Scene): string | undefined {
  const digits = groups['compact'] ?? '';
  const minutes = Number(digits.slice(-2));
  if (minutes > 59 || Number(digits.slice(0, -2)) > 24) return undefined;
  return clock({ ...groups, hour: digits.slice(0, -2) }, scene, minutes);
}

function bareRange(groups: Groups, scene: Scene): string | undefined {
  const { lead, link, hour2 } = groups;
  if (lead === 'from' && link === 'and') return undefined;
  const first = clock(groups, scene, Number(groups['minutes'] ?? 0));
  const second = addClock(scene, Number(hour2), 0, 'open');
  return first === undefined || second === undefined ? undefined : `${lead} ${first} ${link} ${second}`;
}

function behind(lead: string | undefined, found: string | undefined): string | undefined {
  return found === undefined ? undefined : `${lead} ${found}`;
}

function inFront(found: string | undefined, { link, next }: Groups): string | undefined {
  return found === undefined ? undefined : `${found} ${link} ${next}`;
}

function fromNow({ days, count, unit }: Groups, scene: Scene): string | undefined {
  const amount = count === 'a' ? 1 : Number(count);
  const minutes = (unit === 'hour' ? amount * 60 : amount) + (days === 'a' ? 1 : Number(days ?? 0)) * 1440;
  const wall = toWallTime(new Date(scene.now.getTime() + minutes * 60_000), scene.zone);
  const day = addDay(scene, { date: wall.date });
  return `${day} ${addClock(scene, Number(wall.time.slice(0, 2)), Number(wall.time.slice(3)), 'fixed')}`;
}

function partOf(word: string | undefined): DayPart {
  switch (word) {
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
    default:
      return 'open';
  }
}
