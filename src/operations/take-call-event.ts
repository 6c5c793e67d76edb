import type { CallEnding, CallFacts } from '../store/call-queries.ts';
import type { Ctx } from './context.ts';
import { voidOffers } from './release-offers.ts';

/** An event that Retell posted about a call, in our words. `payload` is kept as it came. */
export interface CallEvent {
  event: string;
  /** Two deliveries of one event share it. */
  dedupeKey: string;
  /** Absent for events of chats. */
  call?: CallChange;
  payload: unknown;
}

/** What an event says of its call. */
export interface CallChange {
  facts: CallFacts;
  ending: CallEnding;
}

/**
 * Stores the event and brings the call's row up to date (ASK-45, ASK-48, ASK-49), in any order and any number of
 * times. The end of a call frees what it still holds.
 */
export async function takeCallEvent(ctx: Ctx, event: CallEvent): Promise<{ isNew: boolean }> {
  const now = ctx.clock.now();
  const id = ctx.ids.next('evt');
  const isNew = await ctx.store.atomically(async (store) => {
    const added = await store.inbox.add({
      id,
      source: 'retell',
      event: event.event,
      dedupeKey: event.dedupeKey,
      payload: event.payload,
      receivedAt: now,
      keepsLatest: event.event === 'transcript_updated',
    });
    if (event.call !== undefined) await store.calls.save(event.call.facts, event.call.ending);
    if (added) await store.inbox.finish(id, isKnown(event.event) ? 'done' : 'kept', now);
    return added;
  });
  if (event.call !== undefined && event.call.ending.status !== 'ongoing') {
    ctx.background.add('free holds of an ended call', voidOffers(ctx, event.call.facts.id));
  }
  return { isNew };
}

function isKnown(event: string): boolean {
  return event === 'call_started' || event === 'call_ended' || event === 'call_analyzed';
}
