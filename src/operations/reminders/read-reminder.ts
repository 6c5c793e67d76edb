import type { CallSession, SessionState } from '../../domain/reminders/call-session.ts';
import { explainTask } from '../../domain/reminders/explain-task.ts';
import type { FollowUpTask } from '../../domain/reminders/follow-up-task.ts';
import type { DialDecision } from '../../store/dial-gate-queries.ts';
import type { Ctx } from '../context.ts';

/** A call of a task with every state it went through. */
export interface TracedCall {
  session: CallSession;
  states: { state: SessionState; at: Date }[];
}

/** Everything that happened about a task, and why (VIO-78). */
export interface ReminderStory {
  task: FollowUpTask;
  /** One or two sentences for the owner. */
  explanation: string;
  /** The newest first, both. */
  decisions: DialDecision[];
  calls: TracedCall[];
}

export async function readReminder(ctx: Ctx, taskId: string): Promise<ReminderStory | undefined> {
  const { store } = ctx;
  const task = await store.followUpTasks.find(taskId);
  if (task === undefined) return undefined;
  const decisions = await store.dialGate.ofTask(taskId);
  const sessions = await store.callSessions.ofTask(taskId);
  const states = await store.callChanges.statesOfAll(sessions.map(({ id }) => id));
  const calls = sessions.map((session) => ({ session, states: states.get(session.id) ?? [] }));
  const verdict = decisions[0]?.verdict;
  const last = {
    ...(verdict === undefined ? {} : { verdict }),
    ...(sessions[0] === undefined ? {} : { session: sessions[0] }),
  };
  const explanation = explainTask(task, last, ctx.clock.now());
  return { task, explanation, decisions, calls };
}
