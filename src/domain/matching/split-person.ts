import {
  BEFORE_CALLER,
  FILLERS,
  MAYBE_BEFORE_PERSON,
  NEGATORS,
  SURELY_BEFORE_PERSON,
  TITLES,
} from './known-words.ts';
import { isKnownWord, isLikeServiceWord, vocabularyOf } from './read-parts.ts';
import { ANYBODY, saidOfPeople } from './said-words.ts';
import type { SaidWord } from './said-words.ts';
import { staffNames } from './staff-names.ts';
import type { StaffNames } from './staff-names.ts';

const LIKE_AFTER_PREPOSITION = 0.75;
const LIKE_ALONE = 0.95;
const MOST_BETWEEN = 3;
const NEGATOR_WITHIN = 2;

interface People extends StaffNames {
  /** Whether a word sounds like one of the services. */
  isService: (word: string) => boolean;
}

/**
 * Parts "Herrenschnitt bei der Anna" into the service and the person. `staff` is absent where nobody is spoken of;
 * somebody unknown counts only behind words that stand before people ("bei Zoe", "with Dr. Smith").
 */
export function splitPerson(
  text: string,
  staff: readonly { name: string }[],
  names: readonly string[],
): { service: string; staff?: string } {
  const words = saidOfPeople(text);
  let vocabulary: ReturnType<typeof vocabularyOf> | undefined;
  const tenant: People = {
    ...staffNames(staff),
    isService: (word) => isLikeServiceWord(word, (vocabulary ??= vocabularyOf(names))),
  };
  const taken = new Set<number>();
  for (let at = 0; at < words.length; at += 1) {
    if (taken.has(at)) continue;
    const mention = mentionAt(words, at, tenant);
    if (mention === undefined) continue;
    for (let index = mention.from; index < mention.until; index += 1) taken.add(index);
  }
  const isOfPeople = (word: SaidWord, at: number) => taken.has(at) || word.text === ANYBODY;
  if (!words.some(isOfPeople)) return { service: text };
  const service = spoken(words.filter((word, at) => !isOfPeople(word, at)));
  return taken.size === 0
    ? { service }
    : { service, staff: spoken(words.filter((_word, at) => taken.has(at))) };
}

function spoken(words: SaidWord[]): string {
  return words
    .map(({ text, clause }, at) => (at > 0 && words[at - 1]?.clause !== clause ? `, ${text}` : text))
    .join(' ');
}

/** The words from `at` on that speak of a person, the negator before them included. */
function mentionAt(
  words: SaidWord[],
  at: number,
  tenant: People,
): { from: number; until: number } | undefined {
  const first = words[at]?.text ?? '';
  const isLed = SURELY_BEFORE_PERSON.has(first) || MAYBE_BEFORE_PERSON.has(first) || TITLES.has(first);
  const nameAt = isLed ? nextName(words, at) : at;
  const name = words[nameAt];
  if (name === undefined || FILLERS.has(name.text) || NEGATORS.has(name.text)) return undefined;
  if (!isLed && BEFORE_CALLER.has(words[at - 1]?.text ?? '')) return undefined;
  if (isKnownWord(name.text) && !tenant.isNamed(name.text)) return undefined;
  if (tenant.likeness(name.text) < (isLed ? LIKE_AFTER_PREPOSITION : LIKE_ALONE)) {
    const lead = words.slice(at, nameAt);
    const isSure = lead.some(({ text }) => SURELY_BEFORE_PERSON.has(text) || TITLES.has(text));
    if (!isSure || tenant.isService(name.text)) return undefined;
  }
  return { from: negatorBefore(words, at), until: endOfName(words, nameAt, tenant) };
}

/** Behind "bei der", "with our", "zu Frau Doktor". */
function nextName(words: SaidWord[], at: number): number {
  let next = at + 1;
  while (next - at <= MOST_BETWEEN) {
    const { text = '', clause } = words[next] ?? {};
    if (clause !== words[at]?.clause || !(FILLERS.has(text) || TITLES.has(text))) break;
    next += 1;
  }
  return words[next]?.clause === words[at]?.clause ? next : words.length;
}

function endOfName(words: SaidWord[], nameAt: number, tenant: People): number {
  const next = words[nameAt + 1];
  const isMore =
    next !== undefined &&
    next.clause === words[nameAt]?.clause &&
    !FILLERS.has(next.text) &&
    !isKnownWord(next.text) &&
    tenant.likeness(next.text) >= LIKE_AFTER_PREPOSITION;
  return nameAt + (isMore ? 2 : 1);
}

function negatorBefore(words: SaidWord[], at: number): number {
  for (let before = at - 1; before >= Math.max(0, at - NEGATOR_WITHIN); before -= 1) {
    const word = words[before];
    if (word?.clause !== words[at]?.clause) break;
    if (word !== undefined && NEGATORS.has(word.text)) return before;
  }
  return at;
}
