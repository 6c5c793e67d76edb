/** Words that models put where they have nothing (ASK-42). */
const NOTHING: ReadonlySet<string> = new Set(['', 'null', 'none', 'undefined', 'n/a', 'unknown']);
/** Nobody says more than this into one argument; what is behind it is cut. */
const MOST_CHARACTERS = 1_000;

/**
 * Arguments as a model wrote them, reduced to what can be used: known fields only, numbers as text, empty words left
 * out, control characters removed, absurd lengths cut. Lists and objects stay as they are, for the schema to refuse.
 * In the fields `emptyCounts` an empty word is something said: it stays, and a null is an empty text.
 */
export function tidyArguments(
  raw: unknown,
  fields: string[],
  emptyCounts: readonly string[] = [],
): Record<string, unknown> {
  if (typeof raw !== 'object' || raw === null) return {};
  const tidied: Record<string, unknown> = {};
  for (const field of fields) {
    const value: unknown = Object.hasOwn(raw, field) ? Reflect.get(raw, field) : undefined;
    const keepsEmpty = emptyCounts.includes(field);
    const usable = asText(value, keepsEmpty);
    if (typeof usable === 'string') {
      const text = tidyText(usable);
      if (keepsEmpty || !NOTHING.has(text.toLowerCase())) tidied[field] = text;
    } else if (usable !== undefined && usable !== null) {
      tidied[field] = usable;
    }
  }
  return tidied;
}

function asText(value: unknown, keepsEmpty: boolean): unknown {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return value === null && keepsEmpty ? '' : value;
}

function tidyText(text: string): string {
  // Cut first: the rest must not cost anything on a megabyte of text. `toWellFormed` mends a pair cut in half.
  return text
    .slice(0, MOST_CHARACTERS)
    .toWellFormed()
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim();
}
