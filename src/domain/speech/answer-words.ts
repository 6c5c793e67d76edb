/** What a word does to an answer. `stop` is a no that a negation turns round; `agreeing` words are no yes alone. */
export type AnswerMark = 'yes' | 'no' | 'stop' | 'not' | 'agreeing' | 'filler';

/** The words of one language in which a caller says yes or no; lower case, with apostrophes. */
export interface AnswerWords {
  words: Record<AnswerMark, string>;
  /** Turns of phrase that mean another thing than their words one by one; tried in this order. */
  idioms: readonly (readonly [RegExp, AnswerMark[]])[];
}
