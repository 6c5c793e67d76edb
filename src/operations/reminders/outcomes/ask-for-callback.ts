import type { CallSession } from '../../../domain/reminders/call-session.ts';
import type { Queries } from '../../../store/tenant-store.ts';
import type { Ctx } from '../../context.ts';
import { raiseReview } from './raise-review.ts';
import type { Raise } from './raise-review.ts';

/** Somebody wants to be called back by a person: among the callbacks, and before a person. Twice is once. */
export async function askForCallback(
  ctx: Ctx,
  store: Queries,
  raise: Raise,
  session: CallSession,
): Promise<void> {
  const { callId, customerId, toNumber } = session;
  // Where a function was asked for it, it has made the entry.
  if (!session.deeds.callbackRequested) {
    const customer = customerId === undefined ? undefined : await store.customers.find(customerId);
    await store.callbacks.add({
      id: `cbk_${session.id}`,
      requestedAt: ctx.clock.now(),
      ...(callId === undefined ? {} : { callId }),
      ...(customer === undefined ? {} : { customerId: customer.id, name: customer.name }),
      ...(toNumber === undefined ? {} : { phone: toNumber }),
      ...(session.appointmentId === undefined ? {} : { appointmentId: session.appointmentId }),
    });
  }
  const task = await store.followUpTasks.find(session.taskId);
  if (task === undefined) return;
  const urgency = session.appointmentId === undefined ? 'low' : 'high';
  await raiseReview(
    ctx,
    store,
    raise,
    { ...task, ...(session.outcome === undefined ? {} : { outcome: session.outcome }) },
    { kind: 'manual_review', why: 'callback_requested', urgency },
  );
}
