/**
 * Rewrites of folded English to `thus`, where what comes next is the wish and what stood before may only have been its
 * reason: "I'm away on Monday so Tuesday". They run after those about refusals.
 */
export const ENGLISH_WISHES: readonly (readonly [RegExp, string])[] = [
  [/\b(?:or|and) so\b(?! (?:i|we|it|that|could|can|make|let)\b)/g, ' '],
  [
    /(?<!\b(?:and|or|until|till|by|since|after|before|not|just|even) )\b(?:so|then|therefore)\b(?! (?:early|late|far|much|many|long|soon|that|as)\b)/g,
    ' thus ',
  ],
  [/\b(?:rebook|rearrange|reschedule)(?: (?:it|that|this))? (?:for|to)\b/g, ' thus '],
  [/\b(?:how|what) about\b/g, ' thus '],
  [
    /\b(?:make|let's make|let us make) (?:it|that)\b|\blet's (?:do|say|go (?:for|with)|try)\b|\b(?:i'll|i will|we'll|i'd|i would) (?:take|go (?:for|with))\b/g,
    ' thus ',
  ],
  [/, (?=[^,.;]{1,40}\b(?:is|would be|works|suits)(?: \w+){0,2} better\b)/g, ' rather '],
  [/\bbetter (?=(?:would be|is|yet)\b)/g, ' rather '],
  [/\bbut (?=[^,.;]{1,40}\b(?:is|would be|works|suits)(?: \w+){0,2} better\b)/g, ' rather '],
];

/** The word that the rewrites leave behind. */
export const ENGLISH_WISH_WORDS: Record<string, string> = { so: 'thus' };
