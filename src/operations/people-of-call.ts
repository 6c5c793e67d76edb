import type { Customer } from '../domain/appointment.ts';
import type { CallSession } from '../domain/reminders/call-session.ts';
import type { Queries } from '../store/tenant-store.ts';
import type { CallCtx } from './context.ts';
import { sessionOfCall } from './reminders/session-of-call.ts';

export interface PeopleOfCall {
  customers: Customer[];
  /** The call of ours that it is, to the one customer. */
  session?: CallSession;
}

/**
 * Whom the number of the call proves: in a call of ours the one it was dialled for, else everybody who is known under
 * it (ASK-04, ASK-76); a family may share one.
 */
export async function peopleOfCall(
  ctx: Pick<CallCtx, 'call' | 'clock'>,
  store: Queries,
): Promise<PeopleOfCall> {
  const { callerNumber } = ctx.call;
  if (callerNumber === undefined) return { customers: [] };
  const session = await sessionOfCall(ctx, store);
  const rung = session?.customerId === undefined ? undefined : await store.customers.find(session.customerId);
  // Whose number was corrected meanwhile is not who has picked up.
  if (session !== undefined && rung?.phone === callerNumber) return { customers: [rung], session };
  return { customers: await store.customers.findByPhone(callerNumber) };
}
