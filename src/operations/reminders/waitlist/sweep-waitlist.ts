import { attempt } from '../../attempt.ts';
import type { Ctx } from '../../context.ts';
import { offerFreedTime } from './offer-freed-time.ts';

/** Ends wishes that are over and offers whose time has run out, and asks the next one about what is free. */
export async function sweepWaitlist(ctx: Ctx): Promise<void> {
  const now = ctx.clock.now();
  const { waitlist, waitlistOffers } = ctx.store;
  await waitlist.endOver(now);
  for (const id of await waitlistOffers.listExpired(now)) {
    await attempt(ctx, 'one offer of the waitlist', async () => {
      await ctx.store.atomically((store) => store.waitlistOffers.endOffer(id, 'lapsed', now));
    });
  }
  for (const id of await waitlistOffers.listFreed(now)) {
    await attempt(ctx, 'one freed time', () => offerFreedTime(ctx, id));
  }
}
