/**
 * Rewrites of folded German to `sodann`, where what comes next is the wish and what stood before may only have been its
 * reason: "Montag bin ich weg, also Dienstag". They run after those about refusals.
 */
export const GERMAN_WISHES: readonly (readonly [RegExp, string])[] = [
  [/[,.;] (?:danach|anschliessend|hinterher)(?= \w)/g, ' sodann fruehestens '],
  [
    /(?<!\b(?:und|oder|erst|bis|ab|denn|wenn|als|so|noch) )\b(?:also|dann|deshalb|deswegen|darum|daher|drum)\b/g,
    ' sodann ',
  ],
  [
    /\bwie (?:waers|waere es|waer es|ist es|siehts|sieht es|schauts|schaut es)(?: denn)? (?:mit|(?=am\b|um\b|an\b))/g,
    ' sodann ',
  ],
  [
    /\b(?:machen|nehmen|sagen) wir\b|\b(?:nehme?|mache?) ich\b|\bich (?:nehme?|mache?)\b|\bdafuer\b/g,
    ' sodann ',
  ],
  [/\bbesser (?=(?:waere|passt|ginge|ist|noch)\b)/g, ' lieber '],
  [/, (?=[^,.;]{1,40}\b(?:ist|waere|passt|ginge)(?: \w+){0,2} (?:besser|lieber)\b)/g, ' lieber '],
  [/\baber (?=[^,.;]{1,40}\b(?:ist|waere|passt|ginge)(?: \w+){0,2} (?:besser|lieber)\b)/g, ' lieber '],
];

/** The word that the rewrites leave behind. */
export const GERMAN_WISH_WORDS: Record<string, string> = { so: 'sodann' };
