import type { Language } from '../../platform/language.ts';
import { GERMAN_CLAIMS } from '../languages/de/claim-words.ts';
import { ENGLISH_CLAIMS } from '../languages/en/claim-words.ts';
import type { ClaimedDeed, ClaimWords } from './claim-words.ts';
import { readMoment } from './read-moment.ts';
import { readingsOf } from './reading.ts';
import type { SpeechContext } from './reading.ts';

/** What an agent told a caller to have been done. */
export interface Claim {
  deed: ClaimedDeed;
  /** Told as how things stand ("it is booked"), which may be true of something that was done before. */
  isState: boolean;
  /** What the day and the time that were told can mean; empty where none was told. YYYY-MM-DD and HH:MM. */
  when: ClaimedTime[];
}

export interface ClaimedTime {
  date?: string;
  time?: string;
}

const BY_LANGUAGE: Record<Language, ClaimWords> = { de: GERMAN_CLAIMS, en: ENGLISH_CLAIMS };
/** Of all languages at once: an agent answers in the caller's. */
const ALL_WORDS = Object.values(BY_LANGUAGE);
const CLAUSE_END = /[,;!?]|[:.](?!\d)| (?:und|aber|and|but) /;
const LAST_CLAUSE = /(?:[^,;:.!?]|[:.](?=\d))*$/;

/** A participle of a deed in a sentence, as a claim, as its denial, or as neither. */
interface Told {
  deed: ClaimedDeed;
  start: number;
  end: number;
  as: 'claim' | 'state' | 'denial' | 'nothing';
}

/**
 * The deeds that an agent has told of as done in what it said, in that order. Offers, questions, conditions,
 * intentions and requests that were passed on are none; a deed that is denied later takes back what was told of it
 * before. What is not certain to be a claim is left out: a wrong one calls a person to a call that was in order.
 */
export function readClaims(utterances: readonly string[], context: SpeechContext): Claim[] {
  let claims: Claim[] = [];
  for (const sentence of utterances.flatMap(sentencesOf)) {
    for (const words of ALL_WORDS) {
      const statement = statementOf(sentence, words);
      if (statement === undefined) continue;
      const told = deedsTold(statement, words);
      for (const [place, one] of told.entries()) {
        if (one.as === 'denial') claims = claims.filter(({ deed }) => deed !== one.deed);
        if (one.as !== 'claim' && one.as !== 'state') continue;
        const stretch = stretchOf(statement, told, place, words);
        claims.push({
          deed: one.deed,
          isState: one.as === 'state',
          when: readWhen(stretch, one, words, context),
        });
      }
      const failed = words.failures.filter(({ pattern }) => pattern.test(statement));
      claims = claims.filter(({ deed }) => !failed.some((failure) => failure.deed === deed));
    }
  }
  return claims;
}

function sentencesOf(utterance: string): string[] {
  const sentences: string[] = [];
  for (const piece of utterance.normalize('NFC').split(/(?<=[.!?])\s+|\n+/)) {
    const last = sentences.at(-1);
    const goesOn =
      last !== undefined &&
      ALL_WORDS.some(({ continued }) =>
        continued.some(({ before, after }) => before.test(last) && after.test(piece)),
      );
    if (goesOn) sentences[sentences.length - 1] = `${last} ${piece}`;
    else sentences.push(piece);
  }
  return sentences.map((sentence) =>
    sentence
      .toLowerCase()
      .replaceAll(/[’‘`´]/g, "'")
      .replaceAll(/["„“”*]/g, '')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  );
}

/** The sentence without a further question behind it; nothing where the whole is a question. */
function statementOf(sentence: string, words: ClaimWords): string | undefined {
  if (!sentence.includes('?')) return sentence;
  const statement = sentence.replace(words.furtherQuestion, '');
  return statement.includes('?') ? undefined : statement;
}

function deedsTold(statement: string, words: ClaimWords): Told[] {
  const told = words.participles.flatMap(({ deed, pattern, isState }) =>
    [...statement.matchAll(new RegExp(pattern, 'g'))].map((match) => {
      const start = match.index;
      const end = start + match[0].length;
      const as = judge(statement, { deed, start, end }, words);
      return { deed, start, end, as: as === 'claim' && isState === true ? 'state' : as } satisfies Told;
    }),
  );
  return told.toSorted((a, b) => a.start - b.start);
}

function judge(statement: string, at: Omit<Told, 'as'>, words: ClaimWords): Told['as'] {
  const behind = statement.slice(at.end);
  const before = statement.slice(0, at.start);
  if (words.behind.test(behind) || words.conditional.test(before)) return 'nothing';
  const opening = lastOpening(before, at.deed, words);
  if (opening === undefined) {
    const isAlone = words.alone.before.test(before) && words.alone.behind.test(behind);
    return isAlone && !isAboutOthers(statement, words) ? 'state' : 'nothing';
  }
  const lead = LAST_CLAUSE.exec(before.slice(0, opening.start))?.[0] ?? '';
  const between = before.slice(opening.end);
  if (words.negation.test(before.slice(opening.start))) return 'denial';
  if (words.unreal.test(lead) || words.between.broken.test(between)) return 'nothing';
  if (!words.between.allowed.test(between)) return 'nothing';
  const rest = behind.split(CLAUSE_END, 1)[0] ?? '';
  if (
    isAboutOthers(`${lead}${before.slice(opening.start)}${statement.slice(at.start, at.end)}${rest}`, words)
  ) {
    return 'nothing';
  }
  return opening.isState ? 'state' : 'claim';
}

function isAboutOthers(clause: string, words: ClaimWords): boolean {
  return words.others.test(clause);
}

/** The opening nearest to the participle; of several that end there the one that says most. */
function lastOpening(
  before: string,
  deed: ClaimedDeed,
  words: ClaimWords,
): { start: number; end: number; isState: boolean } | undefined {
  const found = words.openings
    .filter(({ deeds }) => deeds === undefined || deeds.includes(deed))
    .flatMap(({ pattern, isState }) =>
      [...before.matchAll(new RegExp(pattern, 'g'))].map((match) => ({
        start: match.index,
        end: match.index + match[0].length,
        isState,
      })),
    );
  return found.toSorted((a, b) => b.end - a.end || a.start - b.start)[0];
}

/** The part of the statement that tells when: up to the neighbouring deeds, and without what is said beside. */
function stretchOf(statement: string, told: Told[], place: number, words: ClaimWords): string {
  const [before, after] = [told[place - 1], told[place + 1]];
  const own = told[place];
  if (own === undefined) return '';
  const from = before === undefined ? 0 : words.isMomentFirst ? before.end : own.start;
  const until = after === undefined ? statement.length : words.isMomentFirst ? own.end : after.start;
  const tail = statement.slice(own.end, Math.max(own.end, until)).replace(words.aside, '');
  // Without the participle: "the booked Tuesday" would be taken for something said beside.
  return `${statement.slice(from, own.start)} ${tail}`
    .replaceAll(new RegExp(words.timeless, 'g'), ' ')
    .replace(/[.!]+$/, '');
}

function readWhen(stretch: string, { deed }: Told, words: ClaimWords, context: SpeechContext): ClaimedTime[] {
  if (deed !== 'moved') return timesIn(stretch, context);
  const marks = [...stretch.matchAll(new RegExp(words.target, 'g'))];
  const last = marks.at(-1);
  if (last !== undefined) return timesIn(stretch.slice(last.index + last[0].length), context);
  // "It is moved: Thursday at three" tells the new time behind the colon; anything else may be the old one.
  const colon = stretch.indexOf(':');
  return colon === -1 ? [] : timesIn(stretch.slice(colon + 1), context);
}

function timesIn(text: string, context: SpeechContext): ClaimedTime[] {
  return readingsOf(readMoment(text, context)).flatMap(({ kind, date, time, untilDate }) => {
    if (kind === 'at')
      return [{ ...(date === undefined ? {} : { date }), ...(time === undefined ? {} : { time }) }];
    return date === undefined || untilDate !== undefined ? [] : [{ date }];
  });
}
