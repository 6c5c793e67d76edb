import { clockTimeOf, minutesOf } from '../../wall-clock.ts';
import { USUAL_DAY_HOURS } from '../day-hours.ts';
import type { DayHours, HourSpan } from '../day-hours.ts';
import type { PartFound, Scene } from './scene.ts';

const EDGE_MINUTES = 120;
const NIGHT_FROM = '22:00';

/** The hours a part of the day stands for, on the tenant's day; without `until` where it runs past midnight. */
export function partHours(
  { part, degree }: PartFound,
  { hours, lexicon }: Pick<Scene, 'hours' | 'lexicon'>,
): { from: string; until?: string } {
  switch (part) {
    case 'morning':
      // "Mid-morning" counts from when people are at work.
      return narrowed(degree === 'middle' ? hours.forenoon : hours.morning, degree);
    case 'forenoon':
    case 'midday':
    case 'afternoon':
    case 'evening':
      return narrowed(hours[part], degree);
    case 'open':
      return narrowed(hours.open, degree);
    case 'opening':
      return { from: hours.open.from, until: moved(hours.open.from, EDGE_MINUTES) };
    case 'closing':
    case 'dayend':
      return { from: moved(hours.open.until, -EDGE_MINUTES), until: hours.open.until };
    case 'tonight':
      return narrowed(hours.evening, degree);
    default:
      return lexicon.nightIsEvening && degree !== 'middle'
        ? narrowed(hours.evening, degree)
        : { from: NIGHT_FROM };
  }
}

/** Whether a window is all that a part of the day stands for, or all of the day, and no hours that were named. */
export function isPartOfDay(from: string, until: string, hours: DayHours = USUAL_DAY_HOURS): boolean {
  if (until === '24:00') return true;
  return Object.values(hours).some((span: HourSpan) => span.from === from && span.until === until);
}

/** Early, middle and late are a third each, to the half hour and no less than one. */
function narrowed({ from, until }: HourSpan, degree: string | undefined): HourSpan {
  const third = Math.max(60, Math.round((minutesOf(until) - minutesOf(from)) / 90) * 30);
  if (degree === 'early') return { from, until: moved(from, third) };
  if (degree === 'late') return { from: moved(until, -third), until };
  return degree === 'middle' ? { from: moved(from, third), until: moved(until, -third) } : { from, until };
}

/** Stays on the day. */
function moved(time: string, minutes: number): string {
  return clockTimeOf(Math.min(Math.max(minutesOf(time) + minutes, 0), 1439));
}
