/**
 * What the words of services mean in any language, and how much each tells services apart (1 = fully). Meanings with
 * the same word before the colon exclude each other: who says one of them does not mean a service of another.
 */
export const MEANINGS = {
  'who:men': 1,
  'who:women': 1,
  'who:child': 1,
  'who:son': 1,
  'who:daughter': 1,
  'who:animal': 1,
  'who:thing': 1,
  'part:hair': 0.35,
  'part:beard': 0.8,
  'part:tooth': 0.35,
  'part:nail': 0.5,
  'part:hand': 0.6,
  'part:foot': 0.6,
  'part:face': 0.8,
  'part:back': 0.5,
  'part:neck': 0.5,
  'part:leg': 0.6,
  'part:brow': 0.8,
  'part:lash': 0.8,
  'visit:first': 0.8,
  'visit:follow': 0.8,
  'size:big': 0.8,
  'size:small': 0.8,
  'length:short': 0.8,
  'length:long': 0.8,
  'set:single': 0.8,
  'set:couple': 0.8,
  'set:group': 0.8,
  treatment: 0.3,
  session: 0.3,
  professional: 0.3,
  care: 0.5,
  therapy: 0.4,
  cut: 1,
  trim: 1,
  shave: 1,
  colour: 1,
  tint: 1,
  highlights: 1,
  foil: 0.4,
  bleach: 1,
  perm: 1,
  straighten: 1,
  extend: 1,
  wash: 1,
  dry: 1,
  style: 1,
  updo: 1,
  wax: 1,
  manicure: 1,
  pedicure: 1,
  polish: 1,
  gel: 0.6,
  clean: 1,
  checkup: 1,
  consult: 1,
  filling: 1,
  extract: 1,
  wisdom: 0.6,
  crown: 1,
  root: 1,
  implant: 1,
  braces: 1,
  xray: 1,
  pain: 1,
  massage: 1,
  physio: 1,
  manual: 0.8,
  lymph: 1,
  heat: 1,
  tape: 1,
  shockwave: 1,
  training: 1,
  sport: 0.6,
  relax: 0.6,
  deep: 0.6,
  home: 0.8,
} as const satisfies Record<string, number>;

export type Meaning = keyof typeof MEANINGS;

/** Meanings that can stand for each other, and how well. */
const RELATED: readonly (readonly [Meaning, Meaning, number])[] = [
  ['who:son', 'who:child', 1],
  ['who:daughter', 'who:child', 1],
  ['who:son', 'who:men', 0.4],
  ['who:daughter', 'who:women', 0.4],
  ['part:back', 'part:neck', 0.6],
  ['cut', 'trim', 0.8],
  ['trim', 'care', 0.8],
  ['trim', 'shave', 0.6],
  ['cut', 'care', 0.7],
  ['colour', 'tint', 0.7],
  ['highlights', 'foil', 0.8],
  ['dry', 'style', 0.7],
  ['physio', 'therapy', 0.7],
  ['session', 'treatment', 1],
];
const CLOSENESS: ReadonlyMap<string, number> = new Map(
  RELATED.flatMap(([a, b, close]) => [
    [`${a} ${b}`, close],
    [`${b} ${a}`, close],
  ]),
);

/** How well one meaning stands for the other, 0 to 1. */
export function closeness(a: string, b: string): number {
  return a === b ? 1 : (CLOSENESS.get(`${a} ${b}`) ?? 0);
}

/** The word before the colon, for meanings that exclude each other. Numbers (`n:60`) are such a group too. */
export function groupOf(meaning: string): string | undefined {
  const colon = meaning.indexOf(':');
  return colon < 0 ? undefined : meaning.slice(0, colon);
}
