import { tidyName } from '../domain/person-name.ts';
import { readPhone } from '../domain/phone.ts';
import { done, refused, say } from '../platform/outcome.ts';
import type { Outcome } from '../platform/outcome.ts';
import type { CallCtx } from './context.ts';
import { customersOfCaller } from './open-call.ts';

export interface CallbackRequest {
  name?: string;
  phone?: string;
  reason?: string;
  bestTime?: string;
}

/** Records that somebody wants to be called back (ASK-34). */
export async function requestCallback(
  ctx: CallCtx,
  wish: CallbackRequest,
): Promise<Outcome<{ callbackId: string }>> {
  const phone = wish.phone === undefined ? undefined : readPhone(wish.phone, ctx.tenant.country);
  if (phone?.kind === 'invalid') return refused('phone_invalid', {});
  const number = phone?.e164 ?? ctx.call.callerNumber;
  if (number === undefined) return refused('argument_missing', { argument: 'phone' });
  const known = number === ctx.call.callerNumber ? await customersOfCaller(ctx) : [];
  const customer = known.length === 1 ? known[0] : undefined;
  const name = wish.name === undefined ? customer?.name : tidyName(wish.name);
  const callbackId = ctx.ids.next('cbk');
  await ctx.store.atomically(async (store) => {
    await store.calls.save(ctx.call.facts);
    await store.callbacks.add({
      id: callbackId,
      callId: ctx.call.id,
      phone: number,
      requestedAt: ctx.clock.now(),
      ...(customer === undefined ? {} : { customerId: customer.id }),
      ...(name === undefined || name === '' ? {} : { name }),
      ...(wish.reason === undefined ? {} : { reason: wish.reason }),
      ...(wish.bestTime === undefined ? {} : { bestTime: wish.bestTime }),
    });
  });
  const facts = wish.bestTime === undefined ? {} : { bestTime: wish.bestTime };
  return done({ callbackId }, say('callback_noted', facts));
}
