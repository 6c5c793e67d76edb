import { addDays, weekdayOf } from '../../wall-clock.ts';
import { fromToday } from './day-rule.ts';
import { periodAt } from './periods.ts';
import type { DaySpan, Scene } from './scene.ts';

/** The weekend of the week that many weeks ahead, as far as it is not over. */
export function weekendAt(weeks: number, { today }: Scene): DaySpan {
  const { date, untilDate } = periodAt('week', today, weeks);
  return fromToday({ date: addDays(date, 5), untilDate }, today);
}

/** The weekends that "this", "next" and so on can mean, likeliest first. */
export function weekendsMeant(which: string | undefined, scene: Scene): DaySpan[] {
  const { today } = scene;
  const near = weekendAt(0, scene);
  const after = (weeks: number): DaySpan => weekendAt(weeks, scene);
  const isUnderWay = weekdayOf(today) >= 6;
  switch (which) {
    case 'last':
      return [after(-1)];
    case 'next':
      return isUnderWay ? [after(1)] : [after(1), near];
    case 'coming':
      return [isUnderWay ? after(1) : near];
    case 'afternext':
      return isUnderWay ? [after(2)] : [after(1), after(2)];
    default:
      return [near];
  }
}
