import { languageOf } from '../../platform/language.ts';
import { foldText } from '../fold-text.ts';
import { toWallTime } from '../wall-clock.ts';
import { readMoment } from './read-moment.ts';
import type { MomentReading, Reading, SpeechContext } from './reading.ts';

/** `missing`: nothing was said. `unclear`: something was said and not understood. `ambiguous`: likeliest first. */
export type WishPart =
  | { status: 'given'; value: string }
  | { status: 'missing' }
  | { status: 'unclear' }
  | { status: 'ambiguous'; candidates: string[] };

/** What a caller wants: a day (YYYY-MM-DD) and maybe a time (HH:MM), each as far as it was said. */
export interface Wish {
  date: WishPart;
  time: WishPart;
  /** Last day that will do, where a stretch of days was said; `date` is its first. */
  untilDate?: string;
  /** Bounds on the time of day, HH:MM, where no time but a window was said ("nachmittags", "ab 15 Uhr"). */
  earliest?: string;
  latest?: string;
}

// Said instead of a wish: placeholders of programs, and callers to whom it is all the same.
const NOTHING: ReadonlySet<string> = new Set(
  (
    '|none|null|undefined|n a|any|anytime|any time|whenever|flexible|no preference|' +
    'egal|ist egal|mir egal|ist mir egal|beliebig|irgendwann|jederzeit|flexibel'
  ).split('|'),
);

/**
 * Merges the wire arguments `date` and `time`, each of which may hold either or both as free speech. What the argument
 * of its own name says wins; what only the other says is taken from there. A lone "10" in `time` is an hour.
 */
export function resolveWish(said: { date?: string; time?: string }, context: SpeechContext): Wish {
  const dateText = textOf(said.date);
  const timeText = textOf(said.time);
  const inDate = dateText === undefined ? [] : readingsOf(readMoment(dateText, context), context);
  const inTime = timeText === undefined ? [] : readingsOf(readTime(timeText, context), context);
  const both =
    dateText !== undefined && timeText !== undefined && inDate.some(hasDate) && inTime.some(hasTime);
  // Said together, a day can settle a time: "heute" and "um 3" in the afternoon.
  const joint =
    both && !inDate.some(hasTime) && !inTime.some(hasDate)
      ? jointReadings(inDate, inTime, dateText, timeText, context)
      : undefined;
  const dates = joint ?? (inDate.some(hasDate) ? inDate : inTime);
  const times = joint ?? (inTime.some(hasTime) ? withinWindow(inTime, inDate) : inDate);
  return {
    date: partOf(dates, dayOf, dateText),
    time: partOf(
      times,
      (reading) => (isExact(reading) ? reading.time : undefined),
      hasBounds(times) ? undefined : timeText,
    ),
    ...stretchOf(dates),
    ...boundsOf(times),
  };
}

function textOf(text: string | undefined): string | undefined {
  const trimmed = text?.trim();
  return trimmed === undefined || NOTHING.has(foldText(trimmed)) ? undefined : trimmed;
}

/** A time argument that is only a number or a number word has no word beside it that says it is a time. */
function readTime(text: string, context: SpeechContext): MomentReading {
  const read = readMoment(text, context);
  if (read.status !== 'none' || text.length > 24) return read;
  const withHint = readMoment(`${languageOf(context.locale) === 'de' ? 'um' : 'at'} ${text}`, context);
  return readingsOf(withHint, context).every((reading) => reading.date === undefined) ? withHint : read;
}

/** Reads both texts as one sentence, and keeps that only where it settles more than the two apart. */
function jointReadings(
  inDate: Reading[],
  inTime: Reading[],
  dateText: string,
  timeText: string,
  context: SpeechContext,
): Reading[] | undefined {
  const readings = readingsOf(readMoment(`${dateText} ${timeText}`, context), context);
  const isSound =
    readings.length > 0 &&
    readings.length < inDate.length * inTime.length &&
    readings.every(
      (reading) =>
        inDate.some(({ date }) => date === reading.date) && inTime.some(({ time }) => time === reading.time),
    );
  return isSound ? readings : undefined;
}

/** "Morgen Nachmittag" in the one argument settles "um drei" in the other. */
function withinWindow(inTime: Reading[], inDate: Reading[]): Reading[] {
  const { earliest = '00:00', latest = '24:00' } = boundsOf(inDate);
  const inside = inTime.filter(({ time = '' }) => time >= earliest && time <= latest);
  return inside.length > 0 ? inside : inTime;
}

function readingsOf(read: MomentReading, { now, zone }: SpeechContext): Reading[] {
  if (read.status === 'none') return [];
  const { date: today } = toWallTime(now, zone);
  return (read.status === 'resolved' ? [read.reading] : read.candidates).map((reading) =>
    fromToday(reading, today),
  );
}

/** "Bis Freitag" is a stretch of days that begins today; an hour said with its end bounds the last day alone. */
function fromToday(reading: Reading, today: string): Reading {
  const { date, untilDate } = reading;
  if (date !== undefined || untilDate === undefined) return reading;
  return untilDate <= today ? { kind: 'at', date: untilDate } : { kind: 'between', date: today, untilDate };
}

function dayOf({ date }: Reading): string | undefined {
  return date;
}

function hasDate(reading: Reading): boolean {
  return dayOf(reading) !== undefined;
}

function hasTime({ time, untilTime }: Reading): boolean {
  return time !== undefined || untilTime !== undefined;
}

function isExact({ kind, time, untilTime }: Reading): boolean {
  return time !== undefined && untilTime === undefined && kind !== 'from' && kind !== 'until';
}

function hasBounds(readings: Reading[]): boolean {
  return readings.some((reading) => hasTime(reading) && !isExact(reading));
}

function partOf(
  readings: Reading[],
  pick: (reading: Reading) => string | undefined,
  text: string | undefined,
): WishPart {
  const values = [...new Set(readings.map(pick).filter((value) => value !== undefined))];
  const [only] = values;
  if (only === undefined) return text === undefined ? { status: 'missing' } : { status: 'unclear' };
  return values.length === 1 ? { status: 'given', value: only } : { status: 'ambiguous', candidates: values };
}

function stretchOf(readings: Reading[]): Pick<Wish, 'untilDate'> {
  const [only, ...others] = readings;
  return only?.date !== undefined && only.untilDate !== undefined && others.length === 0
    ? { untilDate: only.untilDate }
    : {};
}

function boundsOf(readings: Reading[]): Pick<Wish, 'earliest' | 'latest'> {
  const [only] = readings;
  if (only === undefined || !hasTime(only) || isExact(only)) return {};
  const { time, untilTime } = only;
  return {
    ...(time === undefined ? {} : { earliest: time }),
    ...(untilTime === undefined ? {} : { latest: untilTime }),
  };
}
