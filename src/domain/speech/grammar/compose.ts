import { addDays, daysBetween } from '../../wall-clock.ts';
import { boundsIn } from './bounds-in.ts';
import type { BoundRules } from './bounds-in.ts';
import { clockReadings } from './clock-readings.ts';
import type { TimeReading } from './clock-readings.ts';
import { clockWishes } from './clock-wishes.ts';
import type { ClockWish } from './clock-wishes.ts';
import { dropBackground } from './drop-background.ts';
import { dropRefused } from './drop-refused.ts';
import { findParts } from './find-parts.ts';
import type { Reading } from '../reading.ts';
import { addDay, phrase, rewrite } from './scene.ts';
import type { DaySpan, Groups, Scene } from './scene.ts';

type Bound = Reading['kind'];

interface DayWish {
  kind: Bound;
  options: DaySpan[];
}

const LEAD = '(?:(?:on|at|the|in) )*';
const INTO_NIGHT = phrase(
  '(?:night )?(?<lead>(?:(?:from|on|the|of) )*)(?<a>d\\d+) into (?:the )?(?<b>d\\d+)(?: night)?',
);
const NIGHT_INTO = phrase('(?:the )?night into (?:the )?(?<b>d\\d+)');

const MOVED = phrase(
  '(?:from )?(?<what>(?:(?:on|at|the) )*[dtp]\\d+(?: (?:[dtp]\\d+|on|at|in|of|the|a|unit|and|;|_))*) into(?= (?:(?:on|at|the) )*(?<to>[dtp])\\d)',
);

/** The readings that the understood days and times of the line add up to, likeliest first. */
export function compose(scene: Scene): Reading[] {
  rewrite(scene, NIGHT_INTO, (groups) => eveAndDay(groups, scene));
  rewrite(scene, INTO_NIGHT, (groups) => nightInto(groups, scene));
  // "Von Montag um zehn auf Dienstag um elf": what is moved from is not wanted.
  rewrite(scene, MOVED, ({ what = '', to }) =>
    to === 'd' ? 'rather' : `${/ d\d+(?= )/.exec(` ${what} `)?.[0] ?? ''} rather`.trim(),
  );
  findParts(scene);
  dropRefused(scene);
  dropBackground(scene);
  const segments = scene.line.split(' rather ');
  const days = lastWith(segments, (segment) => dayWishes(segment, scene));
  const clocks = lastWith(segments, (segment) => clockWishes(segment, days.length, scene));
  if (clocks.length === 0 && / asap /.test(scene.line)) return distinct(soonest(days, scene));
  if (clocks.length === 0 && days.length === 0) return [];
  return distinct(pair(days, clocks).flatMap(([day, clock]) => readingsOf(day, clock, scene)));
}

/** "So bald wie möglich" is from now on, unless another day was named. */
function soonest(days: DayWish[], scene: Scene): Reading[] {
  const { today, nowTime } = scene;
  const isToday = days.every(({ options }) => options.every(({ date }) => date === today));
  if (!isToday) return days.flatMap((day) => readingsOf(day, undefined, scene));
  return [{ kind: 'from', date: today, time: nowTime }];
}

/** "Die Nacht auf Samstag" begins on Friday. */
function eveAndDay({ b = '' }: Groups, scene: Scene): string | undefined {
  const day = scene.days[Number(b.slice(1))]?.options[0]?.date;
  return day === undefined ? undefined : `night ${addDay(scene, { date: addDays(day, -1) })} into ${b}`;
}

/** The night from one day to the next: the clock says which of the two a time is on. */
function nightInto({ lead, a, b }: Groups, scene: Scene): string | undefined {
  const [clock] = scene.clocks;
  const isNight = / night /.test(scene.line);
  if (!isNight && (clock === undefined || clock.hour > 5 || lead?.includes('from') === true))
    return undefined;
  if (clock === undefined || (clock.part === 'fixed' && clock.hour >= 12 && clock.hour < 24)) return `${a}`;
  if (clock.hour === 24) clock.hour = 0;
  if (clock.part !== 'fixed') clock.part = clock.hour % 12 <= 6 ? 'am' : 'pm';
  return clock.part === 'pm' ? `${a}` : `${b}`;
}

/** What was said last counts, where the speaker corrected themselves. */
function lastWith<T>(segments: string[], read: (segment: string) => T[]): T[] {
  for (const segment of segments.toReversed()) {
    const found = read(`${segment.startsWith(' ') ? '' : ' '}${segment}${segment.endsWith(' ') ? '' : ' '}`);
    if (found.length > 0) return found;
  }
  return [];
}

const DAY_BOUNDS: BoundRules<Bound> = [
  [
    phrase(
      '(?:(?:from|between) )?(?:the )?(?<a>d\\d+)(?: at)? (?:until|to|-|and until)(?: the)? (?<b>d\\d+)',
    ),
    'between',
  ],
  [phrase('between (?:the )?(?<a>d\\d+) and (?:the )?(?<b>d\\d+)'), 'between'],
  [phrase(`(?:until|(?<!t\\d+ )latest|before)(?: ${LEAD.trim()})? ?(?<a>d\\d+)`), 'until'],
  [phrase('(?<a>d\\d+) latest(?! (?:at )?[tp]\\d)'), 'until'],
  [phrase(`(?:from|(?<!t\\d+ )earliest|after)(?: on)?(?: the)? (?<a>d\\d+)`), 'from'],
  [phrase('(?<a>d\\d+) earliest(?! (?:at )?[tp]\\d)'), 'from'],
  [phrase('(?<a>d\\d+)'), 'at'],
];

function dayWishes(segment: string, scene: Scene): DayWish[] {
  return boundsIn(segment, DAY_BOUNDS).flatMap(({ kind, a, b }): DayWish[] => {
    const first = scene.days[Number(a.slice(1))]?.options ?? [];
    const second = b === undefined ? undefined : scene.days[Number(b.slice(1))]?.options;
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

function pair(days: DayWish[], clocks: ClockWish[]): [DayWish | undefined, ClockWish | undefined][] {
  if (days.length === 0)
    return clocks.length === 0 ? [[undefined, undefined]] : clocks.map((clock) => [undefined, clock]);
  if (clocks.length === 0) return days.map((day) => [day, undefined]);
  if (days.length === clocks.length) return days.map((day, index) => [day, clocks[index]]);
  return days.flatMap((day) => clocks.map((clock): [DayWish, ClockWish] => [day, clock]));
}

function readingsOf(day: DayWish | undefined, clock: ClockWish | undefined, scene: Scene): Reading[] {
  const days: (DaySpan | undefined)[] = day?.options ?? [undefined];
  const readings = days.flatMap((span): Reading[] => {
    const times: TimeReading[] = clock === undefined ? [{ kind: 'at' }] : clockReadings(clock, span, scene);
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

/** One reading out of what was said about the day and about the time. */
function joined(
  dayKind: Bound | undefined,
  span: DaySpan | undefined,
  { dayShift, ...time }: TimeReading,
): Reading {
  if (span === undefined) return time;
  const date = addDays(span.date, dayShift ?? 0);
  if (dayKind === 'until') {
    const end = time.kind === 'until' ? time.untilTime : time.time;
    return {
      kind: 'until',
      untilDate: span.untilDate ?? date,
      ...(end === undefined ? {} : { untilTime: end }),
    };
  }
  const untilDate = lastDay(span, dayShift ?? 0, time);
  const days = untilDate === undefined ? { date } : { date, untilDate };
  const isPlain = time.kind === 'at';
  const kind =
    isPlain && dayKind === 'from' ? 'from' : isPlain && span.untilDate !== undefined ? 'between' : time.kind;
  return { ...time, kind, ...days };
}

/** "Montag von 22 bis 2 Uhr" ends on Tuesday. */
function lastDay(
  { date, untilDate }: DaySpan,
  shift: number,
  { time, untilTime }: Reading,
): string | undefined {
  if (untilDate !== undefined) return addDays(untilDate, shift);
  const isOvernight = time !== undefined && untilTime !== undefined && untilTime < time;
  return isOvernight ? addDays(date, shift + 1) : undefined;
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
