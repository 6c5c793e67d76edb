import { clockTimeOf, minutesOf } from '../wall-clock.ts';
import { fold } from './grammar/lex.ts';
import {
  PREFERENCE_PATTERNS as PATTERNS,
  weekdaysIn,
  withoutAsking,
  withOtherChoices,
} from './preference-patterns.ts';
import { mergedPreferences, NO_PREFERENCES } from './preferences.ts';
import type { Preferences, Refused } from './preferences.ts';
import { readMoment } from './read-moment.ts';
import { readingsOf } from './reading.ts';
import type { Reading, SpeechContext } from './reading.ts';

const WORKDAYS = [1, 2, 3, 4, 5];
const WEEKEND = [6, 7];
// Words that say which of several days is meant: behind "not", they refuse that day, not all of its kind.
const OF_ONE_DAY = /\d|\b(?:naechste|diese|kommende|letzte|uebernaechste|next|this|coming|last)[a-z]*\b/;

/** As much as is read of a moment: nobody says more in one breath. */
const MAX_CHARACTERS = 500;

/** What a text says beside its day and its time, and what is left of it for these. */
export interface PreferenceReading {
  preferences: Preferences;
  /** The rest of the text, folded; empty where all of it was a preference. */
  rest: string;
}

/**
 * Takes out of a text what a caller keeps to: weekdays ("nur montags", "weekdays only"), what they refuse ("aber nicht
 * Mittwoch", "not in the morning"), a bound beside a time ("gegen elf, aber nicht vor zehn"), and that the day is
 * left to us ("so bald wie möglich", "any day"). Any of our languages, mixed as they come.
 */
export function readPreferences(text: string, context: SpeechContext): PreferenceReading {
  const folded = fold(text.slice(0, MAX_CHARACTERS)).trim();
  if (!PATTERNS.trigger.test(folded)) return { preferences: NO_PREFERENCES, rest: text };
  const about = PATTERNS.about.test(folded);
  const plain = withOtherChoices(withoutAsking(folded))
    .replace(PATTERNS.idle, ' ')
    .replace(PATTERNS.commaInList, ' ')
    .replace(PATTERNS.notOnly, ' ');
  const refused = takeRefused(plain, context);
  const left = takeOpenDays(refused.rest);
  const listed = takeWeekdays(left.rest);
  const bounded = takeBounds(listed.rest, context);
  const preferences: Preferences = {
    refused: refused.refused,
    anyDay: left.anyDay,
    soonest: left.soonest,
    about,
    ...(listed.weekdays.length === 0 ? {} : { weekdays: listed.weekdays }),
  };
  return { preferences: mergedPreferences(preferences, bounded.preferences), rest: tidied(bounded.rest) };
}

/** Thought by thought: what stands behind "not" or "except", or before "not" where nothing follows. */
function takeRefused(text: string, context: SpeechContext): { refused: Refused[]; rest: string } {
  if (text.search(PATTERNS.refusal) < 0) return { refused: [], rest: text };
  const refused: Refused[] = [];
  const pieces = text.split(PATTERNS.turn).map((piece, place) => {
    const match = place % 2 === 0 ? PATTERNS.refusal.exec(piece) : null;
    if (match === null) return piece;
    const before = piece.slice(0, match.index);
    const after = piece.slice(match.index + match[0].length);
    const behind = readRefused(after, context);
    refused.push(...behind);
    if (behind.length > 0) return before;
    const endsHere = match.groups?.['not'] !== undefined && PATTERNS.notEnd.test(after);
    const ahead = endsHere ? readRefused(before, context) : [];
    refused.push(...ahead);
    return ahead.length > 0 ? '' : piece;
  });
  return { refused, rest: pieces.join('') };
}

function readRefused(text: string, context: SpeechContext): Refused[] {
  if (text.trim() === '') return [];
  const days = habitIn(text);
  const others = text
    .replace(PATTERNS.weekday, ' ')
    .replace(PATTERNS.weekend, ' ')
    .replace(PATTERNS.workdays, ' ');
  if (days.length > 0 && !OF_ONE_DAY.test(others)) {
    const [time] = readingsOf(readMoment(others, context));
    return [{ weekdays: days, ...(time === undefined ? {} : refusedTimes(time)) }];
  }
  return readingsOf(readMoment(text, context)).map((reading) => ({
    ...(reading.date === undefined
      ? {}
      : { fromDate: reading.date, untilDate: reading.untilDate ?? reading.date }),
    ...refusedTimes(reading),
  }));
}

function habitIn(text: string): number[] {
  const named = weekdaysIn(text);
  const weekend = text.search(PATTERNS.weekend) < 0 ? [] : WEEKEND;
  const workdays = text.search(PATTERNS.workdays) < 0 ? [] : WORKDAYS;
  return [...new Set([...named, ...weekend, ...workdays])];
}

/** An exact time refuses that very start. */
function refusedTimes({ kind, time, untilTime }: Reading): Pick<Refused, 'earliest' | 'latest'> {
  const end =
    untilTime ?? (kind === 'from' || time === undefined ? undefined : clockTimeOf(minutesOf(time) + 1));
  return {
    ...(time === undefined ? {} : { earliest: time }),
    ...(end === undefined ? {} : { latest: end }),
  };
}

function takeOpenDays(text: string): { anyDay: boolean; soonest: boolean; rest: string } {
  const soonest = text.search(PATTERNS.soonest) >= 0;
  const rest = text.replace(PATTERNS.soonest, ' ');
  const anyDay = rest.search(PATTERNS.anyDay) >= 0 || rest.search(PATTERNS.anyTime) >= 0;
  return { anyDay, soonest, rest: rest.replace(PATTERNS.anyDay, ' ').replace(PATTERNS.anyTime, ' ') };
}

/** Weekdays are a rule, not a day, as plurals, behind "only" and "every", and before "only". */
function takeWeekdays(text: string): { weekdays: number[]; rest: string } {
  const found = new Set<number>();
  const take = (days: readonly number[]): string => {
    for (const day of days) found.add(day);
    return ' ';
  };
  const hasOnly = text.search(PATTERNS.only) >= 0;
  const rest = text
    .replace(PATTERNS.workdays, () => take(WORKDAYS))
    .replace(hasOnly ? PATTERNS.weekend : PATTERNS.weekends, () => take(WEEKEND))
    .replace(PATTERNS.listed, (whole, ...details: unknown[]) => {
      const groups = details.at(-1);
      const { lead, list, tail } = {
        lead: '',
        list: '',
        tail: '',
        ...(typeof groups === 'object' ? groups : {}),
      };
      const isRule = lead !== '' || tail !== '' || PATTERNS.habitual.test(list);
      return isRule ? take(weekdaysIn(list)) : whole;
    });
  const weekdays = [...found].toSorted((a, b) => a - b);
  return { weekdays, rest: weekdays.length > 0 ? rest.replace(PATTERNS.only, ' ') : rest };
}

/** "So gegen elf, aber nicht vor zehn": a bound of its own beside an exact time. */
function takeBounds(text: string, context: SpeechContext): { preferences: Preferences; rest: string } {
  const none = { preferences: NO_PREFERENCES, rest: text };
  const pieces = text.split(PATTERNS.turn);
  if (pieces.length < 3) return none;
  const isBound = (piece: string, place: number) => place % 2 === 0 && PATTERNS.bound.test(piece.trim());
  const others = pieces.filter((piece, place) => place % 2 === 0 && !isBound(piece, place)).join(', ');
  const exact = readingsOf(readMoment(others, context));
  if (exact.length === 0 || exact.some(({ kind, time }) => kind !== 'at' || time === undefined)) return none;
  const bounds = pieces.filter(isBound).flatMap((piece) => {
    const [bound, ...more] = readingsOf(readMoment(piece, context));
    return bound === undefined || more.length > 0 || bound.date !== undefined || bound.kind === 'at'
      ? []
      : [bound];
  });
  if (bounds.length === 0) return none;
  const preferences = bounds.reduce<Preferences>(
    (kept, { time, untilTime }) => ({
      ...kept,
      ...(time === undefined ? {} : { earliest: time }),
      ...(untilTime === undefined ? {} : { latest: untilTime }),
    }),
    NO_PREFERENCES,
  );
  return { preferences, rest: others };
}

/** What is left of a text without the commas and words that joined it to what was taken out. */
function tidied(text: string): string {
  const plain = text
    .replace(/\s+/g, ' ')
    .replace(/^[\s,;.!?-]+|[\s,;-]+$/g, '')
    .trim()
    .replace(PATTERNS.looseTurn, '');
  return /[a-z]{3}|\d/.test(plain.replace(PATTERNS.turn, ' ')) ? plain : '';
}
