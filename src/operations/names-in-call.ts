import type { Customer } from '../domain/appointment.ts';
import { tellsOfHealth } from '../domain/reminders/words/screen-health-words.ts';
import { namesOf } from '../domain/reminders/words/spoken-names.ts';
import { spokenWhat } from '../domain/reminders/words/spoken-what.ts';
import type { What } from '../domain/reminders/words/spoken-what.ts';
import type { CallCtx } from './context.ts';

/** What a call may name, in its sentences and in what its agent is told; empty what it may not. */
export interface NamesInCall {
  business: string;
  what(what: What): What;
  /** Those services that may be named, of these. */
  services(names: string[]): string[];
  /** Those people of the business that may be named, of these. */
  staff(names: string[]): string[];
  /** A name that somebody has, or a booking is in. */
  person(name: string): string;
  customer(customer: Customer): Customer;
}

/**
 * How this call names the business, its services and people. Whoever picks up hears the first words of a call that we
 * have made, so the privacy rules hold in it (VIO-56, VIO-58, VIO-59), proven to be ours or not; not where somebody
 * calls us.
 */
export function namesInCall({ tenant, call }: CallCtx): NamesInCall {
  const privacy = tenant.reminders?.privacy;
  if (privacy?.enabled !== true || call.facts.direction !== 'outbound') {
    const asItIs = <T>(named: T) => named;
    return {
      business: tenant.name,
      what: asItIs,
      services: asItIs,
      staff: asItIs,
      person: asItIs,
      customer: asItIs,
    };
  }
  const person = (name: string) => (privacy.firstNameOnly ? namesOf({ name }, privacy).full : name);
  const what = (named: What) => spokenWhat(named, privacy);
  return {
    business: privacy.avoidMedicalTerms && tellsOfHealth(tenant.name) ? '' : tenant.name,
    what,
    services: (names) => names.map((service) => what({ service }).service).filter((name) => name !== ''),
    staff: (names) => names.flatMap((staff) => what({ service: '', staff }).staff ?? []),
    person,
    customer: ({ email, preferredName, ...customer }) => ({
      ...customer,
      name: person(customer.name),
      // An address tells the name as a rule.
      ...(privacy.firstNameOnly || email === undefined ? {} : { email }),
      ...(privacy.firstNameOnly || preferredName === undefined ? {} : { preferredName }),
    }),
  };
}
