/** Nothing that Retell or Cal.com sends is nested nearly as deep, and what is cannot be stored. */
const MOST_DEPTH = 100;
/** Escapes of what PostgreSQL keeps in no text: the character zero, and halves of surrogate pairs. */
const UNSTORABLE_ESCAPE = /\\u(?:0000|d[89a-f])/i;

/**
 * The value of a JSON text, ready to be stored, or `undefined` where it is none or nested absurdly deep; the text
 * itself may hold what a caller said.
 */
export function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    if (isDeeper(value, MOST_DEPTH)) return undefined;
    return UNSTORABLE_ESCAPE.test(text) ? storable(value) : value;
  } catch {
    return undefined;
  }
}

function isDeeper(value: unknown, most: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (most === 0) return true;
  if (Array.isArray(value)) {
    for (const inner of value) if (isDeeper(inner, most - 1)) return true;
    return false;
  }
  for (const key in value) {
    const inner: unknown = Reflect.get(value, key);
    if (typeof inner === 'object' && isDeeper(inner, most - 1)) return true;
  }
  return false;
}

function storable(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value);
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [storableText(key), storable(inner)]),
  );
}

function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '');
}
