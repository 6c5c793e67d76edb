import { addClock, phrase, rewrite } from './scene.ts';
import type { Groups, Scene } from './scene.ts';

const PARTS = 'morning|forenoon|midday|afternoon|evening|tonight|night|opening|closing|dayend';
const DEGREE = 'early|late|middle';
// Where a part of the day that is refused leaves room: `from` or `until` which hour.
const BESIDE: Record<string, readonly ['from' | 'until', 'morning' | 'afternoon' | 'evening']> = {
  morning: ['from', 'afternoon'],
  forenoon: ['from', 'afternoon'],
  afternoon: ['until', 'afternoon'],
  evening: ['until', 'evening'],
};

// "Late Monday", "spät am Tag".
const EDGE_OF_DAY = [
  phrase('(?<degree>early|late)(?: (?:on|in|at|the))* (?<day>d\\d+|day)'),
  phrase(`(?<day>d\\d+) (?<degree>early|late)(?!(?: (?:in|on|at|the))* (?:${PARTS}|d\\d+) )`),
];
const REFUSED_PART = phrase(
  '(?:not (?:(?:in|on|at|the|_) )*p(?<a>\\d+)|(?<!d\\d+ (?:(?:in|on|at|the) )*)p(?<b>\\d+)(?: _)?(?: the)? (?:not|refused))',
);

/** Replaces the parts of the day that no clock time has taken by `p0`, `p1`. */
export function findParts(scene: Scene): void {
  rewrite(scene, phrase('end(?: (?:of|the|this))+ (?<day>d\\d+)'), ({ day = '' }) => {
    const isOneDay = scene.days[Number(day.slice(1))]?.options.every(
      ({ untilDate }) => untilDate === undefined,
    );
    return isOneDay === true ? `dayend ${day}` : undefined;
  });
  for (const pattern of EDGE_OF_DAY) rewrite(scene, pattern, (groups) => edgeOfDay(groups, scene));
  rewrite(
    scene,
    phrase(
      `(?:(?<degree>${DEGREE})(?: (?:in|on|at|of|the))* )?(?<part>${PARTS})(?: (?<degree2>early|late))?`,
    ),
    (groups) => addPart(groups, scene),
  );
  rewrite(scene, REFUSED_PART, ({ a, b }) => {
    // "Nicht vormittags, am Nachmittag": what is wanted was said.
    const others = [
      ...scene.line.matchAll(/ (not (?:(?:in|on|at|the|_) )*)?p\d+(?=( refused| not)? )/g),
    ].some(([, before, after]) => before === undefined && after === undefined);
    return others ? '_' : withoutPart(scene.parts[Number(a ?? b)]?.part, scene);
  });
}

function edgeOfDay({ day = '', degree }: Groups, scene: Scene): string | undefined {
  const options = scene.days[Number(day.slice(1))]?.options ?? [];
  if (options.some(({ untilDate }) => untilDate !== undefined)) return undefined;
  return `${addPart({ part: 'open', degree }, scene)}${day === 'day' ? '' : ` ${day}`}`;
}

function addPart({ part = '', degree, degree2 }: Groups, { parts }: Scene): string {
  parts.push({ part, degree: degree ?? degree2 });
  return `p${parts.length - 1}`;
}

/** "Nur nicht vormittags" leaves the hours from noon on. */
function withoutPart(part: string | undefined, scene: Scene): string {
  const left = part === undefined ? undefined : BESIDE[part];
  if (left === undefined) return '_';
  const [bound, edge] = left;
  const [hour, minute] = scene.hours[edge].from.split(':').map(Number);
  return `${bound} ${addClock(scene, hour ?? 0, minute ?? 0, 'fixed')}`;
}
