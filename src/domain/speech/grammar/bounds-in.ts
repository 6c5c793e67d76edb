/** A stretch of the line that says something about one or two numbered things in it. */
export interface BoundFound<Kind> {
  kind: Kind;
  /** As they stand in the line: `d0`, `t1`. */
  a: string;
  b: string | undefined;
}

export type BoundRules<Kind> = readonly (readonly [RegExp, Kind])[];

/**
 * What the rules find in a segment of the line, in the order of speech. Rules have the groups `a` and maybe `b`; what
 * an earlier one took, a later one does not see.
 */
export function boundsIn<Kind>(segment: string, rules: BoundRules<Kind>): BoundFound<Kind>[] {
  const found: (BoundFound<Kind> & { at: number })[] = [];
  let rest = segment;
  for (const [pattern, kind] of rules) {
    for (const { index, groups } of rest.matchAll(pattern)) {
      const a = groups?.['a'];
      if (a !== undefined) found.push({ kind, a, b: groups?.['b'], at: index });
    }
    // Blanks of the same length keep the places of what follows.
    rest = rest.replaceAll(pattern, (whole) => ` ${'_'.repeat(whole.length - 1)}`);
  }
  return found.toSorted((x, y) => x.at - y.at).map(({ kind, a, b }) => ({ kind, a, b }));
}
