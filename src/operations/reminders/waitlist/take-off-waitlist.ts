import { auditDeed } from '../../audit-deed.ts';
import type { Ctx } from '../../context.ts';

/** Takes somebody off the waitlist; what they are being offered goes to the next one. `false`: they are not on it. */
export async function takeOffWaitlist(ctx: Ctx, id: string): Promise<boolean> {
  const now = ctx.clock.now();
  return ctx.store.atomically(async (store) => {
    const entry = await store.waitlist.find(id);
    const offer = await store.waitlistOffers.openOfferOf(id);
    if (offer !== undefined) await store.waitlistOffers.endOffer(offer.id, 'lapsed', now);
    const isEnded = await store.waitlist.end(id, now);
    if (isEnded && entry !== undefined) {
      await auditDeed(ctx, store, {
        deed: 'leave_waitlist',
        customerId: entry.customerId,
        after: { task: id },
      });
    }
    return isEnded;
  });
}
