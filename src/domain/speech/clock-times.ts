import { addDays } from '../wall-clock.ts';
import type { ClockFound, DayPart } from './scene.ts';

/** A clock time with the days between the day it was said of and the day it falls on ("heute um 24 Uhr" is 1). */
export interface ClockTime {
  time: string;
  dayShift: number;
}

/** The times a window such as "nachmittags" stands for; parts without one are no wish about the time. */
export const WINDOWS: Partial<Record<DayPart, { time: string; untilTime: string }>> = {
  morning: { time: '06:00', untilTime: '12:00' },
  forenoon: { time: '09:00', untilTime: '12:00' },
  afternoon: { time: '12:00', untilTime: '18:00' },
  evening: { time: '18:00', untilTime: '22:00' },
  tonight: { time: '18:00', untilTime: '22:00' },
};

/**
 * The 24-hour times a spoken one can mean, likeliest first. Without half of the day: twelve is noon; from
 * `morningFromHour` to noon is the morning; the hours before can be either, the waking one first.
 */
export function clockTimes(found: ClockFound, morningFromHour: number): ClockTime[] {
  if (found.part === 'fixed') return [timeAt(found.hour, found.minute, found.hour === 24 ? 1 : 0)];
  const early = (found.hour % 12) * 60 + found.minute;
  if (found.part !== 'open') return [timeAt(hourIn(found.part, found.hour), found.minute, 0)];
  const onDial = (early + 720) % 720;
  if (onDial < 60) return [timeAt(12, onDial, 0)];
  if (onDial >= morningFromHour * 60) return [timeAt(0, onDial, 0)];
  const [am, pm] = [timeAt(0, onDial, 0), timeAt(12, onDial, 0)];
  return onDial >= 7 * 60 ? [am, pm] : [pm, am];
}

/** The hour of 24 that `hour` (1 to 12) is in a part of the day. */
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
      return onDial <= 5 ? onDial : onDial + 12;
    case 'evening':
      return onDial === 0 ? 0 : onDial + 12;
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

/** `date` moved by the shift of a clock time. */
export function shiftDate(date: string, { dayShift }: ClockTime): string {
  return dayShift === 0 ? date : addDays(date, dayShift);
}
