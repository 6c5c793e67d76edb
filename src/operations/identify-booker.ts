import { saysNothingGiven } from '../domain/contact/nothing-given.ts';
import { readEmail } from '../domain/email.ts';
import { tidyName } from '../domain/person-name.ts';
import { refused } from '../platform/outcome.ts';
import type { Refusal } from '../platform/outcome.ts';
import type { CallCtx } from './context.ts';
import { namesInCall } from './names-in-call.ts';
import { peopleOfCall } from './people-of-call.ts';
import { saidNumber } from './said-number.ts';

export interface Booker {
  kind: 'person';
  name: string;
  phone?: string;
  email?: string;
  /** The address was said on this call: it may be misheard, so it is read back. */
  isEmailSaid: boolean;
}

/**
 * Name and contact: said on the call, else of the one customer that the caller's number belongs to. A name that was
 * said but not understood is asked for: it may be somebody else's.
 */
export async function identifyBooker(
  ctx: CallCtx,
  wish: { name?: string; email?: string; phone?: string },
): Promise<Booker | Refusal> {
  const email = saidEmail(wish.email);
  if (email?.kind === 'invalid') return refused('email_invalid', {});
  const number = saidNumber(ctx, wish.phone);
  if (number.kind === 'refused') return number;
  const name = saidName(wish.name);
  if (name === '') return refused('argument_missing', { argument: 'name' });
  const known = number.isOwn ? (await peopleOfCall(ctx, ctx.store)).customers : [];
  const only = known.length === 1 ? known[0] : undefined;
  // The agent may know them by less than their name.
  const isTheirs = name === undefined || (only !== undefined && name === namesInCall(ctx).person(only.name));
  const spoken = isTheirs ? only?.name : name;
  if (spoken === undefined) return refused('argument_missing', { argument: 'name' });
  const address = email?.email ?? known.find((customer) => customer.name === spoken)?.email;
  if (number.e164 === undefined && address === undefined) return refused('contact_missing', { email: false });
  return {
    kind: 'person',
    name: spoken,
    isEmailSaid: email !== undefined,
    ...(number.e164 === undefined ? {} : { phone: number.e164 }),
    ...(address === undefined ? {} : { email: address }),
  };
}

/** Empty where something was said that is no name. */
function saidName(said: string | undefined): string | undefined {
  if (said === undefined) return undefined;
  const name = tidyName(said);
  return name === '' && saysNothingGiven(said) ? undefined : name;
}

function saidEmail(said: string | undefined) {
  return said === undefined || saysNothingGiven(said) ? undefined : readEmail(said);
}
