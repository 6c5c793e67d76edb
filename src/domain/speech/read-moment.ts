import { languageOf } from '../../platform/language.ts';
import type { Language } from '../../platform/language.ts';
import { isDate, toWallTime } from '../wall-clock.ts';
import { compose } from './grammar/compose.ts';
import { USUAL_DAY_HOURS } from './day-hours.ts';
import { findNearDays, findWeekdaysAgo } from './grammar/days-beside.ts';
import { findAnchoredDays } from './grammar/find-anchored-days.ts';
import { findDates } from './grammar/find-dates.ts';
import { findLateDays } from './grammar/find-late-days.ts';
import { findPeriods } from './grammar/find-periods.ts';
import { findRelativeDays } from './grammar/find-relative-days.ts';
import { findTimes } from './grammar/find-times.ts';
import { findWeekdays, findWeekPhrases } from './grammar/find-weekdays.ts';
import { knownWords, toLexemes } from './grammar/lex.ts';
import type { Lexicon } from './grammar/lexicon.ts';
import { LEXICONS } from './grammar/lexicons.ts';
import { isMonthFirst } from './month-first.ts';
import type { MomentReading, Reading, SpeechContext } from './reading.ts';
import type { Scene } from './grammar/scene.ts';

// Words of a date that no rule took: what was understood beside them is only half of what was said.
const LEFT_OVER =
  / (?:M\d+ (?:the )?[OP]?\d+|[OP]?\d+ (?:of )?(?:the )?M\d+|week|weekend|weekno|month|bizday|fromnow)(?= )/;
const MAX_CANDIDATES = 4;

/**
 * Understands a spoken or written day and/or time (ASK-32, ASK-33, `parse_date`). Says only what the words say; asks
 * (`ambiguous`) where they can mean two things, and gives up (`none`) rather than guess. Days that do not exist are
 * `none`, a past date is answered as it was said. Never throws; text behind 500 characters is not read.
 */
export function readMoment(text: string, context: SpeechContext): MomentReading {
  const { date: today, time: nowTime } = toWallTime(context.now, context.zone);
  if (!isDate(today)) return { status: 'none', why: 'unclear' };
  const lexicon = ofRegion(lexiconFor(text, languageOf(context.locale)), context.locale);
  const order = isMonthFirst(context.locale) ? 'md' : 'dm';
  const scene: Scene = {
    line: toLexemes(text, lexicon, order, context.zone),
    days: [],
    clocks: [],
    parts: [],
    impossible: false,
    impossibleTime: false,
    hours: context.hours ?? USUAL_DAY_HOURS,
    now: context.now,
    zone: context.zone,
    today,
    nowTime,
    lexicon,
  };
  findWeekdaysAgo(scene);
  findDates(scene);
  findPeriods(scene);
  findWeekPhrases(scene);
  findRelativeDays(scene);
  findAnchoredDays(scene);
  findTimes(scene);
  findWeekdays(scene);
  findNearDays(scene);
  findLateDays(scene);
  if (scene.impossible) return { status: 'none', why: 'no_such_day' };
  if (scene.impossibleTime) return { status: 'none', why: 'no_such_time' };
  if (LEFT_OVER.test(scene.line)) return { status: 'none', why: 'unclear' };
  return answer(nowOr(compose(scene), scene));
}

/** The words of the call's language, unless the text is plainly in the other one: agents translate as they please. */
function lexiconFor(text: string, language: Language): Lexicon {
  const other = LEXICONS[language === 'de' ? 'en' : 'de'];
  return knownWords(text, other) > knownWords(text, LEXICONS[language]) ? other : LEXICONS[language];
}

function ofRegion(lexicon: Lexicon, locale: string): Lexicon {
  const words = lexicon.wordsOfRegion.get(locale.split('-')[1]?.toLowerCase() ?? '');
  return words === undefined ? lexicon : { ...lexicon, words };
}

/** "jetzt" counts only where nothing else was said; elsewhere it is a filler. */
function nowOr(readings: Reading[], { line, today, nowTime }: Scene): Reading[] {
  return readings.length === 0 && / now /.test(line)
    ? [{ kind: 'at', date: today, time: nowTime }]
    : readings;
}

function answer(readings: Reading[]): MomentReading {
  const [first, ...others] = readings.filter((reading) => Object.keys(reading).length > 1);
  if (first === undefined) return { status: 'none', why: 'unclear' };
  if (others.length === 0) return { status: 'resolved', reading: first };
  return { status: 'ambiguous', candidates: [first, ...others].slice(0, MAX_CANDIDATES) };
}
