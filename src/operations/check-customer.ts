import type { Customer } from '../domain/appointment.ts';
import { sameName, tidyName } from '../domain/person-name.ts';
import { done, say } from '../platform/outcome.ts';
import type { Outcome } from '../platform/outcome.ts';
import type { CallCtx } from './context.ts';
import { saidNumber } from './said-number.ts';

/**
 * Recognises the caller (ASK-04, ASK-76). Their own number is enough; a number that is only said finds nobody
 * without the name that goes with it, since names are not given out for numbers. Nor is anybody found once too much
 * was said in vain on the call to prove whose appointment it is about.
 */
export async function checkCustomer(
  ctx: CallCtx,
  said: { phone?: string; name?: string },
): Promise<Outcome<{ customer?: Customer }>> {
  const number = saidNumber(ctx, said.phone);
  if (number.kind === 'refused') return number;
  const { e164, isOwn } = number;
  const name = tidyName(said.name ?? '');
  const isAsked = e164 !== undefined && (isOwn || name !== '');
  const known = isAsked ? await findUnlessEnded(ctx, e164) : [];
  const named = name === '' ? known : known.filter((customer) => sameName(customer.name, name));
  const [customer, ...others] = named;
  if (customer === undefined) return done({}, say('customer_unknown', {}));
  if (others.length > 0) return done({}, say('customers_share_number', {}));
  const { email: _email, ...withoutEmail } = customer;
  // An address is no secret to the one whose number it goes with, and to nobody else.
  return done({ customer: isOwn ? customer : withoutEmail }, say('customer_known', { name: customer.name }));
}

function findUnlessEnded(ctx: CallCtx, e164: string): Promise<Customer[]> {
  return ctx.store.atomically(async ({ identity, customers }) =>
    (await identity.hasEnded(ctx.call.id)) ? [] : customers.findByPhone(e164),
  );
}
