/** Fifteen words that tell of somebody's health (VIO-58), as they begin in folded text. */
export const ENGLISH_HEALTH_WORDS: readonly string[] = [
  'cancer',
  'oncolog',
  'chemo',
  'tumo',
  'biops',
  'surg',
  'diagnos',
  'hiv',
  'hepatitis',
  'diabet',
  'pregnan',
  'abortion',
  'depress',
  'psychiatr',
  'addict',
];
