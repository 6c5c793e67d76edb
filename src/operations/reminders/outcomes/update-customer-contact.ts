import type { CallSession } from '../../../domain/reminders/call-session.ts';
import type { Ctx } from '../../context.ts';

/** Who is named as the author of what calls have shown (VIO-89). */
const UPDATED_BY = 'reminder_call';

/** What the calls to a customer have shown of them, computed anew (VIO-47); with the analysis there is more to tell. */
export function updateCustomerContact(ctx: Ctx, { id, customerId }: CallSession): Promise<void> {
  return ctx.store.atomically(async (store) => {
    if (customerId !== undefined) {
      await store.customerContacts.recompute(customerId, UPDATED_BY, ctx.clock.now());
    }
    await store.callSessions.markUpdate(id, 'customer');
  });
}
