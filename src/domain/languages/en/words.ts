import type { Lexicon } from '../../speech/grammar/lexicon.ts';
import { mendableWords } from '../../speech/grammar/mended.ts';
import { byRegion, lexemes, MONTH_BOUNDS } from '../lexemes.ts';
import { ENGLISH_CLOCK_CONTEXT, ENGLISH_CLOCK_PHRASES, ENGLISH_CLOCK_WORDS } from './clock-words.ts';
import { ENGLISH_DAY_CONTEXT, ENGLISH_DAY_PHRASES, ENGLISH_DAY_WORDS } from './day-words.ts';
import { ENGLISH_HOLIDAY_PHRASES, ENGLISH_HOLIDAYS, ENGLISH_HOLIDAYS_BY_REGION } from './holidays.ts';
import { englishNumberPhrases, englishNumbers } from './numbers.ts';
import { ENGLISH_REFUSAL_WORDS, ENGLISH_REFUSALS } from './refusal-words.ts';
import { ENGLISH_WISH_WORDS, ENGLISH_WISHES } from './wish-words.ts';

const MONTHS: Record<string, string> = {
  M1: 'january jan',
  M2: 'february feb febuary',
  M3: 'march mar',
  M4: 'april apr',
  M5: 'may',
  M6: 'june jun',
  M7: 'july jul',
  M8: 'august aug',
  M9: 'september sept sep',
  M10: 'october oct',
  M11: 'november nov',
  M12: 'december dec',
};

const WEEKDAYS: Record<string, string> = {
  W1: 'monday mon mondays',
  W2: 'tuesday tue tues tuesdays teusday tuseday',
  W3: 'wednesday wed weds wednesdays wensday wednsday wedensday',
  W4: 'thursday thu thur thurs thursdays thurday thirsday',
  W5: 'friday fri fridays',
  W6: 'saturday sat saturdays saterday',
  W7: 'sunday sun sundays',
};

const WORDS: Record<string, string> = {
  today: 'today todays',
  tomorrow: 'tomorrow tmrw tomorow tommorow tommorrow',
  overmorrow: 'overmorrow',
  yesterday: 'yesterday',
  now: 'now',
  at: 'at around about approximately approx',
  on: 'on',
  in: 'in within during',
  the: 'the',
  a: 'a an',
  of: 'of',
  and: 'and but',
  or: 'or',
  not: 'not cant cannot dont wont except',
  rather: 'no actually sorry rather instead wait nope correction',
  from: 'from starting',
  since: 'since',
  until: 'until till til through thru by',
  to: 'to',
  between: 'between',
  before: 'before',
  after: 'after',
  past: 'past',
  near: 'closeby',
  latest: 'latest',
  ago: 'ago',
  fromnow: 'fromnow hence later',
  next: 'next following',
  coming: 'coming upcoming',
  this: 'this current',
  last: 'last',
  start: 'beginning start',
  middle: 'middle mid',
  end: 'end',
  day: 'day days',
  week: 'week weeks',
  weekend: 'weekend weekends',
  month: 'month months',
  year: 'year years',
  hour: 'hour hours hr hrs',
  minute: 'minute minutes min mins',
  half: 'half',
  quarter: 'quarter',
  oclock: 'oclock',
  am: 'am',
  pm: 'pm',
  morning: 'morning mornings',
  afternoon: 'afternoon afternoons arvo',
  evening: 'evening evenings',
  night: 'night nights',
  midnight: 'midnight',
  SECOND: 'second',
  unit:
    'people person persons guests guest adults adult kids children percent degrees kilos miles meters metres feet seconds ' +
    'times time appointment appointments option one ones slot slots floor room number treatment treatments ' +
    'dollar dollars euro euros pound pounds buck bucks quid cents',
};

// Words a letter away from a weekday, a month or a part of the day, and no slips of them.
const NO_SLIPS = 'sundae sundry moaning mourning quarters quartet augusta auguste augusto';

const FILLERS =
  'please yes yeah yep well um uh er hmm ok okay so just maybe perhaps like ish sometime somewhere some lets ' +
  'i we us me my id ill it its is be would will can could should good great fine works work do does have has want need get ' +
  'thanks hello hi for then also exactly really only book meet schedule make say lovely perfect brilliant ideal ideally cool nice best thinking hoping fancy';

const SHORT_FORMS =
  'jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed weds thu thur thurs fri sat sun hr hrs min mins ' +
  'approx mr mrs ms dr prof st no a p m am pm';

const PHRASES: readonly (readonly [RegExp, string])[] = [
  ...ENGLISH_HOLIDAY_PHRASES,
  ...englishNumberPhrases(),
  ...ENGLISH_DAY_PHRASES,
  ...ENGLISH_CLOCK_PHRASES,
  [/\bo\W{0,2}clock\b/g, ' oclock '],
  [/(\d) ?a ?m ?p ?m\b/g, '$1 '],
  [/(\d) ?(a|p)\.? ?m\b\.?/g, '$1 $2m '],
  [/(\d)(a|p)\b\.?/g, '$1 $2m '],
  [/\b(a|p)\. ?m\b\.?/g, ' $1m '],
  [/ (a|p) m\b/g, ' $1m '],
  [/(\d)ish\b/g, '$1 '],
  [/\bthe day after (?:tomorrow|tmrw)\b|\bday after (?:tomorrow|tmrw)\b/g, ' overmorrow '],
  [/\bfrom now\b|\bfrom today\b/g, ' fromnow '],
  [/\bmid night\b/g, ' midnight '],
  [/\bweek ends?\b/g, ' weekend '],
  [/\b(?:a )?couple (?:of )?(?=hours|days|weeks|minutes|months)/g, ' 2 '],
  [/\b(?:a |an )?half (?:an )?hour\b/g, ' 30 minutes '],
  [/\bright now\b|\bat the moment\b|\bat the present time\b/g, ' now '],
  [/\b(?:no|not|can't|cant|cannot) (?:later than|after)\b|\bat the latest\b|\bno later than\b/g, ' latest '],
  [/\b(?:no|not|can't|cant|cannot) (?:earlier than|sooner than|before)\b|\bat the earliest\b/g, ' earliest '],
  [
    /\b(?:just|shortly|right|soon|directly|immediately|a (?:little|bit|little bit|few days)) (before|after)\b/g,
    ' closeby $1 ',
  ],
  [/\blater than\b/g, ' after '],
  [/\bearlier than\b/g, ' before '],
  [/\bor later\b/g, ' earliest '],
  [/\bor earlier\b/g, ' latest '],
  ...ENGLISH_REFUSALS,
  [/\bfor (?:\w+ )?\w+ (?:days?|weeks?|hours?|minutes?)\b/g, ' _ '],
  [
    /\bearly (?=(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b(?! (?:the )?\d{1,2}))/g,
    'beginning of ',
  ],
  [/\blate (?=(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b(?! (?:the )?\d{1,2}))/g, 'end of '],
  [/\b(?:first|second|third|fourth|last|next|which|that|this) one\b/g, ' _ unit '],
  [/(?<!\b(?:in|of|by|until|this|next|from) )\bmay (?=(?:i|we)\b)/g, ' '],
  [
    /\bi mean\b|\bi meant\b|\bexcuse me\b|\boh (?:shoot|no|wait)\b|\bscratch that\b|\b(?:or )?(?:hang|hold) on\b/g,
    ' rather ',
  ],
  ...ENGLISH_WISHES,
  [/\b(?:can|could|do|did|wo|does|would|is)(?:n't|n'|nt|'t)\b/g, ' not '],
  [/\b(?:i|we)'(?:d|ll|ve|m|re)\b|\blet's\b|\bit's\b|\bthat's\b/g, ' '],
];

const CONTEXT: readonly (readonly [RegExp, string])[] = [
  ...ENGLISH_DAY_CONTEXT,
  [/ SECOND (?=(?:of )?(?:the )?M\d)/g, ' O2 '],
  [/ (M\d+(?: the)?) SECOND(?= )/g, ' $1 O2'],
  [/ (on the|W\d the) SECOND(?= )/g, ' $1 O2'],
  [/ SECOND (?=W\d of )/g, ' O2 '],
  [/ SECOND(?= )/g, ' unit'],
  [/ (\d{1,2}) tonight(?= )/g, ' today $1 tonight'],
  [/(?<! today \d{1,2}) tonight(?= )/g, ' today tonight'],
  [/ this (morning|afternoon|evening)(?= )/g, ' today $1'],
  [/ this night(?= )/g, ' today tonight'],
  ...ENGLISH_CLOCK_CONTEXT,
  ...MONTH_BOUNDS,
];

const KNOWN: [string, string][] = [
  ...lexemes(MONTHS),
  ...lexemes(WEEKDAYS),
  ...lexemes(WORDS),
  ...lexemes(ENGLISH_CLOCK_WORDS),
  ...lexemes(ENGLISH_DAY_WORDS),
  ...lexemes(ENGLISH_REFUSAL_WORDS),
  ...lexemes(ENGLISH_WISH_WORDS),
  ...lexemes(ENGLISH_HOLIDAYS),
  ...lexemes({ _: NO_SLIPS, '': FILLERS }),
  ...englishNumbers(),
];

export const ENGLISH: Lexicon = {
  words: new Map(KNOWN),
  mendable: mendableWords(KNOWN),
  wordsOfRegion: byRegion(KNOWN, ENGLISH_HOLIDAYS_BY_REGION),
  phrases: PHRASES,
  context: CONTEXT,
  shortForms: new Set(SHORT_FORMS.split(' ')),
  dotIsOrdinal: false,
  halfMinutes: 30,
  morningFromHour: 9,
  nightIsEvening: true,
  nextWeekday: 'week',
  awayUntil: 'either',
  comingUnits: 'either',
};
