import type { Language } from '../../platform/language.ts';

/** What stands in the place of a day where all that was offered is turned down; folded, the whole of it. */
export const OTHER_TIMES: Record<Language, RegExp> = {
  de: /^(?:bitte |lieber |irgend)*(?:keine[rns]?(?: (?:davon|von (?:denen|beiden|allen)|der (?:beiden|drei)))?|nichts davon|(?:(?:ein(?:en|em|e)?|an|am|zu)? ?)*(?:andere[nrms]?|anderer|weitere[nrs]?) (?:tage?|tagen|termine?|zeit(?:en)?|moeglichkeit(?:en)?|vorschlaege?)|was anderes|etwas anderes|alternativen?|andere)(?: bitte)?$/,
  en: /^(?:please |rather |maybe )*(?:none(?: of (?:those|these|them|that))?|neither(?: of (?:those|these|them))?|not (?:those|these|any of (?:those|these|them))|(?:(?:an|any|some|on|at) )*(?:other|another|different|more|a different) (?:days?|times?|dates?|options?|one|ones|appointments?)|something else|alternatives?|anything else)(?: please)?$/,
};
