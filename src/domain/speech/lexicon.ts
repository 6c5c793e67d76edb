/**
 * The words of one language. Understanding runs on a line of lexemes that all languages share; a language only says
 * which word is which lexeme. A lexeme is one of:
 * `W1`..`W7` weekday, `M1`..`M12` month, `24` number, `O24` ordinal, `D2026-11-24` date, `E11-24` yearly date,
 * `X49` days after Easter,
 * `P24` number with a full stop, `T14:30` 24-hour time, `C2:30` time as written, `_` any word without meaning here,
 * `;` end of sentence, and the plain words listed in `WORD_LEXEMES`.
 */
export interface Lexicon {
  /** Folded word (lower case, ASCII) to lexeme; the empty lexeme drops the word. */
  words: ReadonlyMap<string, string>;
  /** Rewrites of the folded text before it is cut into words, in order. */
  phrases: readonly (readonly [RegExp, string])[];
  /** Rewrites of the finished line, in order: words whose meaning depends on their neighbours. */
  context: readonly (readonly [RegExp, string])[];
  /** "24." is an ordinal. */
  dotIsOrdinal: boolean;
  /** Minutes that "half three" adds to three: -30 in German, +30 in English. */
  halfMinutes: number;
  /** First hour which, said without a half of the day, is understood as morning. */
  morningFromHour: number;
  /** "next Thursday" said on a Tuesday: `week` is next week's, `either` needs a question. */
  nextWeekday: 'week' | 'either';
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
  from: 'earliest',
  until: 'latest, or the end of a range',
  '-': 'end of a range',
  to: 'end of a range, or minutes before the hour',
  between: '',
  before: 'latest, or minutes before the hour, or ago',
  after: 'earliest, or minutes past the hour',
  past: 'minutes past the hour',
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
  unit: 'what stands before it is a count or a price, not a time',
  morgen: 'German, until its neighbours say whether it is tomorrow or the morning',
  SECOND: 'English, until its neighbours say whether it is the 2nd or a moment',
} as const;
