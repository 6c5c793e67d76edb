import { IANAZone } from 'luxon';
import type { Language } from '../../../platform/language.ts';
import type { SpokenTime, WallTime } from '../../../platform/outcome.ts';
import type { ReminderWords } from '../../languages/reminder-words.ts';
import { speakDay, speakMoment, speakTime, speakWeekday } from '../../speech/speak.ts';
import { isDate, toInstant, toWallTime } from '../../wall-clock.ts';

/** A moment as the called party hears it (VIO-54), on the clocks of both sides where they differ. */
export interface SpokenMoment {
  day: string;
  weekday: string;
  time: string;
  when: string;
  /** "your appointment for Haircut with Anna tomorrow, Tuesday, November 24th, at 2:30 p.m." */
  appointment: (who: { service: string; staff?: string }) => string;
}

/** Who is told a moment. `zone` the called party's, `ownZone` the business's, both IANA. */
export interface Listening {
  language: Language;
  words: ReminderWords;
  now: Date;
  zone: string;
  ownZone: string;
}

/**
 * Undefined for no moment. The time is told in the called party's zone; who visits goes by the clock of the place, so
 * that one is told as well where it shows another time.
 */
export function spokenMoment(at: Date | undefined, listening: Listening): SpokenMoment | undefined {
  if (at === undefined) return undefined;
  const { language, words, now, ownZone } = listening;
  const zone = knownZone(listening);
  const theirs = spokenTime(at, zone);
  if (!isDate(theirs.date)) return undefined;
  const ours = toWallTime(at, ownZone);
  const { date: today } = toWallTime(now, zone);
  const both = (text: string): string =>
    isOtherClock(at, listening) ? words.bothTimes(text, ourTime(theirs, ours, language, today)) : text;
  return {
    day: speakDay(theirs.date, language, today),
    weekday: speakWeekday(theirs.date, language),
    time: both(speakTime(theirs.time, language)),
    when: both(speakMoment(theirs, language, today)),
    appointment: (who) => both(words.appointment({ ...theirs, ...who }, { today })),
  };
}

/** Whether the called party's clock and the business's show different times at an instant. */
export function isOtherClock(at: Date, listening: Pick<Listening, 'zone' | 'ownZone'>): boolean {
  const [theirs, ours] = [toWallTime(at, knownZone(listening)), toWallTime(at, listening.ownZone)];
  return theirs.date !== ours.date || theirs.time !== ours.time;
}

/** A zone that is none counts as the business's. */
function knownZone({ zone, ownZone }: Pick<Listening, 'zone' | 'ownZone'>): string {
  return IANAZone.isValidZone(zone) ? zone : ownZone;
}

function spokenTime(at: Date, zone: string): SpokenTime {
  const wall = toWallTime(at, zone);
  const instant = toInstant(wall, zone);
  const isFirst = instant.kind === 'twice' && instant.first.getTime() === at.getTime();
  return isFirst ? { ...wall, beforeClockChange: true } : wall;
}

function ourTime(theirs: WallTime, ours: WallTime, language: Language, today: string): string {
  return theirs.date === ours.date ? speakTime(ours.time, language) : speakMoment(ours, language, today);
}
