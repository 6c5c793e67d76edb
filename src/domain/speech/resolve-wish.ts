import { languageOf } from '../../platform/language.ts';
import { foldText } from '../fold-text.ts';
import { isDate, toWallTime } from '../wall-clock.ts';
import { fold } from './grammar/lex.ts';
import { PREFERENCE_PATTERNS, PREFERENCE_WORDS } from './preference-patterns.ts';
import { mergedPreferences, NO_PREFERENCES } from './preferences.ts';
import type { Preferences } from './preferences.ts';
import { readMoment } from './read-moment.ts';
import { readPreferences } from './read-preferences.ts';
import { readingsOf } from './reading.ts';
import type { MomentReading, NotUnderstood, Reading, SpeechContext } from './reading.ts';
import { boundsOf, toOptions } from './wish-options.ts';
import type { DayAndTime, WishOption } from './wish-options.ts';

/** `unclear`: something was said and not understood. `impossible`: no calendar or no clock has it. */
export type SaidPart = 'given' | 'missing' | 'unclear' | 'impossible';

/** What a caller wants, as far as it was said. */
export interface Wish {
  /** One at least, likeliest first; several where the words can mean several moments. */
  options: WishOption[];
  /** The caller named alternatives ("elf oder zwölf"): each of the options will do. Else only one of them was meant. */
  anyWillDo: boolean;
  date: SaidPart;
  time: SaidPart;
  preferences: Preferences;
}

/** What programs put where nothing was said. */
const PLACEHOLDERS: ReadonlySet<string> = new Set(['', 'none', 'null', 'undefined', 'n a', 'nan', 'unknown']);
/** A lone number of an hour or a time, as an argument: longer texts speak for themselves. */
const LONGEST_LONE_TIME = 24;
const SMALL_TALK = /^[a-z']+(?:[ ,.!]+[a-z']+){0,2}[ ,.!]*$/i;

/** One argument: its own words, without the preferences among them, and what they can mean. */
interface Heard {
  text: string;
  readings: Reading[];
  why: NotUnderstood | undefined;
  preferences: Preferences;
}

const SILENCE: Heard = { text: '', readings: [], why: undefined, preferences: NO_PREFERENCES };

/**
 * Merges the wire arguments `date` and `time`, each of which may hold either or both as free speech. What the argument
 * of its own name says wins; what only the other says is taken from there. A lone "10" in `time` is an hour.
 * With `keep: 'moment'` the words are read as one moment to book: "dienstags um zehn" is then the next Tuesday.
 */
export function resolveWish(
  said: { date?: string; time?: string },
  context: SpeechContext,
  keep: 'preferences' | 'moment' = 'preferences',
): Wish {
  const date = hear(said.date, context, keep, readDate);
  const time = hear(said.time, context, keep, readTime);
  const pairs = paired(date, time, context);
  const wall = toWallTime(context.now, context.zone);
  const isNamedChoice = [date.text, time.text].some((text) => PREFERENCE_PATTERNS.or.test(fold(text)));
  // Words in the place of the day that were about a time: it is the time that was not understood.
  const isLostTime = date.why === 'unclear' && PREFERENCE_PATTERNS.clock.test(fold(date.text));
  const [noDay, noTime] = [date.why === 'unclear' && !isLostTime, time.why === 'unclear' || isLostTime];
  const heard = [date, time];
  return {
    options: toOptions(pairs, wall, isNamedChoice),
    anyWillDo: isNamedChoice,
    date: pairs.some(({ day }) => hasDate(day)) ? 'given' : lackOf(heard, noDay, 'no_such_day'),
    time: pairs.some(({ at }) => hasTime(at)) ? 'given' : lackOf(heard, noTime, 'no_such_time'),
    preferences: mergedPreferences(time.preferences, date.preferences),
  };
}

function hear(
  said: string | undefined,
  context: SpeechContext,
  keep: 'preferences' | 'moment',
  read: (text: string, context: SpeechContext) => MomentReading,
): Heard {
  const text = said?.trim() ?? '';
  const written = asWritten(text);
  if (written !== undefined) return { ...SILENCE, text, readings: [written] };
  if (PLACEHOLDERS.has(foldText(text))) return SILENCE;
  const { preferences, rest } = readPreferences(text, context);
  const isMoment =
    keep === 'moment' && (preferences.weekdays !== undefined || preferences.refused.length > 0);
  const words = isMoment ? text : rest;
  if (words === '') return { ...SILENCE, preferences };
  const found = read(words, context);
  const why = found.status === 'none' ? found.why : undefined;
  // Beside what a caller keeps to, words that say no moment are only talk.
  if (why === 'unclear' && SMALL_TALK.test(words) && isSomething(preferences))
    return { ...SILENCE, preferences };
  return { text: words, readings: readingsOf(found), why, preferences };
}

function isSomething({ weekdays, refused, anyDay, soonest }: Preferences): boolean {
  return weekdays !== undefined || refused.length > 0 || anyDay || soonest;
}

/** A date or a time as programs write it: what most arguments are, so nothing has to be read. */
function asWritten(text: string): Reading | undefined {
  if (isDate(text)) return { kind: 'at', date: text };
  return /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text) ? { kind: 'at', time: text } : undefined;
}

/** A day; or a time that stands in its place, where nothing of it can be a day: "1830". */
function readDate(text: string, context: SpeechContext): MomentReading {
  const read = readMoment(text, context);
  if (read.status !== 'none') return read;
  if (/^\d{3,4}$/.test(text)) return readTime(text, context);
  return read;
}

/** A time argument that is only a number or a number word has no word beside it that says it is a time. */
function readTime(text: string, context: SpeechContext): MomentReading {
  const read = readMoment(text, context);
  if (read.status !== 'none' || read.why !== 'unclear' || text.length > LONGEST_LONE_TIME) return read;
  const { atTime } = PREFERENCE_WORDS[languageOf(context.locale)];
  const parts = fold(text)
    .split(PREFERENCE_PATTERNS.or)
    .map((part) => readMoment(`${atTime} ${part.trim()}`, context));
  const readings = parts.flatMap((part) => readingsOf(part));
  const impossible = parts.find((part) => part.status === 'none');
  if (impossible !== undefined) return impossible;
  if (readings.some(hasDate)) return read;
  const [only, ...others] = readings;
  if (only === undefined) return read;
  return others.length === 0
    ? { status: 'resolved', reading: only }
    : { status: 'ambiguous', candidates: readings };
}

/** What both arguments add up to: each pair has the day and the time that belong together. */
function paired(date: Heard, time: Heard, context: SpeechContext): DayAndTime[] {
  const [inDate, inTime] = [date.readings, time.readings];
  const days = daysSaid(inDate, inTime);
  const times = inTime.some(hasTime) ? withinWindow(inTime, inDate) : inDate;
  if (days === times || times.length === 0) return days.map((day) => ({ day, at: day }));
  if (days.length === 0) return times.map((at) => ({ day: at, at }));
  const isApart = !inDate.some(hasTime) && !inTime.some(hasDate) && inDate.length * inTime.length > 1;
  // Said together, a day can settle a time: "heute" and "um 3" in the afternoon.
  const joint = isApart ? jointReadings(date, time, context) : undefined;
  return joint?.map((day) => ({ day, at: day })) ?? days.flatMap((day) => times.map((at) => ({ day, at })));
}

/** The days of both: the nearer of a stretch and a day in it, and both where they contradict each other. */
function daysSaid(inDate: Reading[], inTime: Reading[]): Reading[] {
  const [first, second] = [inDate.filter(hasDate), inTime.filter(hasDate)];
  if (first.length === 0) return inTime;
  if (second.length === 0) return inDate;
  const within = (wide: Reading[], near: Reading[]): boolean =>
    near.every((one) => wide.some((other) => covers(other, one)));
  if (within(second, first)) return inDate;
  return within(first, second) ? second : [...first, ...second];
}

function covers(wide: Reading, { date }: Reading): boolean {
  const { date: from = '', untilDate: until = wide.kind === 'from' ? '9999' : from } = wide;
  return date !== undefined && date >= from && date <= until;
}

/** Reads both texts as one sentence, and keeps that only where it settles more than the two apart. */
function jointReadings(date: Heard, time: Heard, context: SpeechContext): Reading[] | undefined {
  const readings = readingsOf(readMoment(`${date.text} ${time.text}`, context));
  const isSound =
    readings.length > 0 &&
    readings.length < date.readings.length * time.readings.length &&
    readings.every(
      (reading) =>
        date.readings.some((day) => day.date === reading.date) &&
        time.readings.some((at) => at.time === reading.time),
    );
  return isSound ? readings : undefined;
}

/** "Morgen Nachmittag" in the one argument settles "um drei" in the other. */
function withinWindow(inTime: Reading[], inDate: Reading[]): Reading[] {
  const [first] = inDate;
  const { earliest = '00:00', latest = '24:00' } = first === undefined ? {} : boundsOf(first);
  const inside = inTime.filter(({ time, untilTime }) => {
    const at = time ?? untilTime ?? '';
    return at >= earliest && at <= latest;
  });
  return inside.length > 0 ? inside : inTime;
}

/** Why a day or a time is not given. */
function lackOf(heard: Heard[], isUnclear: boolean, impossible: NotUnderstood): SaidPart {
  if (heard.some(({ why }) => why === impossible)) return 'impossible';
  return isUnclear ? 'unclear' : 'missing';
}

function hasDate({ date, untilDate }: Reading): boolean {
  return date !== undefined || untilDate !== undefined;
}

function hasTime({ time, untilTime }: Reading): boolean {
  return time !== undefined || untilTime !== undefined;
}
