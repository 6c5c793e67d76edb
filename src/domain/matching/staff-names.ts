import { foldText } from '../fold-text.ts';
import { wordForm } from './likeness.ts';
import { fitsPerson, peopleOf } from './match-staff.ts';
import type { Person } from './match-staff.ts';

/** How single folded words compare with the names of a tenant's staff. */
export interface StaffNames {
  /** How much a word is like somebody's name, 0 to 1. */
  likeness: (word: string) => number;
  /** Whether a word is one of somebody's names as it is written. */
  isNamed: (word: string) => boolean;
}

/** Most texts name nobody, and to get the names ready for comparing costs more than to see that: done when first asked. */
export function staffNames(staff: readonly { name: string }[]): StaffNames {
  let people: Person<unknown>[] | undefined;
  return {
    likeness: (word) => {
      const form = wordForm(word);
      return (people ??= peopleOf(staff)).reduce((best, one) => Math.max(best, fitsPerson(form, one)), 0);
    },
    isNamed: (word) => staff.some(({ name }) => foldText(name).split(' ').includes(word)),
  };
}
