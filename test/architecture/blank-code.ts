/** What a regular expression may follow; behind anything else a slash divides. */
const BEFORE_PATTERN = /(?:^|[(,=:[!&|?{};+\-*%<>~^]|\b(?:return|typeof|case|in|of|void|await))\s*$/;

/**
 * The same text with its comments replaced by spaces, and with `literals: 'blank'` also what stands inside strings,
 * templates (not their `${...}`) and regular expressions, so that a word in prose is not taken for code.
 * Every remaining character keeps its place.
 */
export function blankCode(text: string, literals: 'keep' | 'blank'): string {
  const out = text.split('');

  function blank(from: number, until: number): void {
    for (let at = from; at < until; at += 1) if (out[at] !== '\n') out[at] = ' ';
  }

  function blankLiteral(from: number, until: number): void {
    if (literals === 'blank') blank(from, until);
  }

  /** From behind an opening quote to the closing one; a string ends at its line's end at the latest. */
  function endOfQuoted(from: number, quote: string): number {
    let at = from;
    while (at < text.length && text[at] !== quote && text[at] !== '\n') at += text[at] === '\\' ? 2 : 1;
    return at;
  }

  function endOfPattern(from: number): number {
    let inClass = false;
    let at = from;
    while (at < text.length && text[at] !== '\n' && (inClass || text[at] !== '/')) {
      if (text[at] === '[') inClass = true;
      if (text[at] === ']') inClass = false;
      at += text[at] === '\\' ? 2 : 1;
    }
    return at;
  }

  function endOfTemplate(from: number): number {
    let at = from;
    let plain = from;
    while (at < text.length && text[at] !== '`') {
      if (text.startsWith('${', at)) {
        blankLiteral(plain, at);
        at = endOfCode(at + 2);
        plain = at + 1;
      }
      at += text[at] === '\\' ? 2 : 1;
    }
    blankLiteral(plain, at);
    return at;
  }

  /** Up to the brace that closes what was opened before `from`, or the end of the text. */
  function endOfCode(from: number): number {
    let depth = 0;
    let at = from;
    while (at < text.length) {
      const char = text.charAt(at);
      if (char === '}' && depth === 0 && from > 0) return at;
      if (char === '{') depth += 1;
      if (char === '}') depth -= 1;
      at = endOfToken(at, char) + 1;
    }
    return at;
  }

  function endOfToken(at: number, char: string): number {
    if (text.startsWith('//', at)) return endOfComment(at, text.indexOf('\n', at), 0);
    if (text.startsWith('/*', at)) return endOfComment(at, text.indexOf('*/', at + 2), 2);
    if (char === '`') return endOfTemplate(at + 1);
    if (char !== "'" && char !== '"' && char !== '/') return at;
    if (char === '/' && !BEFORE_PATTERN.test(out.slice(Math.max(0, at - 40), at).join(''))) return at;
    const end = char === '/' ? endOfPattern(at + 1) : endOfQuoted(at + 1, char);
    blankLiteral(at + 1, end);
    return end;
  }

  function endOfComment(from: number, found: number, closing: number): number {
    const end = found === -1 ? text.length : found + closing;
    blank(from, end);
    return end - 1;
  }

  endOfCode(0);
  return out.join('');
}

/** The line, counted from 1, on which the character at `index` stands. */
export function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
