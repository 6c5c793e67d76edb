import { tidyName } from '../domain/person-name.ts';
import { readMoment } from '../domain/speech/read-moment.ts';
import type { Reading } from '../domain/speech/reading.ts';
import { toWallTime } from '../domain/wall-clock.ts';
import { done, refused, say } from '../platform/outcome.ts';
import type { Outcome } from '../platform/outcome.ts';
import type { CallCtx } from './context.ts';
import { peopleOfCall } from './people-of-call.ts';
import { sessionOfCall } from './reminders/session-of-call.ts';
import { saidNumber } from './said-number.ts';
import { speechContext } from './speech-context.ts';

export interface CallbackRequest {
  name?: string;
  phone?: string;
  reason?: string;
  bestTime?: string;
}

/**
 * Records that somebody wants to be called back (ASK-34). The same wish again on the call, or one that only says more,
 * stays one entry.
 */
export async function requestCallback(
  ctx: CallCtx,
  wish: CallbackRequest,
): Promise<Outcome<{ callbackId: string }>> {
  const number = saidNumber(ctx, wish.phone);
  if (number.kind === 'refused') return number;
  const { e164, isOwn } = number;
  if (e164 === undefined) return refused('argument_missing', { argument: 'phone' });
  const known = isOwn ? (await peopleOfCall(ctx, ctx.store)).customers : [];
  const customer = known.length === 1 ? known[0] : undefined;
  const said = tidyName(wish.name ?? '');
  const name = said === '' ? customer?.name : said;
  const bestReading = stillAhead(ctx, wish.bestTime);
  const entry = {
    callId: ctx.call.id,
    phone: e164,
    ...(customer === undefined ? {} : { customerId: customer.id }),
    ...(name === undefined ? {} : { name }),
    ...(wish.reason === undefined ? {} : { reason: wish.reason }),
    ...(wish.bestTime === undefined ? {} : { bestTime: wish.bestTime }),
    ...(bestReading === undefined ? {} : { bestReading }),
  };
  const callbackId = await ctx.store.atomically(async (store) => {
    // Keeps the call's row until the end, so that the same wish at the same moment waits for this one.
    await store.calls.save(ctx.call.facts);
    const session = await sessionOfCall(ctx, store);
    if (session !== undefined) await store.callSessions.noteDeed(session.id, 'callback', ctx.clock.now());
    const same = await store.callbacks.findSame(entry);
    if (same !== undefined) {
      await store.callbacks.complete(same.id, entry);
      return same.id;
    }
    const id = ctx.ids.next('cbk');
    await store.callbacks.add({ ...entry, id, requestedAt: ctx.clock.now() });
    return id;
  });
  const facts = wish.bestTime === undefined ? {} : { bestTime: wish.bestTime };
  return done({ callbackId }, say('callback_noted', facts));
}

/** What the words mean in days and times, so that "tomorrow" is still right the next day; nothing that is over. */
function stillAhead(ctx: CallCtx, words: string | undefined): Reading | undefined {
  if (words === undefined) return undefined;
  const read = readMoment(words, speechContext(ctx));
  if (read.status !== 'resolved') return undefined;
  const { reading } = read;
  const { date: today, time: now } = toWallTime(ctx.clock.now(), ctx.tenant.timezone);
  const lastDate = reading.untilDate ?? reading.date;
  if (lastDate === undefined || lastDate > today) return reading;
  const lastTime = reading.untilTime ?? (reading.kind === 'at' ? reading.time : undefined);
  return lastDate === today && (lastTime === undefined || lastTime > now) ? reading : undefined;
}
