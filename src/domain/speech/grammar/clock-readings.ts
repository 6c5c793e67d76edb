import type { ClockTime } from './clock-times.ts';
import { clockTimes } from './clock-times.ts';
import { edgeTimes } from './clock-wishes.ts';
import type { ClockItem, ClockWish } from './clock-wishes.ts';
import { partHours } from './part-hours.ts';
import type { Reading } from '../reading.ts';
import type { DaySpan, PartFound, Scene } from './scene.ts';

/** `dayShift`: days between the day that was said and the one the time falls on. */
export type TimeReading = Reading & { dayShift?: number };

const AFTER_MIDDAY_MINUTES = 60;

/** The readings of one wish about the time, likeliest first; `span` is the day it was said of. */
export function clockReadings(wish: ClockWish, span: DaySpan | undefined, scene: Scene): TimeReading[] {
  const { kind, first, second } = wish;
  if (second !== undefined) return rangeReadings(first, second, scene);
  if (kind === 'at' && 'part' in first) return partReadings(first.part, span, scene);
  return edgeTimes(first, kind, scene).flatMap((found): TimeReading[] => {
    const { time, dayShift } = found;
    if (kind === 'until' || kind === 'latest') return [{ kind: 'until', untilTime: time }];
    if (kind === 'after') return [{ kind: 'from', time: isMidday(first) ? afterMidday(time) : time }];
    if (kind === 'from') return [{ kind: 'from', time }];
    const isAtNight = wish.isAtNight === true || isNightPart(first);
    return nightReadings({ kind: 'at', time, dayShift }, isAtNight, span, scene);
  });
}

function partReadings(part: PartFound, span: DaySpan | undefined, scene: Scene): TimeReading[] {
  const { from, until } = partHours(part, scene);
  const window: TimeReading =
    until === undefined ? { kind: 'from', time: from } : { kind: 'between', time: from, untilTime: until };
  if (part.part !== 'dayend') return [window];
  // The end of the day is when people go home, or midnight; without another day it is today's.
  const day = span === undefined ? { date: scene.today } : {};
  return [
    { ...window, ...day },
    { kind: 'at', time: '23:59', ...day },
  ];
}

function isMidday(item: ClockItem): boolean {
  return 'part' in item && item.part.part === 'midday';
}

/** "Nach dem Mittagessen": the meal takes an hour. */
function afterMidday(time: string): string {
  const total = Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) + AFTER_MIDDAY_MINUTES;
  return `${String(Math.floor(total / 60) % 24).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`;
}

function isNightPart(item: ClockItem): boolean {
  return 'clock' in item && (item.clock.part === 'night' || item.clock.part === 'tonight');
}

/** Small hours belong to the night before or after: "heute Nacht um zwei", "um Mitternacht". */
function nightReadings(
  reading: TimeReading,
  isNight: boolean,
  span: DaySpan | undefined,
  { today, nowTime }: Scene,
): TimeReading[] {
  const isSmallHour = isNight && (reading.time ?? '') < '06:00';
  const isInTheNight = span?.date === today && nowTime < '06:00';
  if (span !== undefined && isSmallHour && !isInTheNight)
    return [
      { ...reading, dayShift: 1 },
      { ...reading, dayShift: 0 },
    ];
  if (span !== undefined && reading.dayShift === 1) return [reading, { ...reading, dayShift: 0 }];
  return [reading];
}

function rangeReadings(first: ClockItem, second: ClockItem, scene: Scene): TimeReading[] {
  const starts = edgeTimes(first, 'from', scene);
  const ends = endTimes(first, second, scene);
  const readings = ends.flatMap(({ time: untilTime }) => {
    // "3:30 bis 18 Uhr": the end says which half of the day the start is in.
    const before = starts.filter(({ time }) => time < untilTime);
    const nearest =
      ends.length === 1 ? before.toSorted((x, y) => (x.time < y.time ? 1 : -1)).slice(0, 1) : before;
    return nearest.map(({ time }): TimeReading => ({ kind: 'between', time, untilTime }));
  });
  if (readings.length === 0) return overNoonOrNight(starts, second, scene);
  const sameHalf = readings.filter(
    ({ time = '', untilTime = '' }) => time < '12:00' === untilTime <= '12:00',
  );
  return isOpen(first) && isOpen(second) && sameHalf.length > 0 ? sameHalf : readings;
}

/** An end said without half of the day can be any that the tenant is open at; "vormittags bis nachmittags" its last. */
function endTimes(first: ClockItem, second: ClockItem, scene: Scene): ClockTime[] {
  if ('part' in second) return edgeTimes(second, 'part' in first ? 'latest' : 'until', scene);
  return isOpen(second) ? clockTimes(second.clock, scene.hours, 12) : edgeTimes(second, 'until', scene);
}

/** "Elf bis eins" ends after noon, "22 Uhr bis 2 Uhr" on the next day. */
function overNoonOrNight(starts: ClockTime[], second: ClockItem, scene: Scene): TimeReading[] {
  const ends = edgeTimes(second, 'until', scene).map(({ time }) => time);
  const late =
    'clock' in second && isOpen(second) ? clockTimes({ ...second.clock, part: 'pm' }, scene.hours, 12) : [];
  return starts.flatMap(({ time }): TimeReading[] => {
    const end = [...ends, ...late.map((found) => found.time)].find((untilTime) => untilTime > time);
    if (end !== undefined) return [{ kind: 'between', time, untilTime: end }];
    const night =
      'clock' in second
        ? clockTimes(isOpen(second) ? { ...second.clock, part: 'am' } : second.clock, scene.hours, 12)[0]
            ?.time
        : undefined;
    return night !== undefined && time >= '18:00' && night <= '08:00'
      ? [{ kind: 'between', time, untilTime: night }]
      : [];
  });
}

function isOpen(item: ClockItem): boolean {
  return 'clock' in item && item.clock.part === 'open';
}
