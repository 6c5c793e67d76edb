import type { Customer } from './appointment.ts';
import { isNameOf } from './person-name.ts';
import { familyNames } from './reminders/words/spoken-names.ts';

/** Whether a name that was said is a known customer's, or what they want to be called: for among few who are known. */
export function answersTo({ name, preferredName }: Customer, said: string): boolean {
  if (isNameOf(name, said)) return true;
  if (preferredName === undefined) return false;
  const withFamily = [preferredName, ...familyNames(name)].join(' ');
  return isNameOf(preferredName, said) || isNameOf(withFamily, said);
}
