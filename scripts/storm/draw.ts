/** Chance that repeats: the same seed gives the same numbers in the same order. */
export interface Draw {
  /** A whole number from 0 up to, but not, `count`. */
  below(count: number): number;
  /** A number from `from` up to, but not, `until`. */
  between(from: number, until: number): number;
  hits(probability: number): boolean;
  pick<T>(list: readonly [T, ...T[]]): T;
}

/** `path` tells apart what is drawn with one seed, so that one caller's luck does not hang on another's. */
export function createDraw(seed: number, ...path: number[]): Draw {
  let state = path.reduce((mixed, step) => mix(mixed ^ Math.imul(step + 1, 0x9e3779b1)), mix(seed));
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    return mix(state) / 0x1_0000_0000;
  };
  const below = (count: number): number => Math.floor(next() * count);
  return {
    below,
    between: (from, until) => from + next() * (until - from),
    hits: (probability) => next() < probability,
    pick: (list) => list[below(list.length)] ?? list[0],
  };
}

function mix(value: number): number {
  let mixed = value >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97) >>> 0;
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
