export type JsonObject = Record<string, unknown>;

/** The object that a text holds as JSON; an empty one where it holds none. */
export function objectIn(text: string): JsonObject {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return {};
  }
}

/** A value as an object whose keys can be looked up; an empty one where it is none. */
export function asObject(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
