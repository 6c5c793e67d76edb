import type { SentenceTable } from '../sentence-table.ts';
import { englishPhrases } from './phrases.ts';
import { englishReasons } from './reasons.ts';

const faults: SentenceTable['faults'] = {
  upstream_unavailable:
    "I'm sorry, I'm not getting an answer from the calendar right now. Shall I try again or note down a callback for you?",
  upstream_failed:
    'That did not work in the calendar just now. Shall I try again or note down a callback for you?',
  upstream_rejected:
    "I'm sorry, I can't do that in the calendar right now. Shall I note down a callback for you?",
  upstream_unsent:
    "I'm sorry, I can't get through to the calendar right now. Shall I try again or note down a callback for you?",
  outcome_unknown:
    "I can't say for certain yet whether that went through, it is being checked. Shall I note down a callback for you?",
  store_unavailable:
    "I'm sorry, I can't look that up right now. Shall I try again or note down a callback for you?",
  budget_spent:
    "I'm sorry, this is taking longer than usual. Shall I try again or note down a callback for you?",
  unreadable_request: "I'm sorry, I didn't get that right. Could you say it once more, please?",
  unknown_function:
    "I'm sorry, that's something I can't do for you here. Shall I note down a callback for you?",
  unknown_tenant: "I'm sorry, I can't handle appointments on this number right now. Please try again later.",
  internal:
    "I'm sorry, I can't get any further with that right now. Shall I try again or note down a callback for you?",
};

export const englishSentences: SentenceTable = {
  phrases: englishPhrases,
  reasons: englishReasons,
  faults,
  pending: "One more moment, please, I'm still working on it.",
  staleWarning: 'What I have here may not be quite up to date.',
  callbackOffer: {
    alone: 'Shall I note down a callback for you?',
    afterQuestion: 'Or shall I note down a callback for you?',
  },
};
