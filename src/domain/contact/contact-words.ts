/** A sign of an address that is said as a word. */
export type SpokenSign = '@' | '.' | '-' | '_' | '+';

/**
 * The words of one language in which names, numbers and addresses are said. All words are folded (`foldText`), lists
 * are words with single spaces. Every reader knows the words of all languages at once: callers mix them.
 */
export interface ContactWords {
  /** Digit to its words. */
  digits: Record<string, string>;
  /** Words that are a digit only behind other digits, since they open sentences as well ("oh", "ein"). */
  weakDigits: Record<string, string>;
  /** The value of one word for a number from 10 up ("einundzwanzig", "twenty-one"; a hyphen is kept). */
  number(word: string): number | undefined;
  /** Words that make hundreds and thousands of the number in front of them. */
  hundred: string;
  thousand: string;
  /** Digits that make one number with the tens behind "and" ("ein und zwanzig"): the word for "and" and the digits. */
  unitAndTens: { and: string; units: string };
  /** Tens that make one number with the digit behind them ("twenty one"). */
  tensBeforeUnit: string;
  /** How often the digit or letter behind the word is meant: 2 to "doppel". */
  repeats: Record<number, string>;
  /** "drei MAL die fünf". */
  times: string;
  plus: string;
  /** Said around and between the digits of a number, without meaning there. */
  phoneFillers: string;

  signs: Record<SpokenSign, string>;
  /** Several words for one sign, and other turns of phrase in an address, each with the words it stands for. */
  addressPhrases: readonly (readonly [RegExp, string])[];
  /** Words that are also written with hyphens, which are no signs there ("E-Mail", "x-ray"). */
  hyphenated: string;
  /** What stands in front of an address; folded text, from its beginning. */
  addressOpening: RegExp;
  /** Said about the writing of an address: it is all one word. */
  together: RegExp;
  /** Said about the writing of an address, without meaning: addresses have no capitals. */
  addressFillers: RegExp;

  /** Letter to its name ("em"), where it has one of several letters. */
  letterNames: Record<string, string>;
  /** Letters to the words that stand for them in spelling alphabets. */
  spelling: Record<string, string>;
  /** Between a letter and a word that begins with it: "M WIE Martha". */
  asIn: RegExp;
  /** "doppel", and words that are a doubled letter themselves ("doppelt" is heard for "doppel t"). */
  double: string;
  doubled: Record<string, string>;
  /** In front of letters that a word before has: "Hanna MIT doppel n". */
  hint: string;

  /** Says that there is nothing to give ("keine", "hab ich nicht"): words that deny, and what may stand beside them. */
  nothing: { denials: string; company: string };
  /** Says that the number of this call is meant: words that point at it, and what may stand beside them. */
  ownNumber: { pointers: string; company: string };

  /** In front of a name, from its beginning: tried again and again. Matches the text as it was said, any case. */
  nameOpenings: readonly RegExp[];
  /** Words about a name within it ("Nachname", "buchstabiert"). */
  nameLabels: RegExp;
  /** Behind a name, up to its end. */
  nameEndings: readonly RegExp[];
  /** Forms of address that are no part of the name. */
  salutations: string;
  /** Words that are no name, alone or with one another. */
  noNames: string;
  /** Words of sentences; a single one may be a family name ("Weiß", "Morgen"). */
  sentenceWords: string;
  /** Joins two parts of a name when said: "Bindestrich". */
  nameHyphen: string;
}
