import { done, refused, say } from '../../platform/outcome.ts';
import type { Outcome } from '../../platform/outcome.ts';
import type { CallCtx } from '../context.ts';
import { forbidNumber } from './forbid-number.ts';
import { sessionOfCall } from './session-of-call.ts';

/**
 * Nobody rings the number of this call any more (VIO-35), whoever has dialled whom. Appointments stand. Twice is once.
 */
export async function stopReminders(ctx: CallCtx): Promise<Outcome<Record<never, never>>> {
  const { id, callerNumber } = ctx.call;
  if (callerNumber === undefined) return refused('number_withheld', {});
  await ctx.store.atomically(async (store) => {
    // The call before the list and the tasks: whoever works off its end takes them in this order.
    const session = await sessionOfCall(ctx, store);
    if (session !== undefined) await store.callSessions.noteDeed(session.id, 'opted_out', ctx.clock.now());
    await forbidNumber(ctx, store, callerNumber, 'customer', id);
  });
  return done({}, say('reminders_stopped', {}));
}
