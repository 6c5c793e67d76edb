import type { Customer } from '../../../domain/appointment.ts';
import { zonesToRing } from '../dialling/zones-to-ring.ts';

/**
 * For planning: the IANA zones in each of which it should be a time for calls to this customer. Where a number's cannot
 * be told just now, the tenant's: no booking fails because of it, and before anybody is rung they are asked for anew.
 */
export function zonesOfCustomer(
  customer: Pick<Customer, 'timezone' | 'phone'>,
  tenantZone: string,
): Promise<string[]> {
  return zonesToRing(customer, tenantZone).catch(() => [tenantZone]);
}
