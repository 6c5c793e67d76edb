import { foldText } from '../fold-text.ts';
import { LANGUAGES } from './known-words.ts';

const MAX_CHARACTERS = 120;

/** Addresses that models make up where a caller has none. */
const MADE_UP =
  /^(?:none|no-?mail|no[._-]?e-?mail|keine?(?:[._-]?e?-?mail)?|unknown|unbekannt|undefined|null|n\/?a|not[._-]?provided)@/i;

/** Whether all words belong to one language's list, and at least one of them tells it. */
function saysOnly(text: string, lists: readonly Telling[]): boolean {
  const words = foldText(text).split(' ');
  return lists.some(
    ({ telling, company }) =>
      words.some((word) => telling.has(word)) &&
      words.every((word) => telling.has(word) || company.has(word)),
  );
}

interface Telling {
  telling: ReadonlySet<string>;
  /** What may stand beside the telling words. */
  company: ReadonlySet<string>;
}

const NOTHING = LANGUAGES.map(({ nothing }) => tellingOf(nothing.denials, nothing.company));
const OWN_NUMBER = LANGUAGES.map(({ ownNumber }) => tellingOf(ownNumber.pointers, ownNumber.company));

function tellingOf(telling: string, company: string): Telling {
  return { telling: new Set(telling.split(' ')), company: new Set(company.split(' ')) };
}

/** Whether a text stands where an address or a number was asked for and there is none ("keine", "n/a", "-"). */
export function saysNothingGiven(text: string): boolean {
  if (text.length > MAX_CHARACTERS) return false;
  if (foldText(text) === '' || /^n[./ ]?a\.?$/i.test(text.trim())) return true;
  return MADE_UP.test(text.trim()) || saysOnly(text, NOTHING);
}

/** Whether a text says that the number of this very call is meant ("dieselbe", "the one I'm calling from"). */
export function meansOwnNumber(text: string): boolean {
  return text.length <= MAX_CHARACTERS && saysOnly(text, OWN_NUMBER);
}
