/**
 * What one language says around days and times to keep to some and to leave others out. Texts are sources of regular
 * expressions over folded text (lower case ASCII), without groups of their own; whole words.
 */
export interface PreferenceWords {
  /** Weekdays as a habit, every such day ("montags"): folded word to 1 Monday .. 7 Sunday. */
  habitual: Readonly<Record<string, number>>;
  only: string;
  every: string;
  /** What comes next is refused; where nothing does, what came before in the same breath. */
  not: string;
  /** What comes next is refused, and nothing else. */
  except: string;
  /** Behind "without" only what stands directly there is refused: it is said of many other things. */
  without: string;
  /** What may stand behind `not` at the end ("passt nicht so gut"). */
  notEnd: string;
  /** The next day or time is another choice: "wenn nicht, dann Mittwoch". */
  ifNot: string;
  /** Says nothing beside what was said. */
  idle: string;
  /** Behind `not` it makes a bound ("nicht vor zehn"), in front of it a double negation ("nicht nur"). */
  notRefused: string;
  /** Begins another thought: what is refused ends here. */
  turn: string;
  /** Before `not` it begins another thought. */
  and: string;
  or: string;
  /** Stand between weekdays that are listed, and before them. */
  between: string;
  workdays: string;
  /** Every weekend; a single one is a day like others. */
  weekends: string;
  weekend: string;
  anyDay: string;
  anyTime: string;
  soonest: string;
  /** A time near the one named will do. */
  about: string;
  /** Begins a bound on the time of day. */
  bound: string;
  /** Shows that a clock time was meant, even where none was understood. */
  clock: string;
  /** Put before a lone number, it becomes a time. */
  atTime: string;
  /** The time or the day of the appointment that is being moved. */
  sameTime: string;
  sameDay: string;
  /** The day after, and before, that of the appointment that is being moved; all of the text. */
  dayAfter: string;
  dayBefore: string;
  /** Stands in the place of a day where all that was offered is turned down; all of the text. */
  otherTimes: string;
  later: string;
  earlier: string;
  /** Minutes of the spans that are one word or two. */
  spans: readonly (readonly [string, number])[];
  /** "Um" eine Stunde, "by" an hour. */
  byAmount: string;
  /** Questions that ask for what they seem to refuse: what is to be read instead. */
  asks: readonly (readonly [RegExp, string])[];
}
