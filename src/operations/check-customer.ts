import type { Customer } from '../domain/appointment.ts';
import { sameName } from '../domain/person-name.ts';
import { readPhone } from '../domain/phone.ts';
import { done, refused, say } from '../platform/outcome.ts';
import type { Outcome } from '../platform/outcome.ts';
import type { CallCtx } from './context.ts';

/**
 * Recognises the caller (ASK-04, ASK-76). Their own number is enough; a number that is only said finds nobody
 * without the name that goes with it, since names are not given out for numbers.
 */
export async function checkCustomer(
  ctx: CallCtx,
  said: { phone?: string; name?: string },
): Promise<Outcome<{ customer?: Customer }>> {
  const phone = said.phone === undefined ? undefined : readPhone(said.phone, ctx.tenant.country);
  if (phone?.kind === 'invalid') return refused('phone_invalid', {});
  const number = phone?.e164 ?? ctx.call.callerNumber;
  const isOwn = number !== undefined && number === ctx.call.callerNumber;
  const known =
    number === undefined || (!isOwn && said.name === undefined)
      ? []
      : await ctx.store.customers.findByPhone(number);
  const { name } = said;
  const named = name === undefined ? known : known.filter((customer) => sameName(customer.name, name));
  const [customer, ...others] = named;
  if (customer === undefined) return done({}, say('customer_unknown', {}));
  if (others.length > 0) return done({}, say('customers_share_number', {}));
  const { email: _email, ...withoutEmail } = customer;
  // An address is no secret to the one whose number it goes with, and to nobody else.
  return done({ customer: isOwn ? customer : withoutEmail }, say('customer_known', { name: customer.name }));
}
