import type { FaultCode } from '../../platform/fault.ts';
import type { PhraseFacts, ReasonFacts } from '../../platform/outcome.ts';

/** `today` YYYY-MM-DD in the tenant's zone: the year is said only where it is another one. */
export interface SpokenNow {
  today: string;
  /** The call has asked the same before: where there is something to take, it is asked whether to take it. */
  askedBefore?: boolean;
}

/** One sentence, or two, for each kind of fact: a kind without its sentence does not compile. */
type Sentences<Facts> = { [Kind in keyof Facts]: (facts: Facts[Kind], now: SpokenNow) => string };

/** All that one language says to a caller. Every text starts with a capital and ends as a sentence. */
export interface SentenceTable {
  phrases: Sentences<PhraseFacts>;
  reasons: Sentences<ReasonFacts>;
  /** Says neither what broke nor that something did or did not happen, unless the code settles it. */
  faults: Record<FaultCode, string>;
  /** A write is still going on. */
  pending: string;
  /** Said before availability that comes from a stale copy (ASK-68). */
  staleWarning: string;
  /** The offer of a callback (ASK-69), by itself or following a question. */
  callbackOffer: { alone: string; afterQuestion: string };
}
