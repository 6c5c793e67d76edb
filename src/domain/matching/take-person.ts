import { foldText } from '../fold-text.ts';
import {
  BEFORE_CALLER,
  FILLERS,
  MAYBE_BEFORE_PERSON,
  NEGATORS,
  SURELY_BEFORE_PERSON,
  TITLES,
} from './known-words.ts';
import { staffNames } from './staff-names.ts';
import type { StaffNames } from './staff-names.ts';

const LIKE_SURELY = 0.85;
const LIKE_MAYBE = 0.95;
const MOST_BETWEEN = 3;

interface Word {
  text: string;
  from: number;
  until: number;
  /** Nothing but spaces, or the full stop of a title, stands between this word and the one before. */
  isNext: boolean;
}

interface Names extends StaffNames {
  /** Whether a word is one that days and times are said with, as "May" is. */
  isMoment: (word: string) => boolean;
}

/**
 * Takes out of what was said of a day or a time who is to do it (ASK-12): "Dienstag bei der Anna" is "Dienstag" and
 * "bei der Anna". All else stays as it was said, and so does the name of somebody who is not of the `staff`.
 */
export function takePerson(
  text: string,
  staff: readonly { name: string }[],
  isMoment: (word: string) => boolean,
): { rest: string; staff?: string } {
  const names: Names = { ...staffNames(staff), isMoment };
  const words = wordsIn(text);
  for (let at = 0; at < words.length; at += 1) {
    const found = mentionAt(words, at, names);
    if (found === undefined) continue;
    const rest = `${text.slice(0, found.from)} ${text.slice(found.until)}`;
    return { rest: rest.replace(/\s+/g, ' ').trim(), staff: text.slice(found.from, found.until) };
  }
  return { rest: text };
}

function wordsIn(text: string): Word[] {
  let end = 0;
  return [...text.matchAll(/\p{L}+/gu)].map(({ 0: word, index }) => {
    const isNext = /^(?:\s+|\.\s*)$/.test(text.slice(end, index));
    end = index + word.length;
    return { text: foldText(word), from: index, until: end, isNext };
  });
}

/** Where the mention that begins with the word at `at` stands in the text, a negator before it included. */
function mentionAt(words: Word[], at: number, names: Names): { from: number; until: number } | undefined {
  const first = words[at];
  if (first === undefined) return undefined;
  const isSure = SURELY_BEFORE_PERSON.has(first.text) || TITLES.has(first.text);
  const isLed = isSure || MAYBE_BEFORE_PERSON.has(first.text);
  const nameAt = isLed ? nextName(words, at, names) : at;
  if (nameAt === undefined || !isName(words, at, nameAt, isSure, names)) return undefined;
  const before = words[at - 1];
  const isRefused = first.isNext && before !== undefined && NEGATORS.has(before.text);
  return { from: isRefused ? before.from : first.from, until: endOfNames(words, nameAt, names) };
}

/** A name that is a word of speech as well, such as "Will" or "May", counts right behind what stands before people. */
function isName(words: Word[], at: number, nameAt: number, isSure: boolean, names: Names): boolean {
  const name = words[nameAt]?.text ?? '';
  const before = words[nameAt - 1]?.text ?? '';
  const isLed = nameAt > at;
  if (isLed ? names.likeness(name) < (isSure ? LIKE_SURELY : LIKE_MAYBE) : !names.isNamed(name)) return false;
  if (!isLed && (BEFORE_CALLER.has(before) || TITLES.has(name))) return false;
  if (!FILLERS.has(name) && !names.isMoment(name)) return true;
  return isSure && names.isNamed(name) && (nameAt === at + 1 || TITLES.has(before));
}

/** Behind "bei der", "with our", "zu Frau Doktor". */
function nextName(words: Word[], at: number, names: Names): number | undefined {
  for (let next = at + 1; next <= at + 1 + MOST_BETWEEN; next += 1) {
    const word = words[next];
    if (word?.isNext !== true) return undefined;
    if (TITLES.has(word.text)) continue;
    if (!FILLERS.has(word.text) || names.isNamed(word.text)) return next;
  }
  return undefined;
}

/** A last name belongs to it, and so does another name: "bei Anna Berger oder Ben". */
function endOfNames(words: Word[], nameAt: number, names: Names): number {
  let last = nameAt;
  for (let next = nameAt + 1; words[next]?.isNext === true; next += 1) {
    const { text = '' } = words[next] ?? {};
    const isMore = !FILLERS.has(text) && names.likeness(text) >= LIKE_SURELY && !names.isMoment(text);
    if (isMore) last = next;
    else if (next - last > 1 || !(FILLERS.has(text) || TITLES.has(text)) || names.isMoment(text)) break;
  }
  return words[last]?.until ?? 0;
}
