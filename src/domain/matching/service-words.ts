import type { Meaning } from './meanings.ts';

/**
 * What one language knows of services and the people who do them. All words are folded (`foldText`) and parted by
 * spaces; rewrites run over folded text.
 */
export interface ServiceWords {
  meanings: Record<Meaning, string>;
  /** Words that say nothing of which service is meant. */
  fillers: string;
  /** Parts of a compound that say nothing ("-termin"). */
  fillerParts: string;
  /** Said of what is not wanted, up to the end of the clause. */
  negators: string;
  /** End what a negator covers ("sondern"). */
  contrasts: string;
  titles: string;
  /** Stand before a person ("bei", "with"); the first are said of hardly anything else. */
  beforePerson: { surely: string; maybe: string };
  /** Stand before somebody who comes, not somebody who is come to ("für", "my name is"). */
  beforeCaller: string;
  /** Whoever it is will do. */
  anybody: readonly RegExp[];
  /** In order. `~` takes back all that was said before it. */
  rewrites: readonly (readonly [RegExp, string])[];
  /** The word without its ending. */
  stem: (word: string) => string;
  /** The word as it is heard: one spelling for all ways to write a sound. */
  heard: (word: string) => string;
  /** A coarse key of its consonants, equal for words that are easily taken for each other. */
  soundKey: (word: string) => string;
}
