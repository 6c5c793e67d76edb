import type { Lexicon } from '../../speech/grammar/lexicon.ts';
import { mendableWords } from '../../speech/grammar/mended.ts';
import { byRegion, lexemes, MONTH_BOUNDS } from '../lexemes.ts';
import { GERMAN_CLOCK_CONTEXT, GERMAN_CLOCK_PHRASES, GERMAN_CLOCK_WORDS } from './clock-words.ts';
import { GERMAN_DAY_CONTEXT, GERMAN_DAY_PHRASES, GERMAN_DAY_WORDS } from './day-words.ts';
import { GERMAN_HOLIDAY_PHRASES, GERMAN_HOLIDAYS, GERMAN_HOLIDAYS_BY_REGION } from './holidays.ts';
import { germanNumbers } from './numbers.ts';
import { GERMAN_REFUSAL_WORDS, GERMAN_REFUSALS } from './refusal-words.ts';
import { GERMAN_WISH_WORDS, GERMAN_WISHES } from './wish-words.ts';

const MONTHS: Record<string, string> = {
  M1: 'januar jaenner jaen januars jan january',
  M2: 'februar feber feb februars february',
  M3: 'maerz marz mrz maer mar march',
  M4: 'april apr aprils',
  M5: 'mai mais',
  M6: 'juni juno jun june',
  M7: 'juli julei jul july',
  M8: 'august aug augusts',
  M9: 'september sept sep septembers',
  M10: 'oktober okt oct oktobers october',
  M11: 'november nov novembers',
  M12: 'dezember dez dec dezembers december',
};

const WEEKDAYS: Record<string, string> = {
  W1: 'montag montags monday maentig',
  W2: 'dienstag dienstags tuesday ziischtig zischtig',
  W3: 'mittwoch mittwochs wednesday middwoch mittwuch',
  W4: 'donnerstag donnerstags thursday donnschtig dunnschtig',
  W5: 'freitag freitags friday friitig',
  W6: 'samstag sonnabend samstags sonnabends saturday samschtig',
  W7: 'sonntag sonntags sunday sunntig',
};

const WORDS: Record<string, string> = {
  today: 'heute heut today',
  tomorrow: 'tomorrow',
  overmorrow: 'uebermorgen ubermorgen',
  yesterday: 'gestern',
  foreyesterday: 'vorgestern',
  now: 'jetzt jetzigen jetziger jetzige',
  at: 'um gegen',
  on: 'am an',
  in: 'in im innerhalb',
  the: 'der die das den dem des',
  a: 'ein eine einen einer einem ner nen',
  and: 'und aber',
  or: 'oder beziehungsweise bzw',
  not: 'nicht ausser',
  rather: 'nein nee ne doch lieber stattdessen quatsch sondern korrigiere pardon',
  from: 'von vom ab',
  since: 'seit',
  until: 'bis',
  between: 'zwischen',
  before: 'vor',
  after: 'nach',
  near: 'dichtbei',
  latest: 'spaetestens maximal',
  earliest: 'fruehestens',
  next: 'naechste naechsten naechster naechstes naechstem nachste nachsten nachster nachstes',
  coming: 'kommende kommenden kommender kommendes kommendem folgende folgenden folgender',
  this: 'diese diesen dieser dieses diesem',
  last:
    'letzte letzten letzter letztes letztem vorige vorigen voriger voriges vorigem ' +
    'vergangene vergangenen vergangener vergangenes vergangenem',
  afternext: 'uebernaechste uebernaechsten uebernaechster uebernaechstes ubernachste ubernachsten',
  start: 'anfang beginn',
  middle: 'mitte',
  end: 'ende',
  day: 'tag tage tagen tags',
  week: 'woche wochen',
  weekend: 'wochenende wochenendes',
  month: 'monat monate monaten monats',
  year: 'jahr jahre jahren jahres',
  hour: 'stunde stunden std',
  minute: 'minute minuten min',
  half: 'halb halber',
  quarter: 'viertel',
  threequarter: 'dreiviertel',
  oclock: 'uhr oclock',
  pm: 'pm',
  morning: 'morgens fruehmorgens frueh',
  forenoon: 'vormittag vormittags',
  afternoon: 'nachmittag nachmittags',
  evening: 'abend abends',
  night: 'nacht nachts',
  midnight: 'mitternacht mitternachts',
  unit:
    'person personen leute leuten mann erwachsene erwachsenen kind kinder kindern gast gaeste gaesten termin termine terminen ' +
    'mal stock etage platz plaetze plaetzen prozent grad kilo kilometer meter zentimeter cent sekunde sekunden jaehrige ' +
    'option vorschlag versuch slot uhrzeit kunde kundin mitarbeiter mitarbeiterin zimmer nummer wahl behandlung behandlungen haarschnitt ' +
    'euro euros franken dollar pfund',
};

// Words a letter away from a weekday or a month, and no slips of them.
const NO_SLIPS = 'jaguar montage montagen auguste augusta augusto freitas jenner mittage morgans';

const FILLERS =
  'ja ja also bitte mal so aeh aehm hm hmm oh okay ok gut gerne gern vielleicht eventuell dann da denn halt eben eigentlich ' +
  'circa ca ungefaehr etwa rund ungefahr moeglichst genau schon noch kurz einfach nur auch etwas irgendwann ' +
  'ich wir mir uns man es ist waere war geht ginge passt passen passte kann koennte koennten koennen wuerde wuerden haette haetten habe haben ' +
  'moechte moechten will wollen mag hallo danke zu zum zur beim fuer super prima toll perfekt ideal schoen gleich direkt';

const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/\b(mon|diens|donners|frei|sams|sonn|mit|vormit|nachmit)tachs?\b/g, '$1tag'],
  ...GERMAN_HOLIDAY_PHRASES,
  ...GERMAN_DAY_PHRASES,
  [/\b(ein|zwei|drei|vier|fuenf|sechs|sieben|acht|neun) und (zwanzig|dreissig|vierzig|fuenfzig)/g, '$1und$2'],
  ...GERMAN_CLOCK_PHRASES,
  ...GERMAN_REFUSALS,
  // A mere "später" is no time.
  [
    /(?<!\b(?:oder|nicht) )\b(?:spaeter|frueher)\b(?! (?:als|vor|nach|(?:(?:am|im|in der) )?\w*(?:mittags?|abends?|morgens?|nachts?))\b)/g,
    ' ',
  ],
  [/\bfuer \w+ (?:tage?|wochen?|stunden?|minuten?)\b/g, ' _ '],
  [
    /\bich mein(?:e|te)?\b|\bmein(?:e|te)? ich\b|\bmeinte(?: aber| natuerlich| eigentlich)?\b|\bbesser gesagt\b|\bstimmt nicht\b/g,
    ' nein ',
  ],
  [/(?:\boder )?\b(?:wart|warte|wartet|warten sie)(?: mal)?\b(?! (?:auf|bis|seit))/g, ' nein '],
  ...GERMAN_WISHES,
  [/\b(?:nicht|keinesfalls) (?:spaeter als|nach)\b/g, ' spaetestens '],
  [/\b(?:nicht|keinesfalls) (?:frueher als|vor)\b/g, ' fruehestens '],
  [/\b(?:kurz|knapp|gleich|direkt|unmittelbar) (vor|nach)\b/g, ' dichtbei $1 '],
  [/\bspaeter als\b/g, ' nach '],
  [/\bfrueher als\b/g, ' vor '],
  [/\bin der frueh\b|\bin der fruehe\b/g, ' frueh '],
  [
    /\b(mon|diens|donners|frei|sams|sonn)tag(morgen|frueh|vormittag|mittag|nachmittag|abend|nacht)s?\b/g,
    '$1tag $2',
  ],
  [/\bmittwoch(morgen|frueh|vormittag|mittag|nachmittag|abend|nacht)s?\b/g, 'mittwoch $1'],
  [/\b(?:drei|3) viertel\b/g, 'dreiviertel'],
];

const SHORT_FORMS =
  'jan jaen feb mrz mar apr jun jul aug sept sep okt oct nov dez dec mon tue wed thu fri sat sun std min ca tel nr str dr prof bzw a p m am pm';

const PART = '(?:morning|forenoon|midday|afternoon|evening|night)';
const CONTEXT: readonly (readonly [RegExp, string])[] = [
  // "morgen" is the next day, except behind a day or an article, where it is the early part of that day.
  [/ (early|late|middle)((?: (?:on|in|the))*) morgen(?= )/g, ' $1$2 morning'],
  [/ morgen (?=morgen )/g, ' tomorrow '],
  [/ (today|tomorrow|overmorrow|yesterday|W\d|(?:on|the)(?: the)?) morgen(?= )/g, ' $1 morning'],
  [/ on morning (?=W\d )/g, ' on morning '],
  [/ morgen(?= )/g, ' tomorrow'],
  [new RegExp(` tomorrow in morning(?= )`, 'g'), ' tomorrow morning'],
  [new RegExp(` (${PART}) zu(?= )`, 'g'), ' $1'],
  ...GERMAN_CLOCK_CONTEXT,
  ...GERMAN_DAY_CONTEXT,
  ...MONTH_BOUNDS,
];

const KNOWN: [string, string][] = [
  ...lexemes(MONTHS),
  ...lexemes(WEEKDAYS),
  ...lexemes(WORDS),
  ...lexemes(GERMAN_CLOCK_WORDS),
  ...lexemes(GERMAN_DAY_WORDS),
  ...lexemes(GERMAN_REFUSAL_WORDS),
  ...lexemes(GERMAN_WISH_WORDS),
  ...lexemes(GERMAN_HOLIDAYS),
  ...lexemes({ _: NO_SLIPS, '': FILLERS, morgen: 'morgen' }),
  ...germanNumbers(),
];

export const GERMAN: Lexicon = {
  words: new Map(KNOWN),
  mendable: mendableWords(KNOWN),
  wordsOfRegion: byRegion(KNOWN, GERMAN_HOLIDAYS_BY_REGION),
  phrases: PHRASES,
  context: CONTEXT,
  shortForms: new Set(SHORT_FORMS.split(' ')),
  dotIsOrdinal: true,
  halfMinutes: -30,
  morningFromHour: 7,
  nightIsEvening: false,
  nextWeekday: 'either',
  awayUntil: 'whole',
  comingUnits: 'stretch',
};
