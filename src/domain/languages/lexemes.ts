/** Turns lexeme -> "word word word" into word -> lexeme pairs. */
export function lexemes(table: Record<string, string>): [string, string][] {
  return Object.entries(table).flatMap(([lexeme, words]) =>
    words.split(' ').map((word): [string, string] => [word, lexeme]),
  );
}
