/** "01/02/1980", "1.2.80", "1980-02-01". */
const NUMERIC_DATES =
  /(?<!\d)(?:\d{1,2}[./-]\s?\d{1,2}[./-]\s?(?:\d{4}|\d{2})|\d{4}[./-]\d{1,2}[./-]\d{1,2})(?!\d)/g;
const MONTHS =
  'jan(?:uary|uar)?|feb(?:ruary|ruar)?|march|mar|m(?:ä|ae)rz|apr(?:il)?|may|mai|june?|juni|july?|juli|aug(?:ust)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?';
/** "1. Februar 1980", "2nd of January, 1980". */
const DAY_FIRST = new RegExp(
  `(?<!\\d)\\d{1,2}(?:st|nd|rd|th)?\\.?\\s+(?:of\\s+)?(?:${MONTHS})\\.?,?\\s+\\d{4}(?!\\d)`,
  'gi',
);
/** "January 2nd, 1980". */
const MONTH_FIRST = new RegExp(
  `(?<!\\p{L})(?:${MONTHS})\\.?\\s+\\d{1,2}(?:st|nd|rd|th)?,?\\s+\\d{4}(?!\\d)`,
  'giu',
);
/** Social security numbers, telephone numbers and other long ones: eight digits and more, however they are grouped. */
const LONG_NUMBERS = /\+?(?:\(\d+\)|\d)(?:[\s()/.-]{0,3}\d){7,}\)?/g;

/**
 * A text without dates of birth, social security numbers and telephone numbers (VIO-58). Any date with its year may
 * be a birth date, and any number of eight digits and more may be somebody's.
 */
export function redactIdentifiers(text: string, words: { aDate: string; aNumber: string }): string {
  return [NUMERIC_DATES, DAY_FIRST, MONTH_FIRST]
    .reduce((rest, dates) => rest.replace(dates, words.aDate), text)
    .replace(LONG_NUMBERS, words.aNumber);
}
