/**
 * The words of one language. Understanding runs on a line of lexemes that all languages share; a language only says
 * which word is which lexeme. A lexeme is one of:
 * `W1`..`W7` weekday, `M1`..`M12` month, `24` number, `O24` ordinal, `D2026-11-24` date, `E11-24` yearly date,
 * `X49` days after Easter, `A`, `K`, `N`, `Q`, `Z` with more behind it other feasts (feasts.ts), `S1`..`S4` season,
 * `P24` number with a full stop, `T14:30` 24-hour time, `C2:30` time as written, `_` any word without meaning here,
 * `;` end of sentence, and the plain words listed in `WORD_LEXEMES`.
 */
export interface Lexicon {
  /** Folded word (lower case, ASCII) to lexeme; the empty lexeme drops the word. */
  words: ReadonlyMap<string, string>;
  /** The same for regions (the second part of a locale, lower case) where some words mean something else. */
  wordsOfRegion: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Rewrites of the folded text before it is cut into words, in order. */
  phrases: readonly (readonly [RegExp, string])[];
  /** Rewrites of the finished line, in order: words whose meaning depends on their neighbours. */
  context: readonly (readonly [RegExp, string])[];
  /** Folded words that are written with a full stop of their own; any other full stop ends a sentence. */
  shortForms: ReadonlySet<string>;
  /** Folded words that a slip of spelling is mended to (`mendableWords`). */
  mendable: readonly string[];
  /** "24." is an ordinal. */
  dotIsOrdinal: boolean;
  /** Minutes that "half three" adds to three: -30 in German, +30 in English. */
  halfMinutes: number;
  /** First hour that is the morning's where a tenant is open in both halves of the day at it, or in neither. */
  morningFromHour: number;
  /** "Tomorrow night" without a time is the evening; otherwise the hours when people sleep. */
  nightIsEvening: boolean;
  /** "next Thursday" said on a Tuesday: `week` is next week's, `either` needs a question. */
  nextWeekday: 'week' | 'either';
  /** "I am away until Thursday": `whole` is that Thursday, too, `either` needs a question. */
  awayUntil: 'whole' | 'either';
  /** "Upcoming two weeks": `stretch` is within them, `either` can be that far away, too, and needs a question. */
  comingUnits: 'stretch' | 'either';
}

/** Lexemes that are plain words, with what they stand for. */
export const WORD_LEXEMES = {
  today: 'this day',
  tomorrow: 'one day on',
  overmorrow: 'two days on',
  yesterday: 'one day back',
  foreyesterday: 'two days back',
  now: 'this minute',
  at: 'before a time',
  on: 'before a day',
  in: 'before a stretch, a month, a part of the day',
  the: 'article',
  a: 'article that can count as one',
  of: 'belongs to',
  and: '',
  or: '',
  not: 'what stands next to it is refused',
  rather: 'what comes now replaces what was said before',
  so: 'what was said before it was only why; what comes now is the wish',
  instead: 'what comes next is what something else replaces',
  refused: 'what stands before it in the sentence does not suit, else what stands behind it',
  busy: 'the hours beside it are taken',
  from: 'earliest',
  since: 'from a day that is over',
  until: 'latest, or the end of a range',
  '-': 'end of a range',
  to: 'end of a range, or minutes before the hour',
  between: '',
  before: 'latest, or minutes before the hour, or ago',
  after: 'earliest, or minutes past the hour',
  past: 'minutes past the hour',
  near: 'before a bound: only the few days next to it',
  latest: 'at the latest',
  earliest: 'at the earliest',
  ago: '',
  fromnow: 'counted from now',
  next: '',
  coming: 'the very next',
  this: '',
  last: '',
  afternext: 'the one after the next',
  start: 'first part of a week or month',
  middle: '',
  end: '',
  day: '',
  week: '',
  weekend: '',
  month: '',
  year: '',
  hour: '',
  minute: '',
  half: '',
  quarter: '',
  threequarter: '',
  oclock: '',
  am: '',
  pm: '',
  morning: '',
  forenoon: '',
  midday: 'around noon, or noon',
  noon: '',
  afternoon: '',
  evening: '',
  tonight: '',
  night: '',
  midnight: '',
  early: 'first hours of a part of the day',
  late: 'last hours of a part of the day',
  opening: 'the first hours a tenant is open',
  closing: 'the last hours a tenant is open',
  dayend: 'end of the day, of business or at midnight',
  asap: 'as soon as can be, from now on',
  within: 'before a stretch of hours or minutes that ends what is wanted',
  nowtime: 'the time of day it is now',
  into: 'between two days: the night from one to the other',
  over: 'before a stretch or a feast: all of it',
  few: 'a small number',
  bizday: 'Monday to Friday',
  closest: 'the weekday that lies nearest to a day',
  said: 'the day that was named before: "the day after that"',
  weekno: 'before or after the number of a calendar week',
  unit: 'what stands before it is a count or a price, not a time',
  morgen: 'German, until its neighbours say whether it is tomorrow or the morning',
  SECOND: 'English, until its neighbours say whether it is the 2nd or a moment',
} as const;
