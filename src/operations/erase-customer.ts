import { auditDeed } from './audit-deed.ts';
import type { Ctx } from './context.ts';

export type Erasure =
  | { kind: 'erased' }
  | { kind: 'not_found' }
  /** Nothing was removed: whoever is expected must be reachable. */
  | { kind: 'has_standing_appointments'; count: number }
  /** Nothing was removed: what is still to be told of the call would come back, and a wish that is said in it be lost. */
  | { kind: 'call_under_way' };

/** Whether webhooks of the calendar about a customer can still be there. */
type OldWebhooks = 'kept' | 'gone';

/**
 * Removes a customer and everything that tells of them: name, numbers, address, notes, transcripts, callbacks, what
 * their calls asked and were answered, and the webhooks about them. Their appointments and calls stay for the
 * figures, as anybody's. A webhook that still waits is left to be worked off, and goes with its age. What the
 * calendar and Retell hold is not ours to remove.
 */
export async function eraseCustomer(
  ctx: Ctx,
  customerId: string,
  webhooks: OldWebhooks = 'kept',
): Promise<Erasure> {
  const now = ctx.clock.now();
  const webhookIds = webhooks === 'gone' ? [] : await findWebhooks(ctx, customerId);
  return ctx.store.atomically(async (store): Promise<Erasure> => {
    const footprint = await store.personalData.lock(customerId);
    if (footprint === undefined) return { kind: 'not_found' };
    const standing = await store.personalData.countStanding(footprint, now);
    if (standing > 0) return { kind: 'has_standing_appointments', count: standing };
    if (await store.personalData.isBeingCalled(footprint)) return { kind: 'call_under_way' };
    await store.personalData.erase(footprint, webhookIds, now);
    await auditDeed(ctx, store, {
      deed: 'erase_customer',
      customerId,
      after: { count: footprint.appointmentIds.length },
    });
    return { kind: 'erased' };
  });
}

/** Before anything is locked: it takes as long as there are webhooks. */
async function findWebhooks(ctx: Ctx, customerId: string): Promise<string[]> {
  const { personalData } = ctx.store;
  const footprint = await personalData.find(customerId);
  return footprint === undefined ? [] : personalData.findWebhooks(footprint);
}
