import type { CallSession } from '../../../domain/reminders/call-session.ts';
import type { Queries } from '../../../store/tenant-store.ts';
import type { WaitlistOffer } from '../../../store/waitlist-offer-queries.ts';
import type { CallCtx } from '../../context.ts';
import { sessionOfCall } from '../session-of-call.ts';

/** A freed time that this call was dialled to offer, whatever became of it since. */
export interface OfferOfCall {
  session: CallSession;
  offer: WaitlistOffer;
}

/** `undefined` where the call was dialled for something else, or not by us, or something newer is offered by now. */
export async function offerOfCall(ctx: CallCtx, store: Queries): Promise<OfferOfCall | undefined> {
  const session = await sessionOfCall(ctx, store);
  if (session?.purpose !== 'waitlist') return undefined;
  const waitlistId = (await store.followUpTasks.find(session.taskId))?.waitlistId;
  const offer = waitlistId === undefined ? undefined : await store.waitlistOffers.lastOfferOf(waitlistId);
  return offer === undefined || offer.madeAt > session.requestedAt ? undefined : { session, offer };
}
