/** Fifteen words that tell of somebody's health (VIO-58), as they stand in folded text, compounds included. */
export const GERMAN_HEALTH_WORDS: readonly string[] = [
  'krebs',
  'onkolog',
  'chemotherap',
  'tumor',
  'biopsie',
  'operation',
  'diagnos',
  'demenz',
  'hepatitis',
  'diabet',
  'schwanger',
  'abtreibung',
  'depress',
  'psychiatr',
  'suchtkrank',
];
