import type { FaultCode } from '../platform/fault.ts';
import type { Language } from '../platform/language.ts';
import type { Outcome, Phrase, PhraseFacts, Reason, ReasonFacts, Refusal } from '../platform/outcome.ts';
import { germanSentences } from '../domain/languages/de/sentences.ts';
import { englishSentences } from '../domain/languages/en/sentences.ts';
import type { SentenceTable, SpokenNow } from '../domain/languages/sentence-table.ts';

const TABLES: Record<Language, SentenceTable> = { de: germanSentences, en: englishSentences };

/** Where a person is the only way on: these offer a callback even when the refusal does not ask for it. */
const ONLY_A_PERSON_HELPS: ReadonlySet<Reason> = new Set<Reason>([
  'calendar_unreachable',
  'calendar_refuses',
  'change_not_allowed',
  'booking_limit_of_caller',
  'too_late_to_cancel',
  'too_late_to_reschedule',
  'no_cancelling_here',
  'no_rescheduling_here',
  'no_change_here',
  'identity_ended',
  'number_withheld',
]);

/**
 * What the agent says of an outcome: one or two sentences ready to speak (ASK-08), before them the warning of a stale
 * copy (ASK-68), after them the offer of a callback (ASK-69). `today` is YYYY-MM-DD in the tenant's zone.
 */
export function speakOutcome(outcome: Outcome, language: Language, today: string): string {
  const table = TABLES[language];
  const now = { today };
  if (outcome.kind === 'done') {
    const { askedBefore = false } = outcome;
    const { saying } = outcome;
    const said =
      'phrase' in saying
        ? phraseSentence(table, saying, { today, askedBefore })
        : reasonSentence(table, saying, now);
    return outcome.stale === true ? `${table.staleWarning} ${said}` : said;
  }
  const said = reasonSentence(table, outcome, now);
  return offersCallback(outcome) ? withOffer(said, table.callbackOffer) : said;
}

/**
 * True where the sentence of a refusal offers a callback, as the answer's `fallback` has to (ASK-69): also where no
 * proof that could be said would do.
 */
export function offersCallback(refusal: Refusal): boolean {
  return (
    refusal.offerCallback === true ||
    ONLY_A_PERSON_HELPS.has(refusal.reason) ||
    ('accepted' in refusal.facts && refusal.facts.accepted.length === 0)
  );
}

/** What a caller hears when something broke: never why. */
export function speakFault(code: FaultCode, language: Language): string {
  return TABLES[language].faults[code];
}

/** What a caller hears while a write goes on beyond its budget. */
export function speakPending(language: Language): string {
  return TABLES[language].pending;
}

function withOffer(said: string, offer: SentenceTable['callbackOffer']): string {
  return `${said} ${said.endsWith('?') ? offer.afterQuestion : offer.alone}`;
}

function phraseSentence<P extends Phrase>(
  { phrases }: SentenceTable,
  { phrase, facts }: { phrase: P; facts: PhraseFacts[P] },
  now: SpokenNow,
): string {
  return phrases[phrase](facts, now);
}

function reasonSentence<R extends Reason>(
  { reasons }: SentenceTable,
  { reason, facts }: { reason: R; facts: ReasonFacts[R] },
  now: SpokenNow,
): string {
  return reasons[reason](facts, now);
}
