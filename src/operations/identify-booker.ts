import { answersTo } from '../domain/answers-to.ts';
import type { Customer } from '../domain/appointment.ts';
import { saysNothingGiven } from '../domain/contact/nothing-given.ts';
import { readEmail } from '../domain/email.ts';
import { tidyName } from '../domain/person-name.ts';
import type { CallSession } from '../domain/reminders/call-session.ts';
import { refused } from '../platform/outcome.ts';
import type { Refusal } from '../platform/outcome.ts';
import type { CallCtx } from './context.ts';
import { namesInCall } from './names-in-call.ts';
import { peopleOfCall } from './people-of-call.ts';
import type { PeopleOfCall } from './people-of-call.ts';
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
  const people: PeopleOfCall = number.isOwn ? await peopleOfCall(ctx, ctx.store) : { customers: [] };
  const { customers: known, session } = people;
  const only = known.length === 1 ? known[0] : undefined;
  const isTheirs = name === undefined || (only !== undefined && isNameOfOnly(ctx, only, name, session));
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

/**
 * Whether the one customer of the number is meant. Whom we have rung goes by any of their names; of those who call, one
 * of the family may have the same, so that only what the agent was told of them will do.
 */
function isNameOfOnly(ctx: CallCtx, only: Customer, said: string, session: CallSession | undefined): boolean {
  return session === undefined ? said === namesInCall(ctx).person(only.name) : answersTo(only, said);
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
