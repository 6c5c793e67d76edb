import type { DayHours } from '../day-hours.ts';
import type { ClockFound, DayPart } from './scene.ts';

/** A clock time with the days between the day it was said of and the day it falls on ("heute um 24 Uhr" is 1). */
export interface ClockTime {
  time: string;
  dayShift: number;
}

/**
 * The 24-hour times a spoken one can mean, likeliest first. Without half of the day: twelve is noon; an hour that only
 * one half of the day has while the tenant is open is that one; where both or neither has, `morningFromHour` and later
 * are the morning, and the hours before can be either, the waking one first.
 */
export function clockTimes(
  found: ClockFound,
  { open }: Pick<DayHours, 'open'>,
  morningFromHour: number,
): ClockTime[] {
  if (found.part === 'fixed') return [timeAt(found.hour, found.minute, found.hour === 24 ? 1 : 0)];
  if (found.part !== 'open') {
    const hour = hourIn(found.part, found.hour);
    return [timeAt(hour, found.minute, hour === 24 ? 1 : 0)];
  }
  const onDial = ((found.hour % 12) * 60 + found.minute + 720) % 720;
  if (onDial < 60) return [timeAt(12, onDial, 0)];
  const [am, pm] = [timeAt(0, onDial, 0), timeAt(12, onDial, 0)];
  const likeliest = onDial >= 7 * 60 ? [am, pm] : [pm, am];
  const inside = likeliest.filter(({ time }) => time >= open.from && time <= open.until);
  if (inside.length === 1) return inside;
  return onDial >= morningFromHour * 60 ? [am] : likeliest;
}

/** The hour of 24 that `hour` (1 to 12) is in a part of the day; 24 is the midnight at its end. */
function hourIn(part: DayPart, hour: number): number {
  const onDial = hour % 12;
  switch (part) {
    case 'am':
      return onDial;
    case 'morning':
    case 'forenoon':
      return hour;
    case 'midday':
      return onDial <= 4 ? onDial + 12 : onDial;
    case 'night':
    case 'tonight':
      if (onDial === 0) return 24;
      return onDial <= 5 ? onDial : onDial + 12;
    case 'evening':
      return onDial === 0 ? 24 : onDial + 12;
    case 'pm':
    case 'afternoon':
    case 'fixed':
    case 'open':
      return onDial + 12;
  }
}

function timeAt(hour: number, minute: number, dayShift: number): ClockTime {
  const total = (hour * 60 + minute + 2880) % 1440;
  const time = `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`;
  // "Viertel vor Mitternacht" is still the evening of the day it was said of.
  return { time, dayShift: hour === 24 && minute < 0 ? 0 : dayShift };
}
