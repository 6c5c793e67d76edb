import type { WallTime } from '../../platform/outcome.ts';
import { addDays, addMonths, clockTimeOf, minutesOf } from '../wall-clock.ts';
import { fold } from './grammar/lex.ts';
import { PREFERENCE_WORDS } from './preference-patterns.ts';
import { readMoment } from './read-moment.ts';
import { readShift, tellsOfTime } from './read-shift.ts';
import type { Shift, ShiftReading } from './read-shift.ts';
import { readingsOf } from './reading.ts';
import type { SpeechContext } from './reading.ts';

export interface MoveWords {
  date?: string;
  time?: string;
}

/** What was said beside the shift: words, and what they name. */
interface Beside {
  text: string;
  dates: string[];
  times: string[];
}

const DAY_MINUTES = 1_440;
const LANGUAGES = Object.values(PREFERENCE_WORDS);
const either = (name: 'sameTime' | 'sameDay'): RegExp =>
  new RegExp(`(?<![a-z])(?:${LANGUAGES.map((words) => words[name]).join('|')})(?![a-z])`);
const SAME_TIME = either('sameTime');
const SAME_DAY = either('sameDay');
const whole = (name: 'dayAfter' | 'dayBefore'): RegExp =>
  new RegExp(`^(?:${LANGUAGES.map((words) => words[name]).join('|')})$`);
const DAY_AFTER = whole('dayAfter');
const DAY_BEFORE = whole('dayBefore');

/**
 * What is said of the new day and time of an appointment, with what counts from the appointment made absolute: "eine
 * Stunde später", "a day earlier", "same time", "am selben Tag", "Donnerstag zwei Stunden später". `current` on the
 * wall; everything else stays as said. `unclear` where it counts from the appointment by what was not understood, or
 * where two things that were said cannot both be.
 */
export function resolveMove(
  said: MoveWords,
  current: WallTime,
  context: SpeechContext,
): MoveWords | 'unclear' {
  const inDate = shiftOf(said.date, context);
  const inTime = said.time === said.date ? ({ kind: 'none' } as const) : shiftOf(said.time, context);
  if (inDate.kind === 'unclear' || inTime.kind === 'unclear') return 'unclear';
  if (inDate.kind === 'none' && inTime.kind === 'none')
    return besideAppointment(withoutRepeats(said, current), current);
  const shift = [inDate, inTime]
    .flatMap((found) => (found.kind === 'shift' ? found.shift : []))
    .reduce(sumOf);
  const [dateBeside, timeBeside] = [
    besideIn(inDate, said.date, context),
    besideIn(inTime, said.time === said.date ? undefined : said.time, context),
  ];
  if (dateBeside === 'unclear' || timeBeside === 'unclear') return 'unclear';
  return moved(
    [dateBeside, timeBeside].filter((beside) => beside !== undefined),
    current,
    shift,
  );
}

/** The appointment moved; a day beside a shift of hours, and a time beside a shift of days, are as they were said. */
function moved(besides: Beside[], current: WallTime, shift: Shift): MoveWords | 'unclear' {
  const target = shifted(current, shift);
  const day = besides.find(({ dates }) => dates.length > 0);
  const clock = besides.find(({ times }) => times.length > 0);
  const movesDay = shift.days !== 0 || shift.months !== 0;
  const isOvernight = !movesDay && target.date !== current.date;
  const isOtherDay = day !== undefined && !day.dates.includes(target.date);
  const isOtherTime = clock !== undefined && !clock.times.includes(target.time);
  if (isOtherDay && (movesDay || isOvernight)) return 'unclear';
  if (isOtherTime && shift.minutes !== 0) return 'unclear';
  return {
    date: isOtherDay ? day.text : target.date,
    time: isOtherTime ? clock.text : target.time,
  };
}

function shiftOf(text: string | undefined, { locale }: SpeechContext): ShiftReading {
  return text === undefined ? { kind: 'none' } : readShift(text, locale);
}

/** What an argument says beside the shift, its own or that of the other argument. */
function besideIn(
  found: ShiftReading,
  said: string | undefined,
  context: SpeechContext,
): Beside | 'unclear' | undefined {
  const text = found.kind === 'shift' ? rest(found.rest) : rest(said);
  if (text === undefined) return undefined;
  const readings = readingsOf(readMoment(text, context));
  if (readings.length === 0) return tellsOfTime(text, context.locale) ? 'unclear' : undefined;
  return {
    text: found.kind === 'shift' ? text : (said ?? text),
    dates: readings.flatMap(({ date, untilDate }) => date ?? untilDate ?? []),
    times: readings.flatMap(({ time, untilTime }) => time ?? untilTime ?? []),
  };
}

/** "Zur selben Zeit am Donnerstag": the day as it was said, the time of the appointment. */
function withoutRepeats(said: MoveWords, current: WallTime): MoveWords {
  const texts = [said.date, said.time].filter((text) => text !== undefined);
  const hasSameTime = texts.some((text) => SAME_TIME.test(fold(text)));
  const hasSameDay = texts.some((text) => SAME_DAY.test(fold(text)));
  if (!hasSameTime && !hasSameDay) return said;
  const date = hasSameDay ? current.date : (rest(said.date) ?? rest(said.time));
  const time = hasSameTime ? current.time : (rest(said.time) ?? rest(said.date));
  return { ...(date === undefined ? {} : { date }), ...(time === undefined ? {} : { time }) };
}

/** "Am Tag danach" is told from the appointment's day, not from today. */
function besideAppointment({ date, ...time }: MoveWords, current: WallTime): MoveWords {
  if (date === undefined) return time;
  const text = fold(date).trim();
  if (DAY_AFTER.test(text)) return { ...time, date: addDays(current.date, 1) };
  return { ...time, date: DAY_BEFORE.test(text) ? addDays(current.date, -1) : date };
}

function rest(text: string | undefined): string | undefined {
  const left = text === undefined ? '' : fold(text).replace(SAME_TIME, ' ').replace(SAME_DAY, ' ').trim();
  return /[a-z]{3}|\d/.test(left) ? left : undefined;
}

function sumOf(one: Shift, other: Shift): Shift {
  return {
    minutes: one.minutes + other.minutes,
    days: one.days + other.days,
    months: one.months + other.months,
  };
}

function shifted({ date, time }: WallTime, { minutes, days, months }: Shift): WallTime {
  const total = minutesOf(time) + minutes;
  const overnight = Math.floor(total / DAY_MINUTES);
  return {
    date: addDays(months === 0 ? date : addMonths(date, months), days + overnight),
    time: clockTimeOf(total - overnight * DAY_MINUTES),
  };
}
