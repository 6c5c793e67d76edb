import { aroundHalf, bareRange, clock, compact, minutesAround, partOf, quarterOf } from './clock-phrases.ts';
import { findBareHours } from './find-bare-hours.ts';
import { findStretches } from './find-stretches.ts';
import { addClock, phrase, rewrite } from './scene.ts';
import type { Groups, Scene } from './scene.ts';

const PARTS = 'am|pm|morning|forenoon|midday|afternoon|evening|tonight|night';
const PART = `(?:(?:(?:in|on|at|of) )?(?:the )?(?:(?:early|late|middle) )?(?<part>${PARTS}))`;
// What makes a number in front of it no time.
const COUNTED = 'unit|day|week|weekend|month|year|hour|minute|M\\d+|O\\d+';
const NOT_COUNTED = `(?! (?:${COUNTED}|(?:until|to|-) \\d{1,2} (?:unit|day|week|month|minute))\\b)`;
const AT = '(?:at )?';
// "At 11, 12 or 1" has no minutes.
const MINUTES = '(?<minutes>(?!1[0-2] or )(?:0\\d|[1-5]\\d))';
// An hour in a phrase such as "quarter past ...": a number, a written time, or noon.
const HOUR = `(?:(?:at )?(?:the )?P?(?<hour>\\d{1,2}|a)(?: oclock)?|C(?<chour>\\d{1,2}):(?<cminute>\\d\\d)|(?<named>noon|midnight|midday))(?: ${PART})?`;
const SIDE = '(?<side>past|after|to|before)';
const TOO_LATE = '(?:2[5-9]|[3-9]\\d|\\d{3})';

const DAY_HOURS = `${AT}(?<hour>[1-9]|1\\d|2[0-3]) (?<link>-) (?<hour2>1[3-9]|2[0-4])(?! (?:\\d+|-|am|pm|oclock|${COUNTED})(?= ))`;

type ClockRule = readonly [RegExp, (groups: Groups, scene: Scene) => string | undefined];

/** Times that no clock shows: whatever is said with them is void. */
const IMPOSSIBLE: readonly RegExp[] = [
  phrase(`${AT}Cx`),
  phrase(`${AT}${TOO_LATE} oclock`),
  phrase(`${AT}\\d{1,2} oclock [6-9]\\d${NOT_COUNTED}`),
  phrase(`${AT}24 oclock (?:[1-9]|[1-5]\\d)${NOT_COUNTED}`),
  phrase(`(?:half|quarter|threequarter)(?: ${SIDE})? ${TOO_LATE}${NOT_COUNTED}`),
  phrase(`at \\d{1,2} [6-9]\\d${NOT_COUNTED}(?! \\d)`),
  phrase(`at (?:2[5-9]|[3-9]\\d)(?= (?:$|;|rather|d\\d|W\\d|on ))`),
];

const RULES: readonly ClockRule[] = [
  [
    phrase('T(?<hour>\\d\\d):(?<minutes>\\d\\d)'),
    ({ hour, minutes }, scene) => addClock(scene, Number(hour), Number(minutes), 'fixed'),
  ],
  [
    phrase(`${AT}(?:the )?12(?: oclock)? (?:at )?(?<named>noon|midnight)`),
    (groups, scene) => clock(groups, scene, 0),
  ],
  // Ranges of bare hours, before "10 to 12" can be read as ten minutes to twelve.
  [
    phrase(
      `(?<lead>from|between) (?:at )?P?(?<hour>\\d{1,2})(?: oclock)?(?: ${MINUTES})?(?: (?<part>am|pm))? (?<link>until|to|-|and) (?:latest )?(?:at )?P?(?<hour2>\\d{1,2})(?: (?<minutes2>0\\d|[1-5]\\d))?(?! (?:\\d+|am|pm|oclock|past|after|to|before|half|quarter|minute|unit|day|week|month|M\\d+)\\b)`,
    ),
    bareRange,
  ],
  [
    phrase(
      `(?<! (?:\\d+|M\\d+|-) )${AT}(?<hour>[1-9]|1[0-2]) (?<link>-) (?<hour2>[1-9]|1[0-2])(?! (?:\\d+|-|am|pm|oclock|${COUNTED})(?= ))`,
    ),
    bareRange,
  ],
  // "Monday 14-16": the hours of a clock with 24, where a day beside them says that they are hours.
  [phrase(`(?<= (?:W\\d|d\\d+|[OP]\\d+|${PARTS}|;) )${DAY_HOURS}`), bareRange],
  [phrase(`${DAY_HOURS}(?= (?:(?:on|the) )*(?:W\\d|d\\d+) )`), bareRange],
  [phrase(`${AT}(?<before>\\d{1,2}|quarter|threequarter)(?: minute)? ${SIDE} half ${HOUR}`), aroundHalf],
  [phrase(`${AT}half (?<side>past|after) ${HOUR}`), (groups, scene) => clock(groups, scene, 30)],
  [phrase(`${AT}half ${HOUR}`), (groups, scene) => clock(groups, scene, scene.lexicon.halfMinutes)],
  [
    phrase(
      `${AT}(?<beside>\\d{1,2})(?: minute)? ${SIDE} (?<before>quarter|threequarter) P?(?<hour>\\d{1,2})(?: oclock)?(?: ${PART})?`,
    ),
    quarterOf,
  ],
  [
    phrase(
      `(?:(?<lead>after|earliest|from|until|latest|before) )?${AT}(?:a )?(?<before>quarter|threequarter|[1-9]|[1-5]\\d|(?<=a )(?=minute))(?<unit> ?minute)? ${SIDE} ${HOUR}${NOT_COUNTED}`,
    ),
    minutesAround,
  ],
  [
    phrase(`${AT}(?<before>quarter|threequarter) P?(?<hour>\\d{1,2})(?: oclock)?(?: ${PART})?${NOT_COUNTED}`),
    quarterOf,
  ],
  [
    phrase(`${AT}C(?<chour>\\d{1,2}):(?<cminute>\\d\\d)(?: oclock)?(?: ${PART})?`),
    (groups, scene) => clock(groups, scene, 0),
  ],
  [
    phrase(
      `${AT}P?(?<hour>\\d{1,2}|a) oclock(?: and)?(?: (?<minutes>(?:[1-5][05]|25)(?= (?:or|until|-) )|[0-5]?\\d(?! (?:unit|oclock|until|-|or|M\\d)))(?: minute)?)?(?: ${PART})?`,
    ),
    (groups, scene) => clock(groups, scene, Number(groups['minutes'] ?? 0)),
  ],
  [phrase(`${AT}(?<compact>\\d{3,4}) (?<part>am|pm)`), compact],
  [phrase(`at (?<compact>\\d{3,4})${NOT_COUNTED}(?! \\d)`), compact],
  [/^(?<lead>(?: (?:d\d+|W\d|on|the))*) (?<compact>(?!19|20)\d{3,4})(?=(?: (?:d\d+|W\d|on|the))* $)/g, alone],
  [
    phrase(`${AT}(?<hour>\\d{1,2}) ${MINUTES} ${PART}`),
    (groups, scene) => clock(groups, scene, Number(groups['minutes'])),
  ],
  [phrase(`${AT}(?<hour>\\d{1,2}) ${PART}`), (groups, scene) => clock(groups, scene, 0)],
  [
    phrase(`at P?(?<hour>\\d{1,2}) ${MINUTES}${NOT_COUNTED}(?! \\d)`),
    (groups, scene) => clock(groups, scene, Number(groups['minutes'])),
  ],
  [
    phrase(`at (?:the )?P?(?<hour>\\d{1,2})${NOT_COUNTED}(?! past )(?! (?:after|to|before) $)`),
    (groups, scene) => clock(groups, scene, 0),
  ],
  // "twelve thirty": only minutes that are no month and that people say without a word beside them.
  [
    phrase(
      `(?<! (?:\\d+|M\\d+|on|the|in|into) )(?<hour>\\d{1,2}) (?<minutes>0[1-9]|15|20|25|30|35|40|45|50|55)${NOT_COUNTED}(?! \\d)`,
    ),
    (groups, scene) => clock(groups, scene, Number(groups['minutes'])),
  ],
  // A part of the day with its hour right behind: "afternoon 2".
  [
    phrase(
      `(?<part>morning|forenoon|midday|afternoon|evening|night) (?<hour>\\d{1,2})(?: ${MINUTES})?${NOT_COUNTED}(?! (?:earliest|latest) )`,
    ),
    (groups, scene) => clock(groups, scene, Number(groups['minutes'] ?? 0)),
  ],
  [phrase(`${AT}(?:the )?(?<named>noon|midnight)`), (groups, scene) => clock(groups, scene, 0)],
  [phrase(`${AT}nowtime`), (_groups, scene) => clock({ ...wallGroups(scene) }, scene, 0)],
];

const LONE = '(?:[1-9]|1[0-2])';
const TURN = '(?: (?:rather|and|;|so|at))*';
const ENDS = '(?= (?:$|;|(?:(?:on|the) )*(?:W\\d|d\\d+) ))';

/** What leans on a time found before; read until nothing more comes of it. */
const LINKED: readonly ClockRule[] = [
  // "Not eleven, twelve", "twelve, not eleven".
  [phrase(`(?<lead>not)(?: at)? (?<hour>${LONE})(?=${TURN} (?:${LONE}|t\\d+)${ENDS})`), behindLead],
  [phrase(`(?<lead>not (?:at )?t\\d+(?: or t\\d+)*${TURN}) (?<hour>${LONE}) ${ENDS}`), behindLead],
  [phrase(`(?<hour>${LONE})(?=(?: (?:rather|and|;))* not (?:at )?(?:${LONE}|t\\d+)${ENDS})`), bareHour],
  [phrase(`(?<lead>t\\d+(?: (?:rather|and|;))* not) (?<hour>${LONE}) ${ENDS}`), behindLead],
  // "Gegen sechs sieben" names two hours.
  [
    phrase(
      `t(?<first>\\d+) (?<hour>[2-9]|1[0-2])(?: oclock)?${NOT_COUNTED}(?! (?:\\d|past|to|after|before))`,
    ),
    nextHour,
  ],
  [phrase(`(?<hour>[1-9]|1[01]) t(?<second>\\d+)`), hourBefore],
  // "Ten is too early, can we say eleven", and the other way round.
  [phrase(`(?<! (?:\\d+|M\\d+|the|on) )(?<hour>[1-9]|1\\d|2[0-4])(?= (?:(?:_|a) ){0,3}refused )`), bareHour],
  [
    phrase(`(?<hour>[1-9]|1\\d|2[0-4])(?=(?: (?:_|;|and|rather))* t\\d+ (?:(?:_|a) ){0,3}refused )`),
    bareHour,
  ],
  // "11 at the latest".
  [
    phrase(
      `(?<! (?:\\d+|M\\d+|the|on|latest|earliest) )(?<hour>[1-9]|1\\d|2[0-4])(?= (?:latest|earliest) (?!\\d|at ))`,
    ),
    bareHour,
  ],
  // The other end of a range or a bound, another choice, a correction: "8 am until 6", "ab 10", "um 3, nein, 4".
  [
    phrase(
      `(?<lead>t\\d+(?: (?:_|;))* not(?: at)?|t\\d+ (?:until|to|-)(?: at)?|between t\\d+ and(?: at)?|t\\d+(?: _)? or|t\\d+(?: (?:_|;|so|on|or|d\\d+))* rather(?: (?:at|_|unit|busy|a|so|rather))*|from (?:(?:t\\d+|[Wd]\\d+|on|the|at|unit|_) )+into(?: at)?|t\\d+(?: (?:_|a)){0,3} refused(?: (?:_|;|so|and|or|rather|at))*|from|until|before|after|past|latest|earliest) P?(?<hour>\\d{1,2})(?: ${MINUTES})?${NOT_COUNTED}`,
    ),
    (groups, scene) => behind(groups['lead'], clock(groups, scene, Number(groups['minutes'] ?? 0))),
  ],
  [
    phrase(
      `(?:(?<lead>between) )?(?:at )?(?<hour>\\d{1,2})(?: ${MINUTES})? (?<link>(?<=between (?:at )?\\d+(?: \\d+)? )and|until|to|-|or|or at) (?<next>t\\d+)`,
    ),
    (groups, scene) => inFront(clock(groups, scene, Number(groups['minutes'] ?? 0)), groups),
  ],
  [
    phrase(
      `(?<! (?:\\d+|M\\d+) )${AT}(?<hour>[1-9]|1\\d|2[0-4]) (?<link>until|to) (?<hour2>[1-9]|1\\d|2[0-4])(?! (?:\\d+|oclock|${COUNTED})(?= ))`,
    ),
    bareRange,
  ],
  [
    /(?<=^(?: (?:d\d+|W\d|on|the))*) (?:at )?(?<hour>[1-9]|1[0-2]) (?<link>or) (?:at )?(?<hour2>[1-9]|1[0-2])(?=(?: (?:d\d+|W\d|on|the))* $)/g,
    bareRange,
  ],
];

const MAX_ROUNDS = 4;

/** Replaces clock times in the line, and stretches from now ("in zwei Stunden"). */
export function findTimes(scene: Scene): void {
  findStretches(scene);
  for (const pattern of IMPOSSIBLE) {
    rewrite(scene, pattern, () => {
      scene.impossibleTime = true;
      return '_';
    });
  }
  for (const [pattern, read] of RULES) rewrite(scene, pattern, (groups) => read(groups, scene));
  for (let round = 0, before = ''; round < MAX_ROUNDS && before !== scene.line; round += 1) {
    before = scene.line;
    for (const [pattern, read] of LINKED) rewrite(scene, pattern, (groups) => read(groups, scene));
  }
  findBareHours(scene);
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
  rewrite(scene, phrase(`${PART}(?: at)? t(?<clock>\\d+)(?! (?:earliest|latest) )`), attach);
}

function bareHour(groups: Groups, scene: Scene): string | undefined {
  return clock(groups, scene, 0);
}

/** The time it is now: "this time tomorrow". */
function wallGroups({ nowTime }: Scene): Groups {
  return { chour: nowTime.slice(0, 2), cminute: nowTime.slice(3), part: 'fixed' };
}

function behindLead(groups: Groups, scene: Scene): string | undefined {
  return behind(groups['lead'], clock(groups, scene, 0));
}

function alone(groups: Groups, scene: Scene): string | undefined {
  const found = compact(groups, scene);
  return found === undefined ? undefined : `${(groups['lead'] ?? '').trim()} ${found}`.trim();
}

function nextHour(groups: Groups, scene: Scene): string | undefined {
  const first = scene.clocks[Number(groups['first'])];
  if (first === undefined || first.minute !== 0 || first.hour + 1 !== Number(groups['hour']))
    return undefined;
  return `t${groups['first']} or ${clock(groups, scene, 0)}`;
}

function hourBefore(groups: Groups, scene: Scene): string | undefined {
  const second = scene.clocks[Number(groups['second'])];
  if (second === undefined || second.minute !== 0 || second.hour - 1 !== Number(groups['hour']))
    return undefined;
  return `${clock(groups, scene, 0)} or t${groups['second']}`;
}

function behind(lead: string | undefined, found: string | undefined): string | undefined {
  return found === undefined ? undefined : `${lead} ${found}`;
}

function inFront(found: string | undefined, { lead, link, next }: Groups): string | undefined {
  const said = `${found} ${link} ${next}`;
  if (found === undefined) return undefined;
  return lead === undefined ? said : `${lead} ${said}`;
}
