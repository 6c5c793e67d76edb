import { TITLES } from '../../contact/known-words.ts';
import { foldText } from '../../fold-text.ts';
import { spokenName } from '../../languages/spoken-facts.ts';
import type { PrivacyRules } from '../reminder-settings.ts';

export interface NamedCustomer {
  /** As it is kept; empty where nobody has told it. */
  name: string;
  preferredName?: string;
}

/** How a customer is named in a call (VIO-56): empty where their name is not known or not to be said. */
export function namesOf(
  { name, preferredName = '' }: NamedCustomer,
  privacy: PrivacyRules,
): { full: string; preferred: string } {
  if (!privacy.enabled || !privacy.firstNameOnly) {
    const full = spokenName(name);
    return { full, preferred: spokenName(preferredName) || full };
  }
  const [first] = givenNames(name);
  const full = spokenName(first ?? '');
  const wished = partsOf(preferredName);
  const isFamilys = wished.some((part) => familyNames(name).includes(foldText(part)));
  const preferred = hasTitle(preferredName) || isFamilys ? '' : spokenName(wished[0] ?? '');
  return { full, preferred: preferred || full };
}

/** The folded words of a name that are not the first name: all, where it cannot be told which one is. */
export function familyNames(name: string): string[] {
  return partsOf(name).slice(givenNames(name).length).map(foldText);
}

/** The first name; none where it cannot be told from the family's: "Mustermann", "Frau Mustermann", "Meier Meier". */
function givenNames(name: string): string[] {
  const [first, ...others] = partsOf(name);
  if (first === undefined || others.length === 0) return [];
  return others.some((part) => foldText(part) === foldText(first)) ? [] : [first];
}

/** The words of a name without its titles, the given name first ("Mustermann, Max"). */
function partsOf(name: string): string[] {
  const [family = '', given, ...rest] = name.split(',');
  const turned = given !== undefined && rest.length === 0 ? `${given} ${family}` : name;
  return turned.split(/\s+/).filter((part) => foldText(part) !== '' && !TITLES.has(foldText(part)));
}

function hasTitle(name: string): boolean {
  return name.split(/\s+/).some((part) => TITLES.has(foldText(part)));
}
