import { IANAZone } from 'luxon';
import { DAY_MS } from '../../platform/day-ms.ts';
import { minutesOf, weekdayOf } from '../wall-clock.ts';
import type { MovedBecause } from './moved-because.ts';
import { isPublicHoliday } from './public-holidays.ts';
import type { CallingHours } from './reminder-settings.ts';

/** Why an instant is no time for calls. */
export type OutsideBecause = Exclude<MovedBecause, 'number_called_lately'>;

/** From the first instant to the one at which it is over. */
export interface CallingWindow {
  from: Date;
  until: Date;
}

interface Span {
  fromMs: number;
  untilMs: number;
}

const MINUTE_MS = 60_000;
/** How far calling hours are looked for, either way. */
const MOST_DAYS = 30;
/** Further from UTC no zone is, with an hour to spare. */
const FARTHEST_MS = 15 * 60 * MINUTE_MS;

/** Whether somebody may be rung: by the wall clock of every one of the zones. Never without a zone or in an unknown one. */
export function isInCallingHours(at: Date, zones: readonly string[], hours: CallingHours): boolean {
  return zones.length > 0 && zones.every((zone) => outsideIn(zone, at, hours) === undefined);
}

/** What keeps from ringing somebody, by the first of the zones in which something does. A closed weekday is `weekend`. */
export function outsideBecause(
  at: Date,
  zones: readonly string[],
  hours: CallingHours,
): OutsideBecause | undefined {
  for (const zone of zones) {
    const because = outsideIn(zone, at, hours);
    if (because !== undefined) return because;
  }
  return undefined;
}

/**
 * The first instant, `at` or later, inside the hours of all zones (VIO-33, VIO-34), and what has moved it there.
 * Undefined when there is none within 30 days: zones without an hour in common, hours that never come.
 */
export function nextCallingTime(
  at: Date,
  zones: readonly string[],
  hours: CallingHours,
): { at: Date; movedBecause?: OutsideBecause } | undefined {
  if (isInCallingHours(at, zones, hours)) return { at };
  const movedBecause = outsideBecause(at, zones, hours);
  for (let day = 0; day < MOST_DAYS; day += 1) {
    const fromMs = at.getTime() + day * DAY_MS;
    const [first] = commonSpans({ fromMs, untilMs: fromMs + DAY_MS }, zones, hours);
    if (first !== undefined)
      return {
        at: new Date(first.fromMs),
        ...(movedBecause !== undefined && { movedBecause }),
      };
  }
  return undefined;
}

/** The last hours common to all zones that begin before `before`, cut there. Undefined when there are none within 30 days. */
export function lastCallingWindow(
  before: Date,
  zones: readonly string[],
  hours: CallingHours,
): CallingWindow | undefined {
  for (let day = 0; day < MOST_DAYS; day += 1) {
    const untilMs = before.getTime() - day * DAY_MS;
    const last = commonSpans({ fromMs: untilMs - DAY_MS, untilMs }, zones, hours).at(-1);
    if (last !== undefined)
      return { from: new Date(last.fromMs), until: new Date(Math.min(last.untilMs, before.getTime())) };
  }
  return undefined;
}

function outsideIn(zone: string, at: Date, hours: CallingHours): OutsideBecause | undefined {
  const shownMs = at.getTime() + IANAZone.create(zone).offset(at.getTime()) * MINUTE_MS;
  const minute = Math.floor((shownMs - startOfDay(shownMs)) / MINUTE_MS);
  const closed = closedBecause(shownMs, hours);
  if (closed !== undefined) return closed;
  if (minute < minutesOf(hours.from)) return 'before_hours';
  return minute < minutesOf(hours.until) ? undefined : 'after_hours';
}

/** Why there are no calls on the whole of a day; `shownMs` is any time of it, as if it were UTC. */
function closedBecause(shownMs: number, hours: CallingHours): 'weekend' | 'holiday' | undefined {
  // An unknown zone or an impossible instant has no day, so none for calls.
  if (Number.isNaN(shownMs)) return 'weekend';
  const date = new Date(shownMs).toISOString().slice(0, 10);
  if (!hours.weekdays.includes(weekdayOf(date))) return 'weekend';
  return isPublicHoliday(date, hours.holidays) ? 'holiday' : undefined;
}

/** The times that are inside the hours of all zones and overlap `range`, rising and whole. */
function commonSpans(range: Span, zones: readonly string[], hours: CallingHours): Span[] {
  if (Number.isNaN(range.fromMs)) return [];
  const [first = [], ...others] = zones.map((zone) => spansIn(zone, range, hours));
  return others
    .reduce((common, spans) => common.flatMap((one) => spans.flatMap((other) => overlap(one, other))), first)
    .filter((span) => overlap(span, range).length > 0);
}

function spansIn(zone: string, range: Span, hours: CallingHours): Span[] {
  const rules = IANAZone.create(zone);
  if (!rules.isValid) return [];
  const firstDay = startOfDay(range.fromMs - FARTHEST_MS);
  const days = Math.ceil((range.untilMs + FARTHEST_MS - firstDay) / DAY_MS);
  return Array.from({ length: days }, (_, n) => firstDay + n * DAY_MS)
    .filter((day) => closedBecause(day, hours) === undefined)
    .flatMap((day) => spansOfDay(rules, day, hours))
    .filter((span) => overlap(span, range).length > 0);
}

/** The hours of one day of a zone; `day` is its midnight as if it were UTC. Two spans where the clocks change on it. */
function spansOfDay(rules: IANAZone, day: number, hours: CallingHours): Span[] {
  const around = { fromMs: day - FARTHEST_MS, untilMs: day + DAY_MS + FARTHEST_MS };
  const before = rules.offset(around.fromMs);
  const after = rules.offset(around.untilMs);
  const hoursAt = (offset: number): Span => ({
    fromMs: day + (minutesOf(hours.from) - offset) * MINUTE_MS,
    untilMs: day + (minutesOf(hours.until) - offset) * MINUTE_MS,
  });
  if (before === after) return overlap(hoursAt(before), around);
  const changeMs = changeOfClocks(rules, around);
  return [
    ...overlap(hoursAt(before), { ...around, untilMs: changeMs }),
    ...overlap(hoursAt(after), { ...around, fromMs: changeMs }),
  ];
}

/** The minute from which the offset of the span's end holds. */
function changeOfClocks(rules: IANAZone, { fromMs, untilMs }: Span): number {
  const after = rules.offset(untilMs);
  let low = fromMs / MINUTE_MS;
  let high = untilMs / MINUTE_MS;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (rules.offset(middle * MINUTE_MS) === after) high = middle;
    else low = middle;
  }
  return high * MINUTE_MS;
}

function overlap(one: Span, other: Span): Span[] {
  const fromMs = Math.max(one.fromMs, other.fromMs);
  const untilMs = Math.min(one.untilMs, other.untilMs);
  return fromMs < untilMs ? [{ fromMs, untilMs }] : [];
}

function startOfDay(ms: number): number {
  return Math.floor(ms / DAY_MS) * DAY_MS;
}
