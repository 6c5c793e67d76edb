import type { Customer } from '../domain/appointment.ts';
import { readPhone } from '../domain/phone.ts';
import type { Ctx } from './context.ts';

/** Everybody with this number, however it is written (ASK-76); `undefined` where it is none. */
export async function findCustomersByPhone(ctx: Ctx, written: string): Promise<Customer[] | undefined> {
  const phone = readPhone(written, ctx.tenant.country);
  return phone.kind === 'invalid' ? undefined : ctx.store.customers.findByPhone(phone.e164);
}
