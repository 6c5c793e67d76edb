type Camel<Key extends string> = Key extends `${infer Word}_${infer Rest}`
  ? `${Word}${Capitalize<Camel<Rest>>}`
  : Key;

type CamelCased<T> = { [Key in keyof T as Key extends string ? Camel<Key> : never]: T[Key] };

/** The same with our own keys instead of the wire's; what stands under them keeps its own. */
export function camelCase<T extends object>(record: T): CamelCased<T> {
  const renamed = Object.entries(record).map(([key, value]) => [
    key.replaceAll(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase()),
    value,
  ]);
  // The keys are those of the type by the same rule, which TypeScript cannot follow through a string.
  return Object.fromEntries(renamed) as CamelCased<T>;
}
