/** What an agent tells a caller to have been done with an appointment. */
export type ClaimedDeed = 'booked' | 'cancelled' | 'moved';

/** How one language tells that something was done; lower case, with straight apostrophes. Patterns have no state. */
export interface ClaimWords {
  /** `isState`: the word tells how things stand, whatever stands before it. */
  participles: readonly { deed: ClaimedDeed; pattern: RegExp; isState?: true }[];
  /** What a participle belongs to: somebody who did it, or something that stands so. `deeds`: only for these. */
  openings: readonly { pattern: RegExp; isState: boolean; deeds?: readonly ClaimedDeed[] }[];
  /** What may stand between an opening and its participle, and what may not. */
  between: { allowed: RegExp; broken: RegExp };
  /** A participle alone at the start of a sentence: what may come before it and right behind it. */
  alone: { before: RegExp; behind: RegExp };
  /** Between opening and participle: it was not done. */
  negation: RegExp;
  /** Said of a deed that did not succeed. */
  failures: readonly { deed: ClaimedDeed; pattern: RegExp }[];
  /** Before the opening, in its clause: conditions, thoughts and questions. */
  unreal: RegExp;
  /** Anywhere before the participle: it depends on something. */
  conditional: RegExp;
  /** Right behind the participle: it belongs to something else. */
  behind: RegExp;
  /** Anywhere in the clause: it is about something else than the caller's appointment. */
  others: RegExp;
  /** A further question behind the claim, in the same sentence. */
  furtherQuestion: RegExp;
  /** Ends the stretch of a sentence in which the day and time of the deed are told. */
  aside: RegExp;
  /** Names of people, which may sound like days, and words for now: no part of the time of a deed. */
  timeless: RegExp;
  /** Before the time that something was moved to. */
  target: RegExp;
  /** A full stop ends no sentence where it stands behind and before these; in their own case. */
  continued: readonly { before: RegExp; after: RegExp }[];
  /** Day and time stand before the participle ("am Dienstag gebucht") rather than behind it. */
  isMomentFirst: boolean;
}
