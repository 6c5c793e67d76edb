import { isDate, toWallTime } from '../../wall-clock.ts';
import { fullYear } from './yearly.ts';

/** Which of two numbers is the month: `dm` day first, `md` month first. */
export type DateOrder = 'dm' | 'md';

/** A date that does not exist, such as 31.02.: everything said with it is void. */
export const IMPOSSIBLE = 'Dx';

/** A time that no clock shows, such as 13:75. */
const NO_CLOCK = 'Cx';

const ISO_MOMENT =
  /(?<![\d-])(\d{4}-\d{2}-\d{2})([t ]+)([01]\d|2[0-3]):([0-5]\d)(?::\d{2}(?:\.\d+)?)?\s?(z|[+-]\d{2}:?\d{2})?(?![\d:])/g;
const EMAIL = /\S+@\S+\.[a-z]{2,}/g;
// "24.11.,10:00".
const CLOSE_COMMA = /(?<=[^\d\s]),(?=\d)/g;
// "July '14".
const SHORT_YEAR = /(?<=[a-z\d][.,]? ?)'(\d\d)(?![\d:])/g;
const YEAR_FIRST = /(?<![\d.]|\d-)((?:19|20)\d{2})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d])/g;
const COMPACT = /(?<![a-z\d])(20\d{2})(0[1-9]|1[0-2])([0-2]\d|3[01])(?![a-z\d])/g;
const MONEY =
  /[$€£]\s?\d+(?:[.,]\d+)?|(?<![\d.])\d+(?:[.,]\d+)?\s?(?:[€$£%]|(?:euro|eur|dollars?|cents?|pounds?|bucks|franken|prozent|percent|kg|km|cm)\b)/g;
// "3/20-3/24", "10:00-11:30": a dash between two written dates or times.
const JOINED = /(?<=\d[./:]\d{1,4}\.?)-(?=\d{1,2}[./:]\d)|(?<=\d{4}-\d\d-\d\d)-(?=20\d\d-\d)/g;
// "8.10-9.15": times where one of the two is no date.
const DOTTED_CLOCKS = /(?<![\d.:/-])(\d{1,2})\.(\d\d) ?- ?(\d{1,2})\.(\d\d)(?![\d:/]|\.)/g;
// "24./25.12.": two days with one month.
const TWO_DAYS = /(?<![\d.:/-])(\d{1,2}\.(?: ?\d{1,2}\.)?) ?\/ ?(?=\d{1,2}\.(?: ?\d{1,2}\.| ?[a-z]))/g;
// "08/2027".
const MONTH_OF_YEAR = /(?<![\d.:/-] ?)(0?[1-9]|1[0-2])[/.](20\d\d)(?![\d:/-]|\.\d)/g;
const WITH_YEAR =
  /(?<![\d.:/-])(\d{1,2})(?:\.\s?(\d{1,2})\.\s?(\d{4})|\.(\d{1,2})\.(\d{2})|([/-])(\d{1,2})\6(\d{4}|\d{2}))(?![\d:])/g;
const DOTTED_DAY = /(?<![\d.:/-])(\d{1,2})\.\s?(\d{1,2})\.(?!\d)/g;
const DOTTED_PAIR = /(?<![\d.:/-])(\d{1,2})\.(\d{1,2})(?![\d:/]|\.\d)/g;
const SLASHED_PAIR = /(?<![\d.:/-])(?!24\/7)(\d{1,2})\/(\d{1,2})(?![\d:/])/g;
const ALONE_DASHED = /^\s*(\d{1,2}) ?- ?(\d{1,2})\s*$/g;
const DASHED_PAIR = /(?<=(?:\bon|day) )(\d{1,2})-(\d{1,2})(?![\d:/-])/g;
// Numbers of a date with nothing but spaces between them: "24 11 2026", "am 24 11".
const SPACED = /(?<![\d.:/+-] ?)(\d{1,2}) (\d{1,2}) ((?:19|20)\d\d)(?! ?[\d:/-])/g;
const SPACED_PAIR =
  /(?<=\b(?:am|on|den|dem) )(\d{1,2})\.? (0?[1-9]|1[0-2])(?! ?(?:uhr|h\b|[ap]\.?m\b|[\d:/-]|oder|or|bis|until|to\b|people|tag|day|week|woch|monat|month|stunde|hour|minut))/g;
const CLOCK = /(?<![\d:.,TC])(\d{1,2}):(\d\d)(?::[0-5]\d(?:\.\d+)?)?(?![\d:])/g;
const H_CLOCK = /(?<![\d:.,TC])([01]?\d|2[0-4])h([0-5]\d)?\b/g;
const PHONE = /(?<![a-z\dDTCE:-])(?:\+|0)\d[\d\s/()-]{5,}\d|\d{5,}/g;

/** Replaces dates and times written in digits by lexemes, and money and phone numbers by `_`. */
export function markLiterals(text: string, order: DateOrder, zone: string): string {
  return text
    .replace(EMAIL, ' _ ')
    .replace(CLOSE_COMMA, ', ')
    .replace(SHORT_YEAR, (_whole, year: string) => ` ${fullYear(year)} `)
    .replace(ISO_MOMENT, (_whole, day: string, gap: string, hour: string, minute: string, offset?: string) =>
      isEnd(gap, `${hour}:${minute}`, offset)
        ? ` D${day} T${hour}:${minute} - T${offset?.slice(1)} `
        : isoMoment(day, `${hour}:${minute}`, offset, zone),
    )
    .replace(JOINED, ' - ')
    .replace(YEAR_FIRST, (_whole, year: string, month: string, day: string) => full(year, month, day))
    .replace(COMPACT, (whole, year: string, month: string, day: string) =>
      isDate(`${year}-${month}-${day}`) ? full(year, month, day) : whole,
    )
    .replace(MONEY, ' _ ')
    .replace(TWO_DAYS, '$1 - ')
    .replace(DOTTED_CLOCKS, (whole, ...parts: string[]) => dottedClocks(whole, parts))
    .replace(
      WITH_YEAR,
      (
        _whole,
        first: string,
        a?: string,
        b?: string,
        c?: string,
        d?: string,
        _dash?: string,
        e?: string,
        f?: string,
      ) =>
        a !== undefined || c !== undefined
          ? dottedDate(first, a ?? c ?? '', b ?? d ?? '', order)
          : numericDate(first, e ?? '', order, f),
    )
    .replace(MONTH_OF_YEAR, (_whole, month: string, year: string) => ` M${Number(month)} ${year} `)
    .replace(DOTTED_DAY, (_whole, day: string, month: string) => numericDate(day, month, 'dm'))
    .replace(DOTTED_PAIR, (whole, first: string, second: string, at: number, all: string) =>
      dottedPair(
        whole,
        first,
        second,
        order,
        all.slice(Math.max(0, at - 16), at),
        all.slice(at + whole.length),
      ),
    )
    .replace(SLASHED_PAIR, (_whole, first: string, second: string) => numericDate(first, second, order))
    .replace(SPACED, (_whole, first: string, second: string, year: string) =>
      numericDate(first, second, order, year),
    )
    .replace(SPACED_PAIR, (_whole, first: string, second: string) => numericDate(first, second, order))
    .replace(ALONE_DASHED, (whole, first: string, second: string) =>
      isDashedDate(first, second, order) ? numericDate(first, second, order) : whole,
    )
    .replace(DASHED_PAIR, (whole, first: string, second: string, at: number, all: string) =>
      isHours(first, second, all.slice(0, at)) ? whole : numericDate(first, second, order),
    )
    .replace(CLOCK, (_whole, hour: string, minute: string) =>
      Number(hour) * 60 + Number(minute) <= 1440 && Number(minute) <= 59
        ? ` C${hour}:${minute} `
        : ` ${NO_CLOCK} `,
    )
    .replace(H_CLOCK, (_whole, hour: string, minute?: string) =>
      minute === undefined ? ` ${hour} oclock ` : ` C${hour}:${minute} `,
    )
    .replace(PHONE, ' _ ');
}

/** "Monday 9-11" and "Monday 14-16" are hours; "on 9-11" is a day. */
function isHours(first: string, second: string, before: string): boolean {
  const [from, until] = [Number(first), Number(second)];
  const isNoDate = from > 12 && from < until && until <= 24;
  return !before.endsWith('on ') && (isNoDate || (from <= 12 && until <= 12));
}

/** "2026-12-01 10:00-11:00" is a range, "2026-12-01T10:00-05:00" a moment with its offset. */
function isEnd(gap: string, time: string, offset: string | undefined): boolean {
  return !gap.includes('t') && offset?.[3] === ':' && offset.startsWith('-') && offset.slice(1) > time;
}

function isoMoment(day: string, time: string, offset: string | undefined, zone: string): string {
  if (!isDate(day)) return ` ${IMPOSSIBLE} `;
  if (offset === undefined) return ` D${day} T${time} `;
  const instant = new Date(`${day}T${time}:00${offset === 'z' ? 'Z' : withColon(offset)}`);
  if (Number.isNaN(instant.getTime())) return ` ${IMPOSSIBLE} `;
  const wall = toWallTime(instant, zone);
  return ` D${wall.date} T${wall.time} `;
}

function withColon(offset: string): string {
  return offset.includes(':') ? offset : `${offset.slice(0, 3)}:${offset.slice(3)}`;
}

/** "2 - 15" is February 15th where months come first; "9 - 11" and "9 - 17" are times. */
function isDashedDate(first: string, second: string, order: DateOrder): boolean {
  const [month, day] = order === 'md' ? [Number(first), Number(second)] : [Number(second), Number(first)];
  return month >= 1 && month <= 12 && day > 12 && day <= 31;
}

function full(year: string, month: string, day: string): string {
  const date = `${fullYear(year)}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDate(date) ? ` D${date} ` : ` ${IMPOSSIBLE} `;
}

/** Full stops stand behind the day, except where that gives no month: "12.30.26" in the United States. */
function dottedDate(first: string, second: string, year: string, order: DateOrder): string {
  const isMonthFirst = order === 'md' && Number(second) > 12 && Number(first) <= 12;
  return isMonthFirst ? full(year, first, second) : full(year, second, first);
}

function dottedClocks(whole: string, [hour = '', minute = '', hour2 = '', minute2 = '']: string[]): string {
  const isClock = (h: string, m: string): boolean => Number(h) <= 24 && Number(m) <= 59;
  const isDate = (d: string, m: string): boolean => Number(d) >= 1 && Number(m) >= 1 && Number(m) <= 12;
  if (!isClock(hour, minute) || !isClock(hour2, minute2)) return whole;
  const areDates = isDate(hour, minute) && isDate(hour2, minute2);
  return areDates ? whole : ` C${hour}:${minute} - C${hour2}:${minute2} `;
}

/** The other order is tried where the usual one gives no date: "22/04" is April in the United States too. */
function numericDate(first: string, second: string, order: DateOrder, year?: string): string {
  const orders =
    order === 'dm'
      ? [
          [second, first],
          [first, second],
        ]
      : [
          [first, second],
          [second, first],
        ];
  for (const [month = '', day = ''] of orders) {
    if (Number(month) < 1 || Number(month) > 12) continue;
    if (year !== undefined) return full(year, month, day);
    return ` E${Number(month)}-${Number(day)} `;
  }
  return ` ${IMPOSSIBLE} `;
}

/** "14.30" is a time, "14.11" a date, "8.10" what its neighbours say. */
function dottedPair(
  whole: string,
  first: string,
  second: string,
  order: DateOrder,
  before: string,
  after: string,
): string {
  const isClock = Number(first) <= 24 && second.length === 2 && Number(second) <= 59;
  const saidAsClock =
    /^\s?(?:uhr|[ap]\.? ?m?\b)/.test(after) ||
    /\b(?:um|gegen|at|around|about|by|until|till|after|before)\s$/.test(before);
  if (isClock && saidAsClock) return ` C${first}:${second} `;
  const isDay =
    order === 'dm'
      ? Number(second) >= 1 && Number(second) <= 12 && Number(first) >= 1 && Number(first) <= 31
      : false;
  if (isDay) return numericDate(first, second, 'dm');
  if (order === 'md' && /\bon\s$/.test(before)) return numericDate(first, second, 'md');
  return isClock ? ` C${first}:${second} ` : whole.replace('.', ' ');
}
