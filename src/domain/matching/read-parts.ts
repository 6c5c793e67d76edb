import {
  CONTRASTS,
  FILLERS,
  LANGUAGES,
  meaningOf,
  meaningOfPart,
  NEGATORS,
  NOTHING,
  wordsOfMeaning,
} from './known-words.ts';
import { likeness, wordForm } from './likeness.ts';
import type { WordForm } from './likeness.ts';
import { groupOf, MEANINGS } from './meanings.ts';
import { nameWords } from './said-words.ts';
import type { SaidWord } from './said-words.ts';

/** One thing that a name or a caller says: "Herrenhaarschnitt" has three. */
export interface Part {
  word: string;
  /** A meaning, or `n:` and a number; none for a word that we do not know. */
  meaning?: string;
  weight: number;
  /** 1 as heard, less where it was taken for something similar. */
  certainty: number;
  isNegated: boolean;
}

/** The words with which a tenant names its services: what is misheard is looked for among them. */
export interface Vocabulary {
  /** Whole words of the names, with what each says. */
  words: { form: WordForm; parts: Part[] }[];
  /** Words of any language for what the names mean. */
  meanings: { form: WordForm; meaning: string }[];
}

const UNKNOWN_WEIGHT = 1;
const LONGEST_WORD = 40;
const SHORTEST_PART = 3;
const SHORTEST_END = 5;
/** More than that is no request that can be understood. */
const MISHEARD_AT_MOST = 12;
const LIKE_ENOUGH = 0.72;
const LIKE_ENOUGH_FOR_WHO = 0.9;
const LIKE_ENOUGH_IN_TWO = 0.87;

/** What the name of a service says. */
export function partsOfName(name: string): Part[] {
  return unique(joined(nameWords(name)).flatMap(({ text }) => (isFiller(text) ? [] : exactParts(text))));
}

function isFiller(word: string): boolean {
  return FILLERS.has(word) && meaningOf(word) === undefined;
}

/** What a caller says, fillers left out; misheard words are taken for the closest of the vocabulary. */
export function partsOfSpeech(words: readonly SaidWord[], vocabulary: () => Vocabulary): Part[] {
  const telling = joined(words).filter(({ text }) => !NEGATORS.has(text) && !CONTRASTS.has(text));
  const parts: Part[] = [];
  let isGivenUp = false;
  for (let at = 0; at < telling.length; at += 1) {
    const [word, next] = [telling[at], telling[at + 1]];
    if (word === undefined) continue;
    isGivenUp ||= parts.filter(({ meaning }) => meaning === undefined).length >= MISHEARD_AT_MOST;
    if (isGivenUp) break;
    const both = misheardInTwo(word, next, vocabulary);
    if (both !== undefined) at += 1;
    const { isNegated } = word;
    parts.push(...(both ?? saidParts(word.text, vocabulary)).map((part) => ({ ...part, isNegated })));
  }
  return unique(parts);
}

/** "high lites", "root kanal": two words of which one says nothing apart, and together they sound like one. */
function misheardInTwo(
  word: SaidWord,
  next: SaidWord | undefined,
  vocabulary: () => Vocabulary,
): Part[] | undefined {
  if (next === undefined || next.clause !== word.clause) return undefined;
  const both = [word.text, next.text];
  if (both.some((text) => FILLERS.has(text)) || both.every((text) => isKnownWord(text))) return undefined;
  const parts = closestParts(both.join(''), vocabulary(), 'whole');
  return parts?.every(({ certainty }) => certainty >= LIKE_ENOUGH_IN_TWO) === true ? parts : undefined;
}

/** "check up", "blow dry" and "physio therapie" are one word said as two. */
function joined(words: readonly SaidWord[]): SaidWord[] {
  const all: SaidWord[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const [word, next] = [words[at], words[at + 1]];
    if (word === undefined) continue;
    const isOne = next !== undefined && next.clause === word.clause && isOneWord(word.text, next.text);
    if (isOne) at += 1;
    all.push(isOne ? { ...word, text: word.text + next.text } : word);
  }
  return all;
}

/** Not where each of two says something of its own, as in "haar farbe". */
function isOneWord(first: string, second: string): boolean {
  const meaning = meaningOf(first + second);
  if (meaning === undefined) return false;
  const [one, other] = [meaningOf(first), meaningOf(second)];
  return one === undefined || other === undefined || one === meaning || other === meaning;
}

function exactParts(word: string): Part[] {
  return knownParts(word) ?? [unknownPart(word)];
}

function knownParts(word: string): Part[] | undefined {
  if (/^\d+$/.test(word)) return [part(word, `n:${Number(word)}`)];
  const meaning = meaningOf(word);
  if (meaning !== undefined) return [part(word, meaning)];
  return split(word);
}

function saidParts(word: string, vocabulary: () => Vocabulary): Part[] {
  const meaning = meaningOf(word);
  if (meaning !== undefined) return [part(word, meaning)];
  if (FILLERS.has(word)) return [];
  const known = knownParts(word);
  if (known !== undefined) return known;
  return closestParts(word, vocabulary()) ?? [unknownPart(word)];
}

/** Whether a word is one that we know services by. */
export function isKnownWord(word: string): boolean {
  return knownParts(word) !== undefined;
}

/** Whether a word sounds like one of the tenant's services. */
export function isLikeServiceWord(word: string, vocabulary: Vocabulary): boolean {
  return closestParts(word, vocabulary) !== undefined;
}

/** A compound of words that are all known, longest first. */
function split(word: string): Part[] | undefined {
  if (word.length > LONGEST_WORD || word.length < 2 * SHORTEST_PART) return undefined;
  for (let end = word.length - SHORTEST_PART; end >= SHORTEST_PART; end -= 1) {
    const meaning = meaningOfPart(word.slice(0, end));
    if (meaning === undefined) continue;
    const tail = word.slice(end);
    const rest = meaningOfPart(tail);
    const others = rest === undefined ? split(tail) : partOrNothing(tail, rest);
    if (others !== undefined) return [...partOrNothing(word.slice(0, end), meaning), ...others];
  }
  return undefined;
}

function partOrNothing(word: string, meaning: string): Part[] {
  return meaning === NOTHING ? [] : [part(word, meaning)];
}

/** The closest of the whole words, of the meanings, or of the two with one half of a compound known. */
function closestParts(
  word: string,
  vocabulary: Vocabulary,
  extent: 'whole' | 'also_half' = 'also_half',
): Part[] | undefined {
  if (word.length < SHORTEST_PART || word.length > LONGEST_WORD) return undefined;
  const form = wordForm(word);
  const best = { like: LIKE_ENOUGH, parts: undefined as Part[] | undefined };
  const offer = (like: number, parts: () => Part[]) => {
    if (like <= best.like) return;
    best.like = like;
    best.parts = parts().map((one) => ({ ...one, certainty: like }));
  };
  for (const { form: known, parts } of vocabulary.words) offer(likeness(form, known), () => parts);
  for (const { form: known, meaning } of vocabulary.meanings) {
    const like = likeness(form, known);
    // Whom it is for decides on its own: only what sounds the same.
    if (groupOf(meaning) !== 'who' || like >= LIKE_ENOUGH_FOR_WHO)
      offer(like, () => [part(known.word, meaning)]);
  }
  return best.parts ?? (extent === 'whole' ? undefined : halfKnown(word, vocabulary));
}

/** "Härenschnitt": one half is known, the other sounds like a word that is. */
function halfKnown(word: string, vocabulary: Vocabulary): Part[] | undefined {
  for (let at = SHORTEST_PART; at <= word.length - SHORTEST_PART; at += 1) {
    const [head, tail] = [word.slice(0, at), word.slice(at)];
    const before = meaningOfPart(head);
    const after = meaningOfPart(tail);
    const other = before === undefined ? head : tail;
    const known = before ?? after;
    if (known === undefined || (before !== undefined && after !== undefined)) continue;
    if (Math.max(head.length, tail.length) < 4) continue;
    const like = closestMeaning(other, vocabulary);
    if (like === undefined) continue;
    const whole = partOrNothing(before === undefined ? tail : head, known);
    return before === undefined ? [...like, ...whole] : [...whole, ...like];
  }
  return endKnown(word);
}

/** "Hochzeitsfrisur": the end says what it is, the rest what kind of it. */
function endKnown(word: string): Part[] | undefined {
  for (let at = SHORTEST_PART; at <= word.length - SHORTEST_END; at += 1) {
    const [head, tail] = [word.slice(0, at), word.slice(at)];
    const meaning = meaningOfPart(tail);
    if (meaning !== undefined) return [unknownPart(head), ...partOrNothing(tail, meaning)];
  }
  return undefined;
}

function closestMeaning(word: string, vocabulary: Vocabulary): Part[] | undefined {
  const inner = split(word);
  if (inner !== undefined) return inner;
  const form = wordForm(word);
  let best = LIKE_ENOUGH;
  let found: Part | undefined;
  for (const { form: known, meaning } of vocabulary.meanings) {
    const like = likeness(form, known);
    if (like > best) [best, found] = [like, { ...part(known.word, meaning), certainty: like }];
  }
  return found === undefined ? undefined : [found];
}

/** The vocabulary of names, each with its parts. */
export function vocabularyOf(names: readonly string[]): Vocabulary {
  const words = new Set(names.flatMap((name) => joined(nameWords(name)).map(({ text }) => text)));
  const named = [...words]
    .filter((word) => word.length > SHORTEST_PART && !FILLERS.has(word))
    .map((word) => ({ form: wordForm(word), parts: exactParts(word) }));
  const meant = new Set([
    ...named.flatMap(({ parts }) => parts.map(({ meaning }) => meaning)),
    ...Object.keys(MEANINGS).filter((meaning) => meaning.startsWith('who:')),
  ]);
  const meanings = [...meant].flatMap((meaning) =>
    meaning === undefined
      ? []
      : wordsOfMeaning(meaning)
          .filter((word) => word.length > SHORTEST_PART)
          .map((word) => ({ form: formOfKnown(word), meaning })),
  );
  return { words: named, meanings };
}

const FORMS: ReadonlyMap<string, WordForm> = new Map(
  LANGUAGES.flatMap(({ meanings }) => Object.values(meanings).flatMap((words) => words.split(' '))).map(
    (word) => [word, wordForm(word)],
  ),
);

function formOfKnown(word: string): WordForm {
  return FORMS.get(word) ?? wordForm(word);
}

function part(word: string, meaning: string): Part {
  return { word, meaning, weight: weightOf(meaning), certainty: 1, isNegated: false };
}

function unknownPart(word: string): Part {
  return { word, weight: UNKNOWN_WEIGHT, certainty: 1, isNegated: false };
}

function weightOf(meaning: string): number {
  const weights: Readonly<Record<string, number>> = MEANINGS;
  return weights[meaning] ?? 1;
}

/** Each thing once: who says it twice does not mean it more. */
function unique(parts: Part[]): Part[] {
  const all = new Map<string, Part>();
  for (const one of parts) {
    const key = `${one.meaning ?? one.word} ${one.isNegated}`;
    if (!all.has(key)) all.set(key, one);
  }
  return [...all.values()];
}
