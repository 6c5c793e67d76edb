import type { Language } from '../../platform/language.ts';
import { GERMAN_PREFERENCES } from '../languages/de/preference-words.ts';
import { ENGLISH_PREFERENCES } from '../languages/en/preference-words.ts';
import type { Lexicon } from './grammar/lexicon.ts';
import { LEXICONS } from './grammar/lexicons.ts';
import type { PreferenceWords } from './preference-words.ts';

export const PREFERENCE_WORDS: Record<Language, PreferenceWords> = {
  de: GERMAN_PREFERENCES,
  en: ENGLISH_PREFERENCES,
};

const LANGUAGES = Object.values(PREFERENCE_WORDS);
/** Shorter names of weekdays are words of another kind in one language or the other ("do", "so", "sun"). */
const SHORTEST_WEEKDAY = 6;

const weekdays = new Map<string, number>([
  ...Object.values(LEXICONS).flatMap((lexicon) => weekdaysOf(lexicon)),
  ...LANGUAGES.flatMap(({ habitual }) => Object.entries(habitual)),
]);

type Texts = Exclude<keyof PreferenceWords, 'habitual' | 'spans' | 'asks'>;

/** The words of all languages at once, since callers and models mix them. */
function anyOf(name: Texts): string {
  return LANGUAGES.map((words) => words[name]).join('|');
}

/** For what is repeated: a word that two languages share would double the ways to match at every repetition. */
function onceEach(name: 'between' | 'notEnd'): string {
  return [...new Set(anyOf(name).split('|'))].join('|');
}

function whole(source: string): RegExp {
  return new RegExp(`(?<![a-z0-9'])(?:${source})(?![a-z0-9'])`, 'g');
}

const WEEKDAY = [...weekdays.keys()].toSorted((a, b) => b.length - a.length).join('|');
const HABITUAL = LANGUAGES.flatMap(({ habitual }) => Object.keys(habitual)).join('|');
const BETWEEN_WORDS = onceEach('between');
const BETWEEN = `(?:[\\s,&]|(?:${BETWEEN_WORDS})(?= ))*`;
const LIST = `(?:${WEEKDAY})(?:(?=[\\s,&])${BETWEEN}(?:${WEEKDAY})(?![a-z]))*`;

/** "Two Sundays from now" are no habit. */
const COUNTED = `(?<![a-z0-9])(?:\\d+|${countsOf(LEXICONS)}) `;

/** Patterns over folded text. Those with `g` are for `replace` and `matchAll` only, which keep no place in them. */
export const PREFERENCE_PATTERNS = {
  /** There is something here to look for at all; most texts have nothing. */
  trigger: new RegExp(
    `(?<![a-z0-9])(?:${(['only', 'every', 'not', 'except', 'without', 'ifNot', 'idle', 'workdays', 'weekends', 'anyDay', 'anyTime', 'soonest', 'about', 'bound'] as const).map(anyOf).join('|')}|${HABITUAL})(?![a-z])`,
  ),
  weekday: whole(WEEKDAY),
  habitual: new RegExp(`(?<![a-z])(?:${HABITUAL})(?![a-z'])`),
  /** Weekdays in a row with what makes them a rule: `lead`, `list`, `tail`. */
  listed: new RegExp(
    `(?<![a-z]|${COUNTED})(?<lead>(?:(?:${anyOf('only')}|${anyOf('every')}) (?:(?:${BETWEEN_WORDS}) )*)?)(?<list>${LIST})(?![a-z'])(?<tail>(?: (?:${anyOf('only')})(?![a-z]))?)(?!,? (?:den |the |dem )?\\d)`,
    'g',
  ),
  commaInList: new RegExp(
    `(?<=(?:${WEEKDAY}))\\s*,\\s*(?=(?:(?:${BETWEEN_WORDS}) )*(?:${WEEKDAY})(?![a-z]))`,
    'g',
  ),
  /** `not` or `except` is the one of the two that was found. */
  refusal: new RegExp(
    `(?<![a-z0-9'])(?:(?:${anyOf('only')}) )?(?:(?<not>${anyOf('not')})|(?<except>${anyOf('except')}|${anyOf('without')}))(?![a-z'])(?! (?:${anyOf('notRefused')})(?![a-z]))`,
  ),
  notEnd: new RegExp(`^(?:[\\s,]+(?:${onceEach('notEnd')})(?![a-z]))*[\\s,.!]*$`),
  idle: whole(anyOf('idle')),
  only: whole(anyOf('only')),
  /** "Nicht nur montags" keeps to nothing. */
  notOnly: new RegExp(
    `(?<![a-z])(?:${anyOf('not')}) (?:${anyOf('only')}) (?:(?:${BETWEEN_WORDS}) )*(?:${LIST})?(?![a-z])`,
    'g',
  ),
  /** A joining word that has lost what it joined. */
  looseTurn: new RegExp(`[\\s,;]+(?:${anyOf('turn')})$`),
  /** Between two thoughts, kept in the pieces of a split. */
  turn: new RegExp(
    `(\\s*[,;]\\s*|\\s+(?:${anyOf('turn')})\\s+|\\s+(?:${anyOf('and')})\\s+(?=(?:${anyOf('not')})(?![a-z]))|(?<=[a-z]{3})[.!?]+(?:\\s+|$))`,
  ),
  or: new RegExp(`(?<![a-z])(?:${anyOf('or')})(?![a-z])`),
  workdays: whole(anyOf('workdays')),
  weekends: whole(anyOf('weekends')),
  weekend: whole(anyOf('weekend')),
  anyDay: whole(anyOf('anyDay')),
  anyTime: whole(anyOf('anyTime')),
  soonest: whole(anyOf('soonest')),
  about: new RegExp(`(?<![a-z])(?:${anyOf('about')})(?![a-z])|\\dish\\b`),
  bound: new RegExp(`^(?:[a-z ]{0,12} )?(?:${anyOf('bound')})(?![a-z])`),
  clock: new RegExp(`(?<![a-z])(?:${anyOf('clock')})(?![a-z])|\\d[:h]\\d\\d`),
} as const;

/** With another choice said as one: "Dienstag, wenn nicht, dann Mittwoch" is Tuesday or Wednesday. */
export function withOtherChoices(text: string): string {
  return LANGUAGES.reduce(
    (rest, { ifNot, or }) =>
      rest.replace(new RegExp(`[\\s,]*(?<![a-z])(?:${ifNot})(?![a-z])`, 'g'), ` ${or.split('|')[0]}`),
    text,
  );
}

/** Without questions that only sound like a refusal: "kann ich nicht am Montag kommen?". */
export function withoutAsking(text: string): string {
  return LANGUAGES.flatMap(({ asks }) => asks).reduce(
    (rest, [pattern, by]) => rest.replace(pattern, by),
    text,
  );
}

/** The weekdays named in a folded text, 1 Monday to 7 Sunday. */
export function weekdaysIn(text: string): number[] {
  const found = [...text.matchAll(PREFERENCE_PATTERNS.weekday)].map(([word]) => weekdays.get(word) ?? 0);
  return [...new Set(found)].toSorted((a, b) => a - b);
}

function countsOf(lexicons: Record<Language, Lexicon>): string {
  const words = Object.values(lexicons).flatMap((lexicon) => [...lexicon.words]);
  return words.flatMap(([word, lexeme]) => (/^[2-9]$/.test(lexeme) ? [word] : [])).join('|');
}

function weekdaysOf(lexicon: Lexicon): [string, number][] {
  return [...lexicon.words].flatMap(([word, lexeme]): [string, number][] =>
    /^W[1-7]$/.test(lexeme) && word.length >= SHORTEST_WEEKDAY ? [[word, Number(lexeme.slice(1))]] : [],
  );
}

const OTHER_TIMES: ReadonlyMap<string, RegExp> = new Map(
  Object.entries(PREFERENCE_WORDS).map(([language, words]) => [
    language,
    new RegExp(`^(?:${words.otherTimes})$`),
  ]),
);

/** Whether a folded text, in the place of a day, turns down all that was offered ("keiner davon", "another day"). */
export function asksForOthers(folded: string, language: Language): boolean {
  return OTHER_TIMES.get(language)?.test(folded) === true;
}
