/** The languages a caller can be answered in. Each has one table of sentences and one set of words. */
export type Language = 'de' | 'en';

/** The language of a BCP 47 locale such as `de-DE`; German, the primary language (ASK-96), where we have no other. */
export function languageOf(locale: string): Language {
  return /^en\b/i.test(locale) ? 'en' : 'de';
}
