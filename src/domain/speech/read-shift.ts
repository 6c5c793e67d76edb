import { fold } from './grammar/lex.ts';
import { lexiconsFrom } from './grammar/lexicons.ts';
import { PREFERENCE_WORDS } from './preference-patterns.ts';

/** By how much an appointment is moved; negative towards the earlier. */
export interface Shift {
  minutes: number;
  days: number;
  months: number;
}

/** `rest`: the words around it, folded. `unclear`: a span that cannot be read stands before "later". */
export type ShiftReading =
  | { kind: 'none' }
  | { kind: 'unclear' }
  | { kind: 'shift'; shift: Shift; rest: string };

const LANGUAGES = Object.values(PREFERENCE_WORDS);
const NOTHING: Shift = { minutes: 0, days: 0, months: 0 };
const MAX_CHARACTERS = 500;
const DIRECTIONS = (['later', 'earlier'] as const).map(
  (name) =>
    [
      new RegExp(`(?<![a-z])(?:${LANGUAGES.map((words) => words[name]).join('|')})(?![a-z])`, 'g'),
      name === 'later' ? ' >> ' : ' << ',
    ] as const,
);
const SPANS = LANGUAGES.flatMap(({ spans }) =>
  spans.map(
    ([source, minutes]) => [new RegExp(`(?<![a-z])(?:${source})(?![a-z])`, 'g'), ` =${minutes} `] as const,
  ),
);
const BY_AMOUNT: ReadonlySet<string> = new Set(LANGUAGES.map(({ byAmount }) => byAmount));
const AMOUNT = '(?:(?:a|\\d{1,3}) (?:minute|hour|day|week|month)|=\\d+)';
const AMOUNTS = `${AMOUNT}(?: (?:and )?${AMOUNT}){0,3}`;
/** "Lieber eher in zwei Wochen" is in two weeks: the span stands right before the direction, or "um", "by" between. */
const SHIFTS = [
  new RegExp(`(?<![^ ])(?<!(?:^| )in )(?:by )?(?<amounts>${AMOUNTS}) (?<way>>>|<<)(?![^ ])`),
  new RegExp(`(?<![^ ])(?<way>>>|<<) by (?<amounts>${AMOUNTS})(?![^ ])`),
];
const UNREAD = /(?<![^ ])(?:minute|hour|day|week|month)(?: (?:and )?\d+)? (?:>>|<<)(?![^ ])/;
const COUNTED_FROM_NOW = new RegExp(`(?<![^ ])in ${AMOUNTS}(?![^ ])`, 'g');
const TELLS_OF_TIME =
  /(?<![^ ])(?:[WMOPDEX]?\d[\d:.-]*|=\d+|>>|<<|minute|hour|day|week|month|half|quarter|few)(?![^ ])/;

/** What "eine Stunde später", "a day earlier" or "nach vorne um zwei Wochen" moves by; words of any language. */
export function readShift(text: string, locale: string): ShiftReading {
  const folded = fold(text.slice(0, MAX_CHARACTERS)).replace(/[<>=]/g, ' ');
  const directed = replaced(folded, DIRECTIONS);
  if (directed === folded) return { kind: 'none' };
  const words = replaced(directed, SPANS).match(/[^\s,;!?]+/g) ?? [];
  const lines = lexiconsFrom(locale).map((lexicon) => words.map((word) => lexemeOf(word, lexicon.words)));
  for (const lexemes of lines) {
    const found = shiftIn(lexemes, words);
    if (found !== undefined) return found;
  }
  return { kind: lines.some(isUnread) ? 'unclear' : 'none' };
}

function isUnread(lexemes: string[]): boolean {
  return UNREAD.test(lexemes.join(' ').replace(COUNTED_FROM_NOW, '_'));
}

/** Whether there is something in it that a day or a time could have been. */
export function tellsOfTime(text: string, locale: string): boolean {
  const words = fold(text).match(/[^\s,;!?]+/g) ?? [];
  return lexiconsFrom(locale).some((lexicon) =>
    TELLS_OF_TIME.test(words.map((word) => lexemeOf(word, lexicon.words)).join(' ')),
  );
}

function replaced(text: string, patterns: readonly (readonly [RegExp, string])[]): string {
  return patterns.reduce((rest, [pattern, by]) => rest.replace(pattern, by), text);
}

function lexemeOf(word: string, words: ReadonlyMap<string, string>): string {
  if (BY_AMOUNT.has(word)) return 'by';
  // Of these the lexicon makes other words: where they count from.
  if (word === 'in') return word;
  return words.get(word) ?? words.get(word.replace(/\.$/, '')) ?? word;
}

function shiftIn(lexemes: string[], words: string[]): ShiftReading | undefined {
  const line = lexemes.map((lexeme) => (lexeme === '' ? '_' : lexeme)).join(' ');
  const match = SHIFTS.map((pattern) => pattern.exec(line)).find((found) => found !== null);
  if (match === undefined || match === null) return undefined;
  const { amounts = '', way } = match.groups ?? {};
  const sign = way === '>>' ? 1 : -1;
  const total = [...amounts.matchAll(new RegExp(AMOUNT, 'g'))].map(([amount]) => amountOf(amount));
  const shift = total.reduce((sum, one) => ({
    minutes: sum.minutes + one.minutes,
    days: sum.days + one.days,
    months: sum.months + one.months,
  }));
  const from = line.slice(0, match.index).split(' ').length - 1;
  const rest = [...words.slice(0, from), ...words.slice(from + match[0].split(' ').length)];
  return {
    kind: 'shift',
    shift: { minutes: sign * shift.minutes, days: sign * shift.days, months: sign * shift.months },
    rest: rest.join(' '),
  };
}

function amountOf(amount: string): Shift {
  if (amount.startsWith('=')) return { ...NOTHING, minutes: Number(amount.slice(1)) };
  const [said = '', unit] = amount.split(' ');
  const count = said === 'a' ? 1 : Number(said);
  switch (unit) {
    case 'minute':
      return { ...NOTHING, minutes: count };
    case 'hour':
      return { ...NOTHING, minutes: count * 60 };
    case 'week':
      return { ...NOTHING, days: count * 7 };
    case 'month':
      return { ...NOTHING, months: count };
    default:
      return { ...NOTHING, days: count };
  }
}
