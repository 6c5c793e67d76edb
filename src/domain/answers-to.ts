import type { Customer } from './appointment.ts';
import { isNameOf } from './person-name.ts';

/** Whether a name that was said is a known customer's, or what they want to be called: for among few who are known. */
export function answersTo({ name, preferredName }: Customer, said: string): boolean {
  return isNameOf(name, said) || (preferredName !== undefined && isNameOf(preferredName, said));
}
