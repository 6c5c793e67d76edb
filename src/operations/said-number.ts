import { meansOwnNumber, saysNothingGiven } from '../domain/contact/nothing-given.ts';
import { readPhone } from '../domain/phone.ts';
import { refused } from '../platform/outcome.ts';
import type { Refusal } from '../platform/outcome.ts';
import type { CallCtx } from './context.ts';

/** The number that was said (ASK-18, ASK-76), else the one of this call, which may be withheld. */
export function saidNumber(
  ctx: CallCtx,
  said: string | undefined,
): { kind: 'number'; e164: string | undefined; isOwn: boolean } | Refusal {
  const own = ctx.call.callerNumber;
  if (said === undefined || saysNothingGiven(said) || meansOwnNumber(said)) {
    return { kind: 'number', e164: own, isOwn: own !== undefined };
  }
  const phone = readPhone(said, ctx.tenant.country);
  if (phone.kind === 'invalid') return refused('phone_invalid', {});
  return { kind: 'number', e164: phone.e164, isOwn: phone.e164 === own };
}
