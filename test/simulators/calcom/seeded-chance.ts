/** Chance that repeats: the same seed gives the same ids and the same decisions in the same order. */
export interface Chance {
  /** 22 characters without 0, O, I and l, as booking uids look. */
  uid(): string;
  /** A version 4 UUID. */
  uuid(): string;
  /** True with the given probability (0 to 1); draws nothing at 0 and 1, so that faults off cost no luck. */
  hits(probability: number): boolean;
}

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const UUID_FORM = 'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx';

export function createSeededChance(seed: number): Chance {
  const draw = createDraw(seed);
  return {
    uid: () => Array.from({ length: 22 }, () => BASE58.charAt(Math.floor(draw() * BASE58.length))).join(''),
    uuid: () => UUID_FORM.replace(/x/g, () => Math.floor(draw() * 16).toString(16)),
    hits(probability) {
      if (probability <= 0) return false;
      return probability >= 1 || draw() < probability;
    },
  };
}

/** A linear congruential generator over 2^32 with the upper bits mixed down; good enough for a stand-in. */
function createDraw(seed: number): () => number {
  let state = (seed ^ 0x5f356495) >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const mixed = Math.imul(state ^ (state >>> 16), 0x45d9f3b) >>> 0;
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 0x1_0000_0000;
  };
}
