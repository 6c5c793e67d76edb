import type { WallTime } from '../../platform/outcome.ts';
import { languageOf } from '../../platform/language.ts';
import { addDays, addMonths, clockTimeOf, minutesOf } from '../wall-clock.ts';
import { fold } from './lex.ts';
import { lexiconOf, PREFERENCE_WORDS } from './preference-patterns.ts';
import type { SpeechContext } from './reading.ts';

interface Shift {
  minutes: number;
  days: number;
  months: number;
}

interface Words {
  date?: string;
  time?: string;
}

const DAY_MINUTES = 1_440;
const LANGUAGES = Object.values(PREFERENCE_WORDS);
const either = (name: 'sameTime' | 'sameDay' | 'later' | 'earlier'): RegExp =>
  new RegExp(`(?<![a-z])(?:${LANGUAGES.map((words) => words[name]).join('|')})(?![a-z])`);
const SAME_TIME = either('sameTime');
const SAME_DAY = either('sameDay');
const LATER = either('later');
const EARLIER = either('earlier');
const SPANS = LANGUAGES.flatMap(({ spans }) =>
  spans.map(([source, minutes]) => [new RegExp(`(?<![a-z])(?:${source})(?![a-z])`), minutes] as const),
);

/**
 * What is said of the new day and time of an appointment, with what counts from the appointment made absolute: "eine
 * Stunde später", "a day earlier", "same time", "am selben Tag". `current` on the wall; everything else stays as said.
 */
export function resolveMove(said: Words, current: WallTime, context: SpeechContext): Words {
  const shift = shiftIn(said.time, context) ?? shiftIn(said.date, context);
  if (shift !== undefined) {
    const moved = shifted(current, shift);
    // "Einen Tag später um zehn": the time that was said in the other argument stays.
    const isWithinDay = shift.minutes !== 0;
    const otherTime = shiftIn(said.time, context) === undefined ? said.time : undefined;
    const otherDate = shiftIn(said.date, context) === undefined ? said.date : undefined;
    return {
      date: otherDate === undefined || isSameDay(otherDate) ? moved.date : otherDate,
      time: isWithinDay || otherTime === undefined || isSameTime(otherTime) ? moved.time : otherTime,
    };
  }
  return withoutRepeats(said, current);
}

/** "Zur selben Zeit am Donnerstag": the day as it was said, the time of the appointment. */
function withoutRepeats(said: Words, current: WallTime): Words {
  const texts = [said.date, said.time].filter((text) => text !== undefined);
  const hasSameTime = texts.some(isSameTime);
  const hasSameDay = texts.some(isSameDay);
  if (!hasSameTime && !hasSameDay) return said;
  const date = hasSameDay ? current.date : (rest(said.date) ?? rest(said.time));
  const time = hasSameTime ? current.time : (rest(said.time) ?? rest(said.date));
  return { ...(date === undefined ? {} : { date }), ...(time === undefined ? {} : { time }) };
}

function rest(text: string | undefined): string | undefined {
  const left = text === undefined ? '' : fold(text).replace(SAME_TIME, ' ').replace(SAME_DAY, ' ').trim();
  return /[a-z]{3}|\d/.test(left) ? left : undefined;
}

function isSameTime(text: string): boolean {
  return SAME_TIME.test(fold(text));
}

function isSameDay(text: string): boolean {
  return SAME_DAY.test(fold(text));
}

function shiftIn(text: string | undefined, context: SpeechContext): Shift | undefined {
  if (text === undefined) return undefined;
  const folded = fold(text);
  const isLater = LATER.test(folded);
  if (!isLater && !EARLIER.test(folded)) return undefined;
  const amount = amountIn(folded, context);
  if (amount === undefined) return undefined;
  const sign = isLater ? 1 : -1;
  const { minutes, days, months } = amount;
  return { minutes: sign * minutes, days: sign * days, months: sign * months };
}

function amountIn(folded: string, { locale }: SpeechContext): Shift | undefined {
  const none = { minutes: 0, days: 0, months: 0 };
  const span = SPANS.find(([pattern]) => pattern.test(folded));
  if (span !== undefined) return { ...none, minutes: span[1] };
  const { words } = lexiconOf(languageOf(locale));
  const line = (folded.match(/[a-z]+|\d+/g) ?? []).map((word) => words.get(word) ?? word).join(' ');
  const amounts = [...line.matchAll(/(?<![^ ])(a|\d{1,3}) (minute|hour|day|week|month)(?![^ ])/g)].map(
    ([, count = '', unit = '']) => amountOf(count === 'a' ? 1 : Number(count), unit),
  );
  if (amounts.length === 0) return undefined;
  return amounts.reduce((sum, one) => ({
    minutes: sum.minutes + one.minutes,
    days: sum.days + one.days,
    months: sum.months + one.months,
  }));
}

/** `unit` is a lexeme. */
function amountOf(count: number, unit: string): Shift {
  const none = { minutes: 0, days: 0, months: 0 };
  switch (unit) {
    case 'minute':
      return { ...none, minutes: count };
    case 'hour':
      return { ...none, minutes: count * 60 };
    case 'week':
      return { ...none, days: count * 7 };
    case 'month':
      return { ...none, months: count };
    default:
      return { ...none, days: count };
  }
}

function shifted({ date, time }: WallTime, { minutes, days, months }: Shift): WallTime {
  const total = minutesOf(time) + minutes;
  const overnight = Math.floor(total / DAY_MINUTES);
  return {
    date: addDays(months === 0 ? date : addMonths(date, months), days + overnight),
    time: clockTimeOf(total - overnight * DAY_MINUTES),
  };
}
