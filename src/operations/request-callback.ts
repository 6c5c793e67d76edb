import { tidyName } from '../domain/person-name.ts';
import { done, refused, say } from '../platform/outcome.ts';
import type { Outcome } from '../platform/outcome.ts';
import type { CallCtx } from './context.ts';
import { customersOfCaller } from './open-call.ts';
import { saidNumber } from './said-number.ts';

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
  const number = saidNumber(ctx, wish.phone);
  if (number.kind === 'refused') return number;
  const { e164, isOwn } = number;
  if (e164 === undefined) return refused('argument_missing', { argument: 'phone' });
  const known = isOwn ? await customersOfCaller(ctx) : [];
  const customer = known.length === 1 ? known[0] : undefined;
  const said = tidyName(wish.name ?? '');
  const name = said === '' ? customer?.name : said;
  const callbackId = ctx.ids.next('cbk');
  await ctx.store.atomically(async (store) => {
    await store.calls.save(ctx.call.facts);
    await store.callbacks.add({
      id: callbackId,
      callId: ctx.call.id,
      phone: e164,
      requestedAt: ctx.clock.now(),
      ...(customer === undefined ? {} : { customerId: customer.id }),
      ...(name === undefined ? {} : { name }),
      ...(wish.reason === undefined ? {} : { reason: wish.reason }),
      ...(wish.bestTime === undefined ? {} : { bestTime: wish.bestTime }),
    });
  });
  const facts = wish.bestTime === undefined ? {} : { bestTime: wish.bestTime };
  return done({ callbackId }, say('callback_noted', facts));
}
