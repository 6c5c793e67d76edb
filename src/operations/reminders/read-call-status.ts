import type { CallSession, SessionState } from '../../domain/reminders/call-session.ts';
import { expectedSeconds } from '../../domain/reminders/session-states.ts';
import type { Ctx } from '../context.ts';

/** Where a call stands, and how it came there (VIO-05). */
export interface CallStatus {
  session: CallSession;
  states: { state: SessionState; at: Date }[];
  /** Since the last change of its state. */
  secondsInState: number;
  /** How long a call stays in this state; absent where that is not told. */
  expected?: { least: number; most: number };
  /** Whether it has been longer than that (VIO-42). */
  isOverdue: boolean;
}

export async function readCallStatus(ctx: Ctx, sessionId: string): Promise<CallStatus | undefined> {
  const session = await ctx.store.callSessions.find(sessionId);
  if (session === undefined) return undefined;
  const states = await ctx.store.callSessions.states(sessionId);
  const since = states.at(-1)?.at ?? session.requestedAt;
  const secondsInState = Math.max(0, Math.floor((ctx.clock.now().getTime() - since.getTime()) / 1_000));
  const expected = expectedSeconds(session.state);
  return {
    session,
    states,
    secondsInState,
    isOverdue: expected !== undefined && secondsInState > expected.most,
    ...(expected === undefined ? {} : { expected }),
  };
}
