import type { Language } from '../platform/language.ts';
import type { Fault, FaultCode } from '../platform/fault.ts';
import type { Refusal } from '../platform/outcome.ts';
import type { Ran } from './define-function.ts';
import { offersCallback, speakFault, speakOutcome, speakPending } from './sentences.ts';

/** What goes back to the agent: a flat JSON object with a sentence ready to speak (design of the answers). */
export interface Answer {
  success: boolean;
  message: string;
  [field: string]: unknown;
}

export interface Judged {
  answer: Answer;
  result: 'done' | 'refused' | 'pending' | 'failed';
  /** The reason of a refusal or the code of a fault. */
  why?: string;
}

const CALLBACK = 'callback_request';
/** Retell cuts a result behind 15,000 characters, which would leave broken JSON; the rest is for the envelope. */
const MOST_CHARACTERS = 14_000;
/** Nothing is known of the caller or of the business: the sentence asks again or ends, it offers no callback. */
const NOBODY_TO_CALL_BACK: ReadonlySet<FaultCode> = new Set(['unreadable_request', 'unknown_tenant']);

export function answerRan({ outcome, fields }: Ran, language: Language, today: string): Judged {
  const message = speakOutcome(outcome, language, today);
  if (outcome.kind === 'done') {
    const warning = outcome.stale === true ? { warning: 'stale_data' } : {};
    const answer = { success: true, message, ...fields(message), ...warning };
    return { answer: withinLimit(answer), result: 'done' };
  }
  return {
    answer: {
      success: false,
      message,
      reason: outcome.reason,
      ...alternativesOf(outcome),
      ...(offersCallback(outcome) ? { fallback: CALLBACK } : {}),
    },
    result: 'refused',
    why: outcome.reason,
  };
}

/** A fault tells the caller only that it does not work right now, and offers a callback. */
export function answerFault(fault: Fault, language: Language): Judged {
  const message = speakFault(fault.code, language);
  return {
    answer: {
      success: false,
      message,
      reason: 'unavailable',
      ...(NOBODY_TO_CALL_BACK.has(fault.code) ? {} : { fallback: CALLBACK }),
    },
    result: 'failed',
    why: fault.code,
  };
}

/** A deed that outlives its answer: not a success yet, and to be asked again. */
export function answerPending(language: Language): Judged {
  return { answer: { success: false, pending: true, message: speakPending(language) }, result: 'pending' };
}

function alternativesOf(refusal: Refusal): Record<string, unknown> {
  return 'alternatives' in refusal.facts ? { alternatives: refusal.facts.alternatives } : {};
}

/** The answer with its longest list halved until all of it fits; the head of a list is what is spoken. */
function withinLimit(answer: Answer): Answer {
  if (JSON.stringify(answer).length <= MOST_CHARACTERS) return answer;
  const lists = Object.entries(answer).flatMap(([field, value]) =>
    Array.isArray(value) && value.length > 0
      ? [{ field, list: value, size: JSON.stringify(value).length }]
      : [],
  );
  const [longest] = lists.toSorted((a, b) => b.size - a.size);
  if (longest === undefined) return { success: answer.success, message: answer.message };
  return withinLimit({
    ...answer,
    [longest.field]: longest.list.slice(0, Math.floor(longest.list.length / 2)),
  });
}
