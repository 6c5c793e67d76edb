import { boundsIn } from './bounds-in.ts';
import type { BoundRules } from './bounds-in.ts';
import { partOf } from './clock-phrases.ts';
import { clockTimes } from './clock-times.ts';
import type { ClockTime } from './clock-times.ts';
import { partHours } from './part-hours.ts';
import { phrase } from './scene.ts';
import type { ClockFound, PartFound, Scene } from './scene.ts';

export type ClockItem = { clock: ClockFound } | { part: PartFound };

/**
 * `after` and `before` differ from `from` and `until` beside a part of the day: after it, not from its start. `rest` is
 * what a time leaves of the part of the day named before it: "nachmittags ab drei".
 */
type ClockBound = 'at' | 'between' | 'from' | 'after' | 'until' | 'latest' | 'rest';

/** What was said about the time in one place. */
export interface ClockWish {
  kind: ClockBound;
  first: ClockItem;
  second?: ClockItem;
  /** A night was named beside it. */
  isAtNight?: boolean;
}

const A = '(?<a>[tp]\\d+)';
const B = '(?<b>[tp]\\d+)';
const BESIDE = '(?: (?:at|the|on|in))*';

const CLOCK_BOUNDS: BoundRules<ClockBound> = [
  [phrase('(?:(?:from|between) )?(?<a>t\\d+)(?: d\\d+)? (?:to|-)(?: at)? (?<b>t\\d+)'), 'between'],
  [
    phrase(`(?:(?:from|between|earliest|after)${BESIDE} )?${A}(?: d\\d+)? until(?: latest)?${BESIDE} ${B}`),
    'between',
  ],
  [phrase(`(?:from|between)${BESIDE} (?<a>p\\d+) to${BESIDE} (?<b>p\\d+)`), 'between'],
  [phrase(`between${BESIDE} ${A} and${BESIDE} ${B}`), 'between'],
  [
    phrase(
      `(?<a>p\\d+)(?: (?:d\\d+|on|the|and|;))* (?:from|after|past|earliest)(?: from)?${BESIDE} (?<b>t\\d+)(?! until)`,
    ),
    'rest',
  ],
  [phrase(`(?<a>p\\d+)(?: (?:d\\d+|on|the|and|;))*${BESIDE} (?<b>t\\d+) earliest`), 'rest'],
  [phrase(`(?<a>p\\d+)(?: (?:d\\d+|on|the|and|;))* (?:until|before|latest)${BESIDE} (?<b>t\\d+)`), 'between'],
  [phrase(`(?<a>p\\d+)(?: (?:d\\d+|on|the|and|;))*${BESIDE} (?<b>t\\d+) latest`), 'between'],
  [
    phrase(`(?:from|after|earliest)${BESIDE} ${A}(?: and)?(?: _)? (?:until|before|latest)${BESIDE} ${B}`),
    'between',
  ],
  [phrase(`latest${BESIDE} ${A}`), 'latest'],
  [phrase(`(?:until|before)${BESIDE} ${A}`), 'until'],
  [phrase(`${A} latest`), 'latest'],
  [phrase(`(?:from|earliest)(?: from)?${BESIDE} ${A}`), 'from'],
  [phrase(`(?:after|past)${BESIDE} ${A}`), 'after'],
  [phrase(`${A} earliest`), 'from'],
  [phrase(A), 'at'],
];

/**
 * What the segment says about the time, in the order of speech. A part of the day beside a clock time only says which
 * half of the day that is in, unless each of the `days` has a time of its own.
 */
export function clockWishes(segment: string, days: number, scene: Scene): ClockWish[] {
  const wishes = boundsIn(segment, CLOCK_BOUNDS).flatMap(({ kind, a, b }): ClockWish[] => {
    const first = itemOf(a, scene);
    const second = itemOf(b, scene);
    if (first === undefined) return [];
    if (kind === 'rest') return restOfPart(first, second, scene);
    return [second === undefined ? { kind, first } : { kind, first, second }];
  });
  const clocks = wishes.filter((wish) => wish.kind !== 'at' || 'clock' in wish.first);
  if (/ or /.test(segment)) chooseOneHalf(wishes, scene);
  const isEachDays = days > 1 && wishes.length === days;
  if (isEachDays || clocks.length === 0 || clocks.length === wishes.length)
    return settled(wishes, segment, scene);
  const hinted = wishes.flatMap((wish, index) =>
    clocks.includes(wish) ? [withHint(wish, hintFor(index, wishes))] : [],
  );
  return settled(hinted, segment, scene);
}

/** "Nachmittags ab drei" ends with the afternoon; "morgens ab drei" does not, if three was none of the morning's. */
function restOfPart(part: ClockItem, start: ClockItem | undefined, scene: Scene): ClockWish[] {
  if (start === undefined || !('part' in part) || !('clock' in start)) return [];
  const { clock } = start;
  const first = { clock: clock.part === 'open' ? { ...clock, part: partOf(part.part.part) } : clock };
  const { from, until } = partHours(part.part, scene);
  const isInside = edgeTimes(first, 'from', scene).every(
    ({ time }) => time >= from && time < (until ?? from),
  );
  if (until === undefined || !isInside) return [{ kind: 'from', first }];
  const [hour, minute] = until.split(':').map(Number);
  return [
    { kind: 'between', first, second: { clock: { hour: hour ?? 0, minute: minute ?? 0, part: 'fixed' } } },
  ];
}

/** The times an item can stand for, at the edge that `kind` asks for. */
export function edgeTimes(item: ClockItem, kind: ClockBound, scene: Scene): ClockTime[] {
  if ('clock' in item) return clockTimes(item.clock, scene.hours, scene.lexicon.morningFromHour);
  const { from, until = '23:59' } = partHours(item.part, scene);
  return [{ time: isAtItsEnd(item.part, kind) ? until : from, dayShift: 0 }];
}

/** "Bis zum Abend" ends where the evening begins, "bis Ladenschluss" where the day ends. */
function isAtItsEnd({ part }: PartFound, kind: ClockBound): boolean {
  if (part === 'closing' || part === 'dayend') return kind !== 'from';
  if (part === 'midday') return false;
  return kind === 'after' || kind === 'latest';
}

function itemOf(name: string | undefined, { clocks, parts }: Scene): ClockItem | undefined {
  const index = Number(name?.slice(1));
  const [clock, part] = [clocks[index], parts[index]];
  if (name?.startsWith('t') === true) return clock && { clock };
  return part && { part };
}

/** The part of the day said nearest to a time. */
function hintFor(index: number, wishes: ClockWish[]): PartFound | undefined {
  const hints = wishes.flatMap(({ kind, first }, at) =>
    kind === 'at' && 'part' in first ? [{ part: first.part, away: Math.abs(at - index) }] : [],
  );
  return hints.toSorted((x, y) => x.away - y.away)[0]?.part;
}

function withHint({ kind, first, second }: ClockWish, hint: PartFound | undefined): ClockWish {
  const settle = (item: ClockItem): ClockItem =>
    'clock' in item && item.clock.part === 'open'
      ? { clock: { ...item.clock, part: partOf(hint?.part) } }
      : item;
  return {
    kind,
    first: settle(first),
    ...(second === undefined ? {} : { second: settle(second) }),
    isAtNight: hint?.part === 'night' || hint?.part === 'tonight',
  };
}

/** "Um sechs oder sieben": hours close to each other are in the same half of the day. */
function chooseOneHalf(wishes: ClockWish[], scene: Scene): void {
  const clocks = wishes.flatMap(({ kind, first }) =>
    kind === 'at' && 'clock' in first ? [first.clock] : [],
  );
  const open = clocks.filter(({ part }) => part === 'open');
  // Midday belongs to neither half, and a part said beside one time holds for the others.
  const said = clocks.find(({ part }) => part !== 'open' && part !== 'fixed' && part !== 'midday');
  if (said !== undefined) {
    for (const clock of open) if (isClose(clock, said)) clock.part = said.part;
    return;
  }
  const sure = open.find((clock) => inBothHalves(clock, scene).length === 1 && clock.hour !== 12);
  const [only] = sure === undefined ? [] : inBothHalves(sure, scene);
  for (const clock of open)
    if (
      sure !== undefined &&
      only !== undefined &&
      isClose(clock, sure) &&
      inBothHalves(clock, scene).length > 1
    )
      clock.part = only.time < '12:00' ? 'am' : 'pm';
}

function inBothHalves(clock: ClockFound, { hours }: Scene): ClockTime[] {
  return clockTimes(clock, hours, 12);
}

function isClose(clock: ClockFound, other: ClockFound): boolean {
  return Math.abs((clock.hour % 12) - (other.hour % 12)) <= 3;
}

/** One wish out of an exact time and bounds that it keeps, or out of the two ends of a stretch. */
function settled(wishes: ClockWish[], segment: string, scene: Scene): ClockWish[] {
  const exact = wishes.filter(({ kind }) => kind === 'at' || kind === 'between');
  const bounds = wishes.filter((wish) => !exact.includes(wish));
  if (bounds.length === 0 || wishes.length === 1 || / or /.test(segment)) return wishes;
  const edges = bounds.map((bound) => ({
    ...bound,
    edge: edgeTimes(bound.first, bound.kind, scene)[0]?.time ?? '',
  }));
  const froms = edges.filter(isFrom).toSorted((x, y) => (x.edge < y.edge ? 1 : -1));
  const untils = edges.filter((bound) => !isFrom(bound)).toSorted((x, y) => (x.edge < y.edge ? -1 : 1));
  const [from, until] = [froms[0], untils[0]];
  if (exact.length > 0) {
    const keeps = exact.every(({ first }) =>
      edgeTimes(first, 'from', scene).some(
        ({ time }) => time >= (from?.edge ?? '') && time <= (until?.edge ?? '24:00'),
      ),
    );
    return keeps ? exact : wishes;
  }
  if (from === undefined || until === undefined) return [from ?? until].filter((wish) => wish !== undefined);
  return from.edge < until.edge ? [{ kind: 'between', first: from.first, second: until.first }] : wishes;
}

function isFrom({ kind }: ClockWish): boolean {
  return kind === 'from' || kind === 'after';
}
