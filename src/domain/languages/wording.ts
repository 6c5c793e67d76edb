import { speakDay, speakDayBehindFrom, speakList, speakTime, weekdayName } from '../speech/speak.ts';
import { addDays } from '../wall-clock.ts';
import type { Language } from '../../platform/language.ts';
import type {
  SpokenAppointment,
  SpokenReading,
  SpokenTime,
  TimeWindow,
  WallTime,
  WallTimePart,
} from '../../platform/outcome.ts';
import type { SpokenNow } from './sentence-table.ts';
import { clauses, firstFew, listedName, SPOKEN_AT_MOST, spokenName, words } from './spoken-facts.ts';

/** Names without a date or a time to remember: a few more can be listened to. */
const NAMES_AT_MOST = 5;

/** The caller can only choose among those that were named. */
const CANDIDATES_AT_MOST = SPOKEN_AT_MOST;

/** The small words of a language from which all days, times and lists are put together. */
export interface LinkWords {
  today: string;
  tomorrow: string;
  yesterday: string;
  sameDay: string;
  /** Before a day. */
  on: string;
  /** Before a time. */
  at: string;
  /** Before a beginning without an end. */
  since: string;
  /** Before the first of two days. */
  fromDay: string;
  until: string;
  between: string;
  /** Behind the first of two equal times in the night of the clock change. */
  beforeClockChange: string;
  for: string;
  /** Before a person. */
  with: string;
  moreTimes: string;
  /** A weekday as one of each week, and what comes before the first of these. */
  everyWeekday: (name: string) => string;
  onEvery: string;
}

/**
 * How a language speaks the facts of its sentences. The examples are German. Times have the words of `domain/speech`;
 * what has nothing to say is empty, so that a sentence can leave it out.
 */
export function createWording(language: Language, link: LinkWords) {
  return {
    onDay,
    dayName,
    onDayAt,
    clockTime,
    forService,
    withPerson: withStaff,
    deed,
    candidates,
    readings,
    choices,
    understood,
    period,
    inWindow,
    onDays,
    onWeekdays,

    /** "Ihr Termin für Herrenhaarschnitt bei Anna am Dienstag, den 24. November, um 9 Uhr"; `verb` before the day. */
    appointment(opening: string, spoken: SpokenAppointment, now: SpokenNow, verb?: string): string {
      return words(opening, forService(spoken.service), withStaff(spoken.staff), verb, onDayAt(spoken, now));
    },

    /** "9 Uhr, 9 Uhr 45, 10 Uhr 30 und weitere"; `outOf` how many, where only those to be said are given. */
    firstTimes(times: string[], outOf = times.length): string {
      const named = times.slice(0, SPOKEN_AT_MOST).map(clockTime);
      return join(outOf > named.length ? [...named, link.moreTimes] : named, 'and');
    },

    /** "Herrenhaarschnitt, Färben und Waschen"; `rest` stands for those that are not named. */
    firstNames(names: string[], word: 'and' | 'or', rest: string): string {
      return join(firstFew(names.map(listedName), NAMES_AT_MOST, rest), word);
    },

    /** The first appointments in short; `rest` stands for those that are not named. */
    firstAppointments(list: SpokenAppointment[], word: 'and' | 'or', rest: string, now: SpokenNow): string {
      const named = list.map((one) => words(listedName(one.service), onDayAt(one, now)));
      return join(firstFew(named, SPOKEN_AT_MOST, rest), word);
    },
  };

  /** "am Dienstag, den 24. November" or "heute, Freitag, den 20. November"; a comma has to follow either. */
  function onDay(date: string, now: SpokenNow): string {
    return nearDay(date, now) === undefined ? `${link.on} ${dayName(date, now)}` : dayName(date, now);
  }

  /** The day without "am", as it stands after "ab", "bis" and "für". */
  function dayName(date: string, now: SpokenNow): string {
    return clauses(nearDay(date, now), speakDay(date, language, now.today));
  }

  function nearDay(date: string, now: SpokenNow): string | undefined {
    if (date === now.today) return link.today;
    if (date === addDays(now.today, -1)) return link.yesterday;
    return date === addDays(now.today, 1) ? link.tomorrow : undefined;
  }

  function clockTime(time: string): string {
    return speakTime(time, language);
  }

  /** "am Dienstag, den 24. November, um 9 Uhr 45". */
  function onDayAt({ date, time, beforeClockChange }: SpokenTime, now: SpokenNow): string {
    const which = beforeClockChange === true ? link.beforeClockChange : undefined;
    return clauses(onDay(date, now), words(`${link.at} ${clockTime(time)}`, which));
  }

  /** "am Dienstag, den 24. November" or "von Montag, dem 23. November, bis Freitag, den 27. November". */
  function period(first: string, last: string, now: SpokenNow): string {
    if (first === last) return onDay(first, now);
    return clauses(`${link.fromDay} ${dayBehindFrom(first, now)}`, `${link.until} ${dayName(last, now)}`);
  }

  /** "am Montag, den 23. November und am Mittwoch, den 25. November"; a comma has to follow. */
  function onDays(days: string[], now: SpokenNow): string {
    return join(
      days.map((date) => onDay(date, now)),
      'and',
    );
  }

  /** "montags und mittwochs"; `many` stands for more than can be listened to, nothing for all. */
  function onWeekdays(weekdays: number[] | undefined, many: string): string {
    if (weekdays === undefined) return '';
    if (weekdays.length === 0 || weekdays.length > SPOKEN_AT_MOST) return many;
    const named = weekdays.map((weekday) => link.everyWeekday(weekdayName(weekday, language)));
    return words(link.onEvery, join(named, 'and'));
  }

  /** "um 10 Uhr", "zwischen 9 Uhr und 12 Uhr", "ab 15 Uhr"; empty for any time. */
  function inWindow({ time, earliest, latest }: TimeWindow): string {
    if (time !== undefined) return `${link.at} ${clockTime(time)}`;
    const kind = latest === undefined ? 'from' : 'between';
    return understoodTimes({ kind, from: partOf(earliest), until: partOf(latest) });
  }

  /** The day as it stands after "von" and "ab". */
  function dayBehindFrom(date: string, now: SpokenNow): string {
    return clauses(nearDay(date, now), speakDayBehindFrom(date, language, now.today));
  }

  function forService(service: string): string {
    const name = spokenName(service);
    return name === '' ? '' : `${link.for} ${name}`;
  }

  function withStaff(staff: string | undefined): string {
    const name = spokenName(staff ?? '');
    return name === '' ? '' : `${link.with} ${name}`;
  }

  /** "Herrenhaarschnitt bei Anna am Dienstag, den 24. November, um 9 Uhr", to stand after a colon. */
  function deed(spoken: SpokenAppointment, now: SpokenNow): string {
    return words(spokenName(spoken.service), withStaff(spoken.staff), onDayAt(spoken, now));
  }

  /** "Dienstag, den 3. November oder Donnerstag, den 11. März"; "3 Uhr oder 15 Uhr". */
  function candidates(moments: WallTimePart[], now: SpokenNow): string {
    const byDate = byDay(moments);
    // Day first, then time: who has to choose between days is not asked for the hour as well.
    const isTooMuch = byDate.length > 1 && byDate.some(({ times }) => times.length > 1);
    const days = byDate.slice(0, CANDIDATES_AT_MOST).map(({ date, times }) => {
      const named = isTooMuch ? '' : join(times.slice(0, CANDIDATES_AT_MOST).map(clockTime), 'or');
      if (date === undefined) return named;
      return named === '' ? dayName(date, now) : clauses(dayName(date, now), `${link.at} ${named}`);
    });
    return join(days, 'or');
  }

  /** What may have been understood, to choose from; spans as they are read back, single moments as `candidates`. */
  function readings(found: SpokenReading[], now: SpokenNow): string {
    if (found.every(({ kind, until }) => kind === 'at' && until.date === undefined))
      return candidates(
        found.map(({ from }) => from),
        now,
      );
    return join(
      found.slice(0, CANDIDATES_AT_MOST).map((one) => understood(one, now)),
      'or',
    );
  }

  /**
   * "am selben Tag um 9 Uhr oder am Mittwoch, den 25. November, um 9 Uhr", in the order of time; `asked` is the day
   * named already.
   */
  function choices(moments: WallTime[], now: SpokenNow, asked?: string): string {
    const days = byDay(moments.toSorted(byTime)).map(({ date, times }) => {
      const at = `${link.at} ${join(times.map(clockTime), 'or')}`;
      return date === undefined || date === asked ? words(link.sameDay, at) : clauses(onDay(date, now), at);
    });
    return join(days, 'or');
  }

  /** "am Dienstag, den 24. November, ab 15 Uhr". */
  function understood(facts: SpokenReading, now: SpokenNow): string {
    const which = facts.beforeClockChange === true ? link.beforeClockChange : undefined;
    return clauses(...understoodDays(facts, now), words(understoodTimes(facts), which));
  }

  function understoodDays({ kind, from, until }: SpokenReading, now: SpokenNow): string[] {
    const first = from.date === undefined ? undefined : dayName(from.date, now);
    const last = until.date === undefined || until.date === from.date ? undefined : dayName(until.date, now);
    const end = last === undefined ? [] : [`${link.until} ${last}`];
    if (from.date === undefined || first === undefined) return end;
    if (last !== undefined) return [`${link.fromDay} ${dayBehindFrom(from.date, now)}`, ...end];
    const isSince = kind === 'from' && from.time === undefined;
    return [isSince ? `${link.since} ${dayBehindFrom(from.date, now)}` : onDay(from.date, now)];
  }

  function understoodTimes({ kind, from, until }: SpokenReading): string {
    const first = from.time === undefined ? undefined : clockTime(from.time);
    const last = until.time === undefined ? undefined : clockTime(until.time);
    if (first !== undefined && last !== undefined) return `${link.between} ${join([first, last], 'and')}`;
    if (first !== undefined) return `${kind === 'at' ? link.at : link.since} ${first}`;
    if (last === undefined) return '';
    const isOfLastDay = from.date === undefined && until.date !== undefined;
    return `${isOfLastDay ? link.at : link.until} ${last}`;
  }

  function join(items: string[], word: 'and' | 'or'): string {
    return speakList(
      items.filter((item) => item !== ''),
      language,
      word,
    );
  }
}

function partOf(time: string | undefined): WallTimePart {
  return time === undefined ? {} : { time };
}

/** The moments of each day together, days and times in the order in which they first come. */
function byDay(moments: WallTimePart[]): { date: string | undefined; times: string[] }[] {
  return [...Map.groupBy(moments, ({ date }) => date)].map(([date, ofDay]) => ({
    date,
    times: [...new Set(ofDay.flatMap(({ time }) => time ?? []))],
  }));
}

function byTime(a: WallTime, b: WallTime): number {
  return `${a.date} ${a.time}` < `${b.date} ${b.time}` ? -1 : 1;
}
