/** The value of a JSON text, or `undefined` where it is none; the text itself may hold what a caller said. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
