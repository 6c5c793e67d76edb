import { lastCallingWindow, nextCallingTime, outsideBecause } from './calling-hours.ts';
import type { OutsideBecause } from './calling-hours.ts';
import { BUFFER_MINUTES } from './reminder-settings.ts';
import type { CallingHours } from './reminder-settings.ts';

export interface PlannedReminder {
  kind: 'planned';
  hoursBefore: number;
  /** `hoursBefore` before the appointment, by the clock that knows no summer time. */
  wantedAt: Date;
  scheduledAt: Date;
  /** Hours between `scheduledAt` and the appointment, one decimal (VIO-33). */
  hoursBeforeActual: number;
  movedBecause?: OutsideBecause;
}

export interface SkippedReminder {
  kind: 'skipped';
  hoursBefore: number;
  why: SkippedBecause;
}

/** `no_time`: the appointment has none (VIO-15). `same_moment`: another reminder falls on the same one. */
export type SkippedBecause = 'no_time' | 'past' | 'too_close' | 'no_common_hours' | 'same_moment';

/** Who may be rung when: the zones to honour (`zonesToHonour`) and the hours in each of them. */
export interface WhenToCall {
  zones: readonly string[];
  hours: CallingHours;
  now: Date;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** The hours before an appointment: the customer's wish, else the service's, else the tenant's (VIO-14), the most first. */
export function reminderHours(wishes: {
  customer?: readonly number[];
  service?: readonly number[];
  tenant: readonly number[];
}): number[] {
  const nearest = wishes.customer ?? wishes.service ?? wishes.tenant;
  return [...new Set(nearest)].toSorted((a, b) => b - a);
}

/**
 * When one reminder is dialled (VIO-12, VIO-16, VIO-33, VIO-36). Outside the hours it is moved to their next beginning;
 * where that leaves less than the buffer before the appointment, to the last hour of those before.
 */
export function planReminder(
  reminder: WhenToCall & { startsAt: Date | undefined; hoursBefore: number },
): PlannedReminder | SkippedReminder {
  const { startsAt, hoursBefore, zones, hours, now } = reminder;
  const skipped = (why: SkippedBecause): SkippedReminder => ({ kind: 'skipped', hoursBefore, why });
  if (startsAt === undefined || Number.isNaN(startsAt.getTime())) return skipped('no_time');
  const wantedAt = new Date(startsAt.getTime() - hoursBefore * HOUR_MS);
  if (wantedAt.getTime() < now.getTime()) return skipped('past');

  const planned = (scheduledAt: Date): PlannedReminder => {
    const movedBecause = outsideBecause(wantedAt, zones, hours);
    return {
      kind: 'planned',
      hoursBefore,
      wantedAt,
      scheduledAt,
      hoursBeforeActual: Math.round(((startsAt.getTime() - scheduledAt.getTime()) / HOUR_MS) * 10) / 10,
      ...(movedBecause !== undefined && { movedBecause }),
    };
  };
  const later = nextCallingTime(wantedAt, zones, hours);
  if (later !== undefined && leavesBuffer(later.at, startsAt)) return planned(later.at);
  const earlier = lastCallingHour(wantedAt, zones, hours);
  if (earlier !== undefined && earlier.getTime() > now.getTime() && leavesBuffer(earlier, startsAt))
    return planned(earlier);
  return skipped(later === undefined && earlier === undefined ? 'no_common_hours' : 'too_close');
}

/** Every reminder of an appointment, the first to be dialled first. Of several at one moment the nearest one stays. */
export function planReminders(
  appointment: WhenToCall & { startsAt: Date | undefined; hoursBefore: readonly number[] },
): { planned: PlannedReminder[]; skipped: SkippedReminder[] } {
  const planned = new Map<number, PlannedReminder>();
  const skipped: SkippedReminder[] = [];
  for (const hoursBefore of reminderHours({ tenant: appointment.hoursBefore })) {
    const plan = planReminder({ ...appointment, hoursBefore });
    if (plan.kind === 'skipped') skipped.push(plan);
    else {
      const moment = plan.scheduledAt.getTime();
      const farther = planned.get(moment);
      if (farther !== undefined)
        skipped.push({ kind: 'skipped', hoursBefore: farther.hoursBefore, why: 'same_moment' });
      planned.set(moment, plan);
    }
  }
  const rising = [...planned.values()].toSorted((a, b) => a.scheduledAt.getTime() - b.scheduledAt.getTime());
  return { planned: rising, skipped };
}

/**
 * When a retry wanted at `at` is dialled: not before now, moved into the hours (VIO-26). Undefined when there are none,
 * or it would come within the buffer before its appointment or after that (VIO-36). Calls without a time have no buffer
 * (VIO-37).
 */
export function nextDialTime(
  retry: WhenToCall & { at: Date; startsAt?: Date },
): { at: Date; movedBecause?: OutsideBecause } | undefined {
  const { at, startsAt, zones, hours, now } = retry;
  const next = nextCallingTime(new Date(Math.max(at.getTime(), now.getTime())), zones, hours);
  if (next === undefined) return undefined;
  return startsAt === undefined || leavesBuffer(next.at, startsAt) ? next : undefined;
}

/** Whether a call may begin at `at`; exactly the buffer before the appointment is early enough (VIO-36). */
export function leavesBuffer(at: Date, startsAt: Date): boolean {
  return at.getTime() <= startsAt.getTime() - BUFFER_MINUTES * MINUTE_MS;
}

/** An hour before the last hours are over, or their beginning where they are shorter. */
function lastCallingHour(before: Date, zones: readonly string[], hours: CallingHours): Date | undefined {
  const window = lastCallingWindow(before, zones, hours);
  if (window === undefined) return undefined;
  return new Date(Math.max(window.from.getTime(), window.until.getTime() - HOUR_MS));
}
