/** The same with the keys of the wire; what stands under a key of `asItWas` keeps its own. */
export function snakeCase(record: object, asItWas: ReadonlySet<string> = new Set()): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [
      key.replaceAll(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`),
      asItWas.has(key) ? value : inside(value, asItWas),
    ]),
  );
}

function inside(value: unknown, asItWas: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((one) => inside(one, asItWas));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return snakeCase(value, asItWas);
}
