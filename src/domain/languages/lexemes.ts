/** Turns lexeme -> "word word word" into word -> lexeme pairs. */
export function lexemes(table: Record<string, string>): [string, string][] {
  return Object.entries(table).flatMap(([lexeme, words]) =>
    words.split(' ').map((word): [string, string] => [word, lexeme]),
  );
}

/** The words of each region of a language: all of them, with what some of them mean there. */
export function byRegion(
  words: readonly [string, string][],
  regions: Record<string, Record<string, string>>,
): ReadonlyMap<string, ReadonlyMap<string, string>> {
  return new Map(
    Object.entries(regions).map(([region, table]) => [region, new Map([...words, ...lexemes(table)])]),
  );
}

/** "Not before December", "frühestens im Dezember": the month's start and end, for a lexicon's `context`. */
export const MONTH_BOUNDS: readonly (readonly [RegExp, string])[] = [
  [/ earliest(?: (?:in|the))* (?=(?:next )?M\d+ (?!(?:the )?[OP]?\d{1,2} ))/g, ' from '],
  [/ latest(?: (?:in|the))* (?=(?:next )?M\d+ (?!(?:the )?[OP]?\d{1,2} ))/g, ' until '],
];
