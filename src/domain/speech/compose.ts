import { addDays, daysBetween } from '../wall-clock.ts';
import { clockTimes, shiftDate, WINDOWS } from './clock-times.ts';
import type { ClockTime } from './clock-times.ts';
import type { Reading } from './reading.ts';
import { phrase, rewrite } from './scene.ts';
import type { ClockFound, DayPart, DaySpan, Scene } from './scene.ts';

type Bound = Reading['kind'];

interface DayWish {
  kind: Bound;
  options: DaySpan[];
}

interface ClockWish {
  kind: Bound;
  first: ClockFound;
  second?: ClockFound;
}

const ITEM = '(?:d|t)\\d+';
const LEAD = '(?:(?:on|at|the|in) )*';

/** The readings that the understood days and times of the line add up to, likeliest first. */
export function compose(scene: Scene): Reading[] {
  dropRefused(scene);
  const segments = scene.line.split(' rather ');
  const part = leftoverPart(scene.line);
  const days = lastWith(segments, (segment) => dayWishes(segment, scene));
  const clocks = lastWith(segments, (segment) => clockWishes(segment, scene));
  if (clocks.length === 0 && days.length === 0 && part === undefined) return [];
  const readings = pair(days, clocks).flatMap(([day, clock]) => readingsOf(day, clock, part, scene));
  return distinct(readings);
}

/** "nicht vor 10" is a bound; "nicht am Dienstag" and "Dienstag geht nicht" leave the day out. */
function dropRefused(scene: Scene): void {
  rewrite(scene, phrase(`not ${LEAD}(?:d\\d+(?: ${LEAD}t\\d+)?|t\\d+(?: ${LEAD}d\\d+)?)`), () => '_');
  rewrite(scene, phrase(`${LEAD}${ITEM}(?: _)?(?: the)? not`), () => 'rather');
}

/** What was said last counts, where the speaker corrected themselves. */
function lastWith<T>(segments: string[], read: (segment: string) => T[]): T[] {
  for (const segment of segments.toReversed()) {
    const found = read(`${segment.startsWith(' ') ? '' : ' '}${segment}${segment.endsWith(' ') ? '' : ' '}`);
    if (found.length > 0) return found;
  }
  return [];
}

const DAY_BOUNDS: readonly (readonly [RegExp, Bound])[] = [
  [
    phrase(
      '(?:(?:from|between) )?(?:the )?d(?<a>\\d+)(?: at)? (?:until|to|-|and until)(?: the)? d(?<b>\\d+)',
    ),
    'between',
  ],
  [phrase('between (?:the )?d(?<a>\\d+) and (?:the )?d(?<b>\\d+)'), 'between'],
  [phrase(`(?:until|latest|before)(?: ${LEAD.trim()})? ?d(?<a>\\d+)`), 'until'],
  [phrase('d(?<a>\\d+) latest'), 'until'],
  [phrase(`(?:from|earliest|after)(?: on)?(?: the)? d(?<a>\\d+)`), 'from'],
  [phrase('d(?<a>\\d+) earliest'), 'from'],
  [phrase('d(?<a>\\d+)'), 'at'],
];

const CLOCK_BOUNDS: readonly (readonly [RegExp, Bound])[] = [
  [phrase('(?:(?:from|between) )?t(?<a>\\d+)(?: d\\d+)? (?:until|to|-)(?: at)? t(?<b>\\d+)'), 'between'],
  [phrase('between t(?<a>\\d+) and t(?<b>\\d+)'), 'between'],
  [
    phrase('(?:from|after|earliest) t(?<a>\\d+)(?: and)?(?: _)? (?:until|before|latest) t(?<b>\\d+)'),
    'between',
  ],
  [phrase('(?:until|latest|before)(?: (?:at|the|on))* t(?<a>\\d+)'), 'until'],
  [phrase('t(?<a>\\d+) latest'), 'until'],
  [phrase('(?:from|earliest|after|past)(?: (?:at|the))* t(?<a>\\d+)'), 'from'],
  [phrase('t(?<a>\\d+) earliest'), 'from'],
  [phrase('t(?<a>\\d+)'), 'at'],
];

function dayWishes(segment: string, scene: Scene): DayWish[] {
  return bounds(segment, DAY_BOUNDS).flatMap(({ kind, a, b }): DayWish[] => {
    const first = scene.days[a]?.options ?? [];
    const second = b === undefined ? undefined : scene.days[b]?.options;
    if (second === undefined) return [{ kind, options: first }];
    const options = first.flatMap(({ date }) => spanUntil(date, second));
    return [options.length > 0 ? { kind, options } : { kind: 'at', options: [...first, ...second] }];
  });
}

function spanUntil(date: string, ends: DaySpan[]): DaySpan[] {
  const end = ends.find((option) => option.date >= date);
  if (end !== undefined) return [{ date, untilDate: end.untilDate ?? end.date }];
  // "Montag bis Freitag" said on a Tuesday: the Friday after that Monday.
  const [first] = ends;
  return first !== undefined && daysBetween(first.date, date) < 7
    ? [{ date, untilDate: addDays(first.date, 7) }]
    : [];
}

function clockWishes(segment: string, scene: Scene): ClockWish[] {
  return bounds(segment, CLOCK_BOUNDS).flatMap(({ kind, a, b }): ClockWish[] => {
    const first = scene.clocks[a];
    const second = b === undefined ? undefined : scene.clocks[b];
    if (first === undefined) return [];
    return second === undefined ? [{ kind, first }] : [{ kind, first, second }];
  });
}

/** Every bound found in the segment, in the order of speech; each day or time counts once. */
function bounds(
  segment: string,
  patterns: readonly (readonly [RegExp, Bound])[],
): { kind: Bound; a: number; b: number | undefined }[] {
  const found: { kind: Bound; a: number; b: number | undefined; at: number }[] = [];
  let rest = segment;
  for (const [pattern, kind] of patterns) {
    rest = rest.replaceAll(pattern, (whole: string, ...details: unknown[]) => {
      const [a, b] = details
        .filter((detail) => typeof detail === 'string' && /^\d+$/.test(detail))
        .map(Number);
      const at = details.find((detail) => typeof detail === 'number');
      if (a !== undefined) found.push({ kind, a, b, at: at ?? 0 });
      // Blanks of the same length keep the places of what follows.
      return ` ${'_'.repeat(whole.length - 1)}`;
    });
  }
  return found.toSorted((x, y) => x.at - y.at);
}

function pair(days: DayWish[], clocks: ClockWish[]): [DayWish | undefined, ClockWish | undefined][] {
  if (days.length === 0)
    return clocks.length === 0 ? [[undefined, undefined]] : clocks.map((clock) => [undefined, clock]);
  if (clocks.length === 0) return days.map((day) => [day, undefined]);
  if (days.length === clocks.length) return days.map((day, index) => [day, clocks[index]]);
  return days.flatMap((day) => clocks.map((clock): [DayWish, ClockWish] => [day, clock]));
}

/** A part of the day that no time has taken: "Dienstag Nachmittag". */
function leftoverPart(line: string): DayPart | undefined {
  const word = / (morning|forenoon|midday|afternoon|evening|tonight|night)(?= )/.exec(line)?.[1];
  switch (word) {
    case 'morning':
    case 'forenoon':
    case 'midday':
    case 'afternoon':
    case 'evening':
    case 'tonight':
    case 'night':
      return word;
    default:
      return undefined;
  }
}

function readingsOf(
  day: DayWish | undefined,
  clock: ClockWish | undefined,
  part: DayPart | undefined,
  scene: Scene,
): Reading[] {
  const days: (DaySpan | undefined)[] = day?.options ?? [undefined];
  const readings = days.flatMap((span): Reading[] => {
    const times = clock === undefined ? partReadings(part) : clockReadings(clock, part, span, scene);
    return times.map((time) => joined(day?.kind, span, time));
  });
  const ahead = readings.filter((reading) => !isPast(reading, scene));
  // A time today that is over was not meant while another reading is still ahead.
  return ahead.length > 0 ? ahead : readings;
}

function isPast(reading: Reading, { today, nowTime }: Scene): boolean {
  return (
    reading.kind === 'at' && reading.date === today && reading.time !== undefined && reading.time < nowTime
  );
}

function partReadings(part: DayPart | undefined): (Reading & { dayShift?: number })[] {
  if (part === 'midday') return [{ kind: 'at', time: '12:00' }];
  const window = part === undefined ? undefined : WINDOWS[part];
  return [window === undefined ? { kind: 'at' } : { kind: 'between', ...window }];
}

type TimeReading = Reading & { dayShift?: number };

function clockReadings(
  wish: ClockWish,
  part: DayPart | undefined,
  span: DaySpan | undefined,
  scene: Scene,
): TimeReading[] {
  const times = (found: ClockFound): ClockTime[] =>
    clockTimes(
      found.part === 'open' && part !== undefined ? { ...found, part } : found,
      scene.lexicon.morningFromHour,
    );
  const { first, second } = wish;
  if (second !== undefined) return rangeReadings(first, second, times);
  return times(first).flatMap((found): TimeReading[] => {
    const { time, dayShift } = found;
    if (wish.kind === 'until') return [{ kind: 'until', untilTime: time }];
    if (wish.kind === 'from') return [{ kind: 'from', time }];
    const isNight = isNightPart(part) || isNightPart(first.part);
    return nightReadings({ kind: 'at', time, dayShift }, isNight, span, scene);
  });
}

function isNightPart(part: DayPart | undefined): boolean {
  return part === 'night' || part === 'tonight';
}

/** Small hours belong to the night before or after: "heute Nacht um zwei", "um Mitternacht". */
function nightReadings(
  reading: TimeReading,
  isNight: boolean,
  span: DaySpan | undefined,
  { today, nowTime }: Scene,
): TimeReading[] {
  const isSmallHour = isNight && (reading.time ?? '') < '06:00';
  if (span?.date === today && isSmallHour && nowTime >= '06:00')
    return [
      { ...reading, dayShift: 1 },
      { ...reading, dayShift: 0 },
    ];
  if (span !== undefined && reading.dayShift === 1) return [reading, { ...reading, dayShift: 0 }];
  return [reading];
}

function rangeReadings(
  first: ClockFound,
  second: ClockFound,
  times: (found: ClockFound) => ClockTime[],
): TimeReading[] {
  const ends = times(second);
  const readings = ends.flatMap(({ time: untilTime }) => {
    // "3:30 bis 18 Uhr": the end says which half of the day the start is in.
    const starts = times(first).filter(({ time }) => time < untilTime);
    const nearest =
      ends.length === 1 ? starts.toSorted((x, y) => (x.time < y.time ? 1 : -1)).slice(0, 1) : starts;
    return nearest.map(({ time }): TimeReading => ({ kind: 'between', time, untilTime }));
  });
  const sameHalf = readings.filter(
    ({ time = '', untilTime = '' }) => time < '12:00' === untilTime <= '12:00',
  );
  if (readings.length > 0)
    return first.part === 'open' && second.part === 'open' && sameHalf.length > 0 ? sameHalf : readings;
  const lateEnd = second.part === 'open' ? times({ ...second, part: 'pm' })[0]?.time : undefined;
  return times(first).flatMap(({ time }): TimeReading[] =>
    lateEnd !== undefined && time < lateEnd ? [{ kind: 'between', time, untilTime: lateEnd }] : [],
  );
}

/** One reading out of what was said about the day and about the time. */
function joined(
  dayKind: Bound | undefined,
  span: DaySpan | undefined,
  { dayShift, ...time }: TimeReading,
): Reading {
  if (span === undefined) return time;
  const date = shiftDate(span.date, { time: '', dayShift: dayShift ?? 0 });
  if (dayKind === 'until') {
    return {
      kind: 'until',
      untilDate: span.untilDate ?? date,
      ...(time.time === undefined ? {} : { untilTime: time.time }),
    };
  }
  const days = span.untilDate === undefined ? { date } : { date, untilDate: span.untilDate };
  const isPlain = time.kind === 'at';
  const kind =
    isPlain && dayKind === 'from' ? 'from' : isPlain && span.untilDate !== undefined ? 'between' : time.kind;
  return { ...time, kind, ...days };
}

function distinct(readings: Reading[]): Reading[] {
  const seen = new Map<string, Reading>();
  for (const reading of readings) {
    const { kind, date, time, untilDate, untilTime } = reading;
    const key = [kind, date, time, untilDate, untilTime].join('|');
    if (!seen.has(key)) seen.set(key, reading);
  }
  return [...seen.values()];
}
