import type { CallSession } from '../../domain/reminders/call-session.ts';
import type { Queries } from '../../store/tenant-store.ts';
import type { CallCtx } from '../context.ts';

/**
 * The call of ours that a function is asked in (VIO-82): dialled by us, to this very number, and no other call's.
 * Costs nothing on calls that do not say they are one.
 */
export async function sessionOfCall(
  { call, clock }: Pick<CallCtx, 'call' | 'clock'>,
  store: Queries,
): Promise<CallSession | undefined> {
  const { id, callerNumber, sessionId } = call;
  if (sessionId === undefined) return undefined;
  const session = await store.callSessions.find(sessionId);
  if (session?.toNumber === undefined || session.toNumber !== callerNumber) return undefined;
  // Somebody may talk before the answer to our request has come, or where it was lost.
  const isThisCall =
    session.callId === undefined
      ? await store.callSessions.linkCall(session.id, id, clock.now())
      : session.callId === id;
  return isThisCall ? session : undefined;
}
