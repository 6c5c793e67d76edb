import type { Customer } from '../../domain/appointment.ts';
import { bestHourIn } from '../../domain/reminders/best-hour.ts';
import type { BestHour } from '../../domain/reminders/best-hour.ts';
import type { CustomerContact } from '../../store/customer-contact-queries.ts';
import type { Ctx } from '../context.ts';
import { zonesOfCustomer } from './planning/zones-of-customer.ts';

export interface KnownContact extends Omit<CustomerContact, 'customerId'> {
  /** On the customer's own clock (VIO-29). */
  bestHour?: BestHour;
}

/** What the calls to these customers have shown of them, by their ids; nothing of who was never called. */
export async function contactsOf(
  { store, tenant }: Ctx,
  customers: readonly Customer[],
): Promise<Map<string, KnownContact>> {
  const ids = customers.map(({ id }) => id);
  const contacts = await store.customerContacts.ofCustomers(ids);
  const answers = await store.callHistory.answersOf(contacts.map(({ customerId }) => customerId));
  const known = new Map<string, KnownContact>();
  for (const { customerId, ...contact } of contacts) {
    const customer = customers.find(({ id }) => id === customerId);
    const [zone = tenant.timezone] = await zonesOfCustomer(customer ?? {}, tenant.timezone);
    const bestHour = bestHourIn(zone, answers.get(customerId) ?? []);
    known.set(customerId, { ...contact, ...(bestHour === undefined ? {} : { bestHour }) });
  }
  return known;
}
