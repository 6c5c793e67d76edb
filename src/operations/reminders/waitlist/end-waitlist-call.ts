import type { CallOutcome } from '../../../domain/reminders/call-outcome.ts';
import type { CallSession } from '../../../domain/reminders/call-session.ts';
import type { Queries } from '../../../store/tenant-store.ts';
import type { Ctx } from '../../context.ts';

/** Nobody was told of the offer, or not to the end. */
const UNHEARD: readonly CallOutcome[] = [
  'no_answer',
  'voicemail',
  'busy',
  'declined',
  'failed',
  'bad_number',
  'no_line',
  'account',
];

/**
 * What the end of a call means for the freed time it offered, in the transaction that records the outcome: what was not
 * accepted in the call is given back, and the next one is asked. A call of the waitlist is not made again. What is being
 * booked right now is left to the write's own end. Twice is once; nothing for any other call.
 */
export async function endWaitlistCall(
  ctx: Ctx,
  store: Queries,
  session: Pick<CallSession, 'taskId' | 'purpose' | 'requestedAt'>,
  outcome: CallOutcome,
): Promise<void> {
  if (session.purpose !== 'waitlist') return;
  const waitlistId = (await store.followUpTasks.find(session.taskId))?.waitlistId;
  const offer = waitlistId === undefined ? undefined : await store.waitlistOffers.openOfferOf(waitlistId);
  // What was offered since is another call's.
  if (offer === undefined || offer.madeAt > session.requestedAt) return;
  const state = UNHEARD.includes(outcome) ? 'lapsed' : 'declined';
  await store.waitlistOffers.endOffer(offer.id, state, ctx.clock.now());
}
