import type { Customer } from '../../../domain/appointment.ts';
import { zonesOfNumber, zonesToHonour } from '../../../domain/reminders/zones-of-number.ts';

/**
 * The IANA zones in each of which it must be a time for calls before this customer is rung. Rejects where that cannot be
 * told just now: then nobody is rung.
 */
export async function zonesToRing(
  { timezone, phone }: Pick<Customer, 'timezone' | 'phone'>,
  tenantZone: string,
): Promise<string[]> {
  const isTold = timezone !== undefined || phone === undefined;
  return zonesToHonour({
    tenantZone,
    numberZones: isTold ? [] : await zonesOfNumber(phone),
    ...(timezone === undefined ? {} : { customerZone: timezone }),
  });
}
