import { answersTo } from '../domain/answers-to.ts';
import type { Customer } from '../domain/appointment.ts';
import { foldText } from '../domain/fold-text.ts';
import { sameName, tidyName } from '../domain/person-name.ts';
import { done, say } from '../platform/outcome.ts';
import type { Outcome } from '../platform/outcome.ts';
import type { CallCtx } from './context.ts';
import { namesInCall } from './names-in-call.ts';
import { peopleOfCall } from './people-of-call.ts';
import { saidNumber } from './said-number.ts';

/**
 * Recognises the caller (ASK-04, ASK-76). Their own number is enough. A number that is only said finds nobody
 * without the name that goes with it, answers no more than was said, and is a try that failed where the two do not
 * fit. Nobody is found once too much was said in vain on the call.
 */
export async function checkCustomer(
  ctx: CallCtx,
  said: { phone?: string; name?: string },
): Promise<Outcome<{ customer?: Customer }>> {
  const number = saidNumber(ctx, said.phone);
  if (number.kind === 'refused') return number;
  const { e164, isOwn } = number;
  const name = tidyName(said.name ?? '');
  if (e164 === undefined) return done({}, say('customer_unknown', {}));
  const [found, ...others] = isOwn ? await findOwn(ctx, name) : await findSaid(ctx, e164, name);
  if (found === undefined) return done({}, say('customer_unknown', {}));
  if (others.length > 0) return done({}, say('customers_share_number', {}));
  const customer = namesInCall(ctx).customer(found);
  return done({ customer }, say('customer_known', { name: customer.name }));
}

async function findOwn(ctx: CallCtx, name: string): Promise<Customer[]> {
  const known = await ctx.store.atomically(async (store) =>
    (await store.identity.hasEnded(ctx.call.id)) ? [] : (await peopleOfCall(ctx, store)).customers,
  );
  return name === '' ? known : known.filter((customer) => answersTo(customer, name));
}

/** Counted before anybody looks; a number of nobody costs as much as a wrong name, or it would tell whose it is. */
async function findSaid(ctx: CallCtx, e164: string, name: string): Promise<Customer[]> {
  if (name === '') return [];
  const { identity, customers } = ctx.store;
  const words = `number ${e164} ${foldText(name)}`;
  const charged = await identity.charge(ctx.call.id, words, ctx.clock.now());
  if (charged.kind === 'ended') return [];
  const ofNumber = await customers.findByPhone(e164);
  const found = ofNumber.filter((customer) => sameName(customer.name, name));
  if (found.length > 0) await identity.refund(ctx.call.id, words, ctx.clock.now());
  return found.map(({ email: _email, ...customer }) => ({ ...customer, name }));
}
